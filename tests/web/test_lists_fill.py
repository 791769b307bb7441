"""The creators' list shows a fit for the brief in use whatever happened before, and ranks by no other."""

import pytest

from companion.model import DAY, Brief
from companion.service import briefs, lists, scoring
from companion.store import open_store
from companion.web.upkeep import Upkeep
from tests.e2e.driver import eventually
from tests.support.callers import NOW
from tests.support.creators import read_creator
from tests.web.test_pages import Person, words

BREAD = Brief(name="Bread", keywords=("sourdough",))
SOAP = Brief(name="Soap", keywords=("skincare",))


@pytest.fixture
def person(desk):
    return Person(desk)


@pytest.fixture
def three(desk):
    read_creator(desk.store)
    read_creator(desk.store, key=2, handle="glow.with.ana", caption="Skincare routine {n}", hashtags=("skincare",))
    read_creator(desk.store, key=3, handle="new.oven", videos=2, caption="First loaf", hashtags=())


def fits(person, order=""):
    """What stands under Fit, by handle and in the order of the page."""
    rows = person.open(f"/creators{order}").select("table.creators tbody tr")
    return {row.select_one(".handle").text: words(row.select_one('[data-label="Fit"]')) for row in rows}


def known(person):
    return all(said[0].isdigit() for said in fits(person).values())


def test_whoever_was_read_gets_a_fit_without_being_opened(desk, person, three):
    briefs.put(desk.store, BREAD, now=NOW - DAY)
    eventually(lambda: known(person))
    assert not person.open("/creators").select("[data-filling]")


def test_another_brief_or_another_wording_leads_to_other_fits_and_another_order(desk, person, three):
    briefs.put(desk.store, BREAD, now=NOW)
    eventually(lambda: known(person))
    first = fits(person, "?sort=fit")
    assert next(iter(first)) == "mira.bakes.slow"
    briefs.put(desk.store, SOAP, now=NOW)
    person.send("/briefs/use", name="Soap")
    eventually(lambda: known(person) and fits(person) != first)
    assert next(iter(fits(person, "?sort=fit"))) == "glow.with.ana"
    briefs.put(desk.store, Brief(name="Soap", keywords=("sourdough",)), now=NOW)
    eventually(lambda: next(iter(fits(person, "?sort=fit"))) == "mira.bakes.slow")


def test_until_then_a_row_shows_no_fit_for_another_brief(tmp_path):
    store = open_store(tmp_path / "home")
    read_creator(store)
    briefs.put(store, BREAD, now=NOW)
    (key,) = lists.due(store, 9)
    lists.bring_up_to_date(store, key, now=NOW)
    (row,) = store.observations.rows((key,))
    assert (row.made_for, lists.without_fit(store), lists.due(store, 9)) == (lists.fit_for(store), 0, ())
    briefs.put(store, Brief(name="Bread", keywords=("bagel",)), now=NOW)
    assert (row.made_for == lists.fit_for(store), lists.without_fit(store)) == (False, 1)
    assert lists.due(store, 9) == (key,)
    (ranked,) = store.observations.creators(sort="fit").rows
    assert scoring.fresh(store, ranked, BREAD, now=NOW) == row.scorecard
    store.close()


def test_a_page_that_waits_says_how_many_are_being_worked_out(desk, person, three, monkeypatch):
    monkeypatch.setattr("companion.service.lists.due", lambda *_: ())
    briefs.put(desk.store, BREAD, now=NOW)
    page = person.open("/creators")
    assert "The fit for Bread of 3 of 3 creators is being worked out" in words(page.select_one("[data-filling]"))
    assert set(fits(person).values()) == {"Being worked out"}
    assert "Not enough data" not in words(page.table)


def test_one_that_cannot_be_scored_keeps_no_other_waiting(tmp_path, monkeypatch, caplog):
    store = open_store(tmp_path / "home")
    for key in (1, 2, 3):
        read_creator(store, key=key, handle=f"baker.{key}")
    briefs.put(store, BREAD, now=NOW)
    broken = store.observations.find("@baker.2")
    score = lists.bring_up_to_date

    def fail(store, key, *, now):
        if key == broken:
            raise RuntimeError("a fault of ours")
        score(store, key, now=now)

    monkeypatch.setattr("companion.service.lists.bring_up_to_date", fail)
    upkeep = Upkeep(store, lambda: NOW)
    upkeep.start()
    eventually(lambda: lists.without_fit(store) == 1)
    upkeep.stop()
    assert lists.due(store, 9) == (broken,)
    assert "could not be scored" in caplog.text
    store.close()
