"""The shortlist as a CSV file for a spreadsheet, in which no text of a stranger can act as a formula."""

import csv
import io
from collections.abc import Iterable

from companion.model import Estimate
from companion.service.shortlist import ShortlistRow

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
"""First characters that a spreadsheet may take for a formula (OWASP, "CSV injection"; full-width forms are read
as plain ones by East Asian versions)."""

ESTIMATES = ("engagement_rate", "typical_views", "next_video_views", "posts_per_week", "sponsored_share")

HEADER = (
    "handle", "name", "id", "address", "followers", "language", "lists", "stage", "tags", "notes", "added_at",
    "brief", "fit_word", "fit_coverage", "fit", "fit_low", "fit_high",
    *(f"{name}{end}" for name in ESTIMATES for end in ("", "_low", "_high")),
    "videos_used", "as_of",
)  # fmt: skip


def shortlist_csv(rows: Iterable[ShortlistRow]) -> bytes:
    """The rows as UTF-8 with a byte-order mark (Excel needs it to read other scripts), one creator a line.

    What is not known is an empty cell, never 0; rates are fractions, intervals stand in ``_low`` and ``_high``.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADER)
    writer.writerows(_line(row) for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def plain(text: str | None) -> str:
    """Text that a spreadsheet shows and never computes: a possible formula gets an apostrophe before it."""
    if not text:
        return ""
    return f"'{text}" if text.lstrip(" \u00a0\u3000").startswith(FORMULA_STARTS) or text[0] in "\t\r\n" else text


def _line(row: ShortlistRow) -> list[str | float | int | None]:
    entry, creator, card = row.entry, row.summary, row.scorecard
    decided = [", ".join(entry.lists), entry.stage, ", ".join(entry.tags), entry.notes, entry.added_at]
    line: list[str | float | int | None] = [
        plain(entry.handle),
        plain(creator.name),
        plain(entry.creator_id),
        f"https://www.tiktok.com/@{entry.handle}",
        creator.followers,
        plain(creator.language),
        *(plain(text) for text in decided),
    ]
    return [
        *line,
        plain(card.fit.brief),
        plain(card.fit.word),
        card.fit.coverage,
        *_ends(card.fit.score),
        *(number for name in ESTIMATES for number in _ends(card.estimates.get(name))),
        card.sample.eligible,
        card.as_of,
    ]


def _ends(estimate: Estimate | None) -> tuple[float | None, float | None, float | None]:
    return (None, None, None) if estimate is None else (estimate.value, estimate.low, estimate.high)
