"""Benchmarks, each as a ratio to a floor measured in the same run: ``.venv/bin/python scripts/bench.py``.

Capture: one answer of 35 videos, from the socket to the companion's answer with its scorecard. Its floor is a bare
waitress application that reads the same POST, decodes the page into typed structs and writes 35
observations and 35 latest rows in one SQLite transaction with full synchronisation.
"""

import http.client
import json
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from companion.demo.stage import free_port
from companion.model import Brief
from companion.sample_tiktok.world import World
from companion.service import access, briefs
from companion.store import open_store
from companion.web import serve
from companion.web.app import create_app
from companion.web.context import Context

ROUNDS = 150
WARM_UP = 20


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


def main() -> int:
    """Run the capture benchmark and print its figures."""
    with tempfile.TemporaryDirectory() as folder:
        figures = bench_capture(Path(folder))
    print(json.dumps(figures, indent=2))
    return 0


def bench_capture(folder: Path) -> dict[str, float | str]:
    """Median milliseconds of the floor and of the companion for the same captures, taken in turn."""
    handle = "mira.bakes.slow"
    now = int(time.time())
    world = World(seed=1, now=now)
    item_list = world.item_list(handle, cursor=0)

    def envelope(round_number: int) -> bytes:
        """The same page one second later each time: every round writes 35 new observations."""
        return json.dumps(
            {
                "schema": 1,
                "source": "api",
                "page_url": f"https://www.tiktok.com/@{handle}",
                "request_url": "https://www.tiktok.com/api/post/item_list/?cursor=0&count=35",
                "captured_at": time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(now - 10_000 + round_number)),
                "body": json.dumps(item_list, ensure_ascii=False, separators=(",", ":")),
                "extension": "bench",
            }
        ).encode()

    captures = [envelope(number) for number in range(ROUNDS + WARM_UP)]
    with floor_server(folder / "floor.sqlite3") as floor, companion_server(folder / "home") as companion:
        floor_times: list[float] = []
        companion_times: list[float] = []
        for number, capture in enumerate(captures):
            first, second = (floor, companion) if number % 2 else (companion, floor)
            taken = {first: first.post(capture)}
            taken[second] = second.post(capture)
            if number >= WARM_UP:
                floor_times.append(taken[floor])
                companion_times.append(taken[companion])
    floor_ms, companion_ms = statistics.median(floor_times), statistics.median(companion_times)
    return {
        "benchmark": "capture of 35 videos, socket to answer with scorecard",
        "capture_kb": round(len(captures[0]) / 1024),
        "rounds": ROUNDS,
        "floor_ms": round(floor_ms, 2),
        "companion_ms": round(companion_ms, 2),
        "companion_p95_ms": round(statistics.quantiles(companion_times, n=20)[-1], 2),
        "ratio": round(companion_ms / floor_ms, 2),
        "bar": 5.0,
    }


class Served:
    """An application served in a thread as ours is, with one keep-alive connection to it."""

    def __init__(self, app: Callable, port: int, path: str, headers: dict[str, str]) -> None:
        """Serve ``app`` on a port."""
        self._server = serve.Server(app, serve.listen(port))
        self._thread = threading.Thread(target=self._server.run)
        self._thread.start()
        self._connection = http.client.HTTPConnection("127.0.0.1", port)
        self._path, self._headers = path, headers

    def post(self, body: bytes) -> float:
        """Milliseconds from sending the request to having read the whole answer."""
        started = time.perf_counter()
        self._connection.request("POST", self._path, body, self._headers)
        answer = self._connection.getresponse()
        data = answer.read()
        taken = (time.perf_counter() - started) * 1000
        if answer.status != 200:
            raise SystemExit(f"the benchmark was refused: {answer.status} {data[:300]!r}")
        return taken

    def stop(self) -> None:
        """End the server and its thread."""
        self._connection.close()
        self._server.stop()
        self._thread.join()


@contextmanager
def floor_server(database: Path) -> Iterator[Served]:
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

    served = Served(app, free_port(), "/", {"Content-Type": "application/json"})
    try:
        yield served
    finally:
        served.stop()
        connection.close()


@contextmanager
def companion_server(home: Path) -> Iterator[Served]:
    """The real companion on a home of its own, with a brief, called as a program with a token."""
    store = open_store(home)
    now = int(time.time())
    brief = Brief(name="Crumb & Co.", keywords=("sourdough", "baking", "bread"), hashtags=("breadtok",))
    briefs.put(store, brief, now=now)
    _, token = access.create_client(store, "bench", now=now)
    port = free_port()
    app = create_app(Context(store=store, now=lambda: int(time.time()), port=port))
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    served = Served(app, port, "/api/v1/captures", headers)
    try:
        yield served
    finally:
        served.stop()
        store.close()


if __name__ == "__main__":
    sys.exit(main())
