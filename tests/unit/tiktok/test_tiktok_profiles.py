"""Accounts: the profile page and ``/api/user/detail/``."""

import json

import pytest
from tiktok_payloads import PROFILE_URL, page, scopes, stats, stats_v2, user, user_detail, user_info

from companion.model import Creator, CreatorCounts, FieldCheck, Reading
from companion.tiktok import read


def of_page(detail: dict[str, object], page_url: str = PROFILE_URL) -> Reading:
    return read(page(scopes(user=detail)), source="embedded", page_url=page_url)


def counts_of(**info: object) -> CreatorCounts:
    (creator,) = of_page(user_detail(userInfo=user_info(**info))).creators
    return creator.counts


def test_a_profile_page_gives_the_whole_creator_with_exact_counts() -> None:
    reading = of_page(user_detail())
    assert reading == Reading(
        format="profile_page",
        outcome="read",
        says="Read.",
        about="mira.cooks",
        creators=(
            Creator(
                id="7012345678901234567",
                handle="mira.cooks",
                sec_uid="MS4wLjABAAAA" + "q" * 64,
                name="Mira 🍲 Cooks",
                bio="Soups in ten minutes\nwrite to mira@example.org",
                bio_link="mira.example",
                category="Food & Beverage",
                verified=True,
                seller=False,
                language="en",
                region="FR",
                state="ok",
                created_at=1_560_000_000,
                counts=CreatorCounts(followers=427_682, following=6, likes=6_764_096, videos=311),
                from_profile=True,
            ),
        ),
        checks=(FieldCheck("followers", expected=1, missing=0),),
    )


@pytest.mark.parametrize(
    "wrapped",
    [
        json.dumps(scopes(user=user_detail())),
        json.dumps(scopes(user=user_detail())["__DEFAULT_SCOPE__"]),
        page(scopes(user=user_detail())).replace(
            '<script id="__UNIVERSAL_DATA_FOR_REHYDRATION__" type="application/json">',
            '<script nonce="a" type="application/json" async id=__UNIVERSAL_DATA_FOR_REHYDRATION__ >',
        ),
        "\ufeff" + page(scopes(user=user_detail())),
    ],
    ids=["cut by the extension", "scopes alone", "other attribute order", "byte order mark"],
)
def test_the_same_scopes_read_the_same_however_they_come(wrapped: str) -> None:
    assert read(wrapped, source="embedded", page_url=PROFILE_URL) == of_page(user_detail())


@pytest.mark.parametrize("body", [user_detail(), user_info()], ids=["whole answer", "userInfo alone"])
def test_user_detail_answers_read_like_the_page(body: dict[str, object]) -> None:
    reading = read(json.dumps(body), source="api")
    assert (reading.format, reading.outcome) == ("user_detail", "read")
    assert reading.creators == of_page(user_detail()).creators


def test_what_a_profile_leaves_out_is_unknown() -> None:
    bare = {"id": "107955", "uniqueId": "Mira.Cooks", "signature": "", "createTime": 0, "verified": False}
    (creator,) = of_page(user_detail(userInfo={"user": bare, "stats": {"followerCount": 12}})).creators
    assert creator == Creator(
        id="107955",
        handle="mira.cooks",
        verified=False,
        counts=CreatorCounts(followers=12),
        from_profile=True,
    )


@pytest.mark.parametrize(
    ("info", "likes"),
    [
        ({"stats": stats(heartCount=-977_433_948, heart=-977_433_948), "statsV2": {}}, None),
        (
            {
                "stats": stats(heartCount=-977_433_948, heart=-977_433_948),
                "statsV2": stats_v2(heartCount="11907467940", heart="11907467940"),
            },
            11_907_467_940,
        ),
        (
            {
                "stats": stats(heartCount=9_000_000_000 - 2 * 2**32, heart=9_000_000_000 - 2 * 2**32),
                "statsV2": stats_v2(heartCount="9000000000", heart="9000000000"),
            },
            9_000_000_000,
        ),
        ({"stats": stats(heartCount=0, heart=4_200_000_000), "statsV2": {}}, 4_200_000_000),
        ({"stats": stats(heartCount=0, heart=0), "statsV2": {}}, None),
        ({"stats": stats(heartCount=0, heart=0, videoCount=0), "statsV2": {}}, 0),
        ({"stats": stats(), "statsV2": stats_v2(heartCount="9999", heart="9999")}, 6_800_000),
        ({"stats": stats(), "statsV2": stats_v2(heartCount="", heart=None)}, 6_800_000),
        ({"stats": {}, "statsV2": stats_v2()}, 6_764_096),
        ({"stats": stats(heartCount="6800000", heart=6.8e6), "statsV2": {}}, 6_800_000),
        ({"stats": stats(heartCount=10**30, heart=[1]), "statsV2": {}}, None),
        ({"stats": stats(heartCount=12.5, heart=True), "statsV2": {}}, None),
    ],
)
def test_hearts_are_exact_where_sane_and_unknown_where_impossible(
    info: dict[str, object], likes: int | None
) -> None:
    assert counts_of(**info).likes == likes


