"""Captures over real HTTP: read, recorded, scored, answered, and only then archived."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from companion.store import open_store
from tests.support.callers import CHROME
from tests.unit.tiktok.tiktok_payloads import (
    HANDLE,
    LIST_URL,
    POSTED_AT,
    PROFILE_URL,
    item,
    item_list,
    rendered,
    tile,
)
from tests.unit.tiktok.tiktok_payloads import video_id as id_of

WEEK = 7 * 86_400
PATH = "/api/v1/captures"


def posted(number):
    return POSTED_AT - number * WEEK


def listed(videos=12, views=100_000):
    """The page's own list answer with weekly videos, each a little less seen than the one after it."""
    items = []
    for number in range(videos):
        count = views - 1_300 * number
        counts = {
            "playCount": count,
            "diggCount": 8_000,
            "commentCount": 90,
            "shareCount": 30,
            "collectCount": 900,
        }
        own = {"id": id_of(posted(number)), "createTime": posted(number)}
        items.append(item(**own, stats=counts, statsV2={key: str(value) for key, value in counts.items()}))
    return json.dumps(item_list(*items))


def capture(body=None, **changes):
    whole = {
        "schema": 1,
        "source": "api",
        "page_url": PROFILE_URL,
        "request_url": LIST_URL + "0",
        "captured_at": "2026-11-18T09:00:00.000Z",
        "body": listed() if body is None else body,
        "extension": "0.1.0",
    }
    return whole | changes


@pytest.fixture
def token(desk):
    return desk.pair()[1]


def take(desk, token, content, query=""):
    answer = desk.program(token, "POST", PATH + query, content)
    assert answer.status == 200, answer
    return answer.json


def test_a_capture_is_read_scored_and_answered(desk, token):
    answer = take(desk, token, capture())
    assert set(answer) == {"read", "creator", "scorecard", "shortlisted", "badges", "problems"}
    assert answer["read"] == {
        "format": "item_list",
        "creators": 1,
        "videos": 12,
        "observations": 12,
        "skipped": [],
    }
    assert (answer["creator"]["handle"], answer["shortlisted"]) == (HANDLE, None)
    assert answer["scorecard"]["sample"]["read"] == 12
    assert 84_000 < answer["scorecard"]["estimates"]["typical_views"]["value"] < 102_000
    assert set(answer["badges"]) == {id_of(posted(number)) for number in range(12)}


def test_the_extension_itself_sends_one(desk, token):
    headers = [("Origin", CHROME), ("Sec-Fetch-Site", "cross-site"), ("Authorization", f"Bearer {token}")]
    body = json.dumps(capture()).encode()
    answer = desk.send("POST", PATH, [*headers, ("Content-Type", "application/json; charset=utf-8")], body)
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (200, CHROME)


def test_the_same_capture_again_changes_nothing(desk, token):
    first = take(desk, token, capture())
    again = take(desk, token, capture())
    assert again["read"]["observations"] == 0
    assert again["scorecard"] == first["scorecard"]


def test_what_was_acknowledged_is_on_disk(desk, token):
    take(desk, token, capture())
    other_process = open_store(desk.store.home)
    key = other_process.observations.find(f"@{HANDLE}")
    assert len(other_process.observations.videos(key)) == 12
    other_process.close()


def test_the_raw_capture_is_archived_once_the_answer_is_out(desk, token):
    content = capture()
    take(desk, token, content)
    (kept,) = desk.store.archive.replay()
    assert (kept.body, kept.request_url) == (content["body"], content["request_url"])


def test_a_named_brief_scores_and_a_shortlisted_creator_is_known(desk, token):
    for name, word in (("Soup", "soup"), ("Cars", "cars")):
        desk.program(token, "PUT", f"/api/v1/briefs/{name}", {"name": name, "keywords": [word]})
    assert take(desk, token, capture())["scorecard"]["fit"]["brief"] == "Soup"
    assert take(desk, token, capture(), "?brief=Cars")["scorecard"]["fit"]["brief"] == "Cars"
    entry = desk.program(token, "PUT", f"/api/v1/shortlist/@{HANDLE}").json
    assert take(desk, token, capture())["shortlisted"] == entry


def test_of_comments_the_figures_are_kept_and_no_raw_capture(desk, token):
    take(desk, token, capture())
    comment = {"cid": "1", "aweme_id": id_of(posted(0)), "text": "yum", "is_author_digged": True}
    words = json.dumps({"comments": [comment], "cursor": 20, "total": 90, "status_code": 0})
    url = "https://www.tiktok.com/api/comment/list/?cursor=0"
    answer = desk.program(token, "POST", PATH, capture(words, request_url=url))
    assert (answer.status, answer.json["error"]["detail"]["outcome"]) == (422, "no_videos")
    key = desk.store.observations.find(f"@{HANDLE}")
    assert desk.store.observations.videos(key)[0].comments.liked_by_creator == 1
    assert [kept.request_url for kept in desk.store.archive.replay()] == [LIST_URL + "0"]


def test_what_nothing_can_be_read_from_is_422_and_says_so(desk, token):
    for body in ("", "{}", "not JSON", "[" * 50_000, '{"itemList": []}', "\x00", '{"itemList": 7}'):
        answer = desk.program(token, "POST", PATH, capture(body))
        assert answer.status == 422, (body[:20], answer)
        error = answer.json["error"]
        assert (error["code"], set(error["detail"])) == ("unreadable", {"format", "outcome"})
        assert error["message"].endswith(".")
    assert desk.store.observations.count() == {"creators": 0, "videos": 0}


def test_half_an_emoji_costs_only_itself(desk, token):
    grid = rendered(tile(posted(1), "12.3K", "soup \ud83d"), tile(posted(2), "9,870", "\\ud83d stays"))
    answer = take(desk, token, capture(grid, source="dom", request_url=None))
    assert answer["read"]["videos"] == 2
    (kept,) = desk.store.archive.replay()
    assert "soup \ufffd" in kept.body
    assert "\\ud83d stays" in kept.body


def test_many_at_once_end_where_one_after_the_other_would(desk, token):
    moments = [f"2026-11-18T0{hour}:00:00.000Z" for hour in range(8)]
    captures = [capture(listed(views=100_000 + 100 * number), captured_at=at) for number, at in enumerate(moments)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda content: desk.program(token, "POST", PATH, content), captures * 2))
    assert {answer.status for answer in answers} == {200}
    history = desk.program(token, "GET", f"/api/v1/videos/{id_of(posted(0))}/history").json["history"]
    assert [moment["views"] for moment in history] == [100_000 + 100 * number for number in range(8)]
    assert desk.store.observations.count() == {"creators": 1, "videos": 12}
