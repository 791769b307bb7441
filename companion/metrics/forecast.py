"""What the next ordinary, not sponsored video will bring by its 30th day, and what a young one still gets."""

import math
from collections.abc import Sequence
from itertools import pairwise

from companion.metrics.engagement import VIEWS_ONLY, Rate
from companion.metrics.maturity import curve_rests_on, growing
from companion.metrics.priors import Growth, shipped
from companion.metrics.quantiles import t_quantile
from companion.metrics.shrinkage import Posterior
from companion.metrics.simulation import POINTS, quantile, shuffled, student_strata
from companion.metrics.views import ViewsLevel
from companion.model import Estimate
from companion.model import rounding_half_width as half_width

VIEWS = "Where 8 in 10 of this creator's next ordinary videos should land after 30 days"
ENGAGEMENTS = (
    "Likes, comments and shares that 8 in 10 of this creator's next ordinary videos should bring after 30 days "
    "(views x engagement rate, both as uncertain as they are)."
)
YOUNG = (
    "Where 8 in 10 videos of this age and these views stand {days:g} days after they were posted, by the growth "
    "of {videos}; views never fall."
)

LEVELS = (0.5, 0.8, 0.95)
SHOWN = 0.8


def next_video_views(level: ViewsLevel) -> Estimate:
    """Prediction interval of the next video's views."""
    if level.missing:
        return Estimate.absent(level.missing, unit="views", method=f"{VIEWS}.", level=SHOWN, n=level.n)
    intervals = {}
    for share in LEVELS:
        low, high = level.next_views(share)
        intervals[str(share)] = (math.exp(low), math.exp(high))
    return _forecast(math.exp(level.posterior.next_median), intervals, level.n, "views", level.describe(VIEWS))


def next_video_engagements(level: ViewsLevel, rate: Rate | None, seed: int) -> Estimate:
    """Prediction interval of the next video's engagements.

    Views and rate are drawn independently: inside a creator likes rise in proportion to views (slope 0.99,
    DISTRIBUTIONS, Vietnam 2025 and Denmark 2026).
    """
    if level.missing or rate is None:
        missing = level.missing or (VIEWS_ONLY if level.n else level.none_usable)
        return Estimate.absent(missing, unit="engagements", method=ENGAGEMENTS, level=SHOWN, n=level.n)
    known = rate.posterior
    views, rates = shuffled((view_draws(level), next_draws(known)), seed)
    sums = sorted(view + each for view, each in zip(views, rates, strict=True))
    intervals = {
        str(share): (math.exp(quantile(sums, (1 - share) / 2)), math.exp(quantile(sums, (1 + share) / 2)))
        for share in LEVELS
    }
    return _forecast(math.exp(quantile(sums, 0.5)), intervals, known.n, "engagements", ENGAGEMENTS)


def later_views(views: int, age_days: float, until_days: float, growth: Growth | None = None) -> Estimate:
    """Prediction interval of one video's views at a later age, from its views at this one.

    The interval ends on whole views and carries display rounding, for the later count is shown rounded too.

    Args:
        views: as shown at ``age_days``, above 0.
        age_days: at the reading.
        until_days: the age to forecast.
        growth: the curve; the shipped one unless another is given.
    """
    growth = growth or shipped().growth
    ahead = growing(age_days, until_days, growth)
    intervals = {}
    for share in LEVELS:
        low, high = (views * math.exp(ahead.quantile((1 + sign * share) / 2)) for sign in (-1, 1))
        intervals[str(share)] = (
            float(max(views, math.floor(low - half_width(views)))),
            float(math.ceil(high + half_width(views))),
        )
    return _forecast(
        views * math.exp(ahead.median),
        intervals,
        1,
        "views",
        YOUNG.format(days=until_days, videos=curve_rests_on(growth)),
    )


def next_draws(known: Posterior) -> list[float]:
    """Equally likely values, in order, of the next video on the ln scale."""
    return known.next_at(student_strata(known.df))


def view_draws(level: ViewsLevel) -> list[float]:
    """Equally likely values, in order, of the next video's ln(views), as wide as `next_video_views` shows them.

    Calibration says how much wider or narrower an interval of each level must be; a draw is moved by what holds
    for the level that ends at it, in a straight line between two levels.
    """
    known = level.posterior
    if not level.priors.calibration:
        return next_draws(known)
    stretches = [
        t_quantile(0.5 + level.priors.computed_at(share) / 2, known.df) / t_quantile(0.5 + share / 2, known.df)
        for share in LEVELS
    ]
    ends = (abs(2 * i + 1 - POINTS) / POINTS for i in range(POINTS))
    strata = zip(student_strata(known.df), ends, strict=True)
    return known.next_at(sorted(draw * _at(end, stretches) for draw, end in strata))


def _at(level: float, values: Sequence[float]) -> float:
    """A value at a level between `LEVELS`, from those at each; beyond them that of the nearest."""
    for (low, high), (below, above) in zip(pairwise(LEVELS), pairwise(values), strict=True):
        if level < high:
            return below + (above - below) * max(0.0, level - low) / (high - low)
    return values[-1]


def _forecast(value: float, intervals: dict[str, tuple[float, float]], n: int, unit: str, method: str) -> Estimate:
    low, high = intervals[str(SHOWN)]
    return Estimate(
        value=value, low=low, high=high, level=SHOWN, n=n, unit=unit, method=method, intervals=intervals
    )
