"""The records in a text: a JSON list or object, one object a line (NDJSON), or a table (CSV)."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from companion.tiktok.cells import Record
from companion.tiktok.decoding import loaded

_DEEPEST = 12
"""Levels of a file that are searched: lists of answers with lists of entries with videos are at five."""
_PASSED_BY = ("comments", "commentList", "comment_list")
"""Who comments is nobody's creator."""
_DELIMITERS = (",", ";", "\t", "|")
_FEWEST_COLUMNS = 3
_LEVELS = re.compile(r"[./]")
_NO_VALUE = ("", "nan", "NaN", "None", "null", "NULL", "NA", "N/A")
_TRUTH = {"true": True, "false": False}
_WHOLE = re.compile(r"-?\d{1,15}\.0+")
_NESTED = ("[{", '["', "[]", '{"')


class Records(msgspec.Struct, frozen=True):
    """The records of a text.

    Attributes:
        found: those of which a reader wants one, in order.
        damaged: lines or rows that can't be read.
        header: the columns of a table, in which numbers and text look the same.
    """

    found: tuple[Record, ...] = ()
    damaged: int = 0
    header: Record | None = None


def records(text: str, wanted: Callable[[Record], bool]) -> Records:
    """Find the records that ``wanted`` takes, wherever they lie; none if the text is of no such form."""
    start = text.lstrip()[:1]
    if start not in ("{", "["):
        return _of_table(text, wanted)
    whole = loaded(text)
    return Records(tuple(_within(whole, wanted))) if whole is not None else _of_lines(text, wanted)


def _of_lines(text: str, wanted: Callable[[Record], bool]) -> Records:
    found: list[Record] = []
    damaged = 0
    for line in text.replace("\r\n", "\n").split("\n"):
        if line.strip():
            value = loaded(line)
            damaged += value is None
            found.extend(_within(value, wanted))
    return Records(tuple(found), damaged if found else 0)


def _within(value: Any, wanted: Callable[[Record], bool], depth: int = 0) -> Iterator[Record]:
    """Search an object's parts; what is wanted is not searched itself."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        parts = value
    elif isinstance(value, dict):
        if wanted(value):
            yield value
            return
        parts = [each for name, each in value.items() if name not in _PASSED_BY]
    else:
        return
    for each in parts:
        if isinstance(each, dict | list):
            yield from _within(each, wanted, depth + 1)


def _of_table(text: str, wanted: Callable[[Record], bool]) -> Records:
    delimiter = _delimiter(text)
    if delimiter is None:
        return Records()
    rows = _rows(text, delimiter)
    header = [name.strip() for name in next(rows, None) or ()]
    if header and header[0].startswith("sep="):  # a note for Excel
        header = [name.strip() for name in next(rows, None) or ()]
    ways = [_way(name) for name in header]
    columns = _nested(ways, ["?"] * len(ways), str)
    found: list[Record] = []
    damaged = 0
    for row in rows:
        # A row with too few or too many cells has been cut or shifted: none of its numbers can be trusted.
        if row is None or len(row) != len(header):
            damaged += row != []
        else:
            found.append(_nested(ways, row, _value))
        if len(found) == 1 and not wanted(columns) and not wanted(found[0]):
            return Records()
    return Records(tuple(found), damaged, columns) if found or wanted(columns) else Records()


def _delimiter(text: str) -> str | None:
    head = text[:20_000].lstrip().partition("\n")[0]
    if head.startswith("sep="):
        return head[4:5] if head[4:5] in _DELIMITERS else None
    best = max(_DELIMITERS, key=head.count)
    return best if head.count(best) >= _FEWEST_COLUMNS - 1 else None


def _rows(text: str, delimiter: str) -> Iterator[list[str] | None]:
    """Each row; None for one that the parser refuses."""
    reader = csv.reader(io.StringIO(text.lstrip(), newline=""), delimiter=delimiter)
    while True:
        try:
            yield next(reader)
        except csv.Error:
            yield None
        except StopIteration:
            return


def _way(column: str) -> list[str]:
    """Where a column's value lies: columns named ``a.b``, ``a/b`` or ``a/0/b`` are parts of ``a``."""
    return [column] if " " in column else _LEVELS.split(column)[:_DEEPEST]


def _nested(ways: list[list[str]], row: list[str], value_of: Callable[[str], Any]) -> Record:
    """A row as an object. Empty parts are left out; an empty column of its own is known to be there."""
    record: Record = {}
    for way, cell in zip(ways, row, strict=True):
        value = value_of(cell)
        if value is not None:
            _put(record, way, value)
        elif len(way) == 1:
            record.setdefault(way[0], None)
    return {name: _with_lists(value) for name, value in record.items()}


def _put(record: Record, way: list[str], value: Any) -> None:
    *outer, last = way
    for name in outer:
        inner = record.get(name)
        if not isinstance(inner, dict):
            inner = record[name] = {}
        record = inner
    if not isinstance(record.get(last), dict):
        record[last] = value


def _with_lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    parts = {name: _with_lists(each) for name, each in value.items()}
    if all(name.isdecimal() and name.isascii() and len(name) < 6 for name in parts):
        return [parts[name] for name in sorted(parts, key=int)]
    return parts


def _value(cell: str) -> Any:
    """What a cell holds: nothing, a truth value, a nested part as JSON, else text."""
    if cell in _NO_VALUE:
        return None
    if cell.lower() in _TRUTH:
        return _TRUTH[cell.lower()]
    if _WHOLE.fullmatch(cell):  # what tools make of a column of whole numbers with gaps
        return cell.partition(".")[0]
    if cell.startswith(_NESTED):
        part = loaded(cell)
        return cell if part is None else part
    return cell
