"""Forecasts are kept when they are shown, and marked when the videos they were about have been read."""

from companion.metrics import marking
from companion.model import Scorecard
from companion.model.forecast import MarkedForecast, TrackRecord
from companion.service import creators
from companion.store.interfaces import Store

NEWEST = 1000
"""Videos of one creator among which the next ones are looked for."""


def note(store: Store, key: int, scorecard: Scorecard) -> None:
    """Record the forecast of a scorecard that is shown: the first of its day, and each that differs."""
    forecast = marking.forecast_of(scorecard)
    if forecast is not None and marking.says_more(forecast, store.forecasts.last(key)):
        store.forecasts.record(key, forecast)


def record_of(store: Store, ref: str) -> TrackRecord:
    """How the forecasts about a creator turned out.

    Raises:
        NotFound: this creator was never read.
    """
    return marking.track_record(_marked(store, creators.resolve(store, ref)))


def record_of_all(store: Store) -> TrackRecord:
    """How all forecasts turned out."""
    marks: list[MarkedForecast] = []
    for key in store.forecasts.creators():
        marks += _marked(store, key)
    return marking.track_record(marks)


def _marked(store: Store, key: int) -> list[MarkedForecast]:
    forecasts = store.forecasts.of(key)
    if not forecasts:
        return []
    readings = store.observations.observations_of(key, since=forecasts[0].made_at)
    return marking.marked(forecasts, store.observations.videos(key, limit=NEWEST), readings)
