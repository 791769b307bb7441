"""The back-test marks the scorecard's own forecast, and its sums are what they are called."""

import math
import random

import made_creators as making
import pytest
from msgspec.structs import replace

from companion.metrics import scorecard
from companion.metrics.backtest import Marking, Pair, mark_growth, marked
from companion.metrics.basis import Basis
from companion.metrics.forecast import later_views
from companion.metrics.forecasters import (
    History,
    SampleForecast,
    StudentForecast,
    cohort,
    forecasters,
    ours,
    own_history,
    textbook,
)
from companion.metrics.maturity import growing
from companion.metrics.priors import shipped
from companion.metrics.sample import Eligible
from companion.metrics.shrinkage import Prior
from companion.model import Creator, CreatorCounts


def made_panel(seed, creators=30, videos=40):
    """Creators as the textbook has them: normal levels, normal videos."""
    draw = random.Random(seed)  # noqa: S311 - a seeded simulation
    found = []
    for i in range(creators):
        middle = draw.gauss(11.0, 0.8)
        logs = [draw.gauss(middle, 0.9) for _ in range(videos)]
        counts = CreatorCounts(followers=120_000)
        found.append(
            History(
                Creator(handle=f"c{i}", counts=counts),
                tuple(Eligible(str(j), None, y, 0.0, None) for j, y in enumerate(logs)),
            )
        )
    return found


def marks_of(histories, m, **options):
    marking = Marking("made", m)
    for history, by_name in forecasters(histories, **options):
        marking.take(history, by_name)
    return marking.result()


def test_what_is_marked_is_what_the_scorecard_shows():
    evidence = making.ordinary(30, hearts=6_000_000, posts=300)
    shown = scorecard(evidence, None, as_of=making.NOW).estimates["next_video_views"].intervals
    basis = Basis(evidence)
    forecast = ours(shipped())(evidence.creator, basis.selection.videos)
    for level, (low, high) in shown.items():
        assert [math.exp(end) for end in forecast.interval(float(level))] == pytest.approx([low, high])


def test_a_refitted_forecast_is_calibrated_where_the_model_is_true():
    marks = marks_of(made_panel(1, creators=60), 5, refit=True)
    assert (marks.n, marks.creators) == (60 * 35, 60)
    for level, share in marks.coverage.items():
        assert share == pytest.approx(float(level), abs=0.03)
    assert marks.coverage_interval.low < 0.8 < marks.coverage_interval.high
    assert marks.pit_distance < 0.05
    assert sum(marks.pit) == pytest.approx(1)
    textbook_too = marks.baselines["textbook_empirical_bayes"]
    assert textbook_too.ours_minus["crps"].value == pytest.approx(0, abs=0.01)
    for worse in ("own_history", "last_10_quantiles", "cohort"):
        assert marks.baselines[worse].ours_minus["crps"].high < 0
        assert marks.baselines[worse].crps > marks.crps


def test_the_shipped_priors_never_see_the_panel():
    histories = made_panel(2, creators=12)
    one, other = marks_of(histories, 3), marks_of(histories[:6], 3)
    assert one.n == 2 * other.n
    assert marks_of(histories, 3, refit=True).crps != one.crps


def test_a_creators_own_videos_do_not_fit_their_prior():
    histories = made_panel(5, creators=12)
    lifted = tuple(replace(video, log_views=video.log_views + 9) for video in histories[0].videos)
    other = [History(histories[0].creator, lifted), *histories[1:]]
    for name in ("cohort", "textbook_empirical_bayes"):
        before, after = (next(forecasters(panel, refit=True))[1][name] for panel in (histories, other))
        known = histories[0].videos[:3]
        assert before(histories[0].creator, known) == after(histories[0].creator, known)


def test_each_video_is_forecast_from_the_last_ones_before_it_newest_first():
    asked = []

    def spy(creator, known):
        asked.append([video.id for video in known])
        return StudentForecast(9.0, 11.0, 1.0)

    (history,) = made_panel(6, creators=1, videos=6)
    Marking("made", 3).take(history, {"": spy})
    assert asked == [["2", "1", "0"], ["3", "2", "1"], ["4", "3", "2"]]


