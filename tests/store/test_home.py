"""Opening a home folder."""

import multiprocessing
import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from companion.model import Unusable
from companion.store import HomeStore, open_store
from tests.store.readings import NOON, profile, reading


def test_a_home_is_made_for_its_owner_alone(store: HomeStore, home: Path) -> None:
    store.documents.put("shortlist", "ada", {})
    store.observations.record(reading(profile("1", "ada")), seen_at=NOON, source="api")
    assert store.home == home
    if os.name != "nt":
        modes = {path.name: path.stat().st_mode & 0o777 for path in (home, *home.rglob("*"))}
        folders = {path.name for path in (home, *home.rglob("*")) if path.is_dir()}
        assert {"observations.sqlite3", "observations.sqlite3-wal", "shortlist.json", ".lock"} <= modes.keys()
        assert modes == {name: 0o700 if name in folders else 0o600 for name in modes}


def test_a_home_that_is_a_file_or_below_one_is_unusable(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine", encoding="utf-8")
    for home in (file, file / "home", file / "deep" / "home"):
        with pytest.raises(Unusable) as caught:
            open_store(home)
        assert str(home) in caught.value.says
        assert "\n" not in caught.value.says
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "damage", [b"no database at all, only text" * 50, b"SQLite format 3\x00" + b"\x07" * 5000]
)
def test_a_damaged_database_is_named_and_left_untouched(home: Path, damage: bytes) -> None:
    home.mkdir()
    (home / "observations.sqlite3").write_bytes(damage)
    with pytest.raises(Unusable, match=r"observations\.sqlite3 is damaged"):
        open_store(home)
    assert (home / "observations.sqlite3").read_bytes() == damage


def test_a_database_that_is_busy_too_long_says_so(
    store: HomeStore, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("companion.store.database.BUSY_SECONDS", 0)
    impatient = open_store(home)
    other = sqlite3.connect(home / "observations.sqlite3", isolation_level=None)
    other.execute("begin immediate")
    with pytest.raises(Unusable, match="busy"):
        impatient.observations.record(reading(profile("1", "ada")), seen_at=NOON, source="api")
    other.execute("rollback")
    other.close()
    assert impatient.observations.record(reading(profile("1", "ada")), seen_at=NOON, source="api").creators
    impatient.close()


def test_threads_and_a_second_store_record_side_by_side(store: HomeStore, home: Path) -> None:
    other = open_store(home)

    def work(number: int, kept: HomeStore) -> None:
        for n in range(20):
            kept.observations.record(reading(profile(f"{number}{n:02}", "ada")), seen_at=NOON + n, source="api")

    threads = [threading.Thread(target=work, args=(n, (store, other)[n % 2])) for n in range(1, 7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.observations.count()["creators"] == other.observations.creators().total == 120
    other.close()


def test_processes_that_open_a_new_home_at_once_all_succeed(home: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from companion.store import open_store; sys.stdin.readline();"
        "open_store(Path(sys.argv[1])).close()"
    )
    children = [
        subprocess.Popen([sys.executable, "-c", script, str(home)], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    for child in children:
        assert child.stdin is not None
        child.stdin.write(b"go\n")
        child.stdin.flush()
    assert [(child.communicate()[1], child.returncode) for child in children] == [(b"", 0)] * 4


def test_a_closed_store_says_so(home: Path) -> None:
    store = open_store(home)
    store.close()
    errors: list[Exception] = []

    def late() -> None:
        try:
            store.observations.count()
        except Unusable as error:
            errors.append(error)

    thread = threading.Thread(target=late)
    thread.start()
    thread.join()
    assert len(errors) == 1


def test_opening_leaves_the_heavy_libraries_alone() -> None:
    script = "import sys, companion.store; print(sorted({'flask', 'numpy', 'scipy', 'bs4'} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "[]"


def open_at_once(home: Path, together: Any) -> None:
    together.wait()
    open_store(home).close()


def test_many_programs_may_open_a_new_home_at_once(tmp_path: Path) -> None:
    """A command beside a starting companion: neither refuses the other, every time."""
    spawn = multiprocessing.get_context("spawn")
    for attempt in range(4):
        together = spawn.Barrier(6)
        openers = [spawn.Process(target=open_at_once, args=(tmp_path / str(attempt), together)) for _ in range(6)]
        for opener in openers:
            opener.start()
        for opener in openers:
            opener.join()
        assert {opener.exitcode for opener in openers} == {0}
