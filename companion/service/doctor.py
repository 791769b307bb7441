"""Is everything in order? Each finding is a sentence that says what to do."""

import sys
from pathlib import Path

import msgspec

from companion.metrics.maturity import curve_rests_on
from companion.model import FitlensError
from companion.service import drift, learning, semantic
from companion.store import instance, open_store
from companion.store.interfaces import Store

HOW_TO_HELP = (
    "To help mend it, attach a sample to an issue: fitlens doctor --sample FILE writes one without names."
)


class Finding(msgspec.Struct, frozen=True):
    """One thing that was looked at."""

    what: str
    ok: bool
    says: str


def examine(home: Path, *, extension: Path) -> list[Finding]:
    """Look at Python, the home, what is kept, the set model, the running companion and the extension's folder."""
    return [_python(), *_home(home), _meaning(), _companion(home), _extension(extension)]


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", True, version)


def _home(home: Path) -> list[Finding]:
    try:
        store = open_store(home)
    except FitlensError as error:
        return [Finding("Home", False, error.says)]
    try:
        kept = store.observations.count()
        names = ", ".join(f"{count:,} {name}" for name, count in kept.items())
        return [Finding("Home", True, str(home)), Finding("Kept", True, names), _peers(store), *_drift(store)]
    except FitlensError as error:
        return [Finding("Kept", False, error.says)]
    finally:
        store.close()


def _peers(store: Store) -> Finding:
    own = learning.priors(store)
    if own is None:
        return Finding(
            "Peers", True, f"the shipped panels, until {learning.FEWEST_CREATORS} creators with 8 videos are read"
        )
    says = f"learned from {own.own:,} creators that you have read, and the shipped panels"
    return Finding("Peers", True, f"{says}; young videos by the growth of {curve_rests_on(own.growth)}")


def _drift(store: Store) -> list[Finding]:
    return [
        Finding(f"TikTok ({change.reader})", False, f"{change.says} {HOW_TO_HELP}")
        for change in drift.changes(store)
    ]


def _meaning() -> Finding:
    ok, says = semantic.state()
    return Finding("Meaning of captions", ok, says)


def _companion(home: Path) -> Finding:
    running = instance.running(home)
    if running is None:
        return Finding("Companion", True, "not running: start it with fitlens start")
    return Finding("Companion", True, f"running at http://127.0.0.1:{running.port}")


def _extension(folder: Path) -> Finding:
    if (folder / "manifest.json").is_file():
        return Finding("Extension", True, "load it unpacked from the folder that fitlens extension prints")
    return Finding("Extension", False, f"{folder} holds no extension: install Fitlens again")
