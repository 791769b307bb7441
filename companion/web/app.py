"""The Flask application of one companion: the guard first, then the API, the door and the pages."""

import logging
from collections.abc import Callable

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from companion.model import FitlensError
from companion.web import answers, door, security
from companion.web.api import blueprint as api
from companion.web.context import Context
from companion.web.pages import blueprint as pages
from companion.web.pages.errors import error_page

LOG = logging.getLogger("fitlens.web")


def create_app(context: Context) -> Flask:
    """Make the application that serves one home on one port."""
    app = Flask("companion.web")
    app.extensions["fitlens"] = context
    app.config["MAX_CONTENT_LENGTH"] = answers.BODY_LIMIT
    app.url_map.strict_slashes = False
    app.url_map.redirect_defaults = False
    app.url_map.merge_slashes = False
    security.guard(app)
    app.register_blueprint(api)
    app.register_blueprint(door.blueprint)
    app.register_blueprint(pages)
    app.register_error_handler(FitlensError, _answer_ours)
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(Exception, _answer_unexpected)
    return app


def _answer_ours(raised: FitlensError) -> Response:
    return _shape(answers.status_of(raised), raised.says, lambda: answers.error_from(raised))


def _answer_http(raised: HTTPException) -> Response:
    status = raised.code or 500
    return _shape(status, answers.sentence(status), lambda: answers.error_from_http(raised))


def _answer_unexpected(raised: Exception) -> Response:
    # The query stays out of the log: it can hold a one-time link's secret.
    LOG.error("%s %s failed", request.method, request.path, exc_info=raised)
    return _shape(500, answers.WENT_WRONG, lambda: answers.error(500, "internal", answers.WENT_WRONG))


def _shape(status: int, says: str, as_json: Callable[[], Response]) -> Response:
    """An error for programs or for people; one that happened before the caller was known tells nothing."""
    if g.get("caller") is None:
        return security.refuse()
    if request.path.startswith(security.API):
        return as_json()
    if status >= 500 or g.caller.row is security.Row.TYPED:  # a desk that is broken can't be drawn
        return door.plain_page(says, status=status)
    return Response(error_page(status, says), status=status)
