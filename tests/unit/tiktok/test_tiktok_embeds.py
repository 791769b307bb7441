"""Embedded players and profiles, TikTok's oEmbed answers, and the rarer carriers of older pages."""

import json
from typing import Any

import pytest
from tiktok_other_payloads import (
    embedded_profile,
    next_profile,
    oembed_answer,
    old_item,
    routed_video,
    script_page,
)
from tiktok_payloads import HANDLE, item, stats, user, video_id

from companion.model import Counts, CreatorCounts, Reading
from companion.tiktok import read, read_file


def embedded(routes: dict[str, Any]) -> Reading:
    return read(
        script_page("__FRONTITY_CONNECT_STATE__", {"source": {"data": routes, "url": "https://x.example"}})
    )


@pytest.mark.parametrize("carrier", ["embed", "2019"])
def test_a_video_by_route_gives_its_counts_and_creator(carrier: str) -> None:
    route = {"videoData": routed_video()}
    if carrier == "embed":
        reading = embedded({f"/embed/v2/{video_id()}": route})
    else:
        state = json.dumps({"/@:uniqueId/video/:id": route})
        reading = read(f"<html><script>window.__INIT_PROPS__ = {state}</script></html>")
    assert (reading.format, reading.outcome, reading.about) == ("embed_page", "read", HANDLE)
    assert reading.videos[0].counts == Counts(views=120_300, likes=8_211, comments=95, shares=31)
    assert reading.creators[0].counts == CreatorCounts(followers=427_700, following=6, likes=6_800_000, videos=311)
    assert not reading.problems


def test_an_embedded_profile_gives_the_creator_and_the_views_of_the_newest_videos() -> None:
    reading = embedded(embedded_profile())
    assert [video.counts.views for video in reading.videos] == [1000, 1001, 1002]
    assert {video.handle for video in reading.videos} == {HANDLE}
    assert reading.creators[0].counts == CreatorCounts(followers=427_700, likes=6_800_000)
    assert not reading.problems  # an embedded profile never shows likes


def test_an_embed_without_its_video_says_why() -> None:
    assert embedded({"/embed/v2/1": {"isError": True, "errorCode": 10204}}).outcome == "not_found"
    assert embedded({}).outcome == "shell_without_data"
    assert embedded({"/embed/v2/1": {"videoData": {"itemInfos": 3}}}).outcome == "shell_without_data"
    page = script_page("__FRONTITY_CONNECT_STATE__", {"source": {"data": {"/": {}}}})
    assert read(page.replace('"source"', "source")).outcome == "broken"


def test_oembed_names_the_video_and_its_author() -> None:
    answer = oembed_answer()
    (found,) = read_file(json.dumps(answer).encode())
    (video,) = found.reading.videos
    assert (video.id, video.handle, video.hashtags, video.counts) == (video_id(), HANDLE, ("vegan",), Counts())
    (profile,) = read_file(json.dumps(answer | {"embed_product_id": HANDLE}).encode())
    assert profile.reading.outcome == "no_videos"


@pytest.mark.parametrize(
    "named",
    [
        f'data-video-id="{video_id()}"',
        f'cite="https://www.tiktok.com/@{HANDLE}/video/{video_id()}"',
        f'cite="https://www.tiktok.com/@{HANDLE}/photo/{video_id()}?a=1&amp;b=2"',
    ],
)
def test_plain_oembed_names_the_video_in_its_player_alone(named: str) -> None:
    answer = oembed_answer() | {"html": f'<blockquote class="tiktok-embed" {named}></blockquote>'}
    del answer["embed_product_id"], answer["author_unique_id"]
    (found,) = read_file(json.dumps(answer).encode())
    (video,) = found.reading.videos
    assert (video.id, video.handle, video.caption) == (video_id(), HANDLE, "Soup #vegan")
    assert [each.name for each in found.reading.creators] == ["Mira"]
    (profile,) = read_file(
        json.dumps(answer | {"html": f'<blockquote cite="https://www.tiktok.com/@{HANDLE}">'}).encode()
    )
    assert profile.reading.outcome == "no_videos"


def test_a_mobile_page_of_2022_gives_its_video() -> None:
    shared = {"videoData": {"itemInfo": {"itemStruct": item(statsV2=...)}, "statusCode": 0}}
    reading = read(script_page("SIGI_STATE", {"SharingVideoModule": shared}))
    assert (reading.format, [video.id for video in reading.videos]) == ("sigi_state", [video_id()])
    gone = {"SharingVideoModule": {"videoData": {"itemInfo": {}, "statusCode": 10204}}}
    assert read(script_page("SIGI_STATE", gone)).outcome == "not_found"


def test_videos_inside_the_account_of_an_older_page_are_read() -> None:
    inside = next_profile(items=None, userInfo={"user": user(), "stats": stats(), "itemList": [item(statsV2=...)]})
    reading = read(script_page("__NEXT_DATA__", inside))
    assert [video.id for video in reading.videos] == [video_id()]


def test_an_older_page_without_an_account_says_why() -> None:
    gone = script_page("__NEXT_DATA__", next_profile(items=None, userInfo=None, statusCode=10202))
    assert read(f"<title>TikTok</title>{gone}").outcome == "not_found"


def test_another_sites_list_is_no_list_of_videos() -> None:
    shop = json.dumps({"props": {"pageProps": {"items": [{"id": 7, "name": "shoe"}]}}})
    assert read(f'<html><script id="__NEXT_DATA__">{shop}</script></html>').outcome == "not_tiktok"
    assert read('{"itemList":[{"id":7,"name":"shoe"}]}').outcome == "no_videos"
    assert read(script_page("SIGI_STATE", {"ItemModule": {"1": old_item()}})).outcome == "read"


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (
            {"challengeInfo": {"challenge": {"id": "1"}, "stats": {"videoCount": 5}}, "statusCode": 0},
            "unsupported",
        ),
        ({"sug_list": [{"content": "soup"}], "status_code": 0, "extra": {"now": 1}, "log_pb": {}}, "unsupported"),
        ({"notice_lists": [], "status_code": 0, "extra": {"now": 1}}, "empty"),
        ({"data": [], "status_code": 0, "has_more": 0}, "no_videos"),
        ({"aweme_detail": None, "filter_detail": {"filter_reason": "x"}, "status_code": 0}, "empty"),
    ],
)
def test_an_answer_of_another_kind_is_not_called_empty(answer: dict[str, Any], outcome: str) -> None:
    assert read(json.dumps(answer)).outcome == outcome
