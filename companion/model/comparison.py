"""Creators set against each other: who is ahead in what, how surely, and where it is a tie."""

from typing import Literal

import msgspec

from companion.model.creator import CreatorSummary

Verdict = Literal["ahead", "probably ahead", "too close to call"]
MeasureName = Literal["fit", "engagement_rate", "typical_views", "next_video_views", "fair_price"]


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two creators, the better one first; ``chance`` (0.5 to 1) is how likely it truly is the better one."""

    better: str
    other: str
    chance: float
    verdict: Verdict


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """One creator's rank, from 1 for the best: the expected one, and where 9 in 10 of the draws put it."""

    creator: str
    expected: float
    low: int
    high: int


class Apart(msgspec.Struct, frozen=True, kw_only=True):
    """A creator without this number, and why: never ranked last for it."""

    creator: str
    missing: str


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """One number compared: the creators best first, every pair of them, and those who can't be compared."""

    places: tuple[Place, ...]
    pairs: tuple[Pair, ...]
    apart: tuple[Apart, ...]


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Creators compared for one brief (``None``: without one); they are named as in ``creators``' keys."""

    brief: str | None
    as_of: str
    creators: dict[str, CreatorSummary]
    measures: dict[MeasureName, Measure]
