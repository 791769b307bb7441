"""Files as people keep them: saved pages, answers, captures of the extension."""

import json
from pathlib import Path

from tests.unit.tiktok.tiktok_payloads import (
    HANDLE,
    LIST_URL,
    POSTED_AT,
    PROFILE_URL,
    item,
    item_list,
    page,
    scopes,
    user_detail,
)
from tests.unit.tiktok.tiktok_payloads import video_id as id_of

WEEK = 7 * 86_400
SEEN = "2025-11-20"
VIDEOS = 12


def posted(number: int) -> int:
    return POSTED_AT - number * WEEK


def videos(numbers: range = range(VIDEOS), more_views: int = 0, **changes: object) -> str:
    """A list answer of weekly videos, each a little less seen than the one after it; it carries no date."""
    items = []
    for number in numbers:
        counts = {
            "playCount": 100_000 - 1_300 * number + more_views,
            "diggCount": 8_000 + number,
            "commentCount": 90 + number,
            "shareCount": 30,
            "collectCount": 900,
        }
        own = {"id": id_of(posted(number)), "createTime": posted(number), **changes}
        items.append(item(**own, stats=counts, statsV2={key: str(value) for key, value in counts.items()}))
    return json.dumps(item_list(*items, extra={}))


def profile() -> str:
    return page(scopes(user=user_detail()))


def capture(body: str, captured_at: str, **changes: object) -> str:
    """What the extension sent, kept as a file."""
    whole = {
        "schema": 1,
        "source": "api",
        "page_url": PROFILE_URL,
        "request_url": LIST_URL + "0",
        "captured_at": captured_at,
        "body": body,
    }
    return json.dumps(whole | changes)


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


__all__ = ["HANDLE", "SEEN", "VIDEOS", "capture", "id_of", "posted", "profile", "videos", "write"]