def test_no_followers_beside_millions_of_hearts_are_unknown_followers() -> None:
    lost = counts_of(stats=stats(followerCount=0, followingCount=0, heartCount=37_300_000), statsV2={})
    assert lost == CreatorCounts(followers=None, following=None, likes=37_300_000, videos=311)


def test_a_new_account_may_really_have_nothing() -> None:
    zeros = dict.fromkeys(("followerCount", "followingCount", "heart", "heartCount", "videoCount"), 0)
    assert counts_of(stats=zeros, statsV2={}) == CreatorCounts(0, 0, 0, 0)


def test_statsv2_that_tells_another_story_is_not_believed() -> None:
    assert counts_of(statsV2=stats_v2(followerCount="12")).followers == 427_700


@pytest.mark.parametrize("key", ["privateAccount", "secret"])
def test_a_private_account_shown_to_us_is_read_and_called_private(key: str) -> None:
    reading = of_page(user_detail(userInfo=user_info(user=user(**{key: True}))))
    assert (reading.outcome, reading.creators[0].state) == ("read", "private")
    assert reading.creators[0].counts.followers == 427_682


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        (10202, "not_found"),
        (100002, "not_found"),
        (10221, "not_found"),
        (10222, "private"),
        ("10222", "private"),
        (10223, "banned"),
        (10225, "banned"),
        (10231, "region_locked"),
    ],
)
def test_the_state_of_an_account_without_data_is_remembered(code: object, outcome: str) -> None:
    reading = of_page({"statusCode": code, "userInfo": {}}, "https://www.tiktok.com/@Gone.Girl?lang=en")
    assert (reading.outcome, reading.about) == (outcome, "gone.girl")
    assert reading.creators == (Creator(handle="gone.girl", state=outcome, from_profile=True),)  # type: ignore[arg-type]
    assert reading.says.endswith(".")


@pytest.mark.parametrize("code", [10101, 10102, 209002])
def test_a_login_wall_says_nothing_about_the_account(code: int) -> None:
    reading = of_page({"statusCode": code})
    assert (reading.outcome, reading.creators) == ("login_wall", ())


@pytest.mark.parametrize("code", [10201, 100004, -1, 77])
def test_unclear_codes_leave_the_account_unavailable_and_unjudged(code: int) -> None:
    reading = of_page({"statusCode": code})
    assert (reading.outcome, reading.creators) == ("unavailable", ())


def test_a_private_code_beside_a_filled_account_keeps_what_is_shown() -> None:
    shown = user_info(stats=stats(videoCount=0, heartCount=0, heart=0), statsV2={})
    reading = of_page(user_detail(userInfo=shown, statusCode=10222))
    assert reading.outcome == "private"
    (creator,) = reading.creators
    assert (creator.state, creator.name) == ("private", "Mira 🍲 Cooks")
    assert creator.counts == CreatorCounts(followers=427_700, following=6, likes=None, videos=None)


def test_the_larger_of_two_status_codes_counts() -> None:
    body = {"statusCode": 0, "status_code": 10222, "userInfo": {}}
    url = "https://www.tiktok.com/api/user/detail/?uniqueId=Mira.Cooks"
    reading = read(json.dumps(body), source="api", request_url=url)
    assert (reading.format, reading.outcome, reading.about) == ("user_detail", "private", "mira.cooks")


def test_a_script_left_over_from_another_profile_is_stale() -> None:
    reading = of_page(user_detail(), "https://www.tiktok.com/@someone.else")
    assert (reading.outcome, reading.creators, reading.about) == ("stale_script", (), None)
    assert of_page(user_detail(), "https://www.tiktok.com/@MIRA.cooks/").outcome == "read"


def test_a_profile_scope_without_account_is_not_loaded_rather_than_gone() -> None:
    assert of_page({"statusCode": 0, "userInfo": {}}).outcome == "shell_without_data"


def test_unreadable_followers_are_reported() -> None:
    reading = of_page(user_detail(userInfo=user_info(stats={}, statsV2={})))
    assert [(each.reader, each.says) for each in reading.problems] == [
        ("profile_page", "The number of followers could not be read.")
    ]
    assert of_page(user_detail()).problems == ()
