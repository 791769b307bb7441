"""Joint simulation without noise of its own: seeded lattice points instead of random numbers.

Every dimension visits each of its equally likely strata exactly once (a rank-1 Korobov lattice with a random
shift: Cranley and Patterson 1976, SIAM J. Numer. Anal. 13, 904-914), so 128 points give what thousands of random
ones would, and the same creator always gets the same points.
"""

import math
import zlib
from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter

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


@lru_cache(maxsize=128)
def student_strata(df: float) -> tuple[float, ...]:
    """One Student-t draw for each stratum, in order, by the Cornish-Fisher expansion (A&S 26.7.5)."""
    one, two = 1 / df, 1 / (df * df)
    return tuple(z + first * one + second * two for z, first, second in _expansion())


@lru_cache(maxsize=1)
def _expansion() -> tuple[tuple[float, float, float], ...]:
    return tuple((z, (z**3 + z) / 4, (5 * z**5 + 16 * z**3 + 3 * z) / 96) for z in normal_strata())


def student_draws(centre: float, scale: float, df: float) -> list[float]:
    """Equally likely values, in order, of a Student-t distribution around ``centre``."""
    return [centre + scale * draw for draw in student_strata(df)]


def shuffled(strata: Sequence[Sequence[float]], seed: int) -> list[tuple[float, ...]]:
    """Lay ordered draws of several independent quantities along the lattice, so that they vary independently."""
    columns = []
    for dimension, draws in enumerate(strata):
        shift = (seed >> (7 * dimension)) % POINTS
        columns.append(_along(dimension)((*draws[shift:], *draws[:shift])))
    return columns


@lru_cache(maxsize=16)
def _along(dimension: int) -> "itemgetter[tuple[float, ...]]":
    """Takes draws in the order in which the lattice visits their strata."""
    step = pow(_GENERATOR, dimension, POINTS)
    return itemgetter(*(k * step % POINTS for k in range(POINTS)))


def spread(ordered: Sequence[float], count: int) -> list[float]:
    """So many of sorted draws, evenly spread over their strata; parts of several spreads make a mixture."""
    return [ordered[(2 * i + 1) * len(ordered) // (2 * count)] for i in range(count)]


def quantile(ordered: Sequence[float], p: float) -> float:
    """A quantile of sorted draws, linear between the middles of their strata (Hazen)."""
    position = p * len(ordered) - 0.5
    below = math.floor(position)
    if below < 0:
        return ordered[0]
    if below >= len(ordered) - 1:
        return ordered[-1]
    return ordered[below] + (position - below) * (ordered[below + 1] - ordered[below])


@lru_cache(maxsize=128)
def beta_strata(a: float, b: float) -> tuple[float, ...]:
    """One beta(a, b) draw for each stratum, in order, from the density summed over a grid."""
    exponents = [(a - 1) * log_x + (b - 1) * log_rest for log_x, log_rest in _unit_grid()]
    peak = max(exponents)
    weights = [math.exp(exponent - peak) for exponent in exponents]
    each = math.fsum(weights) / POINTS
    draws: list[float] = []
    reached, wanted = 0.0, each / 2
    for cell, weight in enumerate(weights):
        while wanted <= reached + weight and len(draws) < POINTS:
            draws.append((cell + (wanted - reached) / weight) / _CELLS)
            wanted += each
        reached += weight
    return (*draws, *[1.0] * (POINTS - len(draws)))


_CELLS = 256


@lru_cache(maxsize=1)
def _unit_grid() -> tuple[tuple[float, float], ...]:
    middles = ((i + 0.5) / _CELLS for i in range(_CELLS))
    return tuple((math.log(x), math.log1p(-x)) for x in middles)
