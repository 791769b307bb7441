"""Scoring rules against values published by others, against scipy, and against their own definitions."""

import math
import random

import pytest
from scipy import integrate, stats

from companion.metrics import scoring_rules as rules
from companion.metrics.bending import bent, straightened


def test_interval_score():
    """The scoringrules package's own tests (METRICS F1)."""
    assert rules.interval_score(0.1, 0.0, 0.4, 0.5) == pytest.approx(0.4)
    assert rules.interval_score(3.0, 4.0, 6.0, 0.2) == pytest.approx(12.0)
    assert rules.interval_score(7.0, 4.0, 6.0, 0.2) == pytest.approx(12.0)


def test_pinball():
    """The scoringrules package's own tests (METRICS F3)."""
    assert rules.pinball(0.3, 0.5, 0.2) == pytest.approx(0.16)
    assert rules.pinball(0.3, 0.1, 0.2) == pytest.approx(0.04)


def test_crps_of_student_t():
    """The scoringrules package's own tests (METRICS F4)."""
    assert rules.crps_t(0.7, 4) == pytest.approx(0.4387929, abs=5e-8)
    assert rules.crps_t(11.1, 5.2, 13.8, 2.3) == pytest.approx(1.658226, abs=5e-7)


def test_crps_of_the_normal():
    """Closed form, evaluated at three points (METRICS F6)."""
    for outcome, expected in ((0, 0.2336950), (1, 0.6024414), (2, 1.4527918), (-2, 1.4527918)):
        assert rules.crps_normal(outcome) == pytest.approx(expected, abs=5e-8)
    assert rules.crps_normal(13.0, 10.0, 3.0) == pytest.approx(3 * 0.6024414, abs=2e-7)


def by_definition(distribution, outcome):
    """The integral of the squared distance between the forecast's distribution function and the outcome's step."""
    below, _ = integrate.quad(lambda x: distribution.cdf(x) ** 2, -math.inf, outcome, limit=400)
    above, _ = integrate.quad(lambda x: distribution.sf(x) ** 2, outcome, math.inf, limit=400)
    return below + above


@pytest.mark.parametrize("outcome", (-3.0, 0.4, 5.0))
@pytest.mark.parametrize("df", (2.0, 9.85, 60.0))
def test_crps_of_t_is_the_integral_that_defines_it(outcome, df):
    expected = by_definition(stats.t(df, 0.5, 1.7), outcome)
    assert rules.crps_t(outcome, df, 0.5, 1.7) == pytest.approx(expected, rel=2e-4)


@pytest.mark.parametrize("outcome", (0.2, 1.0, 9.0))
@pytest.mark.parametrize("mean, sd", ((0.0, 1.0), (0.8, 0.4)))
def test_crps_of_the_lognormal_is_the_integral_that_defines_it(outcome, mean, sd):
    expected = by_definition(stats.lognorm(sd, scale=math.exp(mean)), outcome)
    assert rules.crps_lognormal(outcome, mean, sd) == pytest.approx(expected, rel=1e-4)


def test_a_lognormal_forecast_of_nothing_is_its_mean_minus_half_its_spread():
    expected = by_definition(stats.lognorm(0.5), 1e-9)
    assert rules.crps_lognormal(0.0, 0.0, 0.5) == pytest.approx(expected, rel=1e-4)


def test_heavy_tails_reach_the_normal_and_one_degree_has_no_score():
    assert rules.crps_t(1.3, 1e6) == pytest.approx(rules.crps_normal(1.3), rel=1e-5)
    with pytest.raises(ValueError, match="degree of freedom"):
        rules.crps_t(1.3, 1.0)


