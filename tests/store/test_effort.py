"""What recording costs does not grow with what is kept; counted, not timed."""

import json
import sqlite3
import tracemalloc
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from companion.model import Creator, Reading, Video
from companion.store import HomeStore, open_store
from tests.store.readings import NOON, card, reading, video

ITEMS = 35


def page_of(creator: int, visit: int = 0) -> Reading:
    """A creator's list: 35 videos that grow from visit to visit."""
    videos = [
        video(f"{creator}{n:03d}", 100 + visit, 10, 1, 1, 1, creator_id=str(creator), handle=f"c{creator}")
        for n in range(ITEMS)
    ]
    return reading(card(str(creator), f"c{creator}", 1000 + visit), *videos)


def feed_of(first: int, visit: int = 0) -> Reading:
    """A hashtag's page: 35 videos of 35 creators."""
    things: list[Creator | Video] = []
    for creator in range(first, first + ITEMS):
        things += page_of(creator, visit).creators
        things.append(page_of(creator, visit).videos[0])
    return reading(*things)


@contextmanager
def statements(store: HomeStore) -> Iterator[list[str]]:
    """The statements that run meanwhile; one for many rows counts once for each row."""
    seen: list[str] = []
    connection = store.observations._database.connection()
    connection.set_trace_callback(seen.append)
    yield seen
    connection.set_trace_callback(None)


@pytest.mark.parametrize("kind", [page_of, feed_of])
def test_a_page_takes_as_many_statements_however_many_are_kept(store: HomeStore, kind) -> None:
    clock = iter(range(NOON, NOON + 1000))
    store.observations.record(kind(100), seen_at=next(clock), source="api")
    with statements(store) as early:
        store.observations.record(kind(100, 1), seen_at=next(clock), source="api")
    for number in range(60):
        store.observations.record(kind(200 + 40 * number), seen_at=next(clock), source="api")
        store.observations.record(kind(100, 2 + number), seen_at=next(clock), source="api")
    with statements(store) as late:
        store.observations.record(kind(100, 99), seen_at=next(clock), source="api")
    assert len(late) == len(early)


def test_many_creators_are_looked_up_as_one_is(store: HomeStore) -> None:
    def lookups(seen: list[str]) -> int:
        return sum(statement.lstrip().lower().startswith("select") for statement in seen)

    store.observations.record(page_of(1), seen_at=NOON, source="api")
    store.observations.record(feed_of(100), seen_at=NOON, source="api")
    with statements(store) as one:
        store.observations.record(page_of(1, 1), seen_at=NOON + 1, source="api")
    with statements(store) as many:
        store.observations.record(feed_of(100, 1), seen_at=NOON + 2, source="api")
    assert lookups(many) == lookups(one)


def test_memory_does_not_grow_with_what_is_kept(store: HomeStore) -> None:
    clock = iter(range(NOON, NOON + 1000))

    def peak_of(creators: range) -> int:
        tracemalloc.reset_peak()
        for creator in creators:
            store.observations.record(page_of(creator), seen_at=next(clock), source="api")
        return tracemalloc.get_traced_memory()[1]

    tracemalloc.start()
    try:
        peak_of(range(100, 120))
        early = peak_of(range(200, 220))
        peak_of(range(300, 500))
        assert peak_of(range(600, 620)) < 1.2 * early
    finally:
        tracemalloc.stop()


def as_first_written(path: Path) -> None:
    """Bring a database to the form in which the first version kept tallies and the times of claims."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for key, kept in connection.execute("select video, tally from latest").fetchall():
            first, at, _, _, *counts, _ = json.loads(kept)
            names = ("views", "likes", "comments", "shares", "saves")
            newest = {"seen_at": at, "source": "api", "counts": dict(zip(names, counts, strict=True))}
            tally = {"first_seen_at": first, "counts": newest["counts"], "known_at": [at] * 5}
            tally |= {"latest": newest, "complete": newest}
            connection.execute("update latest set tally = ? where video = ?", (json.dumps(tally).encode(), key))
            connection.execute("insert into video_claim_times values (?, 0, ?)", (key, at))


@pytest.mark.parametrize("next_visit", [NOON - 10, NOON + 10])
def test_what_the_first_version_kept_is_carried_on(tmp_path: Path, next_visit: int) -> None:
    def shown(home: Path, *, older: bool) -> object:
        store = open_store(home)
        store.observations.record(page_of(1), seen_at=NOON, source="api")
        if older:
            store.close()
            as_first_written(home / "observations.sqlite3")
            store = open_store(home)
        for caption, counts in (("another", (7, 8, 9, None, None)), ("a third", (1, 2, 3, 4, 5))):
            changed = [video(each.id, *counts, creator_id="1", caption=caption) for each in page_of(1).videos[:3]]
            store.observations.record(reading(*changed), seen_at=next_visit, source="api")
        key = store.observations.find("1")
        assert key is not None
        answers = store.observations.evidence(key), store.observations.evidence(key, as_of=NOON)
        store.close()
        return answers

    assert shown(tmp_path / "older", older=True) == shown(tmp_path / "newer", older=False)
