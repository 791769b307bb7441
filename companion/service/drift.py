"""Since when TikTok's pages and answers lack what they always had, for each reader and each field.

Kept for what the browser shows now, never for imported files, which may be old. A field that is read as ever costs
no write: something is written only when a field is lost, until that is certain, and when it is found again.
"""

import logging
from datetime import UTC, datetime

import msgspec

from companion.model import FitlensError, Problem, Reading
from companion.store.interfaces import Document, Store
from companion.tiktok.problems import lost_and_found

COLLECTION = "drift"
PROOF = 3
"""Videos or profiles without a field that prove a change; one odd item proves nothing."""

log = logging.getLogger(__name__)


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One field of one reader (instants in Unix seconds).

    Attributes:
        since: when it was first lacking after it was last read; None while it is read.
        fine_at: when it was last read, as far as that is known: noted when it is found again.
        lacked_at: the first captures that lacked it.
        certain: enough lacked it.
    """

    since: int | None = None
    fine_at: int | None = None
    lacked_at: list[int] = msgspec.field(default_factory=list)
    certain: bool = False


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What one reader can't read since one day, in words."""

    reader: str
    says: str


def note(store: Store, reading: Reading, *, seen_at: int) -> Document | None:
    """Note what a capture lacked, and what it has again; what is kept of its reader now."""
    lost = {check.field: check.expected for check in reading.checks if check.expected and check.lost}
    known = store.documents.get(COLLECTION, reading.format)
    if not lost and known is None:
        return None

    def noted(document: Document | None) -> Document | None:
        fields = _fields(document)
        for check in reading.checks:
            if check.field in lost:
                fields[check.field] = _lacked(fields.get(check.field, Field()), lost[check.field], seen_at)
            elif check.expected and check.field in fields:
                fields[check.field] = _found(fields[check.field], seen_at)
        return _document(fields, document, reading)

    return known if noted(known) == known else store.documents.update(COLLECTION, reading.format, noted)


def note_found(store: Store, reading: Reading, *, seen_at: int) -> None:
    """Note only what is read (again): for captures that were read before, by older readers."""
    found = tuple(check for check in reading.checks if not check.lost)
    note(store, msgspec.structs.replace(reading, checks=found), seen_at=seen_at)


def changes(store: Store) -> list[Change]:
    """What certainly can't be read at the moment."""
    kept = store.documents.all(COLLECTION)
    return [change for reader, document in kept.items() for change in _changes(reader, document)]


def problems(store: Store, reading: Reading, *, seen_at: int) -> tuple[Problem, ...]:
    """Note a capture, and say what it lacks: since when, where that is certain.

    A capture is answered whatever became of these notes.
    """
    try:
        kept = note(store, reading, seen_at=seen_at)
    except FitlensError as error:
        log.warning("What TikTok changed was not noted: %s", error.says)
        return reading.problems
    told = _changes(reading.format, kept) if kept else []
    return tuple(Problem(change.reader, change.says) for change in told) or reading.problems


def _lacked(field: Field, things: int, seen_at: int) -> Field:
    if field.fine_at is not None and seen_at <= field.fine_at:
        return field
    since = seen_at if field.since is None else min(field.since, seen_at)
    lacked_at = field.lacked_at if field.certain else sorted({*field.lacked_at, seen_at})
    certain = field.certain or things >= PROOF or len(lacked_at) >= PROOF
    return msgspec.structs.replace(field, since=since, lacked_at=lacked_at, certain=certain)


def _found(field: Field, seen_at: int) -> Field:
    if field.since is None:
        return field  # read as ever: nothing to note
    fine_at = max(seen_at, field.fine_at or 0)
    if seen_at >= field.since:
        return Field(fine_at=fine_at)
    return msgspec.structs.replace(field, fine_at=fine_at)


def _fields(document: Document | None) -> dict[str, Field]:
    return msgspec.convert(document["fields"], dict[str, Field]) if document else {}


def _document(fields: dict[str, Field], before: Document | None, reading: Reading) -> Document:
    # The order in which the reader looks for its fields, for sentences about what still can be read.
    looked_for = dict.fromkeys([*(before["looked_for"] if before else ()), *(c.field for c in reading.checks)])
    return {"fields": msgspec.to_builtins(fields), "looked_for": list(looked_for)}


def _changes(reader: str, document: Document) -> list[Change]:
    fields = _fields(document)
    days: dict[str, list[str]] = {}
    found: list[str] = []
    for name in document["looked_for"]:
        field = fields.get(name, Field())
        if field.since is None:
            found.append(name)
        elif field.certain:
            days.setdefault(_day(field.since), []).append(name)
    return [
        Change(reader=reader, says=f"TikTok changed: {lost_and_found(lost, found, day)}")
        for day, lost in days.items()
    ]


def _day(instant: int) -> str:
    moment = datetime.fromtimestamp(instant, UTC)
    return f"{moment.day} {moment:%B}"
