"""One companion a home, whatever became of the last one."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from companion.model import AlreadyRunning, Unusable
from companion.store.instance import hold, running

HOLD = (
    "import sys; from pathlib import Path; from companion.store.instance import hold;"
    "lock = hold(Path(sys.argv[1]), int(sys.argv[2])); print('held', flush=True); sys.stdin.read()"
)


def other_companion(home: Path, port: int) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(home), str(port)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    return child


def test_the_first_holds_and_everybody_can_ask(home: Path) -> None:
    assert running(home) is None
    with hold(home, 8417) as lock:
        told = running(home)
        assert told == lock.running
        assert told is not None
        assert (told.port, told.pid) == (8417, os.getpid())
        with pytest.raises(AlreadyRunning) as caught:
            hold(home, 8418)
        assert caught.value.detail["port"] == 8417
        assert running(home) == told
    assert running(home) is None
    assert not (home / "running.json").exists()
    with hold(home, 8418):
        pass


def test_a_lock_may_be_released_by_another_thread_and_twice(home: Path) -> None:
    lock = hold(home, 8417)
    thread = threading.Thread(target=lock.release)
    thread.start()
    thread.join()
    lock.release()
    assert running(home) is None


def test_another_process_is_noticed_and_a_killed_one_forgotten(home: Path) -> None:
    with other_companion(home, 8419) as child:
        told = running(home)
        assert told is not None
        assert (told.port, told.pid) == (8419, child.pid)
        with pytest.raises(AlreadyRunning) as caught:
            hold(home, 8417)
        assert caught.value.detail == {"port": 8419, "pid": child.pid}
        child.kill()
    assert (home / "running.json").exists()
    assert running(home) is None
    with hold(home, 8417):
        told = running(home)
        assert told is not None
        assert told.port == 8417


def test_a_spoilt_running_file_hides_no_companion(home: Path) -> None:
    with hold(home, 8417):
        (home / "running.json").write_text("{", encoding="utf-8")
        told = running(home)
        assert told is not None
        assert told.port == 0
        with pytest.raises(AlreadyRunning):
            hold(home, 8418)


def test_asking_makes_nothing(home: Path) -> None:
    assert running(home) is None
    assert not home.exists()


def test_a_home_that_can_not_be_made_is_unusable(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unusable):
        hold(tmp_path / "file" / "home", 8417)
