"""Finding the files that ``fitlens import`` reads: paths, folders, zip archives, standard input."""

import io
import lzma
import os
import stat
import sys
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from companion.model import FitlensError, TooLarge, Unreadable
from companion.tiktok import workbook

FILE_LIMIT = 64 * 1024 * 1024
"""Bytes of one file; TikTok's largest pages are under 1 MB, so more is a mistake or an attack."""
ARCHIVE_LIMIT = 1024 * 1024 * 1024
"""Unpacked bytes of one zip archive."""
MEMBER_LIMIT = 20_000
"""Files in one zip archive."""
DEEPEST = 3
"""Archives inside one another."""

DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, RuntimeError, ValueError)
"""What ``zipfile`` raises for broken, locked and exotic archives; RuntimeError covers NotImplementedError."""


class FoundFile(msgspec.Struct, frozen=True):
    """One file's bytes, or why they were not read."""

    path: str
    modified_at: int
    content: bytes | FitlensError


def find(paths: tuple[Path, ...]) -> Iterator[FoundFile]:
    """Every file behind the paths; folders in the order of their names, ``-`` is standard input.

    One that can't be opened says so and keeps none of the others from being read.
    """
    for path in paths:
        if str(path) == "-":
            # A program that was started without standard input has None there.
            data = sys.stdin.buffer.read(FILE_LIMIT + 1) if sys.stdin else b""
            yield _limited("-", int(time.time()), data)
        elif path.is_dir():
            for inner in sorted(path.rglob("*")):
                if inner.is_file() and not any(part.startswith(".") for part in inner.relative_to(path).parts):
                    yield from _open(inner)
        else:
            yield from _open(path)


def _open(path: Path) -> Iterator[FoundFile]:
    name = _readable(str(path))
    try:
        status = path.stat()
        modified_at = int(status.st_mtime)
        if stat.S_ISREG(status.st_mode) and _is_archive(path):
            yield from _unpack(path, name, modified_at, _Allowance())
            return
        with path.open("rb") as file:
            yield _limited(name, modified_at, file.read(FILE_LIMIT + 1))
    except OSError as error:
        yield FoundFile(name, 0, Unreadable(f"This file can't be opened: {error.strerror or error}."))


class _Allowance:
    """What one archive may still unpack to, the archives in it included."""

    def __init__(self) -> None:
        self.left = ARCHIVE_LIMIT
        self.members = MEMBER_LIMIT

    @property
    def used_up(self) -> bool:
        return self.left < 0 or self.members < 0


def _unpack(
    source: Path | io.BytesIO, name: str, modified_at: int, allowed: _Allowance, depth: int = 1
) -> Iterator[FoundFile]:
    try:
        archive = zipfile.ZipFile(source)
    except DAMAGE:
        yield FoundFile(name, modified_at, Unreadable("This archive is damaged: make it again."))
        return
    with archive:
        members = [each for each in archive.infolist() if not each.is_dir() and not _is_note(each.filename)]
        if not members:
            yield FoundFile(name, modified_at, Unreadable("There is no file in this archive."))
        for member in members:
            if allowed.used_up:  # an archive in this one has said so
                return
            allowed.members -= 1
            if allowed.members < 0:
                says = f"This archive holds more than {MEMBER_LIMIT:,} files: the rest was left out."
                yield FoundFile(name, modified_at, TooLarge(says))
                return
            inside = _readable(f"{name}/{member.filename}")
            try:
                with archive.open(member) as file:
                    data = file.read(min(FILE_LIMIT, allowed.left) + 1)
            except DAMAGE:
                says = "This file is damaged or locked inside its archive: unpack it yourself first."
                yield FoundFile(inside, modified_at, Unreadable(says))
                continue
            allowed.left -= len(data)
            if allowed.left < 0:
                yield FoundFile(inside, modified_at, TooLarge("This archive unpacks to more than 1 GB: split it."))
                return
            if depth < DEEPEST and data.startswith(b"PK\x03\x04") and _is_archive(io.BytesIO(data)):
                yield from _unpack(io.BytesIO(data), inside, modified_at, allowed, depth + 1)
            else:
                yield _limited(inside, modified_at, data)


def _is_archive(file: Path | io.BytesIO) -> bool:
    """Whether a file holds others; a workbook is a zip archive too, and read as one file."""
    return zipfile.is_zipfile(file) and not workbook.is_one(file)


def _is_note(filename: str) -> bool:
    """Whether a member is macOS's own note about another."""
    return filename.startswith("__MACOSX/")


def _limited(path: str, modified_at: int, data: bytes) -> FoundFile:
    if len(data) > FILE_LIMIT:
        return FoundFile(path, modified_at, TooLarge("This file is larger than 64 MB: no TikTok page is."))
    return FoundFile(path, modified_at, data)


def _readable(name: str) -> str:
    """A file's name as text; bytes in it that are no text become U+FFFD."""
    return os.fsencode(name).decode(errors="replace") if not name.isascii() else name
