"""Since when TikTok's answers lack a field, and what is read of the captures that were kept."""

import json

import pytest

from companion.model import Capture, NotFound, Unreadable, parse_instant
from companion.service import doctor, drift, ingest, samples
from companion.service.reparsing import Reparser
from companion.store import open_store
from tests.unit.tiktok.tiktok_payloads import (
    LIST_URL,
    POSTED_AT,
    PROFILE_URL,
    item,
    item_list,
    page,
    scopes,
    user_detail,
    user_info,
    video_id,
)

WEEK = 7 * 86_400
LIKES_SINCE = (
    "TikTok changed: like counts could not be read since {}; views, comments, shares and saves still can."
)


def answer(lacking=(), videos=6, odd=0):
    """A list in which the first videos lack counts (all of them unless ``odd`` says how many)."""
    items = []
    for number in range(videos):
        counts = {
            "playCount": 9_000 + number,
            "diggCount": 800,
            "commentCount": 9,
            "shareCount": 3,
            "collectCount": 9,
        }
        if not odd or number < odd:
            counts = {name: count for name, count in counts.items() if name not in lacking}
        at = POSTED_AT - number * WEEK
        items.append(item(id=video_id(at), createTime=at, stats=counts, statsV2=...))
    return json.dumps(item_list(*items))


def capture(body, day, source="api", request_url=LIST_URL + "0"):
    return Capture(
        schema=1,
        source=source,
        page_url=PROFILE_URL,
        request_url=request_url,
        captured_at=f"2026-11-{day:02}T09:00:00Z",
        body=body,
    )


@pytest.fixture
def store(tmp_path):
    store = open_store(tmp_path / "home")
    yield store
    store.close()


def take(store, body, day, **changes):
    """What the overlay is told."""
    whole = capture(body, day, **changes)
    answered = ingest.take(store, whole, brief_name=None, now=parse_instant("2026-11-22"))
    ingest.settle(store, whole, answered, now=parse_instant("2026-11-22"))
    return [problem.says for problem in answered.problems]


def told(store):
    return [change.says for change in drift.changes(store)]


def test_it_says_since_when_and_clears_by_itself(store):
    assert take(store, answer(), 13) == []
    assert take(store, answer(["diggCount"]), 14) == [LIKES_SINCE.format("14 November")]
    assert take(store, answer(["diggCount"]), 18) == [LIKES_SINCE.format("14 November")]
    assert told(store) == [LIKES_SINCE.format("14 November")]
    assert take(store, answer(), 19) == []
    assert told(store) == []
    kept = store.documents.get("drift", "item_list")["fields"]["likes"]
    assert (kept["since"], kept["fine_at"]) == (None, parse_instant("2026-11-19T09:00:00Z"))


def test_fields_lost_on_different_days_are_told_apart(store):
    take(store, answer(["diggCount"]), 14)
    assert take(store, answer(["diggCount", "shareCount"]), 16) == [
        "TikTok changed: like counts could not be read since 14 November; views, comments and saves still can.",
        "TikTok changed: share counts could not be read since 16 November; views, comments and saves still can.",
    ]


def test_the_order_in_which_queued_captures_arrive_changes_nothing(store):
    take(store, answer(["diggCount"]), 16)
    take(store, answer(["diggCount"]), 14)
    take(store, answer(), 13)
    assert told(store) == [LIKES_SINCE.format("14 November")]
    take(store, answer(), 17)
    take(store, answer(["diggCount"]), 15)
    assert told(store) == []


def test_one_odd_item_is_no_change(store):
    assert take(store, answer(["diggCount"], odd=3), 14) == []
    assert store.documents.all("drift") == {}
    bare = page(scopes(user=user_detail(userInfo=user_info(stats={}, statsV2={}))))
    for day in (14, 15):
        said = take(store, bare, day, source="embedded", request_url=None)
        assert said == ["The number of followers could not be read."]
        assert told(store) == []
    said = take(store, bare, 16, source="embedded", request_url=None)
    assert said == ["TikTok changed: the number of followers could not be read since 14 November."]


def test_a_capture_as_ever_writes_no_document(store, tmp_path):
    take(store, answer(), 13)
    folder = tmp_path / "home" / "documents"
    assert not (folder / "drift.json").exists()
    take(store, answer(["diggCount"]), 14)
    before = (folder / "drift.json").stat()
    take(store, answer(["diggCount"]), 15)
    take(store, page(scopes(user=user_detail())), 15, source="embedded", request_url=None)
    after = (folder / "drift.json").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_damaged_notes_cost_no_capture(store, tmp_path):
    (tmp_path / "home" / "documents" / "drift.json").write_text("{", encoding="utf-8")
    assert take(store, answer(["diggCount"]), 14) == [
        "Like counts could not be read; views, comments and shares still can."
    ]


def test_doctor_says_it_and_how_to_help(store, tmp_path):
    take(store, answer(["diggCount"]), 14)
    (found,) = (f for f in doctor.examine(tmp_path / "home", extension=tmp_path) if f.what.startswith("TikTok"))
    assert not found.ok
    assert found.says.startswith(LIKES_SINCE.format("14 November"))
    assert "fitlens doctor --sample FILE" in found.says


def reparse(store):
    reparser = Reparser(store, now=parse_instant("2026-11-22"))
    assert list(reparser.run()) == list(range(1, reparser.finish().captures + 1))
    return reparser.finish()


def test_reading_again_adds_nothing_that_is_known(store):
    take(store, answer(), 13)
    take(store, answer(["diggCount"]), 14)
    before = store.observations.history(video_id(POSTED_AT))
    report = reparse(store)
    assert (report.captures, report.read, report.creators, report.videos) == (2, 2, 1, 6)
    assert report.observations == 0
    assert store.observations.history(video_id(POSTED_AT)) == before
    assert told(store) == [LIKES_SINCE.format("14 November")]


def test_reading_again_adds_what_an_older_reader_missed(store):
    """An older reader is a store that the captures reached, but not what they show."""
    store.archive.keep(capture(answer(), 14), received_at=parse_instant("2026-11-14"))
    store.documents.put(
        "drift",
        "item_list",
        {
            "fields": {"likes": {"since": 1_794_000_000, "fine_at": None, "lacked_at": [], "certain": True}},
            "looked_for": ["views", "likes"],
        },
    )
    assert told(store) != []
    report = reparse(store)
    assert (report.observations, report.creators) == (6, 1)
    assert store.observations.find("mira.cooks") is not None
    assert told(store) == []
    assert reparse(store).observations == 0


def test_what_no_reader_knows_is_kept_for_later_ones(store):
    with pytest.raises(Unreadable) as refused:
        take(store, json.dumps({"statusCode": 0, "data": {"grid": [{"n": 1}]}}), 14, request_url=None)
    assert refused.value.detail["outcome"] == "unsupported"
    report = reparse(store)
    assert (report.captures, report.read, report.unreadable) == (1, 0, 1)
    assert b"grid" in samples.newest(store)


def test_a_sample_is_of_what_lacks_something(store):
    take(store, answer(), 13)
    with pytest.raises(NotFound):
        samples.newest(store)
    take(store, answer(["diggCount"]), 14)
    sample = samples.newest(store)
    assert b"mira" not in sample.lower()
    body = json.loads(json.loads(sample)["body"])
    assert body["itemList"][0]["stats"]["playCount"] == 9_000
