"""Who used something early and who late: one creator's first use against those of the other creators observed.

Only what was read can be told: a creator whose videos nobody opened may have used a thing long before.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from companion.metrics.quantiles import median, wilson_interval
from companion.model import DAY, CreatorEvidence, Estimate, Video

FEWEST_THINGS = 3
"""Things that others used too below which no share is told."""


class Used(msgspec.Struct, frozen=True):
    """Something that a video uses: its id, its title, and who made it where somebody did."""

    id: str
    title: str | None
    author: str | None = None


class Use(msgspec.Struct):
    """A creator's use of one thing: when first, in Unix seconds, and in which videos."""

    used: Used
    first: int
    video_ids: list[str]


class Timing(msgspec.Struct, frozen=True, kw_only=True):
    """When a creator first used something, against the other creators observed.

    Attributes:
        id: of the thing, a sound or a hashtag.
        title: as TikTok names it.
        author: who made it, as TikTok names them.
        days_before: how many days before the middle of the others; negative is later.
        creators: how many others.
        video_ids: this creator's videos with it.
    """

    id: str
    title: str | None
    author: str | None
    days_before: float
    creators: int
    video_ids: tuple[str, ...]


def uses(evidence: CreatorEvidence, used_by: Callable[[Video], Iterable[Used]]) -> dict[str, Use]:
    """What a creator used, by id, the newest first."""
    found: dict[str, Use] = {}
    for record in evidence.videos:
        posted = record.facts.created_at
        if posted is None:
            continue
        for used in used_by(record.facts):
            use = found.setdefault(used.id, Use(used, posted, []))
            use.first = min(use.first, posted)
            use.video_ids.append(record.facts.id)
    return found


def timings(mine: Mapping[str, Use], others: Mapping[str, Sequence[int]], fewest: int) -> tuple[Timing, ...]:
    """First uses against those of others, the earliest first.

    Args:
        mine: of the creator.
        others: for each thing when each other creator was first seen to use it, in Unix seconds.
        fewest: other creators below which nothing is said of a thing.
    """
    found = [
        Timing(
            id=key,
            title=use.used.title,
            author=use.used.author,
            days_before=(median(others[key]) - use.first) / DAY,
            creators=len(others[key]),
            video_ids=tuple(use.video_ids),
        )
        for key, use in mine.items()
        if len(others.get(key, ())) >= fewest
    ]
    return tuple(sorted(found, key=lambda each: -each.days_before))


def share_early(found: Sequence[Timing], *, method: str, missing: str) -> Estimate:
    """The share of things that were used before the middle of the others, from three things on."""
    n = len(found)
    if n < FEWEST_THINGS:
        return Estimate.absent(f"{missing}, {n or 'none'} found", unit="fraction", method=method, n=n)
    early = sum(each.days_before > 0 for each in found)
    low, high = wilson_interval(early, n)
    return Estimate(value=early / n, low=low, high=high, n=n, unit="fraction", method=method)
