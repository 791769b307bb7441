"""Who is ahead of whom."""

from typing import Annotated

import msgspec
from flask import Blueprint, Response

from companion.service import comparing
from companion.web import answers
from companion.web.context import context

blueprint = Blueprint("compare", __name__)


class Query(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``creators``: handles or ids between commas; ``brief``: instead of the active one."""

    creators: Annotated[str, msgspec.Meta(max_length=2000)]
    brief: Annotated[str, msgspec.Meta(max_length=80)] | None = None


@blueprint.get("/compare")
def compare() -> Response:
    """Creators compared in what they have in common."""
    here = context()
    asked = answers.query(Query)
    refs = [ref.strip() for ref in asked.creators.split(",") if ref.strip()]
    found = comparing.side_by_side(here.store, refs, brief_name=asked.brief, now=here.now())
    return answers.answer(found.comparison)
