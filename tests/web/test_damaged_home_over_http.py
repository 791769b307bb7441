"""A running companion whose home is damaged: a sentence that names the file, nothing overwritten, no way in."""

import json

import pytest

from tests.support.creators import read_creator
from tests.web.test_api_captures import capture

HANDLE = "mira.bakes.slow"
CUT = b'{"briefs": {"crumb": {"bri'


@pytest.fixture
def token(desk):
    read_creator(desk.store)
    token = desk.pair(None, "Tests")[1]
    assert (
        desk.program(token, "PUT", "/api/v1/briefs/Crumb", {"name": "Crumb", "keywords": ["bread"]}).status == 200
    )
    assert desk.program(token, "PUT", f"/api/v1/shortlist/@{HANDLE}").status == 200
    return token


@pytest.mark.parametrize(
    ("collection", "call"),
    [
        ("briefs", ("GET", "/api/v1/briefs", None)),
        ("briefs", ("GET", "/api/v1/briefs/Crumb", None)),
        ("briefs", ("PUT", "/api/v1/briefs/Crumb", {"name": "Crumb", "keywords": ["new"]})),
        ("briefs", ("DELETE", "/api/v1/briefs/Crumb", None)),
        ("settings", ("PUT", "/api/v1/active-brief", {"name": "Crumb"})),
        ("settings", ("GET", f"/api/v1/creators/@{HANDLE}/scorecard", None)),
        ("shortlist", ("GET", "/api/v1/shortlist", None)),
        ("shortlist", ("PUT", f"/api/v1/shortlist/@{HANDLE}", {"notes": "lost?"})),
        ("shortlist", ("DELETE", f"/api/v1/shortlist/@{HANDLE}", None)),
    ],
    ids=lambda value: str(value)[:40],
)
def test_damaged_documents_are_named_and_mended_by_hand(desk, token, collection, call):
    file = desk.store.home / "documents" / f"{collection}.json"
    whole = file.read_bytes()
    file.write_bytes(CUT)
    answer = desk.program(token, *call)
    assert (answer.status, answer.json["error"]["code"]) == (503, "unusable")
    assert f"{collection}.json is damaged and was left untouched" in answer.json["error"]["message"]
    assert file.read_bytes() == CUT
    file.write_bytes(whole)
    assert desk.program(token, *call).status == 200


def test_pages_say_it_too(desk, token):
    session = [("Sec-Fetch-Site", "none"), ("Cookie", desk.cookie())]
    (desk.store.home / "documents" / "briefs.json").write_bytes(CUT)
    for page in ("/briefs", "/shortlist", "/briefs/Crumb"):
        answer = desk.send("GET", page, session)
        assert answer.status == 503
        assert b"damaged and was left untouched" in answer.body


@pytest.mark.parametrize("collection", ["clients", "sessions"])
def test_a_damaged_list_of_who_may_call_lets_nobody_in(desk, token, collection):
    session = [("Sec-Fetch-Site", "none"), ("Cookie", desk.cookie())]
    (desk.store.home / "documents" / f"{collection}.json").write_bytes(CUT)
    answer = (
        desk.program(token, "GET", "/api/v1/creators")
        if collection == "clients"
        else desk.send("GET", "/creators", session)
    )
    assert answer.says_nothing


def test_captures_are_kept_when_the_archive_is_damaged(desk, token):
    """The raw copy is for later readers; what was acknowledged are the observations."""
    desk.program(token, "POST", "/api/v1/captures", capture())
    (desk.store.home / "captures.sqlite3").write_bytes(b"no database" * 1_000)
    later = capture(captured_at="2026-11-18T10:00:00.000Z")
    answer = desk.program(token, "POST", "/api/v1/captures", later)
    assert (answer.status, answer.json["read"]["observations"]) == (200, 12)
    video = json.loads(later["body"])["itemList"][0]["id"]
    history = desk.program(token, "GET", f"/api/v1/videos/{video}/history").json["history"]
    assert [moment["seen_at"] for moment in history] == ["2026-11-18T09:00:00Z", "2026-11-18T10:00:00Z"]


def test_a_document_that_goes_away_takes_nothing_else_with_it(desk, token):
    (desk.store.home / "documents" / "briefs.json").unlink()
    assert desk.program(token, "GET", "/api/v1/briefs").json == {"briefs": [], "active": None}
    assert desk.program(token, "GET", "/api/v1/shortlist").json["total"] == 1
    assert desk.program(token, "GET", f"/api/v1/creators/@{HANDLE}/scorecard").json["fit"]["brief"] is None
