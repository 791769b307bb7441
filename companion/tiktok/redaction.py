"""A saved page, answer or capture without anything that names a person: a sample to attach to an issue.

Only what is known to be harmless stays (structure, counts, times, flags, languages); everything else gets a
stand-in, so a field that TikTok invents tomorrow is hidden as well.
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from companion.model import InvalidInput
from companion.tiktok import mhtml, pages, scalars, shown_texts
from companion.tiktok.decoding import LIMIT, as_text, loaded
from companion.tiktok.numerals import shown_count
from companion.tiktok.page_redaction import redacted_page
from companion.tiktok.pseudonyms import Pseudonyms

_HANDLE_KEYS = frozenset(
    ("uniqueid", "unique_id", "useruniqueid", "handle", "authoruniqueid", "author_unique_id", "username", "author")
)
_NAME_KEYS = frozenset(("nickname", "authorname", "name", "nick_name", "title"))
_TAG_KEYS = frozenset(("hashtagname", "hashtag_name"))
_CODES = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?")
_CODE_KEYS = ("language", "region", "country", "locationcreated", "lang")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?:Z|\+\d{2}:\d{2})?")
_COUNT_KEYS = re.compile(r"(?:count|counts|heart|views|likes|comments|shares|saves|followers|following|_cnt)$")
_TIME_KEYS = re.compile(r"(?:time|now|cursor|timestamp|created_at|duration|_at)$")
_FIELD = re.compile(r"[A-Za-z_$][\w.$\-]{0,60}")
_LONG_NUMBER = re.compile(r"\d{5}")
_BY_HANDLE = ("users", "stats", "statsv2")
"""Maps of 2021 to 2023 whose keys are handles, where their values are objects."""
_CAPTURE_WORDS = frozenset(("embedded", "api", "dom", "verify"))
_OF_THE_VISITOR = frozenset(
    (
        "webapp.app-context",
        "webapp.biz-context",
        "webapp.a-b",
        "seo.abtest",
        "AppContext",
        "BizContext",
        "initialProps",
    )
)
"""Parts of a page about who looks at it: their country, language, ids and experiments."""
_ID_KEYS = re.compile(r"(?:^|_|user|author|owner|creator)u?id$")
_LARGEST_COUNT_DIGITS = 13
_SMALL = 1000


def redacted(data: bytes) -> bytes:
    """The same file with stand-ins, which reads to the same counts.

    Args:
        data: a page (also one saved as a single file), an answer of TikTok's, or captures of the extension (one, a
            list, or one a line).

    Raises:
        InvalidInput: it is none of these, so nobody can say what in it is harmless.
    """
    if len(data) > LIMIT:
        raise InvalidInput("This file is too large for a sample.")
    saved = mhtml.opened(data)
    try:
        return _redacted(as_text(data) if saved is None else saved.page(), Pseudonyms())
    except RecursionError as error:
        raise InvalidInput("This file is nested more deeply than anything of TikTok's.") from error


def _redacted(text: str, known: Pseudonyms) -> bytes:
    start = text.lstrip()[:1]
    if start == "<":
        return _page(text, known).encode()
    whole = loaded(text) if start in ("{", "[") else None
    if isinstance(whole, dict | list):
        return _json(whole, known).encode()
    lines = [loaded(line) for line in text.split("\n") if line.strip()] if start == "{" else []
    if not lines or not all(isinstance(line, dict) for line in lines):
        raise InvalidInput("Only saved pages, answers and captures of TikTok can be made into a sample.")
    _learn(lines, known)
    return "\n".join(_encoded(_value(line, "", "", known)) for line in lines).encode() + b"\n"


def _json(whole: Any, known: Pseudonyms) -> str:
    _learn(whole, known)
    return _encoded(_value(whole, "", "", known))


def _encoded(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _page(text: str, known: Pseudonyms) -> str:
    scripts = {}
    for name in (pages.REHYDRATION, pages.MOBILE_DATA, pages.SIGI, pages.NEXT_DATA):
        script = pages.script(text, name) or (pages.assigned(text, name) if name == pages.SIGI else None)
        whole = loaded(script) if script else None
        if isinstance(whole, dict):
            scripts[name] = whole
    for whole in scripts.values():
        _learn(whole, known)
    return redacted_page(
        text, {name: _encoded(_value(whole, "", "", known)) for name, whole in scripts.items()}, known
    )


def _learn(value: Any, known: Pseudonyms) -> None:
    """Note the handles and the videos' ids, which also stand where nothing says what they are."""
    for each in _objects(value):
        for key, inner in each.items():
            if isinstance(inner, str) and key.lower() in _HANDLE_KEYS and (handle := scalars.handle(inner)):
                known.handles.add(handle)
            elif isinstance(inner, str) and key.lower().endswith("url"):
                known.learn(inner)
        is_video = "uniqueId" not in each and any(name in each for name in ("desc", "stats", "statsV2"))
        for key in ("id", "aweme_id", "awemeId", "itemId") if is_video else ("aweme_id", "awemeId", "itemId"):
            if video := scalars.identifier(each.get(key)):
                known.videos.add(video)


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    left = [value]
    while left:
        each = left.pop()
        if isinstance(each, dict):
            yield each
            left += each.values()
        elif isinstance(each, list):
            left += each
        elif isinstance(each, str) and each[:1] in ("{", "["):
            left.append(loaded(each))


