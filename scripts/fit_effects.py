"""Fit how far effects of format differ between creators (``companion/metrics/effects.py``).

    python scripts/fit_effects.py PANEL_DIR

The panels record a video's length and its number of hashtags alone. A factor of chance is fitted beside them: its
spread must come out near none, or the method sees effects where there are none. Needs scipy.
"""

import argparse
import csv
import gzip
import math
import random
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from scipy import optimize

sys.path.insert(0, str(Path(__file__).parent.parent))

from companion.metrics.effects import Difference, difference

PANELS = ("panel_a_2025.csv.gz", "panel_b_2026.csv.gz")
MATURE = 14.0
DRAW = random.Random(20)  # noqa: S311 - a simulation
Row = dict[str, str]


def _number(row: Row, name: str) -> float | None:
    return float(row[name]) if row[name] else None


def _at_least(name: str, least: float) -> Callable[[Row], bool | None]:
    def has(row: Row) -> bool | None:
        number = _number(row, name)
        return None if number is None else number >= least

    return has


FACTORS: dict[str, Callable[[Row], bool | None]] = {
    "15 s or shorter": lambda row: None if (has := _at_least("duration_s", 15.5)(row)) is None else not has,
    "over 60 s": _at_least("duration_s", 60.5),
    "5 hashtags or more": _at_least("hashtags", 5),
    "no hashtag": lambda row: None if (has := _at_least("hashtags", 1)(row)) is None else not has,
}


def _views(row: Row) -> float | None:
    views = _number(row, "views")
    return math.log(views) if views else None


def _rate(row: Row) -> float | None:
    views = _number(row, "views")
    counts = [_number(row, name) for name in ("likes", "comments", "shares")]
    if not views or None in counts:
        return None
    above = sum(count or 0 for count in counts)
    return math.log(above / views if above else 0.5 / (views + 1))


def _effects(
    creators: dict[str, list[Row]], outcome: Callable[[Row], float | None], has: Callable[[Row], bool | None]
) -> dict[str, tuple[float, float]]:
    found = {}
    for creator, rows in creators.items():
        pairs = [(outcome(row), has(row)) for row in rows if float(row["age_days"]) >= MATURE]
        known = [(value, yes) for value, yes in pairs if value is not None and yes is not None]
        own = difference([value for value, _ in known], [yes for _, yes in known])
        if isinstance(own, Difference) and own.squares:
            found[creator] = (own.mean, own.squares / own.df / own.weight)
    return found


def _spread(effects: list[tuple[float, float]]) -> float:
    """Standard deviation of true effects around none, by maximum likelihood."""

    def loss(tau: float) -> float:
        return sum(math.log(tau**2 + v) + b**2 / (tau**2 + v) for b, v in effects)

    return float(optimize.minimize_scalar(loss, bounds=(1e-4, 3.0), method="bounded").x)


def main() -> None:
    """Print the spread of effects for each outcome."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("panels", type=Path)
    folder = parser.parse_args().panels
    creators: dict[str, list[Row]] = defaultdict(list)
    for name in PANELS:
        with gzip.open(folder / name, "rt", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                creators[name + row["creator"]].append(row)
    for title, outcome in (("views", _views), ("engagement", _rate)):
        chance = _effects(creators, outcome, lambda _: DRAW.random() < 1 / 3)
        print(f"{title}: of chance alone {_spread(list(chance.values())):.3f}")
        together = []
        of = set()
        for name, has in FACTORS.items():
            found = _effects(creators, outcome, has)
            of |= found.keys()
            together += found.values()
            mean = sum(b / v for b, v in found.values()) / sum(1 / v for _, v in found.values())
            print(f"  {name}: {len(found)} creators, mean {mean:+.3f}, spread {_spread(list(found.values())):.3f}")
        print(f"  all: {len(together)} effects of {len(of)} creators, spread {_spread(together):.3f}")


if __name__ == "__main__":
    main()
