"""How creators' own variances spread: a scaled inverse chi-square distribution fitted by moments of ln(s^2).

Smyth (2004), Statistical Applications in Genetics and Molecular Biology 3(1), section 6.2: the logarithm of a
sample variance has a known mean and variance (digamma and trigamma of half its degrees of freedom), so what is
left over is the spread between creators.
"""

import math
from collections.abc import Iterable

import msgspec

SMALLEST_VARIANCE = 1e-4
LEAST_SPREAD = 1e-3


class SampleVariance(msgspec.Struct, frozen=True, gc=False):
    """One creator's sample variance on the ln scale.

    Attributes:
        variance: with ``n - 1`` below the line.
        n: values behind it, at least 2.
        weight: how much it counts; the blocks of one creator count 1 together.
    """

    variance: float
    n: int
    weight: float = 1.0


class LogVariances(msgspec.Struct, frozen=True, gc=False):
    """Mean and variance, between creators, of the logarithm of their true variances."""

    mean: float
    spread: float

    def scaled(self) -> tuple[float, float]:
        """Scale and degrees of freedom of the scaled inverse chi-square distribution with these moments."""
        half = _inverse_trigamma(self.spread)
        return math.exp(self.mean + digamma(half) - math.log(half)), 2 * half


def moments_of(variance: float, df: float) -> LogVariances:
    """The inverse of ``LogVariances.scaled``."""
    half = df / 2
    return LogVariances(math.log(variance) - digamma(half) + math.log(half), trigamma(half))


def log_variances(samples: Iterable[SampleVariance], base: LogVariances, worth: float) -> LogVariances:
    """Moments of ln(variance) over creators, freed of sampling noise, blended with ``base``.

    Args:
        samples: one or several a creator.
        base: what is known before; the answer itself where there are no samples.
        worth: how many creators ``base`` counts as.
    """
    rows = [(_log_variance(sample), trigamma((sample.n - 1) / 2), sample.weight) for sample in samples]
    total = math.fsum(weight for *_, weight in rows)
    if not total:
        return base
    mean = (math.fsum(value * weight for value, _, weight in rows) + worth * base.mean) / (total + worth)
    apart = math.fsum(((value - mean) ** 2 - noise) * weight for value, noise, weight in rows)
    apart += worth * (base.spread + (base.mean - mean) ** 2)
    return LogVariances(mean, max(LEAST_SPREAD, apart / (total + worth)))


def _log_variance(sample: SampleVariance) -> float:
    half = (sample.n - 1) / 2
    return math.log(max(sample.variance, SMALLEST_VARIANCE)) - digamma(half) + math.log(half)


def digamma(x: float) -> float:
    """Derivative of ln(gamma) at ``x`` above 0, by recurrence and Stirling's series (A&S 6.3.5, 6.3.18)."""
    shift = 0.0
    while x < 8:
        shift -= 1 / x
        x += 1
    y = 1 / (x * x)
    return shift + math.log(x) - 0.5 / x - y * (1 / 12 - y * (1 / 120 - y * (1 / 252 - y / 240)))


def trigamma(x: float) -> float:
    """Second derivative of ln(gamma) at ``x`` above 0, likewise (A&S 6.4.6, 6.4.12)."""
    shift = 0.0
    while x < 8:
        shift += 1 / (x * x)
        x += 1
    y = 1 / (x * x)
    return shift + 1 / x + y / 2 + y / x * (1 / 6 - y * (1 / 30 - y * (1 / 42 - y / 30)))


def _inverse_trigamma(value: float) -> float:
    """The x at which trigamma is ``value``, by bisection on the logarithm."""
    low, high = -7.0, 12.0
    while high - low > 1e-10:
        middle = (low + high) / 2
        if trigamma(math.exp(middle)) > value:
            low = middle
        else:
            high = middle
    return math.exp((low + high) / 2)
