"""Comments under a video: figures, never who wrote them or what they say."""

import json
from typing import Any

import msgspec
import pytest
from tiktok_other_payloads import COLLECTED_AT, VIDEO_URL, comment, comment_answer
from tiktok_payloads import video_id

from companion.model import CommentPage, Reading, Skipped
from companion.tiktok import read, read_file

URL = "https://www.tiktok.com/api/comment/list/?aweme_id=7123456789012345678&count=20&cursor="


def of_answer(answer: dict[str, Any], cursor: str = "0", page_url: str | None = None) -> Reading:
    return read(json.dumps(answer), source="api", page_url=page_url, request_url=URL + cursor)


def figures(answer: dict[str, Any], cursor: str = "0") -> CommentPage:
    page = of_answer(answer, cursor).comments
    assert page is not None
    return page


def test_comments_are_counted_and_nothing_else_of_them_is_kept() -> None:
    liked = comment(cid="2", is_author_digged=True, create_time=COLLECTED_AT, reply_comment_total=0)
    labelled = comment(cid="3", label_list=[{"text": "Liked by creator", "type": 1}])
    answer = comment_answer(comment(), liked, labelled)
    reading = of_answer(answer)
    assert (reading.format, reading.outcome, reading.skipped) == (
        "comment_list",
        "no_videos",
        (Skipped("comment", 3),),
    )
    assert (reading.creators, reading.videos) == ((), ())
    assert reading.comments == CommentPage(
        video_id=video_id(),
        starts=0,
        ends=3,
        read=3,
        liked_by_creator=2,
        replies=4,
        total=90,
        newest_at=COLLECTED_AT,
    )
    kept = msgspec.json.encode(reading).decode()
    assert not any(word in kept for word in ("bean", "Bean", "yum"))
    (saved,) = read_file(json.dumps(answer).encode())
    assert saved.reading.comments == reading.comments


def test_the_cursors_say_where_a_page_stands() -> None:
    second = comment_answer(comment(), comment(cid="2"), cursor=40)
    assert (figures(second, "20").starts, figures(second, "20").ends) == (20, 40)
    (saved,) = read_file(json.dumps(second).encode())
    assert saved.reading.comments is not None
    assert (saved.reading.comments.starts, saved.reading.comments.ends) == (38, 40)
    odd = figures(comment_answer(comment(), cursor="x"), "-1")
    assert (odd.starts, odd.ends) == (0, 1)


def test_the_video_is_the_one_that_all_comments_name_else_the_one_asked_for() -> None:
    nameless = comment_answer(comment(aweme_id=None))
    assert figures(nameless).video_id == "7123456789012345678"
    assert read(json.dumps(nameless), source="api", page_url=VIDEO_URL).comments is not None
    assert read(json.dumps(nameless)).comments is None
    assert of_answer(comment_answer(comment(), comment(cid="2", aweme_id="7000000000000000001"))).comments is None


@pytest.mark.parametrize(
    ("changes", "liked", "replies"),
    [
        ({"is_author_digged": None}, None, 2),
        ({"is_author_digged": "yes", "reply_comment_total": -1}, None, None),
        ({"is_author_digged": 1, "reply_comment_total": "5"}, 1, 5),
    ],
)
def test_what_a_comment_does_not_say_is_unknown(
    changes: dict[str, Any], liked: int | None, replies: int | None
) -> None:
    page = figures(comment_answer(comment(**changes), total=None))
    assert (page.liked_by_creator, page.replies, page.total) == (liked, replies, None)


def test_the_same_comment_twice_counts_once_and_odd_ones_not_at_all() -> None:
    reading = of_answer(comment_answer(comment(), comment(), "odd", None, {}, comment(cid="x")))
    assert (reading.comments and reading.comments.read, reading.skipped) == (1, (Skipped("comment", 6),))
    for empty in ({}, {"comments": [], "status_code": 0}, {"comments": None, "status_code": 0}):
        assert (of_answer(empty).outcome, of_answer(empty).comments) == ("no_videos", None)
