"""The desk's pages over real HTTP on a real home: what they show, what their forms change, what they refuse."""

import csv
import io
import json
import re
import threading
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from bs4 import BeautifulSoup

from companion.model import (
    DAY,
    AdFlags,
    Brief,
    Counts,
    Creator,
    CreatorCounts,
    PriceRange,
    Reading,
    Unusable,
    Video,
    Weights,
)
from companion.service import access, accuracy, briefs, forecasting, shortlist
from companion.service.accuracy import Progress
from companion.service.wording import percent
from tests.support.callers import CHROME, NOW
from tests.support.creators import read_creator
from tests.support.makers import read_followers_of_sounds, read_maker, read_trend
from tests.support.track import said, track

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}'


class Person:
    """Somebody at the desk: opens pages and sends forms, with what a browser adds."""

    def __init__(self, desk):
        self.desk = desk
        self.cookie = ("Cookie", desk.cookie())

    def get(self, path, status=200):
        answer = self.desk.send("GET", path, [self.cookie, ("Sec-Fetch-Site", "none")])
        assert answer.status == status
        return answer

    def open(self, path, status=200):
        return BeautifulSoup(self.get(path, status).body.decode(), "html.parser")

    def send(self, path, **fields):
        headers = [
            self.cookie,
            ("Sec-Fetch-Site", "same-origin"),
            ("Origin", self.desk.origin),
            ("Content-Type", "application/x-www-form-urlencoded"),
        ]
        return self.desk.send("POST", path, headers, urlencode(fields).encode())

    def submit(self, form, **fields):
        """Send a form as it stands on the page, with these fields filled in."""
        filled = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
        filled |= {area["name"]: area.text.removeprefix("\n") for area in form.select("textarea[name]")}
        answer = self.send(form["action"], **{**filled, **fields})
        assert answer.status == 303, answer.body
        return answer.headers["location"]


@pytest.fixture
def person(desk):
    return Person(desk)


def words(tag):
    return " ".join(tag.get_text(" ").split())


def row_of(page, handle):
    return next(row for row in page.select("table.shortlist tbody tr") if row.select_one(".handle").text == handle)


def form_of(page, end):
    return page.select_one(f'form[action$="{end}"]')


def test_empty_desk_says_what_to_do(person):
    assert "click Save in the Fitlens panel" in words(person.open("/shortlist").main)
    assert "every profile that you open" in words(person.open("/creators").main)
    assert "Write a brief" in words(person.open("/briefs").main)


def test_shortlist_shows_numbers_with_their_ranges(desk, person):
    creator = read_creator(desk.store)
    briefs.put(desk.store, Brief(name="Crumb & Co.", keywords=("sourdough",)), now=NOW - DAY)
    shortlist.put(desk.store, creator, shortlist.EntryChange(notes="2 posts due"), now=NOW)
    (row,) = shortlist.rows(desk.store, now=NOW)
    following = row.scorecard.estimates["next_video_views"]
    shown = words(row_of(person.open("/shortlist"), "mira.bakes.slow"))
    assert "184K followers · en" in shown
    assert f"{row.scorecard.fit.score.value:.0f} {row.scorecard.fit.word}" in shown
    low, high = (f"{end / 1000:.3g}K" for end in (following.low, following.high))
    assert f"{low} " in shown
    assert f"{high} " in shown
    assert "2 posts due" in shown


def test_a_creator_shows_weights_reasons_with_their_videos_and_why_tools_differ(desk, person):
    read_creator(desk.store)
    brief = Brief(name="Crumb & Co.", keywords=("sourdough",), weights=Weights(1, 1, 0.5, 0))
    briefs.put(desk.store, brief, now=NOW - DAY)
    page = person.open("/creators/@mira.bakes.slow")
    parts = page.select(".parts > li")
    assert [words(part.select_one(".part .sub")) for part in parts] == [
        "40% of the fit", "40% of the fit", "20% of the fit", "0% of the fit",
    ]  # fmt: skip
    assert page.find("a", string="Change the weights")["href"].endswith("Co.#weight_niche")
    cited = parts[0].select(".cited a")
    assert cited[0]["href"].startswith("https://www.tiktok.com/@mira.bakes.slow/video/71")
    assert (len(cited), "Sourdough day" in cited[0].text) == (8, True)
    (grin,) = (row for row in page.select("table.others tbody tr") if words(row.th) == "GRIN")
    assert "It divides by followers, and a video here has" in words(grin)