def _value(value: Any, key: str, parent: str, known: Pseudonyms) -> Any:
    if isinstance(value, dict):
        by_handle = key.lower() in _BY_HANDLE and all(isinstance(each, dict) for each in value.values())
        return {
            _key(name, by_handle, known): _value(each, _field(name), key, known)
            for name, each in value.items()
            if name not in _OF_THE_VISITOR
        }
    if isinstance(value, list):
        return [_value(each, key, parent, known) for each in value]
    if isinstance(value, str):
        return _string(value, key.lower(), parent.lower(), known)
    if isinstance(value, bool) or value is None:
        return value
    return _number(value, key.lower(), known)


def _key(name: str, by_handle: bool, known: Pseudonyms) -> str:
    if by_handle or name.lower() in known.handles:
        return known.handle(name)
    if name.isdigit() and name.isascii():
        return known.digits(name)
    if shown_texts.is_known(name):
        return name
    return name if _FIELD.fullmatch(name) and not _LONG_NUMBER.search(name) else known.text(name)


def _field(name: str) -> str:
    return name if _FIELD.fullmatch(name) else ""


def _number(value: int | float, key: str, known: Pseudonyms) -> int | float:
    if _ID_KEYS.search(key) and value:
        return int(known.digits(str(abs(int(value)))))
    if abs(value) < _SMALL or _is_count_or_time(key, str(value)):
        return value if isinstance(value, int) or value.is_integer() else 0.0
    if isinstance(value, int) and key.endswith("code"):
        return value
    return int(known.digits(str(abs(int(value)))))


def _is_count_or_time(key: str, digits: str) -> bool:
    if len(digits.removeprefix("-")) > _LARGEST_COUNT_DIGITS:
        return False
    return bool(_COUNT_KEYS.search(key) or _TIME_KEYS.search(key))


def _string(value: str, key: str, parent: str, known: Pseudonyms) -> str:
    if not value.strip() or shown_texts.is_known(value):
        return value
    if _is_harmless(value, key):
        return value
    if value[:1] in ("{", "[") and isinstance(inner := loaded(value), dict | list):
        return _encoded(_value(inner, key, parent, known))
    if value.lstrip()[:1] == "<":
        return _page(value, known)
    return _stand_in(value, key, parent, known)


def _is_harmless(value: str, key: str) -> bool:
    if value.lstrip("-").isdigit() and value.isascii():
        return (len(value) < 4 and not _ID_KEYS.search(key)) or value == "0" or _is_count_or_time(key, value)
    if _COUNT_KEYS.search(key) and len(value) <= _LARGEST_COUNT_DIGITS and shown_count(value) is not None:
        return True
    if key.endswith(_CODE_KEYS):
        return _CODES.fullmatch(value) is not None
    if key in ("source", "type"):
        return value in _CAPTURE_WORDS
    return _TIME_KEYS.search(key) is not None and _INSTANT.fullmatch(value) is not None


def _stand_in(value: str, key: str, parent: str, known: Pseudonyms) -> str:
    if "://" in value or value.startswith(("//", "/@")):
        return known.url(value)
    if value.isdigit() and value.isascii():
        return known.digits(value)
    if key in _HANDLE_KEYS or value.removeprefix("@").lower() in known.handles:
        return known.handle(value)
    if key in _TAG_KEYS or (parent == "challenges" and key == "title"):
        return known.tag(value)
    if "secuid" in key or "sec_uid" in key or "authorsecid" in key:
        return known.key(value)
    return known.name(value) if key in _NAME_KEYS else known.text(value)
