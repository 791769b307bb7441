"""Which companion runs on a home: one at most, and everybody can ask on which port.

The lock is the truth (the operating system frees it even at ``kill -9``); ``running.json`` only carries the port.
"""

import os
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
from filelock import FileLock, Timeout

from companion.model import AlreadyRunning
from companion.store.files import explained, make_folder, replace_file

LOCK = "LOCK"
RUNNING = "running.json"
PATIENCE = 0.3
"""Seconds to wait for the lock, since ``running`` of another process takes it for an instant."""


class Running(msgspec.Struct, frozen=True):
    """A companion that runs on a home; ``port`` is 0 while it has not said which."""

    port: int
    pid: int
    started_at: int


class InstanceLock:
    """The right to be the one companion of a home, until released or until the process ends."""

    def __init__(self, home: Path, lock: FileLock, running: Running) -> None:
        self.running = running
        self._home = home
        self._lock = lock

    def release(self) -> None:
        """Let another companion take the home; twice is once."""
        if self._lock.is_locked:
            (self._home / RUNNING).unlink(missing_ok=True)
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def hold(home: Path, port: int) -> InstanceLock:
    """Become the one companion of this home.

    Raises:
        AlreadyRunning: another one is; ``detail`` has its ``port`` and ``pid`` where it has said them.
        Unusable: the home can't be written.
    """
    make_folder(home)
    lock = _lock(home)
    with explained(home):
        try:
            lock.acquire(timeout=PATIENCE, poll_interval=0.01)
        except Timeout as error:
            raise _already(home) from error
        me = Running(port=port, pid=os.getpid(), started_at=int(time.time()))
        try:
            replace_file(home / RUNNING, msgspec.json.encode(me) + b"\n")
        except OSError:
            lock.release()
            raise
    return InstanceLock(home, lock, me)


def running(home: Path) -> Running | None:
    """The companion that runs on this home now, or None.

    Asks the lock, not the file: what a killed companion left behind does not count.
    """
    if not (home / LOCK).is_file():
        return None
    lock = _lock(home)
    with explained(home):
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return _said(home) or Running(port=0, pid=0, started_at=0)
        lock.release()
    return None


def _lock(home: Path) -> FileLock:
    # Not per thread: a companion may be stopped by another thread than the one that started it.
    return FileLock(home / LOCK, mode=0o600, thread_local=False)


def _said(home: Path) -> Running | None:
    try:
        return msgspec.json.decode((home / RUNNING).read_bytes(), type=Running)
    except (OSError, msgspec.DecodeError):
        return None


def _already(home: Path) -> AlreadyRunning:
    other = _said(home)
    if other is None:
        return AlreadyRunning(f"Fitlens already runs on {home}.")
    says = f"Fitlens already runs on {home}: open http://127.0.0.1:{other.port}/."
    return AlreadyRunning(says, {"port": other.port, "pid": other.pid})
