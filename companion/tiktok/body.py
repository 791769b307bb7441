"""One body, opened: what the formats look at to recognise and read it."""

import re

import msgspec

from companion.model import CaptureSource
from companion.tiktok import pages, scalars
from companion.tiktok.decoding import as_expected, decoded
from companion.tiktok.outcomes import PUZZLE
from companion.tiktok.wire import Answer, Scopes, VideoDetail, WellFormed

_LIST = re.compile(r"\s*\[")


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """A body with its provenance.

    Attributes:
        text: all of it.
        html: it is a page or a fragment of one.
        broken: it is, or its embedded script is, JSON that can't be read.
        answer: its top-level JSON object.
        scopes: the data of a page: the rehydration script's, or those that the extension cut out of it.
        mobile: the video of a mobile page of 2026.
    """

    text: str
    source: CaptureSource | None = None
    page_url: str | None = None
    request_url: str | None = None
    html: bool = False
    broken: bool = False
    answer: Answer | None = None
    scopes: Scopes | None = None
    mobile: VideoDetail | None = None


def opened(
    text: str, *, source: CaptureSource | None = None, page_url: str | None = None, request_url: str | None = None
) -> Body:
    """Open a body: parse its JSON, or its embedded scripts if it is a page."""
    body = Body(text=text, source=source, page_url=page_url, request_url=request_url)
    if not text or text.isspace():
        return body
    return _opened_page(body) if pages.is_markup(text) else _opened_json(body)


def _opened_json(body: Body) -> Body:
    # No answer of TikTok's is a list; other tools' lists may be long.
    answer = None if _LIST.match(body.text) else _answer(body.text)
    if answer and _asks_for_puzzle(answer):
        answer = msgspec.structs.replace(answer, status_code=PUZZLE)
    scopes = answer.scopes if answer else None
    if answer and scopes is None and '"webapp.' in body.text[:100]:
        scopes = decoded(body.text, Scopes)
    return msgspec.structs.replace(body, answer=answer, scopes=scopes, broken=answer is None)


def _answer(text: str) -> Answer | None:
    listed = as_expected(text, WellFormed) if '"itemList"' in text else None
    return listed or decoded(text, Answer)


def _asks_for_puzzle(answer: Answer) -> bool:
    """In place of any answer, and then without its status code."""
    said = answer.status_code is not None or answer.status_code_snake is not None
    return not said and (answer.type == "verify" or scalars.count(answer.code) == PUZZLE)


def _opened_page(body: Body) -> Body:
    rehydration = pages.script(body.text, pages.REHYDRATION)
    mobile = pages.script(body.text, pages.MOBILE_DATA)
    answer = decoded(rehydration, Answer) if rehydration else None
    mobile_answer = decoded(mobile, Answer) if mobile else None
    return msgspec.structs.replace(
        body,
        html=True,
        scopes=answer.scopes if answer else None,
        mobile=mobile_answer.video_detail if mobile_answer else None,
        broken=bool((rehydration and answer is None) or (mobile and mobile_answer is None)),
    )