def row_named(page, name):
    return next(row for row in page.select("table.numbers tbody tr") if words(row.th) == name)


def test_a_number_lists_its_videos_and_says_what_it_tells(desk, person):
    read_creator(desk.store)
    page = person.open("/creators/@mira.bakes.slow")
    typical = row_named(page, "Typical views").select(".behind li")
    assert (words(typical[0]), len(typical)) == ("16 Nov 2026 19.2K views Sourdough day 0 #breadtok", 12)
    assert typical[0].a["href"].startswith("https://www.tiktok.com/@mira.bakes.slow/video/71")
    assert "And 16 more videos. All videos, with what was left out and why" in words(
        row_named(page, "Typical views")
    )
    change = row_named(page, "Newest 5 against the 10 before")
    assert "9 in 10) No evidence of change" in words(change)
    assert len(change.select(".behind li")) == 12
    assert "And 3 more videos" in words(change)
    assert not row_named(page, "Paid posts against ordinary ones").select(".figure b")


def test_a_factors_range_says_how_likely_it_holds(desk, person):
    made = person.open(f"/creators/{read_maker(desk.store)}").find(id="made").parent
    assert re.search(
        r"Questions : videos with it got more views, [\d.]+× \([\d.]+× – [\d.]+×, 9 in 10\)", words(made)
    )
    assert "about 8 times in 10" in words(made)


def test_without_a_brief_the_fit_says_why_it_is_missing(desk, person):
    shortlist.put(desk.store, read_creator(desk.store), now=NOW)
    page = person.open("/shortlist")
    assert "write a brief" in words(row_of(page, "mira.bakes.slow")).lower()
    assert page.select(".ring-empty")


def test_stage_and_notes_are_kept_by_plain_forms(desk, person):
    creator = read_creator(desk.store)
    shortlist.put(desk.store, creator, now=NOW)
    form = person.open("/shortlist").select_one("form.notes")
    person.submit(form, notes="first line\r\nsecond \U0001f35e مرحبا")
    assert shortlist.get(desk.store, creator).notes == "first line\nsecond \U0001f35e مرحبا"
    person.submit(person.open("/shortlist").select_one("form.stage"), stage="agreed")
    entry = shortlist.get(desk.store, creator)
    assert (entry.stage, entry.notes[:5]) == ("agreed", "first")


def test_removing_offers_an_undo_that_brings_everything_back(desk, person):
    creator = read_creator(desk.store)
    shortlist.put(desk.store, creator, shortlist.EntryChange(stage="contacted", notes="asked"), now=NOW)
    after = person.submit(form_of(person.open("/shortlist?sort=fit"), "/remove"))
    assert "sort=fit" in after
    assert shortlist.entries(desk.store) == []
    page = person.open(after)
    assert "Removed @mira.bakes.slow from the shortlist. Undo" in words(page.main)
    back = person.submit(form_of(page, "/add"))
    assert "removed" not in back
    entry = shortlist.get(desk.store, creator)
    assert (entry.stage, entry.notes) == ("contacted", "asked")
    assert "Removed" not in words(person.open(after).main)


def test_the_removed_notice_can_not_be_made_up(person):
    assert "evil" not in person.get("/shortlist?removed=%40evil").body.decode()


@pytest.mark.parametrize(
    "place", ["https://evil.test/", "//evil.test/", "/\\evil.test", "javascript:alert(1)", "evil"]
)
def test_a_form_never_sends_a_person_elsewhere(desk, person, place):
    creator = read_creator(desk.store)
    answer = person.send(f"/shortlist/{creator}/add", back=place)
    assert (answer.status, answer.headers["location"]) == (303, "/shortlist")


