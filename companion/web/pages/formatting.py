"""How numbers, ranges, dates and absent things read on every page: the one home of their words."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from math import exp
from typing import Any

from markupsafe import Markup

from companion.model import DAY, CreatorSummary, Estimate, ShortlistEntry, iso, parse_instant
from companion.model.estimate import is_currency
from companion.model.short_count import short_count, significant
from companion.web.charts import Scale

UNKNOWN = "not shown"
"""What stands where TikTok gave no count; never 0."""

STAGE_WORDS = {
    "to_contact": "To contact",
    "contacted": "Contacted",
    "in_conversation": "In conversation",
    "agreed": "Agreed",
    "declined": "Declined",
    "do_not_contact": "Do not contact",
}

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

CHECK_WORDS = {"pass": "Usual", "unusual": "Unusual", "not_enough_data": "Not enough data"}

ACCOUNT_WORDS = {
    "private": "Private account",
    "banned": "Banned by TikTok",
    "not_found": "No longer on TikTok",
    "region_locked": "Not shown in your region",
    "unavailable": "Unavailable on TikTok",
}

SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
"""Signs that nobody mistakes for another currency; all others are said by their code."""

LEVEL_WORDS = {0.5: "1 in 2", 0.8: "8 in 10", 0.9: "9 in 10", 0.95: "19 in 20"}


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
    return f"{_fixed(Decimal(fraction) * 100, 2 if abs(fraction) < 0.01 else 1)}%"


def whole_percent(fraction: float) -> str:
    """A share that somebody chose or that is a rank: ``35%``."""
    return f"{_fixed(Decimal(fraction) * 100, 0)}%"


def times(number: float) -> str:
    """A ratio: ``2.4×``, whole from 10 (``14×``), two digits below 1 (``0.26×``), a percentage below 0.1."""
    if number < 0.1:
        return percent(number)
    if number < 0.995:
        return f"{significant(number, 2).normalize():f}×"
    return f"{_fixed(number, 1 if number < 9.95 else 0)}×"


def money(amount: float, currency: str) -> str:
    """An amount, whole from 100 on, else with cents: ``$8.62``, ``£1,003``, ``CHF 1,003``."""
    sign = SIGNS.get(currency, f"{currency} ")
    return f"{sign}{_fixed(amount, 2 if abs(amount) < 99.5 else 0)}"


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


def axis(scale: Scale, unit: str) -> str:
    """The ends of a shared axis, which are round numbers: ``scale 1% to 30%``."""
    low, high = (_axis_end(end, unit) for end in (scale.low, scale.high))
    return f"scale {low} to {high}"


def chance(level: float | str) -> str:
    """A probability as people say it: ``9 in 10``."""
    share = float(level)
    return LEVEL_WORDS.get(share, f"{share * 100:g} in 100")


def odds(estimate: Estimate) -> str:
    """How likely an estimate's range holds the truth; empty for a price, whose range is no probability."""
    return "" if estimate.is_price else chance(estimate.level)


def date(moment: int | str | None) -> Markup | str:
    """An instant (Unix seconds or ISO 8601) as a day in UTC, its exact time on hover."""
    if moment is None:
        return UNKNOWN
    instant = _instant(moment)
    stamp = datetime.fromtimestamp(instant, UTC)
    return Markup('<time datetime="{}" title="{}">{}</time>').format(
        iso(instant), f"{stamp:%d %b %Y, %H:%M} UTC", _day(stamp)
    )


def ago(moment: int | str | None, now: int) -> str:
    """How long before ``now`` something was: ``today``, ``yesterday``, ``9 days ago``."""
    if moment is None:
        return "never"
    days = (now // DAY) - (_instant(moment) // DAY)
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    return f"{days} days ago" if days < 60 else f"{days // 30} months ago"


def signed(points: float) -> str:
    """Points that moved a score, with their sign: ``+4.1``, ``−2``."""
    return f"{'−' if points < 0 else '+'}{abs(points):.2g}"


def said(key: str, words: dict[str, str]) -> str:
    """A program's word in a person's words; one that we don't know yet reads as it is spelled."""
    return words.get(key, key.replace("_", " "))


def stage(key: str) -> str:
    """A shortlist stage in words."""
    return said(key, STAGE_WORDS)


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


def account_state(key: str) -> str:
    """The state of an account that can't be read, in words."""
    return said(key, ACCOUNT_WORDS)


def ref(who: CreatorSummary | ShortlistEntry) -> str:
    """How an address names a creator: by handle where there is one, since people read addresses."""
    if who.handle:
        return f"@{who.handle}"
    return (who.creator_id if isinstance(who, ShortlistEntry) else who.id) or ""


def key(who: CreatorSummary | ShortlistEntry) -> str:
    """How a form names a creator: by TikTok's id where it is known, since a handle can change hands."""
    known = who.creator_id if isinstance(who, ShortlistEntry) else who.id
    return known or f"@{who.handle}"


def _axis_end(number: float, unit: str) -> str:
    """An end of an axis is exact: ``0.3%`` rather than ``0.30%``."""
    if unit == "fraction":
        return f"{number * 100:g}%"
    return f"{number:g}×" if unit == "ratio" else quantity(number, unit).removesuffix(".00")


def _fixed(number: float | Decimal, decimals: int) -> str:
    return f"{Decimal(number).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):,f}"


def _instant(moment: int | str) -> int:
    return parse_instant(moment) if isinstance(moment, str) else moment


def _day(stamp: datetime) -> str:
    return f"{stamp.day} {stamp:%b %Y}"


QUANTITIES: dict[str, Callable[[float], str]] = {
    "fraction": percent,
    "score": lambda score: _fixed(score, 0),
    "ratio": times,
    "posts/week": lambda posts: _fixed(posts, 1),
    # The spread of ln views, told as the factor by which a usual video differs from the middle one.
    "ln": lambda spread: f"×{_fixed(exp(spread), 1)}",
}
"""How the numbers of a unit are said; all others are counts."""

FILTERS: dict[str, Callable[..., Any]] = {
    filter_.__name__: filter_
    for filter_ in (
        compact, percent, whole_percent, quantity, value, missing, sentence, counted, interval, axis, between,
        chance, odds, date, ago, signed, stage, reason, part, estimate_name, check_status, check_name, evidence,
        account_state, ref, key,
    )
}  # fmt: skip
"""What the templates call, under the names used here."""
