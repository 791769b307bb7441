"""Videos: what an item means."""

import json
from typing import Any

import pytest
from tiktok_payloads import LIST_URL, POSTED_AT, PROFILE_URL, item, item_list, stats, stats_v2, user, video_id

from companion.model import (
    AdFlags,
    Counts,
    Creator,
    CreatorCounts,
    Permissions,
    Reading,
    Skipped,
    Sound,
    Video,
)
from companion.tiktok import read


def of_list(*items: Any, cursor: str = "0", **changes: Any) -> Reading:
    body = json.dumps(item_list(*items, **changes))
    return read(body, source="api", page_url=PROFILE_URL, request_url=LIST_URL + cursor)


def of_item(**changes: Any) -> Video:
    (video,) = of_list(item(**changes)).videos
    return video


def test_an_item_of_a_list_is_read_whole() -> None:
    reading = of_list(item())
    assert (reading.format, reading.outcome, reading.about) == ("item_list", "read", "mira.cooks")
    assert (reading.skipped, reading.problems, reading.stamped_at) == ((), (), 1_758_331_400)
    assert reading.videos == (
        Video(
            id=video_id(),
            creator_id="7012345678901234567",
            handle="mira.cooks",
            created_at=POSTED_AT,
            caption="Lentil soup #QuickRecipes with @bean.friend ##soup##vegan",
            hashtags=("quickrecipes", "soup", "vegan"),
            mentions=("bean.friend",),
            language="en",
            duration_s=31,
            sound=Sound(id="7111111111111111111", title="original sound", original=True, author="Mira"),
            photo=False,
            pinned=False,
            ad=AdFlags(is_ad=False, authorized=False, shop=False, disclosed=False),
            place="Corner Kitchen, Lyon",
            allows=Permissions(duet=True, stitch=False),
            counts=Counts(views=120_300, likes=8_211, comments=95, shares=31, saves=904),
        ),
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (POSTED_AT, POSTED_AT),
        (str(POSTED_AT), POSTED_AT),
        (float(POSTED_AT), POSTED_AT),
        (..., POSTED_AT - 6),
        (0, POSTED_AT - 6),
        ("", POSTED_AT - 6),
        (None, POSTED_AT - 6),
        (POSTED_AT * 1000, POSTED_AT - 6),
        ({"a": 1}, POSTED_AT - 6),
    ],
)
def test_posting_time_falls_back_to_the_upload_second_in_the_id(written: object, meant: int) -> None:
    assert of_item(createTime=written).created_at == meant


def test_an_id_too_small_to_hold_a_time_gives_none() -> None:
    assert of_item(id="107955", createTime=...).created_at is None


@pytest.mark.parametrize(
    ("shown", "exact", "views"),
    [
        (120_300, "120300", 120_300),
        (120_300, "120341", 120_341),
        (120_300, "150000", 120_300),
        (1_800_000, "1776621", 1_776_621),
        (None, "4512", 4_512),
        ("120300", None, 120_300),
        ("", "", None),
        (-5, None, None),
        (-5, "12", 12),
        (2**70, None, None),
        ("1.2M", None, None),
        (0, "0", 0),
    ],
)
def test_views_come_from_the_exact_count_where_it_agrees(shown: object, exact: object, views: int | None) -> None:
    video = of_item(stats={"playCount": shown, "diggCount": 1}, statsV2={"playCount": exact})
    assert video.counts.views == views


def test_saves_may_be_text_and_items_may_have_statsv2_alone() -> None:
    assert of_item(stats={"collectCount": "124842"}, statsV2=...).counts == Counts(saves=124_842)
    assert of_item(stats=...).counts.likes == 8_211


def test_more_likes_than_views_pass_through() -> None:
    odd = of_item(stats={"playCount": 25_700, "diggCount": 1_300_000}, statsV2=...)
    assert (odd.counts.views, odd.counts.likes) == (25_700, 1_300_000)


def test_hashtags_are_one_list_over_all_three_places() -> None:
    video = of_item(
        desc="#Suppe ##eins##zwei #perunggu🥉 #fosforbombası, &#39;#2024 #a#b",
        textExtra=[{"type": 1, "hashtagName": "suppe"}, {"type": "1", "hashtagName": "Fraîche"}, {"type": 1}],
        challenges=[{"title": "SUPPE"}, {"title": "fraîche"}, {"title": None}],
    )
    assert video.hashtags == (
        *("suppe", "fraîche", "eins", "zwei", "perunggu🥉", "fosforbombası", "2024", "a", "b"),
    )


