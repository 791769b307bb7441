"""Effects within a creator: the estimator, its interval over simulated creators, what is said of clean ones."""

import math
import random

import numpy
import pytest

from companion.metrics.effects import SPREAD, Difference, Effect, difference, effect, said, within


def test_within_one_stretch_it_is_the_difference_of_means():
    values, has = [1.0, 2.0, 3.0, 4.0, 5.0, 3.0, 5.0, 7.0, 9.0, 11.0], [False] * 5 + [True] * 5
    assert difference(values, has) == Difference(mean=4.0, weight=2.5, squares=10.0 + 40.0, df=8)
    assert difference(values[:9], has[:9]) == "too few to compare: 4 videos with it"
    assert difference(values, [True] * 10) == "too few to compare: no videos without it"


def test_a_level_that_drifts_is_no_effect():
    level = [0.1 * i for i in range(60)]
    has = [i >= 30 or i % 5 == 0 for i in range(60)]
    found = difference(level, has)
    assert isinstance(found, Difference)
    plain = sum(y for y, yes in zip(level, has, strict=True) if yes) / sum(has) - sum(
        y for y, yes in zip(level, has, strict=True) if not yes
    ) / (60 - sum(has))
    assert plain > 2
    assert abs(found.mean) < 0.3


def test_it_is_least_squares_with_a_constant_for_each_stretch():
    draw = random.Random(4)  # noqa: S311 - a simulation
    values = [draw.gauss(10, 1) for _ in range(34)]
    has = [draw.random() < 0.3 for _ in range(34)]
    found = difference(values, has)
    assert isinstance(found, Difference)
    stretches = [next(s for s in range(3) if i < 34 * (s + 1) // 3) for i in range(34)]
    design = numpy.array([[yes, *(s == each for each in range(3))] for yes, s in zip(has, stretches, strict=True)])
    solved, squares, *_ = numpy.linalg.lstsq(design.astype(float), numpy.array(values), rcond=None)
    assert found.mean == pytest.approx(solved[0])
    assert found.squares == pytest.approx(squares[0])
    inverse = numpy.linalg.inv(design.T.astype(float) @ design.astype(float))
    assert 1 / found.weight == pytest.approx(inverse[0][0])


def test_what_never_stands_beside_its_opposite_can_not_be_told_from_the_time():
    found = effect("views", [1.0] * 10 + [2.0] * 10, [True] * 10 + [False] * 10)
    assert found == "videos with and without it come from different times, so it can't be told from the time"


def _variance(draw, outcome):
    """One creator's variance between videos, drawn from the shipped prior."""
    usual = within(outcome)
    return usual.df * usual.variance / draw.gammavariate(usual.df / 2, 2)


def _known(found):
    assert isinstance(found, Effect)
    return found


@pytest.mark.parametrize("outcome", ["views", "engagement"])
@pytest.mark.parametrize("n", [10, 14, 30, 90])
def test_the_interval_holds_its_level(outcome, n):
    draw = random.Random(1000 + n)  # noqa: S311 - a simulation
    runs = held = 0
    while runs < 3000:
        share = draw.uniform(0.2, 0.8) if n > 14 else 0.5
        has = [draw.random() < share for _ in range(n)]
        if not 5 <= sum(has) <= n - 5:
            continue
        true, sd = draw.gauss(0, SPREAD[outcome]), math.sqrt(_variance(draw, outcome))
        slope = draw.gauss(0, 0.01)
        values = [8 + slope * i + true * yes + draw.gauss(0, sd) for i, yes in enumerate(has)]
        low, high = _known(effect(outcome, values, has)).interval()
        held += low <= true <= high
        runs += 1
    assert 0.88 <= held / runs <= 0.92, held / runs


def _clean_creator(draw, kind, n=40, factors=12):
    """Effects of a creator with whom nothing has one; views heavy-tailed, drifting and rounded by turns."""
    sd = math.sqrt(_variance(draw, "views"))
    level = draw.gauss(9, 1.5)
    logs = []
    for i in range(n):
        noise = draw.gauss(0, 1)
        if kind == "heavy":  # Student-t with 4 degrees of freedom
            noise /= math.sqrt(draw.gammavariate(2, 2) / 4) * math.sqrt(2)
        drift = 1.5 * math.sin(i / 15) if kind == "drift" else 0.0
        logs.append(level + drift + sd * noise)
    if kind == "rounded":
        logs = [math.log(max(1, round(math.exp(y), -2))) for y in logs]
    rates = [draw.gauss(-3, math.sqrt(_variance(draw, "engagement")) if not i else 0.4) for i in range(n)]
    found = []
    for _ in range(factors):
        share = draw.uniform(0.15, 0.85)
        begins = draw.randrange(n) if draw.random() < 0.2 else 0  # a habit that began some time
        has = [i >= begins and draw.random() < share for i in range(n)]
        found += [effect("views", logs, has), effect("engagement", rates, has)]
    return [each for each in found if isinstance(each, Effect)]


def test_of_clean_creators_hardly_anything_is_said():
    draw = random.Random(77)  # noqa: S311 - a simulation
    spoken = dict.fromkeys(("normal", "heavy", "drift", "rounded"), 0)
    for i in range(2000):
        kind = list(spoken)[i % 4]
        spoken[kind] += bool(said(_clean_creator(draw, kind)))
    assert sum(spoken.values()) / 2000 <= 0.05, spoken
    assert max(spoken.values()) / 500 <= 0.07, spoken  # 0.05 and two standard errors of 500 runs


def test_power_for_a_doubling_with_thirty_videos_of_each_kind():
    """Stated in docs/metrics.md: alone it is mostly found, among 24 comparisons a quarter of the time."""
    draw = random.Random(9)  # noqa: S311 - a simulation
    sd = math.sqrt(within("views").variance)
    clean = Effect(0.0, 1.0, 50.0, 30, 30)
    alone = among = 0
    for _ in range(1500):
        has = [i % 2 == 0 for i in range(60)]
        values = [8 + math.log(2) * yes + draw.gauss(0, sd) for yes in has]
        found = _known(effect("views", values, has))
        alone += bool(said([found]))
        among += bool(said([found, *[clean] * 23]))
    assert 0.70 <= alone / 1500 <= 0.80
    assert 0.20 <= among / 1500 <= 0.30


def test_holm_stops_at_the_first_that_could_be_chance():
    strong, middling, weak = (Effect(c, 1.0, 1000.0, 30, 30) for c in (4.0, 2.1, 1.0))
    assert said([weak, strong, middling]) == {1}  # 2.1 has p .036, above .05 / 2
    assert said([strong, middling]) == {0, 1}
    assert said([]) == frozenset()
