"""What was acknowledged survives SIGKILL at any moment."""

import json
import random
import subprocess
import sys
from pathlib import Path

from companion.store import open_store
from tests.store.readings import NOON

ROUNDS = 24


def write_and_kill(home: Path, first: int, after_lines: int) -> list[str]:
    """Acknowledged lines of a child that is killed while it works on what comes after ``after_lines`` of them."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.store.keeper", str(home), str(first)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    lines = [child.stdout.readline() for _ in range(after_lines)]
    child.kill()
    lines += child.stdout.readlines()
    child.stdout.close()
    child.wait()
    return [line.strip() for line in lines if line.endswith("\n")]


def test_everything_acknowledged_survives_a_kill(home: Path) -> None:
    chance = random.Random(7)  # noqa: S311
    acknowledged: set[str] = set()
    for turn in range(ROUNDS):
        lines = write_and_kill(home, first=turn * 1000, after_lines=chance.randrange(1, 25))
        assert lines
        acknowledged.update(lines)
        store = open_store(home)
        documents = store.documents.all("shortlist")
        moments = {entry.seen_at - NOON: entry.counts.views for entry in store.observations.history("7")}
        key = store.observations.find("1")
        videos = {record.facts.id for record in store.observations.videos(key)} if key is not None else set()
        store.close()
        for line in acknowledged:
            kind, n = line.split()
            if kind == "document":
                assert documents[f"creator {n}"]["n"] == int(n)
            else:
                assert moments[int(n)] == int(n)
                assert {f"{n}{k}" for k in range(5)} <= videos
        # A reading is there as a whole or not at all, and the readable file is whole.
        assert len(videos) == 5 * len(moments) + bool(moments)
        assert len(json.loads((home / "documents" / "shortlist.json").read_bytes())["shortlist"]) == len(documents)
