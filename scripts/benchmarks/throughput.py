"""Reading and storing answers of 35 videos, one transaction each, beside a floor on a store of the same content.

Three kinds of answer: a creator seen ``again`` (nothing new but counts), a ``new`` creator, and a ``feed`` of 35
videos of 35 known creators, as a hashtag's page shows them.

The floor decodes the same text into typed structs of the same fields, the whole list at once, and writes the same
rows into a copy of the same database (same tables, indexes and pragmas, one transaction, one fsync). It knows what
is new without looking, interprets nothing (no hashtags, no disclosures, no rounding) and merges nothing: what was
kept is overwritten. The lean floor is below it: five counts decoded, observations and latest rows alone.
The raw archive, which follows the answer to a capture, is not in either; ``capture`` shows its time.
"""

import itertools
import random
import resource
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from msgspec.structs import astuple

from benchmarks.sample import ITEMS, Crowd, Page, grown
from companion import tiktok
from companion.model import Counts, Reading
from companion.store import HomeStore, open_store
from companion.store.recording import record
from companion.store.sightings import sightings
from companion.tiktok.wire import Item, User

STORED = (1, 100, 10_000)
ROUNDS = 60
VISITS = 4
"""How often each creator of the stored pages was read."""
FEEDS = 10
"""One stored page in so many is a feed."""
KINDS = ("again", "new", "feed")
WARM_UP = 8
BATCH = 100
"""Pages in one transaction while the store is filled."""


def run(folder: Path) -> dict[str, object]:
    """Median milliseconds of the companion and of both floors at each number of stored pages, taken in turn."""
    now = int(time.time())
    crowd = Crowd(now)
    figures: dict[str, object] = {"benchmark": "read and store a page of 35 videos", "rounds": ROUNDS, "bar": 3.0}
    for stored in STORED:
        home = folder / str(stored)
        store = open_store(home)
        clock = iter(range(now - 2 * stored - 100_000, now))
        fill(store, crowd, stored, clock)
        figures[f"{stored} pages stored"] = measured(store, home, crowd, stored, clock)
        store.close()
    return figures


