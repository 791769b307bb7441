"""What other tools' published formulas give for the same videos, so that a difference can be explained.

Formulas and sources are those that the tools publish (read 2026, METRICS 1.6); none is invented. Where a formula
speaks of means, it is taken as mean over mean, as its page does. Other tools leave no ads out, nor does this.
"""

from collections.abc import Callable, Sequence
from operator import attrgetter

from companion.metrics.engagement import engagements
from companion.metrics.quantiles import median
from companion.model import COUNT_NAMES, DAY, Counts, CreatorEvidence, Reconciled

Post = tuple[Counts, int | None, bool]
"""Counts of one post, the days between posting and the newest reading, and whether it is pinned."""
Formula = Callable[[Sequence[Counts], int | None], float | None]


def reconcile(evidence: CreatorEvidence) -> tuple[Reconciled, ...]:
    """Every tool's rate for this creator; a value is None where a count that it needs was not read."""
    posts = [
        (record.complete.counts, _days_ago(record.facts.created_at, evidence.seen_at), bool(record.facts.pinned))
        for record in evidence.videos
        if record.complete is not None and record.complete.counts.views
    ]
    followers = evidence.creator.counts.followers
    return tuple(
        Reconciled(tool=tool, value=formula(window(posts), followers), formula=words, source=source)
        for tool, words, source, window, formula in _TOOLS
    )


def _days_ago(posted: int | None, seen: int) -> int | None:
    return None if posted is None else (seen - posted) // DAY


def _newest(
    posts: int | None = None, days: int | None = None, pinned: bool = True
) -> Callable[[list[Post]], list[Counts]]:
    def window(read: list[Post]) -> list[Counts]:
        kept = read if pinned else [post for post in read if not post[2]]
        if days is not None:
            kept = [post for post in kept if post[1] is not None and post[1] <= days]
        return [counts for counts, _, _ in kept[:posts]]

    return window


_COUNT = {name: attrgetter(name) for name in COUNT_NAMES}


def _sum(videos: Sequence[Counts], names: tuple[str, ...]) -> int | None:
    total = 0
    for name in names:
        values = list(map(_COUNT[name], videos))
        if None in values:
            return None
        total += sum(values)
    return total


def _by_views(*names: str) -> Formula:
    def formula(videos: Sequence[Counts], _followers: int | None) -> float | None:
        above, views = _sum(videos, names), _sum(videos, ("views",))
        return above / views if above is not None and views else None

    return formula


def _by_followers(*names: str) -> Formula:
    def formula(videos: Sequence[Counts], followers: int | None) -> float | None:
        above = _sum(videos, names)
        return above / len(videos) / followers if above is not None and videos and followers else None

    return formula


def _medians(videos: Sequence[Counts], _followers: int | None) -> float | None:
    sums = [engagements(counts) for counts in videos]
    known = [total for total in sums if total is not None]
    views = [counts.views or 0 for counts in videos]
    return median(known) / median(views) if known and len(known) == len(views) and median(views) else None


_THREE = ("likes", "comments", "shares")
_TOOLS = (
    ("HypeAuditor", "(likes + comments + shares) / views, last 30 posts",
     "help.hypeauditor.com 4089895", _newest(30), _by_views(*_THREE)),
    ("TikTok One", "(likes + comments + shares) / total views",
     "ads.tiktok.com, about-tiktok-one-campaign-reporting", _newest(), _by_views(*_THREE)),
    ("Modash, app", "mean likes / mean views, about 2 months",
     "help.modash.io 6542471", _newest(days=61), _by_views("likes")),
    ("Modash, free calculator", "median engagements / median views, last 30 posts",
     "modash.io/tiktok-engagement-rate-calculator", _newest(30), _medians),
    ("infludata", "(likes + comments) / views, mean",
     "faq.infludata.com", _newest(), _by_views("likes", "comments")),
    ("TRIBE", "(likes + comments + shares + saves) / views, 24 posts of 6 months",
     "help.tribegroup.co 4892626", _newest(24, 183), _by_views(*_THREE, "saves")),
    ("Upfluence", "(mean likes + mean comments) / followers, 90 days",
     "help.upfluence.co 6989177", _newest(days=90), _by_followers("likes", "comments")),
    ("GRIN", "(likes + comments) / followers",
     "support.grin.co 2403207", _newest(), _by_followers("likes", "comments")),
    ("CreatorBenchmarks", "(mean likes + comments + shares) / followers, 30 videos, pinned left out",
     "creatorbenchmarks.com/methodology", _newest(30, pinned=False), _by_followers(*_THREE)),
    ("ratio of sums", "sum(likes + comments + shares) / sum(views), all read; one viral video dominates",
     "several open overlays", _newest(), _by_views(*_THREE)),
)  # fmt: skip
