"""Whether a table writes 1234 as "1.234", as much of Europe, South America and Indonesia does."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from companion.tiktok.column_names import is_count, plain

GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
"""A cell that may be a grouped number; one such as "5.006" may be a fraction as well."""

Dots = Literal["group", "unsure", "fractions"]

_FRACTION = r"(?:\d+\.(?:\d{1,2}|\d{4,})|0\d*\.\d+|\d{4,}\.\d+|\d+\.\d+ ?[KMBkmb])"
_MILLIONS = r"\d{1,3}(?:\.\d{3}){2,}"
_WITH_COMMA = r"\d+,\d{1,2}(?:[ \u00a0\u202f]?[^\W\d]{1,8}\.?)?"
_QUOTED_WITH_COMMA = re.compile(r'"\d+,\d{1,2}[ \u00a0\u202f]?[^\W\d]{1,8}\.?"')
_UNGROUPED = re.compile(r"\d{4,}")
_SEVERAL = 3
_LOCAL = re.compile(
    "aufruf|wiedergabe|ansichten|gefallt|kommentar|geteilt|visuali[sz]a|reproducciones|vistas|megusta|comentari"
    "|compartid|curtida|gosto|compartilha|partilha|mipiace|commenti|condivision|weergaven|vindikleuk|reacties"
    "|goruntule|izlenme|begeni|yorum|paylas|takipci|luotxem|luotthich|binhluan|chiase|tayangan|tontonan"
    "|disukai|dibagikan|pengikut|seguidores|seguaci"
)
"""What counts are called in languages that group by dots: German, Spanish, Portuguese, Italian, Dutch, Turkish,
Vietnamese, Indonesian (CLDR 44, symbols of the default numbering systems)."""


def dots(text: str, delimiter: str, header: Sequence[str], rows: Iterable[Sequence[str] | None]) -> Dots:
    """What dots are for in the counts of a table; ``unsure`` where a count may be grouped or a fraction.

    Counts are whole, so a count with three digits behind its dot is thousands, unless a script wrote averages,
    thousands or millions: a header in a language that groups so, several such counts without any other, or
    numbers elsewhere in the table tell.
    """
    edge = re.escape(delimiter)
    cell = rf"(?:^|[{edge}\"\n])(?:{{}})(?=[{edge}\"\r\n]|$)"
    if not re.search(cell.format(GROUPED.pattern), text):
        return "fractions"
    counts = [place for place, name in enumerate(header) if is_count(name)]
    whole = [row for row in rows if row is not None and len(row) == len(header)]
    columns = [[row[place].strip() for row in whole] for place in counts]
    dotted = [column for column in columns if any(GROUPED.fullmatch(each) for each in column)]
    fractions = re.search(cell.format(_FRACTION), text) is not None
    if not fractions and _says_so(text, delimiter, cell):
        return "group"
    if not dotted:
        return "fractions"
    if fractions or any(_UNGROUPED.fullmatch(each) for column in dotted for each in column):
        return "unsure"
    local = delimiter != "," and any(_LOCAL.search(plain(header[place])) for place in counts)
    several = sum(bool(GROUPED.fullmatch(each)) for column in dotted for each in column) >= _SEVERAL
    return "group" if local or several else "unsure"


def _says_so(text: str, delimiter: str, cell: str) -> bool:
    """The table has numbers of millions so, or commas for fractions."""
    if re.search(cell.format(_MILLIONS), text) or _QUOTED_WITH_COMMA.search(text):
        return True
    return delimiter != "," and re.search(cell.format(_WITH_COMMA), text) is not None
