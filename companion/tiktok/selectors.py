"""Where rendered pages keep what we read: the one file to mend when TikTok's markup moves.

``data-e2e`` names are TikTok's own test hooks and the steadiest; the class endings after them are what other tools
have kept as fallbacks through TikTok's changes of 2022 to 2025. Plain comparisons instead of CSS: a grid is read
three times faster, and no selector's cost grows with the depth of a hostile page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bs4 import Tag


class Mark(msgspec.Struct, frozen=True):
    """An element by one attribute: its whole value, or any of some parts of it."""

    attribute: str
    value: str | None = None
    parts: tuple[str, ...] = ()
    tag: str | None = None

    def fits(self, element: Tag) -> bool:
        """Whether an element carries the mark."""
        if self.tag is not None and element.name != self.tag:
            return False
        found = element.get(self.attribute)
        if not isinstance(found, str):
            return False
        return (
            found == self.value if self.value is not None else any(part in found for part in self.parts or ("",))
        )


def _e2e(name: str) -> Mark:
    return Mark("data-e2e", name)


def _class(ending: str, tag: str | None = None) -> Mark:
    return Mark("class", parts=(ending,), tag=tag)


TITLE = (_e2e("user-title"), _class("H1ShareTitle", "h1"))
SUBTITLE = (_e2e("user-subtitle"), _class("H2ShareSubTitle", "h2"))
FOLLOWING = (_e2e("following-count"),)
FOLLOWERS = (_e2e("followers-count"),)
LIKES = (_e2e("likes-count"),)
BIO = (_e2e("user-bio"),)
BIO_LINK = (Mark("href", tag="a"),)
"""In the ``div`` after the bio."""
TILE = (_e2e("user-post-item"), _class("DivItemContainerV2", "div"))
TILE_LINK = (Mark("href", parts=("/video/", "/photo/"), tag="a"),)
TILE_VIEWS = (_e2e("video-views"), _class("StrongVideoCount", "strong"), _class("video-count"))
TILE_IMAGE = (Mark("alt", tag="img"),)
TILE_BADGE = (_e2e("video-card-badge"), _class("DivBadge"))

GRID_MARKS = (
    'data-e2e="user-post-item',
    'data-e2e="user-title',
    'data-e2e="followers-count',
    "DivItemContainerV2",
)
"""Texts one of which any page with a rendered profile contains."""


CARD = (
    _e2e("search_top-item"),
    _e2e("search_video-item"),
    _e2e("search-card-item"),
    _e2e("challenge-item"),
    _e2e("video-item"),
    _e2e("explore-item"),
    _e2e("music-item"),
    _e2e("recommend-list-item-container"),
)
"""A video on a search page, a hashtag's, a sound's, the explore or the For You page."""
CARD_PLAYED = (CARD[-1],)
"""These videos play in the page, and the next ones are not loaded."""
CARD_PLAYER = (Mark("id", parts=("xgwrapper-",)),)
"""The player of a For You page, whose name ends with the video's id; there is no link to the video."""
CARD_AUTHOR = (_e2e("video-author-avatar"), _e2e("video-author-uniqueid"))
"""The author of a For You page's video."""
CARD_LIKES = (_e2e("explore-card-like-container"),)
"""The explore page shows likes where others show views."""
CARD_CAPTION = (_e2e("search-card-video-caption"), _e2e("challenge-item-desc"), _e2e("video-desc"))
CARD_BESIDE = (_e2e("search-card-desc"),)
"""What stands beside a card of a search page: the caption and the author."""
PERSON = (_e2e("search-user-container"), _e2e("search-user-card"))
PERSON_HANDLE = (_e2e("search-user-unique-id"),)
PERSON_NAME = (_e2e("search-user-nickname"),)
PERSON_FOLLOWERS = (_e2e("search-follow-count"),)
PERSON_BIO = (_e2e("search-user-desc"),)
PLAYED_MARK = 'data-e2e="recommend-list-item-container"'
CARD_MARKS = tuple(f'data-e2e="{mark.value}"' for mark in (*CARD[:-1], *PERSON))
"""Texts one of which any page with such cards contains."""

VIDEO_LIKES = (_e2e("like-count"), _e2e("browse-like-count"))
VIDEO_COMMENTS = (_e2e("comment-count"), _e2e("browse-comment-count"))
VIDEO_SAVES = (_e2e("undefined-count"), _e2e("favorite-count"))
"""TikTok's own name for saves is a slip of theirs."""
VIDEO_SHARES = (_e2e("share-count"),)
VIDEO_CAPTION = (_e2e("browse-video-desc"), _e2e("video-desc"), _e2e("new-desc-span"))
VIDEO_AUTHOR = (_e2e("browse-username"), _e2e("video-author-uniqueid"))
VIDEO_MARKS = ('data-e2e="like-count"', 'data-e2e="browse-like-count"')
COUNTS = (
    *(*FOLLOWERS, *FOLLOWING, *LIKES, *TILE_VIEWS, *CARD_LIKES, *PERSON_FOLLOWERS),
    *(*VIDEO_LIKES, *VIDEO_COMMENTS, *VIDEO_SAVES, *VIDEO_SHARES),
)
"""All counts that a page shows."""

NOTICE = (
    _class("PTitle"),
    Mark("class", parts=("Error", "error", "Empty", "empty", "Notice", "notice")),
)
"""Where a page says why it shows nothing; its text may also stand in a plain paragraph."""
OF_PEOPLE = (
    *TITLE, *SUBTITLE, *BIO, _class("ShareDesc"), *TILE, *CARD, *CARD_BESIDE, *PERSON, *VIDEO_CAPTION,
    *VIDEO_AUTHOR, Mark("data-e2e", parts=("comment",)), Mark("href", tag="a"),
)  # fmt: skip
"""Places of names, bios, captions and comments: words of TikTok's in them are people's own."""


def first(elements: Sequence[Tag], marks: Sequence[Mark]) -> Tag | None:
    """The first element with the first of the marks that any element has."""
    return next((element for mark in marks for element in elements if mark.fits(element)), None)
