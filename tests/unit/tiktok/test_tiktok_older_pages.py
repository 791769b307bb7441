"""Pages of 2019 to 2023."""

import json

import pytest
from tiktok_other_payloads import (
    VIDEO_URL,
    item_infos,
    next_profile,
    next_video,
    old_item,
    scraped_profile,
    script_page,
    sigi_profile,
    sigi_video,
)
from tiktok_payloads import (
    HANDLE,
    POSTED_AT,
    PROFILE_URL,
    item,
    page,
    rendered,
    scopes,
    stats,
    tile,
    user,
    video_id,
)

from companion.model import AdFlags, Counts, Creator, CreatorCounts, Reading
from companion.tiktok import read, read_file

PROFILE = Creator(
    id="7012345678901234567",
    handle=HANDLE,
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
    counts=CreatorCounts(followers=427_700, following=6, likes=6_800_000, videos=311),
    from_profile=True,
)
COUNTS = Counts(views=120_300, likes=8_211, comments=95, shares=31, saves=904)


def sigi(data: object, page_url: str | None = PROFILE_URL) -> Reading:
    return read(script_page("SIGI_STATE", data), page_url=page_url)


def test_a_profile_of_2021_to_2023_gives_the_creator_and_the_first_videos() -> None:
    reading = sigi(sigi_profile())
    assert (reading.format, reading.outcome, reading.about) == ("sigi_state", "read", HANDLE)
    assert reading.creators == (PROFILE,)
    assert [video.id for video in reading.videos] == [video_id(), video_id(serial=8)]
    video = reading.videos[0]
    assert (video.handle, video.creator_id, video.created_at) == (HANDLE, "7012345678901234567", POSTED_AT)
    assert (video.counts, video.place) == (COUNTS, "Corner Kitchen, Lyon")
    assert video.ad == AdFlags(disclosed=False)


def test_the_state_is_found_in_every_form_in_which_it_was_written() -> None:
    expected = sigi(sigi_profile())
    text = json.dumps(sigi_profile())
    assigned = f"<html><script>window['SIGI_STATE']={text};window['SIGI_RETRY']={{}}</script><title>TikTok</title>"
    for body in (assigned, assigned.replace(";window", "; window"), text):
        assert read(body, page_url=PROFILE_URL) == expected
    (saved,) = read_file(assigned.encode())
    assert (saved.source, saved.reading) == ("embedded", expected)


def test_an_account_without_counts_is_an_authors_card() -> None:
    reading = sigi(sigi_video(UserModule={"users": {HANDLE: user()}}), VIDEO_URL)
    (creator,) = reading.creators
    assert (creator.from_profile, creator.state, creator.counts) == (False, None, CreatorCounts())
    assert len(reading.videos) == 1


def test_an_author_named_by_handle_alone_keeps_the_counts_beside_it() -> None:
    items = {video_id(): old_item(authorStats=stats())}
    (creator,) = sigi(sigi_video(UserModule={}, ItemModule=items), VIDEO_URL).creators
    assert (creator.handle, creator.name, creator.counts) == (HANDLE, "Mira 🍲 Cooks", PROFILE.counts)


def test_a_state_of_another_page_is_stale() -> None:
    assert sigi(sigi_profile(), "https://www.tiktok.com/@bean.friend").outcome == "stale_script"
    assert sigi(sigi_video(), f"{PROFILE_URL}/video/{video_id(serial=9)}").outcome == "stale_script"
    assert sigi(sigi_video(), VIDEO_URL).outcome == "read"


@pytest.mark.parametrize(
    ("data", "outcome", "state"),
    [
        (sigi_profile(ItemModule={}, UserPage={"uniqueId": HANDLE, "statusCode": 10222}), "private", "private"),
        (
            sigi_profile(ItemModule={}, UserModule={}, UserPage={"uniqueId": HANDLE, "statusCode": 10221}),
            "not_found",
            "not_found",
        ),
        (sigi_video(ItemModule={}, UserModule={}, VideoPage={"statusCode": 10216}), "private", None),
        (sigi_video(ItemModule={}, UserModule={}), "shell_without_data", None),
    ],
)
def test_a_state_without_data_says_why(data: object, outcome: str, state: str | None) -> None:
    reading = sigi(data)
    assert (reading.outcome, [each.state for each in reading.creators]) == (outcome, [state] if state else [])


