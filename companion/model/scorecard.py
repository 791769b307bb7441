"""The scorecard (contract: DESIGN section 6): what Fitlens says about one creator at one moment."""

from typing import Literal

import msgspec

from companion.model.creator import CreatorSummary
from companion.model.estimate import Estimate


class Exclusion(msgspec.Struct, frozen=True):
    """A video that was read and not used, and why (``ad``, ``pinned``, ``too_young``, ``no_views`` …)."""

    video_id: str
    reason: str


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """Which videos a scorecard rests on; ``read`` = ``eligible`` + ``len(excluded)``."""

    read: int
    eligible: int
    from_: str | None = msgspec.field(name="from", default=None)
    to: str | None = None
    video_ids: tuple[str, ...] = ()
    excluded: tuple[Exclusion, ...] = ()


class PeerRank(msgspec.Struct, frozen=True, kw_only=True):
    """Where an estimate stands among named peers; ``percentile`` is a fraction."""

    percentile: float
    cohort: str
    n: int
    source: Literal["yours", "shipped"]


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One look at whether the public signals are usual for peers; never a verdict about a person."""

    name: str
    status: Literal["pass", "unusual", "not_enough_data"]
    says: str
    evidence: dict[str, float | int | str | list[str] | None] = {}


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence that moved a part, by how many points, and the videos behind it."""

    says: str
    moves: float
    video_ids: tuple[str, ...] = ()


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One of the four parts of the fit; ``score`` runs from 0 to 100."""

    score: Estimate
    weight: float
    why: tuple[Why, ...] = ()


class Fit(msgspec.Struct, frozen=True, kw_only=True):
    """How well the creator fits one brief; ``coverage`` is the share of the weights that could be computed."""

    brief: str | None
    score: Estimate
    word: str
    coverage: float
    parts: dict[str, Part] = {}


class Reconciled(msgspec.Struct, frozen=True, kw_only=True):
    """What another tool's published formula gives for the same videos; ``why`` it differs from ours."""

    tool: str
    value: float | None
    formula: str
    source: str
    why: str | None = None


class Badge(msgspec.Struct, frozen=True, kw_only=True):
    """One video against this creator's usual views at the same age."""

    multiple: Estimate
    mark: Literal["ad", "shop", "pinned", "young"] | None = None


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Something that comes up in videos: its name, the videos, and what was seen or must be known."""

    name: str
    video_ids: tuple[str, ...]
    says: str | None = None


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What the words of the videos are about and whom they name; facts to look at, none of them scored.

    Attributes:
        topics: main topics, the most frequent first.
        languages: of the captions, as TikTok tells them.
        sensitive: subjects that a brand may want to look at first, with the words seen.
        competitors: those of the brief that are named.
        sponsors: who is named in paid posts.
        promotions: posts that may promote something without saying so; a question, never an accusation.
    """

    topics: tuple[Found, ...] = ()
    languages: tuple[Found, ...] = ()
    sensitive: tuple[Found, ...] = ()
    competitors: tuple[Found, ...] = ()
    sponsors: tuple[Found, ...] = ()
    promotions: tuple[Found, ...] = ()


class Scorecard(msgspec.Struct, frozen=True, kw_only=True):
    """All that is said about a creator at one moment, each number with its interval and its videos."""

    creator: CreatorSummary
    as_of: str
    formula_version: str
    sample: Sample
    estimates: dict[str, Estimate]
    peers: dict[str, PeerRank] = {}
    checks: tuple[Check, ...] = ()
    fit: Fit
    reconcile: tuple[Reconciled, ...] = ()
    content: Content = Content()
