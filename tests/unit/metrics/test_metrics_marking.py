"""Recorded forecasts: what counts as the next video, which reading stands for an age, what an unread one is."""

import random

import made_creators as making
import pytest

from companion.metrics import scorecard
from companion.metrics.marking import forecast_of, marked, says_more, track_record
from companion.model import DAY, AdFlags, Counts, Observation
from companion.model.forecast import Forecast

T = making.NOW


def forecast(at=T, low=1_000.0, high=9_000.0):
    return Forecast(
        made_at=at,
        formula_version="x",
        n=20,
        value=3_000.0,
        views={"0.5": (low * 1.5, high / 1.5), "0.8": (low, high), "0.95": (low / 2, high * 2)},
    )


def posted(name, days, **more):
    """A video posted so many days after the forecast."""
    return making.video(name, 3_000, age_days=-days, **more)


def seen(name, days_old, views, posted_days=1):
    return name, Observation(T + round((posted_days + days_old) * DAY), "api", Counts(views=views))


def outcomes(readings, videos=None, made=None):
    (mark,) = marked([made or forecast()], videos or [posted("next", 1)], readings)
    return {outcome.days: outcome for outcome in mark.outcomes}


def test_the_next_ordinary_video_counts_and_no_other():
    videos = [
        posted("later", 5),
        posted("next", 3),
        posted("ad", 1, ad=AdFlags(is_ad=True)),
        posted("pinned", 2, pinned=True),
        posted("photo", 1, photo=True),
        posted("before", -1),
    ]
    (mark,) = marked([forecast()], videos, [])
    assert mark.video_id == "next"
    assert [outcome.views for outcome in mark.outcomes] == [None, None]


@pytest.mark.parametrize("age, read", ((5.9, False), (6.0, True), (9.0, True), (9.1, False)))
def test_only_readings_from_six_to_nine_days_stand_for_seven(age, read):
    assert (outcomes([seen("next", age, 3_000)])[7].inside is not None) is read


@pytest.mark.parametrize("age, read", ((24.9, False), (25.0, True), (45.0, True), (45.1, False)))
def test_only_readings_from_25_to_45_days_stand_for_thirty(age, read):
    assert (outcomes([seen("next", age, 3_000)])[30].inside is not None) is read


def test_the_nearest_reading_wins_whatever_the_order():
    readings = [seen("next", age, views) for age, views in ((26, 2_000), (29.5, 3_000), (33, 4_000), (44, 99_000))]
    readings.append(seen("another", 30, 7))
    for order in range(6):
        random.Random(order).shuffle(readings)  # noqa: S311 - seeded
        assert outcomes(readings)[30].views == 3_000


@pytest.mark.parametrize(
    "views, inside", ((999, False), (1_000, True), (9_000, True), (9_001, False), (17_000, False))
)
def test_it_landed_or_it_did_not(views, inside):
    found = outcomes([seen("next", 30, views)])[30]
    assert found.inside["0.8"] is inside
    assert found.inside["0.95"] is (500 <= views <= 18_000)


def test_at_seven_days_the_growth_still_to_come_is_granted():
    found = outcomes([seen("next", 7, 960)])[7]
    assert found.inside["0.8"]
    assert outcomes([seen("next", 7, 8_900)])[7].inside["0.8"] is False


def test_unread_is_unread_and_never_a_hit():
    made = [forecast(T + i) for i in range(14)]
    read = marked(made, [posted("next", 1)], [seen("next", 30, 3_000)])
    waiting = marked([forecast(T + 90 * DAY), forecast(T + 91 * DAY)], [posted("next", 1)], [])
    missed = marked([forecast(high=2_000.0)] * 3, [posted("next", 1)], [seen("next", 30, 3_000)])
    month = track_record([*read[:11], *waiting, *missed[:1]]).days[1]
    assert (month.forecasts, month.read, month.unread, month.landed["0.8"]) == (14, 12, 2, 11)
    assert month.says == "Of 12 forecasts read after 30 days, 11 landed in the 80 % range; 2 not yet read."


def test_what_nobody_read_again_is_no_miss():
    waiting = marked([forecast(T)], [posted("next", 1)], [])
    assert [day.says for day in track_record(waiting).days] == [
        "1 forecast waits for a reading of the video after 7 days: nothing to mark yet.",
        "1 forecast waits for a reading of the video after 30 days: nothing to mark yet.",
    ]


def test_what_a_scorecard_says_is_what_is_kept():
    card = scorecard(making.ordinary(), None, as_of=T)
    kept = forecast_of(card)
    shown = card.estimates["next_video_views"]
    assert kept.made_at == T
    assert kept.views["0.8"] == pytest.approx((shown.low, shown.high), abs=1)
    assert set(kept.engagements) == {"0.5", "0.8", "0.95"}
    assert forecast_of(scorecard(making.creator([], followers=None), None, as_of=T)) is None


def test_the_first_of_a_day_and_each_change_are_kept():
    morning = forecast(T - T % DAY + 60)
    assert says_more(morning, None)
    assert not says_more(forecast(morning.made_at + 3600), morning)
    assert says_more(forecast(morning.made_at + 3600, high=9_100.0), morning)
    assert says_more(forecast(morning.made_at + DAY), morning)
