"""The marks that are kept: always what a look at everything would give, whatever was read, in any order."""

import json

import pytest

from companion.metrics.track import creator_marks, with_marks
from companion.model import DAY, Capture, Counts, Creator, CreatorCounts, Reading, Video, iso
from companion.service import accuracy, forecasting, ingest, scoring
from companion.service.importing import Importer
from companion.store import open_store
from tests.support.creators import NOW, read_creator
from tests.support.track import said, track


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path / "home")
    yield opened
    opened.close()


def mark(store, now=NOW):
    for _ in forecasting.mark_all(store, now=now):
        pass


def counted(store, refs):
    """The sums of both ages as the creators' own pages have them."""
    records = [forecasting.record_of(store, ref).days for ref in refs]
    return [
        (sum(days[i].forecasts for days in records), sum(days[i].read for days in records),
         {level: sum(days[i].landed[level] for days in records) for level in ("0.5", "0.8", "0.95")})
        for i in range(2)
    ]  # fmt: skip


def kept(store):
    return [(each.forecasts, each.read, each.landed) for each in accuracy.accuracy(store, now=NOW).recorded]


def test_kept_sums_are_those_of_the_creators_pages(store):
    refs = [track(store, key=key, videos=3 + key) for key in range(1, 7)]
    mark(store)
    assert kept(store) == counted(store, refs)
    assert kept(store)[0][1] > 20
    # A creator who is read, or forecast about, again is taken out of the sums and put in anew.
    track(store, key=2, videos=11)
    store.forecasts.record(store.observations.find(refs[0]), said(NOW, middle=5))
    assert accuracy.accuracy(store, now=NOW).due == 2
    mark(store)
    assert kept(store) == counted(store, refs)
    assert accuracy.accuracy(store, now=NOW).due == 0


def test_marks_that_were_overtaken_by_a_reading_stay_due(store):
    track(store, key=1, videos=4)
    (due,) = store.marks.due(9)
    track(store, key=1, videos=5)
    forecasting._mark(store, due, NOW)
    assert store.marks.count_due() == 1
    mark(store)
    assert (store.marks.count_due(), kept(store)[0][0]) == (0, 5)
    # What another process computed from less comes too late.
    store.marks.keep(due, creator_marks([], None, now=NOW), with_marks)
    assert kept(store)[0][0] == 5


def test_forecasts_of_a_name_are_counted_with_the_creator_that_it_turns_out_to_be(store):
    bare = Creator(handle="who.is.it", counts=CreatorCounts(followers=9_000), from_profile=True)
    named = Creator(id="7600000000000000099", handle="who.is.it", counts=CreatorCounts(followers=9_000))
    posted = NOW - 8 * DAY
    video = Video(id="7600000990000", handle="who.is.it", created_at=posted, counts=Counts(views=900))

    def read(creator, seen_at):
        shown = Reading(format="t", outcome="read", says="", creators=(creator,), videos=(video,))
        store.observations.record(shown, seen_at=seen_at, source="api")

    read(bare, posted + DAY)
    store.forecasts.record(store.observations.find("@who.is.it"), said(posted - DAY, middle=900))
    mark(store)
    assert [wait.creator.handle for wait in accuracy.accuracy(store, now=NOW - DAY).open] == ["who.is.it"]
    read(named, posted + 2 * DAY)
    assert store.marks.count_due() == 2
    assert accuracy.accuracy(store, now=NOW - DAY).open == ()
    mark(store)
    found = accuracy.accuracy(store, now=NOW - DAY)
    assert [wait.creator.id for wait in found.open] == [named.id]
    assert (found.recorded[0].forecasts, found.due) == (1, 0)
    assert len(forecasting.record_of(store, named.id).forecasts) == 1


def test_unread_forecasts_wait_until_their_time_is_over_and_are_never_hits(store):
    creator = read_creator(store, newest_at=NOW - 8 * DAY, seen_at=NOW - 7 * DAY)
    key = store.observations.find(creator)
    store.forecasts.record(key, said(NOW - 9 * DAY, middle=40_000))  # about the newest video
    store.forecasts.record(key, said(NOW - DAY, middle=40_000))  # about one that was not seen yet
    mark(store)
    found = accuracy.accuracy(store, now=NOW)
    assert [(each.read, each.unread, each.waiting, each.coverage) for each in found.recorded] == [
        (0, 2, 2, None), (0, 2, 2, None),
    ]  # fmt: skip
    assert [(wait.days, wait.opens_at) for wait in found.open] == [(7, iso(NOW - 2 * DAY))]
    assert found.next_at == iso(NOW + 17 * DAY)
    later = accuracy.accuracy(store, now=NOW + 2 * DAY)
    assert [(each.unread, each.waiting) for each in later.recorded] == [(2, 1), (2, 2)]
    assert later.open == ()


def test_an_import_writes_its_forecast_down_and_marks_the_earlier_one(store, tmp_path):
    read_creator(store, newest_at=NOW - 20 * DAY, seen_at=NOW - 19 * DAY)
    scoring.shown(store, "mira.bakes.slow", now=NOW - 19 * DAY)
    page = {
        "itemList": [
            {
                "id": "7199000000000000001",
                "createTime": NOW - 10 * DAY,
                "desc": "Loaf",
                "author": {"id": "7000000000000000001", "uniqueId": "mira.bakes.slow"},
                "stats": {"playCount": 31_000, "diggCount": 900, "commentCount": 20, "shareCount": 9},
            }
        ]
    }
    importer = Importer(store, seen_at=NOW - 3 * DAY, now=NOW)
    importer.take("list.json", json.dumps(page).encode(), modified_at=NOW)
    importer.finish()
    record = forecasting.record_of(store, "mira.bakes.slow")
    assert [one.made_at for one in record.forecasts] == [iso(NOW), iso(NOW - 19 * DAY)]
    week = accuracy.accuracy(store, now=NOW).recorded[0]
    assert (week.forecasts, week.read, week.landed["0.8"]) == (2, 1, 1)


def test_a_page_of_many_creators_marks_what_it_shows_of_each(store):
    refs = [read_creator(store, key=key, handle=f"maker{key}", newest_at=NOW - 20 * DAY) for key in (1, 2)]
    for ref in refs:
        scoring.shown(store, ref, now=NOW - 19 * DAY)
    items = [
        {
            "id": f"719900000000000000{key}",
            "createTime": NOW - 10 * DAY,
            "author": {"id": ref, "uniqueId": f"maker{key}"},
            "stats": {"playCount": 31_000, "diggCount": 900, "commentCount": 20, "shareCount": 9},
        }
        for key, ref in enumerate(refs, start=1)
    ]
    capture = Capture(
        schema=1,
        source="api",
        page_url="https://www.tiktok.com/",
        request_url="https://www.tiktok.com/api/recommend/item_list/",
        captured_at=iso(NOW - 3 * DAY),
        body=json.dumps({"itemList": items}),
        extension="0.1.0",
    )
    answer = ingest.take(store, capture, brief_name=None, now=NOW)
    ingest.settle(store, capture, answer, now=NOW)
    assert accuracy.accuracy(store, now=NOW).recorded[0].read == 2


def test_a_large_home_is_tried_on_creators_from_all_over_it(store, monkeypatch):
    monkeypatch.setattr("companion.service.backtesting.MOST_CREATORS", 3)
    for key in range(1, 10):
        read_creator(store, key=key, handle=f"maker{key}", videos=12)
    for _ in accuracy.check(store, now=NOW):
        pass
    backtest = accuracy.accuracy(store, now=NOW).backtest
    assert (backtest.creators, backtest.of, backtest.made_at) == (3, 9, iso(NOW))