@pytest.mark.parametrize(
    ("path", "fields"),
    [("/stage", {"stage": "married"}), ("/notes", {"notes": "x" * 10_001}), ("/lists", {"lists": "x" * 81})],
)
def test_what_an_entry_can_not_hold_is_refused_in_one_sentence(desk, person, path, fields):
    creator = read_creator(desk.store)
    shortlist.put(desk.store, creator, now=NOW)
    before = shortlist.get(desk.store, creator)
    answer = person.send(f"/shortlist/{creator}", **fields)
    page = BeautifulSoup(answer.body.decode(), "html.parser")
    assert answer.status == 400
    assert "keep notes under 10,000 characters" in words(page.main)
    if "notes" in fields:
        assert page.select_one("textarea").text.strip() == fields["notes"]
    assert shortlist.get(desk.store, creator) == before


def test_the_longest_notes_of_the_widest_script_are_kept(desk, person):
    creator = read_creator(desk.store)
    shortlist.put(desk.store, creator, now=NOW)
    notes = "面" * 10_000
    assert person.send(f"/shortlist/{creator}", notes=notes).status == 303
    assert shortlist.get(desk.store, creator).notes == notes


def test_an_endless_form_is_refused_and_the_desk_lives_on(desk, person):
    creator = read_creator(desk.store)
    shortlist.put(desk.store, creator, now=NOW)
    assert person.send(f"/shortlist/{creator}", notes="x" * 600_000).status == 413
    assert person.get("/shortlist").status == 200


def shown_handles(page):
    return [tag.text for tag in page.select("table.shortlist .handle")]


def test_sorting_and_filtering(desk, person):
    for key, (handle, usual, stage, lists) in enumerate(
        [
            ("big", 900_000, "agreed", ("Autumn",)),
            ("small", 3_000, "to_contact", ()),
            ("middle", 50_000, "agreed", ()),
        ],
        1,
    ):
        creator = read_creator(desk.store, key=key, handle=handle, usual=usual)
        shortlist.put(desk.store, creator, shortlist.EntryChange(stage=stage, lists=lists), now=NOW - key)
    assert shown_handles(person.open("/shortlist?sort=next")) == ["big", "middle", "small"]
    assert shown_handles(person.open("/shortlist?sort=next&order=up")) == ["small", "middle", "big"]
    assert shown_handles(person.open("/shortlist?sort=creator&order=up")) == ["big", "middle", "small"]
    assert set(shown_handles(person.open("/shortlist?stage=agreed"))) == {"big", "middle"}
    assert shown_handles(person.open("/shortlist?list=Autumn")) == ["big"]
    assert shown_handles(person.open("/shortlist?q=%40MIDD")) == ["middle"]
    assert "No one matches" in words(person.open("/shortlist?q=nobody").main)
    header = person.open("/shortlist?sort=next").select_one('th[aria-sort="descending"]')
    assert words(header).startswith("Next video")


def test_a_row_without_the_number_comes_last_either_way(desk, person):
    for key, handle in enumerate(("full", "bare"), 1):
        creator = read_creator(desk.store, key=key, handle=handle, followers=1_000 if handle == "full" else None)
        shortlist.put(desk.store, creator, now=NOW)
    for order in ("up", "down"):
        assert shown_handles(person.open(f"/shortlist?sort=followers&order={order}")) == ["full", "bare"]


@pytest.mark.parametrize(
    "query",
    ["sort=%00&order=x&page=-1", "page=99999999999999999999", "page=%D9%A3", "q=%ff%fe", "stage=x&list=%F0"],
)
def test_odd_addresses_show_a_page(desk, person, query):
    shortlist.put(desk.store, read_creator(desk.store), now=NOW)
    for path in ("/shortlist", "/creators", "/creators/@mira.bakes.slow"):
        person.get(f"{path}?{query}")


def test_export_holds_what_the_page_shows(desk, person):
    for key, handle in enumerate(("one", "two"), 1):
        shortlist.put(
            desk.store,
            read_creator(desk.store, key=key, handle=handle),
            shortlist.EntryChange(notes="=1+1"),
            now=NOW,
        )
    answer = person.get("/shortlist.csv?q=two")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="fitlens-shortlist-2026-11-18.csv"'
    (line,) = csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig")))
    assert (line["handle"], line["notes"]) == ("two", "'=1+1")
    assert float(line["next_video_views_low"]) < float(line["next_video_views"])


