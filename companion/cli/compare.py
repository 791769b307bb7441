"""The command that sets creators side by side."""

from collections.abc import Iterator
from itertools import chain, repeat

import click

from companion.cli import output
from companion.cli.data import JSON_FLAG
from companion.cli.desk import now, opened
from companion.model import Measure, Scorecard
from companion.service import comparing
from companion.service.comparing import SideBySide

SHOWN = ("engagement_rate", "typical_views", "next_video_views", "fair_price")


@click.command("compare")
@click.argument("handles", nargs=-1, required=True, metavar="HANDLE HANDLE…")
@click.option("--brief", "brief_name", metavar="NAME", help="Compare for this brief instead of the active one.")
@JSON_FLAG
def compare_command(handles: tuple[str, ...], brief_name: str | None, json_wanted: bool) -> None:
    """Set 2 to 20 creators side by side: who is ahead, and where it is too close to call.

    Example: fitlens compare @mira.bakes.slow @tamsin.cooks --brief "Crumb & Co."
    """
    with opened() as store:
        found = comparing.side_by_side(store, handles, brief_name=brief_name, now=now())
    if json_wanted:
        output.as_json(found.comparison)
        return
    _tables(found)


def _tables(found: SideBySide) -> None:
    fit = found.comparison.measures["fit"]
    ranks = {p.creator: f"{p.low}" if p.low == p.high else f"{p.low} to {p.high}" for p in fit.places}
    in_order = [*ranks, *(name for name in found.cards if name not in ranks)]
    output.table(
        ("Creator", "Rank", "Fit", *(_named(name) for name in SHOWN)),
        ((name, ranks.get(name, "–"), _fit(found.cards[name]), *_numbers(found.cards[name])) for name in in_order),
    )
    output.table(
        ("Number", "Who is ahead"), (row for one in found.comparison.measures.items() for row in _said(*one))
    )


def _said(name: str, measure: Measure) -> Iterator[tuple[str, str]]:
    """Each creator against the next, and who can't be compared; the number is named once."""
    sentences = [
        comparing.sentence_form(pair).format(better=pair.better, other=pair.other)
        for pair in comparing.neighbours(measure)
    ]
    sentences += [f"{apart.creator} is not compared: {apart.missing}" for apart in measure.apart]
    yield from zip(chain((_named(name),), repeat("")), sentences, strict=False)


def _named(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _fit(card: Scorecard) -> str:
    return (
        output.shown(card.fit.score)
        if card.fit.score.value is None
        else (f"{card.fit.word}: {output.shown(card.fit.score)}")
    )


def _numbers(card: Scorecard) -> list[str]:
    return [output.shown(card.estimates[name]) for name in SHOWN]


COMMANDS = (compare_command,)
