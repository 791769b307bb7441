"""How good a forecast was, once the outcome is known. Lower is better for every score here.

Formulas: Gneiting and Raftery (2007), Strictly proper scoring rules, prediction, and estimation, JASA 102,
359-378; closed forms of the CRPS as in Jordan, Krueger and Lerch (2019), Evaluating probabilistic forecasts with
scoringRules, Journal of Statistical Software 90(12). A score has the unit of the outcome: on ln(views) 0.1 is
about 10 % of the views.
"""

import math
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from companion.metrics.bending import straightened
from companion.metrics.quantiles import normal_cdf, t_cdf, t_quantile


def interval_score(outcome: float, low: float, high: float, alpha: float) -> float:
    """Width of a central ``1 - alpha`` interval, plus ``2/alpha`` times how far the outcome lies outside."""
    return (high - low) + 2 / alpha * (max(low - outcome, 0.0) + max(outcome - high, 0.0))


def pinball(outcome: float, quantile: float, p: float) -> float:
    """Loss of a forecast ``quantile`` of probability ``p``: ``max(p(y - q), (p - 1)(y - q))``."""
    return max(p * (outcome - quantile), (p - 1) * (outcome - quantile))


def crps_normal(outcome: float, mean: float = 0.0, sd: float = 1.0) -> float:
    """Continuous ranked probability score of a normal forecast."""
    z = (outcome - mean) / sd
    density = math.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    return sd * (z * (2 * normal_cdf(z) - 1) + 2 * density - 1 / math.sqrt(math.pi))


def crps_lognormal(outcome: float, mean_log: float = 0.0, sd_log: float = 1.0) -> float:
    """CRPS of a log-normal forecast, in the unit of the outcome itself (views, not their logarithm)."""
    middle = 2 * math.exp(mean_log + sd_log * sd_log / 2)
    if outcome <= 0:
        z, shifted = -math.inf, 0.0
    else:
        z = (math.log(outcome) - mean_log) / sd_log
        shifted = normal_cdf(z - sd_log)
    below = 0.0 if outcome <= 0 else normal_cdf(z)
    return outcome * (2 * below - 1) - middle * (shifted + normal_cdf(sd_log / math.sqrt(2)) - 1)


def crps_t(outcome: float, df: float, location: float = 0.0, scale: float = 1.0) -> float:
    """CRPS of a Student-t forecast.

    Raises:
        ValueError: ``df`` is not above 1, where the score has no finite value.
    """
    if df <= 1:
        raise ValueError(f"The score needs more than 1 degree of freedom, not {df!r}.")
    return scale * t_score((outcome - location) / scale, df)[1]


def t_score(z: float, df: float, bend: float = 0.0) -> tuple[float, float]:
    """P(X <= z) and the CRPS at z of the standard Student-t distribution, bent where it is (``bending``).

    ``E|X - z| - E|X - X'|/2`` with the Student-t's first and second partial moments; the second term is that of
    the even distribution, since what bends it is even in t.

    Args:
        z: the outcome.
        df: above 1; above 2 where it is bent.
        bend: of the distribution.
    """
    log_height, sharpness = _t_constants(df)
    t = straightened(z, bend)
    below = t_cdf(t, df)
    density = math.exp(log_height - (df + 1) / 2 * math.log1p(t * t / df))
    first = density * (df + t * t) / (df - 1)
    if not bend:
        return below, z * (2 * below - 1) + 2 * first - sharpness
    above = 1 - below
    second = ((df - 1) * t * first + df * above) / (df - 2)
    mean = bend * 2 / (df - 2)
    return below, z * (2 * below - 1) + 2 * (first + bend * (second - above)) - mean - sharpness


@lru_cache(maxsize=512)
def _t_constants(df: float) -> tuple[float, float]:
    """Logarithm of the density at 0, and ``2 sqrt(df)/(df - 1) B(1/2, df - 1/2)/B(1/2, df/2)^2``."""

    def log_beta(a: float, b: float) -> float:
        return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)

    height = math.lgamma((df + 1) / 2) - math.lgamma(df / 2) - math.log(df * math.pi) / 2
    ratio = math.exp(log_beta(0.5, df - 0.5) - 2 * log_beta(0.5, df / 2))
    return height, 2 * math.sqrt(df) / (df - 1) * ratio


