"""Files that are whole after a kill, private to their owner, and explain themselves when they fail."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from companion.model import Unusable

BUSY_SECONDS = 30
"""How long a writer waits for the others; a stopped process must not hang the rest for ever."""

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what the operating system refuses into a sentence that names the place.

    Raises:
        Unusable: instead of any ``OSError`` inside the block.
    """
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            says = f"The disk is full, so nothing could be saved in {path}: make room and try again."
        elif isinstance(error, Timeout):
            says = f"{path} is busy with another program's long work: try again in a minute."
        elif isinstance(error, (NotADirectoryError, FileExistsError)):
            says = f"{path} can't be used as a folder because a file is in the way: choose another folder."
        else:
            says = f"{path} can't be used ({error.strerror or error}): check who may write there."
        raise Unusable(says, {"path": str(path)}) from error


def make_folder(path: Path) -> None:
    """Make a folder for its owner alone, and see that it can be written.

    Raises:
        Unusable: it can't be made or written.
    """
    with explained(path):
        if not path.is_dir():
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.chmod(0o700)
        if not os.access(path, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, "it is not yours to write", str(path))


def make_file(path: Path) -> None:
    """Make an empty file for its owner alone, unless it is there."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def shared_lock(home: Path) -> BaseFileLock:
    """The lock that writers of one home share across processes; the operating system frees it at ``kill -9``."""
    return FileLock(home / ".lock", timeout=BUSY_SECONDS, mode=0o600, poll_interval=0.002)


def replace_file(path: Path, data: bytes) -> os.stat_result:
    """Replace a file by ``data``: after any crash it holds the old bytes or the new ones, whole.

    The caller holds the lock that keeps other writers away; a leftover of a killed writer is overwritten.

    Returns:
        The new file's status, to know later whether somebody else replaced it.

    Raises:
        OSError: nothing was replaced.
    """
    draft = path.with_name(f"{path.name}.new")
    descriptor = os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    try:
        _write_all(descriptor, data)
        os.fsync(descriptor)
        status = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    draft.replace(path)
    sync_folder(path.parent)
    return status


def _write_all(descriptor: int, data: bytes) -> None:
    """``os.write`` may take less than it is given; a disk that takes nothing raises."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def sync_folder(folder: Path) -> None:
    """Make a rename durable; Windows neither can nor needs to."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
