"""The keys are those of TikTok's newest generation (2025 and 2026)."""

import json
import re

import pytest

from companion.sample_tiktok.numbers import compact, int32, maturity, rounded
from companion.sample_tiktok.pages import PLANTED_SECRETS
from companion.sample_tiktok.world import DEFAULT_CREATOR, World

NOW = 1_795_356_000
ALWAYS = {
    "id", "desc", "createTime", "author", "authorStats", "authorStatsV2", "stats", "statsV2", "contents", "music",
    "video", "AIGCDescription", "CategoryType", "diversificationId", "duetDisplay", "stitchDisplay", "forFriend",
    "item_control", "itemCommentStatus", "officalItem", "originalItem", "privateItem", "secret", "shareEnabled",
    "collected", "digged", "textLanguage", "textTranslatable", "isReviewing",
}  # fmt: skip
ONLY_ON_PAGES = {
    "locationCreated",
    "diversificationLabels",
    "suggestedWords",
    "channelTags",
    "keywordTags",
    "IsAigc",
}


@pytest.fixture(scope="module")
def world():
    return World(1, NOW)


def embedded(html):
    return re.search(
        r'<script id="__UNIVERSAL_DATA_FOR_REHYDRATION__" type="application/json">(.*?)</script>', html
    )[1]


def items(world):
    return [item for handle in world.creators for item in world.item_list(handle).get("itemList", [])]


def test_profile_page_has_the_header_and_no_posts(world):
    html = world.profile_html(DEFAULT_CREATOR)
    text = embedded(html)
    assert "/" not in text
    assert "\\u002F" in text
    scope = json.loads(text)["__DEFAULT_SCOPE__"]
    assert scope.keys() == {
        "webapp.app-context", "webapp.biz-context", "webapp.i18n-translation", "seo.abtest", "webapp.a-b",
        "webapp.user-detail",
    }  # fmt: skip
    detail = scope["webapp.user-detail"]
    assert detail.keys() == {"userInfo", "shareMeta", "statusCode", "statusMsg", "needFix"}
    assert detail["userInfo"].keys() == {"user", "stats", "statsV2", "itemList"}
    assert detail["userInfo"]["itemList"] == []
    assert detail["needFix"] is True
    assert all(secret in text for secret in PLANTED_SECRETS)
    assert "data-e2e" not in html
    creator = world.creators[DEFAULT_CREATOR]
    assert detail["userInfo"]["statsV2"]["followerCount"] == str(creator.followers)
    assert detail["userInfo"]["stats"]["followerCount"] == rounded(creator.followers)
    followers = compact(rounded(creator.followers)).lower()
    assert detail["shareMeta"]["desc"].startswith(f"@{DEFAULT_CREATOR} {followers} Followers")


def test_api_answer_lacks_what_only_the_page_has(world):
    page = world.page_detail(DEFAULT_CREATOR)["userInfo"]["user"]
    api = world.user_detail(DEFAULT_CREATOR)["userInfo"]["user"]
    assert page.keys() - api.keys() == {"createTime", "language", "region", "roomId", "isOrganization"}
    assert re.fullmatch(r"MS4wLjABAAAA[\w-]{64}", api["secUid"])
    assert api["id"].isdigit()


def test_dictionary_has_the_keys_that_tell_states_in_any_language(world):
    for language, pinned in (("en", "Pinned"), ("fr", "Épinglé")):
        html = world.profile_html(DEFAULT_CREATOR, language=language)
        words = json.loads(embedded(html))["__DEFAULT_SCOPE__"]["webapp.i18n-translation"]["Webapp"]
        assert words["profile_page_pin"] == pinned
        assert {"This account is private", "Couldn't find this account", "bc_new_disclosure"} <= words.keys()


def test_hostile_text_cannot_end_the_script(world):
    assert "alert(1)" in embedded(world.profile_html("odd.caption.kit"))
    video = world.item_list("odd.caption.kit")["itemList"][0]["id"]
    for html in (world.profile_html("odd.caption.kit"), world.video_html("odd.caption.kit", video)):
        json.loads(embedded(html))
        assert "<img" not in html
        assert "<script>" not in html


def test_items_have_the_keys_of_lists_and_omit_what_is_false(world):
    listed = items(world)
    for item in listed:
        assert item.keys() >= ALWAYS
        assert not item.keys() & ONLY_ON_PAGES
        for name in ("isAd", "adAuthorization", "isPinnedItem", "duetEnabled", "stitchEnabled"):
            assert item.get(name, True) is True
        assert item.get("isECVideo", 1) == 1
        assert ("isECVideo" in item) == any(anchor["type"] == 35 for anchor in item.get("anchors", []))
        assert isinstance(item["createTime"], int)
        assert isinstance(item["stats"]["collectCount"], int)
        assert item.get("textExtra", True)
        assert "\n".join(part["desc"] for part in item["contents"]) == item["desc"]
    names = ("challenges", "textExtra", "poi", "anchors")
    share = {name: sum(name in item for item in listed) / len(listed) for name in names}
    assert 0.6 < share["challenges"] < share["textExtra"] < 0.95
    assert 0.02 < share["poi"] < 0.2
    assert 0.1 < share["anchors"] < 0.5


def test_list_answer_has_both_status_codes_and_a_cursor_in_milliseconds(world):
    answer = world.item_list(DEFAULT_CREATOR)
    status = {"statusCode", "status_code", "status_msg", "extra", "log_pb"}
    assert answer.keys() == {"itemList", "cursor", "hasMore"} | status
    assert answer["cursor"] == str(answer["itemList"][-1]["createTime"] * 1000)
    assert answer["hasMore"] is True
    assert answer["extra"]["now"] == NOW * 1000


def test_video_page_has_texts_where_the_list_has_numbers(world):
    item = world.item_list(DEFAULT_CREATOR)["itemList"][0]
    scope = json.loads(embedded(world.video_html(DEFAULT_CREATOR, item["id"])))["__DEFAULT_SCOPE__"]
    found = scope["webapp.video-detail"]["itemInfo"]["itemStruct"]
    assert found["createTime"] == str(item["createTime"])
    assert found["stats"]["collectCount"] == str(item["stats"]["collectCount"])
    assert found.keys() >= ONLY_ON_PAGES
    assert world.item_detail(DEFAULT_CREATOR, "1")["statusCode"] == 10204


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, 0), (9_999, 9_999), (10_049, 10_000), (40_398, 40_400), (999_960, 1_000_000), (6_764_096, 6_800_000)],
)
def test_rounding_law(count, shown):
    assert rounded(count) == shown


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (1_444, "1444"),
        (13_000, "13K"),
        (40_200, "40.2K"),
        (999_999, "1M"),
        (2_900_000, "2.9M"),
        (119 * 10**8, "11.9B"),
    ],
)
def test_compact_numbers(count, text):
    assert compact(count) == text


def test_wrapped_counter_is_the_one_that_was_seen():
    assert int32(11_907_467_940) == -977_433_948


@pytest.mark.parametrize(
    ("age", "growth"), [(0.5, 2.33), (1.5, 1.3), (10, 1.05), (22, 1.036), (45, 1.019), (150, 1.001)]
)
def test_views_mature_as_measured(age, growth):
    assert maturity(age + 7.8) / maturity(age) == pytest.approx(growth, rel=0.04)
