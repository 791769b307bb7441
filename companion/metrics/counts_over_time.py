"""Counts that fell and followers that jumped between two readings.

Nothing here says who did it: TikTok takes back what it doesn't count as real, and people clean up.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

from companion.metrics.engagement import log_like_rates
from companion.metrics.finding import SMALLEST_SAMPLE, TAIL_DF, Finding
from companion.metrics.priors import Spread
from companion.metrics.quantiles import median, t_cdf
from companion.metrics.sample import Eligible
from companion.model import DAY, CreatorEvidence, FollowerReading
from companion.model import rounding_half_width as half_width

HOUSEKEEPING = 0.01
"""Share of its views by which a video may fall without being counted: TikTok corrects its counts a little."""
LEAST_FALL = 0.05
"""Loss of followers between two readings below which nothing is said."""
ROBUST = 1.4826
"""Standard deviations in a median absolute deviation of normal values."""
WEEKLY_LOSS = 0.01
"""Followers that an account may lose in a week by itself: our own allowance, no panel records followers twice."""


def falling_counts(evidence: CreatorEvidence) -> Finding:
    """Views that fell, and followers that fell; either alone is enough to look at.

    Of two tail probabilities the smaller one counts, twice (Bonferroni).
    """
    made = [one for one in (_fallen_views(evidence), _fallen_followers(evidence)) if one.p is not None]
    if not made:
        return Finding(
            "falling_counts",
            None,
            "Needs 10 videos, or the number of followers, read at two different times: come back in a few days.",
        )
    telling = min(made, key=lambda one: one.p or 0.0)
    return Finding(
        "falling_counts",
        min(1.0, len(made) * (telling.p or 0.0)),
        " ".join(one.usual for one in made),
        " ".join(one.unusual or one.usual for one in made if one.unusual or one is telling),
        {name: value for one in made for name, value in one.evidence.items()},
    )


def _fallen_views(evidence: CreatorEvidence) -> Finding:
    """Views below what an earlier reading showed for certain, by more than display rounding can explain.

    Over 4,605 videos seen twice views never fell (DISTRIBUTIONS, Denmark 2026); 1 in 100 is allowed for, and falls
    of less than 1 % are not counted.
    """
    fallen, twice = [], 0
    for record in evidence.videos:
        last, peak = record.latest, record.peak_views
        if last is None or peak is None or last.counts.views is None or last.seen_at <= record.first_seen_at:
            continue
        twice += 1
        if peak * (1 - HOUSEKEEPING) > last.counts.views + half_width(last.counts.views):
            fallen.append(record.facts.id)
    if twice < SMALLEST_SAMPLE:
        return Finding("falling_counts", None, "")
    chance = 1 - math.fsum(math.comb(twice, k) * 0.01**k * 0.99 ** (twice - k) for k in range(len(fallen)))
    unusual = (
        f"Views fell on {len(fallen)} of {twice} videos between two readings. TikTok removes views that it does "
        "not count as real, and corrects its own counts: ask the creator if they know why."
    )
    return Finding(
        "falling_counts",
        max(chance, 1e-12) if fallen else 1.0,
        f"Views of {twice} videos were read twice; they fell on {len(fallen) or 'none'}.",
        unusual if fallen else "",
        {"fallen": len(fallen), "videos": twice, "video_ids": fallen},
    )


def _fallen_followers(evidence: CreatorEvidence) -> Finding:
    """The largest loss of followers between two readings, beyond display rounding and what accounts lose anyway.

    One-sided: the loss on the ln scale against ``WEEKLY_LOSS`` for each week between the readings, or against this
    account's own steps where these are wilder.
    """
    readings = _follower_readings(evidence)
    if len(readings) < 2:
        return Finding("falling_counts", None, "")
    steps = [
        (_least_loss(before, after), before, after)
        for before, after in pairwise(readings)
        if after.seen_at - before.seen_at <= LONGEST_GAP_DAYS * DAY
    ]
    own = ROBUST * median([abs(loss) for loss, *_ in steps]) if len(steps) >= 3 else 0.0
    tails = [
        (t_cdf(-loss / math.hypot(WEEKLY_LOSS * max(1.0, _days(before, after) / 7), own), TAIL_DF), before, after)
        for loss, before, after in steps
        if loss > math.log(1 + LEAST_FALL) and _gain(before, after) <= -SMALLEST_GAIN
    ]
    if not tails:
        lost = "Followers never fell by more than accounts lose anyway."
        return Finding("falling_counts", 1.0, lost, evidence={"readings": len(readings)})
    p, before, after = min(tails, key=lambda each: each[0])
    low, high, days = after.counts.followers or 0, before.counts.followers or 0, _days(before, after)
    went = f"Followers went from {high:,} to {low:,} within {days} days"
    return Finding(
        "falling_counts",
        min(1.0, p * len(steps)),
        f"{went}, which is within what this account loses and gains.",
        f"{went}. TikTok clears accounts that it does not count as real, creators clear out followers themselves, "
        "and some leave after a quarrel: ask what happened then.",
        {"followers_from": high, "followers_to": low, "days": days, "readings": len(readings)},
    )


def _least_loss(before: FollowerReading, after: FollowerReading) -> float:
    """The least that followers can have fallen on the ln scale, rounding taken off; below 0 where they rose."""
    old, new = before.counts.followers or 1, after.counts.followers or 1
    return math.log(max(1, old - half_width(old)) / (new + half_width(new)))


def _follower_readings(evidence: CreatorEvidence) -> list[FollowerReading]:
    return _apart([reading for reading in evidence.history if (reading.counts.followers or 0) > 0])


LARGE_JUMP = 0.10
"""Growth between two readings that deserves a look where too few readings show what is normal."""
SMALLEST_GAIN = 200
"""Followers; below it a handful of people or a day's luck decides."""
ROBUST_SDS = 5.0
LONGEST_GAP_DAYS = 60
FEWEST_DAYS = 3
"""Days between two readings of the followers; closer ones differ by rounding and by the hour."""


