"""Every creator of the sample TikTok, page and answers, against a plain reading of the same JSON."""

import json
import subprocess
import sys
from typing import Any

import pytest
from tiktok_payloads import LIST_URL

from companion.model import COUNT_NAMES, Reading, rounding_half_width
from companion.sample_tiktok.world import World
from companion.tiktok import read, read_file

FIELDS = ("playCount", "diggCount", "commentCount", "shareCount", "collectCount")
OUTCOMES = {0: "read", 10221: "not_found", 10222: "private", 10223: "banned"}


@pytest.fixture(scope="module")
def world() -> World:
    return World(seed=3, now=1_795_352_400)


def address(handle: str) -> str:
    return f"https://www.tiktok.com/@{handle}"


def listed(answer: Any, handle: str) -> Reading:
    return read(json.dumps(answer), source="api", page_url=address(handle), request_url=LIST_URL + "0")


def test_every_profile_reads_the_same_from_page_answer_and_file(world: World) -> None:
    for creator in world.creators.values():
        page = read(world.profile_html(creator.handle), source="embedded", page_url=address(creator.handle))
        assert page.outcome == OUTCOMES[creator.code]
        assert page.about == creator.handle
        (mine,) = page.creators
        answer = read(
            json.dumps(world.user_detail(creator.handle)), source="api", page_url=address(creator.handle)
        )
        assert (answer.outcome, answer.creators[0].counts) == (page.outcome, mine.counts)
        note = f"<!-- saved from url=(0050){address(creator.handle)} -->"
        (saved,) = read_file((note + world.profile_html(creator.handle)).encode())
        assert saved.reading == page
        if creator.code == 0:
            assert (mine.id, mine.name, mine.state) == (creator.id, creator.nickname, "ok")
            shown = (mine.counts.followers, mine.counts.likes, mine.counts.videos)
            exact = (creator.followers, creator.hearts, creator.video_count)
            rounded = "rounded_counts" in creator.truths
            for seen, true in zip(shown, exact, strict=True):
                assert seen is not None
                assert abs(seen - true) <= (rounding_half_width(seen) if rounded else 0)
            assert page.problems == ()


def test_every_item_is_read_with_the_counts_in_its_json(world: World) -> None:
    for handle in world.creators:
        answer = world.item_list(handle)
        raw = answer.get("itemList", [])
        reading = listed(answer, handle)
        assert (reading.skipped, reading.problems) == ((), ())
        assert [video.id for video in reading.videos] == [each["id"] for each in raw]
        for video, each in zip(reading.videos, raw, strict=True):
            assert [getattr(video.counts, name) for name in COUNT_NAMES] == [
                int(each["stats"][it]) for it in FIELDS
            ]
            assert (video.created_at, video.caption) == (each["createTime"], each["desc"])
            assert (video.photo, video.pinned) == ("imagePost" in each, each.get("isPinnedItem", False))
            assert (video.ad.is_ad, video.handle) == (each.get("isAd", False), handle)
            tags = {tag["hashtagName"].lower() for tag in each.get("textExtra", []) if tag["type"] == 1}
            tags |= {tag["title"].lower() for tag in each.get("challenges", [])}
            assert set(video.hashtags or ()) == tags


def test_a_video_page_agrees_with_the_list(world: World) -> None:
    handle = next(iter(world.creators))
    (first, *_) = listed(world.item_list(handle), handle).videos
    html = world.video_html(handle, first.id)
    (video,) = read(html, source="embedded", page_url=f"{address(handle)}/video/{first.id}").videos
    assert (video.counts, video.created_at, video.hashtags) == (first.counts, first.created_at, first.hashtags)
    assert video.topics


def test_a_profile_page_is_read_without_a_dom(world: World) -> None:
    page = world.profile_html("mira.bakes.slow").replace("</body>", "<div><b>x</b></div>" * 20_000 + "</body>")
    script = "import sys; from companion.tiktok import read; print(read(sys.stdin.read()).outcome, *sys.modules)"
    shown = subprocess.run([sys.executable, "-c", script], input=page, capture_output=True, text=True, check=True)
    outcome, *modules = shown.stdout.split()
    assert outcome == "read"
    assert "bs4" not in modules
