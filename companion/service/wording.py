"""How numbers, ranges and names read, on the desk and on the command line: the one home of their words.

The panel on a profile says the same by ``extension/shared/format.js`` and its catalogue; tests compare the two.
"""

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from math import exp

import msgspec

from companion.model import Estimate, PeerRank
from companion.model.estimate import is_currency
from companion.model.short_count import short_count, significant

UNKNOWN = "not shown"
"""What stands where TikTok gave no count; never 0."""

REASON_WORDS = {
    "ad": "sponsored",
    "pinned": "pinned to the top",
    "too_young": "too young to compare",
    "young": "too young to compare",
    "no_views": "no view count",
    "no_counts": "no likes or comments shown",
    "no_date": "no posting date",
    "older": "older than the newest 30",
    "photo": "photo post",
}

PART_WORDS = {
    "niche": "Niche and audience",
    "engagement": "Engagement",
    "authenticity": "Signals look usual",
    "quality": "Consistency and value",
}

ESTIMATE_WORDS = {
    "engagement_rate": "Engagement rate",
    "engagement_rate_with_saves": "Engagement rate with saves",
    "engagement_rate_by_followers": "Engagement rate by followers",
    "comments_per_like": "Comments per like",
    "shares_per_view": "Shares per view",
    "saves_per_view": "Saves per view",
    "typical_views": "Typical views",
    "mean_views": "Average views, pulled up by hits",
    "view_rate": "Views per follower",
    "next_video_views": "Next video's views",
    "next_video_engagements": "Next video's engagements",
    "posts_per_week": "Posts a week",
    "sponsored_share": "Sponsored share",
    "sponsored_views": "Paid posts against ordinary ones",
    "consistency": "Swing between videos",
    "momentum": "Newest 5 against the 10 before",
    "fair_price": "Fair price",
    "walk_away_price": "Walk-away price",
}

CHECK_NAMES = {
    "likes_per_view": "Likes per view",
    "comments_per_like": "Comments per like",
    "views_per_follower": "Views per follower",
    "fixed_ratio_likes": "Likes at a fixed ratio",
    "falling_counts": "Falling counts",
    "follower_jump": "Follower jump",
}

CONTENT_WORDS = {
    "topics": ("Topics", ""),
    "languages": ("Languages", "as TikTok tells them"),
    "sensitive": ("Sensitive subjects", "they come up; what is said about them, read yourself"),
    "competitors": ("Your competitors", "named in words, hashtags or by handle"),
    "sponsors": ("Named in paid posts", "past sponsors, or friends in the video"),
    "promotions": ("Paid without saying so?", "a question, never an accusation"),
}
"""What is told of the videos' content, in the order in which it is told, each with a note."""

PEERS_FROM = {"yours": "from your own readings", "shipped": "from the figures that ship with Fitlens"}

CHECK_WORDS = {"pass": "Usual", "unusual": "Unusual", "not_enough_data": "Not enough data"}

SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
"""Signs that nobody mistakes for another currency; all others are said by their code."""

LEVEL_WORDS = {0.5: "1 in 2", 0.8: "8 in 10", 0.9: "9 in 10", 0.95: "19 in 20"}


class Cohort(msgspec.Struct, frozen=True):
    """Ranks among the same peers; ``read`` says where their figures come from.

    A rank is the name of an estimate and its percentile as a fraction.
    """

    peers: str
    read: str
    ranks: list[tuple[str, float]]


def cohorts(peers: Mapping[str, PeerRank]) -> list[Cohort]:
    """The ranks, those among the same peers together."""
    found: dict[tuple[str, str], Cohort] = {}
    for name, rank in peers.items():
        cohort = found.setdefault((rank.cohort, rank.source), Cohort(rank.cohort, PEERS_FROM[rank.source], []))
        cohort.ranks.append((name, rank.percentile))
    return list(found.values())


def compact(number: float | None) -> str:
    """A count with three digits, as everywhere: ``873``, ``8.94K``, ``184K``, ``1.2M``."""
    return UNKNOWN if number is None else short_count(number)


def percent(fraction: float | None) -> str:
    """A share, with two decimals below 1%, else one: ``0.67%``, ``6.1%``, ``22.9%``."""
    if fraction is None:
        return UNKNOWN
    if fraction == 0:
        return "0%"
    if abs(fraction) < 0.0001:
        return "under 0.01%"
    return f"{fixed(Decimal(fraction) * 100, 2 if abs(fraction) < 0.01 else 1)}%"


def whole_percent(fraction: float) -> str:
    """A share that somebody chose or that is a rank: ``35%``."""
    return f"{fixed(Decimal(fraction) * 100, 0)}%"


