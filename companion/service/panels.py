"""Panels for back-tests: CSV files of videos by creator, plain or gzipped; nothing in them is trusted."""

import csv
import gzip
import math
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec

from companion.metrics.backtest import Pair
from companion.metrics.forecasters import History
from companion.metrics.maturity import MATURE_DAYS
from companion.metrics.sample import Eligible, rounding_noise
from companion.model import DAY, Creator, CreatorCounts, InvalidInput

NEEDED = ("creator", "age_days", "views")
TWICE = ("days_between", "views_later")
MOST_ROWS = 2_000_000
LONGEST_LINE = 10_000
LARGEST = 10**15


class Panel(msgspec.Struct, frozen=True):
    """One file; ``pairs`` where its videos were read twice, else ``histories``."""

    name: str
    histories: tuple[History, ...]
    pairs: tuple[Pair, ...]


class _Row(msgspec.Struct, frozen=True, gc=False):
    creator: str
    age_days: float
    views: int
    header: CreatorCounts
    days_between: float | None
    later: int | None


def read_panel(path: Path) -> Panel:
    """Read one panel.

    Raises:
        InvalidInput: it is no CSV, lacks a column, or a line of it can't be used; the sentence says which.
        OSError: the file can't be read.
    """
    name = path.name.removesuffix(".gz").removesuffix(".csv")
    try:
        with _opened(path) as file:
            rows = list(_rows(path.name, file))
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InvalidInput(f"{path.name} is no whole gzip file: save or download it again.") from error
    except UnicodeDecodeError as error:
        raise InvalidInput(f"{path.name} is not text in UTF-8: save it as CSV in UTF-8.") from error
    except csv.Error as error:
        raise InvalidInput(f"{path.name} is not a CSV file ({error}).") from error
    if any(row.later is not None for row in rows):
        return Panel(name, (), tuple(_pairs(rows)))
    return Panel(name, tuple(_histories(rows)), ())


def _opened(path: Path) -> IO[str]:
    with path.open("rb") as file:
        zipped = file.read(2) == b"\x1f\x8b"
    if zipped:
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def _lines(name: str, file: IO[str]) -> Iterator[str]:
    while line := file.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise InvalidInput(f"{name} is not a panel: it has a line of more than {LONGEST_LINE:,} characters.")
        yield line


def _rows(name: str, file: IO[str]) -> Iterator[_Row]:
    reader = csv.DictReader(_lines(name, file), strict=True)
    columns = reader.fieldnames or ()
    missing = [column for column in NEEDED if column not in columns]
    if missing:
        raise InvalidInput(
            f"{name} lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}: a panel has creator, "
            "age_days and views, and may have followers, hearts, videos, days_between and views_later."
        )
    twice = all(column in columns for column in TWICE)
    for count, fields in enumerate(reader):
        if count >= MOST_ROWS:
            raise InvalidInput(f"{name} has more than {MOST_ROWS:,} lines: split it.")
        row = _row(_Line(name, reader.line_num, fields), twice)
        if row is not None:
            yield row


class _Line:
    """One line of a panel, and where it is, for errors."""

    def __init__(self, name: str, number: int, fields: dict[str, str]) -> None:
        self._where = f"Line {number} of {name}"
        self._fields = fields

    def text(self, column: str) -> str:
        value = (self._fields.get(column) or "").strip()
        if not value:
            raise InvalidInput(f"{self._where} has no {column}.")
        return value

    def number(self, column: str) -> float | None:
        """A number from 0 up, None where the field is blank."""
        value = (self._fields.get(column) or "").strip()
        if not value:
            return None
        try:
            number = float(value)
        except ValueError:
            number = math.nan
        if not -1 <= number <= LARGEST:
            raise InvalidInput(f"{self._where}: {column} is {value[:40]!r}, which is no count or number of days.")
        return max(0.0, number)

    def count(self, column: str) -> int | None:
        number = self.number(column)
        return None if number is None else round(number)


def _row(line: _Line, twice: bool) -> _Row | None:
    """One video; None where its views or its age were not recorded, or nobody watched it."""
    creator = line.text("creator")
    age, views = line.number("age_days"), line.count("views")
    header = CreatorCounts(
        followers=line.count("followers"), likes=line.count("hearts"), videos=line.count("videos")
    )
    between, later = (line.number("days_between"), line.count("views_later")) if twice else (None, None)
    if age is None or not views or (twice and (not between or not later)):
        return None
    return _Row(creator, age, views, header, between, later)


def _histories(rows: list[_Row]) -> Iterator[History]:
    """Mature videos by creator; the time of the reading counts as 0."""
    creators: dict[str, list[_Row]] = {}
    for row in rows:
        if row.age_days >= MATURE_DAYS:
            creators.setdefault(row.creator, []).append(row)
    for label, mine in creators.items():
        mine.sort(key=lambda row: -row.age_days)
        videos = tuple(
            Eligible(str(i), -round(row.age_days * DAY), math.log(row.views), rounding_noise(row.views), None)
            for i, row in enumerate(mine)
        )
        yield History(Creator(handle=label, counts=mine[-1].header), videos)


def _pairs(rows: list[_Row]) -> Iterator[Pair]:
    for row in rows:
        if row.days_between is not None and row.later is not None:
            yield Pair(row.creator, row.age_days, row.days_between, row.views, row.later)
