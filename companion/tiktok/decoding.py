"""Bytes to text and text to ``wire`` structs, forgiving what TikTok and broken tools write."""

import ast
import codecs
import json
import re
import warnings
from collections.abc import Callable, Hashable
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin

import msgspec

from companion.tiktok.old_encodings import table_encoding

T = TypeVar("T")

LIMIT = 64 * 1024 * 1024
"""Bytes of one body that are looked at."""

_LONGEST_PRINTED = 2_000_000
_PRINTED = re.compile(r"\s*(?:\[\s*)?(?:\{\s*'|')")
_NO_NUMBER = re.compile(r"(?<=: )(?:nan|inf)(?=[,}])")
_SURROGATES = re.compile("[\ud800-\udfff]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_EMPTY_BYTES: dict[tuple[bool, ...], str] = {
    (False, True, False, True): "utf-16-le",
    (True, False, True, False): "utf-16-be",
    (False, True, True, True): "utf-32-le",
    (True, True, True, False): "utf-32-be",
}
_SAMPLE = 400
_AROUND = 100_000
"""Characters on either side of a broken byte that tell the encoding."""
_HEAD = 4000
_CHARSET = re.compile(rb"charset=[\"']?([A-Za-z0-9_\-]{2,20})", re.IGNORECASE)
_CHARSETS = {
    *("gbk", "gb2312", "gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "tis-620", "koi8-r"),
    *(f"windows-125{number}" for number in range(9)),
}
"""Others are UTF-8 in truth, or Latin-1."""


def as_text(body: str | bytes) -> str:
    """Decode a body: UTF-8, 16 or 32, what a page declares or a table's columns tell, else Latin-1.

    Broken bytes become U+FFFD.
    """
    if isinstance(body, str):
        return body.removeprefix("\ufeff")
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    wide = _wide(body[:_SAMPLE])
    if wide:
        return body.decode(wide, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
        first = text.find("\ufffd")
        around = text[max(0, first - _AROUND) : first + _AROUND]
        mostly_utf8 = around.count("\ufffd") * 2 < len(_BEYOND_ASCII.findall(around))
        return (
            text if mostly_utf8 else body.decode(_declared(body) or table_encoding(body) or "latin-1", "replace")
        )


def _wide(sample: bytes) -> str | None:
    """UTF-16 or UTF-32 without its mark, known by the empty halves of plain letters."""
    if sample.count(0) * 3 < len(sample):
        return None
    empty = tuple(part.count(0) * 4 > len(part) * 3 for part in (sample[place::4] for place in range(4)))
    return _EMPTY_BYTES.get(empty)


def _declared(body: bytes) -> str | None:
    """The encoding that a page of before UTF-8, or one saved by a tool, says it has."""
    found = _CHARSET.search(body, 0, _HEAD)
    name = found[1].decode("ascii").lower() if found else ""
    return name if name in _CHARSETS else None


def loaded(source: str | bytes | msgspec.Raw) -> Any:
    """Decode JSON of any shape into plain values; ``None`` if it is no JSON.

    For what other tools wrote; MongoDB's wrappers around numbers and dates are taken off.
    """
    plain = _text_or_bytes(source)
    wrapped = '"$' in plain if isinstance(plain, str) else b'"$' in plain
    try:
        if not wrapped:
            return msgspec.json.decode(plain)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        pass
    try:
        return _whole_text(_slowly(plain, _unwrapped if wrapped else None))
    except RecursionError:
        return None


def printed(text: str) -> Any:
    """Read what Python printed in place of JSON (``{'id': '7', 'isAd': False}``); ``None`` if it isn't that."""
    if len(text) > _LONGEST_PRINTED or not _PRINTED.match(text):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _whole_text(ast.literal_eval(_NO_NUMBER.sub("None", text.strip())))
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return None


def _whole_text(value: Any) -> Any:
    """The same without lone surrogates, which no text outside JSON can hold."""
    if isinstance(value, dict):
        return {_text(key): _whole_text(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_whole_text(each) for each in value]
    return _text(value) if isinstance(value, str) else value


@cache
def _decoder(kind: Hashable) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


def decoded(source: str | bytes | msgspec.Raw, kind: type[T]) -> T | None:
    """Decode JSON into ``kind``; ``None`` if it is no JSON or has another shape at its top.

    The fast way takes well-formed JSON whose containers are as expected. Everything else (lone surrogates, NaN,
    numbers beyond 64 bits, a list where an object should be) goes the slow way, which drops what doesn't fit.
    """
    known = as_expected(source, kind)
    return cast("T | None", _fitted(_slowly(source), kind)) if known is None else known


def as_expected(source: str | bytes | msgspec.Raw, kind: type[T]) -> T | None:
    """Decode well-formed JSON into ``kind``; ``None`` if anything in it is otherwise."""
    try:
        return cast("T", _decoder(cast("Hashable", kind)).decode(source))
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None


# The values are of no use here, and a long number would take quadratic time.
_VALUES = json.JSONDecoder(strict=False, parse_int=len)


def end_of_value(text: str, start: int) -> int | None:
    """Where the JSON value ends that starts at a place in a text; ``None`` if it is none or breaks off."""
    try:
        return _VALUES.raw_decode(text, start)[1]
    except (ValueError, RecursionError):
        return None


def encoded(value: Any) -> msgspec.Raw:
    """Plain values as undecoded JSON, lone surrogates and all; too deep ones are null."""
    try:
        return msgspec.Raw(json.dumps(value).encode())
    except (ValueError, RecursionError):
        return msgspec.Raw(b"null")


def _slowly(source: str | bytes | msgspec.Raw, hook: Callable[[dict[str, Any]], Any] | None = None) -> Any:
    try:
        return json.loads(
            _text_or_bytes(source),
            strict=False,
            parse_int=_bounded_int,
            parse_constant=_no_number,
            object_hook=hook,
        )
    except (ValueError, RecursionError):
        return None


def _text_or_bytes(source: str | bytes | msgspec.Raw) -> str | bytes:
    return source if isinstance(source, str | bytes) else bytes(source)


_WRAPPERS = ("$numberLong", "$numberInt", "$numberDouble", "$date", "$oid")


def _unwrapped(value: dict[str, Any]) -> Any:
    """A number, date or id as MongoDB's exports write it, without its wrapper."""
    return next((value[name] for name in _WRAPPERS if len(value) == 1 and name in value), value)


def _bounded_int(digits: str) -> int | None:
    return int(digits) if len(digits) <= 20 else None


def _no_number(_: str) -> None:
    return None


def _fitted(value: Any, kind: Any) -> Any:
    """Make ``value`` fit a type of ``wire``, leaving out what can't."""
    if value is None:
        return msgspec.Raw(b"null") if kind is msgspec.Raw else None
    if isinstance(kind, UnionType):
        return next((fit for each in get_args(kind) if (fit := _fitted(value, each)) is not None), None)
    if get_origin(kind) is list:
        return _list(value, get_args(kind)[0])
    if get_origin(kind) is dict:
        return _dict(value, get_args(kind)[1])
    return _LEAVES[kind](value) if kind in _LEAVES else _struct(value, kind)


def _scalar(value: Any) -> Any:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):  # the way that MongoDB's exports write large ids
        return _text(value.get("$numberLong"))
    return None if isinstance(value, list) else value


def _text(value: Any) -> str | None:
    return _SURROGATES.sub("\ufffd", value) if isinstance(value, str) else None


_LEAVES: dict[Any, Callable[[Any], Any]] = {
    Any: _scalar,
    str: _text,
    NoneType: lambda _: None,
    msgspec.Raw: encoded,
}


def _list(value: Any, kind: Any) -> list[Any] | None:
    if not isinstance(value, list):
        return None
    return [fit for each in value if (fit := _fitted(each, kind)) is not None]


def _dict(value: Any, kind: Any) -> dict[str, Any] | None:
    if not isinstance(value, dict):
        return None
    fitted = ((_text(key), _fitted(each, kind)) for key, each in value.items())
    return {key: fit for key, fit in fitted if key is not None and fit is not None}


def _struct(value: Any, kind: type[msgspec.Struct]) -> msgspec.Struct | None:
    if not isinstance(value, dict):
        return None
    known = {
        each.name: _fitted(value[each.encode_name], each.type)
        for each in msgspec.structs.fields(kind)
        if each.encode_name in value
    }
    return kind(**known)
