"""Saved pages, API answers and exports from files: read, record, and report on each file."""

import msgspec

from companion import tiktok
from companion.model import DatedBy, FitlensError, Outcome, Reading, Skipped, TooLarge
from companion.model.clock import EARLIEST
from companion.service import scoring
from companion.store.interfaces import Store

OWNERLESS = "no author, and not known from elsewhere"


class FileReport(msgspec.Struct, frozen=True, kw_only=True):
    """What one file gave (contract: DESIGN section 4); ``says`` is a sentence for a person."""

    path: str
    format: str
    creators: int
    videos: int
    observations: int
    skipped: tuple[Skipped, ...]
    outcome: Outcome
    says: str


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """All files together; creators and videos are counted once, however many files show them."""

    files: int
    read: int
    creators: int
    videos: int
    observations: int


class ImportReport(msgspec.Struct, frozen=True, kw_only=True):
    """The answer of ``fitlens import --json``."""

    files: tuple[FileReport, ...]
    totals: Totals


class Importer:
    """Reads file after file into one store and adds up what they gave."""

    def __init__(self, store: Store, *, seen_at: int | None, now: int) -> None:
        """Import into ``store``; ``seen_at`` dates what carries no stamp of its own."""
        self._store = store
        self._seen_at = seen_at
        self._now = now
        self._reports: list[FileReport] = []
        self._creators: set[str] = set()
        self._videos: set[str] = set()
        self._touched: set[int] = set()

    def take(self, path: str, data: bytes, *, modified_at: int) -> FileReport:
        """Read and record one file; a file that can't be read is reported, never raised."""
        found = tiktok.read_file(data)
        creators: set[str] = set()
        videos: set[str] = set()
        observations = 0
        ownerless = 0
        for file_reading in found:
            reading = file_reading.reading
            creators |= _people(reading)
            videos |= {video.id for video in reading.videos}
            if reading.creators or reading.videos or reading.comments:
                seen_at, dated_by = self._dated(file_reading, modified_at)
                recorded = self._store.observations.record(
                    reading, seen_at=min(seen_at, self._now), source=file_reading.source, dated_by=dated_by
                )
                observations += recorded.observations
                self._touched.update(recorded.creators)
                ownerless += self._lost(reading)
        self._creators |= creators
        self._videos |= videos
        telling = next((f.reading for f in found if f.reading.outcome == "read"), found[0].reading)
        return self._report(
            FileReport(
                path=path,
                format="+".join(dict.fromkeys(f.reading.format for f in found)),
                creators=len(creators),
                videos=len(videos),
                observations=observations,
                skipped=(
                    *(skipped for f in found for skipped in f.reading.skipped),
                    *((Skipped(OWNERLESS, ownerless),) if ownerless else ()),
                ),
                outcome=telling.outcome,
                says=telling.says,
            )
        )

    def refuse(self, path: str, error: FitlensError) -> FileReport:
        """Report a file whose bytes could not be had at all."""
        return self._report(
            FileReport(
                path=path,
                format="unknown",
                creators=0,
                videos=0,
                observations=0,
                skipped=(),
                outcome="too_large" if isinstance(error, TooLarge) else "broken",
                says=error.says,
            )
        )

    def finish(self) -> ImportReport:
        """Score the creators that were read, for the lists; every file so far, and their sum."""
        scoring.refresh_all(self._store, sorted(self._touched), now=self._now)
        return ImportReport(
            files=tuple(self._reports),
            totals=Totals(
                files=len(self._reports),
                read=sum(bool(report.creators or report.videos) for report in self._reports),
                creators=len(self._creators),
                videos=len(self._videos),
                observations=sum(report.observations for report in self._reports),
            ),
        )

    def _lost(self, reading: Reading) -> int:
        """Videos that belong to no creator, by which alone they could be found again."""
        nobodys = [video.id for video in reading.videos if video.handle is None and video.creator_id is None]
        return sum(not self._store.observations.history(video_id) for video_id in nobodys)

    def _dated(self, found: tiktok.FileReading, modified_at: int) -> tuple[int, DatedBy]:
        """When TikTok showed this, by the most trusted of what there is."""
        if found.seen_at is not None:
            return found.seen_at, found.dated_by
        if self._seen_at is not None:
            return self._seen_at, "given"
        # A clock that was never set, or an archive that keeps no times, dates a file to 1970.
        return modified_at if modified_at >= EARLIEST else self._now, "file"

    def _report(self, report: FileReport) -> FileReport:
        self._reports.append(report)
        return report


def _people(reading: Reading) -> set[str]:
    """Each creator that a reading names once, also those who stand beside a video alone."""
    handles = {creator.id: creator.handle for creator in reading.creators if creator.id and creator.handle}
    shown = {creator.handle or creator.id for creator in reading.creators}
    beside = {video.handle or handles.get(video.creator_id or "") or video.creator_id for video in reading.videos}
    return {person for person in shown | beside if person}
