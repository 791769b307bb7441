"""Raw captures: kept once, compressed, bounded."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from companion.model import DAY, Capture
from companion.store import HomeStore
from companion.store.archive import Archive
from companion.store.files import shared_lock
from tests.store.readings import NOON


def capture(body: str, at: str = "2026-11-22T13:00:00.000Z") -> Capture:
    return Capture(schema=1, source="api", page_url="https://www.tiktok.com/@ada", captured_at=at, body=body)


def noise(size: int, seed: int) -> str:
    """Text that hardly shrinks, so that sizes are known."""
    import random

    return random.Random(seed).randbytes(size).hex()  # noqa: S311


@pytest.fixture
def small(home: Path) -> Iterator[Archive]:
    home.mkdir()
    archive = Archive(
        home / "captures.sqlite3", home / "backups", shared_lock(home), max_bytes=50_000, max_days=30
    )
    yield archive
    archive.close()


def test_captures_come_back_oldest_first_and_once(store: HomeStore) -> None:
    newer, older = capture("b" * 9000), capture('{"a": "é 🥐"}', "2026-11-22T12:00:00.000Z")
    store.archive.keep(newer, received_at=NOON + 1)
    store.archive.keep(older, received_at=NOON)
    store.archive.keep(newer, received_at=NOON + 2)
    assert list(store.archive.replay()) == [older, newer]


def test_the_same_body_at_another_time_is_another_capture(store: HomeStore) -> None:
    store.archive.keep(capture("x"), received_at=NOON)
    store.archive.keep(capture("x", "2026-11-23T13:00:00.000Z"), received_at=NOON)
    assert len(list(store.archive.replay())) == 2


def test_bodies_are_compressed(store: HomeStore, home: Path) -> None:
    store.archive.keep(capture("the same words again " * 50_000), received_at=NOON)
    store.close()
    assert (home / "captures.sqlite3").stat().st_size < 100_000


def test_the_oldest_make_room(small: Archive) -> None:
    captures = [capture(noise(10_000, n)) for n in range(9)]
    for n, one in enumerate(captures):
        small.keep(one, received_at=NOON + n)
    kept = list(small.replay())
    assert kept == captures[-len(kept) :]
    assert 2 <= len(kept) <= 4


def test_a_capture_larger_than_the_archive_is_not_kept(small: Archive) -> None:
    small.keep(capture("fits"), received_at=NOON)
    small.keep(capture(noise(200_000, 1)), received_at=NOON + 1)
    small.keep(capture("fits too"), received_at=NOON + 2)
    assert [one.body for one in small.replay()] == ["fits too"]


def test_old_captures_go(small: Archive) -> None:
    small.keep(capture("old"), received_at=NOON)
    small.keep(capture("young"), received_at=NOON + DAY)
    small.keep(capture("now"), received_at=NOON + 30 * DAY + 1)
    assert [one.body for one in small.replay()] == ["young", "now"]


def test_half_an_emoji_is_kept_as_a_replacement(small: Archive) -> None:
    small.keep(capture("cut \ud83d"), received_at=NOON)
    assert [one.body for one in small.replay()] == ["cut \ufffd"]


def test_a_broken_archive_is_nobodys_problem(home: Path, caplog: pytest.LogCaptureFixture) -> None:
    from companion.store import open_store

    home.mkdir()
    (home / "captures.sqlite3").write_bytes(b"nothing like a database" * 500)
    store = open_store(home)
    store.archive.keep(capture("lost"), received_at=NOON)
    assert "captures.sqlite3" in caplog.text
    store.close()
