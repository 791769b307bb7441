"""The brief as a form: every field as text, read back with a sentence beside each field that can't be used.

The rules are the model's own; here each field is tried on its own, so that all mistakes are shown at once.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from companion.metrics.language_names import is_language
from companion.model import Brief, Deal, InvalidInput
from companion.service import briefs
from companion.service.wording import PART_WORDS
from companion.web.pages.forms import terms

TERMS = ("keywords", "hashtags", "topics", "languages", "places", "exclude", "competitors")
WEIGHTS = ("niche", "engagement", "authenticity", "quality")
PASSING = {"name": "x", "keywords": ["x"]}
"""The least that is a brief: what one field is tried together with."""

GROUPS = {"followers": "followers", "cpm": "cpm", "cpe": "cpe", "surcharge": "surcharge", "weight": "weights"}
"""What a field's name starts with, and the part of the brief that it belongs to."""

RESERVED_NAMES = {"new", "use", ".", ".."}
"""Names that would lead an address somewhere else."""

LONG_TERM = "Each entry has at most 80 characters, and there are at most 100 of them."
AMOUNT = "Write a number like 1500 or 1500.50."
PERCENT = "Write a percentage from 0 to 100."
SURCHARGE = "Write a percentage from 0 to 1000."

LABELS = {
    "name": "Name",
    "sells": "What you sell",
    "audience": "Whom you want to reach",
    "keywords": "Keywords",
    "hashtags": "Hashtags",
    "topics": "Topics",
    "languages": "Languages",
    "places": "Places",
    "exclude": "Never about",
    "competitors": "Competitors",
    "followers_min": "Followers, at least",
    "followers_max": "Followers, at most",
    "currency": "Currency",
    "budget": "Budget",
    "average_order": "Average order",
    "margin": "Margin, in %",
    "conversion_rate": "Orders per click, in %",
    "cpm_low": "CPM, low",
    "cpm_high": "CPM, high",
    "cpe_low": "CPE, low",
    "cpe_high": "CPE, high",
    "surcharge_low": "Rights and boosts on top, low, in %",
    "surcharge_high": "Rights and boosts on top, high, in %",
    "deals": "Past deals",
    **{f"weight_{name}": PART_WORDS[name] for name in WEIGHTS},
}
"""What each field is called, above it and where its mistakes are listed."""

SAYS = {
    "name": "A name has 1 to 80 characters, no slash, and no line breaks.",
    "sells": "At most 2,000 characters.",
    "audience": "At most 2,000 characters.",
    "keywords": LONG_TERM, "hashtags": LONG_TERM, "topics": LONG_TERM,
    "languages": briefs.LANGUAGES_SAY,
    "places": LONG_TERM, "exclude": LONG_TERM, "competitors": LONG_TERM,
    "followers_min": "Write a whole number like 10000 or 10K.",
    "followers_max": "Write a whole number like 10000 or 10K.",
    "currency": "Write the currency's three letters, like USD or EUR.",
    "budget": AMOUNT, "average_order": AMOUNT, "cpm_low": AMOUNT, "cpm_high": AMOUNT,
    "cpe_low": AMOUNT, "cpe_high": AMOUNT,
    "surcharge_low": SURCHARGE, "surcharge_high": SURCHARGE,
    "deals": "Write one deal a line: price, views and, if you know them, engagements. 450, 38000, 2100",
    "margin": PERCENT, "conversion_rate": PERCENT,
    "weight_niche": PERCENT, "weight_engagement": PERCENT,
    "weight_authenticity": PERCENT, "weight_quality": PERCENT,
}  # fmt: skip


class BriefForm(msgspec.Struct, frozen=True):
    """What the form shows: each field's text and, for those that can't be used, why."""

    values: dict[str, str]
    errors: dict[str, str] = {}


def filled(brief: Brief) -> BriefForm:
    """The form of a brief as it is kept."""
    values = {"name": brief.name, "sells": brief.sells, "audience": brief.audience, "currency": brief.currency}
    values |= {name: "\n".join(getattr(brief, name)) for name in TERMS}
    values |= {"hashtags": "\n".join(f"#{tag.lstrip('#')}" for tag in brief.hashtags)}
    values |= {"followers_min": _text(brief.followers.min), "followers_max": _text(brief.followers.max)}
    values |= {"budget": _text(brief.budget), "average_order": _text(brief.average_order)}
    values |= {"cpm_low": _text(brief.cpm.low), "cpm_high": _text(brief.cpm.high)}
    values |= {"cpe_low": _text(brief.cpe.low), "cpe_high": _text(brief.cpe.high)}
    values |= {f"surcharge_{end}": _percent_text(getattr(brief.surcharge, end)) for end in ("low", "high")}
    values |= {"deals": "\n".join(_deal_text(deal) for deal in brief.deals)}
    values |= {"margin": _percent_text(brief.margin), "conversion_rate": _percent_text(brief.conversion_rate)}
    values |= {f"weight_{name}": _percent_text(getattr(brief.weights, name)) for name in WEIGHTS}
    return BriefForm(values)


def empty() -> BriefForm:
    """The form of a brief that doesn't exist yet, with the usual currency and weights."""
    example = filled(Brief(name="x", keywords=("x",)))
    return BriefForm({**example.values, "name": "", "keywords": ""})


def read(typed: Mapping[str, str]) -> tuple[Brief | None, BriefForm]:
    """The brief that was typed, or None, and the form that shows it again with what is wrong."""
    values = {name: typed.get(name, "").replace("\r\n", "\n").strip() for name in SAYS}
    errors: dict[str, str] = {}
    fields: dict[str, Any] = {}
    for name, text in values.items():
        _read_field(name, text, fields, errors)
    if values["name"] in RESERVED_NAMES:
        errors["name"] = "Choose another name: this one can't be an address."
    _try_together(fields, errors)
    in_order = {name: errors[name] for name in SAYS if name in errors}
    return (None if errors else msgspec.convert(fields, Brief)), BriefForm(values, in_order)


