"""The way in: one-time links become a session cookie, and a typed address says how to open the desk."""

import base64
import hashlib

from flask import Blueprint, Response, redirect, request
from markupsafe import escape
from werkzeug.wrappers import Response as AnyResponse

from companion.service import access
from companion.web import security
from companion.web.context import context

blueprint = Blueprint("door", __name__)

HOW = (
    "To open the desk, run “fitlens start” on this computer (or “python3 scripts/start.py” in Fitlens' folder): "
    "it opens here. To connect a browser without the desk, run “fitlens pair”."
)
SPENT = "This link was used or has expired. " + HOW

STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:18vh auto 0;padding:0 1.5rem}"
    "h1{font-size:1.25rem;margin:0 0 .5rem}p{margin:0}"
)
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Fitlens</title><style>{style}</style></head>
<body><main><h1>Fitlens</h1><p>{says}</p></main></body></html>
"""
STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = (
    f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""This page is seen without a session, and our stylesheets need one: its few rules stand in it, named by hash."""


@blueprint.get("/")
def enter() -> AnyResponse:
    """Open the desk with a session or a one-time link; else say how to open it."""
    if security.caller().row is not security.Row.TYPED:
        return _home()
    ticket = request.args.get("ticket")
    if ticket is None:
        return plain_page(HOW)
    here = context()
    session = access.redeem(here.store, ticket, here.now())
    if session is None:
        return plain_page(SPENT)
    response = _home()
    response.set_cookie(
        security.SESSION_COOKIE, session, max_age=access.SESSION_LIFE, httponly=True, samesite="Lax", path="/"
    )
    return response


def _home() -> AnyResponse:
    """The first page of the desk: whoever has a browser waiting to connect came to answer it."""
    here = context()
    return redirect("/connection" if access.waiting(here.store, here.now()) else "/shortlist", 303)


def plain_page(says: str, status: int = 200) -> Response:
    """One sentence on a page that needs nothing else."""
    response = Response(
        PAGE.format(style=STYLE, says=escape(says)), status=status, content_type="text/html; charset=utf-8"
    )
    response.headers["Content-Security-Policy"] = POLICY
    return response
