"""A rendered profile: its header and its grid of videos, as a person sees them.

A grid shows views, captions and pins alone; likes, comments, shares and saves are not in it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from companion.model import AdFlags, Counts, Creator, CreatorCounts, FieldCheck, Problem, Reading, Skipped, Video
from companion.tiktok import addresses, captions, markup, scalars, selectors
from companion.tiktok.disclosure import discloses
from companion.tiktok.numerals import shown_count
from companion.tiktok.outcomes import SENTENCES, without_data
from companion.tiktok.problems import caption_check, count_checks, follower_check

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bs4 import Tag

    from companion.tiktok.body import Body

NAME = "profile_grid"


class _Tile(msgspec.Struct, frozen=True):
    """One video of the grid, as found."""

    id: str
    handle: str | None
    photo: bool
    views: int | None
    alt: str
    badge: str | None


def recognises(body: Body) -> bool:
    """It is a page, or a fragment of one, with a profile's header or grid rendered."""
    return body.html and any(mark in body.text for mark in selectors.GRID_MARKS)


def read(body: Body) -> Reading:
    """Read the header and the tiles."""
    page = markup.opened(body, NAME, "profile")
    if isinstance(page, Reading):
        return page
    skipped: Counter[str] = Counter()
    tiles = list(_tiles(page, skipped))
    creator = _header(page, addresses.handle_of(body.page_url), tiles)
    pin = _pin_text(body, tiles)
    videos = tuple(_video(tile, creator, pin) for tile in tiles)
    if not videos and creator is None:
        return without_data(NAME, "shell_without_data")
    return Reading(
        format=NAME,
        outcome="read",
        says=SENTENCES["read"],
        creators=() if creator is None else (creator,),
        videos=videos,
        skipped=tuple(Skipped(reason, count) for reason, count in skipped.items()),
        problems=tuple(_problems(creator, videos, skipped)),
        checks=tuple(_checks(creator, videos, skipped)),
        about=creator.handle if creator else addresses.handle_of(body.page_url),
    )


def _tiles(page: Sequence[Tag], skipped: Counter[str]) -> Iterator[_Tile]:
    seen: set[str] = set()
    for _, box in markup.boxes(page, selectors.TILE):
        href = markup.attribute(selectors.first(box, selectors.TILE_LINK), "href")
        video_id = addresses.video_in(href)
        if video_id is None:
            skipped["no id"] += 1
        elif video_id in seen:
            skipped["the same video again"] += 1
        else:
            seen.add(video_id)
            yield _Tile(
                id=video_id,
                handle=addresses.handle_in(href),
                photo=addresses.is_photo(href),
                views=shown_count(markup.words(box, selectors.TILE_VIEWS) or ""),
                alt=markup.attribute(selectors.first(box, selectors.TILE_IMAGE), "alt"),
                badge=markup.words(box, selectors.TILE_BADGE),
            )


def _header(page: Sequence[Tag], expected: str | None, tiles: Sequence[_Tile]) -> Creator | None:
    title, subtitle = markup.words(page, selectors.TITLE), markup.words(page, selectors.SUBTITLE)
    handle, name = _handle_and_name(title, subtitle, expected or _commonest(tiles))
    if handle is None:
        return None
    bio = selectors.first(page, selectors.BIO)
    beside = bio.find_next_sibling("div") if bio else None
    return Creator(
        handle=handle,
        name=scalars.line(name),
        bio=None if bio is None else scalars.text(bio.get_text(), 2000),
        bio_link=None
        if beside is None
        else scalars.line(markup.words(markup.elements(beside), selectors.BIO_LINK), 2000),
        counts=CreatorCounts(
            followers=shown_count(markup.words(page, selectors.FOLLOWERS) or ""),
            following=shown_count(markup.words(page, selectors.FOLLOWING) or ""),
            likes=shown_count(markup.words(page, selectors.LIKES) or ""),
        ),
        from_profile=True,
    )


def _handle_and_name(
    title: str | None, subtitle: str | None, expected: str | None
) -> tuple[str | None, str | None]:
    """Title and subtitle have changed places over the years; the one in the address is the handle."""
    if title is None and subtitle is None:
        return None, None
    if expected and scalars.handle(subtitle) == expected != scalars.handle(title):
        return expected, title
    return scalars.handle(title), subtitle


def _commonest(tiles: Sequence[_Tile]) -> str | None:
    handles = Counter(tile.handle for tile in tiles if tile.handle)
    return max(handles, key=handles.__getitem__, default=None)


def _pin_text(body: Body, tiles: Sequence[_Tile]) -> str | None:
    """What the pin says in this page's language: by its own dictionary, else what the first tile's badge says."""
    translation = body.scopes.translation if body.scopes else None
    known = scalars.text(translation.words.pin) if translation and translation.words else None
    return known or (tiles[0].badge if tiles else None)


def _video(tile: _Tile, creator: Creator | None, pin: str | None) -> Video:
    words = markup.caption_in(tile.alt, creator.name if creator and creator.handle == tile.handle else None)
    return Video(
        id=tile.id,
        handle=tile.handle or (creator.handle if creator else None),
        created_at=scalars.uploaded_at(tile.id),
        caption=words,
        hashtags=captions.hashtags((), words),
        mentions=captions.mentions((), words),
        photo=tile.photo or None,
        pinned=tile.badge is not None and tile.badge == pin,
        ad=AdFlags(disclosed=None if words is None else discloses(words, None)),
        counts=Counts(views=tile.views),
    )


def _problems(creator: Creator | None, videos: Sequence[Video], skipped: Counter[str]) -> Iterator[Problem]:
    if creator and creator.counts.followers is None:
        yield Problem(NAME, "The number of followers could not be read from the page.")
    if videos and all(video.counts.views is None for video in videos):
        yield Problem(NAME, "View counts could not be read from the grid.")
    if videos and all(video.caption is None for video in videos):
        yield Problem(NAME, "Captions could not be read from the grid; views still can.")
    if skipped["no id"] and not videos:
        yield Problem(NAME, "Videos could not be read from the grid.")


def _checks(creator: Creator | None, videos: Sequence[Video], skipped: Counter[str]) -> Iterator[FieldCheck]:
    if creator:
        yield follower_check(creator)
    yield FieldCheck("videos", len(videos) + skipped["no id"], skipped["no id"])
    yield from count_checks(videos, ("views",))
    yield caption_check(videos)
