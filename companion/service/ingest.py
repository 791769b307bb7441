"""One capture from the extension: read, record, score, answer."""

import msgspec

from companion import tiktok
from companion.model import (
    DAY,
    Badge,
    Capture,
    CreatorSummary,
    InvalidInput,
    Problem,
    Reading,
    Scorecard,
    ShortlistEntry,
    Skipped,
    Unreadable,
    parse_instant,
)
from companion.service import briefs, drift, forecasting, scoring
from companion.store.interfaces import Recorded, Store


class ReadSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What was found in a capture; ``observations`` counts only what was not known before."""

    format: str
    creators: int
    videos: int
    observations: int
    skipped: tuple[Skipped, ...]


class CaptureAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to one capture (contract: DESIGN section 5).

    ``creator``, ``scorecard`` and ``shortlisted`` are of the creator whose page it came from, None if the
    capture shows several creators and is about none of them.
    """

    read: ReadSummary
    creator: CreatorSummary | None
    scorecard: Scorecard | None
    shortlisted: ShortlistEntry | None
    badges: dict[str, Badge]
    problems: tuple[Problem, ...]


def take(store: Store, capture: Capture, *, brief_name: str | None, now: int) -> CaptureAnswer:
    """Read and record one capture; when this returns, what it showed is on disk.

    Raises:
        InvalidInput: ``captured_at`` is no instant or lies in the future.
        Unreadable: no reader found a creator or a video in it.
    """
    seen_at = parse_instant(capture.captured_at)
    if seen_at > now + DAY:
        raise InvalidInput("This capture claims to come from the future: check the computer's clock.")
    reading = tiktok.read(
        capture.body, source=capture.source, page_url=capture.page_url, request_url=capture.request_url
    )
    if reading.comments is not None:
        store.observations.record(reading, seen_at=seen_at, source=capture.source, dated_by="capture")
    if not reading.creators and not reading.videos:
        detail = {"format": reading.format, "outcome": reading.outcome}
        if reading.outcome == "unsupported":
            store.archive.keep(capture, received_at=now)  # tomorrow's readers may read it
        raise Unreadable(reading.says, detail)
    recorded = store.observations.record(reading, seen_at=seen_at, source=capture.source, dated_by="capture")
    problems = drift.problems(store, reading, seen_at=seen_at)
    return _answer(store, reading, recorded, problems, brief_name=brief_name, now=max(now, seen_at))


def settle(store: Store, capture: Capture, answer: CaptureAnswer, *, now: int) -> None:
    """What can wait until the answer is sent: the lists' scorecard, marks, the raw capture for better readers."""
    if answer.scorecard is not None:
        scoring.remember(store, answer.scorecard, now=now)
    forecasting.mark_some(store, now=now)
    store.archive.keep(capture, received_at=now)


def _answer(
    store: Store,
    reading: Reading,
    recorded: Recorded,
    problems: tuple[Problem, ...],
    *,
    brief_name: str | None,
    now: int,
) -> CaptureAnswer:
    key = recorded.about
    if key is None and len(set(recorded.creators)) == 1:
        key = recorded.creators[0]
    look = None
    if key is not None:
        look = scoring.look_at(store, key, briefs.chosen_or_active(store, brief_name), now=now)
    return CaptureAnswer(
        read=ReadSummary(
            format=reading.format,
            creators=len(reading.creators),
            videos=len(reading.videos),
            observations=recorded.observations,
            skipped=reading.skipped,
        ),
        creator=look.scorecard.creator if look else None,
        scorecard=look.scorecard if look else None,
        shortlisted=look.shortlisted if look else None,
        badges=look.badges if look else {},
        problems=problems,
    )
