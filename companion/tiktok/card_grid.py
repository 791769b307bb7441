"""A rendered search page, hashtag's, sound's, explore or For You page: videos of many creators, and people found.

A card shows the caption and one count: views or, on the explore page, likes; For You shows all counts but views.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from companion.model import (
    AdFlags,
    Counts,
    Creator,
    CreatorCounts,
    FieldCheck,
    Outcome,
    Problem,
    Reading,
    Skipped,
    Video,
)
from companion.tiktok import addresses, captions, markup, scalars, selectors, video_view
from companion.tiktok.disclosure import discloses
from companion.tiktok.numerals import shown_count
from companion.tiktok.outcomes import SENTENCES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bs4 import Tag

    from companion.tiktok.body import Body

NAME = "card_grid"


def recognises(body: Body) -> bool:
    """It is a page, or a fragment, with cards of videos or people; beside one video they are suggestions."""
    if not body.html:
        return False
    plays = selectors.PLAYED_MARK in body.text and addresses.video_of(body.page_url) is None
    return plays or any(mark in body.text for mark in selectors.CARD_MARKS)


def read(body: Body) -> Reading:
    """Read the cards."""
    page = markup.opened(body, NAME, "page")
    if isinstance(page, Reading):
        return page
    skipped: Counter[str] = Counter()
    videos = tuple(_videos(page, skipped))
    people = tuple(_people(page))
    outcome: Outcome = "read" if videos or people else "no_videos"
    return Reading(
        format=NAME,
        outcome=outcome,
        says=SENTENCES[outcome],
        creators=people,
        videos=videos,
        skipped=tuple(Skipped(reason, count) for reason, count in skipped.items()),
        problems=tuple(_problems(videos, skipped)),
        checks=(FieldCheck("videos", len(videos) + skipped["no id"], skipped["no id"]),),
    )


def _videos(page: Sequence[Tag], skipped: Counter[str]) -> Iterator[Video]:
    seen: set[str] = set()
    for box, held in markup.boxes(page, selectors.CARD):
        href = markup.attribute(selectors.first(held, selectors.TILE_LINK), "href") or _played(held)
        video_id = addresses.video_in(href)
        if video_id is None:
            skipped[_why_without_id(box, held)] += 1
        elif video_id in seen:
            skipped["the same video again"] += 1
        else:
            seen.add(video_id)
            yield _video(video_id, href, held, _caption(box, held))


def _played(held: Sequence[Tag]) -> str:
    """The path of a video that plays in the page itself."""
    player = markup.attribute(selectors.first(held, selectors.CARD_PLAYER), "id")
    author = markup.attribute(selectors.first(held, selectors.CARD_AUTHOR), "href")
    return f"/@{addresses.handle_in(author) or ''}/video/{player.rpartition('-')[2]}" if player else ""


def _why_without_id(box: Tag, held: Sequence[Tag]) -> str:
    if _leads_to_a_live_room(held):
        return "live room"
    return "not loaded yet" if any(mark.fits(box) for mark in selectors.CARD_PLAYED) else "no id"


def _leads_to_a_live_room(held: Sequence[Tag]) -> bool:
    return any(markup.attribute(each, "href").rstrip("/").endswith("/live") for each in held)


def _caption(box: Tag, held: Sequence[Tag]) -> str | None:
    """The caption in a card, or in the block beside it, or in the picture's text."""
    beside = box.find_next_sibling()
    if beside is not None and any(mark.fits(beside) for mark in selectors.CARD_BESIDE):
        held = [*held, *markup.elements(beside)]
    shown = markup.words(held, selectors.CARD_CAPTION)
    return shown or markup.caption_in(markup.attribute(selectors.first(held, selectors.TILE_IMAGE), "alt"), None)


def _video(video_id: str, href: str, held: Sequence[Tag], shown: str | None) -> Video:
    words = captions.caption(shown)
    return Video(
        id=video_id,
        handle=addresses.handle_in(href),
        created_at=scalars.uploaded_at(video_id),
        caption=words,
        hashtags=captions.hashtags((), words),
        mentions=captions.mentions((), words),
        photo=addresses.is_photo(href) or None,
        ad=AdFlags(disclosed=None if words is None else discloses(words, None)),
        counts=_counts(held),
    )


def _counts(held: Sequence[Tag]) -> Counts:
    if selectors.first(held, selectors.VIDEO_LIKES) is not None:
        return video_view.counts(held)
    likes = markup.words(held, selectors.CARD_LIKES)
    if likes is not None:
        return Counts(likes=shown_count(likes))
    return Counts(views=shown_count(markup.words(held, selectors.TILE_VIEWS) or ""))


def _people(page: Sequence[Tag]) -> Iterator[Creator]:
    for _, held in markup.boxes(page, selectors.PERSON):
        handle = scalars.handle(markup.words(held, selectors.PERSON_HANDLE))
        if handle:
            yield Creator(
                handle=handle,
                name=scalars.line(markup.words(held, selectors.PERSON_NAME)),
                bio=markup.words(held, selectors.PERSON_BIO),
                counts=CreatorCounts(
                    followers=shown_count(markup.own_words(held, selectors.PERSON_FOLLOWERS) or "")
                ),
            )


def _problems(videos: Sequence[Video], skipped: Counter[str]) -> Iterator[Problem]:
    if skipped["no id"] and not videos:
        yield Problem(NAME, "Videos could not be read from the page.")
