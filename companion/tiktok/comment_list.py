"""The answer of ``/api/comment/list/``.

Who comments is no creator, so of the comments only figures are read: how many, how many of them the creator liked,
how many replies. Names and words are not even decoded.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from msgspec import Raw, Struct, field

from companion.model import CommentPage, Reading, Skipped
from companion.tiktok import addresses, scalars
from companion.tiktok.body import Body
from companion.tiktok.decoding import decoded
from companion.tiktok.outcomes import code_outcome, without_data
from companion.tiktok.wire import present

NAME = "comment_list"
SAYS = (
    "These are the comments under a video: Fitlens counts them, and keeps neither their authors nor their words."
)
_LIKED = "Liked by creator"
"""TikTok's label, in the visitor's language; ``is_author_digged`` is the same in all of them."""


class _Label(Struct, gc=False):
    """A mark on a comment."""

    text: Any = None


class _Comment(Struct, gc=False):
    """The figures of one comment."""

    id: Any = field(default=None, name="cid")
    video: Any = field(default=None, name="aweme_id")
    created_at: Any = field(default=None, name="create_time")
    replies: Any = field(default=None, name="reply_comment_total")
    liked: Any = field(default=None, name="is_author_digged")
    labels: list[_Label] | None = field(default=None, name="label_list")


class _Page(Struct, gc=False):
    """Where the comments stand in the whole list."""

    comments: list[_Comment] | None = None
    cursor: Any = None
    total: Any = None


def recognises(body: Body) -> bool:
    """The answer has comments, or was asked for them."""
    answer = body.answer
    if answer is None or body.scopes is not None:
        return False
    return present(answer.comments) or "/comment/list" in addresses.request_path(body.request_url)


def read(body: Body) -> Reading:
    """Read the comments' figures."""
    answer = body.answer
    if answer is None:
        return without_data(NAME, "empty")
    trouble = code_outcome(answer.status_code, answer.status_code_snake)
    if trouble:
        return without_data(NAME, trouble)
    comments = decoded(answer.comments, list[Raw]) if present(answer.comments) else None
    reading = without_data(NAME, "no_videos", says=SAYS)
    if not comments:
        return reading
    page = decoded(body.text, _Page) or _Page()
    return msgspec.structs.replace(
        reading, skipped=(Skipped("comment", len(comments)),), comments=_figures(page, body)
    )


def _figures(page: _Page, body: Body) -> CommentPage | None:
    """The figures, if anything says of which video; the same comment twice counts once."""
    known = {cid: each for each in page.comments or () if (cid := scalars.identifier(each.id))}
    comments = list(known.values())
    video_id = _video(comments, body)
    if video_id is None or not comments:
        return None
    starts, ends = _place(page, body, len(comments))
    likes = [liked for each in comments if (liked := _liked(each)) is not None]
    replies = _counted(each.replies for each in comments)
    written = [at for each in comments if (at := scalars.instant(each.created_at)) is not None]
    return CommentPage(
        video_id=video_id,
        starts=starts,
        ends=ends,
        read=len(comments),
        liked_by_creator=sum(likes) if len(likes) == len(comments) else None,
        replies=sum(replies) if replies else None,
        total=scalars.count(page.total),
        newest_at=max(written, default=None),
    )


def _video(comments: Sequence[_Comment], body: Body) -> str | None:
    """The video that all of them name, else the one that was asked for."""
    named = {video for each in comments if (video := scalars.identifier(each.video))}
    if named:
        return named.pop() if len(named) == 1 else None
    asked_for = scalars.identifier(addresses.parameter(body.request_url, "aweme_id"))
    return asked_for or addresses.video_of(body.page_url)


def _place(page: _Page, body: Body, read: int) -> tuple[int, int]:
    """Where the page starts and ends: by the request's cursor and by the answer's, which is the next page's."""
    following = scalars.count(page.cursor)
    asked_for = scalars.count(addresses.parameter(body.request_url, "cursor"))
    starts = max(0, (following or read) - read) if asked_for is None else asked_for
    return starts, max(following or 0, starts + read)


def _liked(comment: _Comment) -> bool | None:
    if any(each.text == _LIKED for each in comment.labels or ()):
        return True
    return scalars.flag(comment.liked)


def _counted(values: Iterable[Any]) -> list[int]:
    return [count for each in values if (count := scalars.count(each)) is not None]
