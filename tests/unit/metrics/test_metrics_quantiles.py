"""Our distribution functions against scipy's."""

import random

import pytest
from scipy import stats

from companion.metrics import quantiles
from companion.metrics.simulation import POINTS, beta_strata, shuffled, student_strata

PROBABILITIES = (1e-9, 0.001, 0.025, 0.05, 0.1, 0.25, 0.5, 0.8, 0.9, 0.975, 0.999)


@pytest.mark.parametrize("p", PROBABILITIES)
def test_normal(p):
    z = quantiles.normal_quantile(p)
    assert z == pytest.approx(stats.norm.ppf(p), rel=1e-12, abs=1e-14)
    assert quantiles.normal_cdf(z) == pytest.approx(p, rel=1e-9)


@pytest.mark.parametrize("p", PROBABILITIES[1:])
@pytest.mark.parametrize("df", (1, 2, 2.5, 3.63, 6.85, 11, 35.9, 400))
def test_student(p, df):
    assert quantiles.t_quantile(p, df) == pytest.approx(stats.t.ppf(p, df), rel=2e-5, abs=1e-9)


@pytest.mark.parametrize("t", (-40.0, -3.1, -0.2, 0.0, 1.7, 12.0))
def test_student_tail(t):
    assert quantiles.t_cdf(t, 8) == pytest.approx(stats.t.cdf(t, 8), rel=1e-9)


@pytest.mark.parametrize("bad", (0, 1, -0.1, 1.1, float("nan")))
def test_no_quantile_of_an_impossible_probability(bad):
    with pytest.raises(ValueError, match="probability"):
        quantiles.normal_quantile(bad)


@pytest.mark.parametrize("a, b", ((1, 1), (0.5, 9), (22, 3), (130, 400)))
def test_beta(a, b):
    assert quantiles.beta_cdf(0.3, a, b) == pytest.approx(stats.beta.cdf(0.3, a, b), rel=1e-9)


@pytest.mark.parametrize("shape", (2, 3.4, 12, 80))
@pytest.mark.parametrize("p", (0.025, 0.05, 0.5, 0.95, 0.975))
def test_gamma(shape, p):
    assert quantiles.gamma_quantile(p, shape) == pytest.approx(stats.gamma.ppf(p, shape), rel=0.004)


def test_wilson():
    theirs = stats.binomtest(3, 28).proportion_ci(0.9, method="wilson")
    assert quantiles.wilson_interval(3, 28) == pytest.approx((theirs.low, theirs.high))
    assert quantiles.wilson_interval(0, 5)[0] == 0


@pytest.mark.parametrize("n, level, rank, inward", ((10, 0.95, 1, 0.6577), (5, 0.9, 0, 0.3529)))
def test_median_interval_by_hettmansperger_and_sheather(n, level, rank, inward):
    """By hand from the paper's formula: n = 10 covers .9785 at ranks 2 and 9, .8906 at ranks 3 and 8."""
    found = quantiles.median_ends(n, level)
    assert found[0] == rank
    assert found[1] == pytest.approx(inward, abs=5e-4)


@pytest.mark.parametrize("n", (5, 6, 8, 10, 17, 30))
def test_median_interval_holds_its_level(n):
    draw = random.Random(n)  # noqa: S311 - a seeded simulation
    rank, inward = quantiles.median_ends(n)
    hits = 0
    for _ in range(6000):
        values = sorted(draw.gauss(0, 1) for _ in range(n))
        low = (1 - inward) * values[rank] + inward * values[rank + 1]
        high = (1 - inward) * values[-1 - rank] + inward * values[-2 - rank]
        hits += low <= 0 <= high
    assert hits / 6000 == pytest.approx(0.9, abs=0.015)


def test_four_videos_cannot_enclose_a_median():
    assert quantiles.median_ends(4) is None


def test_strata_are_the_distributions_they_stand_for():
    middles = [(i + 0.5) / POINTS for i in range(POINTS)]
    assert student_strata(9.0)[10:-10] == pytest.approx(list(stats.t.ppf(middles, 9))[10:-10], rel=0.003, abs=1e-9)
    assert beta_strata(14.0, 4.0) == pytest.approx(list(stats.beta.ppf(middles, 14, 4)), abs=0.004)


def test_lattice_uses_every_stratum_once_and_does_not_correlate():
    columns = shuffled([list(range(POINTS))] * 4, seed=987654321)
    for i, one in enumerate(columns):
        assert sorted(one) == list(range(POINTS))
        for other in columns[:i]:
            assert abs(stats.pearsonr(one, other).statistic) < 0.15
