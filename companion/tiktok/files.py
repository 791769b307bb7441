"""One saved file in, its readings out: pages, answers, captures of the extension."""

from collections.abc import Iterator
from typing import Any

import msgspec

from companion.model import CaptureSource, InvalidInput, Reading, Skipped, parse_instant
from companion.tiktok import exports, mhtml, other_programs, packing, pages, scalars, workbook, wrapping
from companion.tiktok.body import Body, opened
from companion.tiktok.decoding import LIMIT, as_text, decoded
from companion.tiktok.file_reading import FileReading
from companion.tiktok.formats import FORMATS, Format
from companion.tiktok.outcomes import account_state, without_data
from companion.tiktok.reader import UNRECOGNISED, read, read_opened
from companion.tiktok.wrapping import Part

CAPTURE = "capture"
_SOURCES: dict[str, CaptureSource] = {"embedded": "embedded", "api": "api", "dom": "dom"}
_FORMAT_SOURCES = {form.name: form.source for form in FORMATS}
_OPEN = ("read", "empty", "no_videos", "shell_without_data")
"""Outcomes beside which other tools' records may stand."""
_DEEPEST = 3
"""Wrappings around one another."""
_RENDERED = tuple(form for form in FORMATS if form.source == "dom")


class _Envelope(msgspec.Struct, gc=False):
    """A capture as the extension sends it, loosely typed: a file may hold anything."""

    schema: Any = None
    source: Any = None
    page_url: Any = None
    request_url: Any = None
    captured_at: Any = None
    body: Any = None


def read_file(data: bytes) -> list[FileReading]:
    """Read one saved file, recognised by its content; at least one reading, never raises.

    A page saved by a browser holds its embedded script and the rendered grid, which are two readings. Captures are
    replayed with their own source, addresses and time.
    """
    if len(data) > LIMIT:
        return [FileReading(without_data(UNRECOGNISED, "too_large"), "embedded")]
    elsewhere = other_programs.says(data)
    if elsewhere is not None:
        return [FileReading(without_data(UNRECOGNISED, "unsupported", says=elsewhere), "embedded")]
    sheets = workbook.sheets(data)
    if sheets is not None:
        return [each for sheet in sheets for each in exports.read(sheet)] or [
            FileReading(without_data(UNRECOGNISED, "not_tiktok"), "embedded")
        ]
    packed = packing.unpacked(data)
    if packed is not None and packed.data is None:
        damaged = without_data(UNRECOGNISED, "broken", says="This archive is damaged or locked: make it again.")
        return [FileReading(damaged, "embedded")]
    return _read_open(data) if packed is None else _read_open(packed.data or b"", packed.url)


def _read_open(data: bytes, url: str | None = None) -> list[FileReading]:
    if len(data) > LIMIT:
        return [FileReading(without_data(UNRECOGNISED, "too_large"), "embedded")]
    saved = mhtml.opened(data)
    if saved is not None:
        return _read_mhtml(saved)
    text = as_text(data)
    return _read_captures(text) or _read_whole(Part(text, url or pages.address(text)))


def _read_whole(part: Part, depth: int = 0) -> list[FileReading]:
    """Read a saved body, or the bodies that something else is around."""
    readings = _read_saved(part.text, part.url, part.seen_at)
    if depth == _DEEPEST or any(each.reading.format != UNRECOGNISED for each in readings):
        return readings
    inner = [each for inside in wrapping.parts(part.text) for each in _read_whole(inside, depth + 1)]
    useful = [each for each in inner if each.reading.creators or each.reading.videos]
    telling = [each for each in inner if each.reading.outcome not in ("not_tiktok", "empty", "broken")]
    return useful or telling or readings


def _read_saved(text: str, url: str | None, seen_at: int | None) -> list[FileReading]:
    body = opened(text, page_url=url, request_url=url)
    first = read_opened(body)
    readings = [FileReading(first, _FORMAT_SOURCES.get(first.format, "embedded"), first.stamped_at or seen_at)]
    if body.html:
        rendered = (_rendered(form, body, first) for form in _RENDERED if form.name != first.format)
        readings += [FileReading(each, "dom", seen_at) for each in rendered if each is not None]
        return _with_scripts(body, readings)
    return readings if first.videos else _of_tools(text, readings)


