"""Counts as text, as people see them: "13K", "2.9M", "1,2 M", "3,000,000", "12万". Ambiguous ones are ``None``."""

import re
import unicodedata

from companion.tiktok.scalars import LARGEST_COUNT

_THOUSAND = (
    *("k", "thousand", "tsd", "tsd.", "mil", "mii", "rb", "bin", "tn", "tis", "tis.", "tys", "tys.", "n"),
    *("тыс", "тыс.", "тис", "тис.", "хил.", "χιλ.", "ألف", "الف", "พัน", "천", "千"),
)
_MILLION = (
    *("m", "million", "mio", "mio.", "mill", "mill.", "mi", "mln", "mln.", "mn", "jt", "tr"),
    *("млн", "млн.", "εκ.", "مليون", "ล้าน", "백만"),
)
_BILLION = ("b", "billion", "mrd", "mrd.", "md", "mld", "mld.", "mlrd", "mlrd.", "mia.", "млрд", "млрд.", "مليار")
_SCALE = {
    **dict.fromkeys(_THOUSAND, 10**3),
    **dict.fromkeys(_MILLION, 10**6),
    **dict.fromkeys(_BILLION, 10**9),
    **dict.fromkeys(("万", "萬", "만", "หมื่น"), 10**4),
    **dict.fromkeys(("億", "亿", "억"), 10**8),
    **dict.fromkeys(("แสน", "लाख"), 10**5),
}
"""Short scales by their lower-case sign. "mil." (Czech million, Spanish thousand) is left out on purpose."""

_DIRECTION_MARKS = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile(r"\s")
_SHAPE = re.compile(r"(\d[\d.,٫٬'’ ]*)(\D*)")
_DECIMAL = re.compile(r"(\d{1,6})(?:[.,٫](\d{1,2}))?")
_FINE = re.compile(r"(\d{1,6})\.(\d{3})")
_ENGLISH = ("k", "m", "b", "thousand", "million", "billion")
"""Signs beside which a dot is never between thousands: those of more than a thousand have the next sign."""
_GROUPED = re.compile(r"\d{1,3}(?:(?P<sep>[.,٬'’ ])\d{3})(?:(?P=sep)\d{3})*")


def shown_count(words: str) -> int | None:
    """Read a count from a page; ``None`` where it isn't one or could mean two numbers.

    A separator in a number without a sign for thousands or millions must group digits by three. A single dot
    before three digits ("5.006") and the Arabic decimal sign ("5٫006") may be either, so they are refused.
    """
    shape = _SHAPE.fullmatch(_plain(words))
    if shape is None:
        return None
    number, sign = shape[1].strip(), unicodedata.normalize("NFKC", shape[2]).strip()
    if not sign:
        return _bounded(_whole(number))
    scale = _SCALE.get(sign.lower())
    if scale is None or (sign == "B" and ("," in number or shape[1] != number)):
        return None  # "1,2 B" is Turkish for 1,200; "1.2B" is TikTok's own billion everywhere
    written = _FINE if sign.lower() in _ENGLISH and _FINE.fullmatch(number) else _DECIMAL
    return _bounded(_scaled(number, scale, written))


def _plain(words: str) -> str:
    words = words[:60]
    if words.isascii():
        return words.strip()
    words = _SPACES.sub(" ", _DIRECTION_MARKS.sub("", words))
    return "".join(str(unicodedata.digit(each)) if each.isdecimal() else each for each in words).strip()


def _whole(number: str) -> int | None:
    if number.isdigit():
        return int(number)
    grouped = _GROUPED.fullmatch(number)
    if grouped is None or (grouped["sep"] == "." and number.count(".") == 1):
        return None
    return int(number.replace(grouped["sep"], ""))


def _scaled(number: str, scale: int, shape: re.Pattern[str]) -> int | None:
    parts = shape.fullmatch(number)
    if parts is None:
        return None
    fraction = parts[2] or ""
    return int(parts[1] + fraction) * scale // int("1" + "0" * len(fraction))


def _bounded(number: int | None) -> int | None:
    return number if number is not None and number <= LARGEST_COUNT else None
