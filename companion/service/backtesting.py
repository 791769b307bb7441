"""The back-test over panels from files, or over what this home has read."""

from collections.abc import Iterator

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
from companion.service.panels import Panel
from companion.store.interfaces import Store

STORE = "your store"
FEWEST_TO_REFIT = 6
MOST_CREATORS = 200
NEWEST_VIDEOS = 60
"""Of each creator."""


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


class Reading:
    """The creators of this home as a panel, read one by one: mature ordinary videos as they were last read.

    A large home is read by every second, third … creator in the order of their handles, and each creator's newest
    videos: more would only take longer.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._histories: list[History] = []

    def run(self) -> Iterator[int]:
        """Read creator after creator; gives how many were read so far."""
        creators = self._store.observations.count()["creators"]
        chosen = min(creators, MOST_CREATORS)
        for i in range(chosen):
            page = self._store.observations.creators(
                sort="handle", descending=False, limit=1, offset=i * creators // chosen
            )
            for row in page.rows:
                evidence = self._store.observations.evidence(row.key)
                if evidence is not None and len(videos := _mature(evidence)) > min(SIZES_OF_HISTORY):
                    self._histories.append(History(evidence.creator, videos[-NEWEST_VIDEOS:]))
            yield i + 1

    def panel(self) -> Panel:
        """What was read so far."""
        return Panel(STORE, tuple(self._histories), ())


def _mature(evidence: CreatorEvidence) -> tuple[Eligible, ...]:
    """Ordinary videos that were mature when read, oldest first."""
    young = {
        record.facts.id
        for record in evidence.videos
        if record.latest is None or (age_days(record, record.latest) or 0.0) < MATURE_DAYS
    }
    chosen = select(evidence, newest=len(evidence.videos)).videos
    return tuple(video for video in reversed(chosen) if video.id not in young)
