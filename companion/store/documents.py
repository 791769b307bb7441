"""Documents: TinyDB on files that survive a kill, threads and a second process.

One readable JSON file per collection, ``{collection: {id: document}}``. TinyDB by itself rewrites its file in
place and hands out what it keeps; here the file is replaced whole, what is kept in memory follows only after the
file did, and every document that goes in or out is a copy.
"""

import os
import re
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import msgspec
from filelock import BaseFileLock
from tinydb.storages import Storage
from tinydb.table import Table

from companion.model import InvalidInput, Unusable
from companion.store.files import explained, replace_file
from companion.store.interfaces import Document
from companion.store.text import scrubbed

COLLECTION = re.compile(r"[a-z][a-z0-9_-]{0,39}")
ID_LENGTH = 200
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
"""Names that are devices on Windows, whatever their extension."""

Tables: TypeAlias = dict[str, dict[str, Any]]
Signature: TypeAlias = tuple[int, int, int]


class DocumentFiles:
    """Documents in files (``companion.store.interfaces.Documents``)."""

    def __init__(self, folder: Path, lock: BaseFileLock) -> None:
        self._folder = folder
        self._processes = lock
        self._threads = threading.RLock()
        self._collections: dict[str, _Collection] = {}

    def get(self, collection: str, document_id: str) -> Document | None:
        """One document, or None.

        Raises:
            InvalidInput: a name or id that can't be used.
            Unusable: the collection's file is broken or can't be read.
        """
        _check_id(document_id)
        with self._threads:
            kept = self._fresh(collection).find(document_id)
            return None if kept is None else _copy(kept)

    def all(self, collection: str) -> dict[str, Document]:
        """Every document of a collection by id, in the order in which they were first put.

        Raises:
            InvalidInput: a name that can't be used.
            Unusable: the collection's file is broken or can't be read.
        """
        with self._threads:
            return {name: _copy(kept) for name, kept in self._fresh(collection).items().items()}

    def put(self, collection: str, document_id: str, document: Document) -> None:
        """Create or replace one document.

        Raises:
            InvalidInput: a name or id that can't be used, or no plain JSON.
            Unusable: the file is broken, or the disk is full; everything is as it was.
        """
        self.update(collection, document_id, lambda _: document)

    def update(
        self, collection: str, document_id: str, change: Callable[[Document | None], Document | None]
    ) -> Document | None:
        """Read, change and write one document under one lock; ``None`` from ``change`` deletes it.

        An exception from ``change`` leaves everything as it was.

        Raises:
            InvalidInput: a name or id that can't be used, or no plain JSON.
            Unusable: the file is broken, or the disk is full; everything is as it was.
        """
        _check_id(document_id)
        with self._threads:
            with explained(self._folder):
                self._processes.acquire()
            try:
                table = self._fresh(collection)
                before = table.find(document_id)
                after = change(None if before is None else _copy(before))
                if after is None:
                    if before is not None:
                        table.drop(document_id)
                    return None
                after = _plain(after)
                if after != before:
                    table.keep(document_id, after)
                return _copy(after)
            finally:
                self._processes.release()

    def _fresh(self, name: str) -> "_Collection":
        if name not in self._collections:
            if not COLLECTION.fullmatch(name) or name in RESERVED:
                raise InvalidInput(f"{name!r} can't be the name of a collection.")
            self._collections[name] = _Collection(_JsonFile(self._folder / f"{name}.json", self._processes), name)
        return self._collections[name]


class _Collection(Table):
    """A TinyDB table with text ids; documents are replaced, never changed in place."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB types its ids as int

    def find(self, document_id: str) -> Mapping[str, Any] | None:
        return self._read_table().get(document_id)

    def items(self) -> Mapping[str, Mapping[str, Any]]:
        return self._read_table()

    def keep(self, document_id: str, document: Document) -> None:
        self._update_table(lambda table: table.update({document_id: document}))  # type: ignore[dict-item]

    def drop(self, document_id: str) -> None:
        self._update_table(lambda table: table.pop(document_id))  # type: ignore[call-overload]


class _JsonFile(Storage):
    """One JSON file, replaced whole and mirrored in memory."""

    def __init__(self, path: Path, lock: BaseFileLock) -> None:
        self._path = path
        self._lock = lock
        self._tables: Tables = {}
        self._signature: Signature | None = None

    def read(self) -> Tables:
        """What the file holds. TinyDB puts whole new tables into the mapping, so copying that alone is enough."""
        if self._signature_on_disk() != self._signature:
            # Windows refuses to replace a file that somebody reads, so readers of a new file wait as well.
            with explained(self._path), self._lock:
                self._load()
        return dict(self._tables)

    def write(self, data: Tables) -> None:
        """Replace the file, and only then what is in memory."""
        text = msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"
        with explained(self._path):
            status = replace_file(self._path, text)
        self._tables, self._signature = data, _signature(status)

    def _signature_on_disk(self) -> Signature | None:
        with explained(self._path):
            try:
                return _signature(self._path.stat())
            except FileNotFoundError:
                return None

    def _load(self) -> None:
        try:
            with self._path.open("rb") as file:
                signature, raw = _signature(os.fstat(file.fileno())), file.read()
        except FileNotFoundError:
            self._tables, self._signature = {}, None
            return
        try:
            tables = msgspec.json.decode(raw, type=dict[str, dict[str, dict[str, Any]]])
        except (msgspec.DecodeError, RecursionError) as error:
            says = f"{self._path} is damaged and was left untouched: mend it or restore it from a backup."
            raise Unusable(says, {"path": str(self._path), "problem": str(error)}) from error
        self._tables, self._signature = tables, signature


def _signature(status: os.stat_result) -> Signature:
    return status.st_ino, status.st_mtime_ns, status.st_size


def _check_id(document_id: str) -> None:
    if not 0 < len(document_id) <= ID_LENGTH or not document_id.isprintable():
        raise InvalidInput(f"{document_id[:ID_LENGTH]!r} can't be the id of a document.")


def _copy(document: Mapping[str, Any]) -> Document:
    return msgspec.json.decode(msgspec.json.encode(document), type=dict[str, Any])


def _plain(document: Document) -> Document:
    """The document as JSON will give it back, so that memory and file never differ."""
    try:
        return _copy(document)
    except UnicodeEncodeError:
        return _copy(scrubbed(document))
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise InvalidInput(f"This can't be kept as a document: {error}.") from error
