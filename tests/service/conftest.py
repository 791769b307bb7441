"""A model of word vectors that is calibrated for real, once."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def calibrate(folder):
    """Run the script that calibrates a model."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-W", "error", "scripts/semantic.py", folder]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment)


@pytest.fixture(scope="session")
def calibrated(tmp_path_factory):
    """A tiny model made here, and what the script said when it calibrated it."""
    from tests.support import vectors

    folder = vectors.saved(tmp_path_factory.mktemp("model"))
    return folder, calibrate(folder)


@pytest.fixture
def model(calibrated):
    """Its folder."""
    folder, run = calibrated
    assert (run.returncode, run.stderr) == (0, "")
    return folder


@pytest.fixture
def copy(model, tmp_path):
    """A copy of it that a test may damage."""
    return Path(shutil.copytree(model, tmp_path / "copy"))