def test_creator_page_says_what_was_left_out_and_why(desk, person):
    creator = read_creator(desk.store)
    page = person.open(f"/creators/{creator}")
    left_out = [words(chip) for chip in page.select(".videos .chip")]
    assert sorted(left_out) == ["Left out: pinned to the top", "Left out: sponsored"]
    assert "28 of 30 videos used" in words(page.main)
    assert len(page.select(".dot")) == 28
    assert len(page.select(".dot-left-out")) == 2
    names = [words(head) for head in page.select(".numbers tbody th")]
    assert {"Engagement rate", "Typical views", "Next video's views", "Posts a week", "Sponsored share"} <= set(
        names
    )
    assert "HypeAuditor" in words(page.main)


def test_creator_page_says_what_the_videos_are_about(desk, person):
    creator = read_creator(desk.store, caption="Sourdough and wine with Flourish {n} #breadtok")
    briefs.put(desk.store, Brief(name="Crumb", keywords=("flour",), competitors=("Flourish",)), now=NOW)
    page = person.open(f"/creators/{creator}")
    about = {words(row.dt): row.dd for row in page.select(".about > div")}
    assert "Baking 30 videos" in words(about["Topics"])
    (sensitive,) = (dd for title, dd in about.items() if title.startswith("Sensitive subjects"))
    assert "Alcohol 30 videos · wine" in words(sensitive)
    (competitors,) = (dd for title, dd in about.items() if title.startswith("Your competitors"))
    assert "Flourish 30 videos" in words(competitors)
    assert competitors.a["href"].startswith("https://www.tiktok.com/@mira.bakes.slow/video/7")


def made(page):
    return page.select_one("section[aria-labelledby=made]")


def test_creator_page_says_what_videos_with_something_got(desk, person):
    read_followers_of_sounds(desk.store)
    page = person.open(f"/creators/{read_maker(desk.store)}")
    rows = {row.th.b.text: row.select("td") for row in made(page).select("tbody tr")}
    share, views, engagement = (words(cell) for cell in rows["Questions"])
    assert share == "51% 30 of 59"  # one of the 60 is a photo post
    assert "Videos with it got more views" in views
    assert "No evidence of a change" in engagement
    assert words(rows["Photo posts"][1]) == "Too few to compare: 1 video with it"
    assert words(made(page).select_one(".facts")).startswith("Questions : videos with it got more views,")
    assert "Not seen in the posts read: " in words(made(page))
    assert "What was read does not show: Labelled as AI" in words(made(page))
    told = {words(row.dt): words(row.dd) for row in made(page).select(".about > div")}
    sounds = told["Sounds, early or late among the creators you have read"]
    assert "Slow oven The Proofers 21 days after the middle of 6 other creators" in sounds
    assert "Crust" not in sounds
    assert (
        "7 of 20 comments read carry the creator's like, but a share with a range needs the comments of 5 videos"
        in told["Comments the creator liked of those that were read"]
    )


def test_creator_page_says_who_was_early_with_trends(desk, person):
    page = person.open(f"/creators/{read_trend(desk.store)}")
    told = {words(row.dt): words(row.dd) for row in made(page).select(".about > div")}
    trends = told["Trends, early or late among the creators you have read"]
    assert "33% of 3 rising hashtags before most others" in trends
    assert "days before the middle of 8 other creators" in trends
    assert "Rides a trend" in {row.th.b.text for row in made(page).select("tbody tr")}
    silent = person.open(f"/creators/{read_maker(desk.store)}")
    assert "At least 3 hashtags are needed that rose among 3 other creators" in words(made(silent))


def test_where_nothing_stands_out_the_page_says_so(desk, person):
    page = person.open(f"/creators/{read_maker(desk.store, asks=0.0)}")
    assert "Nothing stands out from chance" in words(made(page))
    assert "At least 3 sounds are needed" in words(made(page))
    few = person.open(f"/creators/{read_creator(desk.store, key=9, handle='new.oven', videos=3)}")
    assert "Nothing can be compared yet" in words(made(few))
    assert "No comments were read" in words(made(few))


