"""Files of other tools, and our own."""

import json
from typing import Any

import msgspec
import pytest
from tiktok_other_payloads import (
    CAPTION,
    COLLECTED_AT,
    app_user,
    aweme,
    collector_item,
    flattened,
    fourcat_row,
    info_json,
    item_infos,
    next_profile,
    own_creator,
    own_video,
    pyktok_row,
    research_answer,
    research_video,
    scraped_profile,
    search_answer,
    table,
    tikwm_video,
    user_info_v2,
    zeeschuimer_line,
)
from tiktok_payloads import HANDLE, POSTED_AT, item, item_list, stats, user, user_detail, video_id

from companion.model import AdFlags, Counts, Creator, CreatorCounts, CreatorSummary, Skipped, Sound, Video
from companion.tiktok import FileReading, read_file

COUNTS = Counts(views=120_300, likes=8_211, comments=95, shares=31, saves=904)
VIDEO = Video(
    id=video_id(),
    creator_id="7012345678901234567",
    handle=HANDLE,
    created_at=POSTED_AT,
    caption=CAPTION,
    hashtags=("quickrecipes",),
    mentions=("bean.friend",),
    duration_s=31,
    sound=Sound(id="7111111111111111111", title="original sound", original=True, author="Mira"),
    photo=False,
    ad=AdFlags(is_ad=False, authorized=True, disclosed=False),
    place="FR",
    counts=COUNTS,
)
CARD = Creator(
    id="7012345678901234567",
    handle=HANDLE,
    sec_uid="MS4wLjABAAAA" + "q" * 64,
    name="Mira 🍲 Cooks",
    bio="Soups in ten minutes",
    bio_link="mira.example",
    verified=True,
    counts=CreatorCounts(followers=427_700, following=6, likes=6_800_000, videos=311),
)


def changed(value: Any, **changes: Any) -> Any:
    return msgspec.structs.replace(value, **changes)


def files(content: Any) -> list[FileReading]:
    text = content if isinstance(content, str) else json.dumps(content)
    return read_file(text.encode())


def only(content: Any) -> FileReading:
    (reading,) = files(content)
    return reading


def lines(*records: Any) -> str:
    return "\n".join(json.dumps(each) for each in records) + "\n"


def test_zeeschuimer_gives_each_video_with_when_and_where_it_was_collected() -> None:
    later = zeeschuimer_line(
        item(id=video_id(serial=8), author=HANDLE, authorStats=...),
        timestamp_collected=(COLLECTED_AT + 60) * 1000,
        source_url="https://www.tiktok.com/@mira.cooks",
    )
    first, second = files(lines(zeeschuimer_line(), later))
    assert (first.reading.format, first.source, first.seen_at) == ("zeeschuimer", "api", COLLECTED_AT)
    assert (second.source, second.seen_at) == ("embedded", COLLECTED_AT + 60)
    assert [each.reading.videos[0].counts for each in (first, second)] == [COUNTS, COUNTS]
    assert first.reading.creators[0].counts.followers == 427_700
    assert (second.reading.videos[0].handle, first.reading.about) == (HANDLE, HANDLE)


def test_what_zeeschuimer_collected_elsewhere_is_left_out() -> None:
    comment = zeeschuimer_line({"cid": "1", "text": "yum"}, source_platform="tiktok-comments")
    post = zeeschuimer_line({"id": "1", "text": "hi"}, source_platform="instagram.com")
    post |= {"source_platform_url": "https://www.instagram.com/a", "source_url": "https://www.instagram.com/api/x"}
    live = zeeschuimer_line(item(liveRoomInfo={}))
    read, left_out = files(lines(zeeschuimer_line(), comment, post, live))
    assert (len(read.reading.videos), read.reading.skipped) == (1, (Skipped("live room", 1),))
    assert (left_out.reading.outcome, left_out.reading.skipped) == ("no_videos", (Skipped("not a video", 1),))
    assert only(lines(post, post)).reading.outcome == "not_tiktok"


