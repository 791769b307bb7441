"""Counts as TikTok shows them, and how far its display rounding can have moved them."""

import msgspec

COUNT_NAMES = ("views", "likes", "comments", "shares", "saves")
EXACT_BELOW = 10_000
"""TikTok shows smaller counts as they are."""


class Counts(msgspec.Struct, frozen=True, gc=False):
    """The five public counts of one video at one moment; ``None`` where TikTok did not show one."""

    views: int | None = None
    likes: int | None = None
    comments: int | None = None
    shares: int | None = None
    saves: int | None = None


def rounding_half_width(count: int) -> int:
    """How far the true count may lie from the one shown, either way.

    TikTok shows counts exactly below 10,000, to the nearest 100 below 1 million, to the nearest 100,000 below
    1 billion and to the nearest 100 million above (78,000 view counts of seven data sets, 2020 to 2026, without
    exception). A larger count that is no multiple of its step can only be exact.
    """
    if count < EXACT_BELOW:
        return 0
    step = 100 if count < 1_000_000 else 100_000 if count < 1_000_000_000 else 100_000_000
    return step // 2 if count % step == 0 else 0


def tells_more(count: int) -> bool:
    """Whether a count is exact where TikTok usually rounds."""
    return count >= EXACT_BELOW and rounding_half_width(count) == 0


def unrounded(newest: int, exact: int | None) -> int:
    """The newest count, or the exact one seen earlier that it may be the rounding of."""
    return exact if exact is not None and abs(newest - exact) <= rounding_half_width(newest) else newest


def more_exact(one: int | None, other: int | None) -> int | None:
    """Of two counts of the same thing at the same moment: the known, then the exact, then the larger one.

    The order is total, so merging readings in any order gives the same count.
    """
    if one is None or other is None:
        return other if one is None else one
    return max(one, other, key=lambda count: (rounding_half_width(count) == 0, count))
