"""How much of what was read is paid for."""

from companion.metrics.quantiles import wilson_interval
from companion.model import AdFlags, CreatorEvidence, Estimate

METHOD = (
    "Of the posts read, the share that TikTok marks as paid or that say so themselves; payment nobody disclosed "
    "can't be seen (paid posts / posts that show it either way, Wilson interval)."
)
UNTOLD = "what was read does not say which posts are paid (a saved page or grid shows none of TikTok's ad marks)"


def sponsored_share(evidence: CreatorEvidence) -> Estimate:
    """Share of the posts read that are sponsored, of every kind and age; posts that can't be told are left out.

    Where most can't be told there is no share: what remains are the captions that disclose, all of them paid.
    """
    signs = {record.facts.id: _paid(record.facts.ad) for record in evidence.videos}
    told = {video_id: paid for video_id, paid in signs.items() if paid is not None}
    if not told or 2 * len(told) < len(signs):
        missing = UNTOLD if evidence.videos else "no post was read"
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


def _paid(ad: AdFlags) -> bool | None:
    """Whether a post is paid; None where none of TikTok's marks was read and the caption says nothing."""
    if ad.sponsored:
        return True
    return None if ad.is_ad is None and ad.authorized is None else False
