"""Forecasts on a real home: recorded when shown, marked from whatever readings came, in any order; own priors."""

import itertools

import pytest

from companion.metrics import FORMULA_VERSION
from companion.metrics.priors import shipped
from companion.model import DAY, Counts, Creator, Reading, Video
from companion.service import accuracy, backtesting, briefs, forecasting, learning, scoring
from companion.store import open_store
from tests.support.creators import NOW, read_creator

HANDLE = "mira.bakes.slow"


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path / "home")
    yield opened
    opened.close()


def later(store, days, views, video_id="7200000000000000001"):
    """A video posted the day after the forecast, read when it is so many days old."""
    posted = NOW + DAY
    creator = Creator(id="7000000000000000001", handle=HANDLE)
    video = Video(id=video_id, creator_id=creator.id, handle=HANDLE, created_at=posted, counts=Counts(views=views))
    reading = Reading(format="t", outcome="read", says="", creators=(creator,), videos=(video,), about=HANDLE)
    store.observations.record(reading, seen_at=posted + round(days * DAY), source="api")


def test_a_forecast_is_recorded_once_a_day_and_when_it_changes(store):
    read_creator(store)
    for minutes in (0, 1, 2):
        scoring.shown(store, HANDLE, now=NOW + 60 * minutes)
    assert len(forecasting.record_of(store, HANDLE).forecasts) == 1
    read_creator(store, usual=95_000, seen_at=NOW + 600)
    scoring.shown(store, HANDLE, now=NOW + 700)
    for minutes in (0, 1):
        scoring.shown(store, HANDLE, now=NOW + DAY + 60 * minutes)
    assert len(forecasting.record_of(store, HANDLE).forecasts) == 3


def test_the_marks_are_the_same_in_any_order_of_delivery(tmp_path):
    readings = ((3, 20_000), (7, 40_000), (8, 41_000), (29, 48_000), (40, 4_000_000))
    found = []
    for order in itertools.islice(itertools.permutations(readings), 0, 120, 24):
        store = open_store(tmp_path / f"home {len(found)}")
        read_creator(store)
        scoring.shown(store, HANDLE, now=NOW)
        for days, views in order:
            later(store, days, views)
        found.append(forecasting.record_of(store, HANDLE))
        store.close()
    assert all(record == found[0] for record in found)
    week, month = found[0].days
    assert (week.forecasts, week.read, week.landed["0.8"]) == (1, 1, 1)
    assert [outcome.views for outcome in found[0].forecasts[0].outcomes] == [40_000, 48_000]
    assert month.says == "Of 1 forecast read after 30 days, 1 landed in the 80 % range; 0 not yet read."


def test_a_forecast_without_a_reading_is_not_yet_read(store):
    read_creator(store)
    scoring.shown(store, HANDLE, now=NOW)
    later(store, 3, 20_000)
    week, month = forecasting.record_of(store, HANDLE).days
    assert (week.unread, month.unread, month.landed["0.8"]) == (1, 1, 0)


def test_forecasts_follow_a_creator_whose_handle_changes(store):
    read_creator(store)
    scoring.shown(store, HANDLE, now=NOW)
    read_creator(store, handle="mira.renamed", seen_at=NOW + DAY)
    assert len(forecasting.record_of(store, "mira.renamed").forecasts) == 1


def test_the_backtest_marks_what_was_read_and_what_was_shown(store):
    for key in range(1, 9):
        read_creator(store, key=key, handle=f"maker{key}", usual=9_000 * key)
    reading = backtesting.Reading(store)
    assert list(reading.run()) == list(range(1, 9))
    panel = reading.panel()
    assert len(panel.histories) == 8
    run = backtesting.Backtest(panel)
    assert sum(run.run()) == sum(len(history.videos) for history in panel.histories)
    by_m = {marks.m: marks for marks in run.results()}
    assert by_m[3].n == sum(len(history.videos) - 3 for history in panel.histories)
    assert set(by_m) == {3, 5, 10}
    scoring.shown(store, "maker1", now=NOW)
    *_, done = accuracy.check(store, now=NOW)
    assert done.done == done.total == 1 + 8 + 8
    found = accuracy.accuracy(store, now=NOW)
    assert [(each.days, each.forecasts, each.coverage) for each in found.recorded] == [(7, 1, None), (30, 1, None)]
    assert (found.backtest.creators, found.backtest.of, found.due) == (8, 8, 0)
    assert list(found.backtest.results) == run.results()