def test_no_hashtags_is_an_empty_list_not_unknown() -> None:
    bare = of_item(desc="", textExtra=..., challenges=...)
    assert (bare.caption, bare.hashtags, bare.mentions) == ("", (), ())


def test_mentions_come_from_the_caption_only_where_tiktok_names_none() -> None:
    assert of_item(desc="thanks @One and me@mail.example @two.", textExtra=...).mentions == ("one", "two")


@pytest.mark.parametrize(("written", "meant"), [("un", None), ("", None), (..., None), ("vi", "vi"), (7, None)])
def test_language_is_tiktoks_own_guess(written: object, meant: str | None) -> None:
    assert of_item(textLanguage=written).language == meant


def test_photo_posts_have_no_duration() -> None:
    photo = of_item(imagePost={"images": [{"imageURL": {"urlList": []}}]}, video={"duration": 0})
    assert (photo.photo, photo.duration_s, photo.counts.views) == (True, None, 120_300)


@pytest.mark.parametrize("duration", [0, -3, "", None, 10**9, {}])
def test_an_impossible_duration_is_unknown(duration: object) -> None:
    assert of_item(video={"duration": duration}).duration_s is None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"isAd": True, "adAuthorization": True}, AdFlags(True, True, False, False)),
        ({"isAd": ...}, AdFlags(False, False, False, False)),
        ({"isAd": ..., "statsV2": ...}, AdFlags(None, None, None, False)),
        ({"isAd": False, "statsV2": ...}, AdFlags(False, None, None, False)),
        ({"isECVideo": 1}, AdFlags(False, False, True, False)),
        ({"anchors": [{"type": 54}, {"type": 35}]}, AdFlags(False, False, True, False)),
        ({"isECVideo": 1, "isAd": ..., "statsV2": ...}, AdFlags(None, None, True, False)),
        ({"desc": "new pan #ad"}, AdFlags(False, False, False, True)),
        ({"desc": ...}, AdFlags(False, False, False, None)),
    ],
)
def test_ad_signs_are_kept_apart_and_absent_means_false_since_2025(changes: Any, expected: AdFlags) -> None:
    assert of_item(**changes).ad == expected


def test_pins_are_known_on_the_first_page_of_a_profile_list_alone() -> None:
    pinned, other = item(isPinnedItem=True), item(id=video_id(serial=8))
    assert [video.pinned for video in of_list(pinned, other).videos] == [True, False]
    assert [video.pinned for video in of_list(other, cursor="1758331327601").videos] == [None]
    saved = read(json.dumps(item_list(pinned, other)))
    assert [video.pinned for video in saved.videos] == [True, False]
    assert [video.pinned for video in read(json.dumps(item_list(other))).videos] == [None]
    recommended = "https://www.tiktok.com/api/recommend/item_list/?cursor=0"
    assert read(json.dumps(item_list(other)), source="api", request_url=recommended).videos[0].pinned is None


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"poi": {"name": "Lyon", "city": "Lyon"}}, "Lyon"),
        ({"poi": {"city": "Lyon"}}, "Lyon"),
        ({"poi": ..., "locationCreated": "FR"}, "FR"),
        ({"poi": {}, "locationCreated": "France?"}, None),
        ({"poi": ...}, None),
    ],
)
def test_place_is_the_tag_or_the_country_of_upload(changes: Any, place: str | None) -> None:
    assert of_item(**changes).place == place


def test_topics_are_tiktoks_labels() -> None:
    assert of_item(diversificationLabels=["Cooking", "Food & Drink", 3, ""]).topics == ("Cooking", "Food & Drink")
    assert of_item(diversificationLabels=[]).topics is None


def test_a_bad_item_costs_only_itself() -> None:
    reading = of_list(
        item(),
        "git conflict",
        None,
        [1],
        item(id="not a number"),
        item(id=7.1e18),
        item(id=video_id(serial=9), liveRoomInfo={"roomId": "1"}),
        item(stats=stats(playCount=9)),
        item(id={"$numberLong": video_id(serial=11)}, author=["?"], music="song", stats="many", statsV2=7),
    )
    assert [video.id for video in reading.videos] == [video_id(), video_id(serial=11)]
    assert set(reading.skipped) == {
        Skipped("not readable", 3),
        Skipped("no id", 2),
        Skipped("live room", 1),
        Skipped("the same video again", 1),
    }


