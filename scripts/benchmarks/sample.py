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
        pages = [page for _, page in first_lists(now)]
        self._patterns = [[msgspec.json.encode(item) for item in page["itemList"]] for page in pages]
        self._around = {name: value for name, value in pages[0].items() if name != "itemList"}

    def profile(self, number: int, visit: int) -> Page:
        """The first answer of one creator's list."""
        items = [self._item(number, place, visit) for place in range(ITEMS)]
        return items[0]["author"]["uniqueId"], self._answer(items)

    def feed(self, numbers: list[int], visit: int) -> Page:
        """A hashtag's answer: one video of each of these creators."""
        return "", self._answer([self._item(number, number % ITEMS, visit) for number in numbers])

    def _answer(self, items: list[dict[str, Any]]) -> str:
        return msgspec.json.encode(self._around | {"itemList": items}).decode()

    def _item(self, number: int, place: int, visit: int) -> dict[str, Any]:
        item: dict[str, Any] = msgspec.json.decode(self._patterns[number % len(self._patterns)][place])
        mark = f"{number:07d}"
        item["id"] = item["id"][:12] + mark
        item["desc"] += f" no {number}"
        item["author"] = item["author"] | {
            "id": item["author"]["id"][:12] + mark,
            "uniqueId": f"{item['author']['uniqueId'][:14]}{mark}",
            "secUid": item["author"]["secUid"][:-7] + mark,
        }
        item["stats"] = {name: grown(count, visit) for name, count in item["stats"].items()}
        item["statsV2"] = {name: str(grown(int(count), visit)) for name, count in item["statsV2"].items()}
        return item


def grown(count: int | None, visit: int) -> int | None:
    """A count some visits later."""
    return None if count is None else count + count * visit // 50
