"""Briefs: kept as documents, one of them active."""

import msgspec

from companion.metrics.language_names import is_language
from companion.model import Brief, InvalidInput, NotFound
from companion.store.interfaces import Document, Store

COLLECTION = "briefs"
SETTINGS = "settings"
ACTIVE = "active_brief"
LANGUAGES_SAY = "Write each language as two or three letters, like en, de or fil."


def all_briefs(store: Store) -> list[Brief]:
    """Every brief by name, without regard to case."""
    kept = store.documents.all(COLLECTION).values()
    return sorted((_brief(document) for document in kept), key=lambda brief: brief.name.casefold())


def get(store: Store, name: str) -> Brief:
    """One brief.

    Raises:
        NotFound: there is no brief of this name.
    """
    try:
        document = store.documents.get(COLLECTION, _document_id(name))
    except InvalidInput:  # no brief can have this name
        document = None
    if document is None:
        says = f"There is no brief called “{name[:80]}”: “fitlens brief list” shows those that there are."
        raise NotFound(says, {"brief": name[:80]})
    return _brief(document)


def put(store: Store, brief: Brief, *, now: int) -> Brief:
    """Create or replace a brief; the first one becomes the active one.

    Raises:
        InvalidInput: a language that is none. One that was kept before this was asked is still read.
    """
    if not all(map(is_language, brief.languages)):
        raise InvalidInput(LANGUAGES_SAY, {"field": "languages"})
    document = {"brief": msgspec.to_builtins(brief), "changed_at": now}
    store.documents.put(COLLECTION, _document_id(brief.name), document)
    if active(store) is None:
        use(store, brief.name, now=now)
    return brief


def remove(store: Store, name: str) -> Brief:
    """Delete a brief and return it, so that the caller can offer to undo.

    Raises:
        NotFound: there is no brief of this name.
    """
    brief = get(store, name)
    store.documents.update(COLLECTION, _document_id(name), lambda _: None)
    return brief


def use(store: Store, name: str, *, now: int) -> Brief:
    """Make a brief the active one.

    Raises:
        NotFound: there is no brief of this name.
    """
    brief = get(store, name)
    store.documents.put(SETTINGS, ACTIVE, {"name": brief.name, "changed_at": now})
    return brief


def active(store: Store) -> str | None:
    """Name of the active brief, or None if none is chosen or it was deleted."""
    brief = _active(store)
    return None if brief is None else brief.name


def chosen(store: Store, name: str | None) -> Brief | None:
    """The named brief, or the active one if no name is given, or None if there is none.

    Raises:
        NotFound: a name was given and there is no such brief.
    """
    return get(store, name) if name else _active(store)


def chosen_or_active(store: Store, name: str | None) -> Brief | None:
    """Like ``chosen``, but a name that is gone falls back to the active brief."""
    try:
        return chosen(store, name)
    except NotFound:
        return chosen(store, None)


def _active(store: Store) -> Brief | None:
    setting = store.documents.get(SETTINGS, ACTIVE)
    document = None if setting is None else store.documents.get(COLLECTION, _document_id(setting["name"]))
    return None if document is None else _brief(document)


def _brief(document: Document) -> Brief:
    return msgspec.convert(document["brief"], Brief)


def _document_id(name: str) -> str:
    return name.casefold()
