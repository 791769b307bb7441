"""Files that are packed as a whole: gzip, Safari's web archives, and zip archives that can't be opened."""

import plistlib
import zlib
from typing import Any

import msgspec

from companion.tiktok.decoding import LIMIT

_GZIP = b"\x1f\x8b\x08"
_ZIP = b"PK\x03\x04"
_WEB_ARCHIVE = (b"bplist00", b"WebMainResource")


class Unpacked(msgspec.Struct, frozen=True):
    """What was in a packed file; ``data`` is None if it can't be opened."""

    data: bytes | None
    url: str | None = None


def unpacked(data: bytes) -> Unpacked | None:
    """What a packed file holds, up to one byte more than ``LIMIT``; None if it isn't packed."""
    if data.startswith(_GZIP):
        return Unpacked(_inflated(data))
    if data.startswith(_ZIP):  # what can be opened was opened where the file was found
        return Unpacked(None)
    if data.startswith(_WEB_ARCHIVE[0]) and _WEB_ARCHIVE[1] in data:
        return _of_safari(data)
    return None


def _inflated(data: bytes) -> bytes | None:
    try:
        inside = zlib.decompressobj(wbits=31).decompress(data, LIMIT + 1)
    except zlib.error:
        return None
    return inside or None  # one that breaks off gives what is left of it, as a page does


def _of_safari(data: bytes) -> Unpacked:
    try:
        main: Any = plistlib.loads(data, fmt=plistlib.FMT_BINARY)["WebMainResource"]
        page, url = main["WebResourceData"], main.get("WebResourceURL")
    except (plistlib.InvalidFileException, KeyError, TypeError, AttributeError, ValueError, RecursionError):
        return Unpacked(None)
    return Unpacked(page if isinstance(page, bytes) else None, url if isinstance(url, str) else None)
