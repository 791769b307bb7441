"""Benchmarks, each as a ratio to a floor of the same run.

.venv/bin/python scripts/bench.py [NAME …]    prints the figures of these benchmarks, or of all
.venv/bin/python scripts/bench.py --docs      runs all and writes docs/speed.md
"""

import importlib
import json
import os
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

NAMES = ("scorecard", "capture", "throughput", "profile_page", "in_page")
PAGE = Path(__file__).resolve().parents[1] / "docs" / "speed.md"

Figures = dict[str, object]


def main() -> int:
    """Run the benchmarks named on the command line, or all."""
    docs = sys.argv[1:] == ["--docs"]
    names = NAMES if docs else sys.argv[1:] or NAMES
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        print(f"There is no benchmark called {unknown[0]}: there are {', '.join(NAMES)}.", file=sys.stderr)
        return 2
    sections: list[str] = []
    for name in names:
        module = importlib.import_module(f"benchmarks.{name}")
        with tempfile.TemporaryDirectory() as folder:
            figures: Figures = module.run(Path(folder)) | {"load": load()}
        print(json.dumps(figures, indent=2), flush=True)
        sections += section(name, module.__doc__ or "", figures)
    if docs:
        PAGE.write_text("\n".join([*introduction(), *sections]) + "\n", encoding="utf-8")
    return 0


def load() -> float | None:
    """How many programs wanted the processors in the last minute, where the system tells."""
    return round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None


def introduction() -> list[str]:
    """What the figures are, and of what machine."""
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    return [
        "# How fast it is",
        "",
        "Written by `scripts/bench.py --docs`. Times are milliseconds and belong to one machine at one moment:",
        f"{machine}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}.",
        "What carries over is the ratio to the floor, which ran in turn with ours on the same machine. A load",
        "above the number of cores means that other programs took their share of every time here.",
    ]


def section(name: str, about: str, figures: Figures) -> list[str]:
    """One benchmark on the page."""
    rows = [f"| {key.replace('_', ' ')} | {value} |" for key, value in flat(figures) if key != "benchmark"]
    return ["", f"## `{name}`", "", about.strip(), "", "| figure | value |", "| --- | --- |", *rows]


def flat(figures: Figures, before: str = "") -> Iterator[tuple[str, object]]:
    """Figures by their full names."""
    for name, value in figures.items():
        if isinstance(value, dict):
            yield from flat(value, f"{before}{name}, ")
        else:
            yield f"{before}{name}", f"{value[0]} to {value[1]}" if isinstance(value, tuple) else value


if __name__ == "__main__":
    sys.exit(main())
