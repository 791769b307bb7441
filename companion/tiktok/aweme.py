"""Answers of the mobile app, as third-party services pass them on: ``aweme_list``, ``aweme_detail``."""

from msgspec import Raw

from companion.model import Reading
from companion.tiktok import app_words
from companion.tiktok.body import Body
from companion.tiktok.cells import Record
from companion.tiktok.decoding import decoded, encoded, loaded
from companion.tiktok.entries import Entry
from companion.tiktok.gathering import gathered
from companion.tiktok.items import read_items
from companion.tiktok.outcomes import code_outcome, without_data
from companion.tiktok.wire import present

NAME = "aweme"


def recognises(body: Body) -> bool:
    """The answer has the app's list of videos, or its one video."""
    answer = body.answer
    return answer is not None and (present(answer.aweme_list) or present(answer.aweme_detail))


def read(body: Body) -> Reading:
    """Read the videos and their authors."""
    answer = body.answer
    if answer is None:
        return without_data(NAME, "empty")
    raws = decoded(answer.aweme_list, list[Raw]) if present(answer.aweme_list) else [answer.aweme_detail]
    records = [loaded(raw) for raw in raws or ()]
    items = read_items(
        [encoded(app_words.video(each)) for each in records if isinstance(each, dict) and fits(each)]
    )
    return gathered(NAME, items, trouble=code_outcome(answer.status_code, answer.status_code_snake))


def fits(record: Record) -> bool:
    """A single object of the app; the Chinese sister app's look the same and are not TikTok's."""
    whole = "aweme_id" in record and any(name in record for name in ("statistics", "author"))
    return whole and "douyin" not in str(record.get("share_url", ""))


def entry(record: Record) -> Entry:
    """The video and its author."""
    return Entry(item=app_words.video(record))
