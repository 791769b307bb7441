"""The direction of imports and the weight of a start (docs/architecture.md)."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {"numpy", "scipy", "statsmodels", "pandas", "altair", "matplotlib", "playwright", "bs4", "trustme"}
HEAVY |= {"tokenizers", "safetensors"}


def test_arrows_point_one_way():
    run = subprocess.run(
        [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "0 broken" in run.stdout


def test_nothing_heavy_is_imported_to_start():
    code = "import sys, companion.cli; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not HEAVY & set(run.stdout.split())
