"""Single values in other tools' records and tables, to values that ``scalars`` and ``captions`` understand."""

import math
import re
from typing import Any

from companion.model import InvalidInput, parse_instant
from companion.tiktok import scalars
from companion.tiktok.numerals import shown_count

Record = dict[str, Any]
"""One object of a file, or one line of a table, as plain values."""

_YES = ("yes", "true", "1")
_NO = ("no", "false", "0")
_FLOAT = re.compile(r"\d{1,15}(?:\.\d{4,}|(?:\.\d+)?[eE]\+?\d{1,2})")
_ROUNDING = 1e-12
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}[T ]?")


def part(record: Record, *way: str) -> Any:
    """What lies at the end of a way through nested objects, ``None`` where the way ends early."""
    value: Any = record
    for name in way:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def first(record: Record, *names: str) -> Any:
    """The first of several fields that is there."""
    return next((record[name] for name in names if record.get(name) is not None), None)


def simple(value: Any) -> Any:
    """A text, number or truth value; anything nested is nothing."""
    return value if isinstance(value, str | int | float) else None


def counted(value: Any) -> int | None:
    """A count that a tool wrote as a number, as digits or as people read it ("13K")."""
    known = scalars.count(value)
    if known is not None:
        return known
    if isinstance(value, str):
        return _calculated(float(value)) if _FLOAT.fullmatch(value.strip()) else shown_count(value)
    return _calculated(value) if isinstance(value, float) else None


def _calculated(value: float) -> int | None:
    """A whole number that a script multiplied ("8300000.000000001" for 8.3M) or wrote with a power ("1e+05")."""
    if not math.isfinite(value):
        return None
    whole = round(value)
    return scalars.count(whole) if abs(value - whole) <= abs(whole) * _ROUNDING else None


def moment(value: Any) -> int | None:
    """Unix seconds, also of milliseconds and of a date as text; a date without a zone is UTC."""
    if isinstance(value, str) and _DATE.match(value):
        try:
            return parse_instant(value.removesuffix(" UTC"))
        except (InvalidInput, OverflowError):
            return None
    return scalars.instant(value) or scalars.instant_in_milliseconds(value)


def yes(value: Any) -> bool | None:
    """A truth value, also written as a word."""
    if isinstance(value, str):
        word = value.strip().lower()
        return True if word in _YES else False if word in _NO else None
    return scalars.flag(value)


def names(value: Any, *keys: str) -> list[str]:
    """Names in a list of texts or of objects, or in a text with commas between them."""
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list):
        return []
    found = (first(each, *keys) if isinstance(each, dict) else each for each in value)
    return [name.strip() for name in found if isinstance(name, str) and name.strip()]
