from collections.abc import Iterator
from pathlib import Path

import pytest

from companion.store import HomeStore, open_store


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def store(home: Path) -> Iterator[HomeStore]:
    opened = open_store(home)
    yield opened
    opened.close()
