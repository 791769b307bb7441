"""Who may talk to the companion: pairing requests, paired clients, one-time links and desk sessions.

All of it is documents, so that a second process (``fitlens pair``) can allow what the running companion holds.
Secrets are 32 random bytes; what is kept of them is their SHA-256, never themselves.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable
from typing import TypeAlias

import msgspec

from companion.model import DAY, FitlensError, InvalidInput, NotFound
from companion.store.interfaces import Document, Store

REQUEST_LIFE = 120
"""Seconds in which a person can compare the code and click Allow."""
MOST_WAITING = 3
"""Pairing requests that may wait at once: more would bury the one that the person is looking for."""
TICKET_LIFE = 60
"""Seconds in which a one-time link opens the desk."""
SESSION_LIFE = 30 * DAY

NAME = re.compile(r"[^\s](?:.{0,58}[^\s])?")
CODE = re.compile(r"[A-Z0-9]{4,8}")
EXTENSION_ORIGIN = re.compile(r"(?:chrome|moz)-extension://[A-Za-z0-9-]{1,64}")
"""Chrome's ids are 32 letters, Firefox's are UUIDs, random per profile: none can be known before pairing."""

PAIRING, CLIENTS, TICKETS, SESSIONS = "pairing", "clients", "tickets", "sessions"
REQUESTS = "requests"
"""One document holds all requests, so that counting them and adding one happen under one lock."""

ChangeRequest: TypeAlias = Callable[["PairingRequest"], "PairingRequest | None"]


class TooMany(FitlensError):
    """More pairing requests than may wait at once."""

    code = "too_many"


class PairingRequest(msgspec.Struct, frozen=True, kw_only=True):
    """An extension that waits for a person to compare its code and click Allow.

    Attributes:
        name: what the extension calls itself ("Chrome on Windows"); text of a stranger.
        code: what the extension shows, for the person to compare.
        origin: the exact Origin that asked; only it can collect the token.
        asked_at: when it asked.
        expires_at: when the request is gone.
        allowed: a person said yes, the token waits to be collected.
    """

    id: str
    name: str
    code: str
    origin: str
    asked_at: int
    expires_at: int
    allowed: bool = False


class Client(msgspec.Struct, frozen=True, kw_only=True):
    """A paired extension, or a program of the owner's (``origin`` None)."""

    id: str
    name: str
    origin: str | None
    created_at: int
    token_sha256: str


class Collected(msgspec.Struct, frozen=True, kw_only=True):
    """What is handed over once: the token in clear and the client's id."""

    token: str
    client: str


def ask(store: Store, name: str, code: str, origin: str, now: int) -> PairingRequest:
    """Let an extension wait for a person's yes.

    Raises:
        InvalidInput: the name, the code or the origin can't be used.
        TooMany: three requests are waiting.
    """
    _check_name(name)
    if not CODE.fullmatch(code):
        raise InvalidInput("A pairing code is 4 to 8 capital letters and digits.", {"field": "code"})
    if not EXTENSION_ORIGIN.fullmatch(origin):
        raise InvalidInput("Only a browser extension can ask to be paired.")
    request = PairingRequest(
        id=secrets.token_urlsafe(16),
        name=name,
        code=code,
        origin=origin,
        asked_at=now,
        expires_at=now + REQUEST_LIFE,
    )

    def add(document: Document | None) -> Document:
        alive = _alive(document, now)
        if sum(not other.allowed for other in alive.values()) >= MOST_WAITING:
            raise TooMany("Three pairing requests are waiting: answer one, or try again in two minutes.")
        return _document({**alive, request.id: request})

    store.documents.update(PAIRING, REQUESTS, add)
    return request


def waiting(store: Store, now: int) -> list[PairingRequest]:
    """Requests that a person can still answer, oldest first."""
    alive = _alive(store.documents.get(PAIRING, REQUESTS), now)
    return [request for request in alive.values() if not request.allowed]


def uncollected(store: Store, now: int) -> list[PairingRequest]:
    """Requests that a person allowed and whose browser has yet to collect its token, oldest first."""
    alive = _alive(store.documents.get(PAIRING, REQUESTS), now)
    return [request for request in alive.values() if request.allowed]


def allow(store: Store, request_id: str, now: int) -> None:
    """Say yes to a request; its extension can now collect a token.

    Raises:
        NotFound: the request expired or was answered.
    """
    _answer(store, request_id, now, lambda request: msgspec.structs.replace(request, allowed=True))


def refuse(store: Store, request_id: str, now: int) -> None:
    """Say no to a request.

    Raises:
        NotFound: the request expired or was answered.
    """
    _answer(store, request_id, now, lambda _: None)


def collect(store: Store, request_id: str, origin: str, now: int) -> Collected | None:
    """Hand the token over, once; None while the person has not answered.

    Raises:
        NotFound: unknown, refused, expired, collected already, or asked for by another Origin.
    """
    taken: list[PairingRequest] = []

    def take(document: Document | None) -> Document:
        alive = _alive(document, now)
        request = alive.pop(request_id)
        taken.append(request)
        return _document(alive)

    request = _alive(store.documents.get(PAIRING, REQUESTS), now).get(request_id)
    if request is None or request.origin != origin:
        raise _gone()
    if not request.allowed:
        return None
    try:
        store.documents.update(PAIRING, REQUESTS, take)
    except KeyError:  # another thread was quicker
        raise _gone() from None
    client, token = create_client(store, request.name, origin=request.origin, now=now)
    return Collected(token=token, client=client)


