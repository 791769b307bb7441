"""Finding the files that ``fitlens import`` reads: paths, folders, zip archives, standard input."""

import stat
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from companion.model import TooLarge

FILE_LIMIT = 64 * 1024 * 1024
"""Bytes of one file; TikTok's largest pages are under 1 MB, so more is a mistake or an attack."""
ARCHIVE_LIMIT = 1024 * 1024 * 1024
"""Unpacked bytes of one zip archive."""
MEMBER_LIMIT = 20_000
"""Files in one zip archive."""


class FoundFile(msgspec.Struct, frozen=True):
    """One file's bytes, or why they were not read."""

    path: str
    modified_at: int
    content: bytes | TooLarge


def find(paths: tuple[Path, ...]) -> Iterator[FoundFile]:
    """Every file behind the paths; folders in the order of their names, ``-`` is standard input.

    Raises:
        OSError: a path can't be read.
    """
    for path in paths:
        if str(path) == "-":
            yield _limited("-", int(time.time()), sys.stdin.buffer.read(FILE_LIMIT + 1))
        elif path.is_dir():
            for inner in sorted(path.rglob("*")):
                if inner.is_file() and not any(part.startswith(".") for part in inner.relative_to(path).parts):
                    yield from _open(inner)
        else:
            yield from _open(path)


def _open(path: Path) -> Iterator[FoundFile]:
    if stat.S_ISREG(path.stat().st_mode) and zipfile.is_zipfile(path):
        yield from _unpack(path)
        return
    with path.open("rb") as file:
        yield _limited(str(path), int(path.stat().st_mtime), file.read(FILE_LIMIT + 1))


def _unpack(path: Path) -> Iterator[FoundFile]:
    modified_at = int(path.stat().st_mtime)
    left = ARCHIVE_LIMIT
    with zipfile.ZipFile(path) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        for member in members[:MEMBER_LIMIT]:
            name = f"{path}/{member.filename}"
            try:
                with archive.open(member) as file:
                    data = file.read(min(FILE_LIMIT, left) + 1)
            except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError):
                data = b"\x00 this member of the archive is damaged or locked"
            left -= len(data)
            if left < 0:
                yield FoundFile(name, modified_at, TooLarge("This archive unpacks to more than 1 GB: split it."))
                return
            yield _limited(name, modified_at, data)
        if len(members) > MEMBER_LIMIT:
            says = f"This archive holds more than {MEMBER_LIMIT:,} files: the rest was left out."
            yield FoundFile(str(path), modified_at, TooLarge(says))


def _limited(path: str, modified_at: int, data: bytes) -> FoundFile:
    if len(data) > FILE_LIMIT:
        return FoundFile(path, modified_at, TooLarge("This file is larger than 64 MB: no TikTok page is."))
    return FoundFile(path, modified_at, data)
