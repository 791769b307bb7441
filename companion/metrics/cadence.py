"""How often the creator posts."""

import math

import msgspec

from companion.metrics.priors import Cadence as CadencePrior
from companion.metrics.priors import shipped
from companion.metrics.quantiles import gamma_quantile
from companion.metrics.variances import digamma, trigamma
from companion.model import WEEK, CreatorEvidence, Estimate

METHOD = (
    "Posts of every kind a week, over the last 8 weeks read; where little was read, peers' habits count "
    "(gamma-Poisson)."
)
WINDOW_WEEKS = 8


class Cadence(msgspec.Struct, frozen=True):
    """Gamma posterior of posts per week: ``shape / rate``.

    Attributes:
        shape: of the distribution.
        rate: likewise, in weeks.
        posts: counted.
        weeks: in which they were counted.
        video_ids: of the posts.
        own: creators of this user's store behind the prior.
    """

    shape: float
    rate: float
    posts: int
    weeks: float
    video_ids: tuple[str, ...]
    own: int = 0

    @property
    def mean(self) -> float:
        """Expected posts per week."""
        return self.shape / self.rate

    def quantile(self, p: float) -> float:
        """Posts per week below which the creator's rate lies with probability ``p``."""
        return gamma_quantile(p, self.shape) / self.rate


def cadence(evidence: CreatorEvidence, prior: CadencePrior | None = None) -> Cadence | None:
    """Count posts of every kind in the last 8 weeks read; None without a single dated post.

    Where reading stopped inside the 8 weeks, only the time back to the oldest post read counts: the wait for the
    m-th post is gamma(m), so that post counts too. A pinned post says nothing about how far back was read.

    Args:
        evidence: of the creator.
        prior: peers' habits; the shipped ones unless others are given.
    """
    dated = [
        (record.facts.created_at, record.facts.id, bool(record.facts.pinned))
        for record in evidence.videos
        if record.facts.created_at is not None and record.facts.created_at <= evidence.seen_at
    ]
    listed = [posted for posted, _, pinned in dated if not pinned]
    if not listed:
        return None
    start = evidence.seen_at - WINDOW_WEEKS * WEEK
    oldest = min(listed)
    everything = evidence.creator.counts.videos is not None and len(dated) >= evidence.creator.counts.videos
    if oldest > start and not everything:
        start = oldest
    inside = tuple(video_id for posted, video_id, _ in dated if posted >= start)
    weeks = (evidence.seen_at - start) / WEEK
    prior = prior or shipped().cadence
    return Cadence(prior.shape + len(inside), prior.rate + weeks, len(inside), weeks, inside, prior.own)


def posts_per_week(known: Cadence | None) -> Estimate:
    """Posts per week as an estimate."""
    if known is None:
        return Estimate.absent("no post with a date was read", unit="posts/week", method=METHOD)
    return Estimate(
        value=known.mean,
        low=known.quantile(0.05),
        high=known.quantile(0.95),
        n=known.posts,
        unit="posts/week",
        method=f"{METHOD} {known.own:,} of these peers you have read." if known.own else METHOD,
        video_ids=known.video_ids,
    )


def log_level(known: Cadence) -> tuple[float, float]:
    """Mean and standard deviation of ln(posts per week), a gamma variable's, for comparison with peers."""
    return digamma(known.shape) - math.log(known.rate), math.sqrt(trigamma(known.shape))
