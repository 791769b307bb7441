"""The JSON API over real HTTP, on a real home."""

import hashlib
import hmac
import json

import pytest

from companion.model import Counts, Creator, CreatorCounts, Reading, Video, iso
from companion.service import access
from tests.support.callers import CHROME, FIREFOX, NOW
from tests.support.makers import read_followers_of_sounds, read_maker, read_trend
from tests.support.running import running_companion

DAY = 86_400
BRIEF = {"name": "Crumb & Co.", "keywords": ["sourdough"]}
BRIEF_PATH = "/api/v1/briefs/Crumb%20%26%20Co."
ASK = json.dumps({"name": "Chrome on Windows", "code": "K7PX"}).encode()
FROM_CHROME = [("Origin", CHROME), ("Sec-Fetch-Site", "cross-site"), ("Content-Type", "application/json")]


def reading(handle, creator_id, followers):
    """One fictional profile with twelve weekly videos."""
    videos = tuple(
        Video(
            id=f"{creator_id}{number:03}",
            creator_id=creator_id,
            handle=handle,
            created_at=NOW - (20 + 7 * number) * DAY,
            caption="Sourdough at home",
            counts=Counts(views=10_000 + 137 * number, likes=900, comments=40, shares=25, saves=60),
        )
        for number in range(12)
    )
    creator = Creator(
        id=creator_id,
        handle=handle,
        name=handle.title(),
        state="ok",
        counts=CreatorCounts(followers=followers, following=10, likes=90_000, videos=12),
        from_profile=True,
    )
    return Reading(
        format="profile_page", outcome="read", says="", creators=(creator,), videos=videos, about=handle
    )


@pytest.fixture
def token(desk):
    return desk.pair(None, "Reports")[1]


@pytest.fixture
def creators(desk):
    for handle, creator_id, followers in (("mira.bakes", "7001", 52_000), ("otto.runs", "7002", 900)):
        desk.store.observations.record(
            reading(handle, creator_id, followers), seen_at=NOW - DAY, source="embedded"
        )


def get(desk, token, path):
    answer = desk.program(token, "GET", path)
    assert answer.status == 200, answer
    return answer.json


# Meeting


def pair_over_http(desk, origin=CHROME):
    asked = desk.send("POST", "/api/v1/pairing", [("Origin", origin), *FROM_CHROME[1:]], ASK)
    assert asked.status == 201
    path = f"/api/v1/pairing/{asked.json['id']}"
    (waiting,) = access.waiting(desk.store, NOW)
    access.allow(desk.store, waiting.id, NOW)
    return path, desk.send("GET", path, [("Origin", origin), *FROM_CHROME[1:]])


def test_an_extension_pairs_says_hello_and_calls(desk):
    path, handed = pair_over_http(desk)
    token, client = handed.json["token"], handed.json["client"]
    assert handed.json == {"status": "allowed", "token": token, "client": client}
    assert handed.headers["cache-control"] == "no-store"
    assert desk.send("GET", path, FROM_CHROME).status == 404

    hello = desk.send(
        "POST", "/api/v1/hello", FROM_CHROME, json.dumps({"nonce": "12345678", "client": client}).encode()
    )
    key = hashlib.sha256(token.encode()).digest()
    assert hello.json["proof"] == hmac.new(key, b"12345678", hashlib.sha256).hexdigest()
    assert (hello.json["app"], hello.json["api"]) == ("fitlens", 1)

    answer = desk.send("GET", "/api/v1/briefs", [*FROM_CHROME, ("Authorization", f"Bearer {token}")])
    assert (answer.status, answer.json) == (200, {"briefs": [], "active": None})


def test_the_token_is_not_handed_to_another_origin(desk):
    asked = desk.send("POST", "/api/v1/pairing", FROM_CHROME, ASK).json
    assert asked["expires_at"] == iso(NOW + 120)
    access.allow(desk.store, asked["id"], NOW)
    stolen = desk.send("GET", f"/api/v1/pairing/{asked['id']}", [("Origin", FIREFOX)])
    assert (stolen.status, stolen.json["error"]["code"]) == (404, "not_found")
    assert desk.send("GET", f"/api/v1/pairing/{asked['id']}", FROM_CHROME).json["status"] == "allowed"


def test_hello_answers_only_the_client_it_names(desk):
    _, handed = pair_over_http(desk)
    other, _ = desk.pair(FIREFOX, "Firefox")
    program, token = desk.pair(None, "Reports")
    for client in (other, program, "nobody", ""):
        body = json.dumps({"nonce": "12345678", "client": client}).encode()
        assert desk.send("POST", "/api/v1/hello", FROM_CHROME, body).says_nothing
    assert desk.program(token, "POST", "/api/v1/hello", {"nonce": "12345678", "client": program}).status == 200
    other_client = {"nonce": "12345678", "client": handed.json["client"]}
    assert desk.program(token, "POST", "/api/v1/hello", other_client).says_nothing


