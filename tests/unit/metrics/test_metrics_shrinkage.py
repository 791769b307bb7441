"""The estimator: the textbook formula, its calibration, and what noise and age do to it."""

import math
import random

import pytest

from companion.metrics.shrinkage import Prior, posterior

PRIOR = Prior(mean=10.0, between=1.0, within=1.08, df=9.0)


def test_without_noise_it_is_the_textbook_formula():
    values = [9.0, 11.5, 10.2, 12.1, 11.0]
    m = len(values)
    mean = sum(values) / m
    squares = sum((y - mean) ** 2 for y in values)
    s2 = (9 * 1.08 + squares) / (9 + m - 1)
    b = 1.0 / (1.0 + s2 / m)
    known = posterior(values, [0.0] * m, PRIOR)
    assert known.centre == pytest.approx(b * mean + (1 - b) * 10)
    assert known.within == pytest.approx(s2)
    assert known.next_scale == pytest.approx(math.sqrt(s2 * (1 + b / m)))
    assert known.df == 9 + m - 1


def test_no_video_is_the_prior():
    known = posterior([], [], PRIOR)
    assert (known.centre, known.variance, known.n) == (10.0, 1.0, 0)


def test_a_noisy_value_moves_the_level_less():
    exact = posterior([14.0, 10.0, 10.0], [0.0, 0.0, 0.0], PRIOR)
    noisy = posterior([14.0, 10.0, 10.0], [3.0, 0.0, 0.0], PRIOR)
    assert 10 < noisy.centre < exact.centre


def test_rounding_widens_the_interval():
    values = [10.0, 10.1, 9.9, 10.05] * 5
    low, high = posterior(values, [0.0] * 20, PRIOR).level()
    blurred_low, blurred_high = posterior(values, [0.3] * 20, PRIOR).level()
    assert blurred_high - blurred_low > high - low


def test_older_videos_count_less_when_told_to():
    drifting = [12.0] * 10 + [9.0] * 20
    assert posterior(drifting, [0.0] * 30, PRIOR, 10).centre > posterior(drifting, [0.0] * 30, PRIOR).centre + 0.3


@pytest.mark.parametrize("half_life", (math.inf, 20.0))
def test_intervals_hold_and_shrinking_helps(half_life):
    """METRICS F11: 2,000 creators, mu ~ N(10, 1), sd 0.7 to 1.4, m 3 to 30."""
    draw = random.Random(20)  # noqa: S311 - seeded creators, no secret
    covered = levels = 0
    shrunk_error = raw_error = 0.0
    for _ in range(2000):
        mu, sd, m = draw.gauss(10, 1), draw.uniform(0.7, 1.4), draw.randint(3, 30)
        values = [draw.gauss(mu, sd) for _ in range(m)]
        known = posterior(values, [0.0] * m, PRIOR, half_life)
        low, high = known.next_value(0.8)
        covered += sum(low <= draw.gauss(mu, sd) <= high for _ in range(10))
        low, high = known.level(0.9)
        levels += low <= mu <= high
        shrunk_error += (known.centre - mu) ** 2
        raw_error += (sum(values) / m - mu) ** 2
    assert 0.785 <= covered / 20_000 <= 0.815
    assert 0.88 <= levels / 2000 <= 0.92
    assert shrunk_error < raw_error


SKEWED = Prior(mean=10.0, between=0.8, within=0.81, df=6.85, skew=0.48)


def skewed_creators(seed, creators, m):
    """Creators as ``SKEWED`` says: m values and 20 later ones each, gamma-distributed around the level."""
    draw = random.Random(seed)  # noqa: S311 - seeded creators, no secret
    shape = 4 / SKEWED.skew**2
    for _ in range(creators):
        mu = draw.gauss(SKEWED.mean, math.sqrt(SKEWED.between))
        sd = math.sqrt(SKEWED.within * SKEWED.df / draw.gammavariate(SKEWED.df / 2, 2))
        values = [mu + sd * (draw.gammavariate(shape, 1) - shape) / math.sqrt(shape) for _ in range(m + 20)]
        yield mu, values[:m], values[m:]


@pytest.mark.parametrize("m", (3, 5, 10, 30))
def test_where_hits_reach_further_than_flops_both_ends_hold(m):
    """Half of the misses of an 80 % interval lie above it and half below, which no even interval gives."""
    below = above = under = 0
    for _, values, later in skewed_creators(m, 1500, m):
        known = posterior(values, [0.0] * m, SKEWED)
        low, high = known.next_value(0.8)
        below += sum(y < low for y in later)
        above += sum(y > high for y in later)
        under += sum(y < known.next_median for y in later)
    n = 1500 * 20
    assert below / n == pytest.approx(0.1, abs=0.015)
    assert above / n == pytest.approx(0.1, abs=0.015)
    assert under / n == pytest.approx(0.5, abs=0.015)


@pytest.mark.parametrize("m", (3, 5, 10))
def test_a_mean_that_hits_have_lifted_is_taken_back(m):
    """Knowing of the skewness brings the level nearer than the textbook does, and its interval still holds."""
    blind = Prior(SKEWED.mean, SKEWED.between, SKEWED.within, SKEWED.df)
    held = 0
    knowing = ignoring = 0.0
    for mu, values, _ in skewed_creators(100 + m, 4000, m):
        known = posterior(values, [0.0] * m, SKEWED)
        low, high = known.level(0.9)
        held += low <= mu <= high
        knowing += (known.centre - mu) ** 2
        ignoring += (posterior(values, [0.0] * m, blind).centre - mu) ** 2
    assert knowing < 0.985 * ignoring
    assert held / 4000 == pytest.approx(0.9, abs=0.02)
