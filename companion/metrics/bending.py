"""A Student-t distribution bent to one side, as Cornish and Fisher's expansion does with a skewness.

Cornish and Fisher (1938), Revue de l'Institut International de Statistique 5, 307-320: the quantile ``t`` of the
even distribution becomes ``t + skew/6 (t^2 - 1)``. ``bend`` is that ``skew/6``.
"""

import math
from collections.abc import Sequence


def bent(ordered: Sequence[float], bend: float) -> list[float]:
    """The bent distribution's values where the even one is at these; flat beyond the parabola's vertex."""
    if not bend:
        return list(ordered)
    vertex = -0.5 / bend
    if ordered[0] < vertex < ordered[-1]:
        ordered = [max(t, vertex) if bend > 0 else min(t, vertex) for t in ordered]
    return [t + bend * (t * t - 1) for t in ordered]


def straightened(value: float, bend: float) -> float:
    """The inverse of ``bent``: where the even distribution is when the bent one is at ``value``."""
    if not bend:
        return value
    root = math.sqrt(max(0.0, 1 + 4 * bend * (value + bend)))
    return (root - 1) / (2 * bend)
