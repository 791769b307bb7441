"""The real ``fitlens`` command as its own process, and what every answer of it must hold to."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from click.testing import CliRunner

from companion.cli import main
from companion.store import open_store

ROOT = Path(__file__).resolve().parents[2]
USAGE = 2
PATIENCE_S = 60
BEYOND_A_TERMINAL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that can move a terminal's cursor, colour it or turn its text around."""


class Said(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Fitlens:
    """One home, and the command that works on it."""

    def __init__(self, home: Path) -> None:
        self.home = home

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "FITLENS_HOME": str(self.home), "PYTHONPATH": str(ROOT)}

    def run(self, *arguments: str | Path | bytes, stdin: bytes = b"", **environment: str) -> Said:
        done = subprocess.run(
            [sys.executable, "-m", "companion", *arguments],
            input=stdin,
            capture_output=True,
            env=self.environment | environment,
            timeout=PATIENCE_S,
        )
        return Said(done.returncode, done.stdout.decode(), done.stderr.decode())

    def does(self, *arguments: str | Path | bytes, stdin: bytes = b"") -> str:
        """What a command that must succeed prints."""
        said = self.run(*arguments, stdin=stdin)
        assert (said.code, said.err) == (0, ""), said
        assert not BEYOND_A_TERMINAL.search(said.out), said.out
        return said.out

    def json(self, *arguments: str | Path, stdin: bytes = b"") -> Any:
        """The JSON of a command that must succeed."""
        return json.loads(self.does(*arguments, "--json", stdin=stdin))

    def refuses(
        self, *arguments: str | Path | bytes, code: int = 1, stdin: bytes = b"", **environment: str
    ) -> str:
        """The one sentence of a command that must fail."""
        said = self.run(*arguments, stdin=stdin, **environment)
        assert said.code == code, said
        return sentence_of(said.err, usage=code == USAGE)

    def kept(self) -> dict[str, Any]:
        """All that the home keeps, as a program would read it."""
        store = open_store(self.home)
        try:
            return everything_in(store)
        finally:
            store.close()


class InThisProcess(Fitlens):
    """The same command without a process of its own, for the many cases where that adds nothing but time."""

    def run(self, *arguments: str | Path | bytes, stdin: bytes = b"", **environment: str) -> Said:
        done = CliRunner().invoke(
            main,
            [os.fsdecode(argument) for argument in arguments],
            input=stdin,
            env={"FITLENS_HOME": str(self.home)} | environment,
        )
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Said(done.exit_code, done.stdout_bytes.decode(), done.stderr_bytes.decode())


def everything_in(store: Any) -> dict[str, Any]:
    """Every creator with their videos and readings, and every decision."""
    keys = [row.key for row in store.observations.creators(limit=1000).rows]
    return {
        "creators": [store.observations.summary(key) for key in keys],
        "videos": [store.observations.videos(key) for key in keys],
        "readings": [store.observations.observations_of(key) for key in keys],
        "shortlist": store.documents.all("shortlist"),
        "briefs": store.documents.all("briefs"),
        "settings": store.documents.all("settings"),
    }


def sentence_of(err: str, *, usage: bool = False) -> str:
    """The sentence on stderr: one, for a person, without a trace of our insides and without control characters."""
    assert "Traceback" not in err, err
    assert not BEYOND_A_TERMINAL.search(err), err
    lines = [line for line in err.splitlines() if line.strip()]
    assert lines, "nothing was said"
    assert lines[-1].startswith("Error: "), err
    if not usage:
        assert len(lines) == 1, err
        assert "inside Fitlens" not in err, err
    said = lines[-1].removeprefix("Error: ")
    assert said.endswith((".", "?")), err
    assert len(said) < 600, err
    return said