def test_missing_numbers_say_why(desk, person):
    read_creator(desk.store, videos=1, handle="new.oven", followers=None)
    page = person.open("/creators/@new.oven")
    row = next(row for row in page.select(".numbers tr") if "Views per follower" in row.text)
    assert "followers was not read" in words(row)


def test_creators_can_be_found_by_id_and_handle_and_unknown_ones_get_a_sentence(desk, person):
    creator = read_creator(desk.store)
    for ref in (creator, "@mira.bakes.slow", "@MIRA.bakes.slow", "mira.bakes.slow"):
        assert words(person.open(f"/creators/{ref}").h1) == "@mira.bakes.slow"
    assert "has not seen @nobody yet" in words(person.open("/creators/@nobody", 404).main)
    person.get("/creators/" + quote("@\U0001f35e<script>"), 404)
    assert "There is nothing at this address" in words(person.open("/nowhere", 404).main)


def test_what_is_new_since_the_last_look(desk, person):
    creator = read_creator(
        desk.store, seen_at=NOW - 9 * DAY, newest_at=NOW - 8 * DAY, videos=28, followers=180_000
    )
    shortlist.put(desk.store, creator, now=NOW - 9 * DAY)
    assert "first look" in words(person.open(f"/creators/{creator}").select_one(".news"))
    looked = form_of(person.open(f"/creators/{creator}"), "/looked")
    person.submit(looked, until=str(NOW - 8 * DAY))
    assert "Nothing new since 10 Nov 2026" in words(person.open(f"/creators/{creator}").select_one(".news"))
    for seen_at in (NOW - 2 * DAY, NOW - DAY):
        read_creator(desk.store, seen_at=seen_at, newest_at=NOW - 2 * DAY, videos=30, followers=184_300)
    news = words(person.open(f"/creators/{creator}").select_one(".news"))
    assert "2 new videos" in news
    assert "28 videos were read again" in news
    assert "Followers 180K → 184K" in news
    read_creator(desk.store, seen_at=NOW - DAY + 60, newest_at=NOW - 2 * DAY, videos=30, followers=180_020)
    assert "Followers" not in words(person.open(f"/creators/{creator}").select_one(".news"))
    person.submit(form_of(person.open(f"/creators/{creator}"), "/looked"))
    assert "Nothing new" in words(person.open(f"/creators/{creator}").select_one(".news"))


def test_opening_a_page_changes_nothing(desk, person):
    creator = read_creator(desk.store)
    shortlist.put(desk.store, creator, now=NOW)
    person.get(f"/creators/{creator}")
    assert shortlist.last_look(desk.store, creator) is None
    for path in ("remove", "add", "looked"):
        person.get(f"/shortlist/{creator}/{path}", 404 if path == "looked" else 405)


def test_a_prices_range_is_never_called_a_chance(desk, person):
    creator = read_creator(desk.store)
    brief = Brief(
        name="Crumb & Co.", keywords=("sourdough",), cpm=PriceRange(5, 12), margin=0.6, average_order=38.0,
        conversion_rate=0.02,
    )  # fmt: skip
    briefs.put(desk.store, brief, now=NOW - DAY)
    read_creator(desk.store, key=2, handle="other.oven")
    for name in ("Fair price", "Walk-away price"):
        rows = [row for row in person.open(f"/creators/{creator}").select(".numbers tr") if words(row.th) == name]
        assert "$" in words(rows[0])
        assert not re.search(r"\(\d+ in \d+\)", words(rows[0]))
        assert "Not a chance" in words(rows[0])
    page = person.open(f"/compare?creator={creator}&creator=@other.oven")
    (price,) = (row.th for row in page.select(".compared tr") if row.th and words(row.th).startswith("Fair price"))
    assert "at your prices" in words(price)
    assert "in 10" not in words(price)


def test_looking_writes_no_forecast_down(desk, person):
    creator = read_creator(desk.store)
    for path in (
        f"/creators/{creator}", "/creators", "/shortlist", "/accuracy", f"/compare?creator={creator}",
        f"/api/v1/creators/{creator}/scorecard", f"/api/v1/creators/{creator}/look", "/api/v1/accuracy",
    ):  # fmt: skip
        person.get(path)
    assert desk.store.forecasts.creators() == ()
    person.submit(form_of(person.open(f"/creators/{creator}"), "/shown"))
    assert len(forecasting.record_of(desk.store, creator).forecasts) == 1


