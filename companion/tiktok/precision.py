"""Ids that lost their last digits: spreadsheets and JavaScript keep 15 to 17 of an id's 19."""

import re
from collections.abc import Sequence
from typing import Any

_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{2}")
_EXACT = 2**53
"""Whole numbers above this have no exact place in a 64-bit float, which holds only multiples of 1,024 up there."""
_FEW = 3


def cut(value: Any) -> bool:
    """Whether a value says by itself that it was an id: a float, or text like "7.04E+18"."""
    return isinstance(value, float) or (
        isinstance(value, str) and _SCIENTIFIC.fullmatch(value.strip()) is not None
    )


def rounded(values: Sequence[Any], *, written: bool) -> bool:
    """Whether the ids of a whole column were rounded: most of them end as only rounded ones do.

    One id in 500 ends so by chance, so single ids tell nothing, unless they stood as numbers.

    Args:
        values: the column.
        written: the tool wrote them as text in quotes, as TikTok does, so that only several of them count.
    """
    large = [int(value) for value in values if _is_large(value)]
    ends = sum(number % 1000 == 0 or number % 1024 == 0 for number in large)
    return ends * 2 > len(large) and (not written or ends >= _FEW)


def _is_large(value: Any) -> bool:
    if isinstance(value, str):
        return value.isdigit() and value.isascii() and 16 < len(value) < 21
    return type(value) is int and value > _EXACT
