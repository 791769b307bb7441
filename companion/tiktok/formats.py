"""The registry: every form of TikTok's data that can be read, in the order in which they are tried."""

from collections.abc import Callable

import msgspec

from companion.model import CaptureSource, Outcome, Reading
from companion.tiktok import (
    aweme,
    card_grid,
    comment_list,
    embed_page,
    feed_page,
    item_detail,
    item_list,
    next_data,
    own_archive,
    profile_grid,
    profile_page,
    search_answer,
    sigi_state,
    user_detail,
    video_page,
    video_view,
)
from companion.tiktok.body import Body
from companion.tiktok.exports import LAYOUTS
from companion.tiktok.outcomes import CODES, SENTENCES


class Format(msgspec.Struct, frozen=True):
    """One form of data.

    Attributes:
        name: what ``Reading.format`` says.
        source: where such a body comes from.
        carrier: where TikTok keeps it, for people.
        gives: what can be read from it, for people.
        without: the outcomes when the data is missing or damaged, for people.
        recognises: whether a body has this form, by its content alone.
        read: reads a body of this form; pure, never raises.
    """

    name: str
    source: CaptureSource
    carrier: str
    gives: str
    without: str
    recognises: Callable[[Body], bool]
    read: Callable[[Body], Reading]


FORMATS: tuple[Format, ...] = (
    Format(
        profile_page.NAME,
        "embedded",
        "A creator's page, since late 2023: `webapp.user-detail` in its rehydration script",
        "the creator with exact counts, account state; no videos",
        "`shell_without_data`, `stale_script`, the account's state; cut off: `broken`",
        profile_page.recognises,
        profile_page.read,
    ),
    Format(
        video_page.NAME,
        "embedded",
        "A video's page, since late 2023: `webapp.video-detail`, `webapp.reflow.video.detail` or `api-data`",
        "one video with all counts, topics and place; its creator",
        "`shell_without_data`, `stale_script`, the video's state; cut off: `broken`",
        video_page.recognises,
        video_page.read,
    ),
    Format(
        feed_page.NAME,
        "embedded",
        "A page that starts with a list of videos (For You), since late 2023: `webapp.updated-items`",
        "videos with all counts; their creators",
        "`no_videos`; cut off: `broken`",
        feed_page.recognises,
        feed_page.read,
    ),
    Format(
        sigi_state.NAME,
        "embedded",
        "A profile's or video's page of 2021 to 2023: the `SIGI_STATE` script, `window['SIGI_STATE']`, or that "
        "state alone as JSON",
        "the creator with counts and state; a profile's first videos, or one video, with all counts and places",
        "`shell_without_data`, `stale_script`, the account's or video's state; cut off: `broken`",
        sigi_state.recognises,
        sigi_state.read,
    ),
    Format(
        next_data.NAME,
        "embedded",
        "A profile's, list's or video's page of 2018 to 2021: the `__NEXT_DATA__` script, or it alone as JSON",
        "the creator with counts and state; a profile's first videos, or one video, with counts (no saves yet)",
        "`shell_without_data`, `stale_script`, `no_videos`, the account's or video's state; cut off: `broken`",
        next_data.recognises,
        next_data.read,
    ),
    Format(
        embed_page.NAME,
        "embedded",
        "An embedded player or profile (`/embed/…`), since 2020: `__FRONTITY_CONNECT_STATE__`; a video's page of "
        "2019: `__INIT_PROPS__`",
        "one video with counts (no saves) and creator; or the creator with counts and newest videos with views",
        "`shell_without_data`, the video's state; cut off: `broken`",
        embed_page.recognises,
        embed_page.read,
    ),
    Format(
        user_detail.NAME,
        "api",
        "Answer of `/api/user/detail/`, since 2021, whole or its `userInfo` alone",
        "the creator with exact counts, account state",
        "`empty`, the account's state; cut off: `broken`",
        user_detail.recognises,
        user_detail.read,
    ),
    Format(
        item_detail.NAME,
        "api",
        "Answer of `/api/item/detail/`, since 2021",
        "one video with all counts; its creator",
        "`empty`, the video's state; cut off: `broken`",
        item_detail.recognises,
        item_detail.read,
    ),
    Format(
        item_list.NAME,
        "api",
        "Answers with `itemList` or `item_list`: `/api/post/`, `creator/`, `recommend/`, `challenge/item_list/` "
        "and `/api/search/item/full/`, since 2021",
        "videos with all counts, pins (first page of a profile's list); their creators",
        "`no_videos`, TikTok's code; cut off: `broken`",
        item_list.recognises,
        item_list.read,
    ),
    Format(
        search_answer.NAME,
        "api",
        "Answers of `/api/search/general/full/` and `/api/search/user/full/`, since 2021",
        "videos with all counts and their creators; people found, with followers; live rooms are left out",
        "`no_videos`, TikTok's code; cut off: `broken`",
        search_answer.recognises,
        search_answer.read,
    ),
    Format(
        comment_list.NAME,
        "api",
        "Answer of `/api/comment/list/`, since 2021",
        "figures of the comments (how many, liked by the creator, replies, the newest); no names, no words",
        "always `no_videos`, or TikTok's code",
        comment_list.recognises,
        comment_list.read,
    ),
    Format(
        aweme.NAME,
        "api",
        "Answers of the mobile app, from third-party services, 2018 to today: `aweme_list`, `aweme_detail`",
        "videos with all counts, pins; their creators",
        "`no_videos`, TikTok's code; cut off: `broken`",
        aweme.recognises,
        aweme.read,
    ),
    Format(
        card_grid.NAME,
        "dom",
        "A rendered search page, hashtag's, sound's, explore or For You page, since 2022",
        "videos with captions and the counts shown (views, likes, or all but views); people found; no live rooms",
        "`no_videos`; what is left of a page cut off is read",
        card_grid.recognises,
        card_grid.read,
    ),
    Format(
        video_view.NAME,
        "dom",
        "A rendered video page, since 2022",
        "one video with likes, comments, shares, saves and caption; no views",
        "unknown counts, which are reported as problems",
        video_view.recognises,
        video_view.read,
    ),
    Format(
        profile_grid.NAME,
        "dom",
        "A rendered profile, since 2022 (a page saved by a browser, or the part that the extension sends)",
        "the creator's header; videos with views, captions and pins, but no likes, comments, shares or saves",
        "`shell_without_data`, the account's state as the page says it; what is left of a page cut off is read",
        profile_grid.recognises,
        profile_grid.read,
    ),
    Format(
        own_archive.NAME,
        "api",
        'TikTok\'s "Download your data", as JSON or text',
        "nothing: it is private data of the account's owner",
        "always `unsupported`",
        own_archive.recognises,
        own_archive.read,
    ),
)

