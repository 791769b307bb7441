"""What browsers and tools put around TikTok's bodies: JSON as text in JSON, guards, viewers, recordings (HAR)."""

import base64
import binascii
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec

from companion.model import InvalidInput, parse_instant
from companion.tiktok import pages, scalars
from companion.tiktok.cells import part
from companion.tiktok.decoding import end_of_value, loaded

_HEADERS = re.compile(r"HTTP/[\d.]{1,5} \d{3}\b")
_BLANK_LINE = re.compile(r"\r?\n\r?\n")
_SHOWN = re.compile(r"<(?:pre|p|body|code)\b[^<>]{0,500}>\s{0,100}(?=[{\[])", re.IGNORECASE)
_SHOWN_WITHIN = 50_000
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&nbsp;", "\xa0"), ("&amp;", "&"))
"""The last one last, for what was written so in the text itself."""
_OPENING = re.compile(r"[{\[]")
_BEFORE = 4000
"""Characters that a guard, a callback's name or a comment may take before the first value."""
_BETWEEN = 200
_MOST_VALUES = 20_000
"""Bodies in one file; a long recording has some hundreds."""
_DEEPEST = 12
_BODY = re.compile(r'\s{0,100}(?:[{\[]\s{0,100}["{\[]|"\{|<!doctype html|<html|<script)', re.IGNORECASE)
"""How a text starts that holds TikTok's data."""


class Part(msgspec.Struct, frozen=True):
    """One body in a file.

    Attributes:
        text: the body.
        url: the address that it came from, if the file says so.
        seen_at: when it came (Unix seconds), if the file says so.
    """

    text: str
    url: str | None = None
    seen_at: int | None = None


def parts(text: str) -> list[Part]:
    """The bodies in a text that is none itself; empty if nothing is around one."""
    if _HEADERS.match(text):
        blank = _BLANK_LINE.search(text)
        return [Part(text[blank.end() :])] if blank else []
    if pages.is_markup(text):
        shown = _SHOWN.search(text, 0, _SHOWN_WITHIN)
        return [Part(_plain(text[shown.end() :]))] if shown else []
    if text[:_BEFORE].lstrip().startswith('"'):
        inner = loaded(text)
        return [Part(inner)] if isinstance(inner, str) else []
    values = list(_values(text))
    if len(values) == 1 and len(values[0]) == len(text.strip()):
        whole = loaded(text)
        return list(islice(_recorded(whole), _MOST_VALUES)) or list(islice(_texts(whole), _MOST_VALUES))
    return [Part(value) for value in values]


def _plain(markup: str) -> str:
    """Text without the five signs that browsers write in another way."""
    for entity, sign in _ENTITIES:
        markup = markup.replace(entity, sign)
    return markup


def _values(text: str) -> Iterator[str]:
    """The JSON values in a row, with little between them."""
    within = _BEFORE
    place = 0
    for _ in range(_MOST_VALUES):
        opening = _OPENING.search(text, place, place + within)
        end = end_of_value(text, opening.start()) if opening else None
        if opening is None or end is None:
            return
        yield text[opening.start() : end]
        place, within = end, _BETWEEN


def _recorded(whole: Any) -> Iterator[Part]:
    """The answers in a recording of a browser's traffic (HAR)."""
    entries = part(whole, "log", "entries") if isinstance(whole, dict) else None
    for entry in entries if isinstance(entries, list) else ():
        content = part(entry, "response", "content") if isinstance(entry, dict) else None
        body = _decoded(content) if isinstance(content, dict) else None
        if body and _BODY.match(body):
            url = part(entry, "request", "url")
            yield Part(body, url if isinstance(url, str) else None, _instant(entry.get("startedDateTime")))


def _decoded(content: dict[str, Any]) -> str | None:
    body = content.get("text")
    if not isinstance(body, str) or content.get("encoding") != "base64":
        return body if isinstance(body, str) else None
    try:
        return base64.b64decode(body).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return None


def _instant(value: Any) -> int | None:
    try:
        return scalars.instant(parse_instant(value)) if isinstance(value, str) else None
    except (InvalidInput, OverflowError):
        return None


def _texts(value: Any, url: Any = None, depth: int = 0) -> Iterator[Part]:
    """Texts at any depth that are bodies themselves, each with the address written beside it."""
    if isinstance(value, str):
        if _BODY.match(value):
            yield Part(value, url if isinstance(url, str) else None)
    elif depth < _DEEPEST and isinstance(value, dict):
        beside = value.get("url") or url
        for each in value.values():
            yield from _texts(each, beside, depth + 1)
    elif depth < _DEEPEST and isinstance(value, list):
        for each in value:
            yield from _texts(each, url, depth + 1)
