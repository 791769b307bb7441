"""Forecasts as they were shown, beside the observations that they are marked against."""

import msgspec

from companion.model.forecast import Forecast
from companion.store import identity, marks
from companion.store.database import Database

_forecast = msgspec.json.Decoder(Forecast)


class ForecastLog:
    """Forecasts in SQLite (``companion.store.interfaces.Forecasts``).

    A forecast stays at the node that it was made about, so that it follows a creator whose handle changes.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, key: int, forecast: Forecast) -> None:
        """Keep one forecast about a creator; of two of the same second the last one stays."""
        with self._database.noting() as connection:
            root = identity.root_of(connection, key)
            if root is not None:
                connection.execute(
                    "insert or replace into forecasts values (?, ?, ?)",
                    (root, forecast.made_at, msgspec.json.encode(forecast)),
                )
                marks.begin(connection, root)

    def last(self, key: int) -> Forecast | None:
        """The newest forecast about a creator."""
        with self._database.reading() as connection:
            row = connection.execute(
                """select forecast from nodes join forecasts on forecasts.node = nodes.key
                   where nodes.owner = (select owner from nodes where key = ?) order by made_at desc limit 1""",
                (key,),
            ).fetchone()
        return None if row is None else _forecast.decode(row[0])

    def of(self, key: int) -> tuple[Forecast, ...]:
        """All forecasts about a creator, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                """select forecast from nodes join forecasts on forecasts.node = nodes.key
                   where nodes.owner = (select owner from nodes where key = ?) order by made_at""",
                (key,),
            ).fetchall()
        return tuple(_forecast.decode(row[0]) for row in rows)

    def creators(self) -> tuple[int, ...]:
        """Creators that something was forecast about."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "select distinct owner from forecasts join nodes on nodes.key = forecasts.node order by owner"
            ).fetchall()
        return tuple(key for (key,) in rows)
