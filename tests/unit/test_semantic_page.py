"""docs/semantic.md says what the code does, and states no figure of what a model adds."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from companion.metrics import meaning
from companion.metrics.topics import english_words
from companion.service import semantic, vectors

ROOT = Path(__file__).resolve().parents[2]
PAGE = " ".join((ROOT / "docs" / "semantic.md").read_text(encoding="utf-8").split())
CAPTIONS = ROOT / "tests" / "unit" / "metrics"


def counted(name):
    """Captions and languages (or topics) of a file."""
    listed = tomllib.loads((CAPTIONS / name).read_text(encoding="utf-8"))
    del listed["briefs"]
    return listed


def test_it_says_what_is_read():
    for name, most in vectors.MOST_BYTES.items():
        assert re.search(rf"\| `{name}` \| [^|]+; at most {most >> 20} MB \|", PAGE)
    assert f"of {vectors._DIMENSIONS[0]} to {vectors._DIMENSIONS[-1]:,} numbers" in PAGE
    assert f"`{semantic.CALIBRATION}`" in PAGE
    assert semantic.HOW_TO_INSTALL in PAGE


def test_it_says_what_nearness_counts_at_most():
    assert (
        f"at most {meaning._MOST:.0f} either way, and never less than -{meaning._AGAINST_A_WORD:.0f} where" in PAGE
    )


def test_it_says_what_is_measured_on():
    assert f"The word list has {len(english_words())} topics" in PAGE
    listed = counted("captions.toml")
    assert len(listed) == 9
    assert (
        f"{sum(len(texts) for topics in listed.values() for texts in topics.values())} in nine languages" in PAGE
    )
    never = counted("unlisted_captions.toml")["captions"]
    assert len(never) == 8
    assert f"and {sum(map(len, never.values()))} in English on eight topics that it never had" in PAGE
    assert not set(never) & set(english_words())


def test_it_says_how_much_is_enough():
    code = "import semantic as s; print(s.MARGIN, s.HARM, s.ENOUGH_IN_A_LANGUAGE, s.HALVES)"
    pytest.importorskip("safetensors", reason="the semantic extra is not installed")
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT / "scripts", capture_output=True, text=True)
    margin, harm, left, halves = run.stdout.split()
    assert f"if AUC rises by {margin} or more where" in PAGE
    assert f"nowhere by more than {harm}." in PAGE
    assert (left, halves) == ("0.9", "4")
    assert "a tenth or more off its log-loss" in PAGE
    assert "(four draws)" in PAGE


def test_its_only_figures_are_costs_of_random_numbers():
    costs = PAGE.index("## What it costs")
    assert "**random numbers**" in PAGE[costs:]
    assert not re.search(r"0\.\d{3}", PAGE)
    assert not re.search(r"\d ms", PAGE[:costs])
