"""Briefs, and which of them is the active one."""

from typing import Annotated

import msgspec
from flask import Blueprint, Response

from companion.model import Brief, InvalidInput
from companion.service import briefs
from companion.web import answers
from companion.web.context import context

blueprint = Blueprint("briefs", __name__)


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The name of the brief to use."""

    name: Annotated[str, msgspec.Meta(max_length=80)]


@blueprint.get("/briefs")
def everything() -> Response:
    """Every brief, and the active one's name."""
    store = context().store
    return answers.answer({"briefs": briefs.all_briefs(store), "active": briefs.active(store)})


@blueprint.get("/briefs/<name>")
def one(name: str) -> Response:
    """One brief."""
    return answers.answer(briefs.get(context().store, name))


@blueprint.put("/briefs/<name>")
def put(name: str) -> Response:
    """Create or replace a brief."""
    here = context()
    brief = answers.body(Brief)
    if brief.name != name:
        raise InvalidInput("The brief's name and the name in the address differ.", {"field": "name"})
    return answers.answer(briefs.put(here.store, brief, now=here.now()))


@blueprint.delete("/briefs/<name>")
def remove(name: str) -> Response:
    """Delete a brief and answer it, so that it can be put back."""
    return answers.answer(briefs.remove(context().store, name))


@blueprint.put("/active-brief")
def use() -> Response:
    """Make a brief the active one."""
    here = context()
    return answers.answer({"active": briefs.use(here.store, answers.body(Choice).name, now=here.now()).name})
