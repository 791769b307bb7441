"""Excel's workbooks (.xlsx), which data services export as well: their sheets as tables."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from companion.tiktok.decoding import LIMIT

_ZIP = b"PK\x03\x04"
_WORKBOOK = "xl/workbook.xml"
_STRINGS = "xl/sharedStrings.xml"
_SHEET = re.compile(r"xl/worksheets/[\w.-]{1,60}\.xml")
_PLACE = re.compile(r'\br="([A-Z]{1,3})\d')
_KIND = re.compile(r'\bt="(\w+)"')
_MOST_COLUMNS = 5000
_MOST_CELLS = 20_000_000
_MOST_SHEETS = 50
_DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError, KeyError)


def is_one(file: Path | io.BytesIO) -> bool:
    """Whether a zip archive, by its path or its bytes, is a workbook."""
    try:
        with zipfile.ZipFile(file) as archive:
            return _WORKBOOK in archive.namelist()
    except _DAMAGE:
        return False


def sheets(data: bytes) -> list[str] | None:
    """The sheets of a workbook as tables with commas; None if it is none."""
    if not data.startswith(_ZIP) or not is_one(io.BytesIO(data)):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            strings = _strings(_text(archive, _STRINGS)) if _STRINGS in names else []
            found = [name for name in names if _SHEET.fullmatch(name)]
            return [_table(_text(archive, name), strings) for name in found[:_MOST_SHEETS]]
    except _DAMAGE:
        return []


def _text(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as file:
        return file.read(LIMIT).decode("utf-8", "replace")


def _strings(text: str) -> list[str]:
    return [_words(each) for each in text.split("</si>")[:-1]]


def _table(text: str, strings: list[str]) -> str:
    written = io.StringIO()
    rows = [dict(_cells(each[each.rfind("<row") :], strings)) for each in text.split("</row>")[:-1]]
    width = 1 + max((max(row) for row in rows if row), default=-1)
    most = _MOST_CELLS // max(width, 1)
    csv.writer(written).writerows([row.get(column, "") for column in range(width)] for row in rows[:most] if row)
    return written.getvalue()


def _cells(row: str, strings: list[str]) -> Iterator[tuple[int, str]]:
    """Each cell with the number of its column."""
    next_column = 0
    for each in row.split("<c ")[1:]:
        about, _, inside = each.partition(">")
        place, kind = _PLACE.search(about), _KIND.search(about)
        column = _number(place[1]) if place else next_column
        next_column = column + 1
        if column < _MOST_COLUMNS and not about.endswith("/"):
            yield column, _value(inside, kind[1] if kind else "n", strings)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _value(inside: str, kind: str, strings: list[str]) -> str:
    if kind == "inlineStr":
        return _words(inside)
    value = unescape(inside.partition("<v>")[2].partition("</v>")[0])
    if kind == "s":
        return strings[int(value)] if value.isdecimal() and int(value) < len(strings) else ""
    return str(value == "1").lower() if kind == "b" else value


def _words(inside: str) -> str:
    """The text of a cell, whose differently styled parts stand one after the other."""
    parts = (each.partition(">")[2].partition("</t>")[0] for each in inside.split("<t")[1:])
    return unescape("".join(parts))
