"""Fit how far effects of format differ between creators (``companion/metrics/effects.py``).

    python scripts/fit_effects.py PANEL_DIR

The panels record a video's length and its number of hashtags alone. A factor of chance is fitted beside them: its
spread must come out near none, or the method sees effects where there are none. Last, ranges from 40 videos of a
creator are held against the effect in that creator's other videos. Needs scipy.
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

from companion.metrics.effects import Difference, Effect, Outcome, difference, effect

PANELS = ("panel_a_2025.csv.gz", "panel_b_2026.csv.gz")
MATURE = 14.0
WINDOW, ENOUGH = 40, 5.0
WIDE = 1.645
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


def _known(
    rows: list[Row], outcome: Callable[[Row], float | None], has: Callable[[Row], bool | None]
) -> tuple[list[float], list[bool]]:
    pairs = [(outcome(row), has(row)) for row in rows if float(row["age_days"]) >= MATURE]
    known = [(value, yes) for value, yes in pairs if value is not None and yes is not None]
    return [value for value, _ in known], [yes for _, yes in known]


def _effects(
    creators: dict[str, list[Row]], outcome: Callable[[Row], float | None], has: Callable[[Row], bool | None]
) -> dict[str, tuple[float, float]]:
    found = {}
    for creator, rows in creators.items():
        own = difference(*_known(rows, outcome, has))
        if isinstance(own, Difference) and own.squares:
            found[creator] = (own.mean, own.squares / own.df / own.weight)
    return found


def _spread(effects: list[tuple[float, float]]) -> float:
    """Standard deviation of true effects around none, by maximum likelihood."""

    def loss(tau: float) -> float:
        return sum(math.log(tau**2 + v) + b**2 / (tau**2 + v) for b, v in effects)

    return float(optimize.minimize_scalar(loss, bounds=(1e-4, 3.0), method="bounded").x)


def _held(
    creators: dict[str, list[Row]],
    title: Outcome,
    outcome: Callable[[Row], float | None],
    has: Callable[[Row], bool | None],
) -> list[bool]:
    """Whether ranges from some consecutive videos hold the effect in the creator's others, twelve times each."""
    held = []
    for rows in creators.values():
        values, yes = _known(rows, outcome, has)
        for _ in range(12 if len(values) >= 3 * WINDOW else 0):
            start = DRAW.randrange(len(values) - WINDOW)
            inside = slice(start, start + WINDOW)
            seen = effect(title, values[inside], yes[inside])
            others = difference(values[:start] + values[inside.stop :], yes[:start] + yes[inside.stop :])
            if isinstance(seen, Effect) and isinstance(others, Difference) and others.weight >= ENOUGH:
                unsure = others.squares / others.df / others.weight
                reach = math.hypot(seen.interval()[1] - seen.centre, WIDE * math.sqrt(unsure))
                held.append(abs(others.mean - seen.centre) <= reach)
    return held


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
    outcomes: tuple[tuple[Outcome, Callable[[Row], float | None]], ...] = (
        ("views", _views),
        ("engagement", _rate),
    )
    for title, outcome in outcomes:
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
        held = [each for has in FACTORS.values() for each in _held(creators, title, outcome, has)]
        share = sum(held) / len(held)
        print(f"  90 % ranges from {WINDOW} videos: {len(held)}, {share:.3f} hold the effect in the others")
        print(f"  all: {len(together)} effects of {len(of)} creators, spread {_spread(together):.3f}")


if __name__ == "__main__":
    main()
