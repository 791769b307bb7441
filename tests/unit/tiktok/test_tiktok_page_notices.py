"""Rendered pages that say in words why they show nothing."""

import json

import pytest
from tiktok_other_payloads import script_page
from tiktok_payloads import HANDLE, POSTED_AT, PROFILE_URL, page, rendered, scopes, tile

from companion.model import Creator, Reading
from companion.tiktok import read, read_file

PRIVATE = '<div class="css-1-DivErrorContainer"><p class="css-PTitle">{}</p><p>Follow them</p></div>'
GONE = '<title>TikTok - Make Your Day</title><div data-e2e="user-page"><p class="x-PTitle">{}</p></div>'
DICTIONARY = {"Webapp": {"This account is private": "Konti i mbyllur", "Couldn't find this account": "Nuk u gjet"}}


def of_dom(html: str, page_url: str | None = PROFILE_URL) -> Reading:
    return read(html, source="dom", page_url=page_url)


@pytest.mark.parametrize(
    "said", ["This account is private", "Ce compte est privé", "このアカウントは非公開です。"]
)
def test_a_private_account_is_told_from_an_empty_one(said: str) -> None:
    reading = of_dom(rendered(PRIVATE.format(said), likes="0"))
    (creator,) = reading.creators
    assert (reading.outcome, reading.about, creator.state) == ("private", HANDLE, "private")
    assert (creator.counts.followers, creator.counts.likes) == (427_700, None)
    assert reading.says.startswith("This account is private")


@pytest.mark.parametrize(
    "said", ["Couldn't find this account", "Couldn’t find this account", "Bu hesap bulunamadı"]
)
def test_an_account_that_is_gone_is_remembered(said: str) -> None:
    reading = of_dom(GONE.format(said))
    assert (reading.outcome, reading.creators) == (
        "not_found",
        (Creator(handle=HANDLE, state="not_found", from_profile=True),),
    )
    nobody = of_dom(GONE.format(said), page_url=None)
    assert (nobody.outcome, nobody.creators) == ("not_found", ())


def test_the_pages_own_dictionary_knows_every_language() -> None:
    closed = page(scopes(words=DICTIONARY), body=rendered(PRIVATE.format("Konti i mbyllur")))
    assert of_dom(closed).outcome == "private"
    assert of_dom(page(scopes(words=DICTIONARY), body=GONE.format("Nuk u gjet"))).outcome == "not_found"
    assert of_dom(rendered(PRIVATE.format("Konti i mbyllur"))).outcome == "read"


@pytest.mark.parametrize(
    "html",
    [
        rendered().replace("Soups in ten minutes", "This account is private"),
        rendered().replace("Soups in ten minutes", "<p>This account is private</p>"),
        rendered().replace("Mira 🍲 Cooks", "<p>This account is private</p>"),
        rendered(tile(POSTED_AT, "5", "x") + PRIVATE.format("This account is private")),
        rendered('<a href="/@bean.friend"><p>This account is private</p></a>'),
        rendered('<div data-e2e="comment-level-1"><p>This account is private</p></div>'),
        rendered("<p>This account is private, or so they say</p>"),
        rendered(PRIVATE.format("Something went wrong")),
    ],
    ids=["bio", "in the bio", "name", "videos", "link", "comment", "longer", "only the list failed"],
)
def test_peoples_own_words_are_no_notice(html: str) -> None:
    reading = of_dom(html)
    assert (reading.outcome, [each.state for each in reading.creators]) == ("read", [None])


def test_a_page_that_failed_says_so_whatever_it_is_of() -> None:
    failed = '<html><body><h1 data-e2e="challenge-title">#soup</h1><p>Something went wrong</p></body></html>'
    assert of_dom(failed, None).outcome == "unavailable"
    asked = f'{failed}<div data-e2e="login-modal"></div>'
    assert of_dom(asked, None).outcome == "login_wall"
    assert of_dom(GONE.format("Couldn't find this account") + asked, None).outcome == "not_found"
    assert of_dom("<p>Something went wrong</p>", None).outcome == "not_tiktok"


def test_a_saved_page_with_another_creators_script_keeps_what_it_shows() -> None:
    other = json.loads('{"statusCode": 0, "userInfo": {"user": {"uniqueId": "someone.else"}}}')
    note = f"<!-- saved from url=(0035){PROFILE_URL} -->"
    body = rendered(PRIVATE.format("This account is private"))
    readings = read_file((note + page(scopes(user=other), body=body)).encode())
    assert [each.reading.outcome for each in readings] == ["stale_script", "private"]


def test_the_page_of_a_live_room_sends_nobody_to_reload_it() -> None:
    live = script_page("SIGI_STATE", {"LiveRoom": {"liveRoomUserInfo": {}}, "CurrentRoom": {}})
    addressed = page(scopes(words={}))
    for reading in (read(live), read(addressed, page_url=f"{PROFILE_URL}/live")):
        assert (reading.outcome, "open the creator's profile" in reading.says) == ("shell_without_data", True)
    assert "live" not in read(addressed).says
