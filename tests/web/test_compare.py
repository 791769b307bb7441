"""Creators side by side, over real HTTP: the API's answer, the desk's page, and what they refuse."""

from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup

from companion.model import DAY, Brief, PriceRange
from companion.service import briefs, shortlist
from tests.support.callers import NOW
from tests.support.creators import read_creator

LONG = "the.extremely.long.handle.of.a.very.patient.baker.from.nowhere"


@pytest.fixture
def bakers(desk):
    """A strong baker, her twin, one who is off the topic, and one of whom nothing but the header was read."""
    made = (
        {"key": 1, "handle": "mira.bakes"},
        {"key": 2, "handle": "ned.bakes"},
        {"key": 3, "handle": "tamsin.runs", "caption": "Morning run {n}", "hashtags": (), "usual": 2_000},
        {"key": 4, "handle": "new.oven", "videos": 0, "followers": None},
    )
    for one in made:
        shortlist.put(desk.store, read_creator(desk.store, **one), now=NOW)
    brief = Brief(name="Crumb & Co.", keywords=("sourdough",), cpm=PriceRange(8, 15))
    briefs.put(desk.store, brief, now=NOW - DAY)
    briefs.put(desk.store, Brief(name="Runner", keywords=("run",)), now=NOW - DAY)
    return desk


@pytest.fixture
def token(desk):
    return desk.pair(None, "Reports")[1]


def ask(desk, token, creators, **more):
    query = "".join(f"&{name}={quote(value)}" for name, value in more.items())
    return desk.program(token, "GET", f"/api/v1/compare?creators={quote(creators)}{query}")


def open_page(desk, *creators, **more):
    query = "&".join(
        f"{name}={quote(each)}" for name, each in [*(("creator", c) for c in creators), *more.items()]
    )
    answer = desk.send("GET", f"/compare?{query}", [("Cookie", desk.cookie()), ("Sec-Fetch-Site", "none")])
    assert answer.status == 200
    return BeautifulSoup(answer.body.decode(), "html.parser")


def words(tag):
    return " ".join(tag.get_text(" ").split())


def test_the_answer_ranks_says_ties_and_sets_apart(bakers, token):
    found = ask(bakers, token, "@mira.bakes, ned.bakes,@tamsin.runs,@new.oven").json
    assert (found["brief"], set(found["creators"])) == (
        "Crumb & Co.",
        {"@mira.bakes", "@ned.bakes", "@tamsin.runs", "@new.oven"},
    )
    fit = found["measures"]["fit"]
    assert [place["creator"] for place in fit["places"]][2:] == ["@tamsin.runs"]
    verdicts = {frozenset((pair["better"], pair["other"])): pair["verdict"] for pair in fit["pairs"]}
    assert verdicts[frozenset(("@mira.bakes", "@ned.bakes"))] == "too close to call"
    assert verdicts[frozenset(("@mira.bakes", "@tamsin.runs"))] == "ahead"
    assert [apart["creator"] for apart in fit["apart"]] == ["@new.oven"]
    assert set(found["measures"]) == {
        "fit", "engagement_rate", "typical_views", "next_video_views", "fair_price",
    }  # fmt: skip


def test_a_price_has_no_better_end_and_no_rank(bakers):
    page = open_page(bakers, "@mira.bakes", "@tamsin.runs")
    rows = {row.th.contents[0].strip(): words(row) for row in page.select("table.compared tbody tr")}
    assert "Rank 1" in rows["Typical views"]
    assert "$" in rows["Fair price"]
    assert "Rank" not in rows["Fair price"]
    assert "not better" in words(page.select_one("#of-fair_price"))


def test_another_brief_turns_the_order_round(bakers, token):
    (pair,) = ask(bakers, token, "@mira.bakes,@tamsin.runs", brief="Runner").json["measures"]["fit"]["pairs"]
    assert (pair["better"], pair["verdict"]) == ("@tamsin.runs", "ahead")


@pytest.mark.parametrize(
    ("creators", "status", "says"),
    [
        ("", 400, "at least two different creators"),
        ("@mira.bakes", 400, "at least two different creators"),
        ("@mira.bakes,mira.bakes,7000000000000000001", 400, "at least two different creators"),
        ("@mira.bakes,@nobody", 404, "has not seen @nobody yet"),
        ("@mira.bakes," + "x" * 2_000, 400, "creators"),
    ],
)
def test_what_can_not_be_compared_is_said(bakers, token, creators, status, says):
    answer = ask(bakers, token, creators)
    assert (answer.status, says in answer.json["error"]["message"]) == (status, True), answer.json


