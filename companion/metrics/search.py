"""The most probable values of a few figures, each with a prior of width 1."""

from collections.abc import Callable, Sequence

STEP = 0.05
"""For differences, in widths of the prior."""
ROUNDS = 12
FINE = 1e-3
"""Widths of the prior: a round that moves nothing further ends the search."""


def lowest(surprise: Callable[[Sequence[float]], float], at: Sequence[float]) -> tuple[list[float], float]:
    """Where a smooth function is lowest, and the variance of its first argument there (Laplace's approximation).

    One argument after the other, each in widths of its prior: for arguments that hardly depend on each other, so
    that few rounds do.
    """
    at = list(at)
    for _ in range(ROUNDS):
        before = list(at)
        bends = [_step(surprise, at, axis) for axis in range(len(at))]
        if max(abs(x - y) for x, y in zip(at, before, strict=True)) < FINE:
            break
    return at, 1 / max(1.0, bends[0])


def _step(surprise: Callable[[Sequence[float]], float], at: list[float], axis: int) -> float:
    """Move one argument to the bottom of the parabola through three points, at most one width; its bend there."""

    def value(x: float) -> float:
        return surprise([*at[:axis], x, *at[axis + 1 :]])

    x = at[axis]
    back, here, ahead = value(x - STEP), value(x), value(x + STEP)
    bend = (ahead - 2 * here + back) / STEP**2
    slope = (ahead - back) / (2 * STEP)
    move = max(-1.0, min(1.0, -slope / max(bend, 1.0)))
    while abs(move) > FINE and value(x + move) > here:
        move /= 2
    at[axis] = x + move
    return bend
