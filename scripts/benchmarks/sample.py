"""What the benchmarks read: answers of the sample TikTok, and as many other creators' as are wanted."""

import json
import time
from typing import Any

import msgspec

from companion.model import Capture
from companion.sample_tiktok.world import World

ITEMS = 35
"""Videos in one answer."""

Page = tuple[str, str]
"""The handle of the profile that was open, and the answer's body."""


def compact(value: Any) -> str:
    """JSON as TikTok sends it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def first_lists(now: int) -> list[tuple[str, dict[str, Any]]]:
    """(handle, first answer) of every sample creator who has 35 videos."""
    world = World(seed=1, now=now)
    lists = ((handle, world.item_list(handle, cursor=0)) for handle in world.creators)
    return [(handle, page) for handle, page in lists if len(page.get("itemList") or ()) == ITEMS]


def first_pages(now: int) -> list[Page]:
    """The first 35 videos of every sample creator who has so many."""
    return [(handle, compact(page)) for handle, page in first_lists(now)]


def capture_of(page: Page, seen_at: int) -> Capture:
    """A page as the extension forwards it."""
    handle, body = page
    return Capture(
        schema=1,
        source="api",
        page_url=f"https://www.tiktok.com/@{handle}",
        request_url="https://www.tiktok.com/api/post/item_list/?cursor=0&count=35",
        captured_at=time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(seen_at)),
        body=body,
        extension="bench",
    )


class Crowd:
    """Any number of creators with 35 videos each: the sample's under ids and with words of their own.

    Each visit shows larger counts, as a later day does.
    """

    def __init__(self, now: int) -> None:
        """Take the sample's answers as patterns."""
        self._patterns = [msgspec.json.encode(page) for _, page in first_lists(now)]

    def profile(self, number: int, visit: int) -> Page:
        """The first answer of one creator's list."""
        page = self._page(number, visit)
        return page["itemList"][0]["author"]["uniqueId"], compact(page)

    def feed(self, numbers: list[int], visit: int) -> Page:
        """A hashtag's answer: one video of each of these creators."""
        pages = [self._page(number, visit) for number in numbers]
        items = [page["itemList"][number % ITEMS] for number, page in zip(numbers, pages, strict=True)]
        return "", compact(pages[0] | {"itemList": items})

    def _page(self, number: int, visit: int) -> dict[str, Any]:
        pattern = self._patterns[number % len(self._patterns)]
        page: dict[str, Any] = msgspec.json.decode(pattern)
        mark = f"{number:07d}"
        for item in page["itemList"]:
            item["id"] = item["id"][:12] + mark
            item["desc"] += f" no {number}"
            item["author"] = item["author"] | {
                "id": item["author"]["id"][:12] + mark,
                "uniqueId": f"{item['author']['uniqueId'][:14]}{mark}",
                "secUid": item["author"]["secUid"][:-7] + mark,
            }
            item["stats"] = {name: _grown(count, visit) for name, count in item["stats"].items()}
            item["statsV2"] = {name: str(_grown(int(count), visit)) for name, count in item["statsV2"].items()}
        return page


def _grown(count: int, visit: int) -> int:
    return count + count * visit // 50
