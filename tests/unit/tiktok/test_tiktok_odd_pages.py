"""Pages as tools and networks leave them, and pages of other sites that speak of TikTok."""

import json

import pytest
from tiktok_other_payloads import script_page, sigi_profile
from tiktok_payloads import (
    HANDLE,
    POSTED_AT,
    PROFILE_URL,
    item,
    page,
    scopes,
    stats,
    user,
    user_detail,
    user_info,
    video_id,
)

from companion.model import Outcome
from companion.tiktok import read, read_file

PROFILE = page(scopes(user=user_detail()))
SCRIPT_ID = "__UNIVERSAL_DATA_FOR_REHYDRATION__"


def test_scripts_that_look_for_the_data_do_not_hide_it() -> None:
    search = f"<script>var data = document.getElementById('{SCRIPT_ID}')</script>" * 60
    assert read(page(scopes(user=user_detail()), head=search)).about == HANDLE


def test_other_elements_that_name_the_script_do_not_hide_it() -> None:
    named = f'<link data-for="{SCRIPT_ID}"><template id="{SCRIPT_ID}"></template>' * 5
    assert read(page(scopes(user=user_detail()), head=named)).about == HANDLE


def test_an_empty_script_does_not_hide_a_second_one() -> None:
    empty = f'<script id="{SCRIPT_ID}" type="application/json"></script>'
    assert read(page(scopes(user=user_detail()), head=empty)).about == HANDLE


def test_names_of_tags_may_be_in_capitals() -> None:
    capitals = PROFILE.replace("<script", "<SCRIPT").replace("</script", "</SCRIPT")
    assert read(capitals).about == HANDLE


@pytest.mark.parametrize(
    "assignment",
    [
        "window['SIGI_STATE']={};window['SIGI_RETRY']={{}};",
        'window["SIGI_STATE"] = {};window["SIGI_RETRY"]={{}};',
        "window.SIGI_STATE = {}",
    ],
)
def test_a_state_is_found_however_it_is_assigned(assignment: str) -> None:
    state = sigi_profile()
    for each in state["ItemModule"].values():
        each["desc"] = "a caption with ;window['SIGI_RETRY']= in it"
    reading = read(f"<html><script>{assignment.format(json.dumps(state))}</script></html>")
    assert (reading.outcome, len(reading.videos)) == ("read", len(state["ItemModule"]))


def test_a_state_that_breaks_off_is_broken() -> None:
    state = json.dumps(sigi_profile())
    assert read(f"<html><script>window['SIGI_STATE']={state[:-40]}</script></html>").outcome == "broken"
    assert read(script_page("SIGI_STATE", sigi_profile())[:-200]).outcome == "broken"


@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        (
            "<html><head><title>mira cooks tiktok - Web Search</title></head><body>"
            f'<a href="{PROFILE_URL}">Mira (@mira.cooks) | TikTok</a></body></html>',
            "not_tiktok",
        ),
        (
            "<html><head><title>Mira | Pictures, TikTok | A list of links</title></head><body>"
            '<img src="https://p16-sign.tiktokcdn.com/x.jpg"><script src="https://www.tiktok.com/embed.js"></script>'
            '<link href="https://sf16.ttwstatic.com/embed.css"></body></html>',
            "not_tiktok",
        ),
        (
            "<html><head><title>Soup</title></head><body>Please wait...<i id='captcha_verify'></i></body></html>",
            "not_tiktok",
        ),
        ("<html><head><title>TikTok - Make Your Day</title></head><body></body></html>", "shell_without_data"),
        (f'<html><head><link rel="canonical" href="{PROFILE_URL}"></head></html>', "shell_without_data"),
        (
            '<html><head><title>Security Check</title><script src="https://sf16.neutral.ttwstatic.com/x.js"></script>'
            '</head><body><div id="captcha_container"></div></body></html>',
            "captcha",
        ),
        (
            "<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY>You don't have permission to "
            'access "http&#58;&#47;&#47;www&#46;tiktok&#46;com&#47;&#64;mira" on this server.</BODY></HTML>',
            "unavailable",
        ),
        ('<<<<<<< HEAD\n{"itemList": []}\n=======\n{"itemList": []}\n>>>>>>> other\n', "broken"),
    ],
)
def test_a_page_without_data_is_tiktoks_only_if_it_says_so(html: str, outcome: Outcome) -> None:
    assert read(html).outcome == outcome


@pytest.mark.parametrize(("code", "outcome"), [(10222, "private"), (10202, "not_found"), (10101, "login_wall")])
def test_tiktoks_own_reason_counts_though_it_shows_an_account(code: int, outcome: Outcome) -> None:
    nothing = dict.fromkeys(stats(), 0)
    answer = {"userInfo": {"user": user(), "stats": nothing}, "statusCode": code}
    (found,) = read_file(json.dumps(answer).encode())
    assert (found.reading.format, found.reading.outcome) == ("user_detail", outcome)
    assert not any(creator.counts.followers == 0 for creator in found.reading.creators)


def in_scope(**parts: object) -> str:
    return page({"__DEFAULT_SCOPE__": {name.replace("_", "."): part for name, part in parts.items()}})


@pytest.mark.parametrize(
    "part",
    [
        {"videoDetail": {"itemInfo": {"itemStruct": item()}}},
        {"itemStruct": item()},
        {"some": {"new": [{"place": item()}]}},
    ],
)
def test_a_page_that_keeps_its_video_in_a_new_place_is_read_all_the_same(part: dict[str, object]) -> None:
    (found,) = read_file(in_scope(webapp_reflow_video_detail=part).encode())
    assert (found.reading.format, [video.id for video in found.reading.videos]) == ("web_items", [video_id()])


def test_a_page_that_keeps_its_creator_in_a_new_place_is_read_all_the_same() -> None:
    (found,) = read_file(in_scope(webapp_person={"info": user_info()}).encode())
    assert (found.reading.outcome, found.reading.creators[0].counts.followers) == ("read", 427_682)


def test_videos_beside_the_one_that_a_page_shows_are_read_too() -> None:
    beside = item(id=video_id(POSTED_AT - 86_400))
    detail = {"itemInfo": {"itemStruct": item()}, "statusCode": 0}
    html = page({"__DEFAULT_SCOPE__": {"webapp.video-detail": detail, "webapp.related": [beside]}})
    first, second = read_file(html.encode())
    assert [video.id for video in first.reading.videos] == [video_id()]
    assert {video.id for video in second.reading.videos} == {video_id(), beside["id"]}
    assert len(read_file(page(scopes(video=detail)).encode())) == 1


def test_a_reason_of_tiktoks_is_not_passed_by_for_what_lies_beside_it() -> None:
    gone = {"webapp.video-detail": {"itemInfo": {}, "statusCode": 10204}, "webapp.related": [item()]}
    (found,) = read_file(page({"__DEFAULT_SCOPE__": gone}).encode())
    assert (found.reading.outcome, found.reading.videos) == ("not_found", ())
