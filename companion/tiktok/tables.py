"""The records in a text: a JSON list or object, one object a line (NDJSON), or a table (CSV)."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import msgspec

from companion.tiktok.cells import Record
from companion.tiktok.column_names import is_count
from companion.tiktok.decoding import loaded, printed
from companion.tiktok.grouping import GROUPED, dots
from companion.tiktok.sideways import rows_of

_DEEPEST = 12
"""Levels of a file that are searched: lists of answers with lists of entries with videos are at five."""
_PASSED_BY = ("comments", "commentList", "comment_list")
"""Who comments is nobody's creator."""
_BESIDE = ("videos", "posts", "items", "top_videos", "topVideos", "latestVideos", "recent_videos", "recent_posts")
"""Where an account keeps its videos."""
_DELIMITERS = (",", ";", "\t", "|")
_FEWEST_COLUMNS = 3
_HEAD = 20_000
_MOST_COLUMNS = 5000
_LINES_ABOVE = 6
_ROWS_TRIED = 50
_LINES_TRIED = 10_000
_LEVELS = re.compile(r"[./]")
_NO_VALUE = ("", "nan", "NaN", "None", "null", "NULL", "NA", "N/A")
_TRUTH = {"true": True, "false": False}
_WHOLE = re.compile(r"-?\d{1,15}\.0+")
_NESTED = ("[{", '["', "[]", '{"', "{'", "['")
_FORMULA = re.compile(r'=(?:HYPERLINK\(\s*)?"([^"]*)".*', re.IGNORECASE | re.DOTALL)
_KEPT_AS_TEXT = re.compile(r"'(\d{5,})")


class Records(msgspec.Struct, frozen=True):
    """The records of a text.

    Attributes:
        found: those of which a reader wants one, in order.
        damaged: lines or rows that can't be read.
        header: the columns of a table, in which numbers and text look the same.
        unsure: counts of a table that can be read in two ways.
    """

    found: tuple[Record, ...] = ()
    damaged: int = 0
    header: Record | None = None
    unsure: int = 0


def records(text: str, wanted: Callable[[Record], bool]) -> Records:
    """Find the records that ``wanted`` takes, wherever they lie; none if the text is of no such form."""
    start = text.lstrip()[:1]
    if start not in ("{", "["):
        return _of_table(text, wanted)
    whole = loaded(text)
    if whole is None:
        whole = printed(text)
    if whole is None:
        return _of_lines(text, wanted)
    return Records(tuple(_within(rows_of(whole), wanted)) or tuple(_within(whole, wanted)))


def _of_lines(text: str, wanted: Callable[[Record], bool]) -> Records:
    found: list[Record] = []
    damaged = 0
    for line in text.replace("\r\n", "\n").split("\n"):
        if line.strip():
            value = loaded(line)
            damaged += value is None
            found.extend(_within(value, wanted))
        if damaged > _LINES_TRIED and not found:
            break
    return Records(tuple(found), damaged if found else 0)


def _within(value: Any, wanted: Callable[[Record], bool], depth: int = 0) -> Iterator[Record]:
    """Search an object's parts; of what is wanted, only its lists of videos are searched."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        parts = value
    elif isinstance(value, dict):
        own = wanted(value)
        if own:
            yield value
        parts = [each for name, each in value.items() if (name in _BESIDE if own else name not in _PASSED_BY)]
    else:
        return
    for each in parts:
        if isinstance(each, dict | list):
            yield from _within(each, wanted, depth + 1)


def _of_table(text: str, wanted: Callable[[Record], bool]) -> Records:
    """Read a table, which a few lines of other words may stand above."""
    text = text.lstrip()
    for _ in range(_LINES_ABOVE):
        delimiter = _delimiter(text)
        if delimiter is not None:
            columns, rows = _columns_and_rows(text, delimiter, _value)
            if wanted(columns) or any(row is not None and wanted(row) for row in islice(rows, _ROWS_TRIED)):
                return _whole_table(text, delimiter)
        text = text.partition("\n")[2]
        if not text:
            break
    return Records()


def columns(text: str) -> Record | None:
    """The columns of a table by name; None if the text is none."""
    text = text.lstrip()
    delimiter = None if text.startswith(("{", "[")) else _delimiter(text)
    return None if delimiter is None else _columns_and_rows(text, delimiter, _value)[0]


def _whole_table(text: str, delimiter: str) -> Records:
    lines = _rows(text, delimiter)
    header = next(lines, None) or []
    meant = dots(text, delimiter, header, lines)
    columns, rows = _columns_and_rows(text, delimiter, _grouped_value if meant == "group" else _value)
    found: list[Record] = []
    damaged = 0
    for row in rows:
        if row is None:
            damaged += 1
        else:
            found.append(row)
    return Records(tuple(found), damaged, columns, _unsure(found) if meant == "unsure" else 0)


def _unsure(rows: list[Record]) -> int:
    """How many counts may be thousands or fractions."""
    return sum(
        isinstance(cell, str) and GROUPED.fullmatch(cell) is not None and is_count(name)
        for row in rows
        for name, cell in row.items()
    )


def _columns_and_rows(
    text: str, delimiter: str, value_of: Callable[[str], Any]
) -> tuple[Record, Iterator[Record | None]]:
    """The columns by name, and each row; None for one that can't be read."""
    rows = _rows(text, delimiter)
    header = [name.strip() for name in next(rows, None) or ()][:_MOST_COLUMNS]
    ways = [_way(name) for name in header]
    # A row with too few or too many cells has been cut or shifted: none of its numbers can be trusted.
    records = (
        None if row is None or len(row) != len(header) else _nested(ways, row, value_of)
        for row in rows
        if row is None or any(row)
    )
    return _nested(ways, ["?"] * len(ways), str), records


def _delimiter(text: str) -> str | None:
    top = text[:_HEAD].lstrip()
    head = top.partition("\n")[0]
    best = max(_DELIMITERS, key=head.count)
    # Two columns are prose as often as a table, unless they speak of TikTok.
    fewest = _FEWEST_COLUMNS - ("tiktok" in top.lower())
    return best if head.count(best) >= fewest - 1 else None


def _rows(text: str, delimiter: str) -> Iterator[list[str] | None]:
    """Each row; None for one that the parser refuses."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
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


def _grouped_value(cell: str) -> Any:
    """What a cell of a table holds that groups digits by dots."""
    return cell.replace(".", "") if GROUPED.fullmatch(cell) else _value(cell)


def _value(cell: str) -> Any:
    """What a cell holds: nothing, a truth value, a nested part as JSON or as Python prints it, else text."""
    if cell[:1] in ("=", "'"):  # ways to keep Excel from rounding an id
        formula = _FORMULA.fullmatch(cell) or _KEPT_AS_TEXT.fullmatch(cell)
        cell = formula[1] if formula else cell
    if cell in _NO_VALUE:
        return None
    if cell.lower() in _TRUTH:
        return _TRUTH[cell.lower()]
    if _WHOLE.fullmatch(cell) and not GROUPED.fullmatch(cell):
        # What tools make of a column of whole numbers with gaps.
        return cell.partition(".")[0]
    if cell.startswith(_NESTED):
        part = loaded(cell)
        part = printed(cell) if part is None else part
        return cell if part is None else part
    return cell
