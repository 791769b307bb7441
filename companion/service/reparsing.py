"""Today's readers over the captures that were kept, into the same store: what an older reader missed is added."""

from collections.abc import Iterator

import msgspec

from companion import tiktok
from companion.model import Capture, Reading, parse_instant
from companion.service import drift, scoring
from companion.store.interfaces import Store


class ReparseReport(msgspec.Struct, frozen=True, kw_only=True):
    """What reading the kept captures again gave; ``observations`` counts only what was not known before."""

    captures: int
    read: int
    creators: int
    videos: int
    observations: int
    unreadable: int


class Reparser:
    """Reads one kept capture after another and adds up what they gave."""

    def __init__(self, store: Store, *, now: int) -> None:
        """Read again what ``store`` keeps, as of ``now``."""
        self._store = store
        self._now = now
        self._captures = self._read = self._observations = 0
        self._creators: set[int] = set()
        self._videos: set[str] = set()

    def run(self) -> Iterator[int]:
        """Read every kept capture, oldest first; gives how many were read so far.

        Raises:
            Unusable: what was kept is damaged.
        """
        for capture in self._store.archive.replay():
            self._take(capture)
            yield self._captures

    def finish(self) -> ReparseReport:
        """Score the creators that were read, for the lists; what all captures gave."""
        scoring.refresh_all(self._store, sorted(self._creators), now=self._now)
        return ReparseReport(
            captures=self._captures,
            read=self._read,
            creators=len(self._creators),
            videos=len(self._videos),
            observations=self._observations,
            unreadable=self._captures - self._read,
        )

    def _take(self, capture: Capture) -> None:
        self._captures += 1
        reading = read_again(capture)
        if not reading.creators and not reading.videos:
            return
        seen_at = parse_instant(capture.captured_at)
        recorded = self._store.observations.record(
            reading, seen_at=seen_at, source=capture.source, dated_by="capture"
        )
        drift.note_found(self._store, reading, seen_at=seen_at)
        self._read += 1
        self._observations += recorded.observations
        self._creators.update(recorded.creators)
        self._videos |= {video.id for video in reading.videos}


def read_again(capture: Capture) -> Reading:
    """What today's readers make of a kept capture."""
    return tiktok.read(
        capture.body, source=capture.source, page_url=capture.page_url, request_url=capture.request_url
    )
