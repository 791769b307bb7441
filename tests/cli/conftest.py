"""The command, on a home of its own."""

import pytest

from tests.support.command import Fitlens, InThisProcess


@pytest.fixture
def fitlens(tmp_path):
    """In this process."""
    return InThisProcess(tmp_path / "home")


@pytest.fixture
def process(tmp_path):
    """As its own process, on the same home."""
    return Fitlens(tmp_path / "home")
