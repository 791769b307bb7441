"""The empirical-Bayes estimator behind every level: few videos lean on peers, many speak for themselves.

Normal-inverse-gamma in closed form (METRICS section 4; Gelman et al., Bayesian Data Analysis, 3rd ed., 5.4 and
3.3): the creator's level has prior ``N(mean, between)``, the variance between the creator's own videos a scaled
inverse chi-square prior ``(df, within)``. Three things are added: each value may carry noise of its own (rounding,
the maturity correction), which lowers its weight; older videos may count less; and hits reach further above a
creator's middle than flops below it (``skew``), which bends the forecast of the next value and tells a mean that
hits have lifted.
"""

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import mul

import msgspec

from companion.metrics.bending import bent
from companion.metrics.quantiles import t_quantile

KNOWN = 1000.0
"""Degrees of freedom from which a variance is as good as known."""


class Prior(msgspec.Struct, frozen=True, gc=False):
    """What is known about a creator before any video was read, on the ln scale.

    Attributes:
        mean: expected level.
        between: variance of creators' levels around ``mean``.
        within: typical variance between one creator's videos.
        df: how many videos that typical variance is worth.
        skew: skewness between one creator's videos, 0 where they lie evenly.
    """

    mean: float
    between: float
    within: float
    df: float
    skew: float = 0.0


class Posterior(msgspec.Struct, frozen=True, gc=False):
    """What is known about a creator after the videos, on the ln scale.

    Attributes:
        centre: the level.
        variance: of the level.
        within: variance between the creator's videos.
        df: degrees of freedom of both.
        n: videos behind it.
        weight: how much the creator's own videos count against the peers, 0 to 1.
        skew: skewness between the creator's videos.
    """

    centre: float
    variance: float
    within: float
    df: float
    n: int
    weight: float
    skew: float = 0.0

    def level(self, level: float = 0.9) -> tuple[float, float]:
        """Interval of the creator's level."""
        half = t_quantile(0.5 + level / 2, self.level_df) * math.sqrt(self.variance)
        return self.centre - half, self.centre + half

    @property
    def level_df(self) -> float:
        """Degrees of freedom of the level: the more it leans on peers, the less its error rests on few videos.

        Satterthwaite (1946), Biometrics Bulletin 2, 110-114: of the variance ``weight`` moves with the creator's
        own. In whole degrees, as the quantiles are remembered.
        """
        share = self.weight * self.weight
        return float(min(KNOWN, round(self.df / share))) if share else KNOWN

    def next_value(self, level: float = 0.8) -> tuple[float, float]:
        """Prediction interval of the creator's next value."""
        t = t_quantile(0.5 + level / 2, self.df)
        low, high = self.next_at((-t, t))
        return low, high

    @property
    def next_median(self) -> float:
        """What the creator's next value is as likely to exceed as not."""
        return self.next_at((0.0,))[0]

    def next_at(self, ordered: Sequence[float]) -> list[float]:
        """The creator's next value where a standard Student-t variable takes these values."""
        scale = self.next_scale
        return [self.centre + scale * each for each in bent(ordered, self.bend)]

    @property
    def bend(self) -> float:
        """How much the next value's distribution is bent: doubt about the level is even, videos are not."""
        return self.skew / 6 * (self.within / (self.variance + self.within)) ** 1.5 if self.skew else 0.0

    @property
    def next_scale(self) -> float:
        """Scale of the Student-t distribution of the next value."""
        return math.sqrt(self.variance + self.within)


def posterior(
    values: Sequence[float], noise: Sequence[float], prior: Prior, half_life: float = math.inf
) -> Posterior:
    """Combine a creator's values with the prior.

    With no noise, half-life and skewness this is METRICS section 4: ``s2 = (nu0 s0^2 + SS)/(nu0 + m - 1)``,
    ``B = tau2/(tau2 + s2/m)``, ``c = B ybar + (1 - B) mu0``.

    Skewness lifts mean and variance of few videos together (their covariance is the third moment over m), so a
    mean beside an unusual variance is taken back by what that variance explains (``_lifted``).

    Args:
        values: on the ln scale, newest first.
        noise: variance that each value carries beyond the spread between videos.
        prior: of the creator's peers.
        half_life: after how many further videos an older one counts half.
    """
    n = len(values)
    if n == 0:
        return Posterior(prior.mean, prior.between, prior.within, prior.df, 0, 0.0, prior.skew)
    recency, counted, worth = _recency(n, half_life)
    trust = [prior.within / (prior.within + extra) for extra in noise]
    weights = list(map(mul, recency, trust))
    total = math.fsum(weights)
    effective = total * total / _sum_of_products(weights, weights)
    mean = _sum_of_products(weights, values) / total
    # A value with noise of its own says less about the spread too: it brings `trust` of a degree of freedom.
    scatter = _sum_of_products(map(mul, weights, trust), [(y - mean) ** 2 for y in values])
    # Where hits skew, the spread is known worse: the kurtosis that goes with the skewness (3/2 of its square, as
    # of gamma variables) raises the variance of a variance.
    steady = 1 / (1 + 0.75 * prior.skew**2)
    squares = steady * scatter * worth / counted
    # In quarters: the quantiles of few degrees of freedom are remembered.
    df = prior.df + round(4 * steady * (worth - 1) * total / counted) / 4
    within = (prior.df * prior.within + squares) / df
    of_mean = within / effective + _sum_of_products(map(mul, weights, weights), noise) / total**2
    own = prior.between / (prior.between + of_mean)
    return Posterior(
        centre=own * (mean - _lifted(prior, scatter * n / total, n)) + (1 - own) * prior.mean,
        variance=own * of_mean,
        within=within,
        df=df,
        n=n,
        weight=own,
        skew=prior.skew,
    )


@lru_cache(maxsize=256)
def _recency(n: int, half_life: float) -> tuple[tuple[float, ...], float, float]:
    """Weights of ``n`` videos, newest first, their sum, and how many equal videos they are worth (Kish 1965)."""
    weights = tuple(0.5 ** (i / half_life) for i in range(n))
    total = math.fsum(weights)
    return weights, total, total * total / _sum_of_products(weights, weights)


def _sum_of_products(one: Iterable[float], other: Iterable[float]) -> float:
    """Sum of the products of two rows of equal length."""
    return math.fsum(map(mul, one, other))


def _lifted(prior: Prior, squares: float, n: int) -> float:
    """How far hits have lifted a mean, told by the variance beside it.

    Regression of a mean on the part of its sample's variance ``v`` that is chance, ``nu0`` of ``nu0 + m - 1``
    degrees of freedom: ``skew/2 * (m - 1)/m * nu0/(nu0 + m - 1) * (v - s0^2)/s``. Its scale ``1/s`` is taken as
    ``2 s_v/(v + s0^2)``: who is steady by habit has no hits that could have lifted anything.
    """
    if n < 2 or not prior.skew:
        return 0.0
    variance = squares / (n - 1)
    chance = (n - 1) / n * prior.df / (prior.df + n - 1)
    return prior.skew * chance * (variance - prior.within) * math.sqrt(variance) / (variance + prior.within)