def _read_field(name: str, text: str, fields: dict[str, Any], errors: dict[str, str]) -> None:
    """Put one field where the model has it, or say why it can't be used."""
    try:
        alone = _placed(name, _parsed(name, text))
        msgspec.convert(_merged(PASSING, alone), Brief)
    except InvalidInput as error:
        if not (name == "keywords" and not text):
            errors[name] = error.says
            return
        alone = {}
    except (msgspec.ValidationError, ValueError):
        errors[name] = SAYS[name]
        return
    fields.update(_merged(fields, alone))


def _try_together(fields: dict[str, Any], errors: dict[str, str]) -> None:
    """Hold the rules that join several fields, each against its fields if all of them can be used."""
    for beside, members, names in (
        ("keywords", ("keywords", "hashtags"), ("keywords", "hashtags")),
        ("followers_max", ("followers_min", "followers_max"), ("followers",)),
        ("cpm_high", ("cpm_low", "cpm_high"), ("cpm",)),
        ("cpe_high", ("cpe_low", "cpe_high"), ("cpe",)),
        ("surcharge_high", ("surcharge_low", "surcharge_high"), ("surcharge",)),
        ("weight_niche", tuple(f"weight_{name}" for name in WEIGHTS), ("weights",)),
    ):
        if not errors.keys().isdisjoint(members):
            continue
        chosen = {name: fields[name] for name in names if name in fields}
        whole = {"name": "x", "keywords": (), **chosen} if beside == "keywords" else {**PASSING, **chosen}
        try:
            msgspec.convert(whole, Brief)
        except InvalidInput as error:
            errors[beside] = error.says


def _placed(name: str, value: Any) -> dict[str, Any]:
    if value is None:
        return {}
    group, _, end = name.partition("_")
    if group in GROUPS:
        return {GROUPS[group]: {end: value}}
    return {name: value}


def _merged(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    joined = dict(one)
    for name, value in other.items():
        joined[name] = {**joined.get(name, {}), **value} if isinstance(value, dict) else value
    return joined


def _parsed(name: str, text: str) -> Any:
    if name in TERMS:
        found = terms(text)
        return TERM_READERS[name](found) if name in TERM_READERS else found
    reader = READERS.get(name)
    return reader(text) if reader else text


def _hashtags(found: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(tag.lstrip("#＃") for tag in found if tag.lstrip("#＃"))


def _languages(found: tuple[str, ...]) -> tuple[str, ...]:
    if not all(map(is_language, found)):
        raise ValueError(found)
    return found


def _number(text: str) -> float | None:
    """A number with or without thousands marks, and K or M for thousands and millions; None for an empty field.

    A comma before three digits marks thousands (``1,500``), any other one decimals (``10,5``, ``0,125``).
    """
    if not text:
        return None
    found = POINTED.fullmatch(text) or WITH_COMMA.fullmatch(text)
    if not found:
        raise ValueError(text)
    whole, part, letter = found.groups()
    digits = re.sub(r"[., ]", "", whole)
    return float(f"{digits}.{part or 0}") * {"k": 1e3, "m": 1e6}.get((letter or "").lower(), 1)


def _whole(text: str) -> int | None:
    number = _number(text)
    if number is not None and number != int(number):
        raise ValueError(text)
    return None if number is None else int(number)


def _share(text: str) -> float | None:
    number = _number(text.removesuffix("%").rstrip())
    return None if number is None else round(number / 100, 9)


def _deals(text: str) -> list[dict[str, float | int | None]]:
    """One deal a line; inside a line, numbers are divided by commas and a space, semicolons or tabs."""
    return [_deal(line) for line in text.split("\n") if line.strip()]


def _deal(line: str) -> dict[str, float | int | None]:
    cells = [cell.strip() for cell in re.split(r"[;\t]|,\s+", line)]
    if not 2 <= len(cells) <= 3:
        raise ValueError(line)
    paid, *counts = cells
    return {"paid": _number(paid), **dict(zip(("views", "engagements"), map(_whole, counts), strict=False))}


def _deal_text(deal: Deal) -> str:
    return ", ".join(_text(number) for number in msgspec.structs.astuple(deal) if number is not None)


def _weight(text: str) -> float:
    return _share(text) or 0.0


POINTED = re.compile(r"([1-9]\d{0,2}(?:[, ]\d{3})+|\d{1,15})(?:\.(\d{1,9}))?\s?([kKmM])?", re.ASCII)
WITH_COMMA = re.compile(r"([1-9]\d{0,2}(?:[. ]\d{3})+|\d{1,15}),(\d{1,9})\s?([kKmM])?", re.ASCII)

TERM_READERS: dict[str, Callable[[tuple[str, ...]], tuple[str, ...]]] = {
    "hashtags": _hashtags,
    "languages": _languages,
}

READERS: dict[str, Callable[[str], Any]] = {
    "currency": str.upper,
    **dict.fromkeys(("followers_min", "followers_max"), _whole),
    **dict.fromkeys(("budget", "average_order", "cpm_low", "cpm_high", "cpe_low", "cpe_high"), _number),
    **dict.fromkeys(("margin", "conversion_rate", "surcharge_low", "surcharge_high"), _share),
    "deals": _deals,
    **{f"weight_{name}": _weight for name in WEIGHTS},
}


def _text(number: float | None) -> str:
    return "" if number is None else f"{number:.12g}"


def _percent_text(share: float | None) -> str:
    return "" if share is None else f"{share * 100:.9g}"
