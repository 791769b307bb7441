"""How much of what was read is paid for."""

from companion.metrics.quantiles import wilson_interval
from companion.model import CreatorEvidence, Estimate

METHOD = "posts that TikTok marks as ads or that disclose payment / posts read (Wilson interval)"


def sponsored_share(evidence: CreatorEvidence) -> Estimate:
    """Share of the posts read that are sponsored, of every kind and age; posts that can't be told are left out."""
    signs = {record.facts.id: record.facts.ad.sponsored for record in evidence.videos}
    told = {video_id: paid for video_id, paid in signs.items() if paid is not None}
    if not told:
        missing = "what was read does not say which posts are sponsored" if evidence.videos else "no post was read"
        return Estimate.absent(missing, unit="fraction", method=METHOD)
    paid = sum(told.values())
    low, high = wilson_interval(paid, len(told))
    return Estimate(
        value=paid / len(told),
        low=low,
        high=high,
        n=len(told),
        unit="fraction",
        method=METHOD,
        video_ids=tuple(told),
    )
