"""Who is there: hello, pairing, and the one-time link to the desk."""

from typing import Annotated

import msgspec
from flask import Blueprint, Response

from companion import __version__
from companion.model import InvalidInput, iso
from companion.service import access
from companion.web import answers, security
from companion.web.context import context

blueprint = Blueprint("clients", __name__)

API_VERSION = 1


class Hello(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A client's question whether this is the companion that it was paired with."""

    nonce: Annotated[str, msgspec.Meta(min_length=8, max_length=200)]
    client: Annotated[str, msgspec.Meta(max_length=80)]


class Ask(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An extension's wish to be paired."""

    name: Annotated[str, msgspec.Meta(max_length=60)]
    code: Annotated[str, msgspec.Meta(max_length=8)]


@blueprint.post("/hello")
def hello() -> Response:
    """Prove to a paired client that this is its companion, before it sends its token."""
    asked = answers.body(Hello)
    client = _named(asked.client)
    if client is None:
        return security.refuse()
    proof = access.proof(client, asked.nonce)
    return answers.answer({"app": "fitlens", "version": __version__, "api": API_VERSION, "proof": proof})


@blueprint.post("/pairing")
def ask() -> Response:
    """Take a pairing request; a person answers it on the desk or with ``fitlens pair``."""
    here = context()
    wish = answers.body(Ask)
    request = access.ask(here.store, wish.name, wish.code, _origin(), here.now())
    return answers.answer({"id": request.id, "expires_at": iso(request.expires_at)}, 201)


@blueprint.get("/pairing/<request_id>")
def collect(request_id: str) -> Response:
    """Hand the token over once a person said yes."""
    here = context()
    collected = access.collect(here.store, request_id, _origin(), here.now())
    if collected is None:
        return answers.answer({"status": "waiting"})
    return answers.answer({"status": "allowed", "token": collected.token, "client": collected.client})


@blueprint.post("/desk")
def desk() -> Response:
    """Make a one-time link that opens the desk."""
    here = context()
    ticket = access.new_ticket(here.store, here.now())
    return answers.answer({"url": f"http://127.0.0.1:{here.port}/?ticket={ticket}"})


def _named(client_id: str) -> access.Client | None:
    """The client of this id, if the caller can be it: by its token, or by the Origin recorded at pairing."""
    caller = security.caller()
    if caller.client is not None:
        return caller.client if caller.client.id == client_id else None
    known = {client.id: client for client in access.clients(context().store)}
    client = known.get(client_id)
    return client if client is not None and caller.origin is not None and client.origin == caller.origin else None


def _origin() -> str:
    """The exact Origin that asks; requests without one come from no extension."""
    origin = security.caller().origin
    if origin is None:
        raise InvalidInput("Only a browser extension can ask to be paired.")
    return origin
