"""Loosely typed JSON values to ours. What can't be trusted is ``None``: never 0, never a wrong number."""

import re
from typing import Any

from companion.model.clock import EARLIEST, LATEST

LARGEST_COUNT = 10**12
"""A count above this is an error: the largest one shown anywhere (hearts of one account) is near 13 billion."""
LARGEST_ID = 2**64
VIDEO_IDS = range(6_000_000_000_000_000_000, 9_000_000_000_000_000_000)
"""Ids of videos since 2016; they grow with time."""

_HANDLE = re.compile(r"[\w.\-]{1,64}")
_KEY = re.compile(r"[\w\-]{1,200}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_REGION = re.compile(r"[A-Z]{2}")
_ID = re.compile(r"[1-9][0-9]{0,18}")
"""How TikTok writes every id; what is written otherwise is looked at more closely."""


def count(value: Any) -> int | None:
    """Read a count: an int, an int as text or a whole float between 0 and ``LARGEST_COUNT``."""
    if type(value) is dict:
        value = _unwrapped(value)
    if type(value) is int:
        return value if 0 <= value <= LARGEST_COUNT else None
    if type(value) is str:
        return _digits(value, LARGEST_COUNT)
    if type(value) is float and value.is_integer() and 0 <= value <= LARGEST_COUNT:
        return int(value)
    return None


def identifier(value: Any) -> str | None:
    """Read one of TikTok's numeric ids as text; a float has lost digits and is refused."""
    if type(value) is str and _ID.fullmatch(value):
        return value
    if type(value) is dict:
        value = _unwrapped(value)
    number = value if type(value) is int else _digits(value, LARGEST_ID) if type(value) is str else None
    return str(number) if number is not None and 0 < number < LARGEST_ID else None


def _unwrapped(value: dict[str, Any]) -> Any:
    """A number as MongoDB's exports write large ones."""
    return value.get("$numberLong") if len(value) == 1 else None


def _digits(text: str, largest: int) -> int | None:
    if not (text.isdigit() and text.isascii()):
        text = text.strip()
        if not (text.isdigit() and text.isascii()):
            return None
    if len(text) > 20:
        return None
    number = int(text)
    return number if number <= largest else None


def instant(value: Any) -> int | None:
    """Read Unix seconds; 0, other units and years that can't be are ``None``."""
    seconds = count(value)
    return seconds if seconds is not None and EARLIEST <= seconds <= LATEST else None


def instant_in_milliseconds(value: Any) -> int | None:
    """Read Unix milliseconds, to the second."""
    milliseconds = value if type(value) is int else _digits(value, LARGEST_ID) if type(value) is str else None
    return None if milliseconds is None else instant(milliseconds // 1000)


def uploaded_at(video_id: str) -> int | None:
    """The upload second that TikTok's ids carry in their upper half (seconds before the post, median 6)."""
    return instant(int(video_id) >> 32)


def flag(value: Any) -> bool | None:
    """Read a boolean, also written 0 or 1."""
    if value is True or value is False:
        return value
    return bool(value) if type(value) is int and value in (0, 1) else None


def text(value: Any, longest: int = 500) -> str | None:
    """Read words for people: trimmed, bounded, ``None`` when nothing is left."""
    if type(value) is not str:
        return None
    return value[:longest].strip() or None


def line(value: Any, longest: int = 200) -> str | None:
    """Read words that stand on one line."""
    words = text(value, longest)
    return " ".join(words.split()) if words else None


def handle(value: Any) -> str | None:
    """Read a handle: lower case, without ``@``."""
    if type(value) is not str:
        return None
    name = value.strip().removeprefix("@").lower()
    return name if _HANDLE.fullmatch(name) else None


def key(value: Any) -> str | None:
    """Read one of TikTok's stable text keys (``secUid``)."""
    return value if type(value) is str and _KEY.fullmatch(value) else None


def language(value: Any) -> str | None:
    """Read a language tag; TikTok's "un" means that it could not tell."""
    if type(value) is not str or not _LANGUAGE.fullmatch(value) or value.lower() in ("un", "und"):
        return None
    return value


def region(value: Any) -> str | None:
    """Read an ISO-2 country code."""
    return value if type(value) is str and _REGION.fullmatch(value) else None
