"""How our forecasts did."""

from http import HTTPStatus

from flask import Blueprint, Response

from companion.service import accuracy
from companion.web import answers
from companion.web.context import context

blueprint = Blueprint("accuracy", __name__)


@blueprint.get("/accuracy")
def figures() -> Response:
    """The record of the forecasts that were shown, and the last back-test over this home."""
    here = context()
    return answers.answer(accuracy.accuracy(here.store, now=here.now()))


@blueprint.get("/accuracy/check")
def progress() -> Response:
    """How far a check is."""
    return _state()


@blueprint.post("/accuracy/check")
def check() -> Response:
    """Mark what is due and run the back-test anew, beside the requests; one at a time."""
    here = context()
    now = here.now()
    here.background.start(lambda: accuracy.check(here.store, now=now))
    return _state(HTTPStatus.ACCEPTED)


def _state(status: int = HTTPStatus.OK) -> Response:
    background = context().background
    return answers.answer({"running": background.progress, "failed": background.failed}, status)
