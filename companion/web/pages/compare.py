"""Creators side by side: every number with its blur on one scale a row, and who is ahead of whom."""

from typing import Any

import msgspec
from flask import Blueprint, request
from markupsafe import Markup

from companion.model import CreatorSummary, Estimate, InvalidInput, Measure, NotFound, Pair, Place, Scorecard
from companion.service import briefs, comparing, creators, shortlist
from companion.service.comparing import SideBySide
from companion.web import charts
from companion.web.charts import Scale
from companion.web.context import context
from companion.web.pages.layout import show

PARTS = ("niche", "engagement", "authenticity", "quality")

NUMBERS: tuple[tuple[str, Scale | None], ...] = (
    ("engagement_rate", None),
    ("typical_views", None),
    ("next_video_views", None),
    ("posts_per_week", charts.CADENCE),
    ("sponsored_share", charts.SHARES),
    ("fair_price", None),
)
"""The rows below the fit; None stands for the axis that holds the numbers of these creators."""


class Cell(msgspec.Struct, frozen=True):
    """One creator's number in a row, and the rank that it gives, if it is one that ranks."""

    name: str
    estimate: Estimate
    place: Place | None


class Row(msgspec.Struct, frozen=True):
    """One number of every creator on one scale; ``weight`` is a part's share of the fit."""

    name: str
    unit: str
    scale: Scale
    cells: tuple[Cell, ...]
    weight: float | None = None


def add_to(blueprint: Blueprint) -> None:
    """Register this module's routes."""
    blueprint.add_url_rule("/compare", view_func=page, endpoint="compare")


def page() -> str:
    """The creators that the address names side by side, or the choice of whom to compare."""
    here = context()
    brief = briefs.chosen_or_active(here.store, request.args.get("brief"))
    known, unseen = _asked()
    found, says = None, ""
    try:
        name = brief.name if brief else None
        found = comparing.side_by_side(here.store, list(known), brief_name=name, now=here.now())
    except InvalidInput as error:
        says = error.says if known or unseen else ""
    return show(
        "compare.html",
        unseen=unseen,
        says=says,
        chosen={summary.handle or summary.id for summary in known.values()},
        listed_creators=[] if found else _shortlisted(),
        most=comparing.MOST,
        briefs=briefs.all_briefs(here.store),
        brief=brief.name if brief else None,
        refs=list(known),
        **(_shown(found) if found else {}),
    )


def said(pair: Pair) -> Markup:
    """A pair as a sentence, each name kept in its own direction."""
    names = {"better": pair.better, "other": pair.other}
    apart = {place: Markup("<bdi>{}</bdi>").format(name) for place, name in names.items()}
    return Markup(comparing.sentence_form(pair)).format(**apart)  # noqa: S704 - our own words and numbers


def _asked() -> tuple[dict[str, CreatorSummary], list[str]]:
    """The creators that the address names by how it names them, and the names that nobody read."""
    known: dict[str, CreatorSummary] = {}
    unseen = []
    for ref in dict.fromkeys(each.strip() for each in request.args.getlist("creator") if each.strip()):
        try:
            known[ref] = creators.get(context().store, ref)
        except NotFound:
            unseen.append(ref[:80])
    return known, unseen


def _shortlisted() -> list[CreatorSummary]:
    here = context()
    return [row.summary for row in shortlist.rows(here.store, now=here.now())]


def _shown(found: SideBySide) -> dict[str, Any]:
    measures = found.comparison.measures
    return {
        "cards": found.cards,
        "parts": [
            _part(name, found.cards) for name in PARTS if any(card.fit.parts for card in found.cards.values())
        ],
        "rows": [_number(name, scale, found) for name, scale in NUMBERS],
        "places": {place.creator: place for place in measures["fit"].places},
        "measures": measures,
        "neighbours": {name: comparing.neighbours(measure) for name, measure in measures.items()},
        "matrices": {name: matrix(measure) for name, measure in measures.items() if len(measure.places) > 2},
        "said": said,
        "of_hundred": comparing.of_hundred,
    }


def matrix(measure: Measure) -> dict[str, dict[str, float]]:
    """For each creator, best first, the chance of being ahead of each other one."""
    names = [place.creator for place in measure.places]
    chances = {(pair.better, pair.other): pair.chance for pair in measure.pairs}
    return {
        one: {
            other: chances[one, other] if (one, other) in chances else 1 - chances[other, one]
            for other in names
            if other != one
        }
        for one in names
    }


def _part(name: str, cards: dict[str, Scorecard]) -> Row:
    cells = tuple(Cell(who, card.fit.parts[name].score, None) for who, card in cards.items())
    parts = next(iter(cards.values())).fit.parts
    weight = parts[name].weight / sum(part.weight for part in parts.values())
    return Row(name, "score", charts.SCORES, cells, weight)


def _number(name: str, scale: Scale | None, found: SideBySide) -> Row:
    estimates = {who: card.estimates[name] for who, card in found.cards.items()}
    measure = next((each for known, each in found.comparison.measures.items() if known == name), None)
    # A price has no better end: whose post is worth more is told in words, and nobody ranks by it.
    places = {place.creator: place for place in measure.places} if measure and name != "fair_price" else {}
    ends = [end for each in estimates.values() for end in (each.low, each.value, each.high)]
    unit = next(iter(estimates.values())).unit
    cells = tuple(Cell(who, each, places.get(who)) for who, each in estimates.items())
    return Row(name, unit, scale or charts.log_scale(ends), cells)
