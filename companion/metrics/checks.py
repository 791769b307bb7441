"""Do the public signals look usual for creators of this size? Evidence and innocent explanations, never a verdict.

Each check gives a tail probability under a shipped distribution of creators; Holm (1979, Scandinavian Journal of
Statistics 6, 65-70) holds the chance of any false alarm on one creator to 5 %. The distributions come from two
markets alone, so the spread between markets (`MARKETS`) and heavy tails (`TAIL_DF`) are added: a creator of a
third market must not look odd for being from there.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec

from companion.metrics.engagement import log_like_rates, log_like_shares
from companion.metrics.peers import Standing
from companion.metrics.priors import Cohort, cohort_for, cohort_name, shipped
from companion.metrics.quantiles import median, t_cdf
from companion.metrics.sample import Eligible, Selection
from companion.model import DAY, Check, CreatorEvidence, FollowerReading
from companion.model import rounding_half_width as half_width

FAMILY_LEVEL = 0.05
SMALLEST_SAMPLE = 10
TAIL_DF = 8.0
MARKETS = 0.5
"""Standard deviation of ln(median rate) between the nine data sets of 2023 to 2026 in DISTRIBUTIONS: 0.5."""

ANYWHERE = {"comments_per_like": math.log(0.0108), "views_per_follower": math.log(0.369)}
"""Middles whatever the size (32,602 videos, Vietnam 2025, METRICS 0.3).

Peers of a size come from one market and subject: the small ones are politicians before an election, with five
times the comments and many times the views for each follower. A level between theirs and these is not odd.
"""
HOUSEKEEPING = 0.01
"""Share of its views by which a video may fall without being counted: TikTok corrects its counts a little."""

NAMES = (
    "likes_per_view",
    "comments_per_like",
    "views_per_follower",
    "fixed_ratio_likes",
    "falling_counts",
    "follower_jump",
)

Evidence = dict[str, float | int | str | list[str] | None]


class Finding(msgspec.Struct, frozen=True):
    """One check before Holm: its tail probability (None when there is not enough data) and both sentences."""

    name: str
    p: float | None
    usual: str
    unusual: str = ""
    evidence: Evidence = {}


def findings(
    evidence: CreatorEvidence, selection: Selection, standing: Mapping[str, Standing]
) -> tuple[Finding, ...]:
    """Look at every signal."""
    n = len(selection.videos)
    if n < SMALLEST_SAMPLE:
        says = _too_few(selection, evidence.creator.counts.videos)
        return tuple(Finding(name, None, says) for name in NAMES)
    followers = evidence.creator.counts.followers
    return (
        _likes_per_view(selection.videos, standing.get("engagement_rate"), followers),
        _comments_per_like(standing.get("comments_per_like"), followers),
        _views_per_follower(standing.get("view_rate"), followers),
        _fixed_ratio(selection.videos),
        _falling_counts(evidence),
        _follower_jump(evidence, selection.videos),
    )


def _too_few(selection: Selection, posted: int | None) -> str:
    """What is lacking, and what helps: reading more only where the account has more."""
    usable, read = len(selection.videos), selection.read
    if read == 0:
        return "At least 10 usable videos are needed and none was read. Scroll the profile to load them."
    counted = f"{usable}" if usable == read else f"{usable} of the {read}"
    needed = f"At least 10 usable videos are needed; {counted}"
    if posted is not None and read >= posted:
        return f"{needed} that this account has can be used."
    return f"{needed} read so far can be used. Scroll the profile to load more."


def judge(found: tuple[Finding, ...]) -> tuple[Check, ...]:
    """Apply Holm's correction over the checks that could be made."""
    tested = sorted((finding for finding in found if finding.p is not None), key=lambda finding: finding.p or 0.0)
    unusual = set()
    for rank, finding in enumerate(tested):
        if (finding.p or 0.0) * (len(tested) - rank) >= FAMILY_LEVEL:
            break
        unusual.add(finding.name)
    return tuple(
        Check(
            name=finding.name,
            status="not_enough_data" if finding.p is None else "unusual" if finding.name in unusual else "pass",
            says=finding.unusual if finding.name in unusual else finding.usual,
            evidence=finding.evidence,
        )
        for finding in found
    )


