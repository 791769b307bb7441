"""A child process that writes until it is killed, and says what was acknowledged."""

import sys
from pathlib import Path

from companion.store import open_store
from tests.store.readings import NOON, reading, video


def main(home: Path, first: int) -> None:
    store = open_store(home)
    for n in range(first, first + 100_000):
        store.documents.put("shortlist", f"creator {n}", {"n": n, "notes": "word " * 20})
        say(f"document {n}")
        seen = reading(
            *(video(f"{n}{k}", n, 1, 1, 1, creator_id="1") for k in range(5)), video("7", n, creator_id="1")
        )
        store.observations.record(seen, seen_at=NOON + n, source="api")
        say(f"reading {n}")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
