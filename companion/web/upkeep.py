"""What is done beside the requests while the companion serves: lists are brought up to date."""

import logging
import threading
from collections.abc import Callable

from companion.model import Unusable
from companion.service import lists
from companion.store.interfaces import Store

LOOK_AGAIN = 1.0
"""Seconds between two looks at whether something is due: another process may have changed the brief."""
ROUND = 50
"""Creators that are taken in one go."""
BREATH = 0.005
"""Seconds between two creators, so that requests wait for one at most."""
BACK_OFF = 60.0
"""Seconds until the next try where nothing can be kept, as on a full disk."""

LOG = logging.getLogger("fitlens.web")


class Upkeep:
    """A thread that keeps the lists up to date, from ``start`` to ``stop``."""

    def __init__(self, store: Store, now: Callable[[], int]) -> None:
        self._store = store
        self._now = now
        self._failed: set[int] = set()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="upkeep", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the creator at hand; call it before the store is closed."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        pause = LOOK_AGAIN
        while not self._stopping.wait(pause):
            try:
                self._catch_up()
                pause = LOOK_AGAIN
            except Exception:
                LOG.exception("Lists could not be brought up to date")
                pause = BACK_OFF

    def _catch_up(self) -> None:
        while keys := self._due():
            for key in keys:
                if self._stopping.wait(BREATH):
                    return
                self._score(key)

    def _due(self) -> list[int]:
        found = lists.due(self._store, ROUND + len(self._failed))
        return [key for key in found if key not in self._failed]

    def _score(self, key: int) -> None:
        """One creator; one that can't be scored keeps no other waiting and is tried again at the next start."""
        try:
            lists.bring_up_to_date(self._store, key, now=self._now())
        except Unusable:
            raise
        except Exception:
            LOG.exception("A creator could not be scored for the lists")
            self._failed.add(key)
