"""How our forecasts did: the record of what was shown, and the back-test over what this home has read.

The one home of these figures: the desk's page, the API and ``fitlens backtest`` show what is made here.
"""

from collections.abc import Iterable, Iterator

import msgspec

from companion.metrics.backtest import Marks
from companion.metrics.track import records
from companion.model import CreatorSummary, iso
from companion.model.accuracy import AwaitedVideo, CreatorRecord, MarkedVideo, RecordMarks
from companion.model.forecast import Awaited, CreatorMarks, Verdict
from companion.service import backtesting, forecasting, learning
from companion.service.backtesting import Backtest
from companion.store.interfaces import Store

LISTED = 20
"""Entries of each list at most."""


class KeptBacktest(msgspec.Struct, frozen=True, kw_only=True):
    """The last back-test over this home.

    Attributes:
        creators: that it ran on.
        of: creators that the home had read by then.
        own_priors: whether the forecast rested on figures that were learned from these very creators, too.
    """

    made_at: str
    creators: int
    of: int
    own_priors: bool
    results: tuple[Marks, ...]


class Accuracy(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is known of how the forecasts did.

    Attributes:
        recorded: the forecasts that were shown, marked at 7 and at 30 days.
        misses: those farthest outside of their range, one a creator.
        newest: those marked last, one a creator.
        open: videos to be read now, so that forecasts about them can be marked.
        next_at: when the next video can be marked; None where none is known yet.
        most: the creators with the most marked forecasts.
        due: creators that were read and not marked yet.
        backtest: the last back-test over this home; None before the first.
    """

    recorded: tuple[RecordMarks, ...]
    misses: tuple[MarkedVideo, ...]
    newest: tuple[MarkedVideo, ...]
    open: tuple[AwaitedVideo, ...]
    next_at: str | None
    most: tuple[CreatorRecord, ...]
    due: int
    backtest: KeptBacktest | None


class Progress(msgspec.Struct, frozen=True):
    """How far a check is: creators done of so many."""

    done: int
    total: int


def accuracy(store: Store, *, now: int) -> Accuracy:
    """What was recorded and marked so far, and the last back-test."""
    worst, newest, most = (store.marks.first(order, LISTED) for order in ("worst", "newest", "most"))
    opened = store.marks.open(now, LISTED)
    # A name that turned out to be another creator's has no summary, and keeps its marks until they are made anew.
    who = _summaries(store, (key for each in (worst, newest, most, opened) for key, _ in each))
    opens = store.marks.next_opening(now)
    return Accuracy(
        recorded=records(store.marks.sums(), store.marks.waiting(now)),
        misses=tuple(_marked(who[key], marks.worst) for key, marks in worst if marks.worst and key in who),
        newest=tuple(_marked(who[key], marks.newest) for key, marks in newest if marks.newest and key in who),
        open=tuple(_awaited(who[key], wait) for key, wait in opened if key in who),
        next_at=None if opens is None else iso(opens),
        most=tuple(_record(who[key], marks) for key, marks in most if key in who),
        due=store.marks.count_due(),
        backtest=_kept(store),
    )


def check(store: Store, *, now: int) -> Iterator[Progress]:
    """Mark what is due, run the back-test over this home and keep it; gives how far it is after each creator."""
    due, of = store.marks.count_due(), store.observations.count()["creators"]
    total = due + 2 * min(of, backtesting.MOST_CREATORS)
    for done in forecasting.mark_all(store, now=now):
        yield Progress(done, total)
    reading = backtesting.Reading(store)
    for read in reading.run():
        yield Progress(due + read, total)
    panel, priors = reading.panel(), learning.priors(store)
    run = Backtest(panel, priors=priors)
    for marked, _ in enumerate(run.run(), start=1):
        yield Progress(total - len(panel.histories) + marked, total)
    kept = KeptBacktest(
        made_at=iso(now),
        creators=len(panel.histories),
        of=of,
        own_priors=priors is not None,
        results=tuple(each for each in run.results() if isinstance(each, Marks)),
    )
    store.marks.keep_backtest(now, msgspec.json.encode(kept))


def _kept(store: Store) -> KeptBacktest | None:
    kept = store.marks.backtest()
    return None if kept is None else msgspec.json.decode(kept, type=KeptBacktest)


def _summaries(store: Store, keys: Iterable[int]) -> dict[int, CreatorSummary]:
    return {row.key: row.summary for row in store.observations.rows(tuple(dict.fromkeys(keys)))}


def _marked(creator: CreatorSummary, verdict: Verdict) -> MarkedVideo:
    low, value, high = verdict.said
    return MarkedVideo(
        creator=creator,
        days=verdict.days,
        made_at=iso(verdict.made_at),
        n=verdict.n,
        value=value,
        low=low,
        high=high,
        video_id=verdict.video_id,
        url=f"https://www.tiktok.com/@{creator.handle}/video/{verdict.video_id}" if creator.handle else None,
        seen_at=iso(verdict.seen_at),
        views=verdict.views,
        times=verdict.times,
        landed=verdict.landed,
    )


def _awaited(creator: CreatorSummary, wait: Awaited) -> AwaitedVideo:
    return AwaitedVideo(
        creator=creator,
        days=wait.days,
        video_id=wait.video_id,
        opens_at=iso(wait.opens),
        closes_at=iso(wait.closes),
        forecasts=wait.forecasts,
    )


def _record(creator: CreatorSummary, marks: CreatorMarks) -> CreatorRecord:
    return CreatorRecord(
        creator=creator,
        read=sum(tally.read for tally in marks.tallies),
        landed=sum(tally.landed[1] for tally in marks.tallies),
    )