def follower_jump(evidence: CreatorEvidence, videos: tuple[Eligible, ...], per_heart: Spread) -> Finding:
    """A jump in followers that the likes and views of the same days don't explain.

    A jump alone is no sign: a hit brings followers. It counts when it is large (over 10 %, or over 5 robust
    standard deviations and 5 % once four readings show what is normal) and when the followers gained lie far
    above what the likes gained in the same days bring elsewhere: followers per like of whole profiles
    (``per_heart``).
    """
    readings = _follower_readings(evidence)
    if len(readings) < 2:
        return Finding("follower_jump", None, "Followers were read only once: come back in a week.")
    worst: tuple[float, FollowerReading, FollowerReading] | None = None
    for before, after in _jumps(readings):
        p = _unexplained(before, after, evidence, videos, per_heart)
        if p is not None and (worst is None or p < worst[0]):
            worst = (p, before, after)
    usual = _growth(readings[0], readings[-1])
    if worst is None:
        return Finding("follower_jump", 1.0, usual, evidence={"readings": len(readings)})
    p, before, after = worst
    low, high = before.counts.followers or 0, after.counts.followers or 0
    days = _days(before, after)
    return Finding(
        "follower_jump",
        min(1.0, p * (len(readings) - 1)),
        usual,
        f"Followers went from {low:,} to {high:,} within {days} days, while the likes and views of those days "
        "would bring far fewer. Television, another platform or a deleted hit can do that: ask what "
        "happened then.",
        {"from": low, "to": high, "days": days, "readings": len(readings)},
    )


def _apart(readings: Sequence[FollowerReading]) -> list[FollowerReading]:
    """Readings at least three days apart, oldest first and the newest day always among them.

    One visit reads a profile several times, exactly here and rounded there: of a day's readings the most exact
    one stands for all, the newest of equals.
    """
    kept: list[FollowerReading] = []
    newest = 0
    for reading in reversed(readings):
        if kept and reading.seen_at > newest - DAY:
            kept[-1] = min(kept[-1], reading, key=lambda one: half_width(one.counts.followers or 0))
        elif not kept or reading.seen_at <= kept[-1].seen_at - FEWEST_DAYS * DAY:
            kept.append(reading)
            newest = reading.seen_at
    return kept[::-1]


