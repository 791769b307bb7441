"""Hashtags that rose among the creators observed, and who used them early.

A trend is a hashtag that several creators began to use within a few weeks, although they posted before and after:
were it an evergreen one, each would have begun whenever a post suited it, mostly with the first posts read. How
unlikely so narrow a beginning is tells the one from the other. Paid posts say nothing here: a brand's campaign is
no trend.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from companion.metrics.factors import Factor
from companion.metrics.timing import FEWEST_THINGS, Timing, Used, share_early, timings, uses
from companion.metrics.words import GENERIC
from companion.model import DAY, CreatorEvidence, Estimate, Video
from companion.model.tag_use import TagUse

FEWEST_CREATORS = 3
"""Other creators observed with a hashtag below which it is no trend."""
MOST_TAGS = 150
"""Hashtags of one creator that are kept and compared, the most recently used."""
LONGEST_RISE = 45
"""Days within which a trend begins with most of its creators."""
MOST_OF_THEM = 0.8
"""Share of a trend's creators who begin within the rise: somebody is always first, and somebody last."""
CHANCE = 0.001
"""Of an evergreen hashtag to look like a trend."""
AROUND = 7
"""Days before and after the rise in which a video still counts as riding the trend."""
EARLY = (
    "Of the hashtags that rose among the other creators you have read (at least 3 began within 45 days of each "
    "other, where chance would not have it), the share that this creator used before the middle one of them "
    "(Wilson interval)."
)
MISSING = (
    f"at least {FEWEST_THINGS} hashtags are needed that rose among {FEWEST_CREATORS} other creators you have read"
)
SAYS = "Carries a hashtag while it was rising among the other creators you have read."


class Rise(msgspec.Struct, frozen=True):
    """When most creators began to use a hashtag, in Unix seconds."""

    start: int
    end: int


class TrendTimings(msgspec.Struct, frozen=True, kw_only=True):
    """A creator's hashtags that rose among others, the earliest used first, and how many were used early."""

    early: Estimate
    hashtags: tuple[Timing, ...]


def tag_uses(evidence: CreatorEvidence) -> dict[str, TagUse]:
    """What a creator leaves for others to be compared with: the hashtags of unpaid posts, bounded."""
    posted = [record.facts.created_at for record in evidence.videos if record.facts.created_at is not None]
    if not posted:
        return {}
    mine = list(uses(evidence, _hashtags).items())[:MOST_TAGS]
    return {tag: TagUse(use.first, len(use.video_ids), min(posted), max(posted)) for tag, use in mine}


def rise(others: Sequence[TagUse]) -> Rise | None:
    """When a hashtag rose among these creators; None where it is evergreen, or too few use it."""
    n = len(others)
    if n < FEWEST_CREATORS:
        return None
    ordered = sorted(others, key=lambda each: (each.first, each.until, each.since, each.uses))
    most = math.ceil(MOST_OF_THEM * n)
    start = min(range(n - most + 1), key=lambda i: ordered[i + most - 1].first - ordered[i].first)
    inside = ordered[start : start + most]
    found = Rise(inside[0].first, inside[-1].first)
    if found.end - found.start > LONGEST_RISE * DAY:
        return None
    # Whoever is first sets the time: each of them might have, and any of the others might be left out.
    ways = math.log(n) + math.log(math.comb(n - 1, most - 1))
    chance = math.fsum(math.log(max(1e-9, _begins_within(each, found.start, found.end))) for each in inside[1:])
    return found if ways + chance < math.log(CHANCE) else None


def _begins_within(use: TagUse, start: int, end: int) -> float:
    """Chance that the first of a creator's uses lies there, were they any of the posts read."""
    span = max(1, use.until - use.since)
    before, after = (min(1.0, max(0.0, (moment - use.since) / span)) for moment in (start, end + DAY))
    return float((1 - before) ** use.uses - (1 - after) ** use.uses)


def rising(others: Mapping[str, Sequence[TagUse]]) -> dict[str, Rise]:
    """Which of these hashtags are trends, and when they rose."""
    return {tag: found for tag, each in others.items() if (found := rise(each)) is not None}


def trends(
    evidence: CreatorEvidence, others: Mapping[str, Sequence[TagUse]], risen: Iterable[str]
) -> TrendTimings:
    """Compare a creator's first uses of the hashtags that rose with those of others."""
    firsts = {tag: [use.first for use in others[tag]] for tag in risen}
    found = timings(uses(evidence, _hashtags), firsts, FEWEST_CREATORS)
    return TrendTimings(early=share_early(found, method=EARLY, missing=MISSING), hashtags=found)


def riding(risen: Mapping[str, Rise]) -> Factor:
    """The factor "rides a trend", for a creator whom these rises leave out; silent where nothing rose."""

    def has(video: Video) -> bool | None:
        if not risen or video.created_at is None or (video.caption is None and not video.hashtags):
            return None
        return any(
            risen[used.id].start - AROUND * DAY <= video.created_at <= risen[used.id].end + AROUND * DAY
            for used in _hashtags(video)
            if used.id in risen
        )

    return Factor("rising_hashtag", "Rides a trend", SAYS, has)


def _hashtags(video: Video) -> Iterable[Used]:
    if video.ad.sponsored:
        return
    for tag in video.hashtags or ():
        if tag not in GENERIC and tag not in (video.branded_hashtags or ()):
            yield Used(tag, f"#{tag}")