def fill(store: HomeStore, crowd: Crowd, pages: int, clock: Iterator[int]) -> None:
    """Store so many pages by the same recorder, many in a transaction: only the timed pages have their own.

    Each creator's list is read once, and its later visits show larger counts; every tenth page is a feed.
    """
    creators = creators_of(pages)
    feeds = pages // FEEDS if creators > ITEMS else 0
    visits = [(pages - feeds) // creators + (n < (pages - feeds) % creators) for n in range(creators)]
    lists = (reading for number in range(creators) for reading in visited(crowd, number, visits[number]))
    mixed = (read(crowd.feed(some(creators, number), number % VISITS)) for number in range(feeds))
    readings = itertools.chain(lists, mixed)
    while batch := list(itertools.islice(readings, BATCH)):
        with store.observations._database.writing() as connection:
            for reading in batch:
                record(connection, sightings(reading, "api"), next(clock), "api", "capture")


def visited(crowd: Crowd, number: int, visits: int) -> Iterator[Reading]:
    """One creator's list, visit after visit."""
    first = read(crowd.profile(number, 0))
    replace = msgspec.structs.replace
    for visit in range(visits):
        videos = (
            replace(video, counts=Counts(*(grown(c, visit) for c in astuple(video.counts))))
            for video in first.videos
        )
        yield replace(first, videos=tuple(videos))


def creators_of(pages: int) -> int:
    """How many creators are behind so many stored pages."""
    return max(1, pages // VISITS)


def some(creators: int, seed: int) -> list[int]:
    """Thirty-five of the known creators; while there are not so many, the first 35."""
    chance = random.Random(seed)  # noqa: S311
    return chance.sample(range(max(creators, ITEMS)), ITEMS)


def read(page: Page) -> Reading:
    """A page as its reader gives it."""
    handle, body = page
    address = f"https://www.tiktok.com/@{handle}" if handle else "https://www.tiktok.com/tag/bread"
    return tiktok.read(body, source="api", page_url=address, request_url="https://www.tiktok.com/api/list/")


def take(store: HomeStore, page: Page, seen_at: int) -> None:
    """What the companion does with a page, up to the acknowledgement."""
    store.observations.record(read(page), seen_at=seen_at, source="api")


def measured(store: HomeStore, home: Path, crowd: Crowd, stored: int, clock: Iterator[int]) -> dict[str, object]:
    """The three kinds at one size of store, and the memory of this process at its largest so far."""
    # While few creators are stored, those of the feed are not among them, and the floor must know them too.
    take(store, crowd.feed(list(range(ITEMS)), 0), next(clock))
    same, lean = Floor(home / "observations.sqlite3", home / "floor.sqlite3"), Lean(home / "lean.sqlite3")
    figures: dict[str, object] = {}
    creators = creators_of(stored)
    for kind in KINDS:
        times: dict[str, list[float]] = {"companion": [], "floor": [], "lean": []}
        for number in range(ROUNDS + WARM_UP):
            new = kind == "new"
            page, at = page_of(kind, crowd, creators, number), next(clock)
            turns: list[tuple[str, Callable[[], None]]] = [
                ("companion", lambda page=page, at=at: take(store, page, at)),
                ("floor", lambda page=page, at=at, new=new: same.take(page, at, new=new)),
                ("lean", lambda page=page, at=at: lean.take(page, at)),
            ]
            for name, turn in turns[number % 3 :] + turns[: number % 3]:
                started = time.perf_counter()
                turn()
                times[name].append((time.perf_counter() - started) * 1000)
        middle = {name: statistics.median(each[WARM_UP:]) for name, each in times.items()}
        figures[kind] = {
            "companion_ms": round(middle["companion"], 2),
            "floor_ms": round(middle["floor"], 2),
            "ratio": round(middle["companion"] / middle["floor"], 2),
            "ratio_to_lean_floor": round(middle["companion"] / middle["lean"], 2),
        }
    same.close()
    lean.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return figures | {"peak_memory_mb": round(peak / (2**20 if sys.platform == "darwin" else 2**10))}


def page_of(kind: str, crowd: Crowd, creators: int, number: int) -> Page:
    """The page of one round."""
    if kind == "again":
        return crowd.profile(number * 7 % creators, VISITS + number)
    if kind == "new":
        return crowd.profile(1_000_000 + number, 0)
    return crowd.feed(some(creators, number), VISITS + number)


class Page35(msgspec.Struct, rename="camel"):
    """A list answer, typed by the fields that the companion reads too."""

    item_list: list[Item]


class Floor:
    """The least that any program has to do with a page that keeps what we keep."""

    def __init__(self, original: Path, copy: Path) -> None:
        """Copy the companion's database as it stands."""
        self._connection = sqlite3.connect(copy, isolation_level=None)
        source = sqlite3.connect(original)
        source.backup(self._connection)
        source.close()
        self._connection.execute("pragma journal_mode = wal")
        self._connection.execute("pragma synchronous = full")
        self._decode = msgspec.json.Decoder(Page35).decode

    def take(self, page: Page, seen_at: int, *, new: bool) -> None:
        """Decode and write."""
        items = self._decode(page[1]).item_list
        authors = {item.author.id: item for item in items if isinstance(item.author, User)}
        many = self._connection.executemany
        self._connection.execute("begin immediate")
        if new:
            self._write_new(items, authors)
        many(
            """insert or replace into headers select key, ?, 0, ?, ?, ?, ?, 0 from nodes where anchor = ?""",
            [(seen_at, *counts_of(item), f"id:{key}") for key, item in authors.items()],
        )
        many(
            "update nodes set seen_at = ?, shown = ? where anchor = ?",
            [(seen_at, msgspec.json.encode(item.author_stats), f"id:{key}") for key, item in authors.items()],
        )
        many(
            "update names set seen_at = ? where name = ?",
            [
                (seen_at, name)
                for item in authors.values()
                for name in (f"sec:{item.author.sec_uid}", f"@{item.author.unique_id}")
            ],
        )
        many(
            "update listing set seen_at = ?, facts = ? where node = (select key from nodes where anchor = ?)",
            [(seen_at, msgspec.json.encode(item.author), f"id:{key}") for key, item in authors.items()],
        )
        many(
            """insert or replace into observations
               select node, ?, key, 1, 3, ?, ?, ?, ?, ?, 0 from videos where id = ?""",
            [
                (
                    seen_at,
                    s.play_count,
                    s.digg_count,
                    s.comment_count,
                    s.share_count,
                    int(s.collect_count),
                    item.id,
                )
                for item in items
                for s in (item.stats,)
            ],
        )
        many(
            "insert or replace into latest select key, ? from videos where id = ?",
            [(msgspec.json.encode((seen_at, item.stats)), item.id) for item in items],
        )
        self._connection.execute("commit")

    def _write_new(self, items: list[Item], authors: dict[str, Item]) -> None:
        many = self._connection.executemany
        many(
            "insert into nodes (anchor, owner, seen_at, shown) values (?, 0, 0, x'')",
            [(f"id:{key}",) for key in authors],
        )
        names = [
            (name, f"id:{key}")
            for key, item in authors.items()
            for name in (f"sec:{item.author.sec_uid}", f"@{item.author.unique_id}")
        ]
        many("insert into names select ?, key, 0 from nodes where anchor = ?", names)
        cards = [(msgspec.json.encode(item.author), f"id:{key}") for key, item in authors.items()]
        many("insert into node_claims select key, 0, 0, ? from nodes where anchor = ?", cards)
        many(
            """insert into listing (node, seen_at, handle, search, followers, facts)
               select key, 0, ?, ?, ?, ? from nodes where anchor = ?""",
            [
                (item.author.unique_id, item.author.nickname, item.author_stats.follower_count, card, anchor)
                for item, (card, anchor) in zip(authors.values(), cards, strict=True)
            ],
        )
        facts = [
            (msgspec.json.encode((i.desc, i.text_extra, i.music)), i.author.id, i.create_time, i.id) for i in items
        ]
        many(
            """insert into videos (facts, node, posted, id)
               select ?, (select key from nodes where anchor = 'id:' || ?), ?, ?""",
            facts,
        )
        many("insert into video_claims select key, 0, ? from videos where id = ?", [(f[0], f[3]) for f in facts])

    def close(self) -> None:
        """Close the copy."""
        self._connection.close()


def counts_of(item: Item) -> tuple[object, ...]:
    """Header counts of an item's author."""
    stats = item.author_stats
    return stats.follower_count, stats.following_count, stats.heart_count, stats.video_count


class LeanStats(msgspec.Struct, rename="camel"):
    """The counts that the lean floor decodes."""

    play_count: int
    digg_count: int
    comment_count: int
    share_count: int
    collect_count: int


class LeanItem(msgspec.Struct, rename="camel"):
    """The fields of a video that the lean floor decodes."""

    id: str
    desc: str
    create_time: int
    stats: LeanStats


class LeanPage(msgspec.Struct, rename="camel"):
    """A list answer, as the lean floor reads it."""

    item_list: list[LeanItem]


class Lean:
    """Less than anybody can do: counts alone, two tables."""

    def __init__(self, path: Path) -> None:
        """Make the tables."""
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.executescript(
            """
            pragma journal_mode = wal; pragma synchronous = full;
            create table observations (creator int, seen_at int, video int, views int, likes int, comments int,
                shares int, saves int, primary key (creator, seen_at, video)) strict, without rowid;
            create table latest (video integer primary key, seen_at int, views int, likes int) strict;
            """
        )
        self._decode = msgspec.json.Decoder(LeanPage).decode

    def take(self, page: Page, seen_at: int) -> None:
        """Decode and write."""
        items = self._decode(page[1]).item_list
        self._connection.execute("begin immediate")
        self._connection.executemany(
            "insert into observations values (1, ?, ?, ?, ?, ?, ?, ?)",
            [(seen_at, int(item.id), *msgspec.structs.astuple(item.stats)) for item in items],
        )
        self._connection.executemany(
            "insert or replace into latest values (?, ?, ?, ?)",
            [(int(item.id), seen_at, item.stats.play_count, item.stats.digg_count) for item in items],
        )
        self._connection.execute("commit")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
