"""The back-test over panels from files, or over what this home has read."""

from collections.abc import Iterator, Sequence

import msgspec

from companion.metrics.backtest import (
    SIZES_OF_HISTORY,
    GrowthMarks,
    Marking,
    Marks,
    curves_left_out,
    mark_growth,
)
from companion.metrics.forecasters import History, forecasters
from companion.metrics.maturity import MATURE_DAYS
from companion.metrics.priors import Priors, shipped
from companion.metrics.sample import Eligible, age_days, select
from companion.model import CreatorEvidence, InvalidInput
from companion.model.forecast import DayRecord
from companion.service import forecasting, learning
from companion.service.panels import Panel
from companion.store.interfaces import Store

STORE = "your store"
FEWEST_TO_REFIT = 6


class RecordMarks(msgspec.Struct, frozen=True, kw_only=True):
    """The forecasts that were recorded when they were shown, marked at one age."""

    panel: str
    days: int
    forecasts: int
    read: int
    unread: int
    landed: dict[str, int]
    coverage: dict[str, float] | None
    says: str


Result = Marks | GrowthMarks | RecordMarks


class Backtest:
    """One panel's back-test in steps, so that a bar can show how far it is."""

    def __init__(self, panel: Panel, *, priors: Priors | None = None, refit: bool = False) -> None:
        """Mark the forecast on ``panel``.

        Raises:
            InvalidInput: ``refit`` with too few creators to fit on.
        """
        if refit and not panel.pairs and len(panel.histories) < FEWEST_TO_REFIT:
            raise InvalidInput(
                f"{panel.name} has {len(panel.histories)} creators with videos of 14 days or older: --refit needs "
                f"{FEWEST_TO_REFIT}."
            )
        self._panel = panel
        self._priors = priors
        self._refit = refit
        self._markings = [Marking(panel.name, m) for m in SIZES_OF_HISTORY]

    def run(self) -> Iterator[int]:
        """Mark creator after creator; gives how many videos each had."""
        for history, by_name in forecasters(self._panel.histories, priors=self._priors, refit=self._refit):
            for marking in self._markings:
                marking.take(history, by_name)
            yield len(history.videos)

    def results(self) -> list[Marks | GrowthMarks]:
        """The marks for each number of videos, or for each age of young videos."""
        if self._panel.pairs:
            pairs = self._panel.pairs
            curves = curves_left_out(pairs, shipped().growth) if self._refit else None
            return list(mark_growth(self._panel.name, pairs, curves))
        return [marks for marking in self._markings if (marks := marking.result()) is not None]


def stored(store: Store) -> Panel:
    """The creators of this home as a panel: mature ordinary videos as they were last read."""
    histories: list[History] = []
    offset = 0
    while rows := store.observations.creators(sort="handle", descending=False, limit=1000, offset=offset).rows:
        offset += len(rows)
        for row in rows:
            evidence = store.observations.evidence(row.key)
            if evidence is not None and (videos := _mature(evidence)):
                histories.append(History(evidence.creator, videos))
    return Panel(STORE, tuple(histories), ())


def _mature(evidence: CreatorEvidence) -> tuple[Eligible, ...]:
    """Ordinary videos that were mature when read, oldest first."""
    young = {
        record.facts.id
        for record in evidence.videos
        if record.latest is None or (age_days(record, record.latest) or 0.0) < MATURE_DAYS
    }
    chosen = select(evidence, newest=len(evidence.videos)).videos
    return tuple(video for video in reversed(chosen) if video.id not in young)


def priors_of(store: Store) -> Priors | None:
    """What the scorecards of this home rest on; None where the shipped priors stand."""
    return learning.priors(store)


def recorded(store: Store) -> list[RecordMarks]:
    """The forecasts that were shown here, marked at each age; empty where none was recorded."""
    days: Sequence[DayRecord] = forecasting.record_of_all(store).days
    return [
        RecordMarks(
            panel="recorded forecasts",
            days=day.days,
            forecasts=day.forecasts,
            read=day.read,
            unread=day.unread,
            landed=day.landed,
            coverage={level: hits / day.read for level, hits in day.landed.items()} if day.read else None,
            says=day.says,
        )
        for day in days
        if day.forecasts
    ]