def test_a_damaged_line_costs_only_itself() -> None:
    reading = only(lines(zeeschuimer_line()) + '{"item_id": "7", "data": {\n<<<<<<< HEAD\n').reading
    assert (len(reading.videos), reading.skipped) == (1, (Skipped("not readable", 2),))


@pytest.mark.parametrize(
    "content",
    [
        [collector_item()],
        {"collector": [collector_item()], "csv": "user_1.csv"},
        collector_item(),
        lines(collector_item(), collector_item()),
        table(flattened(collector_item())),
        table(flattened(collector_item(), "/"), delimiter=";"),
        table(flattened(collector_item(), "/") | {"empty": ""}, delimiter="\t"),
        "sep=|\n" + table(flattened(collector_item(createTime="")), delimiter="|"),
        table(
            {
                **flattened({k: v for k, v in collector_item().items() if k not in ("mentions", "hashtags")}),
                "hashtags": json.dumps(collector_item()["hashtags"]),
                "mentions": json.dumps(collector_item()["mentions"]),
            }
        ),
    ],
)
def test_the_collectors_layout_is_read_in_all_its_forms(content: Any) -> None:
    reading = only(content).reading
    assert (reading.format, reading.outcome, reading.problems) == ("collector", "read", ())
    assert reading.videos == (VIDEO,)
    assert reading.creators == (CARD,)


def test_the_first_collectors_layout_has_no_saves_and_no_marks() -> None:
    old = collector_item(authorMeta={"id": "7", "name": HANDLE, "nickName": "Mira"}, createTime=str(POSTED_AT))
    for name in (
        "collectCount",
        "isAd",
        "isSponsored",
        "isPinned",
        "isSlideshow",
        "createTimeISO",
        "locationCreated",
    ):
        del old[name]
    reading = only([old]).reading
    assert reading.videos[0].counts == changed(COUNTS, saves=None)
    assert (reading.videos[0].ad, reading.videos[0].created_at) == (AdFlags(disclosed=False), POSTED_AT)
    assert reading.creators == (Creator(id="7", handle=HANDLE, name="Mira"),)


def test_pins_photos_and_ads_of_an_actor() -> None:
    pinned = collector_item(isPinned=True, isSlideshow=True, isAd=True)
    plain = collector_item(id=video_id(serial=8), webVideoUrl="")
    first, second = only([pinned, plain]).reading.videos
    assert (first.pinned, first.photo, first.duration_s, first.ad.is_ad) == (True, True, None, True)
    assert (second.pinned, second.photo) == (False, False)


def test_an_actor_that_found_no_videos_still_gives_the_account() -> None:
    bare = {"authorMeta": collector_item()["authorMeta"], "input": HANDLE, "note": "no videos"}
    reading = only([bare]).reading
    assert (reading.outcome, reading.creators) == ("read", (changed(CARD, from_profile=True),))


@pytest.mark.parametrize(
    "content",
    [
        [item()],
        {HANDLE: [item()]},
        {"user": HANDLE, "posts": {"a": item()}},
        lines(item()),
        lines(item_list(item()), item_list(item(id=video_id(serial=8)))),
        [item_list(item()), item_list(item())],
        item(),
        {"items": [item()], "hasMore": True, "cursor": 1},
        json.dumps([item()], indent=1),
    ],
)
def test_tiktoks_own_objects_are_found_wherever_they_lie(content: Any) -> None:
    reading = only(content).reading
    assert (reading.format, reading.outcome) == ("web_items", "read")
    assert (reading.videos[0].id, reading.videos[0].counts) == (video_id(), COUNTS)
    assert reading.videos[0].duration_s == 31
    assert [each.handle for each in reading.creators] == [HANDLE]


def test_a_flattened_table_of_tiktoks_own_objects_is_read() -> None:
    row = flattened(item(desc="Soup; for, two\nand more", isAd="True"))
    reading = only(table(row | {"stats.playCount": "120300.0"}, delimiter=";")).reading
    (video,) = reading.videos
    assert (video.caption, video.counts, video.ad.is_ad) == ("Soup; for, two\nand more", COUNTS, True)
    assert video.hashtags == ("quickrecipes",)


