"""How much of what was read is paid for."""

from companion.metrics.quantiles import wilson_interval
from companion.model import CreatorEvidence, Estimate

METHOD = "posts that TikTok marks as ads or that disclose payment / posts read (Wilson interval)"


def sponsored_share(evidence: CreatorEvidence) -> Estimate:
    """Share of the posts read that are sponsored, of every kind and age; posts that can't be told are left out."""
    told = [record.facts for record in evidence.videos if record.facts.ad.sponsored is not None]
    if not told:
        missing = "what was read does not say which posts are sponsored" if evidence.videos else "no post was read"
        return Estimate.absent(missing, unit="fraction", method=METHOD)
    paid = sum(bool(facts.ad.sponsored) for facts in told)
    low, high = wilson_interval(paid, len(told))
    return Estimate(
        value=paid / len(told),
        low=low,
        high=high,
        n=len(told),
        unit="fraction",
        method=METHOD,
        video_ids=tuple(facts.id for facts in told),
    )
