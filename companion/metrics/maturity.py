"""How much a young video still grows, so that it can stand beside mature ones."""

import math

import msgspec

from companion.metrics.priors import Growth, shipped
from companion.metrics.quantiles import normal_quantile

MATURE_DAYS = 14.0
"""From this age on a video enters as it is (DESIGN section 6)."""
YOUNGEST_DAYS = 1.0
"""Below this age the first hours say too little: not used for a creator's level at all."""
HORIZON_DAYS = 30.0
"""The age that young videos are brought to."""
FIRST_HOUR = 1 / 24
LEAST_SPREAD = 0.05


class Growing(msgspec.Struct, frozen=True, gc=False):
    """Growth of ln(views) that is still to come: log-normal over videos, for views never fall.

    Attributes:
        median: half of the videos grow more.
        log_sd: standard deviation of the logarithm of the growth.
    """

    median: float
    log_sd: float

    @property
    def mean(self) -> float:
        """Expected growth; a few videos that take off raise it above the median."""
        return self.median * math.exp(self.log_sd * self.log_sd / 2)

    @property
    def variance(self) -> float:
        """Variance of the growth over videos."""
        return self.mean**2 * math.expm1(self.log_sd * self.log_sd)

    def quantile(self, p: float) -> float:
        """Growth below which a video stays with probability ``p``."""
        return self.median * math.exp(normal_quantile(p) * self.log_sd)


def growing(age_days: float, until_days: float = HORIZON_DAYS, growth: Growth | None = None) -> Growing:
    """Growth of ln(views) from one age to a later one.

    The median ``scale * (age**-power - until**-power)`` is fitted on videos read twice 7.8 days apart (Denmark
    politics 2026). A second source, videos picked for virality (Vietnam 2025), grows faster: half of that gap is
    added to the width. With this user's own pairs (`companion.metrics.growth`) both follow them.

    Args:
        age_days: at the reading; the first hour counts as one.
        until_days: the later age; nothing is left to grow where it is not later.
        growth: the curve; the shipped one unless another is given.
    """
    growth = growth or shipped().growth
    age = max(age_days, FIRST_HOUR)
    median = median_growth(growth, age, max(until_days, age))
    return Growing(median, math.hypot(spread_at(growth, age), math.log(growth.disagreement) / 2))


def median_growth(growth: Growth, age_days: float, until_days: float) -> float:
    """Growth of ln(views) between two ages that half of all videos exceed."""
    return float(growth.scale * (age_days**-growth.power - until_days**-growth.power))


def spread_at(growth: Growth, age_days: float) -> float:
    """Standard deviation between videos of the logarithm of their growth."""
    return max(LEAST_SPREAD, growth.log_sd + growth.log_sd_slope * math.log(age_days))


def growth_ahead(age_days: float, growth: Growth | None = None) -> tuple[float, float]:
    """Expected growth of ln(views) from ``age_days`` to the horizon, and its variance.

    Args:
        age_days: at the reading, at least 1; from `MATURE_DAYS` on nothing is added.
        growth: the curve; the shipped one unless another is given.
    """
    if age_days >= MATURE_DAYS:
        return 0.0, 0.0
    ahead = growing(max(age_days, YOUNGEST_DAYS), growth=growth)
    return ahead.mean, ahead.variance


def curve_rests_on(growth: Growth) -> str:
    """The videos behind a curve, as words that follow "the growth of"."""
    own = (
        f" and {growth.own_videos:,} of {growth.own_creators:,} creators that you have read"
        if growth.own_videos
        else ""
    )
    return f"{growth.videos:,} videos read twice (Denmark politics 2026){own}"
