"""How the sample's numbers spread and grow.

The figures are medians of 112,232 public video rows: Vietnamese food creators 2023 to 2025, Danish political
accounts 2026, TikTok's top and suggested creators 2020. Views are log-normal inside a creator; likes, comments,
shares and saves are log-normal shares of the views.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .creators import Persona
from .draws import stream

DAY = 86_400
WEEK = 7 * DAY

# Typical views per follower by number of followers: Danish accounts up to 100,000, Vietnamese above, top creators
# above 10 million.
_REACH = [
    (300.0, 5.6),
    (3_000, 1.5),
    (30_000, 1.39),
    (220_000, 0.48),
    (700_000, 0.29),
    (3_000_000, 0.30),
    (4e7, 0.13),
]
# Median likes per view by number of followers, same sets.
_LIKE_RATE = [(300.0, 0.0263), (3_000, 0.0403), (30_000, 0.043), (220_000, 0.034), (3_000_000, 0.0394)]
# Share of a post's final views by its age in days, chained from 4,605 videos seen twice, 7.8 days apart (2026-03).
_MATURITY = [
    (0.0, 0.0), (0.02, 0.02), (0.1, 0.09), (0.25, 0.22), (0.5, 0.337), (1.0, 0.50), (1.5, 0.607), (3.0, 0.68),
    (5.5, 0.74), (7.0, 0.775), (10.0, 0.80), (14.0, 0.825), (22.0, 0.855), (30.0, 0.88), (45.0, 0.915),
    (60.0, 0.945), (90.0, 0.972), (120.0, 0.988), (200.0, 1.0),
]  # fmt: skip

# 2026-11-16, a Monday: the followers in the cast are those of this day, and a jumper's cycle of jumps starts here.
REFERENCE = 1_794_787_200
# A follower count cannot jump by a quarter each week for ever: after twelve weeks the bought followers are purged.
JUMP_WEEKS = 12
JUMP = 1.24


def _interpolate(points: Sequence[tuple[float, float]], x: float) -> float:
    if x <= points[0][0]:
        return points[0][1]
    for (x0, y0), (x1, y1) in pairwise(points):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return points[-1][1]


def _on_log_axis(points: Sequence[tuple[float, float]], x: float) -> float:
    return math.exp(_interpolate([(math.log(a), math.log(b)) for a, b in points], math.log(x)))


def maturity(age_days: float) -> float:
    """Give the share of its final views that a post has at an age, 0 to 1, never falling."""
    return _interpolate(_MATURITY, age_days)


def rounded(count: int) -> int:
    """Round a count as TikTok does: to 100 from 10,000 on, to 100,000 from 1,000,000 on.

    A count just under a step may land on it, as 999,960 becomes 1,000,000.
    """
    if count < 10_000:
        return count
    step = 100 if count < 1_000_000 else 100_000
    return (count + step // 2) // step * step


def compact(count: int) -> str:
    """Write a count as the page shows it: `1444`, `13K`, `40.2K`, `2.9M`."""
    scales = [1, 1_000, 1_000_000, 1_000_000_000]
    if count < 10_000:
        return str(count)
    index = bisect_right(scales, count) - 1
    tenths = (count * 10 + scales[index] // 2) // scales[index]
    if tenths >= 10_000 and index < 3:
        index, tenths = index + 1, 10
    return f"{tenths // 10}{'' if tenths % 10 == 0 else f'.{tenths % 10}'}{'KMB'[index - 1]}"


def int32(count: int) -> int:
    """Wrap a count as the signed 32-bit counter behind `heartCount` does."""
    return (count + 2**31) % 2**32 - 2**31


def followers(persona: Persona, seed: int, now: int) -> int:
    """Give the exact number of followers at a moment."""
    start = persona.followers * (1 + stream(persona.handle, seed, "followers").uniform(-0.03, 0.03))
    weeks = (now - REFERENCE) / WEEK
    if persona.jumps:
        start *= JUMP ** (math.floor(weeks) % JUMP_WEEKS)
    return round(start * math.exp(persona.weekly_growth * min(weeks, 260)))


@dataclass(frozen=True, slots=True)
class Level:
    """What is typical of a creator: the centre and spread of views, and the shares of likes and the rest.

    Attributes:
        views: Median final views of an ordinary post.
        spread: SD of ln views.
        likes, comments, shares, saves: Median per view.
    """

    views: float
    spread: float
    likes: float
    comments: float
    shares: float
    saves: float

    @classmethod
    def of(cls, persona: Persona, seed: int) -> Level:
        """Draw a creator's level; who they are decides nearly all of it, the seed moves it by a tenth."""
        own, jitter = stream(persona.handle, "level"), stream(persona.handle, seed, "level")
        usual_likes = _on_log_axis(_LIKE_RATE, persona.followers) * 10 ** max(-0.35, min(0.35, own.gauss(0, 0.17)))
        spread = min(1.43, max(0.84, own.gauss(1.06, 0.15)))
        comments = 10 ** own.uniform(math.log10(0.0004), math.log10(0.0013))
        shares = 10 ** own.uniform(math.log10(0.0006), math.log10(0.003))
        saves = 0.0017 * 10 ** own.uniform(-0.15, 0.15) * persona.saves
        views = persona.followers * _on_log_axis(_REACH, persona.followers) * persona.reach
        return cls(
            views=views * 10 ** jitter.uniform(-0.05, 0.05),
            spread=persona.spread or spread,
            likes=(persona.like_rate or usual_likes) * 10 ** jitter.uniform(-0.03, 0.03),
            comments=comments * 10 ** jitter.uniform(-0.05, 0.05),
            shares=shares * 10 ** jitter.uniform(-0.05, 0.05),
            saves=saves * 10 ** jitter.uniform(-0.03, 0.03),
        )
