"""Figures of the comments under videos: pages as they were read, and the pages of one video as one."""

import sqlite3
from collections.abc import Sequence
from typing import TypeAlias

import msgspec

from companion.model import CommentFigures, CommentPage, VideoRecord

_page = msgspec.json.Decoder(CommentPage)
Stamped: TypeAlias = tuple[int, CommentPage]
"""A page and when it was read."""


def keep(connection: sqlite3.Connection, page: CommentPage, seen_at: int) -> None:
    """Keep a page; of two readings of one second the one with the larger text stays, whatever their order."""
    connection.execute(
        """insert into comment_pages values (?, ?, ?, ?) on conflict (video, starts, seen_at)
           do update set page = excluded.page where excluded.page > comment_pages.page""",
        (page.video_id, page.starts, seen_at, msgspec.json.encode(page)),
    )


def with_comments(
    connection: sqlite3.Connection, records: Sequence[VideoRecord], until: int | None = None
) -> tuple[VideoRecord, ...]:
    """The videos with what was read of their comments, up to a moment if one is given."""
    pages: dict[str, list[Stamped]] = {}
    for video_id, seen_at, kept in connection.execute(
        """select video, seen_at, page from json_each(?) wanted join comment_pages on video = wanted.value
           where ? is null or seen_at <= ?""",
        (msgspec.json.encode([record.facts.id for record in records]).decode(), until, until),
    ):
        pages.setdefault(video_id, []).append((seen_at, _page.decode(kept)))
    return tuple(
        msgspec.structs.replace(record, comments=together(pages[record.facts.id]))
        if record.facts.id in pages
        else record
        for record in records
    )


def together(pages: Sequence[Stamped]) -> CommentFigures:
    """The pages of one video as one: the newer first, and no place in the list twice.

    Comments move in the list, so pages of different times may still show one comment twice: shares are sound, sums
    are close.
    """
    chosen: list[Stamped] = []
    for seen_at, page in sorted(pages, key=_newest_last, reverse=True):
        if all(page.ends <= other.starts or other.ends <= page.starts for _, other in chosen):
            chosen.append((seen_at, page))
    judged = [page for _, page in chosen if page.liked_by_creator is not None]
    return CommentFigures(
        read=sum(page.read for _, page in chosen),
        judged=sum(page.read for page in judged),
        liked_by_creator=sum(page.liked_by_creator or 0 for page in judged),
        replies=_sum([page.replies for _, page in chosen]),
        total=next((page.total for _, page in chosen if page.total is not None), None),
        newest_at=max((page.newest_at for _, page in chosen if page.newest_at is not None), default=None),
        seen_at=chosen[0][0],
    )


def _newest_last(stamped: Stamped) -> tuple[int, bytes]:
    return stamped[0], msgspec.json.encode(stamped[1])


def _sum(values: Sequence[int | None]) -> int | None:
    known = [each for each in values if each is not None]
    return sum(known) if known else None