def read_market(store, creators):
    """So many creators, each read once and learned from."""
    read_together(store, range(1, creators + 1))


def read_together(store, creators):
    keys = []
    for key in creators:
        ref = read_creator(store, key=key, handle=f"maker{key}", usual=3_000 * key, followers=20_000 + 3_000 * key)
        keys.append(store.observations.find(ref))
    scoring.refresh_all(store, keys, now=NOW)


def test_two_imports_in_any_order_give_the_same_scores(tmp_path):
    shown = []
    for name, imports in (("one", (range(1, 60), [60])), ("other", ([60], range(1, 60)))):
        store = open_store(tmp_path / name)
        for creators in imports:
            read_together(store, creators)
        cards = (scoring.look(store, f"maker{key}", now=NOW).scorecard for key in (1, 30, 60))
        shown.append([(card.estimates, card.peers) for card in cards])
        store.close()
    assert shown[0] == shown[1]


def test_below_twenty_creators_the_shipped_priors_stand(store):
    read_market(store, learning.FEWEST_CREATORS - 1)
    assert learning.priors(store) is None


def test_from_twenty_on_scores_rest_on_them_and_say_so(store):
    read_market(store, 24)
    priors = learning.priors(store)
    assert priors.own == 24
    assert priors.views.hearts != shipped().views.hearts
    card = scoring.look(store, "maker3", now=NOW).scorecard
    assert card.peers["engagement_rate"].source == "yours"
    # What was learned since does not exist for an earlier day.
    assert learning.priors(store, as_of=NOW - 1) is None
    earlier = scoring.look(store, "maker3", as_of=NOW - 1, now=NOW).scorecard
    assert earlier.peers["engagement_rate"].source == "shipped"


def test_the_growth_of_videos_read_twice_is_learned_and_told(store):
    """Read at 1, 4, 7 … days and again five days later with half as many views more; views of one fell."""
    for days, more in ((0, 1.0), (5, 1.5)):
        keys = [
            store.observations.find(
                read_creator(
                    store,
                    key=key,
                    handle=f"maker{key}",
                    usual=round(more * (3_000 * key if key != 9 else 1_000_000 / more**3)),
                    seen_at=NOW - 10 * DAY + days * DAY,
                    newest_at=NOW - 11 * DAY,
                )
            )
            for key in range(1, 25)
        ]
        scoring.refresh_all(store, keys, now=NOW)
        if not days:
            assert learning.priors(store).growth == shipped().growth
    growth = learning.priors(store).growth
    assert (growth.own_creators, growth.own_videos) == (23, 23 * 5)
    assert growth.scale > shipped().growth.scale
    assert growth.disagreement < shipped().growth.disagreement
    typical = scoring.look(store, "maker3", now=NOW).scorecard.estimates["typical_views"]
    assert "and 115 of 23 creators that you have read" in typical.method
    before = scoring.look(store, "maker3", as_of=NOW - 1, now=NOW).scorecard.estimates["typical_views"]
    assert "that you have read" not in before.method


def test_a_lesson_of_another_engine_is_not_used_and_is_made_anew(store):
    read_market(store, 20)
    lesson = store.lessons.last()
    assert lesson.version == FORMULA_VERSION
    store.lessons.keep(type(lesson)("older", NOW, lesson.body))
    assert learning.priors(store) is None
    assert learning.refit(store, now=NOW)
    assert learning.priors(store).own == 20


def test_a_creator_read_again_unchanged_teaches_nothing_new(store):
    ref = read_creator(store)
    key = store.observations.find(ref)
    brief = briefs.chosen(store, None)
    for _ in range(3):
        card = scoring.look_at(store, key, brief, now=NOW).scorecard
        scoring.remember(store, card, now=NOW)
    assert store.lessons.due() == (1, 1)
