"""Accounts and videos that TikTok does not show: the same outcome in every carrier, in words for a marketer."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from tiktok_other_payloads import VIDEO_URL, next_profile, next_video, script_page, sigi_profile, sigi_video
from tiktok_payloads import HANDLE, LIST_URL, PROFILE_URL, item_list, page, scopes, stats, user_detail, user_info

from companion.model import Outcome, Reading
from companion.tiktok import read, read_file

USER_URL = f"https://www.tiktok.com/api/user/detail/?uniqueId={HANDLE}"
ITEM_URL = "https://www.tiktok.com/api/item/detail/?itemId=7"
SEARCH_URL = "https://www.tiktok.com/api/search/general/full/?keyword=soup"
COMMENTS_URL = "https://www.tiktok.com/api/comment/list/?aweme_id=7"
CODES: dict[Any, Outcome] = {
    10222: "private",
    "10222": "private",
    10223: "banned",
    10225: "banned",
    10202: "not_found",
    10221: "not_found",
    10231: "region_locked",
    10101: "login_wall",
    209002: "login_wall",
    10000: "captcha",
    10201: "unavailable",
    100004: "unavailable",
    -1: "unavailable",
}
REMEMBERED = {"private", "banned", "not_found", "region_locked"}


def answer(url: str) -> Callable[..., Reading]:
    return lambda body: read(json.dumps(body), source="api", page_url=PROFILE_URL, request_url=url)


def mobile(body: dict[str, Any]) -> Reading:
    script = f'<script type="application/json" id="api-data">{json.dumps({"videoDetail": body})}</script>'
    return read(page(scopes(words={})) + script, page_url=VIDEO_URL)


def old_page(script_id: str, data: Any, url: str = PROFILE_URL) -> Reading:
    note = f"<!-- saved from url=(0099){url} -->"
    (found,) = read_file((note + script_page(script_id, data)).encode())
    return found.reading


OF_ACCOUNTS: dict[str, Callable[[Any], Reading]] = {
    "page": lambda code: read(page(scopes(user={"statusCode": code, "userInfo": {}})), page_url=PROFILE_URL),
    "page, other key": lambda code: read(
        page(scopes(user={"statusCode": 0, "status_code": code})), page_url=PROFILE_URL
    ),
    "answer": lambda code: answer(USER_URL)({"statusCode": code, "status_code": 0, "userInfo": {}}),
    "answer, code alone": lambda code: answer(USER_URL)({"status_code": code}),
    "answer, filled": lambda code: answer(USER_URL)(
        user_detail(userInfo=user_info(stats=stats(videoCount=0), statsV2={}), statusCode=0, status_code=code)
    ),
    "2021": lambda code: old_page(
        "SIGI_STATE",
        sigi_profile(ItemModule={}, UserModule={}, UserPage={"uniqueId": HANDLE, "statusCode": code}),
    ),
    "2019": lambda code: old_page("__NEXT_DATA__", next_profile(userInfo={}, items=[], statusCode=code)),
    "2019, code alone": lambda code: old_page("__NEXT_DATA__", {"props": {"pageProps": {"statusCode": code}}}),
}
OF_VIDEOS: dict[str, Callable[[Any], Reading]] = {
    "page": lambda code: read(page(scopes(video={"statusCode": code})), page_url=VIDEO_URL),
    "mobile": lambda code: read(
        page(scopes(reflow={"statusCode": code, "statusMessage": ""})), page_url=VIDEO_URL
    ),
    "mobile since 2026": lambda code: mobile({"statusCode": code, "itemInfo": {}}),
    "answer": lambda code: answer(ITEM_URL)({"statusCode": 0, "status_code": code, "itemInfo": None}),
    "2021": lambda code: old_page(
        "SIGI_STATE", sigi_video(ItemModule={}, UserModule={}, VideoPage={"statusCode": code}), VIDEO_URL
    ),
    "2019": lambda code: old_page("__NEXT_DATA__", next_video(itemInfo={}, statusCode=code), VIDEO_URL),
    "2019, code alone": lambda code: old_page(
        "__NEXT_DATA__", {"props": {"pageProps": {"statusCode": code}}}, VIDEO_URL
    ),
}
OF_LISTS: dict[str, Callable[[Any], Reading]] = {
    "profile's list": lambda code: answer(LIST_URL + "0")({"statusCode": 0, "status_code": code}),
    "profile's empty list": lambda code: answer(LIST_URL + "0")(item_list(statusCode=code, status_code=0)),
    "saved list": lambda code: read(json.dumps({"statusCode": code, "itemList": None, "hasMore": False})),
    "search": lambda code: answer(SEARCH_URL)({"status_code": code, "data": []}),
    "comments": lambda code: answer(COMMENTS_URL)({"status_code": code, "comments": None}),
    "app": lambda code: read(json.dumps({"status_code": code, "aweme_list": []})),
    "bare": lambda code: read(json.dumps({"status_code": code})),
}


@pytest.mark.parametrize("carrier", OF_ACCOUNTS)
@pytest.mark.parametrize(("code", "outcome"), CODES.items())
def test_an_account_that_is_not_shown(carrier: str, code: object, outcome: Outcome) -> None:
    reading = OF_ACCOUNTS[carrier](code)
    assert (reading.outcome, reading.about, reading.videos) == (outcome, HANDLE, ())
    assert [creator.state for creator in reading.creators] == [outcome] * (outcome in REMEMBERED)
    assert "account" in reading.says or outcome in ("login_wall", "captcha")


@pytest.mark.parametrize("carrier", OF_VIDEOS)
@pytest.mark.parametrize(("code", "outcome"), [*CODES.items(), (10216, "private"), (10204, "not_found")])
def test_a_video_that_is_not_shown(carrier: str, code: object, outcome: Outcome) -> None:
    reading = OF_VIDEOS[carrier](code)
    assert (reading.outcome, reading.creators, reading.videos) == (outcome, (), ())
    assert "video" in reading.says or outcome in ("login_wall", "captcha", "banned")


@pytest.mark.parametrize("carrier", OF_LISTS)
@pytest.mark.parametrize(("code", "outcome"), CODES.items())
def test_a_list_that_is_not_given(carrier: str, code: object, outcome: Outcome) -> None:
    reading = OF_LISTS[carrier](code)
    assert (reading.outcome, reading.creators, reading.videos) == (outcome, (), ())
    if carrier.startswith("profile") and outcome not in ("login_wall", "captcha"):
        assert "account" in reading.says


@pytest.mark.parametrize("url", [USER_URL, ITEM_URL, SEARCH_URL, COMMENTS_URL, LIST_URL + "0"])
@pytest.mark.parametrize("body", [{"code": 10000}, {"code": "10000", "type": "verify"}, {"type": "verify"}])
def test_a_puzzle_in_place_of_an_answer_is_no_empty_answer(url: str, body: dict[str, Any]) -> None:
    assert answer(url)(body).outcome == "captcha"
    assert read(json.dumps(body)).outcome == "captcha"


@pytest.mark.parametrize("url", [USER_URL, ITEM_URL, SEARCH_URL, COMMENTS_URL, LIST_URL + "0"])
def test_what_comes_in_place_of_any_answer(url: str) -> None:
    for body, outcome in (
        ("", "empty"),
        (" \n", "empty"),
        ('{"statusCode":0,"itemLi', "broken"),
        ('<html>Please wait...<script id="slardar-config"></script></html>', "please_wait"),
        ("<html><title>Log in | TikTok</title></html>", "login_wall"),
    ):
        assert read(body, source="api", page_url=PROFILE_URL, request_url=url).outcome == outcome


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"statusCode": 0, "hasMore": True},
        {"statusCode": 0, "itemList": None},
        item_list(),
        item_list(itemList=None),
    ],
)
def test_a_profiles_list_without_videos_says_why_that_may_be(body: dict[str, Any]) -> None:
    reading = answer(LIST_URL + "0")(body)
    assert (reading.outcome, reading.about, reading.problems) == ("no_videos", HANDLE, ())
    assert reading.says == (
        "TikTok listed no videos of this profile: it has none, or shows them to followers alone."
    )
    elsewhere = answer("https://www.tiktok.com/api/recommend/item_list/")(body)
    assert (elsewhere.outcome, elsewhere.says) == ("no_videos", "There are no videos in this list.")


def test_an_old_page_whose_videos_are_hidden_still_gives_the_account() -> None:
    for reading in (
        old_page("SIGI_STATE", sigi_profile(ItemModule={})),
        old_page("__NEXT_DATA__", next_profile(items=[])),
    ):
        assert (reading.outcome, reading.videos, reading.creators[0].counts.videos) == ("read", (), 311)


def test_another_sites_code_is_not_tiktoks() -> None:
    body = '<html><script id="__NEXT_DATA__">{"props":{"pageProps":{"statusCode":404}}}</script></html>'
    assert read(body).outcome == "not_tiktok"
