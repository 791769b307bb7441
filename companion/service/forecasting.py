"""Forecasts are kept when they appear, and marked when the videos they were about have been read."""

from collections.abc import Iterator

from companion.metrics import marking
from companion.metrics.track import creator_marks, with_marks
from companion.model import Scorecard
from companion.model.forecast import MarkedForecast, TrackRecord
from companion.service import creators
from companion.store.interfaces import DueMarks, Store

NEWEST = 1000
"""Videos of one creator among which the next ones are looked for."""
AT_ONCE = 50
"""Creators marked after one reading: it is mostly one, and after an update of Fitlens all."""


def note(store: Store, key: int, scorecard: Scorecard) -> None:
    """Record the forecast of a scorecard that appears: the first of its day, and each that differs."""
    forecast = marking.forecast_of(scorecard)
    if forecast is not None and marking.says_more(forecast, store.forecasts.last(key)):
        store.forecasts.record(key, forecast)


def record_of(store: Store, ref: str) -> TrackRecord:
    """How the forecasts about a creator turned out.

    Raises:
        NotFound: this creator was never read.
    """
    return marking.track_record(_marked(store, creators.resolve(store, ref)))


def mark_some(store: Store, *, now: int) -> None:
    """Mark the forecasts about creators that were just read."""
    for due in store.marks.due(AT_ONCE):
        _mark(store, due, now)


def mark_all(store: Store, *, now: int) -> Iterator[int]:
    """Mark the forecasts about every creator that is due; gives how many were marked so far."""
    for done, due in enumerate(store.marks.due(store.marks.count_due()), start=1):
        _mark(store, due, now)
        yield done


def _mark(store: Store, due: DueMarks, now: int) -> None:
    marked = _marked(store, due.key) if due.own else []
    followers = store.observations.summary(due.key).followers if due.own else None
    store.marks.keep(due, creator_marks(marked, followers, now=now), with_marks)


def _marked(store: Store, key: int) -> list[MarkedForecast]:
    forecasts = store.forecasts.of(key)
    if not forecasts:
        return []
    readings = store.observations.observations_of(key, since=forecasts[0].made_at)
    return marking.marked(forecasts, store.observations.videos(key, limit=NEWEST), readings)
