"""The registry: every form of TikTok's data that can be read, in the order in which they are tried."""

from collections.abc import Callable

import msgspec

from companion.model import CaptureSource, Outcome, Reading
from companion.tiktok import item_detail, item_list, profile_grid, profile_page, user_detail, video_page
from companion.tiktok.body import Body
from companion.tiktok.outcomes import CODES, SENTENCES


class Format(msgspec.Struct, frozen=True):
    """One form of data.

    Attributes:
        name: what ``Reading.format`` says.
        source: where such a body comes from.
        carrier: where TikTok keeps it, for people.
        gives: what can be read from it, for people.
        recognises: whether a body has this form, by its content alone.
        read: reads a body of this form; pure, never raises.
    """

    name: str
    source: CaptureSource
    carrier: str
    gives: str
    recognises: Callable[[Body], bool]
    read: Callable[[Body], Reading]


FORMATS: tuple[Format, ...] = (
    Format(
        profile_page.NAME,
        "embedded",
        "A creator's page, since late 2023: `webapp.user-detail` in its rehydration script",
        "the creator with exact counts, account state; no videos",
        profile_page.recognises,
        profile_page.read,
    ),
    Format(
        video_page.NAME,
        "embedded",
        "A video's page, since late 2023: `webapp.video-detail`, `webapp.reflow.video.detail` or `api-data`",
        "one video with all counts, topics and place; its creator",
        video_page.recognises,
        video_page.read,
    ),
    Format(
        user_detail.NAME,
        "api",
        "Answer of `/api/user/detail/`, whole or its `userInfo` alone",
        "the creator with exact counts, account state",
        user_detail.recognises,
        user_detail.read,
    ),
    Format(
        item_detail.NAME,
        "api",
        "Answer of `/api/item/detail/`",
        "one video with all counts; its creator",
        item_detail.recognises,
        item_detail.read,
    ),
    Format(
        item_list.NAME,
        "api",
        "Answers with `itemList` or `item_list`: `/api/post/`, `creator/`, `recommend/`, `challenge/item_list/` "
        "and `/api/search/item/full/`",
        "videos with all counts, pins (first page of a profile's list); their creators",
        item_list.recognises,
        item_list.read,
    ),
    Format(
        profile_grid.NAME,
        "dom",
        "A rendered profile (a page saved by a browser, or the part that the extension sends)",
        "the creator's header; videos with views, captions and pins, but no likes, comments, shares or saves",
        profile_grid.recognises,
        profile_grid.read,
    ),
)

CONTAINERS: tuple[tuple[str, str], ...] = (
    ("capture", "What the extension sent (schema 1): one JSON object, a list of them, or one a line (NDJSON)"),
    ("mhtml", "A page saved as a single file (.mhtml): its HTML part"),
)


def formats_page() -> str:
    """The text of ``docs/formats.md``."""
    codes: dict[Outcome, list[str]] = {}
    for code, outcome in CODES.items():
        codes.setdefault(outcome, []).append(str(code))
    return "\n".join(
        (
            "# What can be read",
            "",
            "This page is written by `companion/tiktok/formats.py`; a test compares the two.",
            "",
            "A file or capture is recognised by its content, never by its name. Text may be UTF-8, UTF-16 with a",
            "byte order mark, or Latin-1. Bodies above 64 MB are not looked at.",
            "",
            "| format | source | where TikTok keeps it | what it gives |",
            "| --- | --- | --- | --- |",
            *(f"| `{each.name}` | {each.source} | {each.carrier} | {each.gives} |" for each in FORMATS),
            "",
            "Files may also be containers, whose contents are read as above:",
            "",
            "| container | what it is |",
            "| --- | --- |",
            *(f"| `{name}` | {says} |" for name, says in CONTAINERS),
            "",
            "## Outcomes",
            "",
            "Every body gets one. TikTok's status codes are those of its `statusCode` or `status_code`, of which",
            "the larger one counts; codes that are not listed mean `unavailable`.",
            "",
            "| outcome | TikTok's codes | says |",
            "| --- | --- | --- |",
            *(f"| `{name}` | {', '.join(codes.get(name, ()))} | {says} |" for name, says in SENTENCES.items()),
            "",
        )
    )