def test_the_fourth_request_is_told_to_wait(desk):
    answers = [desk.send("POST", "/api/v1/pairing", FROM_CHROME, ASK) for _ in range(4)]
    assert [answer.status for answer in answers] == [201, 201, 201, 429]
    assert answers[3].json["error"]["code"] == "too_many"
    assert answers[3].headers["access-control-allow-origin"] == CHROME


def test_a_request_expires_over_http(tmp_path):
    from tests.support.callers import Desk

    clock = [NOW]
    with running_companion(tmp_path / "home", now=lambda: clock[0]) as running:
        desk = Desk(running)
        path = f"/api/v1/pairing/{desk.send('POST', '/api/v1/pairing', FROM_CHROME, ASK).json['id']}"
        clock[0] += 119
        assert desk.send("GET", path, FROM_CHROME).json == {"status": "waiting"}
        clock[0] += 1
        assert desk.send("GET", path, FROM_CHROME).status == 404


@pytest.mark.parametrize(
    "change", [{"name": ""}, {"name": "a\nb"}, {"name": "x" * 61}, {"code": "k7px"}, {"code": "K7"}]
)
def test_odd_pairing_requests_name_the_field(desk, change):
    body = json.dumps({"name": "Chrome", "code": "K7PX", **change}).encode()
    answer = desk.send("POST", "/api/v1/pairing", FROM_CHROME, body)
    assert answer.status == 400
    assert answer.json["error"]["detail"] == {"field": next(iter(change))}


def test_a_program_can_not_ask_to_be_paired(desk, token):
    answer = desk.program(token, "POST", "/api/v1/pairing", {"name": "Reports", "code": "K7PX"})
    assert (answer.status, answer.json["error"]["code"]) == (400, "invalid")


# What was seen


def test_creators_are_listed_sorted_and_paged(desk, token, creators):
    def handles(query):
        page = get(desk, token, f"/api/v1/creators?{query}")
        return page["total"], [creator["handle"] for creator in page["creators"]]

    assert handles("sort=followers") == (2, ["mira.bakes", "otto.runs"])
    assert handles("sort=followers&order=asc") == (2, ["otto.runs", "mira.bakes"])
    assert handles("sort=followers&limit=1&offset=1") == (2, ["otto.runs"])
    assert handles("q=MIRA") == (1, ["mira.bakes"])


@pytest.mark.parametrize("ref", ["@mira.bakes", "mira.bakes", "@MIRA.Bakes", "7001", "%40mira.bakes"])
def test_a_creator_is_found_by_id_and_handle(desk, token, creators, ref):
    assert get(desk, token, f"/api/v1/creators/{ref}")["id"] == "7001"


def test_videos_and_their_history(desk, token, creators):
    videos = get(desk, token, "/api/v1/creators/@mira.bakes/videos?limit=2")["videos"]
    assert [video["id"] for video in videos] == ["7001000", "7001001"]
    assert videos[1]["views"] == 10_137
    assert get(desk, token, "/api/v1/videos/7001001/history") == {
        "id": "7001001",
        "history": [
            {
                "seen_at": get(desk, token, "/api/v1/creators/7001")["seen_at"],
                "dated_by": "capture",
                "source": "embedded",
                "views": 10_137,
            }
            | {"likes": 900, "comments": 40, "shares": 25, "saves": 60}
        ],
    }


def test_the_scorecard_and_the_look_agree(desk, token, creators):
    desk.program(token, "PUT", BRIEF_PATH, BRIEF)
    scorecard = get(desk, token, "/api/v1/creators/7001/scorecard")
    assert (scorecard["creator"]["handle"], scorecard["fit"]["brief"]) == ("mira.bakes", "Crumb & Co.")
    look = get(desk, token, "/api/v1/creators/@mira.bakes/look?brief=Crumb%20%26%20Co.")
    assert set(look) == {"scorecard", "shortlisted", "badges"}
    assert look["scorecard"]["estimates"] == scorecard["estimates"]
    assert look["shortlisted"] is None
    assert "7001001" in look["badges"]


