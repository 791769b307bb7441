"""Comments that the creator answered with a like, as far as comments were read."""

import math
from collections.abc import Sequence

from companion.metrics.quantiles import normal_quantile, t_quantile, wilson_interval
from companion.model import CreatorEvidence, Estimate

METHOD = (
    "Of the comments read, the share that carries the creator's like; TikTok shows the popular ones first, and "
    "replies in words are not told apart (Wilson interval, as wide as the videos differ)."
)
FEWEST_VIDEOS = 5
"""Videos with comments below which nobody can tell how much videos differ, and so no range."""


def comments_liked(evidence: CreatorEvidence) -> Estimate:
    """Share of the comments read that the creator liked; ``n`` counts videos, ``video_ids`` names them."""
    read = [
        (record.facts.id, record.comments.liked_by_creator, record.comments.judged)
        for record in evidence.videos
        if record.comments is not None and record.comments.judged
    ]
    if not read:
        missing = "no comments were read: open a video on TikTok with its comments"
        return Estimate.absent(missing, unit="fraction", method=METHOD)
    ids, liked, judged = zip(*read, strict=True)
    says = f"{METHOD} Comments read: {sum(judged):,}."
    if len(read) < FEWEST_VIDEOS:
        missing = (
            f"{sum(liked):,} of {sum(judged):,} comments read carry the creator's like, but a share with a range "
            f"needs the comments of {FEWEST_VIDEOS} videos, {len(read)} read"
        )
        return Estimate.absent(missing, unit="fraction", method=says, n=len(read))
    low, high = share_interval(liked, judged)
    return Estimate(
        value=sum(liked) / sum(judged),
        low=low,
        high=high,
        n=len(read),
        unit="fraction",
        method=says,
        video_ids=ids,
    )


def share_interval(hits: Sequence[int], trials: Sequence[int], level: float = 0.9) -> tuple[float, float]:
    """Wilson's interval for a share whose trials come in clusters that differ, here the comments of a video.

    The trials count for as many as their variance between clusters leaves of them, never for more than there are,
    and Student's t of the clusters stands for the normal quantile (Korn and Graubard 1998, Survey Methodology 24,
    193-201). Where all or none hit, each cluster counts once.
    """
    clusters, total = len(trials), sum(trials)
    share = sum(hits) / total
    apart = math.fsum((hit - share * each) ** 2 for hit, each in zip(hits, trials, strict=True))
    if share in {0, 1}:
        worth = float(clusters)
    else:
        known = share * (1 - share) * (clusters - 1) / clusters * total**2
        worth = min(float(total), known / apart) if apart else float(total)
        worth *= (normal_quantile(0.5 + level / 2) / t_quantile(0.5 + level / 2, clusters - 1)) ** 2
    return wilson_interval(share * worth, worth, level)