def chance_unusual(p: float, prior: float = 0.05) -> float:
    """Probability that a signal is unusual, given its tail probability.

    The calibration of Sellke, Bayarri and Berger (2001, American Statistician 55, 62-71): the Bayes factor for
    "usual" is at least ``-e p ln p``.
    """
    usual = -math.e * p * math.log(p) if 0 < p < 1 / math.e else 0.0 if p <= 0 else 1.0
    return prior / (prior + (1 - prior) * usual)


def _tails(level: float, cohort: Cohort, error: float = 0.0, anywhere: float | None = None) -> float:
    """Two-sided tail probability of a creator's level among all creators."""
    middles = (cohort.mean, cohort.mean if anywhere is None else anywhere)
    apart = max(0.0, min(middles) - level, level - max(middles))
    scale = math.sqrt(cohort.sd * cohort.sd + MARKETS * MARKETS + error * error)
    return 2 * t_cdf(-apart / scale, TAIL_DF)


def _likes_per_view(videos: tuple[Eligible, ...], engagement: Standing | None, followers: int | None) -> Finding:
    """The level of likes per view: the engagement rate's own level times the likes' share of the engagements.

    Two levels that are shrunk apart from each other can give more likes than engagements; these two can't.
    """
    parts = log_like_shares(videos)
    if engagement is None or len(parts) < SMALLEST_SAMPLE:
        return Finding("likes_per_view", None, "Likes were read for fewer than 10 usable videos.")
    cohort = cohort_for(shipped().peers["likes_per_view"], followers)
    level = engagement.level + math.fsum(parts) / len(parts)
    share, usual = math.exp(level), math.exp(cohort.mean)
    return Finding(
        "likes_per_view",
        _tails(level, cohort),
        f"{_percent(share)} of views bring a like; {_percent(usual)} is the middle for peers.",
        f"{_percent(share)} of views bring a like, where {_percent(usual)} is the middle for peers. A very "
        "devoted or a very casual audience, paid reach or another niche can do that: look at a few videos.",
        {"value": share, "peers": usual, "cohort": cohort_name(cohort, followers), "videos": len(parts)},
    )


def _percent(share: float) -> str:
    return f"{share:.1%}" if share >= 0.01 else f"{share:.2%}"


def _comments_per_like(standing: Standing | None, followers: int | None) -> Finding:
    if standing is None:
        return Finding("comments_per_like", None, "Comments and likes were not read for enough videos.")
    value, usual = math.exp(standing.level), math.exp(standing.cohort.mean)
    return Finding(
        "comments_per_like",
        _tails(standing.level, standing.cohort, standing.error, ANYWHERE["comments_per_like"]),
        f"{100 * value:.1f} comments per 100 likes; {100 * usual:.1f} is the middle for peers.",
        f"{100 * value:.1f} comments per 100 likes, where {100 * usual:.1f} is the middle for peers. Give-aways "
        "and questions bring many comments, limited or closed comments few: read some of them.",
        {"value": value, "peers": usual, "cohort": cohort_name(standing.cohort, followers)},
    )


def _views_per_follower(standing: Standing | None, followers: int | None) -> Finding:
    if standing is None:
        return Finding("views_per_follower", None, "The number of followers was not read.")
    value, usual = math.exp(standing.level), math.exp(standing.cohort.mean)
    return Finding(
        "views_per_follower",
        _tails(standing.level, standing.cohort, standing.error, ANYWHERE["views_per_follower"]),
        f"A typical video is seen by {value:.2g} times the followers; {usual:.2g} is the middle for peers.",
        f"A typical video is seen by {value:.2g} times the followers, where {usual:.2g} is the middle for peers. "
        "Few views can mean an old audience, one past hit or a pause; many mean that TikTok spreads them widely.",
        {"value": value, "peers": usual, "cohort": cohort_name(standing.cohort, followers)},
    )