def _days(before: FollowerReading, after: FollowerReading) -> int:
    return round((after.seen_at - before.seen_at) / DAY)


def _growth(first: FollowerReading, last: FollowerReading) -> str:
    """How the followers changed, where nothing about it is odd."""
    low, high, days = first.counts.followers or 0, last.counts.followers or 0, _days(first, last)
    if abs(high - low) <= half_width(high) + half_width(low):
        return f"Followers stayed at {high:,} over {days} days: the two counts differ by no more than rounding."
    return f"Followers went from {low:,} to {high:,} in {days} days, without an unexplained jump."


def _jumps(readings: list[FollowerReading]) -> list[tuple[FollowerReading, FollowerReading]]:
    """Pairs of neighbouring readings between which followers jumped."""
    pairs = []
    for before, after in pairwise(readings):
        old, new = before.counts.followers or 1, after.counts.followers or 1
        pairs.append((before, after, math.log((new - half_width(new)) / (old + half_width(old)))))
    threshold = math.log(1 + LARGE_JUMP)
    if len(pairs) >= 3:
        steps = [step for _, _, step in pairs]
        middle = median(steps)
        robust_sd = ROBUST * median([abs(step - middle) for step in steps])
        threshold = max(math.log(1.05), min(threshold, middle + ROBUST_SDS * robust_sd))
    return [
        (before, after)
        for before, after, step in pairs
        if step > threshold and _gain(before, after) >= SMALLEST_GAIN
    ]


def _gain(before: FollowerReading, after: FollowerReading) -> int:
    return (after.counts.followers or 0) - (before.counts.followers or 0)


def _unexplained(
    before: FollowerReading,
    after: FollowerReading,
    evidence: CreatorEvidence,
    videos: tuple[Eligible, ...],
    per_heart: Spread,
) -> float | None:
    """Tail probability of the gain, given the likes of the same days; None where these aren't known."""
    if after.seen_at - before.seen_at > LONGEST_GAP_DAYS * DAY:
        return None
    likes = _likes_between(before, after, evidence, videos)
    if likes is None:
        return None
    gain = _gain(before, after)
    # Days differ more than whole profiles do: followers per like of one week are taken as e-fold wider.
    scale = math.sqrt(per_heart.sd**2 + 1.0)
    return t_cdf(-(math.log(gain / max(likes, 1.0)) - per_heart.mean) / scale, TAIL_DF)


def _likes_between(
    before: FollowerReading, after: FollowerReading, evidence: CreatorEvidence, videos: tuple[Eligible, ...]
) -> float | None:
    """Likes gained between two readings, at most.

    The profile's own count knows of every video; where it moved less than its display rounding, the videos of
    these days may bound it more closely.
    """
    by_videos = _video_likes(before, after, evidence, videos)
    old, new = before.counts.likes, after.counts.likes
    if not old or not new or old < 0 or new < 0:
        return by_videos
    gained, rounding = max(0, new - old), half_width(new) + half_width(old)
    if rounding > gained and by_videos is not None:
        return min(gained + rounding, by_videos)
    return gained + rounding


def _video_likes(
    before: FollowerReading, after: FollowerReading, evidence: CreatorEvidence, videos: tuple[Eligible, ...]
) -> float | None:
    """All likes of the videos posted since 30 days before; None where reading did not reach back so far."""
    posted = [record.facts.created_at for record in evidence.videos if record.facts.created_at is not None]
    recent = before.seen_at - 30 * DAY
    rates = log_like_rates(videos)
    if not rates or not posted or min(posted) > recent:
        return None
    views = sum(
        record.latest.counts.views or 0
        for record in evidence.videos
        if record.latest is not None and recent <= (record.facts.created_at or 0) <= after.seen_at
    )
    return views * math.exp(median(rates))
