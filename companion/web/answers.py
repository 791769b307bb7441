"""JSON in and out: bodies and queries become typed structs, answers become bytes, errors have one shape."""

from http import HTTPStatus
from typing import TypeVar

import msgspec
from flask import Response, request
from werkzeug.exceptions import HTTPException

from companion.model import (
    AlreadyRunning,
    FitlensError,
    InvalidInput,
    NotFound,
    TooLarge,
    Unreadable,
    Unusable,
)
from companion.model.unfit import explain
from companion.service.access import TooMany

T = TypeVar("T")

BODY_LIMIT = 64 * 1024
"""Bytes of a request's body, where a route does not say otherwise."""

STATUS: dict[type[FitlensError], HTTPStatus] = {
    InvalidInput: HTTPStatus.BAD_REQUEST,
    NotFound: HTTPStatus.NOT_FOUND,
    TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    Unreadable: HTTPStatus.UNPROCESSABLE_ENTITY,
    TooMany: HTTPStatus.TOO_MANY_REQUESTS,
    AlreadyRunning: HTTPStatus.CONFLICT,
    Unusable: HTTPStatus.SERVICE_UNAVAILABLE,
}

SAYS: dict[int, str] = {
    HTTPStatus.NOT_FOUND: "There is nothing at this address.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This address does not take that method.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "That is more than Fitlens takes in one request.",
}
WENT_WRONG = "Something went wrong inside Fitlens. What it was is in the log, in the folder “logs” of its home."


class WrongMediaType(FitlensError):
    """A body that is not JSON."""

    code = "wrong_media_type"


STATUS[WrongMediaType] = HTTPStatus.UNSUPPORTED_MEDIA_TYPE


def answer(content: object, status: int = 200) -> Response:
    """Content as JSON; a struct is written by its fields."""
    return Response(msgspec.json.encode(content), status=status, content_type="application/json")


def error(status: int, code: str, message: str, detail: object = None) -> Response:
    """The one error shape."""
    return answer({"error": {"code": code, "message": message, "detail": detail or {}}}, status)


def error_from(raised: FitlensError) -> Response:
    """An error of ours, with the status that fits it."""
    return error(status_of(raised), raised.code, raised.says, raised.detail)


def error_from_http(raised: HTTPException) -> Response:
    """An error of the HTTP machinery (no such route, wrong method, too large)."""
    status = HTTPStatus(raised.code or 500)
    shaped = error(status, status.name.lower(), sentence(status))
    if allowed := raised.get_response().headers.get("Allow"):
        shaped.headers["Allow"] = allowed
    return shaped


def sentence(status: int) -> str:
    """What a person reads about an error of the HTTP machinery."""
    return SAYS.get(status, "This request can't be understood.")


def status_of(raised: FitlensError) -> HTTPStatus:
    """The HTTP status of an error of ours."""
    return next((STATUS[kind] for kind in type(raised).__mro__ if kind in STATUS), HTTPStatus.BAD_REQUEST)


def body(kind: type[T], *, limit: int = BODY_LIMIT) -> T:
    """The request's JSON body as a struct.

    Raises:
        WrongMediaType: it is not declared as JSON.
        TooLarge: more than ``limit`` bytes.
        InvalidInput: it does not fit; the sentence names the field.
    """
    return decode(raw_body(limit=limit), kind)


def raw_body(*, limit: int = BODY_LIMIT) -> bytes:
    """The bytes of a body that is declared as JSON.

    Raises:
        WrongMediaType: it is not declared as JSON.
        TooLarge: more than ``limit`` bytes.
    """
    if request.mimetype != "application/json":
        raise WrongMediaType("Send this as JSON, with the header Content-Type: application/json.")
    length = request.content_length or 0
    if length > limit:
        raise TooLarge(SAYS[HTTPStatus.REQUEST_ENTITY_TOO_LARGE], {"limit": limit})
    # Waitress has the whole body already and says its true length, chunked or not, so it is read at once:
    # Werkzeug's guarded stream goes in steps of 64 KiB and doubles what a capture costs here.
    return request.input_stream.read(length)


def decode(data: bytes, kind: type[T]) -> T:
    """JSON as a struct.

    Raises:
        InvalidInput: it does not fit; the sentence names the field.
    """
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as failure:
        raise _unfit(failure) from failure


def query(kind: type[T]) -> T:
    """The address's query as a struct; each name once.

    Raises:
        InvalidInput: it does not fit; the sentence names the field.
    """
    for name, values in request.args.lists():
        if len(values) > 1:
            raise InvalidInput(f"{name[:40]}: give it once.", {"field": name[:40]})
    try:
        return msgspec.convert(request.args.to_dict(), kind, strict=False)
    except msgspec.ValidationError as failure:
        raise _unfit(failure) from failure


def _unfit(failure: Exception) -> InvalidInput:
    """The sentence about a body or query that has the wrong shape."""
    if isinstance(failure, RecursionError):
        return InvalidInput("That JSON is nested too deeply.")
    if isinstance(failure, UnicodeDecodeError):
        return InvalidInput("That is not text in UTF-8.")
    field, says = explain(failure)
    if field is None:
        return InvalidInput(f"This can't be used: {says}.")
    return InvalidInput(f"{field}: {says}.", {"field": field})
