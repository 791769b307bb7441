"""How often creators post, learned from those that this user reads: the most probable gamma distribution.

Posts in so many weeks are a gamma-Poisson mixture over creators (negative binomial). A creator whom no such
distribution explains (a machine that posts a hundred times a day) counts little.
"""

import math
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from companion.metrics.priors import Cadence
from companion.metrics.search import lowest

MEAN_SD = 0.4
SHAPE_SD = 0.3
"""Standard deviations of the prior of ln(mean) and of ln(shape): two markets differ by 0.57 in the logarithm
of their middle posts a week (3.9 in Vietnam 2025, 2.2 in Denmark 2026, DISTRIBUTIONS)."""
ODD = 0.03
"""Share of creators that no gamma distribution explains; theirs may be any number up to `MOST`."""
MOST = 10_000
SHORTEST_WEEKS = 1 / 7
"""Below a day of reading nothing is learned."""


class Posted(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Posts counted and the weeks in which they were."""

    posts: int
    weeks: float


def learned_cadence(creators: Sequence[Posted], base: Cadence) -> Cadence:
    """The prior bent toward these creators, in any order."""
    known = sorted((each for each in creators if each.weeks >= SHORTEST_WEEKS), key=msgspec.structs.astuple)
    if not known:
        return base

    def surprise(at: Sequence[float]) -> float:
        prior = _prior(base, at)
        return sum(x * x for x in at) / 2 - math.fsum(_log_likelihood(each, prior) for each in known)

    best, _ = lowest(surprise, (0.0, 0.0))
    return replace(_prior(base, best), own=len(known))


def _prior(base: Cadence, at: Sequence[float]) -> Cadence:
    """A prior so many widths away from ``base``, in its mean and its shape."""
    mean, shape = math.exp(MEAN_SD * at[0]), math.exp(SHAPE_SD * at[1])
    return replace(base, shape=base.shape * shape, rate=base.rate * shape / mean)


def _log_likelihood(known: Posted, prior: Cadence) -> float:
    n, shape, share = known.posts, prior.shape, known.weeks / (prior.rate + known.weeks)
    ways = math.lgamma(n + shape) - math.lgamma(shape) - math.lgamma(n + 1)
    usual = math.exp(ways + n * math.log(share) + shape * math.log1p(-share))
    return math.log((1 - ODD) * usual + ODD / (MOST * (1 + known.weeks)))