def test_the_track_record_says_when_the_first_marks_come(desk, person):
    assert "No forecast yet" in words(person.open("/accuracy").main)
    creator = read_creator(desk.store, newest_at=NOW - 3 * DAY)
    key = desk.store.observations.find(creator)
    desk.store.forecasts.record(key, said(NOW - 4 * DAY, middle=40_000))
    assert "1 creator was read and is not marked yet" in words(person.open("/accuracy").main)
    forecasting.mark_some(desk.store, now=NOW)
    shown = words(person.open("/accuracy").main)
    assert "1 forecast written down, none marked yet" in shown
    assert "The first mark can come on 21 Nov 2026" in shown
    assert "Not tried yet" in shown


def test_few_marks_are_counted_without_a_share(desk, person):
    track(desk.store, key=1, videos=3)
    forecasting.mark_some(desk.store, now=NOW)
    page = person.open("/accuracy")
    week = words(page.select_one("section[aria-labelledby=after-7]"))
    assert re.search(
        r"[0-3] of 3 landed in the range Too few to say: 3 marked of 1 creator, it takes 10 of 5", week
    )
    assert not page.select(".promise")
    for _ in accuracy.check(desk.store, now=NOW):
        pass
    assert "Nothing to try it on yet" in words(person.open("/accuracy").main)
    track(desk.store, key=1, videos=8)
    for _ in accuracy.check(desk.store, now=NOW):
        pass
    assert "Too few to say: it takes 5 creators" in words(person.open("/accuracy").main)


def test_the_track_record_shows_shares_misses_and_the_creators_behind(desk, person):
    for key in range(1, 7):
        track(desk.store, key=key)
    track(desk.store, key=7, handle="far.off", name='<b>"', shift=2.5)
    for _ in accuracy.check(desk.store, now=NOW):
        pass
    page = person.open("/accuracy")
    record = accuracy.accuracy(desk.store, now=NOW).recorded[1]
    month = words(page.select_one("section[aria-labelledby=after-30]"))
    assert f"{record.landed['0.8']} of {record.read} landed in the range" in month
    assert f"{percent(record.shares['0.8'].low)} – {percent(record.shares['0.8'].high)}" in month
    miss = page.select_one("section[aria-labelledby=misses] tbody tr")
    assert words(miss.th) == 'far.off <b>"'
    assert miss.th.a["href"] == "/creators/@far.off#forecasts"
    assert miss.select_one("td a")["href"].startswith("https://www.tiktok.com/@far.off/video/76000007")
    assert words(miss.select_one(".chip")) == "Below it"
    assert "@track3" in words(page.select_one(".most"))
    assert "The last 5" in words(page.select_one("section[aria-labelledby=backtest]"))
    assert "Of 18 Nov 2026 , on 7 creators." in words(page.select_one("section[aria-labelledby=backtest]"))
    listed = person.open("/creators/@far.off").select_one("section[aria-labelledby=forecasts]")
    assert listed.select_one("td a")["href"].startswith("https://www.tiktok.com/@far.off/video/76000007")


def check_state(desk):
    return desk.program(desk.pair(origin=None, name="a program")[1], "GET", "/api/v1/accuracy/check").json


def test_a_check_that_runs_or_broke_off_is_told(desk, person):
    begun, go_on = threading.Event(), threading.Event()

    def work():
        yield Progress(120, 410)
        begun.set()
        go_on.wait(30)
        raise Unusable("The disk is full: make room and try again.")

    assert desk.background.start(work)
    assert begun.wait(30)
    assert not desk.background.start(work)
    assert check_state(desk) == {"running": {"done": 120, "total": 410}, "failed": None}
    page = person.open("/accuracy")
    assert "Checking: 120 of 410 steps" in words(page.main)
    assert page.select_one('meta[http-equiv="refresh"]')
    assert not form_of(page, "/accuracy/check")
    go_on.set()
    while check_state(desk)["running"]:
        pass
    page = person.open("/accuracy")
    assert "The last check broke off: The disk is full: make room and try again." in words(page.main)
    assert not page.select('meta[http-equiv="refresh"]')