def times(number: float) -> str:
    """A ratio: ``2.4×``, whole from 10 (``14×``), two digits below 1 (``0.26×``), a percentage below 0.1."""
    if number < 0.1:
        return percent(number)
    if number < 0.995:
        return f"{significant(number, 2).normalize():f}×"
    return f"{fixed(number, 1 if number < 9.95 else 0)}×"


def money(amount: float, currency: str) -> str:
    """An amount, whole from 100 on, else with cents: ``$8.62``, ``£1,003``, ``CHF 1,003``."""
    sign = SIGNS.get(currency, f"{currency} ")
    return f"{sign}{fixed(amount, 2 if abs(amount) < 99.5 else 0)}"


def quantity(number: float, unit: str) -> str:
    """A number of an estimate in its unit, as the panel on the profile says it too."""
    if is_currency(unit):
        return money(number, unit)
    return QUANTITIES.get(unit, compact)(number)


def value(estimate: Estimate) -> str:
    """An estimate's value, or a dash whose reason stands beside it."""
    return "–" if estimate.value is None else quantity(estimate.value, estimate.unit)


def missing(estimate: Estimate | None) -> str:
    """Why there is no number, as a sentence."""
    return sentence((estimate.missing if estimate else None) or "not enough data yet")


def sentence(says: str) -> str:
    """Words that stand alone, with a capital letter."""
    return says[:1].upper() + says[1:]


def counted(number: int | None, noun: str) -> str:
    """A count with what it counts: ``184K followers``, ``1 video``, ``likes not shown``."""
    if number is None:
        return f"{noun}s {UNKNOWN}"
    return f"{compact(number)} {noun}" if number == 1 else f"{compact(number)} {noun}s"


def interval(estimate: Estimate) -> str:
    """An estimate's interval, ``14K – 170K``; empty where there is none."""
    if estimate.low is None or estimate.high is None:
        return ""
    return between(estimate.low, estimate.high, estimate.unit)


def between(low: float, high: float, unit: str) -> str:
    """Two ends of a range in their unit."""
    return f"{quantity(low, unit)} – {quantity(high, unit)}"


def odds(estimate: Estimate) -> str:
    """How likely an estimate's range holds the truth; empty for a price, whose range is no probability."""
    return "" if estimate.is_price else chance(estimate.level)


def chance(level: float | str) -> str:
    """A probability as people say it: ``9 in 10``."""
    share = float(level)
    return LEVEL_WORDS.get(share, f"{share * 100:g} in 100")


def signed(points: float) -> str:
    """Points that moved a score, with their sign: ``+4.1``, ``−2``."""
    return f"{'−' if points < 0 else '+'}{abs(points):.2g}"


def said(key: str, words: dict[str, str]) -> str:
    """A program's word in a person's words; one that we don't know yet reads as it is spelled."""
    return words.get(key, key.replace("_", " "))


def reason(key: str) -> str:
    """Why a video was left out, in words."""
    return said(key, REASON_WORDS)


def part(key: str) -> str:
    """A part of the fit as it is named on screen."""
    return said(key, PART_WORDS)


def estimate_name(key: str) -> str:
    """An estimate as it is named on screen."""
    return sentence(said(key, ESTIMATE_WORDS))


def check_status(key: str) -> str:
    """What a check found, in words."""
    return said(key, CHECK_WORDS)


def check_name(key: str) -> str:
    """A check's name in words."""
    return sentence(said(key, CHECK_NAMES))


def evidence(seen: float | int | str | list[str] | None) -> str:
    """One fact behind a check; videos are told by how many they are."""
    if seen is None:
        return UNKNOWN
    if isinstance(seen, list):
        return ", ".join(seen) if len(seen) <= 3 else f"{len(seen)} videos"
    if isinstance(seen, float) and not seen.is_integer():
        return f"{significant(seen, 3).normalize():,f}"
    return f"{seen:,.0f}" if isinstance(seen, int | float) else seen


def fixed(number: float | Decimal, decimals: int) -> str:
    """A number with so many decimals, rounded half up, its thousands marked."""
    return f"{Decimal(number).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):,f}"


QUANTITIES: dict[str, Callable[[float], str]] = {
    "fraction": percent,
    "score": lambda score: fixed(score, 0),
    "ratio": times,
    "posts/week": lambda posts: fixed(posts, 1),
    # The spread of ln views, told as the factor by which a usual video differs from the middle one.
    "ln": lambda spread: f"×{fixed(exp(spread), 1)}",
}
"""How the numbers of a unit are said; all others are counts."""
