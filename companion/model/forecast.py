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
    """

    days: int
    seen_at: str | None = None
    views: int | None = None
    inside: dict[str, bool] | None = None


class MarkedForecast(msgspec.Struct, frozen=True, kw_only=True):
    """One forecast, the video it was about (None until one is seen) and its outcomes."""

    made_at: str
    value: float
    low: float
    high: float
    video_id: str | None
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