def test_an_account_and_its_videos_in_one_file_are_both_read() -> None:
    account, videos = files(user_detail() | {"videos": [item()]})
    assert (account.reading.format, account.reading.creators[0].counts.followers) == ("user_detail", 427_682)
    assert (videos.reading.format, len(videos.reading.videos)) == ("web_items", 1)


def test_pages_and_searches_in_a_list_are_searched_too() -> None:
    for content, count in (([search_answer(), search_answer()], 1), ([next_profile()], 2)):
        accounts, videos = sorted(files(content), key=lambda each: each.reading.format)
        assert (accounts.reading.format, len(accounts.reading.creators)) == ("accounts", 1)
        assert (videos.reading.format, len(videos.reading.videos)) == ("web_items", count)


def test_objects_of_the_app_are_found_in_other_services_answers() -> None:
    answer = {"success": True, "search_item_list": [{"aweme_info": aweme()}], "cursor": 30}
    reading = only(answer).reading
    assert (reading.format, reading.videos[0].counts.views) == ("aweme", 120_312)
    assert reading.creators[0].counts.likes == 6_764_096


def test_4cats_table_is_read() -> None:
    reading = only("\ufeff" + table(fourcat_row())).reading
    assert (reading.format, reading.outcome) == ("4cat", "read")
    assert reading.videos == (
        changed(
            VIDEO,
            creator_id=None,
            duration_s=None,
            sound=Sound(id="7111111111111111111", title="original sound", author="Mira"),
            topics=("Cooking", "Food & Drink"),
            counts=changed(COUNTS, saves=None),
        ),
    )
    counts = CreatorCounts(followers=427_700, videos=311)
    assert reading.creators == (Creator(handle=HANDLE, name="Mira 🍲 Cooks", counts=counts),)


def test_4cats_first_table_had_other_columns() -> None:
    row = fourcat_row(timestamp=str(POSTED_AT), author_id="7012345678901234567", likes="")
    for name in ("unix_timestamp", "collected_from_url", "is_ad", "is_paid_partnership", "challenges"):
        del row[name]
    (video,) = only(table(row)).reading.videos
    assert (video.created_at, video.creator_id, video.ad) == (
        POSTED_AT,
        "7012345678901234567",
        AdFlags(disclosed=False),
    )
    assert video.counts.likes is None


def test_pyktoks_table_is_read() -> None:
    reading = only(table(pyktok_row())).reading
    expected = changed(
        VIDEO,
        creator_id=None,
        created_at=POSTED_AT - 6,
        sound=None,
        ad=AdFlags(is_ad=False, disclosed=False),
        place="Corner Kitchen, Lyon",
        counts=changed(COUNTS, saves=None),
    )
    assert (reading.format, reading.videos) == ("pyktok", (expected,))
    assert only(table(pyktok_row(video_timestamp=str(POSTED_AT)))).reading.videos[0].created_at == POSTED_AT
    assert reading.creators == (changed(CARD, id=None, sec_uid=None, bio=None, bio_link=None),)


@pytest.mark.parametrize(
    "content",
    [
        research_answer(research_video()),
        [research_video()],
        lines(research_video(id={"$numberLong": video_id()}, create_time={"$date": "2025-09-16T05:20:00Z"})),
        research_answer(research_video(id={"$numberLong": video_id()}, _id={"$oid": "650353c79ba693038e773576"})),
        table({**research_video(), "hashtag_names": '["quickrecipes"]', "video_mention_list": '["bean.friend"]'}),
    ],
)
def test_the_research_interface_is_read(content: Any) -> None:
    reading = only(content).reading
    expected = changed(
        VIDEO,
        creator_id=None,
        sound=Sound(id="7111111111111111111"),
        ad=AdFlags(disclosed=False),
        place=None,
        counts=changed(COUNTS, views=120_312),
    )
    assert (reading.format, reading.videos) == ("research_api", (expected,))
    assert reading.creators == (Creator(handle=HANDLE, region="FR"),)


