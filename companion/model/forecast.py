"""A forecast as it was shown, and what became of it."""

import msgspec

Intervals = dict[str, tuple[float, float]]


class Forecast(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was said about a creator's next ordinary video, and when.

    Attributes:
        made_at: when it was shown, in Unix seconds.
        formula_version: of the engine that said it.
        n: videos behind it.
        value: views that half of such videos get after 30 days.
        views: intervals of the views by level, "0.5", "0.8" and "0.95".
        engagements: intervals of likes, comments and shares together; None where none was shown.
    """

    made_at: int
    formula_version: str
    n: int
    value: float
    views: Intervals
    engagements: Intervals | None = None


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What one forecast's video had when it was read near one age.

    Attributes:
        days: the age to mark at, 7 or 30.
        seen_at: of the reading nearest to it; None where none lies near enough: then nothing else is known.
        views: as read.
        inside: by level, whether the views landed in the interval.
        times: those views, brought to 30 days, as a multiple of the value that was said.
    """

    days: int
    seen_at: str | None = None
    views: int | None = None
    inside: dict[str, bool] | None = None
    times: float | None = None


class MarkedForecast(msgspec.Struct, frozen=True, kw_only=True):
    """One forecast from ``n`` videos, the video it was about (None until one is seen) and its outcomes."""

    made_at: str
    value: float
    n: int
    low: float
    high: float
    video_id: str | None
    posted_at: str | None
    outcomes: tuple[Outcome, ...]


class DayRecord(msgspec.Struct, frozen=True, kw_only=True):
    """All forecasts of some creators at one age; ``read + unread == forecasts``, and an unread one is no hit."""

    days: int
    forecasts: int
    read: int
    unread: int
    landed: dict[str, int]
    says: str


class TrackRecord(msgspec.Struct, frozen=True, kw_only=True):
    """How a creator's forecasts turned out, newest forecast first."""

    days: tuple[DayRecord, ...]
    forecasts: tuple[MarkedForecast, ...]


class Verdict(msgspec.Struct, frozen=True, array_like=True):
    """One forecast whose video was read; times in Unix seconds.

    Attributes:
        days: the age that it was marked at.
        said: low end, middle and high end of the 80 % range.
        views: as read at ``seen_at``.
        times: those views, brought to 30 days, over the middle.
        beyond: by which factor they lie outside of the range; 1 or less inside.
        landed: whether they count as inside, the rounding of shown counts granted.
    """

    days: int
    made_at: int
    n: int
    said: tuple[float, float, float]
    video_id: str
    seen_at: int
    views: int
    times: float
    beyond: float
    landed: bool


class Tally(msgspec.Struct, frozen=True, array_like=True):
    """One creator's marked forecasts at one age that rested on about as many videos.

    Attributes:
        videos: the fewest videos of this band.
        landed: in the 50, 80 and 95 % range.
        higher: the video got more than the 80 % range.
        above: the video got more than the middle.
    """

    days: int
    videos: int
    read: int
    landed: tuple[int, int, int]
    higher: int
    above: int


class Awaited(msgspec.Struct, frozen=True, array_like=True):
    """A video not yet read near one age; a reading from ``opens`` to ``closes`` marks the forecasts about it."""

    days: int
    video_id: str
    opens: int
    closes: int
    forecasts: int


class CreatorMarks(msgspec.Struct, frozen=True, array_like=True):
    """What became of all forecasts about one creator.

    Attributes:
        followers: when they were marked.
        unposted: those whose video was not seen yet.
        awaited: videos that can still be read in time.
        worst: the miss that lies farthest outside, at the greatest age that it was marked at.
        newest: the forecast marked last.
    """

    followers: int | None
    forecasts: int
    unposted: int
    tallies: tuple[Tally, ...]
    awaited: tuple[Awaited, ...]
    worst: Verdict | None
    newest: Verdict | None


class Summed(msgspec.Struct, frozen=True, array_like=True):
    """Marks of one kind of forecast, summed over creators; squares and products are sums of each creator's.

    Attributes:
        landed: in the 50, 80 and 95 % range, then above the middle.
        both: reads times each of ``landed``.
        squared: each of ``landed`` squared.
    """

    creators: int
    read: int
    higher: int
    read_squared: int
    landed: tuple[int, int, int, int]
    both: tuple[int, int, int, int]
    squared: tuple[int, int, int, int]


class MarkSums(msgspec.Struct, frozen=True, array_like=True):
    """All creators' marks added up in whole numbers, so that one creator's can be taken out and put in again.

    Attributes:
        forecasts: recorded.
        unposted: those whose video was not seen yet.
        groups: by age and kind, such as ``"7"``, ``"7 videos 5"`` and ``"30 followers 1000"``.
    """

    forecasts: int = 0
    unposted: int = 0
    groups: dict[str, Summed] = {}