@pytest.mark.parametrize("bend", (0.04, 0.1, -0.06))
@pytest.mark.parametrize("z", (-1.6, -0.2, 0.9, 3.0))
def test_crps_of_a_bent_forecast_is_its_definition(z, bend):
    def cdf(x):
        return stats.t.cdf(straightened(x, bend), 9.85)

    below, _ = integrate.quad(lambda x: cdf(x) ** 2, -60, z, limit=400)
    above, _ = integrate.quad(lambda x: (1 - cdf(x)) ** 2, z, 60, limit=400)
    pit, crps = rules.t_score(z, 9.85, bend)
    assert pit == pytest.approx(cdf(z))
    assert crps == pytest.approx(below + above, abs=2e-4)


@pytest.mark.parametrize("bend", (0.0, 0.08, -0.08))
def test_bending_keeps_order_and_is_undone(bend):
    even = [-4.0, -1.3, 0.0, 0.7, 4.5]
    values = bent(even, bend)
    assert values == sorted(values)
    assert [straightened(value, bend) for value in values] == pytest.approx(even)
    assert bent((-1e6, 1e6), 0.08)[0] == pytest.approx(-0.25 / 0.08 - 0.08)


def test_crps_of_a_sample():
    """E|X - y| - E|X - X'|/2 over every pair; a single draw gives the absolute error."""
    draws = sorted((1.0, 4.0, 4.5, 9.0))
    pairs = sum(abs(a - b) for a in draws for b in draws) / 16
    assert rules.crps_sample(3.0, draws) == pytest.approx(sum(abs(d - 3.0) for d in draws) / 4 - pairs / 2)
    assert rules.crps_sample(3.0, [5.0]) == pytest.approx(2.0)


def test_the_true_forecast_scores_best():
    """Proper: whoever says what they know is never worse on average."""
    draw = random.Random(5)  # noqa: S311
    outcomes = [draw.gauss(0, 1) for _ in range(4000)]
    half = 1.2816

    def mean(score):
        return sum(map(score, outcomes)) / len(outcomes)

    for sd in (0.6, 1.6):
        assert mean(rules.crps_normal) < mean(lambda y, sd=sd: rules.crps_normal(y, 0, sd))
        honest = mean(lambda y: rules.interval_score(y, -half, half, 0.2))
        assert honest < mean(lambda y, sd=sd: rules.interval_score(y, -half * sd, half * sd, 0.2))


def test_distance_to_uniform():
    pits = [0.05, 0.31, 0.62, 0.64, 0.9]
    assert rules.distance_to_uniform(pits) == pytest.approx(stats.kstest(pits, "uniform").statistic)


def test_clusters_of_one_are_the_ordinary_interval_of_a_mean():
    values = [1.0, 3.0, 4.0, 8.0, 9.0]
    found = rules.clustered_mean([[value] for value in values])
    low, high = stats.t.interval(0.95, 4, loc=5.0, scale=stats.sem(values))
    assert (found.value, found.n, found.creators) == (5.0, 5, 5)
    assert (found.low, found.high) == pytest.approx((low, high))


def test_a_clustered_interval_covers_where_a_plain_one_would_not():
    """Creators that share their luck: 95 % intervals of the mean must cover 0 about 95 times in 100."""
    draw = random.Random(8)  # noqa: S311
    covered = 0
    for _ in range(400):
        clusters = []
        for _ in range(25):
            shared = draw.gauss(0, 1)
            clusters.append([shared + draw.gauss(0, 0.3) for _ in range(draw.randrange(5, 15))])
        found = rules.clustered_mean(clusters)
        covered += found.low <= 0 <= found.high
    assert 0.92 <= covered / 400 <= 0.98


def test_few_creators_tell_no_interval():
    for creators in range(1, rules.FEWEST_CLUSTERS):
        found = rules.clustered_mean([[1.0, 2.0]] * creators)
        assert (found.value, found.low, found.high, found.creators) == (1.5, None, None, creators)
    assert rules.clustered_mean([[1.0], [2.0]] * 3).low is not None


def test_nothing_has_no_mean():
    with pytest.raises(ValueError, match="nothing"):
        rules.clustered_mean([[], []])
