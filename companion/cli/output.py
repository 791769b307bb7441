"""How the command line shows things: tables for people, JSON for programs, one sentence for errors."""

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
from companion.model.short_count import short_count
from companion.service.wording import interval, odds, value

STEERING = re.compile(r"[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that JSON leaves as they are and a terminal obeys: C1 controls and changes of direction."""


def as_json(value: object) -> None:
    """Print any struct, or structs in lists and dicts, as indented JSON in UTF-8, whatever the console takes."""
    encoded = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    click.echo(STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", encoded).encode())


PAGE = 100
"""Columns of what is read rather than looked through; a narrower terminal has fewer."""
WIDE = 160
"""Columns where nobody looks at a terminal."""


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, width: int | None = None) -> None:
    """Print rows under headings; cells are plain text, whatever a creator wrote into a name."""
    grid = Table(box=None, pad_edge=False)
    for heading in headings:
        grid.add_column(heading, overflow="fold")
    for row in rows:
        grid.add_row(*(Text(plain(cell)) for cell in row))
    _console(width).print(grid)


def heading(says: str) -> None:
    """Print a heading with an empty line before it."""
    _console(PAGE).print(Text(f"\n{plain(says)}", style="bold"), soft_wrap=True)


def lines(says: Iterable[str], *, indent: int = 0, hang: int = 0) -> None:
    """Print sentences, each from a new line; what does not fit goes on ``hang`` columns further in."""
    console = _console(PAGE)
    for each in says:
        text = Text(plain_line(each))
        wrapped = text.wrap(console, max(20, console.width - indent - hang))
        for number, line in enumerate(wrapped):
            line.rstrip()
            console.print(Text(" " * (indent + (hang if number else 0))) + line, soft_wrap=True)


def _console(width: int | None) -> Console:
    """The console, no wider than ``width``; where nobody looks at a terminal as wide as that."""
    if not sys.stdout.isatty():
        return Console(width=width or WIDE, highlight=False)
    console = Console(highlight=False)
    console.width = min(console.width, width or console.width)
    return console


def plain_line(text: str) -> str:
    """Like ``plain``, for text of ours whose own spaces line it up."""
    return "".join(c for c in text if c == " " or unicodedata.category(c)[0] not in "CZ")


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
    ends, likely = interval(estimate), odds(estimate)
    return f"{value(estimate)} ({ends}{f', {likely}' if likely else ''})" if ends else value(estimate)
