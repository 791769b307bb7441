"""Engagement: the rate by views (primary), with saves, by followers (labelled), and the mix behind it."""

import math
from collections.abc import Callable
from typing import Literal

import msgspec
from msgspec.structs import replace

from companion.metrics.priors import Cohort, Priors, RateName, rate_prior
from companion.metrics.quantiles import median, median_ends
from companion.metrics.sample import Eligible, Selection, rounding_noise
from companion.metrics.shrinkage import Posterior, posterior
from companion.model import EXACT_BELOW, Counts, Estimate
from companion.model import rounding_half_width as half_width

ENGAGEMENT_RATE = (
    "(likes + comments + shares) / views of each video; the middle of the creator's videos, pulled a little "
    "toward peers when few were read."
)
WITH_SAVES = (
    "(likes + comments + shares + saves) / views of each video; the middle of the creator's videos, pulled a "
    "little toward peers when few were read."
)
BY_FOLLOWERS = (
    "What the middle video brings, young ones brought to 30 days, divided by followers; never compare it with a "
    "rate by views (median of (likes + comments + shares) / followers)."
)
COMMENTS_PER_LIKE = (
    "How much is said for each like, in the middle video (median of comments / likes; range from the videos' "
    "ranks)."
)
SHARES_PER_VIEW = (
    "How often a view is passed on, in the middle video (median of shares / views; range from the videos' ranks)."
)
SAVES_PER_VIEW = (
    "How often a view is kept for later, in the middle video (median of saves / views; range from the videos'"
    " ranks)."
)

VIEWS_ONLY = "likes were not in what was read (a saved page or grid shows views only)"


MixName = Literal["comments_per_like", "shares_per_view", "saves_per_view"]


class Rate(msgspec.Struct, frozen=True):
    """The level of a per-video rate on the ln scale, the peers it was shrunk toward, and the videos' own logs."""

    posterior: Posterior
    cohort: Cohort
    video_ids: tuple[str, ...]
    logs: tuple[float, ...]


def engagements(counts: Counts) -> int | None:
    """Likes, comments and shares together; None if one of them was not read."""
    if counts.likes is None or counts.comments is None or counts.shares is None:
        return None
    return counts.likes + counts.comments + counts.shares


def with_saves(counts: Counts) -> int | None:
    """The same and saves."""
    three = engagements(counts)
    return None if three is None or counts.saves is None else three + counts.saves


def rate(
    selection: Selection,
    followers: int | None,
    name: RateName,
    count: Callable[[Counts], int | None],
    priors: Priors,
) -> Rate | None:
    """Shrink ln of the per-video rate; None when no video has all of its counts."""
    known = log_rates(selection, count)
    if not known:
        return None
    logs, noise, ids = zip(*known, strict=True)
    prior, cohort = rate_prior(priors, name, followers)
    return Rate(posterior(logs, noise, prior), cohort, ids, logs)


def log_rates(selection: Selection, count: Callable[[Counts], int | None]) -> list[tuple[float, float, str]]:
    """Ln of each video's rate, the variance that rounding adds to it, and the video's id.

    A video without views has no rate. One with views and nothing else enters as half an engagement: its ln would
    be minus infinity.
    """
    found = []
    for video in selection.videos:
        counts = video.counts
        above = count(counts) if counts is not None else None
        if counts is None or above is None or (log := log_rate(counts, above)) is None:
            continue
        found.append((log, _noise(counts, above), video.id))
    return found


def log_rate(counts: Counts, above: int) -> float | None:
    """Ln of what came of a video's views; None where they or it can't be counted."""
    if not counts.views or counts.views < 0 or above < 0:
        return None
    return math.log(above / counts.views if above else 0.5 / (counts.views + 1))


def _noise(counts: Counts, above: int) -> float:
    """Variance that display rounding adds to ln(rate); independent for each count."""
    views = rounding_noise(counts.views) if counts.views else 0.0
    if above < EXACT_BELOW:
        return views
    likes, comments, shares = map(half_width, (counts.likes or 0, counts.comments or 0, counts.shares or 0))
    return views + (likes * likes + comments * comments + shares * shares) / (3 * above * above)


def rate_estimate(known: Rate | None, selection: Selection, method: str) -> Estimate:
    """A shrunk rate as an estimate."""
    if known is None:
        missing = VIEWS_ONLY if selection.videos else selection.none_usable
        return Estimate.absent(missing, unit="fraction", method=method)
    low, high = known.posterior.level()
    return Estimate(
        value=math.exp(known.posterior.centre),
        low=math.exp(low),
        high=math.exp(high),
        n=known.posterior.n,
        unit="fraction",
        method=method,
        video_ids=differing(known.video_ids, selection),
    )


def saves_rate(selection: Selection, followers: int | None, priors: Priors, without: Estimate) -> Estimate:
    """The engagement rate with saves; only when every video with likes also has saves.

    Each rate leans on peers of its own, so with few saves this one could end below the other: it never does.

    Args:
        selection: the videos.
        followers: of the profile, where read.
        priors: what is known of peers.
        without: the engagement rate of the same videos.
    """
    counted = [v.counts for v in selection.videos if v.counts is not None and engagements(v.counts) is not None]
    unsaved = sum(counts.saves is None for counts in counted)
    if counted and unsaved:
        missing = f"saves were not read for {unsaved} of {len(counted)} videos"
        return Estimate.absent(missing, unit="fraction", method=WITH_SAVES)
    known = rate(selection, followers, "engagement_rate_with_saves", with_saves, priors)
    found = rate_estimate(known, selection, WITH_SAVES)
    return replace(
        found,
        value=_at_least(found.value, without.value),
        low=_at_least(found.low, without.low),
        high=_at_least(found.high, without.high),
    )


