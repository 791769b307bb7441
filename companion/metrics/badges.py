"""One badge per video: its views as a multiple of this creator's typical views at the same age."""

import math
from functools import lru_cache
from typing import Literal

from companion.metrics.basis import Basis
from companion.metrics.maturity import MATURE_DAYS, YOUNGEST_DAYS, curve_rests_on, growing
from companion.metrics.priors import Growth
from companion.metrics.quantiles import t_quantile
from companion.metrics.sample import age_days, rounding_noise
from companion.metrics.views import ViewsLevel
from companion.model import Badge, CreatorEvidence, Estimate, VideoRecord

METHOD = "Views of this video as a multiple of what this creator's videos usually have at the same age."
FEWEST = 3

Mark = Literal["ad", "shop", "pinned", "young"]


def badges(evidence: CreatorEvidence) -> dict[str, Badge]:
    """A badge for every video read, by video id."""
    return badges_on(Basis(evidence))


def badges_on(basis: Basis) -> dict[str, Badge]:
    """Like ``badges``, on a basis at hand."""
    return {
        record.facts.id: Badge(multiple=_multiple(record, basis.level), mark=_mark(record))
        for record in basis.evidence.videos
    }


def _mark(record: VideoRecord) -> Mark | None:
    facts = record.facts
    if facts.ad.sponsored:
        return "ad"
    if facts.ad.shop:
        return "shop"
    if facts.pinned:
        return "pinned"
    age = age_days(record, record.latest) if record.latest is not None else None
    return "young" if age is not None and age < YOUNGEST_DAYS else None


def _multiple(record: VideoRecord, level: ViewsLevel) -> Estimate:
    seen = record.latest
    if level.n < FEWEST:
        return _absent(f"only {level.n} of this creator's videos can be compared with yet, 3 are needed", level.n)
    if seen is None or not seen.counts.views or seen.counts.views < 0:
        return _absent("the views of this video were not read", level.n)
    age = age_days(record, seen)
    if age is not None and age < YOUNGEST_DAYS:
        return _absent("posted less than a day before it was read", level.n)
    ahead, less, more = (0.0, 0.0, 0.0) if age is None else _growth(age, level.priors.growth)
    known = level.posterior
    centre = math.log(seen.counts.views) + ahead - known.centre
    half = t_quantile(0.95, known.level_df) * math.sqrt(known.variance + rounding_noise(seen.counts.views))
    return Estimate(
        value=math.exp(centre),
        low=math.exp(centre - math.hypot(half, less)),
        high=math.exp(centre + math.hypot(half, more)),
        n=level.n,
        unit="ratio",
        method=_method(level.priors.growth) if ahead else METHOD,
    )


@lru_cache(maxsize=8)
def _method(growth: Growth) -> str:
    """The method for videos that still grow."""
    return f"{METHOD} A young one is brought to 30 days by the growth of {curve_rests_on(growth)}."


def _growth(age: float, growth: Growth) -> tuple[float, float, float]:
    """Expected growth of ln(views) to come, and how much less and more it may be, 90 % in between.

    Most videos grow a little and few a lot, so the ends lie at different distances.
    """
    if age >= MATURE_DAYS:
        return 0.0, 0.0, 0.0
    ahead = growing(age, growth=growth)
    return ahead.mean, ahead.mean - ahead.quantile(0.05), ahead.quantile(0.95) - ahead.mean


def _absent(missing: str, n: int) -> Estimate:
    return Estimate.absent(missing, unit="ratio", method=METHOD, n=n)
