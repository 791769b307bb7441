"""Bodies without data: each has a name and a sentence."""

import json
from typing import get_args

import pytest
from tiktok_payloads import LIST_URL, PROFILE_URL, item, item_list, page, scopes, user_detail

from companion.model import Outcome
from companion.tiktok import read
from companion.tiktok.outcomes import SENTENCES

WAF = (
    '<html><head><script id="slardar-config">{}</script></head><body>Please wait...'
    '<p id="cs" class="eyJ2Ij"></p><script>_wafchallengeid</script></body></html>'
)
SHELL = (
    '<html><head><title>TikTok</title><script id="pumbaa-rule" type="application/json">{}</script>'
    '<script id="api-domains">{}</script></head><body></body></html>'
)
LOGIN = '<html><head><title>Log in | TikTok</title></head><body><div data-e2e="login-modal"></div></body></html>'
PUZZLE = '<html><head><title>TikTok</title></head><body><div class="captcha_verify_container"></div></body></html>'
OLD = (
    '<html><title>TikTok</title><script id="SIGI_STATE" type="application/json">{"ItemModule":{}}</script></html>'
)
OTHER_SITE = '<html><script id="__NEXT_DATA__">{"props":{"pageProps":{"recipe":{}}}}</script></html>'
NO_DETAIL = page({"__DEFAULT_SCOPE__": {"webapp.app-context": {"language": "en"}, "seo.abtest": {}}})


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("", "empty"),
        (" \n", "empty"),
        ("{}", "empty"),
        ('{"statusCode":0}', "empty"),
        ('{"extra":{"now":1},"log_pb":{"impr_id":"x"}}', "empty"),
        ('{"statusCode":0,"hasMore":true}', "no_videos"),
        (json.dumps(item_list()), "no_videos"),
        (json.dumps(item_list(itemList=None)), "no_videos"),
        (json.dumps(item_list(item(liveRoomInfo={}))), "no_videos"),
        (json.dumps(item_list(statusCode=10101)), "login_wall"),
        ('{"statusCode":10222,"status_msg":""}', "private"),
        ('{"status_code":10231}', "region_locked"),
        ('{"code":10000}', "captcha"),
        ('{"code":"10000","type":"verify"}', "captcha"),
        ('{"statusCode":10000}', "captcha"),
        ('{"comments":[],"has_more":0,"status_code":0}', "no_videos"),
        ('{"aweme_list":[],"has_more":1,"status_code":0}', "no_videos"),
        ('{"ItemModule":{},"UserModule":{}}', "shell_without_data"),
        ('{"data":[{"type":1,"item":{}}],"status_code":0}', "no_videos"),
        ('{"data":{"new":"form"},"status_code":0}', "unsupported"),
        ('{"data":Infinity,"status_code":0}', "empty"),
        (json.dumps(scopes(words={"Webapp": {}})), "shell_without_data"),
        (NO_DETAIL, "shell_without_data"),
        (SHELL, "shell_without_data"),
        (WAF, "please_wait"),
        (LOGIN, "login_wall"),
        (PUZZLE, "captcha"),
        (OLD, "shell_without_data"),
        (OTHER_SITE, "not_tiktok"),
        ("<html><title>Bean recipes</title></html>", "not_tiktok"),
        ('{"name":"fitlens","version":"1"}', "not_tiktok"),
        ("dear diary", "not_tiktok"),
        ("[]", "not_tiktok"),
        ('[{"webVideoUrl":"https://www.tiktok.com/@a/video/1"}]', "unsupported"),
        ('{"item_id":"1","source_url":"https://www.tiktok.com/"}\n{"item_id":"2"}', "unsupported"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not_tiktok"),
        (json.dumps(item_list(item()))[:-200], "broken"),
        ("<<<<<<< HEAD", "not_tiktok"),
        ('{"itemList": [\n<<<<<<< HEAD\n]}', "broken"),
        ("[" * 100_000, "broken"),
        (page('{"__DEFAULT_SCOPE__": {"webapp.user-detail"'), "broken"),
        (page(scopes(user=user_detail()))[:900], "broken"),
        ("<" + "x" * (64 * 1024 * 1024), "too_large"),
    ],
)
def test_every_body_has_an_outcome(body: str | bytes, outcome: Outcome) -> None:
    reading = read(body)
    assert reading.outcome == outcome
    assert reading.says
    assert not reading.creators
    assert not reading.videos


def test_the_request_tells_what_an_empty_answer_should_have_been() -> None:
    listed = read('{"statusCode":10222}', source="api", page_url=PROFILE_URL, request_url=LIST_URL + "0")
    assert (listed.format, listed.outcome, listed.about) == ("item_list", "private", "mira.cooks")
    assert listed.creators == ()
    assert read("{}", source="api", request_url=LIST_URL + "0").outcome == "no_videos"
    video = read("{}", source="api", request_url="https://www.tiktok.com/api/item/detail/?itemId=7")
    assert (video.format, video.outcome) == ("item_detail", "empty")


def test_an_overlay_over_a_good_page_does_not_hide_its_data() -> None:
    for cover in (LOGIN, PUZZLE):
        assert read(page(scopes(user=user_detail()), body=cover)).outcome == "read"


@pytest.mark.parametrize(
    "odd_url",
    [
        "http://[",
        "https://www.tiktok.com.evil.example/@a",
        "javascript:x",
        "",
        "https://www.tiktok.com/@%ff%00/",
        "@",
    ],
)
def test_odd_addresses_say_nothing(odd_url: str) -> None:
    body = json.dumps(item_list(item()))
    reading = read(body, source="api", page_url=odd_url, request_url=odd_url)
    assert (reading.outcome, reading.about) == ("read", "mira.cooks")


def test_every_outcome_has_one_sentence_without_jargon() -> None:
    assert set(SENTENCES) == set(get_args(Outcome))
    for sentence in SENTENCES.values():
        assert sentence.endswith(".")
        assert not any(word in sentence.lower() for word in ("dom", "script tag", "payload", "null", "exception"))