def create_client(store: Store, name: str, origin: str | None = None, *, now: int) -> tuple[str, str]:
    """Make a client and its token: (client id, token). Only the token's SHA-256 is kept.

    Raises:
        InvalidInput: the name can't be used.
    """
    _check_name(name)
    token = secrets.token_urlsafe(32)
    client = Client(
        id=secrets.token_urlsafe(9), name=name, origin=origin, created_at=now, token_sha256=_sha256(token)
    )
    store.documents.put(CLIENTS, client.id, msgspec.to_builtins(client))
    return client.id, token


def clients(store: Store) -> list[Client]:
    """Every paired client, in the order of pairing."""
    return [msgspec.convert(document, Client) for document in store.documents.all(CLIENTS).values()]


def revoke(store: Store, client_id: str) -> Client:
    """Take a client's access away and return it; its token is worth nothing from now on.

    Raises:
        NotFound: there is no such client.
    """
    document = store.documents.get(CLIENTS, client_id)
    if document is None:
        raise NotFound(
            "There is no client with this id: “fitlens clients” lists them.", {"client": client_id[:80]}
        )
    store.documents.update(CLIENTS, client_id, lambda _: None)
    return msgspec.convert(document, Client)


def authenticate(store: Store, token: str) -> Client | None:
    """The client that holds this token; compared in constant time."""
    digest = _sha256(token)
    found = None
    for client in clients(store):
        if hmac.compare_digest(client.token_sha256, digest):
            found = client
    return found


def origins(store: Store) -> frozenset[str]:
    """The exact Origins recorded at pairing."""
    return frozenset(client.origin for client in clients(store) if client.origin is not None)


def proof(client: Client, nonce: str) -> str:
    """What only the companion that was paired can say: HMAC-SHA256 of the nonce under SHA-256(token), in hex."""
    return hmac.new(bytes.fromhex(client.token_sha256), nonce.encode(), hashlib.sha256).hexdigest()


def new_ticket(store: Store, now: int) -> str:
    """Make the secret of a one-time link; it lives one minute."""
    _sweep(store, TICKETS, now)
    ticket = secrets.token_urlsafe(32)
    store.documents.put(TICKETS, _sha256(ticket), {"expires_at": now + TICKET_LIFE})
    return ticket


def redeem(store: Store, ticket: str, now: int) -> str | None:
    """Trade a one-time link's secret for a session token; None if it was used, expired or never made."""
    spent: list[Document] = []

    def spend(document: Document | None) -> None:
        if document is not None:
            spent.append(document)

    if store.documents.get(TICKETS, _sha256(ticket)) is None:
        return None
    store.documents.update(TICKETS, _sha256(ticket), spend)
    if not spent or spent[0]["expires_at"] <= now:
        return None
    _sweep(store, SESSIONS, now)
    token = secrets.token_urlsafe(32)
    store.documents.put(SESSIONS, _sha256(token), {"expires_at": now + SESSION_LIFE})
    return token


def invited(store: Store, now: int, *, ticket: str | None, asking: str | None) -> bool:
    """Whether an address holds what only we gave away: an unspent ticket, or the id of a request that waits."""
    if ticket is not None:
        kept = store.documents.get(TICKETS, _sha256(ticket))
        return kept is not None and bool(kept["expires_at"] > now)
    if asking is None:
        return False
    given = asking.encode(errors="replace")
    return any(hmac.compare_digest(request.id.encode(), given) for request in waiting(store, now))


def session(store: Store, cookie: str, now: int) -> bool:
    """Whether this cookie is a desk session that has not expired."""
    kept = store.documents.get(SESSIONS, _sha256(cookie))
    return kept is not None and bool(kept["expires_at"] > now)


def _check_name(name: str) -> None:
    if not NAME.fullmatch(name) or not name.isprintable():
        raise InvalidInput("A client's name is 1 to 60 printable characters.", {"field": "name"})


def _answer(store: Store, request_id: str, now: int, change: ChangeRequest) -> None:
    def apply(document: Document | None) -> Document:
        alive = _alive(document, now)
        request = alive.pop(request_id, None)
        if request is None or request.allowed:
            raise _gone()
        changed = change(request)
        return _document(alive if changed is None else {**alive, request_id: changed})

    store.documents.update(PAIRING, REQUESTS, apply)


def _alive(document: Document | None, now: int) -> dict[str, PairingRequest]:
    requests = msgspec.convert(document or {}, dict[str, PairingRequest])
    return {key: request for key, request in requests.items() if request.expires_at > now}


def _document(requests: dict[str, PairingRequest]) -> Document:
    return {key: msgspec.to_builtins(request) for key, request in requests.items()}


def _sweep(store: Store, collection: str, now: int) -> None:
    for key, document in store.documents.all(collection).items():
        if document["expires_at"] <= now:
            store.documents.update(collection, key, lambda _: None)


def _sha256(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _gone() -> NotFound:
    return NotFound("This pairing request is gone: it expired or was answered. Ask again in the extension.")