def test_the_flat_layout_of_download_services_is_read() -> None:
    for content in ({"code": 0, "data": tikwm_video()}, {"code": 0, "data": {"videos": [tikwm_video()]}}):
        reading = only(content).reading
        assert (reading.format, reading.creators[0].name) == ("tikwm", "Mira 🍲 Cooks")
        assert reading.videos == (
            changed(
                VIDEO,
                sound=None,
                ad=AdFlags(is_ad=False, disclosed=False),
                counts=changed(COUNTS, views=120_312),
            ),
        )


def test_tiktoks_objects_of_2018_to_2020_are_read() -> None:
    reading = only({"statusCode": 0, "body": {"itemListData": [item_infos()]}}).reading
    assert (reading.format, reading.creators) == ("item_infos", (changed(CARD, bio=None, bio_link=None),))
    assert reading.videos == (
        changed(VIDEO, ad=AdFlags(disclosed=False), place=None, counts=changed(COUNTS, saves=None)),
    )


def test_other_sites_exports_are_not_tiktoks() -> None:
    for content in ([{"id": "x", "username": "a", "view_count": 7}], [{"id": 1, "title": "x", "play_count": 7}]):
        assert only(content).reading.outcome == "not_tiktok"


@pytest.mark.parametrize(
    "fields", [("view_count",), ("region_code", "create_time"), ("like_count", "comment_count", "music_id")]
)
def test_an_answer_of_the_research_interface_holds_what_was_asked_for(fields: tuple[str, ...]) -> None:
    video = {name: value for name, value in research_video().items() if name in ("id", "username", *fields)}
    reading = only(research_answer(video)).reading
    assert (reading.format, reading.videos[0].id, reading.videos[0].handle) == ("research_api", video_id(), HANDLE)
    assert only([video | {"id": 12345}]).reading.videos == ()


@pytest.mark.parametrize(
    ("answer", "outcome", "says"),
    [
        ({"data": {}, "error": {"code": "access_token_invalid", "log_id": "x"}}, "login_wall", "access token"),
        ({"data": {}, "error": {"code": "daily_quota_limit_exceeded", "log_id": "x"}}, "unavailable", "too many"),
        ({"error": {"code": "internal_error", "log_id": "x"}}, "unavailable", "with an error"),
        ({"data": {"display_name": "M", "follower_count": 7, "likes_count": 9}, "error": {"code": "ok"}},
         "unsupported", "username"),
        ({"data": {"videos": []}, "error": {"code": "ok", "log_id": "x"}}, "no_videos", "no videos"),
        ({"data": {}, "error": {"code": "denied"}}, "not_tiktok", "not a TikTok"),
        ({"error": {"code": "ok"}, "data": {"x": 1}}, "not_tiktok", "not a TikTok"),
    ],
)  # fmt: skip
def test_the_research_interface_says_why_there_is_nothing(answer: Any, outcome: str, says: str) -> None:
    reading = only(answer).reading
    assert (reading.outcome, reading.creators, reading.videos) == (outcome, (), ())
    assert says in reading.says


def test_accounts_of_the_research_interface_are_read_where_the_dump_names_them() -> None:
    data = {"display_name": "Mira", "bio_description": "Soups", "follower_count": 427_682, "likes_count": 9}
    assert only([data | {"username": HANDLE}]).reading.creators[0].counts == CreatorCounts(
        followers=427_682, likes=9
    )
    assert only({"data": data, "error": {"code": "ok"}}).reading.creators == ()


def test_an_empty_answer_of_the_research_interface_has_no_creators() -> None:
    assert only(research_answer()).reading.outcome != "read"


