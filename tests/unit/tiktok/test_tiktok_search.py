"""Search answers, comments, pages that start with a list, and answers of the mobile app."""

import json

from tiktok_other_payloads import CAPTION, app_user, aweme, search_answer
from tiktok_payloads import HANDLE, POSTED_AT, PROFILE_URL, item, page, scopes, video_id

from companion.model import AdFlags, Counts, Creator, CreatorCounts, Skipped, Sound, Video
from companion.tiktok import read

SEARCH_URL = "https://www.tiktok.com/api/search/general/full/?keyword=soup"
APP_CREATOR = Creator(
    id="7012345678901234567",
    handle=HANDLE,
    sec_uid="MS4wLjABAAAA" + "q" * 64,
    name="Mira 🍲 Cooks",
    bio="Soups in ten minutes",
    verified=True,
    language="en",
    counts=CreatorCounts(followers=427_682, following=6, likes=6_764_096, videos=311),
)
APP_VIDEO = Video(
    id=video_id(),
    creator_id="7012345678901234567",
    handle=HANDLE,
    created_at=POSTED_AT,
    caption=CAPTION,
    hashtags=("quickrecipes",),
    mentions=("bean.friend",),
    language="en",
    duration_s=31,
    sound=Sound(id="7111111111111111111", title="original sound"),
    photo=False,
    ad=AdFlags(is_ad=False, disclosed=False),
    place="FR",
    counts=Counts(views=120_312, likes=8_211, comments=95, shares=31, saves=904),
)


def test_a_search_gives_videos_their_creators_and_people() -> None:
    reading = read(json.dumps(search_answer()), source="api", request_url=SEARCH_URL)
    assert (reading.format, reading.outcome) == ("search", "read")
    assert [(video.id, video.counts.views) for video in reading.videos] == [(video_id(), 120_300)]
    assert [(each.handle, each.counts.followers, each.verified) for each in reading.creators] == [
        ("bean.friend", 427_682, False),
        (HANDLE, 427_700, True),
    ]
    assert reading.skipped == (Skipped("no video and no account", 1),)
    assert read(json.dumps(search_answer())) == reading


def test_a_search_in_the_apps_words_and_a_search_for_people_are_read() -> None:
    app = read(json.dumps(search_answer({"type": 1, "aweme_info": aweme()})))
    assert (app.videos, app.creators) == ((APP_VIDEO,), (APP_CREATOR,))
    people = read(json.dumps({"user_list": [{"user_info": app_user()}], "status_code": 0, "has_more": 0}))
    assert (people.outcome, [each.id for each in people.creators]) == ("read", ["7012345678901234567"])


def test_a_live_room_in_a_search_is_left_out() -> None:
    reading = read(json.dumps(search_answer({"type": 1, "item": item(liveRoomInfo={})})))
    assert (reading.outcome, reading.skipped) == ("no_videos", (Skipped("live room", 1),))


def test_an_empty_search_says_so() -> None:
    assert read(json.dumps(search_answer(data=[])), request_url=SEARCH_URL).outcome == "no_videos"
    assert read('{"status_code":10101}', request_url=SEARCH_URL).outcome == "login_wall"
    assert read('{"status_code":0,"data":null}', request_url=SEARCH_URL).outcome == "no_videos"


def test_a_page_that_starts_with_a_list_is_read() -> None:
    data = {"__DEFAULT_SCOPE__": {"webapp.updated-items": [item(), item(liveRoomInfo={})]}}
    reading = read(page(data))
    assert (reading.format, [video.id for video in reading.videos]) == ("feed_page", [video_id()])
    assert reading.skipped == (Skipped("live room", 1),)
    assert read(page(scopes())).outcome == "shell_without_data"


def test_answers_of_the_app_are_read() -> None:
    for answer in ({"aweme_list": [aweme()], "has_more": 1, "status_code": 0}, {"aweme_detail": aweme()}):
        reading = read(json.dumps(answer), page_url=PROFILE_URL)
        assert (reading.format, reading.outcome) == ("aweme", "read")
        assert (reading.videos, reading.creators) == ((APP_VIDEO,), (APP_CREATOR,))


def test_what_the_app_leaves_out_is_unknown_and_not_zero() -> None:
    bare = app_user(follower_count=0, following_count=0, total_favorited=0, aweme_count=0)
    counts = {"play_count": 0, "digg_count": 8_211, "comment_count": 0}
    reading = read(json.dumps({"aweme_list": [aweme(author=bare, statistics=counts)]}))
    assert reading.creators[0].counts == CreatorCounts()
    assert reading.videos[0].counts == Counts(likes=8_211, comments=0)


def test_marks_of_the_app() -> None:
    changed = aweme(
        is_top=1,
        is_ads=True,
        commerce_info={"branded_content_type": 1},
        image_post_info={},
        video={"duration": 31},
    )
    (video,) = read(json.dumps({"aweme_list": [changed]})).videos
    assert (video.pinned, video.photo, video.duration_s) == (True, True, None)
    assert video.ad == AdFlags(is_ad=True, authorized=True, disclosed=False)


def test_the_sister_apps_videos_are_not_tiktoks() -> None:
    other = aweme(share_url="https://www.iesdouyin.com/share/video/7/")
    assert read(json.dumps({"aweme_list": [other]})).outcome == "no_videos"


def test_a_refused_answer_of_the_app_says_why() -> None:
    assert read('{"aweme_list":[],"status_code":10101}').outcome == "login_wall"