def crps_sample(outcome: float, ordered: Sequence[float]) -> float:
    """CRPS of the empirical distribution of sorted draws: ``E|X - y| - E|X - X'|/2``."""
    n = len(ordered)
    apart = math.fsum((2 * i - n + 1) * draw for i, draw in enumerate(ordered)) / (n * n)
    return math.fsum(abs(draw - outcome) for draw in ordered) / n - apart


def distance_to_uniform(pits: Sequence[float]) -> float:
    """Kolmogorov-Smirnov distance of probability integral transforms to the uniform distribution, 0 to 1.

    0 where forecasts are calibrated at every level; 0.03 means that no level is off by more than 3 points.
    """
    n = len(pits)
    return max(max((i + 1) / n - u, u - i / n) for i, u in enumerate(sorted(pits)))


FEWEST_CLUSTERS = 5
"""Creators below which the spread between them is anybody's guess, and with it every interval."""


class Clustered(msgspec.Struct, frozen=True):
    """A mean over forecasts with an interval that knows that forecasts of one creator fail together.

    Attributes:
        value: mean over all forecasts.
        low: lower end of the interval; None where so few creators can't tell it.
        high: upper end, likewise.
        n: forecasts.
        creators: clusters.
    """

    value: float
    low: float | None
    high: float | None
    n: int
    creators: int


def clustered_mean(clusters: Sequence[Sequence[float]], level: float = 0.95) -> Clustered:
    """Mean of all values, its interval by the sandwich variance over clusters and t with G - 1 df.

    Liang and Zeger (1986), Biometrika 73, 13-22, with the factor G/(G - 1) for few clusters; below five of them
    there is no interval. Paired differences of two forecasters' scores go in the same way.

    Raises:
        ValueError: there is no value at all.
    """
    clusters = [cluster for cluster in clusters if cluster]
    n = sum(map(len, clusters))
    if not n:
        raise ValueError("There is nothing to take a mean of.")
    value = math.fsum(math.fsum(cluster) for cluster in clusters) / n
    groups = len(clusters)
    if groups < FEWEST_CLUSTERS:
        return Clustered(value, None, None, n, groups)
    apart = math.fsum(math.fsum(each - value for each in cluster) ** 2 for cluster in clusters)
    half = t_quantile(0.5 + level / 2, groups - 1) * math.sqrt(groups / (groups - 1) * apart) / n
    return Clustered(value, value - half, value + half, n, groups)


class Hits(msgspec.Struct, frozen=True):
    """Hits and trials summed over creators, with the sums of their squares: enough for `clustered_share`.

    Attributes:
        creators: with at least one trial.
        trials: of all of them, ``sum n``.
        hits: of all of them, ``sum h``.
        trials_squared: ``sum n^2``.
        both: ``sum n h``.
        hits_squared: ``sum h^2``.
    """

    creators: int
    trials: int
    hits: int
    trials_squared: int
    both: int
    hits_squared: int


def clustered_share(seen: Hits, level: float = 0.95) -> Clustered:
    """A share with an interval that knows that one creator's forecasts fail together, also near 0 and 1.

    Wilson's score interval at the effective number of trials, as Korn and Graubard (1998), Survey Methodology 24,
    193-201, do with Clopper and Pearson's: ``p(1 - p)`` over the variance between creators. That is the sandwich
    of `clustered_mean`, larger by what leaving out one of ``G* = n^2/sum n_i^2`` creators of one size (Kish 1965)
    would add, and t has ``G* - 1`` degrees of freedom, at least 2. Where every creator has the same share, one
    creator's trials count as one.

    Raises:
        ValueError: there is no trial at all.
    """
    n = seen.trials
    if not n:
        raise ValueError("There is nothing to take a share of.")
    share = seen.hits / n
    if seen.creators < 2:
        return Clustered(share, 0.0, 1.0, n, seen.creators)
    alike = n * n / seen.trials_squared
    apart = seen.hits_squared - 2 * share * seen.both + share * share * seen.trials_squared
    variance = (seen.creators - 1) / seen.creators * apart / (n * n) / (1 - 1 / alike) ** 2
    effective = min(float(n), share * (1 - share) / variance) if variance > 1e-12 else float(seen.creators)
    t = t_quantile(0.5 + level / 2, max(2.0, alike - 1))
    widened = 1 + t * t / effective
    centre = (share + t * t / (2 * effective)) / widened
    half = t / widened * math.sqrt(share * (1 - share) / effective + (t / (2 * effective)) ** 2)
    return Clustered(share, max(0.0, centre - half), min(1.0, centre + half), n, seen.creators)