def test_a_check_is_started_by_a_plain_form(desk, person):
    for key in range(1, 4):
        track(desk.store, key=key)
    assert person.submit(form_of(person.open("/accuracy"), "/accuracy/check")) == "/accuracy"
    while check_state(desk)["running"]:
        pass
    assert accuracy.accuracy(desk.store, now=NOW).backtest.creators == 3


def test_a_video_that_can_be_read_now_is_named(desk, person):
    creator = read_creator(desk.store, newest_at=NOW - 8 * DAY, seen_at=NOW - 5 * DAY)
    desk.store.forecasts.record(desk.store.observations.find(creator), said(NOW - 9 * DAY, middle=40_000))
    forecasting.mark_some(desk.store, now=NOW)
    (wait,) = person.open("/accuracy").select(".open li")
    assert words(wait) == "@mira.bakes.slow 1 forecast at 7 days, until 19 Nov 2026"
    assert wait.a["href"] == "https://www.tiktok.com/@mira.bakes.slow"


def test_repeated_readings_become_a_chart(desk, person):
    read_creator(desk.store, seen_at=NOW - 9 * DAY, newest_at=NOW - 10 * DAY)
    assert not person.open("/creators/@mira.bakes.slow").select(".growth")
    read_creator(desk.store, seen_at=NOW - DAY, newest_at=NOW - 10 * DAY, usual=60_000)
    assert len(person.open("/creators/@mira.bakes.slow").select(".growth")) == 30


def test_text_of_strangers_is_text_everywhere(desk, person):
    video = Video(
        id="7100000000000000001", creator_id="99", handle="evil", created_at=NOW - 40 * DAY, caption=HOSTILE,
        hashtags=(HOSTILE,), ad=AdFlags(is_ad=False), counts=Counts(1000, 50, 5, 5, 5),
    )  # fmt: skip
    creator = Creator(
        id="99", handle="evil", name=HOSTILE, language=HOSTILE, region=HOSTILE, counts=CreatorCounts(5)
    )
    reading = Reading(format="t", outcome="read", says="", creators=(creator,), videos=(video,), about="evil")
    desk.store.observations.record(reading, seen_at=NOW - DAY, source="api")
    briefs.put(desk.store, Brief(name="x'\"><b>", keywords=(HOSTILE[:70],)), now=NOW)
    change = shortlist.EntryChange(notes=HOSTILE, lists=(HOSTILE[:70],), tags=(HOSTILE[:70],))
    shortlist.put(desk.store, "99", change, now=NOW)
    access.ask(desk.store, HOSTILE[:58], "K7QX", CHROME, NOW)
    for path in (
        "/shortlist",
        "/creators",
        "/creators/99",
        "/briefs",
        "/connection",
        f"/shortlist?q={quote(HOSTILE)}",
    ):
        page = person.open(path)
        assert [tag["src"] for tag in page.select("script")] == ["/static/desk.js"]
        assert not page.select("img, b b, [onerror], style, [style]")
        assert "49" not in words(page.main).split()


def test_pages_hold_to_the_strict_policy(desk, person):
    creator = read_creator(desk.store)
    shortlist.put(desk.store, creator, now=NOW)
    for path in ("/shortlist", f"/creators/{creator}", "/creators", "/briefs", "/briefs/new", "/connection"):
        answer = person.get(path)
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        page = BeautifulSoup(answer.body.decode(), "html.parser")
        assert not page.select("[style], style, script:not([src])")
        remote = [tag for tag in page.select("[src], link[href]") if "//" in (tag.get("src") or tag.get("href"))]
        assert remote == []


def test_brief_editor_keeps_what_was_typed_when_something_is_wrong(desk, person):
    form = person.open("/briefs/new").select_one("form.brief")
    answer = person.send(
        form["action"], name="Crumb & Co.", keywords="", sells="kits", budget="a lot", currency="EUR"
    )
    page = BeautifulSoup(answer.body.decode(), "html.parser")
    assert answer.status == 400
    assert briefs.all_briefs(desk.store) == []
    assert page.select_one("#budget")["value"] == "a lot"
    assert page.select_one("#budget")["aria-invalid"] == "true"
    assert page.select_one("#sells").text.strip() == "kits"
    assert words(page.select_one("#budget-error")) == "Write a number like 1500 or 1500.50."


