"""Joint simulation without noise of its own: seeded lattice points instead of random numbers.

Every dimension visits each of its equally likely strata exactly once (a rank-1 Korobov lattice with a random
shift: Cranley and Patterson 1976, SIAM J. Numer. Anal. 13, 904-914), so 128 points give what thousands of random
ones would, and the same creator always gets the same points.
"""

import math
import zlib
from collections.abc import Sequence
from functools import lru_cache

from companion.metrics.quantiles import normal_quantile

POINTS = 127
"""A prime number of points: multiplying by any generator visits every stratum once."""
_GENERATOR = 29


def seed_of(name: str) -> int:
    """A seed from a creator's id or handle; the same in every process, unlike ``hash``."""
    return zlib.crc32(name.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=1)
def normal_strata() -> tuple[float, ...]:
    """One normal draw for each of `POINTS` equally likely strata, in order."""
    return tuple(normal_quantile((i + 0.5) / POINTS) for i in range(POINTS))


def student_strata(df: float) -> list[float]:
    """One Student-t draw for each stratum, in order, by the Cornish-Fisher expansion (A&S 26.7.5)."""
    draws = []
    for z in normal_strata():
        square = z * z
        first = (square + 1) * z / 4
        second = ((5 * square + 16) * square + 3) * z / 96
        draws.append(z + first / df + second / (df * df))
    return draws


def shuffled(strata: Sequence[Sequence[float]], seed: int) -> list[list[float]]:
    """Lay ordered draws of several independent quantities along the lattice, so that they vary independently."""
    columns = []
    step = 1
    for dimension, draws in enumerate(strata):
        shift = (seed >> (7 * dimension)) % POINTS
        columns.append([draws[(k * step + shift) % POINTS] for k in range(POINTS)])
        step = step * _GENERATOR % POINTS
    return columns


def quantile(ordered: Sequence[float], p: float) -> float:
    """A quantile of sorted draws, linear between the middles of their strata (Hazen)."""
    position = p * len(ordered) - 0.5
    below = math.floor(position)
    if below < 0:
        return ordered[0]
    if below >= len(ordered) - 1:
        return ordered[-1]
    return ordered[below] + (position - below) * (ordered[below + 1] - ordered[below])


def beta_strata(a: float, b: float) -> list[float]:
    """One beta(a, b) draw for each stratum, in order, from the density summed over a grid."""
    logs = _unit_grid()
    peak = -math.inf
    exponents = []
    for x, log_x, log_rest in logs:
        exponent = (a - 1) * log_x + (b - 1) * log_rest
        exponents.append((x, exponent))
        peak = max(peak, exponent)
    weights = [(x, math.exp(exponent - peak)) for x, exponent in exponents]
    total = sum(weight for _, weight in weights)
    draws: list[float] = []
    reached = 0.0
    for x, weight in weights:
        before, reached = reached, reached + weight / total
        while len(draws) < POINTS and (len(draws) + 0.5) / POINTS <= reached:
            inside = ((len(draws) + 0.5) / POINTS - before) / (reached - before)
            draws.append(x + (inside - 0.5) / _CELLS)
    return draws + [1.0] * (POINTS - len(draws))


_CELLS = 256


@lru_cache(maxsize=1)
def _unit_grid() -> tuple[tuple[float, float, float], ...]:
    middles = ((i + 0.5) / _CELLS for i in range(_CELLS))
    return tuple((x, math.log(x), math.log1p(-x)) for x in middles)
