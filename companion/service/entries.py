"""How a shortlist entry is kept: by TikTok's id, or by handle if it was made before the id was seen."""

import msgspec

from companion.model import ShortlistEntry
from companion.store.interfaces import Document, Store

COLLECTION = "shortlist"


def entry_of(store: Store, creator_id: str | None, handle: str | None) -> ShortlistEntry | None:
    """The entry of a creator, None if they are not on the shortlist."""
    _, document = _found(store, creator_id, handle)
    return entry_from(document) if document and not document["removed_at"] else None


def document_id_of(store: Store, creator_id: str | None, handle: str | None) -> str | None:
    """Where this creator's entry is kept, removed or not; None if there never was one."""
    document_id, _ = _found(store, creator_id, handle)
    return document_id


def _found(store: Store, creator_id: str | None, handle: str | None) -> tuple[str | None, Document | None]:
    for candidate in (creator_id, handle and f"@{handle}"):
        document = store.documents.get(COLLECTION, candidate) if candidate else None
        if document is not None:
            return candidate, document
    return None, None


def entry_from(document: Document) -> ShortlistEntry:
    """The entry in a kept document."""
    return msgspec.convert(document, ShortlistEntry)