@pytest.mark.parametrize(("script", "data"), [("SIGI_STATE", sigi_profile()), ("__NEXT_DATA__", next_profile())])
def test_a_script_that_breaks_off_is_broken(script: str, data: object) -> None:
    text = script_page(script, data)
    assert read(text[: text.index("</script>") - 40]).outcome == "broken"


def test_the_page_of_a_live_room_is_not_of_that_generation() -> None:
    live = script_page("SIGI_STATE", {"LiveRoom": {"liveRoomUserInfo": {}}, "CurrentRoom": {}})
    assert read(live).outcome == "shell_without_data"
    both = live.replace("</body>", page(scopes(video={"itemInfo": {"itemStruct": item()}, "statusCode": 0})))
    assert read(both).format == "video_page"


def test_a_profile_of_2019_to_2021_gives_the_creator_and_the_first_videos() -> None:
    reading = read(script_page("__NEXT_DATA__", next_profile()), page_url=PROFILE_URL)
    assert (reading.format, reading.outcome, reading.about) == ("next_data", "read", HANDLE)
    assert [(each.handle, each.counts, each.created_at) for each in reading.creators] == [
        (HANDLE, PROFILE.counts, 1_560_000_000)
    ]
    assert [video.counts for video in reading.videos] == [COUNTS, COUNTS]
    assert reading.videos[0].ad == AdFlags(is_ad=False, disclosed=False)
    assert read(json.dumps(next_profile()), page_url=PROFILE_URL) == reading


def test_a_video_of_2019_to_2021_is_read() -> None:
    reading = read(script_page("__NEXT_DATA__", next_video()))
    assert (reading.format, len(reading.videos), reading.videos[0].counts) == ("next_data", 1, COUNTS)
    gone = read(script_page("__NEXT_DATA__", next_video(itemInfo={}, statusCode=10204)))
    assert (gone.outcome, gone.videos) == ("not_found", ())


def test_pages_of_2018_to_2020_had_other_words() -> None:
    data = next_video(itemInfo=None, videoData=item_infos())
    video = read(script_page("__NEXT_DATA__", data))
    assert (video.format, video.videos[0].counts.views, video.about) == ("next_data", 120_300, HANDLE)
    data = next_profile(userInfo=None, items=None, userData=scraped_profile())
    (creator,) = read(script_page("__NEXT_DATA__", data), page_url=PROFILE_URL).creators
    assert (creator.handle, creator.counts, creator.from_profile) == (HANDLE, PROFILE.counts, True)


def test_a_private_profile_of_2019_to_2021_says_so() -> None:
    data = next_profile(items=[], statusCode=10222)
    reading = read(script_page("__NEXT_DATA__", data), page_url=PROFILE_URL)
    assert (reading.outcome, reading.creators[0].state) == ("private", "private")
    assert read(script_page("__NEXT_DATA__", next_profile()), page_url=PROFILE_URL + "x").outcome == "stale_script"


def test_the_grid_beside_a_script_with_the_same_videos_adds_nothing() -> None:
    body = rendered(tile(POSTED_AT, "120.3K", "x"))
    (only,) = read_file(script_page("SIGI_STATE", sigi_profile(), body=body).encode())
    assert only.reading.format == "sigi_state"
    more = rendered(tile(POSTED_AT, "120.3K", "x"), tile(POSTED_AT - 90_000, "1444", "x"))
    _, grid = read_file(script_page("SIGI_STATE", sigi_profile(), body=more).encode())
    assert (grid.source, len(grid.reading.videos)) == ("dom", 2)
