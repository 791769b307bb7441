"""Where a creator stands among named peers of the same size.

A cohort is a normal distribution of creators' levels on the ln scale (its mean and spread are shipped, not its
rows), so a percentile is smooth and small cohorts don't jump. The percentile is that of the estimate: 0.9 means
that 90 % of such creators have a lower value.
"""

import math
from collections.abc import Mapping

import msgspec

from companion.metrics.cadence import Cadence, log_level
from companion.metrics.engagement import Mixed, MixName, Rate
from companion.metrics.priors import Cohort, PeerName, Priors, cohort_for, cohort_name
from companion.metrics.quantiles import normal_cdf, t_quantile
from companion.metrics.simulation import normal_strata, student_strata
from companion.metrics.views import ViewsLevel, log_spread
from companion.model import PeerRank


class Standing(msgspec.Struct, frozen=True):
    """A creator's number on the ln scale beside its cohort.

    Attributes:
        level: the estimate.
        error: its standard error.
        df: degrees of freedom of the error; None where it is taken as normal.
    """

    level: float
    error: float
    df: float | None
    cohort: Cohort

    @property
    def percentile(self) -> float:
        """Share of peers with a lower value."""
        return normal_cdf((self.level - self.cohort.mean) / self.cohort.sd)

    @property
    def most(self) -> str:
        """The peers on the larger side of this creator, as words that follow "of".

        A smooth percentile of few creators ends in 100 % where nobody counted all: that is said as "nearly all".
        """
        share, creators = max(self.percentile, 1 - self.percentile), self.cohort.size
        if share > 1 - max(0.5 / creators, 0.005):
            return f"nearly all {creators} peers"
        return f"{share:.0%} of peers"

    def strata(self) -> list[float]:
        """Equally likely percentiles, in order."""
        draws = normal_strata() if self.df is None else student_strata(self.df)
        middle = (self.cohort.mean - self.level) / self.cohort.sd / math.sqrt(2)
        step = self.error / self.cohort.sd / math.sqrt(2)
        return [0.5 * math.erfc(middle - step * draw) for draw in draws]

    def rank(self, followers: int | None) -> PeerRank:
        """The percentile with the cohort's name."""
        return PeerRank(
            percentile=self.percentile,
            cohort=cohort_name(self.cohort, followers),
            n=self.cohort.size,
            source="yours" if self.cohort.is_own else "shipped",
        )


def standings(
    followers: int | None,
    rate: Rate | None,
    views: ViewsLevel,
    cadence: Cadence | None,
    mixed: Mapping[MixName, Mixed],
    *,
    priors: Priors,
) -> dict[str, Standing]:
    """Everything that can be compared with peers."""

    def among(name: PeerName) -> Cohort:
        return cohort_for(priors.peers[name], followers)

    found: dict[str, Standing] = {}
    if rate is not None:
        known = rate.posterior
        found["engagement_rate"] = Standing(known.centre, math.sqrt(known.variance), known.level_df, rate.cohort)
    level = views.posterior
    if followers and followers > 0 and views.n:
        found["view_rate"] = Standing(
            level.centre - math.log(followers),
            math.sqrt(level.variance),
            level.level_df,
            among("view_rate"),
        )
    if views.n >= 3:
        found["consistency"] = Standing(*log_spread(level), None, among("consistency"))
    for name, part in mixed.items():
        standing = _of_median(part, among(name))
        if standing is not None:
            found[name] = standing
    if cadence is not None:
        found["posts_per_week"] = Standing(*log_level(cadence), None, among("posts_per_week"))
    return found


def _of_median(part: Mixed, cohort: Cohort) -> Standing | None:
    """A median beside its cohort, with as wide a range as its own: few videos know their spread badly, too.

    A median of nothing says something only where half of one would be few: of videos with twenty views each nobody
    knows how often they would be shared.
    """
    estimate, level = part.estimate, part.level
    if level is None or (not estimate.value and level >= cohort.mean):
        return None
    value = math.exp(level)
    high = estimate.high or 2 * value
    low = estimate.low or value**2 / high
    df = estimate.n - 1.0
    error = math.log(high / low) / (2 * t_quantile(0.95, df))
    return Standing(level, error, df, cohort)
