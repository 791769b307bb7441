"""Counts with their meaning: TikTok's exact figures where they are sane, unknown where they are impossible."""

from typing import Any

from companion.model import Counts, CreatorCounts, rounding_half_width
from companion.tiktok import scalars
from companion.tiktok.wire import HeaderStats, Stats, User

_WRAP = 2**32


def settled(shown: Any, exact: Any) -> int | None:
    """One count from its two fields: ``stats`` (rounded for display) and ``statsV2`` (exact or the same).

    ``statsV2`` wins where it agrees with ``stats`` to within one display step, or where ``stats`` overflowed 32
    bits (a heart count of -977,433,948 stood beside "11907467940"). Else ``stats`` is believed.
    """
    if type(shown) is int and exact == str(shown):  # nearly always, and then there is no more to ask
        return scalars.count(shown)
    known, precise = scalars.count(shown), scalars.count(exact)
    if precise is None or known is None or precise == known:
        return known if precise is None else precise
    apart = abs(precise - known)
    wrapped = precise >= _WRAP // 2 and apart % _WRAP == 0
    return precise if wrapped or apart <= 2 * rounding_half_width(known) else known


def video_counts(shown: Stats | None, exact: Stats | None) -> Counts:
    """The public counts of a video."""
    if shown is None and exact is None:
        return Counts()
    one, two = shown or Stats(), exact or Stats()
    return Counts(
        views=settled(one.play_count, two.play_count),
        likes=settled(one.digg_count, two.digg_count),
        comments=settled(one.comment_count, two.comment_count),
        shares=settled(one.share_count, two.share_count),
        saves=settled(one.collect_count, two.collect_count),
    )


def creator_counts(shown: HeaderStats | User | None, exact: HeaderStats | None) -> CreatorCounts:
    """The public counts of an account, without the zeros that TikTok writes for numbers it has lost."""
    one, two = shown or HeaderStats(), exact or HeaderStats()
    followers = settled(one.follower_count, two.follower_count)
    following = settled(one.following_count, two.following_count)
    videos = settled(one.video_count, two.video_count)
    likes = settled(_hearts(one), _hearts(two))
    if not likes and followers and videos:
        likes = None
    if followers == 0 and likes:
        followers, following = None, following or None
    return CreatorCounts(followers=followers, following=following, likes=likes, videos=videos)


def _hearts(stats: HeaderStats | User) -> int | None:
    """``heart`` and ``heartCount`` are twins, one of which may have overflowed (to 0 or below)."""
    twins = (scalars.count(stats.heart_count), scalars.count(stats.heart))
    return max((each for each in twins if each is not None), default=None)
