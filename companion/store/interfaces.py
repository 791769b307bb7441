"""The two small interfaces behind which everything is kept; the rest of the program knows only these.

Documents are what the marketer decided: few, small, readable JSON. Observations are what TikTok showed:
append-only, many, never edited. Each implementation passes the same test suite.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, Protocol, TypeAlias

import msgspec

from companion.model import (
    Capture,
    CaptureSource,
    CreatorEvidence,
    CreatorSummary,
    DatedBy,
    Observation,
    Reading,
    Scorecard,
    VideoRecord,
)
from companion.model.forecast import Awaited, CreatorMarks, Forecast, MarkSums
from companion.model.tag_use import TagUse

Document: TypeAlias = dict[str, Any]
"""Plain JSON values; copies on the way in and on the way out, so that nobody changes what is kept."""


class Documents(Protocol):
    """Named collections of documents with text ids.

    A write that returned is on disk (fsync) and whole after ``kill -9``. Safe under threads and under a second
    process on the same home (the command line beside a running companion).
    """

    def get(self, collection: str, document_id: str) -> Document | None:
        """One document, or None."""

    def all(self, collection: str) -> dict[str, Document]:
        """Every document of a collection by id, in the order in which they were first put."""

    def put(self, collection: str, document_id: str, document: Document) -> None:
        """Create or replace one document."""

    def update(
        self, collection: str, document_id: str, change: Callable[[Document | None], Document | None]
    ) -> Document | None:
        """Read, change and write one document under one lock; ``None`` from ``change`` deletes it.

        Returns what is now kept. An exception from ``change`` leaves everything as it was.
        """


class Recorded(msgspec.Struct, frozen=True):
    """What one reading added.

    Attributes:
        creators: store keys of the creators in the reading, in its order.
        about: key of the creator that the reading's page is about, if there is one.
        observations: how many new observations were written (0 when the same capture comes again).
    """

    creators: tuple[int, ...]
    about: int | None
    observations: int


class MadeWith(msgspec.Struct, frozen=True):
    """What a scorecard was made with besides what was read: one made with other things is due to be made anew.

    Attributes:
        brief: one word for the brief as it then stood and the formulas; the fit holds for this alone.
        lesson: when the priors were learned, in Unix seconds; 0 for the shipped ones.
    """

    brief: str
    lesson: int


class CreatorPage(msgspec.Struct, frozen=True):
    """One page of a list of creators; ``scorecard`` is the last one computed, with the brief it was made for."""

    total: int
    rows: tuple["CreatorRow", ...]


class CreatorRow(msgspec.Struct, frozen=True, kw_only=True):
    """One creator in a list, without touching its observations; ``made_for``: what the scorecard's fit is for."""

    key: int
    summary: CreatorSummary
    scorecard: Scorecard | None = None
    made_for: str | None = None


class Observations(Protocol):
    """What TikTok showed, when, and where it was read.

    Facts merge field by field as a join (higher-ranked source, then newer, then the larger text), so that any
    order of deliveries, and any repetition, gives the same answers. A creator is found by TikTok's id, by secUid
    or by handle without case; a handle that changed hands belongs to whoever was seen with it last.
    """

    def record(
        self, reading: Reading, *, seen_at: int, source: CaptureSource, dated_by: DatedBy = "capture"
    ) -> Recorded:
        """Write one reading in one transaction; acknowledged means on disk.

        ``dated_by`` is where ``seen_at`` comes from; of two readings of one second the more trusted one stays.
        """

    def find(self, ref: str) -> int | None:
        """Key of the creator with this TikTok id or ``@handle`` (``handle`` alone works too), or None."""

    def evidence(self, key: int, *, as_of: int | None = None) -> CreatorEvidence | None:
        """All that the metrics need of one creator, as if nothing after ``as_of`` had been seen.

        None if nothing of the creator had been seen by then. Without ``as_of``: up to the newest reading.
        """

    def summary(self, key: int) -> CreatorSummary:
        """The creator as lists show one."""

    def creators(
        self,
        *,
        search: str = "",
        sort: str = "seen_at",
        descending: bool = True,
        limit: int = 100,
        offset: int = 0,
    ) -> CreatorPage:
        """A page of creators.

        ``sort`` is one of ``seen_at handle followers fit engagement_rate typical_views``.
        """

    def rows(self, keys: Sequence[int]) -> tuple[CreatorRow, ...]:
        """These creators with their last scorecards, in the order asked for."""

    def videos(self, key: int, *, limit: int = 10_000, offset: int = 0) -> tuple[VideoRecord, ...]:
        """One creator's videos, newest first by posting time."""

    def history(self, video_id: str) -> tuple[Observation, ...]:
        """One video's observations, oldest first; empty if the video is unknown."""

    def observations_of(self, key: int, *, since: int = 0) -> tuple[tuple[str, Observation], ...]:
        """(video id, observation) pairs of one creator after ``since``, oldest first: for charts over time."""

    def views_at(self, readings: Sequence[tuple[str, int]]) -> dict[str, int]:
        """Views of videos as one reading of each showed them: (video id, time of the reading) pairs."""

    def first_uses(self, sounds: Sequence[str], *, but: int) -> dict[str, tuple[int, ...]]:
        """For each library sound when each creator but one was first seen to use it, in Unix seconds."""

    def keep_tag_uses(self, key: int, uses: Mapping[str, TagUse]) -> None:
        """Keep a creator's uses of hashtags in place of those kept before."""

    def others_tag_uses(self, tags: Sequence[str], *, but: int) -> dict[str, tuple[TagUse, ...]]:
        """For each hashtag its use by the other creators of whom uses are kept, at most 400 of them."""

    def keep_scorecard(self, key: int, scorecard: Scorecard, made_with: MadeWith) -> None:
        """Remember the newest scorecard of a creator, for lists."""

    def behind(self, made_with: MadeWith, limit: int) -> tuple[int, ...]:
        """Creators whose kept scorecard was made with something else or before the newest reading."""

    def forget_fits(self, *, but: str) -> None:
        """Take the fits for any other brief out of the order of lists."""

    def without_fit(self, brief: str) -> int:
        """How many creators have no scorecard for this brief yet."""

    def count(self) -> dict[str, int]:
        """How many ``creators``, ``videos`` are kept (from running totals; never a scan)."""


