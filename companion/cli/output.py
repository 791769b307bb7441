"""How the command line shows things: tables for people, JSON for programs, one sentence for errors."""

import math
import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence

import click
import msgspec
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from companion.model import CreatorSummary, Estimate
from companion.model.estimate import is_currency
from companion.model.short_count import short_count

STEERING = re.compile(r"[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that JSON leaves as they are and a terminal obeys: C1 controls and changes of direction."""


def as_json(value: object) -> None:
    """Print any struct, or structs in lists and dicts, as indented JSON in UTF-8, whatever the console takes."""
    encoded = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    click.echo(STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", encoded).encode())


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows under headings; cells are plain text, whatever a creator wrote into a name."""
    grid = Table(box=None, pad_edge=False)
    for heading in headings:
        grid.add_column(heading, overflow="fold")
    for row in rows:
        grid.add_row(*(Text(plain(cell)) for cell in row))
    width = None if sys.stdout.isatty() else 160
    Console(width=width, highlight=False).print(grid)


def plain(text: str) -> str:
    """Text without control and direction-changing characters, which could rewrite a terminal's line."""
    return re.sub(r"\s+", " ", "".join(c for c in text if c.isspace() or unicodedata.category(c)[0] != "C"))


def progress() -> Progress:
    """A bar on stderr that is gone when it is done; silent where nobody looks at a terminal."""
    console = Console(stderr=True)
    return Progress(console=console, transient=True, disable=not console.is_terminal)


def who(creator: CreatorSummary) -> str:
    """A creator by handle, or by TikTok's id where no handle was seen."""
    return f"@{creator.handle}" if creator.handle else creator.id or "–"


def compact(count: float | None) -> str:
    """A count as people say it: 940, 12.4K, 1.2M; a dash if it is not known."""
    return "–" if count is None else short_count(count)


def shown(estimate: Estimate) -> str:
    """An estimate in one line: its value with its range, or why there is none."""
    if estimate.value is None:
        return f"– ({estimate.missing})"
    value = quantity(estimate.value, estimate.unit)
    if estimate.low is None or estimate.high is None:
        return value
    low, high = quantity(estimate.low, estimate.unit), quantity(estimate.high, estimate.unit)
    # A price's range comes from the brief's prices, or from an assumed share of clicks: it is no probability.
    odds = "" if estimate.is_price else f", {round(estimate.level * 10)} in 10"
    return f"{value} ({low} to {high}{odds})"


def quantity(value: float, unit: str) -> str:
    """A number in its unit, as the panel and the desk say it."""
    if unit == "fraction":
        return f"{value:.2%}" if 0 < abs(value) < 0.01 else f"{value:.1%}"
    if unit == "score":
        return f"{value:.0f}"
    if unit == "ln":
        return f"×{math.exp(value):.1f}"
    if unit in {"ratio", "posts/week"}:
        return f"{value:.2g}"
    if is_currency(unit):
        return f"{value:,.2f} {unit}" if abs(value) < 100 else f"{value:,.0f} {unit}"
    return compact(value)