def _rendered(form: Format, body: Body, first: Reading) -> Reading | None:
    """What a page shows beside its embedded script, where that adds something."""
    if not form.recognises(body):
        return None
    shown = form.read(body)
    if shown.outcome != "read" and not shown.creators:
        return None
    # The bare header of an account that TikTok calls private or gone adds nothing to that, and a video's rounded
    # counts nothing to those of its script.
    new = shown.videos or account_state(first.outcome) is None
    known = {video.id for video in first.videos}
    return shown if new and not (known and known.issuperset(video.id for video in shown.videos)) else None


def _with_scripts(body: Body, readings: list[FileReading]) -> list[FileReading]:
    """Adds what a page's scripts hold where no format looks for it: a place of TikTok's that is new or rare."""
    first = readings[0].reading
    if first.outcome not in _OPEN:
        return readings
    known = {video.id for video in first.videos}
    found = [
        each
        for name in pages.SCRIPTS
        if (text := pages.script(body.text, name)) and _may_hold_more(text, first)
        for each in exports.read(text)
        if each.reading.outcome == "read" and (first.outcome != "read" or not known.issuperset(_ids(each)))
    ]
    return [*(readings if first.outcome == "read" else readings[1:]), *found] if found else readings


def _ids(reading: FileReading) -> set[str]:
    return {video.id for video in reading.reading.videos}


def _may_hold_more(text: str, first: Reading) -> bool:
    counted = text.count('"playCount"')  # a video has its counts once or twice
    return counted > 2 * len(first.videos) or (first.outcome != "read" and '"followerCount"' in text)


def _of_tools(text: str, readings: list[FileReading]) -> list[FileReading]:
    """What other tools wrote into the file, where TikTok's own form gave nothing or an account alone."""
    first = readings[0].reading
    if first.outcome not in _OPEN and first.format != UNRECOGNISED:
        return readings  # TikTok's own reason counts, also where it shows an account beside it
    others = exports.read(text)
    if first.outcome == "read":
        return readings + [each for each in others if each.reading.videos]
    found = any(each.reading.outcome == "read" for each in others)
    return others if found or (others and first.format == UNRECOGNISED) else readings


def _read_mhtml(saved: mhtml.SavedPage) -> list[FileReading]:
    if saved.html is None:
        return [FileReading(without_data(UNRECOGNISED, "not_tiktok"), "embedded")]
    return _read_saved(saved.html, saved.url, saved.seen_at)


def _read_captures(text: str) -> list[FileReading]:
    """The captures in a file: one, a list of them, or one a line; nothing if it holds none."""
    if '"body"' not in text:
        return []
    envelopes = _envelopes(text)
    captures = [each for each in envelopes if each is not None and _is_capture(each)]
    if not captures:
        return []
    readings = [_replayed(each) for each in captures]
    if len(captures) < len(envelopes):
        rest = without_data(
            CAPTURE, "broken", says="Some captures in this file are damaged; the others were read."
        )
        skipped = (Skipped("not readable", len(envelopes) - len(captures)),)
        readings.append(FileReading(msgspec.structs.replace(rest, skipped=skipped), "embedded"))
    return readings


def _envelopes(text: str) -> list[_Envelope | None]:
    start = text.lstrip()[:1]
    if start == "[":
        raws = decoded(text, list[msgspec.Raw])
        return [decoded(raw, _Envelope) for raw in raws or ()]
    if start != "{":
        return []
    one = decoded(text, _Envelope)
    return [one] if one is not None else list(_lines(text))


def _lines(text: str) -> Iterator[_Envelope | None]:
    # Only these two end a line of NDJSON; str.splitlines would cut at characters that JSON allows inside a text.
    for line in text.replace("\r\n", "\n").split("\n"):
        if line.strip():
            yield decoded(line, _Envelope)


def _is_capture(envelope: _Envelope) -> bool:
    known = isinstance(envelope.source, str) and envelope.source in _SOURCES
    return known and scalars.count(envelope.schema) == 1 and isinstance(envelope.body, str)


def _replayed(envelope: _Envelope) -> FileReading:
    source = _SOURCES[envelope.source]
    reading = read(
        envelope.body,
        source=source,
        page_url=envelope.page_url if isinstance(envelope.page_url, str) else None,
        request_url=envelope.request_url if isinstance(envelope.request_url, str) else None,
    )
    captured_at = _captured_at(envelope.captured_at)
    if captured_at is None:
        return FileReading(reading, source, reading.stamped_at)
    return FileReading(reading, source, captured_at, "capture")


def _captured_at(value: object) -> int | None:
    try:
        return parse_instant(value) if isinstance(value, str) else None
    except (InvalidInput, OverflowError):
        return None
