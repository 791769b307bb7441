"""Comments that the creator answered with a like, as far as comments were read."""

from companion.metrics.quantiles import wilson_interval
from companion.model import CreatorEvidence, Estimate

METHOD = (
    "Of the comments read, the share that carries the creator's like; TikTok shows the popular ones first, and "
    "replies in words are not told apart (Wilson interval over comments)."
)


def comments_liked(evidence: CreatorEvidence) -> Estimate:
    """Share of the comments read that the creator liked; ``n`` counts videos, ``video_ids`` names them."""
    read = [record for record in evidence.videos if record.comments is not None and record.comments.judged]
    judged = sum(record.comments.judged for record in read if record.comments is not None)
    if not judged:
        missing = "no comments were read: open a video on TikTok with its comments"
        return Estimate.absent(missing, unit="fraction", method=METHOD)
    liked = sum(record.comments.liked_by_creator for record in read if record.comments is not None)
    low, high = wilson_interval(liked, judged)
    return Estimate(
        value=liked / judged,
        low=low,
        high=high,
        n=len(read),
        unit="fraction",
        method=f"{METHOD} Comments read: {judged:,}.",
        video_ids=tuple(record.facts.id for record in read),
    )
