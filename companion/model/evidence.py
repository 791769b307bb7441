"""Everything that was observed of one creator up to a moment: the input of the metrics."""

from typing import Literal

import msgspec

from companion.model.capture import CaptureSource
from companion.model.comments import CommentFigures
from companion.model.counts import Counts
from companion.model.creator import Creator, CreatorCounts
from companion.model.video import Video

DatedBy = Literal["capture", "stamp", "given", "file"]
"""Where the time of an observation comes from, the most trusted first: the extension's clock at the capture, the
time that an answer or a saved page itself carries, what the person said at the import, the time of the file."""


# Kept with every video, nearly always dated by a capture: written out, that would only make the rows longer.
class Observation(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One video's counts at one instant."""

    seen_at: int
    source: CaptureSource
    counts: Counts
    dated_by: DatedBy = "capture"


class VideoRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One video: its facts merged over all readings, and its newest counts.

    Attributes:
        facts: merged field by field; ``facts.counts`` are the newest known value of each count.
        latest: the newest observation with a view count.
        complete: the newest observation with views, likes, comments and shares, for rates: a later grid
            reading that shows views alone never replaces it.
        first_seen_at: the first observation.
        peak_views: the most views that any reading showed for certain, display rounding taken off.
        comments: figures of the comments under it, where any were read.
    """

    facts: Video
    latest: Observation | None = None
    complete: Observation | None = None
    first_seen_at: int
    peak_views: int | None = None
    comments: CommentFigures | None = None


class FollowerReading(msgspec.Struct, frozen=True):
    """A creator's header counts at one instant."""

    seen_at: int
    counts: CreatorCounts


class CreatorEvidence(msgspec.Struct, frozen=True, kw_only=True):
    """One creator's facts, newest videos and header history, none of it later than ``as_of``.

    Attributes:
        creator: facts merged over all readings; ``counts`` are the newest known.
        seen_at: the newest reading of anything of this creator.
        videos: newest first by posting time, at most ``EVIDENCE_VIDEOS``.
        history: header counts over time, oldest first.
        as_of: the instant up to which observations exist.
    """

    creator: Creator
    seen_at: int
    videos: tuple[VideoRecord, ...]
    history: tuple[FollowerReading, ...]
    as_of: int


EVIDENCE_VIDEOS = 120
"""Videos of one creator that a scorecard looks at: four times what the newest 30 eligible ones need."""
