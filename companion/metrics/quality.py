"""Consistency and value: how steady, how often kept and passed on, how regular, against peers.

Measured from what is public and named for it; it promises nothing about views.
"""

from collections.abc import Mapping

from companion.metrics.movers import behind
from companion.metrics.peers import Standing
from companion.metrics.sample import Selection
from companion.metrics.simulation import shuffled
from companion.model import Why

ITEMS = {
    "consistency": ("views are steadier", "views swing more"),
    "saves_per_view": ("videos are saved more often", "videos are saved less often"),
    "shares_per_view": ("videos are shared more often", "videos are shared less often"),
    "posts_per_week": ("posts come more often", "posts come less often"),
}


def quality(
    standing: Mapping[str, Standing], selection: Selection, seed: int
) -> tuple[float, list[float], tuple[Why, ...]] | None:
    """Mean percentile of the items that could be measured, its ordered draws and reasons; None without any."""
    found = {name: standing[name] for name in ITEMS if name in standing}
    if not found:
        return None
    percentiles = {name: _better(name, one.percentile) for name, one in found.items()}
    columns = shuffled([_better_all(name, one.strata()) for name, one in found.items()], seed)
    k = len(found)
    value = 100 * sum(percentiles.values()) / k
    draws = sorted(100 / k * total for total in map(sum, zip(*columns, strict=True)))
    why = tuple(
        Why(
            says=_says(name, percentile, found[name].most),
            moves=(100 * percentile - 50) / k,
            video_ids=behind(name, selection, percentile >= 0.5),
        )
        for name, percentile in sorted(percentiles.items(), key=lambda item: -abs(item[1] - 0.5))
    )
    return value, draws, why


def _better(name: str, percentile: float) -> float:
    """A percentile that runs toward better: a small spread is the better one."""
    return 1 - percentile if name == "consistency" else percentile


def _better_all(name: str, percentiles: list[float]) -> list[float]:
    return [1 - each for each in percentiles] if name == "consistency" else percentiles


def _says(name: str, percentile: float, most: str) -> str:
    better, worse = ITEMS[name]
    return f"{better if percentile >= 0.5 else worse} than those of {most}"
