import pytest

from tests.support.callers import NOW, Desk
from tests.support.running import running_companion


@pytest.fixture
def desk(tmp_path):
    with running_companion(tmp_path / "home", now=lambda: NOW) as running:
        yield Desk(running)
