"""What is kept of one video's observations, so that no list ever reads them all."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import msgspec

from companion.model import (
    COUNT_NAMES,
    CaptureSource,
    Counts,
    DatedBy,
    Observation,
    more_exact,
    rounding_half_width,
    tells_more,
    unrounded,
)

SOURCES: tuple[CaptureSource, ...] = ("dom", "api", "embedded")
"""Sources by their kept number; of two bodies of one second the larger number stays."""

DATED_BY: tuple[DatedBy, ...] = ("file", "given", "stamp", "capture")
"""Origins of a time by their kept number, the most trusted last; the larger number stays likewise."""


_NONE = Counts()


def exact_among(counts: Counts) -> Counts:
    """The counts that are exact where TikTok usually rounds."""
    values = msgspec.structs.astuple(counts)
    return Counts(*(value if value is not None and tells_more(value) else None for value in values))


class Tally(msgspec.Struct, frozen=True, gc=False):
    """The newest of one video's observations.

    Attributes:
        counts: the newest known value of each count.
        known_at: when each of ``counts`` was seen; 0 for one that never was.
        latest: the newest observation with views.
        complete: the newest observation with views, likes, comments and shares.
        first_seen_at: the first observation.
        last_seen_at: the newest observation of any kind; 0 in tallies that the first version kept.
        peak: the most views that it had for certain, rounding taken off.
        exact: the newest value of each count that was exact where TikTok usually rounds.
        exact_at: when each of ``exact`` was seen.
    """

    first_seen_at: int
    counts: Counts = Counts()
    known_at: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    latest: Observation | None = None
    complete: Observation | None = None
    last_seen_at: int = 0
    peak: int = 0
    exact: Counts = Counts()
    exact_at: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)

    @property
    def told(self) -> Counts:
        """The newest counts; a rounded one gives way to an exact one that it may stand for."""
        if self.exact == _NONE:
            return self.counts
        pairs = zip(msgspec.structs.astuple(self.counts), msgspec.structs.astuple(self.exact), strict=True)
        return Counts(*(None if newest is None else unrounded(newest, exact) for newest, exact in pairs))

    @property
    def newest_at(self) -> int:
        """When the video was last seen."""
        return self.last_seen_at or max(self.known_at)

    @property
    def whole(self) -> "Tally":
        """Itself."""
        return self

    def seen(self, observation: Observation) -> "Tally":
        """The tally with one more observation; of one second, the last one given holds all that was known then."""
        at, new = observation.seen_at, observation.counts
        counts, known_at = _newest(self.counts, self.known_at, new, at)
        exact, exact_at = _newest(self.exact, self.exact_at, exact_among(new), at)
        latest, complete = self.latest, self.complete
        if new.views is not None:
            if latest is None or at >= latest.seen_at:
                latest = observation
            if None not in (new.likes, new.comments, new.shares) and (complete is None or at >= complete.seen_at):
                complete = observation
        return Tally(
            min(self.first_seen_at, at),
            counts,
            known_at,
            latest,
            complete,
            max(self.newest_at, at),
            max(self.peak, at_least(new.views)),
            exact,
            exact_at,
        )


class Plain(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The tally of a video whose newest observation shows every count, as nearly all do, in few bytes."""

    first_seen_at: int
    newest_at: int
    source: int
    dated_by: int
    views: int
    likes: int
    comments: int
    shares: int
    saves: int
    peak: int = 0

    @property
    def whole(self) -> Tally:
        """The same, written out."""
        at = self.newest_at
        counts = Counts(self.views, self.likes, self.comments, self.shares, self.saves)
        newest = Observation(at, SOURCES[self.source], counts, DATED_BY[self.dated_by])
        return Tally(self.first_seen_at, counts, (at, at, at, at, at), newest, newest, at, self.peak)


Kept: TypeAlias = Plain | Tally

_PLAIN = b"["
"""How plain tallies begin; others are objects."""
_read_plain = msgspec.json.Decoder(list[Plain]).decode
_read = msgspec.json.Decoder(Tally).decode
write_tally = msgspec.json.encode


def read_tallies(many: Sequence[bytes]) -> list[Kept]:
    """Kept tallies."""
    # One decode of many rows costs a third of many decodes of one.
    plain = iter(_read_plain(b"[" + b",".join([each for each in many if each.startswith(_PLAIN)]) + b"]"))
    return [next(plain) if each.startswith(_PLAIN) else _with_peak(_read(each)) for each in many]


def _with_peak(tally: Tally) -> Tally:
    """The first version kept no peak: the newest views are one."""
    return tally if tally.peak else msgspec.structs.replace(tally, peak=at_least(tally.counts.views))


def with_one_more(kept: Kept, seen_at: int, source: int, dated_by: int, counts: Counts) -> Kept:
    """A tally with one more observation, whose source and origin are given by their numbers."""
    values: tuple[Any, ...] = msgspec.structs.astuple(counts)
    exact_kept = isinstance(kept, Tally) and kept.exact != _NONE
    if seen_at >= kept.newest_at and None not in values and not exact_kept and exact_among(counts) == _NONE:
        first = min(kept.first_seen_at, seen_at)
        peak = max(kept.peak, at_least(counts.views))
        return Plain(*(first, seen_at, source, dated_by, *values, peak))
    return kept.whole.seen(Observation(seen_at, SOURCES[source], counts, DATED_BY[dated_by]))


def at_least(views: int | None) -> int:
    """The fewest views that a shown count can stand for."""
    return 0 if views is None else views - rounding_half_width(views)


def _newest(
    kept: Counts, known_at: tuple[int, int, int, int, int], new: Counts, at: int
) -> tuple[Counts, tuple[int, int, int, int, int]]:
    values = list(msgspec.structs.astuple(kept))
    times = list(known_at)
    for index, value in enumerate(msgspec.structs.astuple(new)):
        if value is not None and at >= times[index]:
            values[index], times[index] = value, at
    return Counts(*values), (times[0], times[1], times[2], times[3], times[4])


def met(one: Counts, other: Counts) -> Counts:
    """Two bodies' counts of one video at one second: field by field the more exact one."""
    return Counts(*(more_exact(getattr(one, name), getattr(other, name)) for name in COUNT_NAMES))
