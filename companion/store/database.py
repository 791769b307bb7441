"""One SQLite file: a connection per thread, writers one after the other, errors in words."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import BaseFileLock

from companion.model import Unusable
from companion.store.files import explained, make_file
from companion.store.migrations import Migration, applied, migrate

BUSY_SECONDS = 30
STATEMENTS = 256
"""Prepared statements that a connection keeps."""


class Database:
    """A SQLite file in WAL mode that several threads and processes write.

    Raises:
        Unusable: the file can't be opened, is damaged, or was made by a newer Fitlens.
    """

    def __init__(
        self,
        path: Path,
        backups: Path,
        lock: BaseFileLock,
        migrations: Sequence[Migration],
        *,
        synchronous: str = "full",
    ) -> None:
        self._path = path
        self._synchronous = synchronous
        self._mine = threading.local()
        self._open: list[tuple[threading.Thread, sqlite3.Connection]] = []
        self._opening = threading.Lock()
        self._closed = False
        # Without the lock, two that switch a new file to WAL at once would refuse one another without waiting.
        with explained(path), self.explained(), lock:
            make_file(path)
            connection = self.connection()
            connection.execute("pragma journal_mode = wal")
            if applied(connection) != [migration.name for migration in migrations]:
                migrate(connection, path, backups, migrations)

    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._mine, "connection", None)
        if connection is None:
            connection = self._mine.connection = self._connect()
        return connection

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One consistent view for several reads."""
        with self.explained():
            connection = self.connection()
            connection.execute("begin")
            try:
                yield connection
            finally:
                connection.execute("rollback")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, on disk when the block ends, undone when it raises.

        ``begin immediate``: a transaction that reads first and writes later fails at once beside another writer.
        """
        with self.explained():
            connection = self.connection()
            connection.execute("begin immediate")
            try:
                yield connection
                connection.execute("commit")
            except BaseException:
                # A full disk makes SQLite roll back by itself.
                if connection.in_transaction:
                    connection.execute("rollback")
                raise

    @contextmanager
    def noting(self) -> Iterator[sqlite3.Connection]:
        """A transaction that does not wait for the disk: for what can be computed again after a power failure."""
        connection = self.connection()
        connection.execute("pragma synchronous = normal")
        try:
            with self.writing():
                yield connection
        finally:
            connection.execute(f"pragma synchronous = {self._synchronous}")

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn SQLite's errors into a sentence that names the file.

        Raises:
            Unusable: instead of any operational error or damage; a wrong statement of ours stays what it is.
        """
        try:
            yield
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError):
            raise
        except sqlite3.DatabaseError as error:
            raise Unusable(
                _sentence(self._path, str(error)), {"path": str(self._path), "problem": str(error)}
            ) from error

    def close(self) -> None:
        """Close every thread's connection; for use when no thread works with them any more."""
        with self._opening:
            self._closed = True
            for _, connection in self._open:
                connection.close()
            self._open.clear()

    def _connect(self) -> sqlite3.Connection:
        with self._opening:
            if self._closed:
                raise Unusable("This home was closed.", {"path": str(self._path)})
            self._drop_orphans()
            connection = sqlite3.connect(
                self._path,
                timeout=BUSY_SECONDS,
                isolation_level=None,
                check_same_thread=False,  # so that close() may close them all
                cached_statements=STATEMENTS,
            )
            self._open.append((threading.current_thread(), connection))
        connection.execute(f"pragma synchronous = {self._synchronous}")
        return connection

    def _drop_orphans(self) -> None:
        alive = []
        for thread, connection in self._open:
            if thread.is_alive():
                alive.append((thread, connection))
            else:
                connection.close()
        self._open = alive


def _sentence(path: Path, problem: str) -> str:
    if "full" in problem:
        return f"The disk is full, so nothing could be saved in {path}: make room and try again."
    if "locked" in problem or "busy" in problem:
        return f"{path} is busy with another program's long work: try again in a minute."
    if "malformed" in problem or "not a database" in problem:
        return f"{path} is damaged and was left untouched: restore it from a backup."
    return f"{path} can't be used ({problem}): check its permissions and the disk."