CONTAINERS: tuple[tuple[str, str], ...] = (
    ("capture", "What the extension sent (schema 1): one JSON object, a list of them, or one a line (NDJSON)"),
    ("mhtml", "A page saved as a single file (.mhtml): its HTML part"),
    ("webarchive", "A page saved by Safari: its HTML part"),
    ("gzip", "Any file packed by itself (.gz)"),
    ("HAR", "A recording of a browser's traffic: the pages and answers in it, each dated by when it came"),
    (
        "wrapped body",
        "A page or answer as text in JSON, in a callback (JSONP), after a guard (`)]}'`), a comment or HTTP "
        "headers, in a browser's view of plain text, or several answers in a row",
    ),
    ("JSON", "A list of records, or an object that has them at any depth"),
    ("NDJSON", "One record, or one object that has them, a line; a damaged line costs only itself"),
    ("workbook", "Excel's .xlsx: each of its sheets is a table"),
    (
        "table",
        "Lines of cells with a header (CSV), divided by comma, semicolon, tab or bar; columns may be nested by "
        "dots or slashes, cells may hold JSON; a line with too few or too many cells costs only itself",
    ),
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
            "A file or capture is recognised by its content, never by its name. Text may be UTF-8, UTF-16,",
            "UTF-32, the Asian or Cyrillic encoding that a page declares, or Latin-1. Bodies above 64 MB are",
            "not looked at.",
            "",
            "| format | source | where TikTok keeps it | what it gives | empty or damaged |",
            "| --- | --- | --- | --- | --- |",
            *(
                f"| `{each.name}` | {each.source} | {each.carrier} | {each.gives} | {each.without} |"
                for each in FORMATS
            ),
            "",
            "Files may also be containers, whose contents are read as above:",
            "",
            "| container | what it is |",
            "| --- | --- |",
            *(f"| `{name}` | {says} |" for name, says in CONTAINERS),
            "",
            "## Other tools' files",
            "",
            "Records are recognised by the names of their fields. What is missing in them stays unknown. An id",
            "that lost its last digits in a spreadsheet is taken from the video's address, else the video is left",
            "out (and counted), because the wrong id would be worse. Records without their own date are dated as",
            "the import says. A file in which nothing can be used says why: `no_videos` where there are no",
            "records or all were left out, `broken` where it breaks off or has an unresolved conflict.",
            "",
            "| layout | who writes it | what it gives |",
            "| --- | --- | --- |",
            *(f"| `{each.name}` | {each.carrier} | {each.gives} |" for each in LAYOUTS),
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
