"""How fast videos grow, learned from the videos that this user's readings caught young and met again.

The shipped curve is the prior and this module its posterior: the figures of `Growth` (how much, how fast it ends,
how far young videos differ and how far older ones) at their most probable values. A video's growth is known only
to lie between what two rounded counts allow, and enters as such. Creators differ in growth more than their videos,
so what counts is how many of them there are; a video that no such curve explains (bought views, a count corrected)
counts little.
"""

import math
from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace

from companion.metrics.maturity import FIRST_HOUR, HORIZON_DAYS, MATURE_DAYS, median_growth, spread_at
from companion.metrics.priors import Growth
from companion.metrics.quantiles import normal_cdf
from companion.metrics.sample import age_days, ordinary
from companion.metrics.search import lowest
from companion.model import DAY, CreatorEvidence
from companion.model import rounding_half_width as half_width

OLDEST_DAYS = 90.0
"""Age at the second reading beyond which a video says more about late growth than about its youth."""
APART_DAYS = 1.0
"""Days between two readings below which growth is a matter of the hour."""
KEPT = 20
"""Videos of one creator that are learned from, the newest: their creator says the same with each."""
MOST_PAIRS = 2000
"""Of more, each creator gives fewer: it would only take longer."""
ALIKE = 0.6
"""Correlation of two videos' growth within a creator: 0.61 over 429 videos first read in their first week (62
creators, Denmark politics 2026)."""
AT_DAYS = 2.0
"""Growth from this age to the horizon is what the prior speaks about: there the figures hardly depend on each
other."""
POWER_SD = 0.3
SPREAD_SD = 0.8
"""Standard deviations of the prior on the ln scale, of the power and of the spreads: two sources (Denmark 2026,
and the virality-picked videos of METRICS 0.4) differ by 0.3 in the power, and in the spread by 0.8 at one day."""
ODD = 0.03
"""Share of videos that no curve explains; they differ three times as far."""


class GrowthPair(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One video read twice: its ages in days and its views as shown."""

    age: float
    until: float
    views: int
    later: int


class _Seen(msgspec.Struct, frozen=True, gc=False):
    """What a pair says of the growth on the ln scale: between ``low`` and ``high``, which is above 0."""

    age: float
    until: float
    low: float
    high: float
    weight: float


def young_at_first(evidence: CreatorEvidence) -> tuple[tuple[str, int], ...]:
    """Ordinary videos that were young when first read and were read again: their ids, and when first read.

    At most `KEPT` of them, the newest.
    """
    found = []
    for record in evidence.videos:
        posted, last = record.facts.created_at, record.latest
        if posted is None or last is None or not ordinary(record):
            continue
        age, until = (record.first_seen_at - posted) / DAY, age_days(record, last) or 0.0
        if FIRST_HOUR <= age < MATURE_DAYS and age + APART_DAYS <= until <= OLDEST_DAYS:
            found.append((record.facts.id, record.first_seen_at))
    return tuple(found[:KEPT])


def pairs(evidence: CreatorEvidence, first: Mapping[str, int]) -> tuple[GrowthPair, ...]:
    """The pairs of one creator.

    Args:
        evidence: of the creator.
        first: for videos of `young_at_first` the views of their first reading.
    """
    return tuple(
        GrowthPair(
            round((record.first_seen_at - (record.facts.created_at or 0)) / DAY, 2),
            round(age_days(record, record.latest) or 0.0, 2),
            first[record.facts.id],
            record.latest.counts.views or 0,
        )
        for record in evidence.videos
        if record.facts.id in first and record.latest is not None
    )


def learned_growth(creators: Sequence[Sequence[GrowthPair]], base: Growth) -> Growth:
    """The curve bent toward these videos.

    Args:
        creators: each creator's pairs, those first that are to be used if there are too many.
        base: the curve before, whose level is unsure by half of what its two sources differ.
    """
    known = [each for each in creators if each]
    everyone = [_seen(each[: max(1, MOST_PAIRS // len(known))]) for each in known]
    seen = sorted((one for each in everyone for one in each), key=msgspec.structs.astuple)
    if not seen:
        return base

    def surprise(at: Sequence[float]) -> float:
        """Minus the logarithm of the posterior, where ``at`` is the prior's centre plus so many of its widths."""
        curve = _curve(base, at)
        return sum(x * x for x in at) / 2 - math.fsum(one.weight * _log_likelihood(one, curve) for one in seen)

    best, variance = lowest(surprise, (0.0, 0.0, 0.0, 0.0))
    return replace(
        _curve(base, best),
        disagreement=math.exp(2 * _level_sd(base) * math.sqrt(variance)),
        own_videos=sum(map(len, everyone)),
        own_creators=sum(map(bool, everyone)),
    )


def _seen(creator: Sequence[GrowthPair]) -> list[_Seen]:
    """What a creator's pairs say; views that fell for certain say that some were taken back, not how they grew."""
    usable = (pair for pair in creator if min(pair.views, pair.later) > 0 and FIRST_HOUR <= pair.age < pair.until)
    bounds = [(pair, *_between(pair)) for pair in usable]
    telling = [(pair, low, high) for pair, low, high in bounds if high > 0]
    weight = 1 / (1 + (len(telling) - 1) * ALIKE) if telling else 0.0
    return [_Seen(pair.age, pair.until, low, high, weight) for pair, low, high in telling]


def _between(pair: GrowthPair) -> tuple[float, float]:
    """Where the growth lies: two roundings differ like one of their root sum of squares."""
    grown = math.log(pair.later / pair.views)
    unsure = math.hypot(*(max(0.5, half_width(count)) / count for count in (pair.views, pair.later)))
    return grown - unsure, grown + unsure


def _level_sd(base: Growth) -> float:
    return math.log(base.disagreement) / 2


def _curve(base: Growth, at: Sequence[float]) -> Growth:
    """A curve so many widths of the prior off: in level, power, and spread at one day and at maturity."""
    level, power, young, old = at
    bent = base.power * math.exp(POWER_SD * power)
    span = (AT_DAYS**-base.power - HORIZON_DAYS**-base.power) / (AT_DAYS**-bent - HORIZON_DAYS**-bent)
    mature = math.log(MATURE_DAYS)
    spreads = spread_at(base, 1.0), spread_at(base, MATURE_DAYS)
    first, last = (spread * math.exp(SPREAD_SD * by) for spread, by in zip(spreads, (young, old), strict=True))
    return replace(
        base,
        scale=base.scale * span * math.exp(_level_sd(base) * level),
        power=bent,
        log_sd=first,
        log_sd_slope=(last - first) / mature,
    )


def _log_likelihood(seen: _Seen, curve: Growth) -> float:
    """Logarithm of the chance that a video of this age grows by what was seen."""
    median, spread = math.log(median_growth(curve, seen.age, seen.until)), spread_at(curve, seen.age)
    above = (math.log(seen.high) - median) / spread
    below = (math.log(seen.low) - median) / spread if seen.low > 0 else -math.inf
    usual, odd = (normal_cdf(above / wide) - normal_cdf(below / wide) for wide in (1, 3))
    return math.log(max(1e-12, (1 - ODD) * usual + ODD * odd))
