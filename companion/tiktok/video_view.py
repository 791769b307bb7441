"""A rendered video page, as a person sees it: likes, comments, saves and shares, but no views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from companion.model import AdFlags, Counts, Creator, Reading, Video
from companion.tiktok import addresses, captions, markup, scalars, selectors
from companion.tiktok.disclosure import discloses
from companion.tiktok.numerals import shown_count
from companion.tiktok.outcomes import SENTENCES, without_data
from companion.tiktok.problems import count_checks, missing_counts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bs4 import Tag

    from companion.tiktok.body import Body

NAME = "video_view"
_SHOWN = ("likes", "comments", "shares")


def recognises(body: Body) -> bool:
    """The address names a video and its buttons are there; a feed without such an address has many."""
    if not body.html or not any(mark in body.text for mark in selectors.VIDEO_MARKS):
        return False
    return addresses.video_of(body.page_url) is not None


def read(body: Body) -> Reading:
    """Read the video that the address names."""
    video_id = addresses.video_of(body.page_url)
    page = markup.opened(body, NAME, "video")
    if isinstance(page, Reading):
        return page
    if video_id is None:
        return without_data(NAME, "broken")
    video = _video(video_id, page, body.page_url or "")
    checks = count_checks((video,), _SHOWN)
    return Reading(
        format=NAME,
        outcome="read",
        says=SENTENCES["read"],
        creators=(Creator(handle=video.handle),) if video.handle else (),
        videos=(video,),
        problems=missing_counts(NAME, checks),
        checks=checks,
        about=video.handle,
    )


def _video(video_id: str, page: Sequence[Tag], page_url: str) -> Video:
    handle = addresses.handle_of(page_url) or scalars.handle(markup.words(page, selectors.VIDEO_AUTHOR))
    words = captions.caption(markup.words(page, selectors.VIDEO_CAPTION))
    return Video(
        id=video_id,
        handle=handle,
        created_at=scalars.uploaded_at(video_id),
        caption=words,
        hashtags=captions.hashtags((), words),
        mentions=captions.mentions((), words),
        photo=addresses.is_photo(page_url) or None,
        ad=AdFlags(disclosed=None if words is None else discloses(words, None)),
        counts=counts(page),
    )


def counts(held: Sequence[Tag]) -> Counts:
    """The counts at the buttons beside a video."""
    return Counts(
        likes=shown_count(markup.words(held, selectors.VIDEO_LIKES) or ""),
        comments=shown_count(markup.words(held, selectors.VIDEO_COMMENTS) or ""),
        shares=shown_count(markup.words(held, selectors.VIDEO_SHARES) or ""),
        saves=shown_count(markup.words(held, selectors.VIDEO_SAVES) or ""),
    )
