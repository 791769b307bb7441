"""The shortlist."""

from typing import Annotated

import msgspec
from flask import Blueprint, Response, request

from companion.service import shortlist
from companion.web import answers
from companion.web.context import context

blueprint = Blueprint("shortlist", __name__)


class Query(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``list``: only the entries of this named list."""

    list: Annotated[str, msgspec.Meta(max_length=80)] | None = None


@blueprint.get("/shortlist")
def entries() -> Response:
    """Every entry, in the order in which they were added."""
    found = shortlist.entries(context().store, list_name=answers.query(Query).list)
    return answers.answer({"total": len(found), "entries": found})


@blueprint.get("/shortlist/<ref>")
def one(ref: str) -> Response:
    """One entry."""
    return answers.answer(shortlist.get(context().store, ref))


@blueprint.put("/shortlist/<ref>")
def put(ref: str) -> Response:
    """Add a creator, or change their entry; an empty body adds them as they are."""
    here = context()
    change = answers.body(shortlist.EntryChange) if request.content_length else shortlist.NO_CHANGE
    return answers.answer(shortlist.put(here.store, ref, change, now=here.now()))


@blueprint.patch("/shortlist/<ref>")
def patch(ref: str) -> Response:
    """Change an entry."""
    return answers.answer(shortlist.patch(context().store, ref, answers.body(shortlist.EntryChange)))


@blueprint.delete("/shortlist/<ref>")
def remove(ref: str) -> Response:
    """Take a creator off; adding them again within 30 days brings stage and notes back."""
    here = context()
    return answers.answer(shortlist.remove(here.store, ref, now=here.now()))
