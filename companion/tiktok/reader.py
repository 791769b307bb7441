"""One body in, one reading out."""

from msgspec import Raw

from companion.model import CaptureSource, Outcome, Reading
from companion.tiktok import page_notices
from companion.tiktok.body import Body, opened
from companion.tiktok.decoding import LIMIT, as_text, decoded
from companion.tiktok.formats import FORMATS
from companion.tiktok.outcomes import code_outcome, without_data
from companion.tiktok.wire import Answer, Nothing, present

UNRECOGNISED = "unknown"
"""``Reading.format`` of a body in which no format was recognised."""

_ABOUT_ITSELF = ("extra", "log_pb", "shareMeta", "filter_detail")
"""Parts in which an answer speaks of itself."""
_CONFLICT = "<<<<<<<"
"""How two unmerged versions of a file start."""


def read(
    body: str | bytes,
    *,
    source: CaptureSource | None = None,
    page_url: str | None = None,
    request_url: str | None = None,
) -> Reading:
    """Read one body that TikTok sent. Never raises; a body without data gives its outcome.

    Args:
        body: JSON text, a page or a fragment of one.
        source: where the body comes from; None for a saved file. A page may hold an embedded script and a rendered
            grid: this tells which of them to read.
        page_url: the page that was open.
        request_url: the request that the body answers.
    """
    if len(body) > LIMIT:
        return without_data(UNRECOGNISED, "too_large")
    return read_opened(opened(as_text(body), source=source, page_url=page_url, request_url=request_url))


def read_opened(body: Body) -> Reading:
    """Read a body by the first format that recognises it, formats of its own source first."""
    for form in sorted(FORMATS, key=lambda each: each.source != body.source):
        if form.recognises(body):
            return form.read(body)
    if body.html and not body.broken:
        return page_notices.read(body, UNRECOGNISED)
    return without_data(UNRECOGNISED, _why_not(body))


def _why_not(body: Body) -> Outcome:
    if body.html:
        return "broken"
    if body.broken:
        return _why_unreadable(body.text)
    if body.answer is None:
        return "empty"
    return _why_not_answer(body.answer, body.text)


def _why_unreadable(text: str) -> Outcome:
    """JSON that is no object: a list, one object a line, or broken."""
    start = text.lstrip()[:1]
    if start not in ("{", "["):
        return "broken" if text.startswith(_CONFLICT) and "{" in text else "not_tiktok"
    first_line = text.strip().partition("\n")[0]
    if decoded(text if start == "[" else first_line, list[Raw] if start == "[" else Nothing) is None:
        return "broken"
    return "unsupported" if "tiktok" in text.lower() else "not_tiktok"


def _why_not_answer(answer: Answer, text: str) -> Outcome:
    if answer.scopes is not None:
        return "shell_without_data"
    trouble = code_outcome(answer.status_code, answer.status_code_snake)
    if trouble:
        return trouble
    said_ok = answer.status_code is not None or answer.status_code_snake is not None
    if said_ok and bytes(answer.data) == b"[]":
        return "no_videos"
    if said_ok and _holds_more(text):
        return "unsupported"
    return "empty" if said_ok or present(answer.log) or len(text.strip()) <= len("{ }") else "not_tiktok"


def _holds_more(text: str) -> bool:
    """Whether an answer has a part that is neither empty nor about the answer itself."""
    parts = decoded(text, dict[str, Raw]) or {}
    return any(_holds_something(bytes(part)) for name, part in parts.items() if name not in _ABOUT_ITSELF)


def _holds_something(part: bytes) -> bool:
    return part.startswith((b"{", b"[")) and part.strip(b"{}[] \n\r\t") != b""
