"""Figures of comments, kept with their video whichever came first."""

import sqlite3
from pathlib import Path
from typing import Any

import msgspec

from companion.model import CommentFigures, CommentPage, VideoRecord
from companion.store import HomeStore, open_store
from companion.store.comment_pages import together
from tests.store.readings import NOON, reading, video


def page(starts: int = 0, ends: int = 20, **figures: Any) -> CommentPage:
    known = {"video_id": "7", "read": ends - starts, "liked_by_creator": 4, "replies": 6, "total": 90} | figures
    return CommentPage(starts=starts, ends=ends, **known)


def see(store: HomeStore, comments: CommentPage | None, seen_at: int) -> None:
    things = () if comments else (video("7", 100, creator_id="1"),)
    whole = msgspec.structs.replace(reading(*things), comments=comments)
    store.observations.record(whole, seen_at=seen_at, source="api")


def kept(store: HomeStore, as_of: int | None = None) -> VideoRecord:
    key = store.observations.find("1")
    assert key is not None
    evidence = store.observations.evidence(key, as_of=as_of)
    assert evidence is not None
    return evidence.videos[0]


def test_comments_come_with_their_video_even_if_they_were_read_first(store: HomeStore) -> None:
    see(store, page(newest_at=NOON - 9), NOON - 60)
    see(store, None, NOON)
    assert kept(store).comments == CommentFigures(
        read=20, judged=20, liked_by_creator=4, replies=6, total=90, newest_at=NOON - 9, seen_at=NOON - 60
    )
    key = store.observations.find("1")
    assert key is not None
    assert store.observations.videos(key)[0].comments == kept(store).comments


def test_a_past_moment_has_no_later_comments(store: HomeStore) -> None:
    see(store, None, NOON)
    see(store, page(), NOON + 60)
    see(store, page(liked_by_creator=9), NOON + 120)
    see(store, None, NOON + 180)
    assert kept(store, NOON).comments is None
    liked = [each.comments and each.comments.liked_by_creator for each in (kept(store, NOON + 60), kept(store))]
    assert liked == [4, 9]


def test_two_readings_of_one_second_are_the_same_in_any_order(tmp_path: Path) -> None:
    pages = [page(liked_by_creator=liked) for liked in (4, 9)]
    found = []
    for name, order in (("one", pages), ("other", pages[::-1])):
        store = open_store(tmp_path / name)
        see(store, None, NOON)
        for each in order:
            see(store, each, NOON)
        found.append(kept(store).comments)
        store.close()
    assert found[0] == found[1]


def test_pages_add_up_and_no_place_counts_twice() -> None:
    pages = [(1, page(0, 20)), (1, page(20, 40, liked_by_creator=None, replies=None)), (2, page(10, 30, total=95))]
    assert together(pages[:2]) == CommentFigures(
        read=40, judged=20, liked_by_creator=4, replies=6, total=90, newest_at=None, seen_at=1
    )
    both = together(pages)
    assert (both.read, both.total, both.seen_at) == (20, 95, 2)
    assert together(pages[::-1]) == both


def test_a_home_from_before_there_were_comments_is_brought_along(home: Path) -> None:
    before = open_store(home)
    see(before, None, NOON)
    before.close()
    database = sqlite3.connect(home / "observations.sqlite3")
    for table in (
        "comment_pages",
        "forecasts",
        "traces",
        "lessons",
        "marks",
        "awaited",
        "mark_sums",
        "backtests",
        "tag_uses",
    ):
        database.execute(f"drop table {table}")
    for index in ("videos_by_sound", "listing_by_making"):
        database.execute(f"drop index {index}")
    for column in ("made_for", "lesson"):
        database.execute(f"alter table listing drop column {column}")
    database.execute("delete from migrations where name >= '0002'")
    database.commit()
    database.close()
    now = open_store(home)
    see(now, page(), NOON + 60)
    assert kept(now).comments is not None
    now.close()
