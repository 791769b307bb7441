"""Long work beside the requests: one piece at a time, in a thread of its own, stopped between two of its steps."""

import logging
import threading
from collections.abc import Callable, Iterator

from companion.model import FitlensError
from companion.service.accuracy import Progress
from companion.web.answers import WENT_WRONG

LOG = logging.getLogger("fitlens.web")


class Background:
    """Runs steps that somebody asked for, while pages tell how far they are.

    Attributes:
        failed: what a person reads about the last piece of work where it broke off; None where it did not.
    """

    def __init__(self) -> None:
        self.failed: str | None = None
        self._progress: Progress | None = None
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()
        self._starting = threading.Lock()

    @property
    def progress(self) -> Progress | None:
        """How far the work is; None when nothing runs."""
        running = self._thread is not None and self._thread.is_alive()
        return (self._progress or Progress(0, 1)) if running else None

    def start(self, work: Callable[[], Iterator[Progress]]) -> bool:
        """Begin a piece of work unless one is running; whether it was begun."""
        with self._starting:
            if self.progress is not None or self._stopping.is_set():
                return False
            self._progress = self.failed = None
            self._thread = threading.Thread(target=self._run, args=(work,), name="background", daemon=True)
            self._thread.start()
            return True

    def stop(self) -> None:
        """End what runs after its present step, and begin nothing more."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self, work: Callable[[], Iterator[Progress]]) -> None:
        try:
            for progress in work():
                self._progress = progress
                if self._stopping.is_set():
                    return
        except FitlensError as error:
            self.failed = error.says
        except Exception:
            LOG.exception("Work beside the requests failed")
            self.failed = WENT_WRONG
