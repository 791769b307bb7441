"""Captures: what the extension saw, in; what it means, out."""

import logging
import re
from typing import Annotated

import msgspec
from flask import Blueprint, Response

from companion.model import Capture, InvalidInput, TooLarge
from companion.model.capture import BODY_LIMIT
from companion.service import ingest
from companion.web import answers
from companion.web.context import Context, context

blueprint = Blueprint("captures", __name__)

LOG = logging.getLogger("fitlens.web")

ENVELOPE_LIMIT = 6 * 1024 * 1024
"""Bytes of the JSON around a body: quotes are escaped in it, hence three times the body's own limit."""
ESCAPE = re.compile(
    rb"\\\\"
    rb"|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|(?P<lone>\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
)
"""An escaped backslash, a whole pair of surrogates, or a lone one: looked for in this order, from the left."""
WIDEST = 4
"""Bytes of the longest character in UTF-8."""


class Query(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``brief``: the brief to score with; without it the active one."""

    brief: Annotated[str, msgspec.Meta(max_length=80)] | None = None


@blueprint.post("/captures")
def take() -> Response:
    """Read, record and score one capture; the rest is settled after the answer went out."""
    here = context()
    asked = answers.query(Query)
    capture = _read(answers.raw_body(limit=ENVELOPE_LIMIT))
    _check_size(capture.body)
    now = here.now()
    answer = ingest.take(here.store, capture, brief_name=asked.brief, now=now)
    response = answers.answer(answer)
    response.call_on_close(lambda: _settle(here, capture, answer, now))
    return response


def _read(data: bytes) -> Capture:
    """The capture in a body; a text that a page cut in the middle of an emoji costs that half alone."""
    try:
        return answers.decode(data, Capture)
    except InvalidInput:
        mended = ESCAPE.sub(lambda found: rb"\ufffd" if found["lone"] else found[0], data)
        if mended == data:
            raise
        return answers.decode(mended, Capture)


def _check_size(body: str) -> None:
    if len(body) * WIDEST > BODY_LIMIT and len(body.encode()) > BODY_LIMIT:
        raise TooLarge("A capture's body holds at most 2 MiB.", {"limit": BODY_LIMIT})


def _settle(here: Context, capture: Capture, answer: ingest.CaptureAnswer, now: int) -> None:
    """What was acknowledged is on disk already; what fails here costs nobody an answer."""
    try:
        ingest.settle(here.store, capture, answer, now=now)
    except Exception:
        LOG.exception("A capture was read and recorded, but not settled")
