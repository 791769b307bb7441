"""Who may call what: decided before routing, from Host, Origin, Sec-Fetch-Site and one secret.

The table is DESIGN section 5's. Whoever is not in it gets the same empty 403, without CORS headers and whatever
the address, so that a stranger can't tell a page that exists from one that does not.

Browsers set Host, Origin and Sec-Fetch-* themselves and no page can change them, so they say *where* a request
comes from; the secrets (a client's token, the desk's cookie) say *who* sends it. A request needs both.
"""

from collections.abc import Callable
from enum import Enum, auto
from functools import lru_cache

import msgspec
from flask import Flask, Request, Response, g, request
from flask_cors import cross_origin

from companion.service import access
from companion.web.context import context

API = "/api/v1/"
PAIRING = "/api/v1/pairing"
HELLO = "/api/v1/hello"
STATIC = "/static/"
SESSION_COOKIE = "fitlens_session"

READS = frozenset({"GET", "HEAD"})
WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
PREFLIGHT = "OPTIONS"

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; "
    "connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ON_PAGES = {
    "Content-Security-Policy": POLICY,
    # Under "no-referrer" a browser sends "Origin: null" with our own forms, which the table refuses.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Row(Enum):
    """The rows of the table, named by the caller."""

    PAIRED = auto()
    PAIRING = auto()
    OUR_PAGE = auto()
    LINK = auto()
    TYPED = auto()
    PROGRAM = auto()


class Caller(msgspec.Struct, frozen=True, kw_only=True):
    """Who sends this request.

    Attributes:
        client: whose token came with it.
        origin: the extension's Origin, which CORS answers; None for everyone else.
    """

    row: Row
    client: access.Client | None = None
    origin: str | None = None


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What the table looks at. Repeated headers arrive joined by a comma, so they equal nothing."""

    host: str | None
    origin: str | None
    site: str | None
    destination: str | None
    method: str
    path: str
    bearer: str | None
    session: bool

    @property
    def for_api(self) -> bool:
        """Whether the address belongs to the API, known or not."""
        return self.path.startswith(API)


def guard(app: Flask) -> None:
    """Put the table before everything that the app does, and the headers after it."""
    app.before_request(refuse_strangers)
    app.after_request(add_headers)


def refuse_strangers() -> Response | None:
    """Answer callers that are in no row of the table, and preflights; let everyone else in."""
    g.caller = None
    facts = _facts(request)
    if facts.method == PREFLIGHT:
        g.caller = _preflight(facts)
    else:
        g.caller = find_caller(facts)
    if g.caller is None:
        return refuse()
    return Response(status=204) if facts.method == PREFLIGHT else None


def refuse() -> Response:
    """The uniform answer: it says nothing, not even what it is."""
    g.caller = None
    response = Response(status=403)
    del response.headers["Content-Type"]
    return response


def caller() -> Caller:
    """Who sends the current request."""
    found: Caller = g.caller
    return found


def find_caller(facts: Facts) -> Caller | None:
    """The row of the table that a request is in, None if it is in none."""
    ours = f"127.0.0.1:{context().port}"
    if facts.host != ours or facts.method not in READS | WRITES:
        return None
    if facts.origin is not None and facts.origin != f"http://{ours}":
        return _extension(facts, facts.origin)
    if facts.origin is None and facts.site is None and facts.bearer:
        return _program(facts)
    if facts.session:
        return _desk(facts)
    entering = facts.origin is None and facts.method == "GET" and facts.path == "/"
    return Caller(row=Row.TYPED) if entering and (facts.site == "none" or _invited(facts)) else None


def _invited(facts: Facts) -> bool:
    """Firefox calls a tab that an extension opens cross-site: the secret in its address says that it is ours."""
    query, here = request.args, context()
    return facts.destination == "document" and access.invited(
        here.store, here.now(), ticket=query.get("ticket"), asking=query.get("asking")
    )


def _extension(facts: Facts, origin: str) -> Caller | None:
    if _asks_for_pairing(facts.method, facts.path):
        allowed = access.EXTENSION_ORIGIN.fullmatch(origin)
        return Caller(row=Row.PAIRING, origin=origin) if allowed else None
    store = context().store
    if (facts.method, facts.path) == ("POST", HELLO):
        # The token is not sent before hello has shown that this is the right companion, so hello is let in by
        # Origin alone, and answers only the client that was paired with it.
        return Caller(row=Row.PAIRED, origin=origin) if origin in access.origins(store) else None
    client = access.authenticate(store, facts.bearer) if facts.bearer and facts.for_api else None
    if client is None or client.origin != origin:
        return None
    return Caller(row=Row.PAIRED, client=client, origin=origin)


def _desk(facts: Facts) -> Caller | None:
    if facts.method in WRITES:
        # A browser sends both headers with every write that a page of ours makes.
        return Caller(row=Row.OUR_PAGE) if facts.site == "same-origin" and facts.origin is not None else None
    if facts.site in {"same-origin", "none"}:
        return Caller(row=Row.OUR_PAGE)
    followed = facts.origin is None and facts.destination in {None, "document"} and facts.method == "GET"
    return Caller(row=Row.LINK) if followed and _is_page(facts.path) else None


def _program(facts: Facts) -> Caller | None:
    client = access.authenticate(context().store, facts.bearer) if facts.bearer and facts.for_api else None
    return Caller(row=Row.PROGRAM, client=client) if client else None


def _preflight(facts: Facts) -> Caller | None:
    """A browser asks on an extension's behalf whether it may send headers of its own."""
    wanted = request.headers.get("Access-Control-Request-Method")
    if facts.host != f"127.0.0.1:{context().port}" or wanted is None or facts.origin is None:
        return None
    if facts.for_api and facts.origin in access.origins(context().store):
        return Caller(row=Row.PAIRED, origin=facts.origin)
    if _asks_for_pairing(wanted, facts.path) and access.EXTENSION_ORIGIN.fullmatch(facts.origin):
        return Caller(row=Row.PAIRING, origin=facts.origin)
    return None


