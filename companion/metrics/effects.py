"""What videos with something have against the same creator's videos without it, kept honest.

Videos are compared with those of the same time alone, since a creator's level drifts: the difference of means
within stretches of ten consecutive videos, which is least squares with one constant a stretch. It is then shrunk
toward no effect by what effects of real creators are like, and said only where its interval excludes "no effect"
after Holm's correction over everything compared (Holm 1979, Scandinavian Journal of Statistics 6, 65-70).

It describes; it proves no cause: a creator may add a question to the videos that would have done well anyway.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from companion.metrics.priors import Within, shipped
from companion.metrics.quantiles import t_cdf, t_quantile

FEWEST = 5
"""Videos of each kind below which nothing is compared."""
STRETCH = 10
"""Consecutive videos that count as of the same time."""
FAMILY_LEVEL = 0.05
"""Chance that anything at all is said about a creator with whom nothing has an effect."""

Outcome = Literal["views", "engagement"]
SPREAD: Mapping[Outcome, float] = {"views": 0.411, "engagement": 0.287}
"""Standard deviation of true effects around none, on the ln scale (``scripts/fit_effects.py``).

Short videos, long ones, many hashtags, none: 194 effects each within 95 creators of both panels (Vietnam food
and lifestyle 2025, Denmark politics 2026); a factor of chance gives 0.00 and 0.02. Other factors were not recorded
there and are taken to be alike. Pooled over creators such factors explain 1.5 % of ln(views) (METRICS 0.1 row 13):
nothing is carried from one creator to the next but this spread.
"""


class Effect(msgspec.Struct, frozen=True, gc=False):
    """A difference on the ln scale between videos with and without something, shrunk toward none.

    Attributes:
        centre: the difference.
        scale: of its Student-t distribution.
        df: degrees of freedom.
        having: videos with it.
        lacking: videos without it.
    """

    centre: float
    scale: float
    df: float
    having: int
    lacking: int

    @property
    def p(self) -> float:
        """Two-sided tail probability of no effect."""
        return 2 * t_cdf(-abs(self.centre) / self.scale, self.df)

    def interval(self, level: float = 0.9) -> tuple[float, float]:
        """Where the difference lies with this probability."""
        half = t_quantile(0.5 + level / 2, self.df) * self.scale
        return self.centre - half, self.centre + half


def within(outcome: Outcome) -> Within:
    """How far one creator's videos lie apart, before any was read."""
    return shipped().views.within if outcome == "views" else shipped().rates["engagement_rate"].within


class Difference(msgspec.Struct, frozen=True, gc=False):
    """What one creator's own videos say, before anything is known of others.

    Attributes:
        mean: difference within stretches on the ln scale.
        weight: ``1 / weight`` times the variance between videos is its variance.
        squares: sum of squares between videos of one kind and stretch.
        df: degrees of freedom of ``squares``.
    """

    mean: float
    weight: float
    squares: float
    df: int


def effect(outcome: Outcome, values: Sequence[float], has: Sequence[bool]) -> Effect | str:
    """The effect of something on a creator's videos, or why it can't be had.

    ``b`` is the difference within stretches, ``v`` its variance, ``tau`` the spread of true effects:
    ``B = tau^2 / (tau^2 + v)``, the effect ``B b`` with variance ``B v``. The variance between videos
    leans on that of peers (``companion.metrics.shrinkage``).

    Args:
        outcome: what ``values`` are.
        values: one a video on the ln scale, in the order of posting.
        has: whether each video has it.
    """
    own = difference(values, has)
    if isinstance(own, str):
        return own
    usual = within(outcome)
    df = usual.df + own.df
    variance = (usual.df * usual.variance + own.squares) / df / own.weight
    kept = SPREAD[outcome] ** 2 / (SPREAD[outcome] ** 2 + variance)
    having = sum(has)
    # What is shrunk knows its variance better (Satterthwaite 1946, Biometrics Bulletin 2, 110-114).
    return Effect(kept * own.mean, math.sqrt(kept * variance), df / kept**2, having, len(values) - having)


def difference(values: Sequence[float], has: Sequence[bool]) -> Difference | str:
    """Videos with something against those without it, stretch by stretch; or why they can't be compared."""
    having = sum(has)
    lacking = len(values) - having
    if having < FEWEST or lacking < FEWEST:
        fewer, kind = min((having, "with"), (lacking, "without"))
        return f"too few to compare: {fewer or 'no'} video{'' if fewer == 1 else 's'} {kind} it"
    stretches = max(1, len(values) // STRETCH)
    edges = (len(values) * i // stretches for i in range(stretches + 1))
    parts = [_stretch(values[start:end], has[start:end]) for start, end in pairwise(edges)]
    weight = math.fsum(weight for _, weight, _ in parts)
    if not weight:
        return "videos with and without it come from different times, so it can't be told from the time"
    mean = math.fsum(apart * weight for apart, weight, _ in parts) / weight
    squares = math.fsum(squares for _, _, squares in parts) - weight * mean**2
    return Difference(mean, weight, max(0.0, squares), len(values) - stretches - 1)


def _stretch(values: Sequence[float], has: Sequence[bool]) -> tuple[float, float, float]:
    """Difference of means, its weight (0 where all are alike) and the squares around the mean of all."""
    n, k = len(values), sum(has)
    mean = math.fsum(values) / n
    squares = math.fsum((value - mean) ** 2 for value in values)
    if k in (0, n):
        return 0.0, 0.0, squares
    marked = math.fsum(value for value, yes in zip(values, has, strict=True) if yes) / k
    return (marked - mean) * n / (n - k), k * (n - k) / n, squares


def said(effects: Sequence[Effect]) -> frozenset[int]:
    """Which of a creator's effects are said, by their places: those whose corrected interval excludes none."""
    tails = sorted((each.p, place) for place, each in enumerate(effects))
    found = set()
    for rank, (p, place) in enumerate(tails):
        if p * (len(tails) - rank) >= FAMILY_LEVEL:
            break
        found.add(place)
    return frozenset(found)
