"""The middle and the spread of a crowd of whom some are odd: they may be told from, but they must not set them."""

from collections.abc import Sequence

from companion.metrics.quantiles import median
from companion.metrics.simulation import quantile

ONE_SD = 0.158655
"""Share of normal values more than one standard deviation below their mean."""


FAR = 3.0
"""Standard deviations from the middle beyond which a value is left out: 3 normal values in 1,000."""
ROUNDS = 5


def middle_and_sd(values: Sequence[float]) -> tuple[float, float]:
    """Median, and half of what the middle 68 % span: the standard deviation of normal values.

    Values that lie far out by both are left out and both are told again, until none does: with one in ten far off
    to one side neither moves by more than chance, where quantiles alone would widen by a fifth.
    """
    kept = sorted(values)
    middle, sd = median(kept), _half_span(kept)
    for _ in range(ROUNDS):
        near = [value for value in kept if abs(value - middle) <= FAR * sd]
        if not near or len(near) == len(kept):
            break
        kept = near
        middle, sd = median(kept), _half_span(kept)
    return middle, sd


def _half_span(ordered: Sequence[float]) -> float:
    return (quantile(ordered, 1 - ONE_SD) - quantile(ordered, ONE_SD)) / 2