def _asks_for_pairing(method: str, path: str) -> bool:
    if method == "POST":
        return path == PAIRING
    below, _, request_id = path.rpartition("/")
    return method == "GET" and below == PAIRING and bool(request_id)


def _is_page(path: str) -> bool:
    return not path.startswith(("/api/", STATIC))


def _facts(sent: Request) -> Facts:
    """Collect them from the environment, where a missing Host is missing and nothing is normalised."""
    scheme, _, secret = sent.headers.get("Authorization", "").partition(" ")
    cookie = sent.cookies.get(SESSION_COOKIE)
    here = context()
    return Facts(
        host=sent.environ.get("HTTP_HOST"),
        origin=sent.environ.get("HTTP_ORIGIN"),
        site=sent.environ.get("HTTP_SEC_FETCH_SITE"),
        destination=sent.environ.get("HTTP_SEC_FETCH_DEST"),
        method=sent.environ["REQUEST_METHOD"],
        path=sent.path,
        bearer=secret if scheme.lower() == "bearer" else None,
        session=cookie is not None and access.session(here.store, cookie, here.now()),
    )


def add_headers(response: Response) -> Response:
    """Say how browsers must treat an answer; strangers get none of it."""
    who: Caller | None = g.get("caller")
    if who is None:
        return response
    response.headers.update(EVERYWHERE)
    if not request.path.startswith(STATIC):
        response.headers["Cache-Control"] = "no-store"
    if request.path.startswith(API):
        response.headers["Vary"] = "Origin"
        return response if who.origin is None else _share(response, who.origin)
    for name, value in ON_PAGES.items():
        response.headers.setdefault(name, value)
    return response


def _share(response: Response, origin: str) -> Response:
    """CORS for one literal origin. flask-cors would freeze its list at start; made per origin, it can't."""
    return _sharing(origin)(response)


@lru_cache(maxsize=64)
def _sharing(origin: str) -> Callable[[Response], Response]:
    """Only Origins that the table let in reach this, so the cache holds the paired ones and a few that asked."""
    shared: Callable[[Response], Response] = cross_origin(
        origins=[origin],
        methods=sorted(READS | WRITES),
        allow_headers=["authorization", "content-type"],
        max_age=600,
        automatic_options=False,
        supports_credentials=False,
    )(lambda response: response)
    return shared