def test_at_most_twenty(desk, token):
    for key in range(21):
        read_creator(desk.store, key=key + 1, handle=f"baker{key}", videos=3)
    names = [f"@baker{key}" for key in range(21)]
    assert ask(desk, token, ",".join(names[:20])).status == 200
    refused = ask(desk, token, ",".join(names))
    assert (refused.status, refused.json["error"]["message"]) == (
        400,
        "At most 20 creators can be compared at once.",
    )
    assert "At most 20 creators" in words(open_page(desk, *names).main)


def test_unknown_briefs_and_names_are_refused(bakers, token):
    assert ask(bakers, token, "@mira.bakes,@ned.bakes", brief="Nope").status == 404
    assert desk_status(bakers, token, "/api/v1/compare") == 400
    assert desk_status(bakers, token, "/api/v1/compare?creators=a,b&sort=up") == 400


def desk_status(desk, token, path):
    return desk.program(token, "GET", path).status


def test_the_page_shows_every_number_and_who_is_ahead(bakers):
    page = open_page(bakers, "@mira.bakes", "@ned.bakes", "@tamsin.runs")
    rows = [words(row.th.contents[0]) for row in page.select("table.compared tbody tr")]
    assert rows == [
        "Fit", "Niche and audience", "Engagement", "Signals look usual", "Consistency and value",
        "Engagement rate", "Typical views", "Next video's views", "Posts a week", "Sponsored share", "Fair price",
    ]  # fmt: skip
    said = words(page.select_one('section[aria-labelledby="of-fit"]'))
    assert "are too close to call" in said
    assert "bakes is ahead of @tamsin.runs in" in said
    (mira,) = (row for row in page.select('section[aria-labelledby="of-fit"] .matrix tbody tr')
               if words(row.th) == "@mira.bakes")  # fmt: skip
    assert [words(cell) for cell in mira.select("td")].count("the same creator –") == 1
    assert all(
        len(row.select("td .range, td .ring, td .missing")) == 3 for row in page.select(".compared tbody tr")
    )


def test_who_has_no_fit_is_named_with_the_reason_and_not_ranked(bakers):
    page = open_page(bakers, "@mira.bakes", "@ned.bakes", "@new.oven")
    said = words(page.select_one('section[aria-labelledby="of-fit"] .verdicts'))
    assert "Not compared @new.oven : this account has not posted yet." in said
    assert "of 3" not in words(page.select_one("table.compared"))


def test_without_a_brief_the_rest_is_compared(bakers):
    for name in ("Crumb & Co.", "Runner"):
        briefs.remove(bakers.store, name)
    page = open_page(bakers, "@mira.bakes", "@ned.bakes")
    assert "Fit can’t be compared: write a brief to see the fit." in words(page.main)
    assert not page.select(".of-fit")
    assert page.select_one('section[aria-labelledby="of-typical_views"] .verdicts li')


def test_the_page_compares_for_the_brief_that_is_chosen_there_alone(bakers):
    page = open_page(bakers, "@mira.bakes", "@tamsin.runs", brief="Runner")
    assert page.select_one('select[name="brief"] option[selected]').text == "Runner"
    assert "@tamsin.runs is ahead of @mira.bakes" in words(page.select_one('[aria-labelledby="of-fit"]'))
    assert briefs.active(bakers.store) == "Crumb & Co."
    assert open_page(bakers, "@mira.bakes", "@ned.bakes", brief="gone").select("table.compared")


def test_too_few_are_asked_for_more_with_their_tick_kept(bakers):
    page = open_page(bakers, "@mira.bakes")
    assert "Name at least two different creators" in words(page.main)
    ticked = [box["value"] for box in page.select(".choices input[checked]")]
    assert ticked == ["@mira.bakes"]
    assert "Name at least two" not in words(open_page(bakers).main)


def test_the_unseen_are_named_and_the_others_compared(bakers):
    page = open_page(bakers, "@mira.bakes", "@ned.bakes", "@<b>nobody")
    assert "Fitlens has not seen @<b>nobody yet" in words(page.select_one("p.banner.look"))
    assert page.select("table.compared")


def test_an_empty_desk_says_what_to_do(desk):
    assert "at least two creators on the shortlist" in words(open_page(desk).main)


def test_the_shortlist_sends_its_ticks_by_a_plain_form(bakers):
    answer = bakers.send("GET", "/shortlist", [("Cookie", bakers.cookie()), ("Sec-Fetch-Site", "none")])
    page = BeautifulSoup(answer.body.decode(), "html.parser")
    form = page.select_one("form#compare")
    assert (form["method"], form["action"]) == ("get", "/compare")
    boxes = page.select('input[type="checkbox"][form="compare"]')
    assert {box["value"] for box in boxes} == {"@mira.bakes", "@ned.bakes", "@tamsin.runs", "@new.oven"}
    assert open_page(bakers, *[box["value"] for box in boxes]).select("table.compared")