def test_every_mistake_of_a_brief_is_listed_under_its_fields_label(desk, person):
    briefs.put(desk.store, Brief(name="Crumb", keywords=("bread",)), now=NOW)
    answer = person.send(
        "/briefs/new", name="Crumb", currency="EUR", weight_niche="100", cpm_low="9", cpm_high="3"
    )
    page = BeautifulSoup(answer.body.decode(), "html.parser")
    listed = [link.text for link in page.select("[role=alert] a")]
    assert [text.partition(":")[0] for text in listed] == ["Name", "Keywords", "CPM, high"]
    for link in page.select("[role=alert] a"):
        field = link["href"].removeprefix("#")
        label = page.select_one(f'label[for="{field}"]').text
        assert label.startswith(link.text.partition(":")[0])
        assert page.select_one(f"#{field}-error")


def test_a_brief_is_written_used_renamed_and_deleted(desk, person):
    place = person.submit(
        person.open("/briefs/new").select_one("form.brief"), name="Crumb & Co.", keywords="sourdough"
    )
    page = person.open(place)
    assert "Saved." in words(page.main)
    assert briefs.active(desk.store) == "Crumb & Co."
    place = person.submit(page.select_one("form.brief"), name="Crumb, renamed?", hashtags="#breadtok")
    assert [brief.name for brief in briefs.all_briefs(desk.store)] == ["Crumb, renamed?"]
    assert briefs.active(desk.store) == "Crumb, renamed?"
    assert briefs.get(desk.store, "Crumb, renamed?").keywords == ("sourdough",)
    person.submit(form_of(person.open(place), "/remove"))
    assert briefs.all_briefs(desk.store) == []


def test_a_new_brief_never_replaces_another(desk, person):
    briefs.put(desk.store, Brief(name="Crumb", keywords=("bread",)), now=NOW)
    answer = person.send("/briefs/new", name="CRUMB", keywords="cake", currency="USD", weight_niche="100")
    assert answer.status == 400
    assert "There is a brief of this name already" in answer.body.decode()
    assert briefs.get(desk.store, "Crumb").keywords == ("bread",)


def test_pairing_request_waits_on_every_page_and_is_allowed_by_a_click(desk, person):
    waiting = access.ask(desk.store, "Chromium on Linux", "K7QX", CHROME, NOW)
    banner = person.open("/shortlist").select_one("[data-waiting-banner]")
    assert not banner.has_attr("hidden")
    page = person.open("/connection")
    assert words(page.select_one(".code")) == "K7QX"
    person.submit(form_of(page, f"{waiting.id}/allow"))
    assert access.waiting(desk.store, NOW) == []
    page = person.open("/connection")
    assert "Allowed: waiting for the browser to collect its key…" in words(page.main)
    assert "Nobody is asking" not in words(page.main)
    assert "No browser is connected" not in words(page.main)
    assert access.collect(desk.store, waiting.id, CHROME, NOW) is not None
    page = person.open("/connection")
    assert "Chromium on Linux" in words(page.select_one(".clients"))
    assert "Nobody is asking" in words(page.main)
    person.submit(page.select_one(".clients form"))
    assert access.clients(desk.store) == []
    assert person.open("/shortlist").select_one("[data-waiting-banner]").has_attr("hidden")


def test_refusing_and_answering_too_late(desk, person):
    waiting = access.ask(desk.store, "Chromium", "K7QX", CHROME, NOW)
    form = form_of(person.open("/connection"), f"{waiting.id}/refuse")
    person.submit(form)
    answer = person.send(form["action"])
    assert answer.status == 404
    assert "it expired or was answered" in answer.body.decode()


def test_the_folder_to_load_is_named(person):
    assert words(person.open("/connection").select_one(".folder")).endswith("extension")


def test_the_file_for_firefox_is_named_as_the_packaging_names_it(person):
    version = json.loads((Path(__file__).parents[2] / "extension/manifest.json").read_text())["version"]
    assert f"dist/fitlens-{version}-firefox.zip" in words(person.open("/connection").main)
