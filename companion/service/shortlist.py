"""The shortlist: which creators the marketer keeps, at which stage, with which notes."""

from collections.abc import Callable
from typing import Annotated, TypeAlias

import msgspec

from companion.model import DAY, NotFound, Scorecard, ShortlistEntry, iso
from companion.model.creator import CreatorSummary
from companion.model.shortlist import Stage
from companion.service import briefs, creators, scoring
from companion.service.entries import COLLECTION, document_id_of, entry_from, entry_of
from companion.store.interfaces import Document, Store

REMEMBERED_FOR = 30 * DAY
"""How long a removed entry's stage and notes come back when the creator is added again."""

Label = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
Labels = Annotated[tuple[Label, ...], msgspec.Meta(max_length=50)]


class EntryChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a client may change of an entry; what is left out stays as it is."""

    lists: Labels | msgspec.UnsetType = msgspec.UNSET
    stage: Stage | msgspec.UnsetType = msgspec.UNSET
    tags: Labels | msgspec.UnsetType = msgspec.UNSET
    notes: Annotated[str, msgspec.Meta(max_length=10_000)] | msgspec.UnsetType = msgspec.UNSET
    brief: Label | msgspec.UnsetType | None = msgspec.UNSET


NO_CHANGE = EntryChange()

ChangeDocument: TypeAlias = Callable[[Document], Document]


class ShortlistRow(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the shortlist page."""

    entry: ShortlistEntry
    summary: CreatorSummary
    scorecard: Scorecard


def entries(store: Store, *, list_name: str | None = None) -> list[ShortlistEntry]:
    """The shortlist, or one named list of it, in the order in which creators were added."""
    kept = [
        entry_from(document) for document in store.documents.all(COLLECTION).values() if not document["removed_at"]
    ]
    chosen = [entry for entry in kept if list_name is None or list_name in entry.lists]
    return sorted(chosen, key=lambda entry: entry.added_at)


def rows(store: Store, *, list_name: str | None = None, now: int) -> list[ShortlistRow]:
    """The shortlist with each creator's counts and scorecard for the active brief."""
    brief = briefs.chosen(store, None)
    found = []
    for entry in entries(store, list_name=list_name):
        key = store.observations.find(entry.creator_id or f"@{entry.handle}")
        if key is None:
            continue
        (row,) = store.observations.rows((key,))
        scorecard = scoring.fresh(store, row, brief, now=now)
        found.append(ShortlistRow(entry=entry, summary=row.summary, scorecard=scorecard))
    return found


def get(store: Store, ref: str) -> ShortlistEntry:
    """One entry.

    Raises:
        NotFound: the creator was never read, or is not on the shortlist.
    """
    summary = creators.get(store, ref)
    entry = entry_of(store, summary.id, summary.handle)
    if entry is None:
        raise _not_listed(summary.handle)
    return entry


def put(store: Store, ref: str, change: EntryChange = NO_CHANGE, *, now: int) -> ShortlistEntry:
    """Add a creator, or change their entry; one removed less than 30 days ago comes back as it was.

    Raises:
        NotFound: the creator was never read.
    """
    summary = creators.get(store, ref)

    fresh: Document = {"added_at": iso(now), "looked_at": None, "brief": briefs.active(store)}

    def add(document: Document | None) -> Document:
        remembered = document and now - (document["removed_at"] or now) <= REMEMBERED_FOR
        entry = document if document and remembered else fresh
        return _changed({**entry, **_identity(summary), "removed_at": None}, change)

    document_id = document_id_of(store, summary.id, summary.handle) or summary.id or f"@{summary.handle}"
    return entry_from(store.documents.update(COLLECTION, document_id, add) or {})


def patch(store: Store, ref: str, change: EntryChange) -> ShortlistEntry:
    """Change an entry.

    Raises:
        NotFound: the creator was never read, or is not on the shortlist.
    """
    return entry_from(_update(store, ref, lambda document: _changed(document, change)))


def remove(store: Store, ref: str, *, now: int) -> ShortlistEntry:
    """Take a creator off the shortlist; adding them again within 30 days brings stage and notes back.

    Raises:
        NotFound: the creator was never read, or is not on the shortlist.
    """
    return entry_from(_update(store, ref, lambda document: {**document, "removed_at": now}))


def last_look(store: Store, ref: str) -> int | None:
    """When the marketer last looked at a shortlisted creator's page; None if never or not shortlisted."""
    summary = creators.get(store, ref)
    document_id = document_id_of(store, summary.id, summary.handle)
    document = store.documents.get(COLLECTION, document_id) if document_id else None
    return document["looked_at"] if document else None


def looked(store: Store, ref: str, *, now: int) -> None:
    """Remember that the marketer has seen what is new about a shortlisted creator.

    Raises:
        NotFound: the creator was never read, or is not on the shortlist.
    """
    _update(store, ref, lambda document: {**document, "looked_at": now})


def _update(store: Store, ref: str, change: ChangeDocument) -> Document:
    summary = creators.get(store, ref)

    def apply(document: Document | None) -> Document:
        if document is None or document["removed_at"]:
            raise _not_listed(summary.handle)
        return {**change(document), **_identity(summary)}

    document_id = document_id_of(store, summary.id, summary.handle) or summary.id or f"@{summary.handle}"
    return store.documents.update(COLLECTION, document_id, apply) or {}


def _identity(summary: CreatorSummary) -> Document:
    return {"creator_id": summary.id, "handle": summary.handle or summary.id}


def _changed(document: Document, change: EntryChange) -> Document:
    return {**document, **msgspec.to_builtins(change)}


def _not_listed(handle: str | None) -> NotFound:
    return NotFound(f"@{handle} is not on the shortlist.", {"handle": handle})