def test_what_videos_with_something_got(desk, token):
    read_followers_of_sounds(desk.store)
    found = get(desk, token, f"/api/v1/creators/{read_maker(desk.store)}/factors")
    assert set(found) == {"factors", "sounds", "trends", "comments_liked"}
    question = next(factor for factor in found["factors"] if factor["name"] == "question")
    assert question["views"]["found"] is True
    assert question["views"]["ratio"]["low"] > 1
    assert question["engagement"]["says"] == "no evidence that it changes engagement for this creator"
    assert [(sound["title"], sound["creators"]) for sound in found["sounds"]["sounds"]] == [
        ("Rain on tin", 6),
        ("Slow oven", 6),
    ]
    assert found["comments_liked"]["value"] is None
    assert found["comments_liked"]["missing"].startswith("7 of 20 comments read carry the creator's like")
    assert desk.program(token, "GET", "/api/v1/creators/@nobody/factors").status == 404


def test_trends_among_the_creators_read(desk, token):
    found = get(desk, token, f"/api/v1/creators/{read_trend(desk.store)}/factors")
    assert [(each["title"], each["creators"]) for each in found["trends"]["hashtags"]] == [
        ("#glassbread", 8), ("#oventok", 8), ("#crumbshot", 8),
    ]  # fmt: skip
    assert [each["days_before"] > 0 for each in found["trends"]["hashtags"]] == [True, False, False]
    assert found["trends"]["early"]["n"] == 3
    rides = next(factor for factor in found["factors"] if factor["name"] == "rising_hashtag")
    assert rides["views"]["says"] == "no evidence that it changes views for this creator"


def test_a_scorecard_of_the_past_does_not_know_the_future(desk, token, creators):
    early = desk.program(token, "GET", "/api/v1/creators/7001/scorecard?as_of=2026-01-01")
    assert early.status == 404
    assert desk.program(token, "GET", "/api/v1/creators/7001/scorecard?brief=None").status == 404
    assert desk.program(token, "GET", "/api/v1/creators/7001/scorecard?as_of=soon").status == 400


# What was decided


def test_an_entry_is_added_changed_removed_and_remembered(desk, token, creators):
    path = "/api/v1/shortlist/@mira.bakes"
    assert desk.program(token, "GET", path).status == 404
    assert desk.program(token, "PATCH", path, {"stage": "agreed"}).status == 404
    added = desk.program(token, "PUT", path)
    assert (added.status, added.json["creator_id"], added.json["stage"]) == (200, "7001", "to_contact")
    changed = desk.program(token, "PATCH", path, {"stage": "contacted", "notes": "Wrote on Monday"}).json
    assert changed["notes"] == "Wrote on Monday"
    assert get(desk, token, "/api/v1/shortlist") == {"total": 1, "entries": [changed]}
    assert get(desk, token, "/api/v1/creators/7001/look")["shortlisted"] == changed
    assert desk.program(token, "DELETE", path).json == changed
    assert get(desk, token, "/api/v1/shortlist")["entries"] == []
    assert desk.program(token, "DELETE", path).status == 404
    assert desk.program(token, "PUT", path, {"lists": ["Spring"]}).json == {**changed, "lists": ["Spring"]}
    assert get(desk, token, "/api/v1/shortlist?list=Spring")["total"] == 1
    assert get(desk, token, "/api/v1/shortlist?list=Autumn")["total"] == 0


def test_briefs_are_kept_chosen_and_deleted(desk, token):
    made = desk.program(token, "PUT", BRIEF_PATH, BRIEF)
    assert made.status == 200
    assert made.json["weights"] == {"niche": 0.35, "engagement": 0.3, "authenticity": 0.2, "quality": 0.15}
    assert get(desk, token, BRIEF_PATH) == made.json
    desk.program(token, "PUT", "/api/v1/briefs/Run", {"name": "Run", "hashtags": ["running"]})
    kept = get(desk, token, "/api/v1/briefs")
    assert ([brief["name"] for brief in kept["briefs"]], kept["active"]) == (["Crumb & Co.", "Run"], "Crumb & Co.")
    assert desk.program(token, "PUT", "/api/v1/active-brief", {"name": "Run"}).json == {"active": "Run"}
    assert desk.program(token, "PUT", "/api/v1/active-brief", {"name": "Nope"}).status == 404
    assert desk.program(token, "DELETE", BRIEF_PATH).json == made.json
    assert desk.program(token, "DELETE", BRIEF_PATH).status == 404
    assert get(desk, token, "/api/v1/briefs")["active"] == "Run"


def test_a_brief_goes_by_the_name_in_its_address(desk, token):
    answer = desk.program(token, "PUT", "/api/v1/briefs/Other", BRIEF)
    assert (answer.status, answer.json["error"]["detail"]) == (400, {"field": "name"})
    assert get(desk, token, "/api/v1/briefs")["briefs"] == []


# Every answer


def test_data_is_not_kept_by_the_browser(desk, token):
    answer = desk.program(token, "GET", "/api/v1/creators")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["content-type"] == "application/json"