def _at_least(one: float | None, other: float | None) -> float | None:
    return one if one is None or other is None else max(one, other)


def by_followers(selection: Selection, followers: int | None) -> Estimate:
    """Engagements per follower, for comparison with benchmarks of that kind alone."""
    if not followers or followers < 0:
        return Estimate.absent("the number of followers was not read", unit="fraction", method=BY_FOLLOWERS)
    return ratio(
        selection,
        engagements,
        lambda _: followers,
        grown=_grown,
        method=BY_FOLLOWERS,
        needs="likes, comments and shares",
    )


def _grown(video: Eligible) -> float:
    """How many times its counts a video will have at 30 days: as many as the views of their reading."""
    views = video.counts.views if video.counts is not None else None
    return math.exp(video.log_views) / views if views and views > 0 else 1.0


def comments_per_like(selection: Selection) -> Estimate:
    """How much is said for each like, where comments are open."""
    return ratio(
        selection,
        lambda c: c.comments,
        lambda c: c.likes,
        among=lambda video: video.comments_open,
        method=COMMENTS_PER_LIKE,
        needs="comments and likes",
        unit="ratio",
    )


def shares_per_view(selection: Selection) -> Estimate:
    """How often a view is passed on."""
    return ratio(selection, lambda c: c.shares, lambda c: c.views, method=SHARES_PER_VIEW, needs="shares")


def saves_per_view(selection: Selection) -> Estimate:
    """How often a view is kept for later."""
    return ratio(selection, lambda c: c.saves, lambda c: c.views, method=SAVES_PER_VIEW, needs="saves")


class Mixed(msgspec.Struct, frozen=True):
    """One part of what engagement is made of, and its ln as peers are compared by it; None where it is unknown."""

    estimate: Estimate
    level: float | None


def mix(selection: Selection) -> dict[MixName, Mixed]:
    """What engagement is made of, as far as it is compared with peers."""
    return {
        "comments_per_like": _mixed(comments_per_like(selection), selection, lambda c: c.likes),
        "shares_per_view": _mixed(shares_per_view(selection), selection, lambda c: c.views),
        "saves_per_view": _mixed(saves_per_view(selection), selection, lambda c: c.views),
    }


def _mixed(estimate: Estimate, selection: Selection, below: Callable[[Counts], int | None]) -> Mixed:
    """A median of nothing counts as half of one at the middle base, as it does for peers."""
    if estimate.value is None:
        return Mixed(estimate, None)
    if estimate.value > 0:
        return Mixed(estimate, math.log(estimate.value))
    counted = (video.counts for video in selection.videos if video.counts is not None)
    return Mixed(estimate, math.log(0.5 / (median([base for each in counted if (base := below(each))]) + 1)))


def ratio(
    selection: Selection,
    above: Callable[[Counts], int | None],
    below: Callable[[Counts], int | None],
    *,
    method: str,
    needs: str,
    unit: str = "fraction",
    among: Callable[[Eligible], bool] = lambda _: True,
    grown: Callable[[Eligible], float] = lambda _: 1.0,
) -> Estimate:
    """Median over videos of one count per another, with the interval between order statistics.

    Display rounding widens it by the half-width at its ranks, which bounds what rounding can have moved.
    """
    found: list[tuple[float, int, int, str]] = []
    for video in selection.videos:
        if video.counts is None or not among(video):
            continue
        top, base = above(video.counts), below(video.counts)
        if top is None or not base or top < 0 or base < 0:
            continue
        found.append((grown(video) * top / base, top, base, video.id))
    n = len(found)
    ends = median_ends(n)
    if ends is None:
        return Estimate.absent(_too_few(selection, n, needs), unit=unit, method=method, n=n)
    found.sort()
    rank, inward = ends
    outer, inner = found[rank], found[rank + 1]
    low = [value * (1 - min(1.0, _blur(top, base))) for value, top, base, _ in (outer, inner)]
    outer, inner = found[-1 - rank], found[-2 - rank]
    high = [value * (1 + _blur(top, base)) for value, top, base, _ in (outer, inner)]
    return Estimate(
        value=median([value for value, *_ in found]),
        low=low[0] + inward * (low[1] - low[0]),
        high=high[0] + inward * (high[1] - high[0]),
        n=n,
        unit=unit,
        method=method,
        video_ids=differing(tuple(video_id for *_, video_id in found), selection),
    )


def _blur(top: int, base: int) -> float:
    """How far display rounding can have moved a ratio of two counts, as a share of it."""
    return (half_width(top) / top if top else 0.0) + half_width(base) / base


def _too_few(selection: Selection, n: int, needs: str) -> str:
    if not selection.videos:
        return selection.none_usable
    if not any(video.counts is not None for video in selection.videos):
        return VIEWS_ONLY
    if n == 0:
        return f"{needs} were not in what was read"
    return f"only {n} video{'s' if n > 1 else ''} with {needs}: at least 5 are needed for a median with a range"


def differing(ids: tuple[str, ...], selection: Selection) -> tuple[str, ...] | None:
    """The videos behind a number, only where they are not the whole sample."""
    return None if len(ids) == len(selection.videos) else ids


def log_like_rates(videos: tuple[Eligible, ...]) -> list[float]:
    """ln(likes / views) of the videos that have likes."""
    return [
        math.log(video.counts.likes / video.counts.views)
        for video in videos
        if video.counts is not None and video.counts.likes and video.counts.views
    ]


def log_like_shares(videos: tuple[Eligible, ...]) -> list[float]:
    """ln(likes / engagements) of the videos that have likes."""
    shares = []
    for video in videos:
        above = engagements(video.counts) if video.counts is not None and video.counts.views else None
        if video.counts is not None and video.counts.likes and above:
            shares.append(math.log(video.counts.likes / above))
    return shares