def test_yt_dlps_file_is_read_and_dated() -> None:
    for content in (info_json(), {"_type": "playlist", "id": HANDLE, "entries": [info_json()]}):
        found = only(content)
        assert (found.reading.format, found.seen_at) == ("yt_dlp", COLLECTED_AT)
        (video,) = found.reading.videos
        assert video == changed(
            VIDEO, sound=Sound(title="original sound"), ad=AdFlags(disclosed=False), place=None
        )
        assert [(each.handle, each.name) for each in found.reading.creators] == [(HANDLE, "Mira 🍲 Cooks")]
    assert only(info_json(extractor_key="Youtube", extractor="youtube")).reading.outcome != "read"


def test_our_own_export_comes_back_as_it_was() -> None:
    found = only([own_video(), own_video(id=video_id(serial=8), url=None)])
    assert (found.source, found.seen_at, found.reading.format) == ("dom", COLLECTED_AT, "fitlens")
    expected = changed(
        VIDEO,
        creator_id=None,
        language="en",
        pinned=False,
        ad=AdFlags(is_ad=False, shop=False, disclosed=False),
        topics=("Cooking",),
        place="Corner Kitchen, Lyon",
        counts=changed(COUNTS, saves=None),
    )
    assert found.reading.videos[0] == expected
    assert (found.reading.videos[1].id, found.reading.videos[1].handle) == (video_id(serial=8), None)


def test_an_account_is_public_only_where_the_file_says_so() -> None:
    flat = {"uniqueId": HANDLE, "followerCount": 12_300}
    said = [flat, flat | {"privateAccount": False}, flat | {"privateAccount": True}]
    assert [each.state for one in said for each in only([one]).reading.creators] == [None, "ok", "private"]
    (unknown,) = only([own_creator(private=None)]).reading.creators
    assert unknown.state is None
    assert CreatorSummary.of(unknown, COLLECTED_AT).private is None


def test_our_own_creators_come_back_as_they_were() -> None:
    later = own_creator(handle="bean.friend", id=None, state="private", seen_at="2025-09-21T20:26:40Z")
    first, second = files([own_creator(), later])
    assert (first.seen_at, second.seen_at) == (COLLECTED_AT, COLLECTED_AT + 86_400)
    counts = CreatorCounts(followers=427_682, following=6, likes=6_764_096, videos=311)
    assert first.reading.creators == (
        changed(
            CARD,
            sec_uid=None,
            bio=None,
            bio_link=None,
            language="en",
            state="ok",
            counts=counts,
            from_profile=True,
        ),
    )
    assert (second.reading.creators[0].state, second.reading.creators[0].handle) == ("private", "bean.friend")


@pytest.mark.parametrize(
    ("content", "followers"),
    [
        ([{"userInfo": user_info_v2()}], 427_682),
        ([user_info_v2(), user_info_v2()], 427_682),
        ({HANDLE: user_info_v2()}, 427_682),
        (lines(user_info_v2(), user_info_v2()), 427_682),
        ([user() | stats()], 427_700),
        (table({"id": user()["id"], "uniqueId": HANDLE, **stats()}), 427_700),
        ({"status_code": 0, "profile": {"user": app_user()}}, 427_682),
        (scraped_profile(), 427_700),
        ([scraped_profile()], 427_700),
    ],
)
def test_accounts_alone_are_read(content: Any, followers: int) -> None:
    reading = only(content).reading
    assert (reading.format, reading.outcome) == ("accounts", "read")
    (creator,) = reading.creators
    assert (creator.id, creator.handle, creator.from_profile) == ("7012345678901234567", HANDLE, True)
    assert creator.counts.followers == followers


def test_a_table_without_rows_has_no_videos() -> None:
    header = table(fourcat_row()).partition("\n")[0]
    for text in (header, header + "\r\n"):
        assert (only(text).reading.format, only(text).reading.outcome) == ("4cat", "no_videos")


@pytest.mark.parametrize(
    "text", ["a,b,c\n1,2,3\n", "dear diary, today, I\nwrote\n", "id;name;age\n1;x;2\n", ",,,\n"]
)
def test_other_tables_are_not_tiktoks(text: str) -> None:
    assert only(text).reading.outcome == "not_tiktok"
