"""A video's page, on desktop and mobile."""

import json
from typing import Any

import pytest
from tiktok_payloads import POSTED_AT, item, page, scopes, stats_v2, video_id

from companion.model import Reading
from companion.tiktok import read, read_file

URL = f"https://www.tiktok.com/@mira.cooks/video/{video_id()}"


def detail(**changes: Any) -> dict[str, Any]:
    ssr = {
        "createTime": str(POSTED_AT),
        "stats": item()["stats"] | {"collectCount": "904"},
        "authorStatsV2": stats_v2(),
        "diversificationLabels": ["Cooking", "Food & Drink", "Lifestyle"],
        "locationCreated": "FR",
        "poi": ...,
    }
    return {"itemInfo": {"itemStruct": item(**ssr | changes)}, "statusCode": 0, "statusMsg": ""}


def of_page(page_url: str | None = URL, **scope: Any) -> Reading:
    return read(page(scopes(**scope)), source="embedded", page_url=page_url)


def test_a_video_page_gives_the_video_with_its_labels_and_its_creator() -> None:
    reading = of_page(video=detail())
    assert (reading.format, reading.outcome, reading.about) == ("video_page", "read", "mira.cooks")
    (video,) = reading.videos
    assert (video.created_at, video.counts.saves, video.place) == (POSTED_AT, 904, "FR")
    assert video.topics == ("Cooking", "Food & Drink", "Lifestyle")
    assert video.pinned is None
    assert reading.creators[0].counts.followers == 427_682


def test_mobile_pages_read_the_same() -> None:
    expected = of_page(video=detail())
    assert of_page(reflow=detail() | {"statusMessage": "", "extra_info": {}}) == expected
    data = {"videoDetail": {"itemInfo": detail()["itemInfo"]}, "commentList": {"comments": []}}
    html = page(scopes(words={})) + f'<script type="x" id="api-data">{json.dumps(data)}</script>'
    assert read(html, source="embedded", page_url=URL) == expected


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        (10204, "not_found"),
        (10216, "private"),
        (10217, "not_found"),
        (10231, "region_locked"),
        (10215, "unavailable"),
    ],
)
def test_a_video_that_is_not_shown_has_a_reason(code: int, outcome: str) -> None:
    reading = of_page(video={"statusCode": code, "statusMsg": "item doesn't exist"})
    assert (reading.outcome, reading.creators, reading.videos) == (outcome, (), ())
    assert reading.says.startswith(("This video", "TikTok does not show this video"))


def test_a_script_left_over_from_another_page_is_stale() -> None:
    other_video = f"https://www.tiktok.com/@mira.cooks/video/{video_id(serial=99)}"
    assert of_page(other_video, video=detail()).outcome == "stale_script"
    assert of_page("https://www.tiktok.com/@someone.else", video=detail()).outcome == "stale_script"
    any_handle = f"https://www.tiktok.com/@whoever/photo/{video_id()}?lang=en"
    assert of_page(any_handle, video=detail()).outcome == "read"
    assert of_page("https://www.tiktok.com/@mira.cooks", video=detail()).outcome == "read"


def test_a_saved_video_page_knows_its_own_address() -> None:
    note = f"<!-- saved from url=(0061){URL} -->\n"
    assert [each.reading.outcome for each in read_file((note + page(scopes(video=detail()))).encode())] == ["read"]
    moved = note.replace(video_id(), video_id(serial=99))
    readings = read_file((moved + page(scopes(video=detail()))).encode())
    assert [each.reading.outcome for each in readings] == ["stale_script"]


def test_a_video_scope_without_video_is_not_loaded() -> None:
    assert of_page(video={"statusCode": 0}).outcome == "shell_without_data"