def test_a_calibrated_forecast_is_marked_as_it_is_shown():
    (history,) = made_panel(7, creators=1)
    wide = replace(shipped(), calibration={"0.8": 0.9})
    plain, shown = (ours(p)(history.creator, history.videos[:9]) for p in (shipped(), wide))
    assert shown.interval(0.8) == plain.interval(0.9)
    assert shown.interval(0.95) == plain.interval(0.95)


def test_own_history_is_the_classical_t_interval():
    """Geisser (1993), Predictive Inference: mean +- t(n - 1) s sqrt(1 + 1/n); here 3, 5, 10."""
    videos = [Eligible(str(i), None, y, 0.0, None) for i, y in enumerate((3.0, 5.0, 10.0))]
    low, high = own_history(Creator(), videos).interval(0.8)
    half = 1.885618083 * math.sqrt(13.0) * math.sqrt(4 / 3)
    assert (low, high) == pytest.approx((6 - half, 6 + half))


def test_last_ten_quantiles_are_between_the_order_statistics():
    forecast = SampleForecast([0.0, 1.0, 2.0, 3.0, 4.0])
    assert forecast.interval(0.8) == pytest.approx((0.4, 3.6))
    assert forecast.interval(0.0) == pytest.approx((2.0, 2.0))
    assert forecast.against(2.0)[0] == 0.5


def test_the_textbook_and_the_cohort_do_not_look_elsewhere():
    videos = [Eligible(str(i), None, y, 0.5, None) for i, y in enumerate((9.0, 11.0, 10.0))]
    creator = Creator(counts=CreatorCounts(followers=1000, likes=10**9, videos=1))
    prior = Prior(10.0, 1.0, 1.0, 9.0)
    assert textbook(prior)(creator, videos).centre == pytest.approx(10.0)
    alone = cohort(shipped())(creator, videos)
    assert alone.centre == pytest.approx(shipped().views.followers.at(math.log(1000)))


def test_marks_of_one_forecast():
    mark = marked(StudentForecast(8.0, 10.0, 1.0), 11.45)
    assert mark.inside == (False, False, True)
    assert mark.interval_score > 2 * 1.397
    assert 0.9 < mark.pit < 0.975


def test_a_creator_with_too_few_videos_is_not_marked():
    assert marks_of(made_panel(3, videos=5), 5) is None
    assert marks_of(made_panel(3, videos=6), 5).n == 30


def test_sizes_add_up():
    histories = made_panel(4, creators=8)
    small = [
        History(Creator(handle=h.creator.handle, counts=CreatorCounts(followers=900)), h.videos)
        for h in histories[:3]
    ]
    marks = marks_of([*small, *histories[3:]], 10)
    assert [(size.followers, size.creators) for size in marks.by_size] == [
        ("0 to 1,000", 3),
        ("100,000 to 500,000", 5),
    ]
    assert sum(size.n for size in marks.by_size) == marks.n


def test_later_views_hold_their_level_by_simulation():
    """Growth drawn from the model itself, rounded as TikTok rounds: 80 % inside, and never a fall."""
    draw = random.Random(12)  # noqa: S311 - a seeded simulation
    pairs = []
    for i in range(4000):
        age, views = draw.uniform(0.1, 13.9), making.shown(math.exp(draw.uniform(5, 14)))
        grown = growing(age, age + 7.8).quantile(draw.random())
        pairs.append(Pair(f"c{i % 80}", age, 7.8, views, max(views, making.shown(views * math.exp(grown)))))
    found = mark_growth("made", pairs)
    assert [marks.age_days for marks in found] == ["0-1", "1-2", "2-4", "4-7", "7-14"]
    assert sum(marks.n for marks in found) == 4000
    for marks in found:
        # Small steps of a rounded count are wider than the growth: coverage may only be above.
        assert 0.76 < marks.coverage["0.8"] < 0.9
    early, late = later_views(1000, 1.0, 8.8), later_views(1000, 9.0, 16.8)
    assert early.high > late.high
    assert early.low >= 1000


def test_an_old_video_is_no_young_one():
    assert mark_growth("made", [Pair("c", 20.0, 7.8, 100, 120)]) == []