def test_authors_are_given_once_and_the_fullest_card_wins() -> None:
    bare = item(id=video_id(serial=8), authorStats=...)
    exact = item(id=video_id(serial=9), authorStatsV2=stats_v2())
    other = item(id=video_id(serial=10), author=user(id="8", uniqueId="bean.friend"), authorStats=...)
    reading = of_list(bare, item(), exact, other)
    assert [creator.handle for creator in reading.creators] == ["mira.cooks", "bean.friend"]
    mira = reading.creators[0]
    assert mira.counts == CreatorCounts(followers=427_682, following=6, likes=6_764_096, videos=311)
    assert (mira.from_profile, mira.state) == (False, None)


def test_mobile_authors_carry_their_own_counts_and_old_ones_only_a_name() -> None:
    mobile = item(authorStats=..., author=user(followerCount=900, followingCount=1, heartCount=5, videoCount=2))
    assert of_list(mobile).creators[0].counts == CreatorCounts(followers=900, following=1, likes=5, videos=2)
    old = item(author="Mira.Cooks", authorId="7012345678901234567", nickname="Mira", authorStats=...)
    reading = of_list(old)
    assert reading.creators == (Creator(id="7012345678901234567", handle="mira.cooks", name="Mira"),)
    assert (reading.videos[0].handle, reading.videos[0].creator_id) == ("mira.cooks", "7012345678901234567")


def test_a_list_is_about_the_page_else_about_its_only_author() -> None:
    other = item(id=video_id(serial=8), author=user(uniqueId="bean.friend"))
    assert read(json.dumps(item_list(item()))).about == "mira.cooks"
    assert read(json.dumps(item_list(item(), other))).about is None
    assert of_list(item(), other).about == "mira.cooks"


def test_search_answers_use_another_name_for_the_list() -> None:
    body = item_list(has_more=1, item_list=[item()])
    del body["itemList"]
    assert read(json.dumps(body)).videos[0].id == video_id()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (
            {"stats": {"playCount": 5, "commentCount": 1, "shareCount": 1}, "statsV2": ...},
            "Like counts could not be read; views, comments and shares still can.",
        ),
        (
            {"stats": {"diggCount": 5, "commentCount": 1}, "statsV2": ...},
            "Views and shares could not be read; likes and comments still can.",
        ),
        ({"stats": ..., "statsV2": ...}, "Views, likes, comments and shares could not be read."),
    ],
)
def test_what_no_item_has_is_reported(changes: Any, says: str) -> None:
    (problem,) = of_list(item(**changes), item(**changes | {"id": video_id(serial=8)})).problems
    assert (problem.reader, problem.says) == ("item_list", says)
    assert of_list(item(**changes), item(id=video_id(serial=8))).problems == ()


@pytest.mark.parametrize("torn", ['"cut emoji \\ud83d"', '"two \\udc00\\ud83d"', "NaN", "1e999", "9" * 400])
def test_torn_json_is_mended(torn: str) -> None:
    body = json.dumps(item_list(item(desc="TORN"), item(id=video_id(serial=8)))).replace('"TORN"', torn)
    reading = read(body, source="api")
    assert [video.id for video in reading.videos] == [video_id(), video_id(serial=8)]
    assert reading.videos[0].counts.views == 120_300
    caption = reading.videos[0].caption
    assert caption is None or "\ufffd" in caption


def test_an_escaped_backslash_before_a_surrogates_digits_is_left_alone() -> None:
    body = json.dumps(item_list(item(desc="C:\\ud83d"), item(id=video_id(serial=8), desc="x"))).replace(
        '"x"', '"\\ud83d"'
    )
    assert [video.caption for video in read(body).videos] == ["C:\\ud83d", "\ufffd"]


def test_item_detail_and_creator_lists() -> None:
    detail = read(json.dumps({"itemInfo": {"itemStruct": item()}, "statusCode": 0}), source="api")
    assert (detail.format, detail.about, detail.videos[0].id) == ("item_detail", "mira.cooks", video_id())
    url = "https://www.tiktok.com/api/creator/item_list/?cursor=0"
    assert read(json.dumps(item_list(item())), source="api", request_url=url).videos[0].pinned is False


def test_what_was_expected_is_counted_by_field() -> None:
    bare = {"stats": {"playCount": 5, "commentCount": 1, "shareCount": 1}, "statsV2": ...}
    body = json.dumps(item_list(item(), *(item(id=video_id(serial=n), **bare) for n in (8, 9))))
    counted = [(each.field, each.expected, each.missing, each.lost) for each in read(body, source="api").checks]
    assert counted == [
        ("views", 3, 0, False),
        ("likes", 3, 2, True),
        ("comments", 3, 0, False),
        ("shares", 3, 0, False),
        ("saves", 3, 2, True),
    ]
    assert "saves" not in [each.field for each in read(body).checks]
