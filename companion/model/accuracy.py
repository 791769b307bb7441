"""How all recorded forecasts turned out, and how the forecast does on what a home has read."""

import msgspec

from companion.model.creator import CreatorSummary
from companion.model.estimate import Estimate


class MarkedGroup(msgspec.Struct, frozen=True, kw_only=True):
    """Marked forecasts of one kind: how many landed in the 80 % range."""

    name: str
    read: int
    creators: int
    landed: int
    share: Estimate


class RecordMarks(msgspec.Struct, frozen=True, kw_only=True):
    """The forecasts that were recorded when they were shown, marked at one age.

    Attributes:
        panel: always ``recorded forecasts``.
        days: the age to mark at, 7 or 30.
        forecasts: all of them, ``read + unread``; an unread one is no hit.
        waiting: of the unread ones, those that can still be read in time.
        creators: whose forecasts were read.
        landed: by level, how many landed in the interval.
        coverage: by level, which share of those read did; None where none was read.
        shares: the same with 95 % intervals that know that one creator's forecasts fail together.
        higher: videos that got more than the 80 % range.
        lower: videos that got less.
        above_middle: share of videos that got more than the middle of their forecast; 0.5 where there is no bias.
        by_videos: by how many videos the forecast rested on, fewest first.
        by_size: by followers, smallest first.
    """

    panel: str = "recorded forecasts"
    days: int
    forecasts: int
    read: int
    unread: int
    waiting: int
    creators: int
    landed: dict[str, int]
    coverage: dict[str, float] | None
    shares: dict[str, Estimate]
    higher: int
    lower: int
    above_middle: Estimate
    by_videos: tuple[MarkedGroup, ...]
    by_size: tuple[MarkedGroup, ...]
    says: str


class MarkedVideo(msgspec.Struct, frozen=True, kw_only=True):
    """One forecast beside the video that it was about.

    Attributes:
        url: of the video; None where the creator's handle is not known.
        times: its views, brought to 30 days, over the value that was said.
        landed: in the range from ``low`` to ``high``, 80 %.
    """

    creator: CreatorSummary
    days: int
    made_at: str
    n: int
    value: float
    low: float
    high: float
    video_id: str
    url: str | None
    seen_at: str
    views: int
    times: float
    landed: bool


class AwaitedVideo(msgspec.Struct, frozen=True, kw_only=True):
    """A video to be read from ``opens_at`` to ``closes_at``, so that the forecasts about it can be marked."""

    creator: CreatorSummary
    days: int
    video_id: str
    opens_at: str
    closes_at: str
    forecasts: int


class CreatorRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One creator's marked forecasts at both ages together."""

    creator: CreatorSummary
    read: int
    landed: int
