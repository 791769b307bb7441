"""Recorded forecasts against the videos that came: computed from the observations each time, never kept.

So a reading that is delivered late gives the same marks as one that came at once.
"""

import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

from companion.metrics.forecast import LEVELS, SHOWN
from companion.metrics.maturity import HORIZON_DAYS, growing
from companion.metrics.sample import ordinary
from companion.model import DAY, Observation, Scorecard, VideoRecord, iso, parse_instant
from companion.model import rounding_half_width as half_width
from companion.model.forecast import DayRecord, Forecast, Intervals, MarkedForecast, Outcome, TrackRecord

WINDOWS = {7: (6.0, 9.0), 30: (25.0, 45.0)}
"""Ages to mark at, in days, and between which ages a reading stands for them (DESIGN section 6)."""


def forecast_of(scorecard: Scorecard) -> Forecast | None:
    """What a scorecard says about the next video; None where it says nothing."""
    views = scorecard.estimates["next_video_views"]
    engagements = scorecard.estimates["next_video_engagements"]
    if views.value is None or views.intervals is None:
        return None
    return Forecast(
        made_at=parse_instant(scorecard.as_of),
        formula_version=scorecard.formula_version,
        n=views.n,
        value=float(round(views.value)),
        views=_whole(views.intervals),
        engagements=None if engagements.intervals is None else _whole(engagements.intervals),
    )


def _whole(intervals: Intervals) -> Intervals:
    return {level: (float(math.floor(low)), float(math.ceil(high))) for level, (low, high) in intervals.items()}


def says_more(new: Forecast, last: Forecast | None) -> bool:
    """Whether a forecast is to be recorded: the first of its day, or another one than the last."""
    if last is None or new.made_at // DAY != last.made_at // DAY:
        return True
    return (new.n, new.views, new.engagements) != (last.n, last.views, last.engagements)


def marked(
    forecasts: Sequence[Forecast], videos: Iterable[VideoRecord], readings: Iterable[tuple[str, Observation]]
) -> list[MarkedForecast]:
    """Each forecast beside the next ordinary video that was posted after it, newest forecast first.

    The growth that a young reading is granted is the shipped curve's: marks don't change with what is learned.
    """
    candidates = sorted(
        (record.facts.created_at, record.facts.id)
        for record in videos
        if record.facts.created_at is not None and ordinary(record)
    )
    by_video: dict[str, list[Observation]] = {}
    for video_id, seen in readings:
        if seen.counts.views:
            by_video.setdefault(video_id, []).append(seen)
    return [_marked(forecast, candidates, by_video) for forecast in sorted(forecasts, key=lambda f: -f.made_at)]


def _marked(
    forecast: Forecast, candidates: Sequence[tuple[int, str]], readings: Mapping[str, Sequence[Observation]]
) -> MarkedForecast:
    following = bisect_right(candidates, forecast.made_at, key=itemgetter(0))
    posted, video_id = candidates[following] if following < len(candidates) else (0, None)
    seen = readings.get(video_id, ()) if video_id is not None else ()
    low, high = forecast.views[str(SHOWN)]
    return MarkedForecast(
        made_at=iso(forecast.made_at),
        value=forecast.value,
        n=forecast.n,
        low=low,
        high=high,
        video_id=video_id,
        posted_at=iso(posted) if video_id is not None else None,
        outcomes=tuple(_outcome(forecast, posted, seen, days) for days in WINDOWS),
    )


def _outcome(forecast: Forecast, posted: int, seen: Sequence[Observation], days: int) -> Outcome:
    low, high = WINDOWS[days]
    near = [reading for reading in seen if low <= (reading.seen_at - posted) / DAY <= high]
    if not near:
        return Outcome(days=days)
    nearest = min(near, key=lambda reading: (abs(reading.seen_at - posted - days * DAY), reading.seen_at))
    views = nearest.counts.views or 0
    age = (nearest.seen_at - posted) / DAY
    growth = math.exp(growing(age, HORIZON_DAYS).median) if age < HORIZON_DAYS else 1.0
    return Outcome(
        days=days,
        seen_at=iso(nearest.seen_at),
        views=views,
        inside={level: _inside(views, growth, ends) for level, ends in forecast.views.items()},
        times=views * growth / max(forecast.value, 1.0),
    )


def _inside(views: int, growth: float, ends: tuple[float, float]) -> bool:
    """Whether views, as exact as they were shown, lie in an interval once brought to 30 days."""
    rounding = half_width(views)
    return (views + rounding) * growth >= ends[0] and (views - rounding) * growth <= ends[1]


def track_record(marks: Sequence[MarkedForecast]) -> TrackRecord:
    """All marks and their sums."""
    return TrackRecord(days=tuple(_day(marks, days) for days in WINDOWS), forecasts=tuple(marks))


def _day(marks: Sequence[MarkedForecast], days: int) -> DayRecord:
    outcomes = [outcome for mark in marks for outcome in mark.outcomes if outcome.days == days]
    read = [outcome.inside for outcome in outcomes if outcome.inside is not None]
    landed = {str(level): sum(inside[str(level)] for inside in read) for level in LEVELS}
    unread = len(outcomes) - len(read)
    return DayRecord(
        days=days,
        forecasts=len(outcomes),
        read=len(read),
        unread=unread,
        landed=landed,
        says=said(days, len(outcomes), landed[str(SHOWN)], unread),
    )


def said(days: int, forecasts: int, landed: int, unread: int) -> str:
    """The sums at one age as a sentence; what nobody read is no miss."""
    read = forecasts - unread
    if not read:
        waiting = "1 forecast waits" if forecasts == 1 else f"{forecasts:,} forecasts wait"
        return f"{waiting} for a reading of the video after {days} days: nothing to mark yet."
    landed_of = f"Of {read:,} forecast{'' if read == 1 else 's'} read after {days} days, {landed:,} landed"
    return f"{landed_of} in the {100 * SHOWN:.0f} % range; {unread:,} not yet read."
