"""One answer of 35 videos, from the socket to the companion's answer with its scorecard.

The floor is a bare waitress application that reads the same POST, decodes the page into typed structs and writes
35 observations and 35 latest rows in one SQLite transaction with full synchronisation.
"""

import sqlite3
import statistics
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec

from benchmarks.sample import capture_of, first_pages
from benchmarks.serving import Address, run_until_told, served
from companion.config import extension_folder
from companion.model import Brief, Capture
from companion.service import access, briefs
from companion.store import open_store
from companion.web import serve
from companion.web.app import create_app
from companion.web.context import Context

ROUNDS = 200
WARM_UP = 40
REVISITED = 10
"""Creators who are captured in turn; the others are visited once, at the end."""
ORIGIN = "chrome-extension://" + "a" * 32


def run(folder: Path) -> dict[str, object]:
    """Median milliseconds of the floor and of the companion for the same captures, taken in turn."""
    now = int(time.time())
    pages = first_pages(now)
    known, strangers = pages[:REVISITED], pages[REVISITED:]
    # The same page one second later each time: every round writes 35 new observations.
    captures = [capture_of(known[number % REVISITED], now - 10_000 + number) for number in range(ROUNDS + WARM_UP)]
    floor_times: list[float] = []
    companion_times: list[float] = []
    with (
        served(serve_floor, folder / "floor.sqlite3") as floor,
        served(serve_companion, folder / "home") as companion,
    ):
        for number, capture in enumerate(map(msgspec.json.encode, captures)):
            turns = ((floor, floor_times), (companion, companion_times))
            for client, times in turns if number % 2 else reversed(turns):
                times.append(client.post(capture))
        first_visits = [companion.post(msgspec.json.encode(capture_of(page, now))) for page in strangers]
    floor_ms, companion_ms = statistics.median(floor_times[WARM_UP:]), statistics.median(companion_times[WARM_UP:])
    return {
        "benchmark": "capture of 35 videos, socket to answer with scorecard",
        "capture_kb": round(len(msgspec.json.encode(captures[0])) / 1024),
        "rounds": ROUNDS,
        "floor_ms": round(floor_ms, 2),
        "companion_ms": round(companion_ms, 2),
        "companion_p95_ms": round(statistics.quantiles(companion_times[WARM_UP:], n=20)[-1], 2),
        "ratio": round(companion_ms / floor_ms, 2),
        "bar": 5.0,
        "first_visit_ms": round(statistics.median(first_visits), 2),
        "archive_ms": round(archive_ms(folder / "archive", captures[-ROUNDS // 4 :]), 2),
    }


def archive_ms(home: Path, captures: list[Capture]) -> float:
    """Median milliseconds of what follows the answer to keep the raw capture, in this process."""
    store = open_store(home)
    times = []
    for capture in captures:
        started = time.perf_counter()
        store.archive.keep(capture, received_at=int(time.time()))
        times.append((time.perf_counter() - started) * 1000)
    store.close()
    return statistics.median(times)


class FloorStats(msgspec.Struct):
    """The counts that the floor decodes."""

    playCount: int  # noqa: N815  TikTok's names
    diggCount: int  # noqa: N815
    commentCount: int  # noqa: N815
    shareCount: int  # noqa: N815
    collectCount: int | str  # noqa: N815


class FloorItem(msgspec.Struct):
    """The fields of a video that the floor decodes."""

    id: str
    desc: str
    createTime: int  # noqa: N815
    stats: FloorStats


class FloorPage(msgspec.Struct):
    """A list answer, typed."""

    itemList: list[FloorItem]  # noqa: N815


class FloorEnvelope(msgspec.Struct):
    """The capture's envelope."""

    body: str


def serve_floor(database: Path, parent: Connection) -> None:
    """The least that any companion has to do with a capture."""
    connection = sqlite3.connect(database, check_same_thread=False, isolation_level=None)
    connection.executescript(
        """
        pragma journal_mode = wal; pragma synchronous = full;
        create table observations (creator int, seen_at int, video int, views int, likes int, comments int,
            shares int, saves int, primary key (creator, seen_at, video)) strict, without rowid;
        create table latest (video integer primary key, seen_at int, views int, likes int) strict;
        """
    )
    envelope_decoder, page_decoder = msgspec.json.Decoder(FloorEnvelope), msgspec.json.Decoder(FloorPage)
    lock, clock = threading.Lock(), iter(range(10**9))
    answer = b"x" * 2048

    def app(environ: dict, start_response: Callable) -> list[bytes]:
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        items = page_decoder.decode(envelope_decoder.decode(body).body).itemList
        with lock:
            at = next(clock)
            connection.execute("begin immediate")
            connection.executemany(
                "insert into observations values (1, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (at, int(i.id), s.playCount, s.diggCount, s.commentCount, s.shareCount, int(s.collectCount))
                    for i in items
                    for s in (i.stats,)
                ],
            )
            connection.executemany(
                "insert or replace into latest values (?, ?, ?, ?)",
                [(int(i.id), at, i.stats.playCount, i.stats.diggCount) for i in items],
            )
            connection.execute("commit")
        start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(answer)))])
        return [answer]

    listener = serve.listen(0)
    address = Address(serve.port_of(listener), "/", {"Content-Type": "application/json"})
    run_until_told(app, address, listener, parent)
    connection.close()


def serve_companion(home: Path, parent: Connection) -> None:
    """The real companion on a home of its own, with a brief, called as a paired extension calls it."""
    store = open_store(home)
    now = int(time.time())
    brief = Brief(name="Crumb & Co.", keywords=("sourdough", "baking", "bread"), hashtags=("breadtok",))
    briefs.put(store, brief, now=now)
    _, token = access.create_client(store, "bench", ORIGIN, now=now)
    listener = serve.listen(0)
    port = serve.port_of(listener)
    app = create_app(Context(store=store, now=lambda: int(time.time()), port=port, extension=extension_folder()))
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}", "Origin": ORIGIN}
    run_until_told(app, Address(port, "/api/v1/captures", headers), listener, parent)
    store.close()