class CaptureArchive(Protocol):
    """Raw captures, compressed, at most 200 MB and 30 days, so that a better reader can run again."""

    def keep(self, capture: Capture, *, received_at: int) -> None:
        """Keep one capture; the same one twice is kept once. Failing to keep one is never the caller's problem."""

    def replay(self) -> Iterable[Capture]:
        """All kept captures, oldest first."""


class Forecasts(Protocol):
    """Forecasts as they were shown; never changed afterwards."""

    def record(self, key: int, forecast: Forecast) -> None:
        """Keep one forecast about a creator; of two of the same second the last one stays."""

    def last(self, key: int) -> Forecast | None:
        """The newest forecast about a creator."""

    def of(self, key: int) -> tuple[Forecast, ...]:
        """All forecasts about a creator, oldest first."""

    def creators(self) -> tuple[int, ...]:
        """Creators that something was forecast about."""


class DueMarks(msgspec.Struct, frozen=True):
    """A creator whose marks are to be computed, and at which count of changes.

    Attributes:
        own: False for a name that turned out to be another creator's: its forecasts are marked there.
    """

    key: int
    changes: int
    own: bool


AddMarks: TypeAlias = Callable[[MarkSums, CreatorMarks | None, CreatorMarks], MarkSums]
"""The sums with one creator's marks put in, and those from before taken out."""

MarkOrder: TypeAlias = Literal["worst", "newest", "most"]


class Marks(Protocol):
    """How forecasts turned out, as last computed; can be made again any time from forecasts and observations."""

    def due(self, limit: int) -> tuple[DueMarks, ...]:
        """Creators that were read, or forecast anew, since they were marked."""

    def count_due(self) -> int:
        """How many creators are due."""

    def keep(self, due: DueMarks, marks: CreatorMarks, add: AddMarks) -> None:
        """Keep a creator's marks, and the sums with them; where more was read meanwhile they stay due."""

    def sums(self) -> MarkSums:
        """The marks of all creators added up."""

    def first(self, order: MarkOrder, limit: int) -> tuple[tuple[int, CreatorMarks], ...]:
        """The first creators in an order, each with their marks; those without such marks are left out."""

    def open(self, now: int, limit: int) -> tuple[tuple[int, Awaited], ...]:
        """Videos whose reading now would mark forecasts, those that close first before the others."""

    def waiting(self, now: int) -> dict[int, int]:
        """By age, how many forecasts have a video that can still be read in time."""

    def next_opening(self, now: int) -> int | None:
        """When the next video can be read to mark forecasts."""

    def keep_backtest(self, made_at: int, body: bytes) -> None:
        """Keep a back-test in place of the last one."""

    def backtest(self) -> bytes | None:
        """The last back-test."""


class Lesson(msgspec.Struct, frozen=True):
    """What was learned from the creators kept: ``version`` of the engine that did, when, and what."""

    version: str
    made_at: int
    body: bytes


class Lessons(Protocol):
    """What is kept of each creator to learn from, and what was learned of all; can be made again any time."""

    def keep_trace(self, key: int, trace: bytes) -> bool:
        """Keep a creator's trace; whether it differs from the one kept before."""

    def traces(self) -> tuple[bytes, ...]:
        """Every creator's trace."""

    def due(self) -> tuple[int, int]:
        """How many traces are kept, and how many changed since the last lesson."""

    def keep(self, lesson: Lesson) -> None:
        """Keep what was learned in place of the last lesson."""

    def last(self) -> Lesson:
        """The last lesson; an empty ``version`` and ``body`` before the first."""


class Store(Protocol):
    """All that one home keeps; made by ``companion.store.open_store``."""

    documents: Documents
    observations: Observations
    archive: CaptureArchive
    forecasts: Forecasts
    marks: Marks
    lessons: Lessons

    def close(self) -> None:
        """Release files and connections; everything acknowledged is on disk already."""
