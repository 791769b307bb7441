"""Creators about whom something was forecast, and whose next videos were read in time."""

import math
import random

from companion.model import DAY, Counts, Creator, CreatorCounts, Reading, Video
from companion.model.forecast import Forecast
from companion.store.interfaces import Store
from tests.support.creators import NOW

WIDTHS = {"0.5": 0.62, "0.8": 1.2, "0.95": 1.9}
"""Half widths of a forecast on ln(views) whose videos swing by 0.9."""


def said(at: int, *, middle: float, n: int = 20, shift: float = 0.0) -> Forecast:
    """A forecast around a level; ``shift`` makes it too high, on ln(views)."""
    centre = math.log(middle) + shift
    ends = {
        level: (float(round(math.exp(centre - half))), float(round(math.exp(centre + half))))
        for level, half in WIDTHS.items()
    }
    return Forecast(made_at=at, formula_version="t", n=n, value=float(round(math.exp(centre))), views=ends)


def track(
    store: Store,
    *,
    key: int,
    handle: str | None = None,
    name: str | None = None,
    videos: int = 8,
    shift: float = 0.0,
    newest_at: int = NOW - 40 * DAY,
    followers: int | None = 50_000,
) -> str:
    """Forecast each of a creator's videos the day before it was posted, and read it at 7 and at 30 days."""
    draw = random.Random(key)  # noqa: S311 - a seeded creator, no secret
    creator = Creator(
        id=str(7_600_000_000_000_000_000 + key),
        handle=handle or f"track{key}",
        name=name,
        state="ok",
        counts=CreatorCounts(followers=followers, likes=900_000, videos=120),
        from_profile=True,
    )
    middle = 20_000 * math.exp(draw.gauss(0, 0.8))
    recorded = []
    for n in range(videos):
        posted = newest_at - 3 * n * DAY
        final = middle * math.exp(draw.gauss(0, 0.9))
        recorded.append(said(posted - DAY, middle=middle, n=(3, 8, 20, 30)[n % 4], shift=shift))
        for age in (7, 30):
            video = Video(
                id=f"76{key:06}{n:04}",
                creator_id=creator.id,
                handle=creator.handle,
                created_at=posted,
                caption=f"Loaf {n}",
                counts=Counts(views=round(final * (0.8 if age == 7 else 1.0))),
            )
            reading = Reading(
                format="t", outcome="read", says="", creators=(creator,), videos=(video,), about=creator.handle
            )
            store.observations.record(reading, seen_at=min(posted + age * DAY, NOW), source="api")
    found = store.observations.find(creator.id or "")
    assert found is not None
    for forecast in recorded:
        store.forecasts.record(found, forecast)
    return creator.id or ""
