"""Which browsers may talk to this companion: who waits for a yes, who is paired, how to load the extension."""

import hashlib

from flask import Blueprint, jsonify, redirect, url_for
from flask import Response as Answer
from werkzeug.wrappers import Response

from companion import __version__
from companion.service import access
from companion.web.context import context
from companion.web.pages.layout import show


def add_to(blueprint: Blueprint) -> None:
    """Register this module's routes."""
    blueprint.add_url_rule("/connection", view_func=page, endpoint="connection")
    blueprint.add_url_rule("/connection/state", view_func=state, endpoint="connection_state")
    for action, view in (("allow", allow), ("refuse", refuse)):
        blueprint.add_url_rule(
            f"/connection/requests/<request_id>/{action}",
            view_func=view,
            endpoint=f"{action}_request",
            methods=["POST"],
        )
    blueprint.add_url_rule(
        "/connection/clients/<client_id>/revoke", view_func=revoke, endpoint="revoke_client", methods=["POST"]
    )


def page() -> str:
    """The connection page."""
    here = context()
    return show(
        "connection.html",
        allowed=access.uncollected(here.store, here.now()),
        clients=access.clients(here.store),
        folder=here.extension,
        release=__version__,
        version=_version(),
    )


def state() -> Answer:
    """What an open page asks now and then, to know whether it should be loaded again."""
    here = context()
    return jsonify(waiting=len(access.waiting(here.store, here.now())), version=_version())


def allow(request_id: str) -> Response:
    """Let a waiting browser in."""
    here = context()
    access.allow(here.store, request_id, here.now())
    return _back()


def refuse(request_id: str) -> Response:
    """Turn a waiting browser away."""
    here = context()
    access.refuse(here.store, request_id, here.now())
    return _back()


def revoke(client_id: str) -> Response:
    """Take a paired browser's access away."""
    access.revoke(context().store, client_id)
    return _back()


def _back() -> Response:
    return redirect(url_for("pages.connection"), code=303)


def _version() -> str:
    here = context()
    seen = (
        [request.id for request in access.waiting(here.store, here.now())],
        [request.id for request in access.uncollected(here.store, here.now())],
        [client.id for client in access.clients(here.store)],
    )
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]
