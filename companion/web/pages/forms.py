"""Reading our own forms: what was typed, and where to go afterwards."""

import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from flask import redirect, request
from werkzeug.wrappers import Response


def typed(name: str) -> str:
    """A field's text with plain line ends; empty when the form lacks it."""
    return request.form.get(name, "").replace("\r\n", "\n")


def terms(text: str) -> tuple[str, ...]:
    """A list written with commas, semicolons or line ends, each term once and in order."""
    return tuple(dict.fromkeys(term.strip() for term in re.split(r"[,;\n]", text) if term.strip()))


def back(default: str, **changes: str | None) -> Response:
    """Go to the page that the form came from, with these query values set (``None`` takes one away).

    Only a path of this companion is followed, so that no form can send a person elsewhere.
    """
    place = _our_place(typed("back")) or urlsplit(default)
    query = {**dict(parse_qsl(place.query)), **changes}
    kept = urlencode({name: value for name, value in query.items() if value is not None})
    return redirect(f"{place.path}?{kept}" if kept else place.path, code=303)


def _our_place(address: str) -> SplitResult | None:
    try:
        place = urlsplit(address)
    except ValueError:  # such as http://[
        return None
    elsewhere = place.scheme or place.netloc or not place.path.startswith("/") or "\\" in place.path
    return None if elsewhere else place
