"""What a creator does in videos, for the creator's page: which factors are rows, early sounds and trends."""

from collections.abc import Sequence

import msgspec

from companion.service.creative import Creative, FactorFound, Timing
from companion.service.wording import counted
from companion.web import charts
from companion.web.charts import Scale

LISTED = 8
"""Sounds and hashtags that are listed: those used the furthest from the others."""


class CreativeView(msgspec.Struct, frozen=True, kw_only=True):
    """The section of the page.

    Attributes:
        rows: factors that at least one post has.
        said: those of them with an effect that is more than chance.
        compared: effects that could be compared.
        absent: titles of factors that no post has.
        unread: titles of factors that what was read does not show.
        sounds: what is said of each sound and when it was used.
        hashtags: likewise of hashtags that rose among others.
    """

    rows: tuple[FactorFound, ...]
    said: tuple[FactorFound, ...]
    compared: int
    absent: tuple[str, ...]
    unread: tuple[str, ...]
    sounds: tuple[tuple[Timing, str], ...]
    hashtags: tuple[tuple[Timing, str], ...]
    creative: Creative
    scale: Scale = charts.EFFECTS


def view(creative: Creative) -> CreativeView | None:
    """The section's content; None where no post was read."""
    if not any(factor.share.n for factor in creative.factors):
        return None
    rows = tuple(factor for factor in creative.factors if factor.video_ids)
    return CreativeView(
        rows=rows,
        said=tuple(factor for factor in rows if factor.views.found or factor.engagement.found),
        compared=sum(
            within.ratio.value is not None for factor in rows for within in (factor.views, factor.engagement)
        ),
        absent=tuple(factor.title for factor in creative.factors if factor.share.n and not factor.video_ids),
        unread=tuple(factor.title for factor in creative.factors if not factor.share.n),
        sounds=_furthest(creative.sounds.sounds),
        hashtags=_furthest(creative.trends.hashtags),
        creative=creative,
    )


def _furthest(timings: Sequence[Timing]) -> tuple[tuple[Timing, str], ...]:
    furthest = sorted(timings, key=lambda timing: -abs(timing.days_before))[:LISTED]
    return tuple((timing, against_others(timing)) for timing in furthest)


def against_others(timing: Timing) -> str:
    """When something was first used, in words: ``9 days before the middle of 12 other creators``."""
    middle = f"the middle of {timing.creators} other creators"
    days = round(abs(timing.days_before))
    if not days:
        return f"on the day of {middle}"
    return f"{counted(days, 'day')} {'before' if timing.days_before > 0 else 'after'} {middle}"
