"""Raw captures, compressed and bounded: a cache to read again with a better reader, never the record itself."""

import hashlib
import logging
import sqlite3
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
from filelock import BaseFileLock

from companion.model import DAY, Capture, Unusable
from companion.store.database import Database
from companion.store.migrations import Migration
from companion.store.text import scrubbed

BYTES = 200 * 1024 * 1024
DAYS = 30
LEVEL = 1
"""zlib's fastest: TikTok's JSON still shrinks to a sixth."""

FIRST = Migration(
    "0001 captures",
    (
        """create table captures (
             key integer primary key, digest blob not null unique, received_at integer not null,
             size integer not null, body blob not null) strict""",
        "create index captures_by_age on captures (received_at, key)",
        "create table totals (name text primary key, total integer not null) strict, without rowid",
        "insert into totals values ('bytes', 0)",
    ),
)

log = logging.getLogger(__name__)
_capture = msgspec.json.Decoder(Capture)


class Archive:
    """Kept captures (``companion.store.interfaces.CaptureArchive``).

    Written without waiting for the disk (``synchronous = normal``): what is acknowledged is the observations.
    """

    def __init__(
        self, path: Path, backups: Path, lock: BaseFileLock, *, max_bytes: int = BYTES, max_days: int = DAYS
    ) -> None:
        self._place = (path, backups, lock)
        self._max_bytes = max_bytes
        self._max_seconds = max_days * DAY
        self._opening = threading.Lock()
        self._opened: Database | None = None

    def keep(self, capture: Capture, *, received_at: int) -> None:
        """Keep one capture, the same one once, and let the oldest go beyond the limits.

        Trouble with the disk is logged and otherwise no matter.
        """
        raw = _encoded(capture)
        digest, body = hashlib.blake2b(raw, digest_size=16).digest(), zlib.compress(raw, LEVEL)
        try:
            with self._database().writing() as connection:
                added = connection.execute(
                    "insert or ignore into captures (digest, received_at, size, body) values (?, ?, ?, ?)",
                    (digest, received_at, len(body), body),
                ).rowcount
                if added:
                    _grow(connection, len(body))
                    self._forget_oldest(connection, received_at)
        except Unusable as error:
            log.warning("A capture was not archived: %s", error.says)

    def replay(self) -> Iterator[Capture]:
        """All kept captures, oldest first; one that is removed meanwhile is passed over.

        Raises:
            Unusable: the file is damaged.
        """
        with self._database().reading() as connection:
            keys = connection.execute("select key from captures order by received_at, key").fetchall()
        for key in keys:
            with self._database().reading() as connection:
                row = connection.execute("select body from captures where key = ?", key).fetchone()
            if row is not None:
                yield _capture.decode(zlib.decompress(row[0]))

    def close(self) -> None:
        """Close every thread's connection."""
        with self._opening:
            if self._opened is not None:
                self._opened.close()

    def _database(self) -> Database:
        """The file, opened when first needed: a damaged cache must not keep a home from opening."""
        with self._opening:
            if self._opened is None:
                self._opened = Database(*self._place, (FIRST,), synchronous="normal")
            return self._opened

    def _forget_oldest(self, connection: sqlite3.Connection, now: int) -> None:
        (total,) = connection.execute("select total from totals where name = 'bytes'").fetchone()
        oldest = connection.execute("select key, received_at, size from captures order by received_at, key")
        gone = []
        for key, received_at, size in oldest:
            if total <= self._max_bytes and received_at >= now - self._max_seconds:
                break
            gone.append((key,))
            total -= size
            _grow(connection, -size)
        connection.executemany("delete from captures where key = ?", gone)


def _grow(connection: sqlite3.Connection, size: int) -> None:
    connection.execute("update totals set total = total + ? where name = 'bytes'", (size,))


def _encoded(capture: Capture) -> bytes:
    try:
        return msgspec.json.encode(capture)
    except UnicodeEncodeError:
        return msgspec.json.encode(scrubbed(msgspec.to_builtins(capture)))
