"""How numbers, ranges, dates and absent things read on every page: the one home of their words."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from math import exp, floor, log10
from typing import Any

from markupsafe import Markup

from companion.model import DAY, CreatorSummary, Estimate, ShortlistEntry, iso, parse_instant
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
    "mean_views": "Average views",
    "view_rate": "Views per follower",
    "next_video_views": "Next video, views",
    "next_video_engagements": "Next video, engagements",
    "posts_per_week": "Posts per week",
    "sponsored_share": "Share sponsored",
    "consistency": "Swing between videos",
    "momentum": "Newest 5 against the 10 before",
    "fair_price": "Fair price",
    "walk_away_price": "Walk-away price",
}

CHECK_WORDS = {"pass": "Usual", "unusual": "Unusual", "not_enough_data": "Not enough data"}

ACCOUNT_WORDS = {
    "private": "Private account",
    "banned": "Banned by TikTok",
    "not_found": "No longer on TikTok",
    "region_locked": "Not shown in your region",
    "unavailable": "Unavailable on TikTok",
}

LEVEL_WORDS = {0.5: "1 in 2", 0.8: "8 in 10", 0.9: "9 in 10", 0.95: "19 in 20"}


def compact(number: float | None) -> str:
    """A count the way TikTok writes one: ``8,940``, ``184.3K``, ``1.2M``."""
    if number is None:
        return UNKNOWN
    if abs(number) < 10_000:
        return f"{number:,.0f}"
    for size, letter in ((1e9, "B"), (1e6, "M"), (1e3, "K")):
        if abs(number) >= size:
            # Cut rather than rounded, as TikTok does: 999,999 is 999.9K and never 1000K.
            return f"{floor(number / size * 10) / 10:,.1f}".removesuffix(".0") + letter
    raise AssertionError(number)


def approximate(number: float) -> str:
    """A number that carries an interval, with two digits: ``49K``, ``1.1M``, ``0.37``."""
    if number == 0:
        return "0"
    rounded = _two_digits(number)
    if abs(rounded) < 10:
        return f"{rounded:.2g}" if abs(rounded) >= 0.001 else "under 0.001"
    return compact(rounded)


def percent(fraction: float | None) -> str:
    """A share with two sensible digits: ``6.1%``, ``0.67%``, ``12%``, ``140%``."""
    if fraction is None:
        return UNKNOWN
    share = _two_digits(fraction * 100)
    if share == 0:
        return "0%"
    if abs(share) < 0.01:
        return "under 0.01%"
    return f"{share:#.2g}%" if abs(share) < 10 else f"{share:,.0f}%"


def quantity(number: float, unit: str) -> str:
    """A number of an estimate in its unit."""
    if unit == "fraction":
        return percent(number)
    if unit == "score":
        return f"{number:.0f}"
    if unit == "ratio":
        return f"{approximate(number)}×"
    if unit == "ln":
        # The spread of ln views, told as the factor by which a usual video differs from the middle one.
        return f"{exp(number):.1f}×"
    if unit.isupper() and len(unit) == 3:
        return f"{unit} {approximate(number)}"
    return approximate(number)


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
    """A count with what it counts: ``184.3K followers``, ``1 video``, ``likes not shown``."""
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
    """The ends of a shared axis, which are round numbers: ``1% to 30%, log scale``."""
    low, high = (_without_zeros(quantity(end, unit)) for end in (scale.low, scale.high))
    return f"{low} to {high}{', log scale' if scale.log else ''}"


def chance(level: float | str) -> str:
    """A probability as people say it: ``9 in 10``."""
    share = float(level)
    return LEVEL_WORDS.get(share, f"{share * 100:g} in 100")


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
    return said(key, ESTIMATE_WORDS).capitalize() if key not in ESTIMATE_WORDS else ESTIMATE_WORDS[key]


def check_status(key: str) -> str:
    """What a check found, in words."""
    return said(key, CHECK_WORDS)


def check_name(key: str) -> str:
    """A check's name in words."""
    return key.replace("_", " ").capitalize()


def evidence(seen: float | int | str | list[str] | None) -> str:
    """One fact behind a check; videos are told by how many they are."""
    if seen is None:
        return UNKNOWN
    if isinstance(seen, list):
        return ", ".join(seen) if len(seen) <= 3 else f"{len(seen)} videos"
    if isinstance(seen, float) and not seen.is_integer():
        return approximate(seen)
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


def _without_zeros(text: str) -> str:
    """``0.30%`` as ``0.3%``: the ends of an axis are exact."""
    return re.sub(r"(\.\d*?)0+(?!\d)", r"\1", text).replace(".%", "%").replace(".×", "×")


def _two_digits(number: float) -> float:
    return 0.0 if number == 0 else round(number, 1 - floor(log10(abs(number))))


def _instant(moment: int | str) -> int:
    return parse_instant(moment) if isinstance(moment, str) else moment


def _day(stamp: datetime) -> str:
    return f"{stamp.day} {stamp:%b %Y}"


FILTERS: dict[str, Callable[..., Any]] = {
    filter_.__name__: filter_
    for filter_ in (
        compact, percent, quantity, value, missing, sentence, counted, interval, axis, between, chance, date, ago,
        signed, stage, reason, part, estimate_name, check_status, check_name, evidence, account_state, ref, key,
    )
}  # fmt: skip
"""What the templates call, under the names used here."""
