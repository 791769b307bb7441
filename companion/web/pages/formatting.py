"""How dates, axes, stages and addresses read on every page; numbers and names read as everywhere (``wording``)."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from markupsafe import Markup

from companion.model import DAY, CreatorSummary, ShortlistEntry, iso, parse_instant
from companion.service import wording
from companion.service.wording import UNKNOWN, quantity, said
from companion.web.charts import Scale

STAGE_WORDS = {
    "to_contact": "To contact",
    "contacted": "Contacted",
    "in_conversation": "In conversation",
    "agreed": "Agreed",
    "declined": "Declined",
    "do_not_contact": "Do not contact",
}

ACCOUNT_WORDS = {
    "private": "Private account",
    "banned": "Banned by TikTok",
    "not_found": "No longer on TikTok",
    "region_locked": "Not shown in your region",
    "unavailable": "Unavailable on TikTok",
}


def axis(scale: Scale, unit: str) -> str:
    """The ends of a shared axis, which are round numbers: ``scale 1% to 30%``."""
    low, high = (_axis_end(end, unit) for end in (scale.low, scale.high))
    return f"scale {low} to {high}"


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


def stage(key: str) -> str:
    """A shortlist stage in words."""
    return said(key, STAGE_WORDS)


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


def _instant(moment: int | str) -> int:
    return parse_instant(moment) if isinstance(moment, str) else moment


def _day(stamp: datetime) -> str:
    return f"{stamp.day} {stamp:%b %Y}"


FILTERS: dict[str, Callable[..., Any]] = {
    filter_.__name__: filter_
    for filter_ in (
        wording.compact, wording.percent, wording.whole_percent, quantity, wording.value, wording.missing,
        wording.sentence, wording.counted, wording.interval, wording.between, wording.chance, wording.odds,
        wording.signed, wording.reason, wording.part, wording.estimate_name, wording.check_status,
        wording.check_name, wording.evidence, axis, date, ago, stage, account_state, ref, key,
    )
}  # fmt: skip
"""What the templates call, under the names used here."""