def _fixed_ratio(videos: tuple[Eligible, ...]) -> Finding:
    """Real audiences like one video more than another; the same share on every video is rare.

    One-sided: the spread of ln(likes / views) against that of other creators, ln-normal with the spread between
    markets (the steadiest set of 2020 has half the spread of 2025's).
    """
    rates = log_like_rates(videos)
    n = len(rates)
    if n < SMALLEST_SAMPLE:
        return Finding("fixed_ratio_likes", None, "Likes were read for fewer than 10 usable videos.")
    mean = math.fsum(rates) / n
    spread = math.sqrt(math.fsum((rate - mean) ** 2 for rate in rates) / (n - 1))
    peers = shipped().likes_spread
    scale = math.sqrt(peers.sd**2 + MARKETS**2 + 1 / (2 * (n - 1)))
    p = t_cdf((math.log(max(spread, 1e-6)) - peers.mean) / scale, TAIL_DF)
    return Finding(
        "fixed_ratio_likes",
        p,
        f"The share of likes differs from video to video by about {spread:.0%}, as it does for others.",
        f"Every video has nearly the same share of likes (they differ by {spread:.1%}; {math.exp(peers.mean):.0%} "
        "is usual). A small loyal audience that sees everything can do that: compare a hit with another video.",
        {"spread": spread, "peers": math.exp(peers.mean), "videos": n},
    )


def _falling_counts(evidence: CreatorEvidence) -> Finding:
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
        return Finding(
            "falling_counts", None, "Needs 10 videos read at two different times: come back in a few days."
        )
    chance = 1 - math.fsum(math.comb(twice, k) * 0.01**k * 0.99 ** (twice - k) for k in range(len(fallen)))
    return Finding(
        "falling_counts",
        max(chance, 1e-12) if fallen else 1.0,
        f"Views of {twice} videos were read twice; they fell on {len(fallen) or 'none'}.",
        f"Views fell on {len(fallen)} of {twice} videos between two readings. TikTok removes views that it does "
        "not count as real, and corrects its own counts: ask the creator if they know why.",
        {"fallen": len(fallen), "videos": twice, "video_ids": fallen},
    )


LARGE_JUMP = 0.10
"""Growth between two readings that deserves a look where too few readings show what is normal."""
SMALLEST_GAIN = 200
"""Followers; below it a handful of people or a day's luck decides."""
ROBUST_SDS = 5.0
LONGEST_GAP_DAYS = 60
FEWEST_DAYS = 3
"""Days between two readings of the followers; closer ones differ by rounding and by the hour."""


def _follower_jump(evidence: CreatorEvidence, videos: tuple[Eligible, ...]) -> Finding:
    """A jump in followers that the likes and views of the same days don't explain.

    A jump alone is no sign: a hit brings followers. It counts when it is large (over 10 %, or over 5 robust
    standard deviations and 5 % once four readings show what is normal) and when the followers gained lie far
    above what the likes gained in the same days bring elsewhere (followers per like of whole
    profiles, fitted on a panel).
    """
    readings = _apart([reading for reading in evidence.history if (reading.counts.followers or 0) > 0])
    if len(readings) < 2:
        return Finding("follower_jump", None, "Followers were read only once: come back in a week.")
    worst: tuple[float, FollowerReading, FollowerReading] | None = None
    for before, after in _jumps(readings):
        p = _unexplained(before, after, evidence, videos)
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
        robust_sd = 1.4826 * median([abs(step - middle) for step in steps])
        threshold = max(math.log(1.05), min(threshold, middle + ROBUST_SDS * robust_sd))
    return [
        (before, after)
        for before, after, step in pairs
        if step > threshold and _gain(before, after) >= SMALLEST_GAIN
    ]


def _gain(before: FollowerReading, after: FollowerReading) -> int:
    return (after.counts.followers or 0) - (before.counts.followers or 0)


def _unexplained(
    before: FollowerReading, after: FollowerReading, evidence: CreatorEvidence, videos: tuple[Eligible, ...]
) -> float | None:
    """Tail probability of the gain, given the likes of the same days; None where these aren't known."""
    if after.seen_at - before.seen_at > LONGEST_GAP_DAYS * DAY:
        return None
    likes = _likes_between(before, after, evidence, videos)
    if likes is None:
        return None
    gain = _gain(before, after)
    peers = shipped().followers_per_heart
    # Days differ more than whole profiles do: followers per like of one week are taken as e-fold wider.
    scale = math.sqrt(peers.sd**2 + 1.0)
    return t_cdf(-(math.log(gain / max(likes, 1.0)) - peers.mean) / scale, TAIL_DF)


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
