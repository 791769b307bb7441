"""Benchmarks, each as a ratio to a floor of the same run: ``.venv/bin/python scripts/bench.py [name …]``."""

import importlib
import json
import sys
import tempfile
from pathlib import Path

NAMES = ("capture", "throughput", "profile_page", "in_page")


def main() -> int:
    """Run the benchmarks named on the command line, or all, and print their figures."""
    names = sys.argv[1:] or NAMES
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        print(f"There is no benchmark called {unknown[0]}: there are {', '.join(NAMES)}.", file=sys.stderr)
        return 2
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            print(
                json.dumps(importlib.import_module(f"benchmarks.{name}").run(Path(folder)), indent=2), flush=True
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
