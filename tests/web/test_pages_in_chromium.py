"""The desk in a real browser: accessible in both themes, by keyboard, whole at 360 px; it keeps notes."""

import os
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from msgspec.structs import replace
from playwright.sync_api import Page, expect

from companion.model import DAY, Brief, Counts, Creator, Reading, Video, iso
from companion.service import access, accuracy, briefs, forecasting, lists, scoring, shortlist
from tests.support.callers import CHROME, NOW
from tests.support.creators import read_creator
from tests.support.makers import read_followers_of_sounds, read_maker, read_trend
from tests.support.track import track

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LONG = "the.extremely.long.handle.of.a.very.patient.baker.from.nowhere"
PAGES = (
    "/shortlist",
    "/shortlist?q=nobody",
    "/creators",
    "/creators/@mira.bakes.slow",
    "/creators/@khubz.albayt",
    f"/creators/@{LONG}",
    "/creators/@ask.mira",
    "/creators/@rises.0",
    "/creators/@nobody",
    "/compare",
    "/compare?creator=@nobody",
    f"/compare?creator=@mira.bakes.slow&creator=@khubz.albayt&creator=@{LONG}&creator=@new.oven",
    "/accuracy",
    "/briefs",
    "/briefs/new",
    "/briefs/Crumb%20%26%20Co.",
    "/connection",
)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    path = os.environ.get("FITLENS_BROWSER") or shutil.which("chromium") or shutil.which("chromium-browser")
    return {**browser_type_launch_args, "channel": "chromium", **({"executable_path": path} if path else {})}


@pytest.fixture
def stocked(desk):
    """A desk with creators of every kind: usual, right-to-left, long names, few videos."""
    mira = read_creator(desk.store, seen_at=NOW - 9 * DAY, newest_at=NOW - 10 * DAY, videos=27)
    read_creator(desk.store)
    arabic = read_creator(
        desk.store,
        key=2,
        handle="khubz.albayt",
        name="مطبخ خبز البيت",
        language="ar",
        caption="وصفة {n} خبز العجين",
    )
    long = read_creator(
        desk.store, key=3, handle=LONG, name="Wolfgang Amadeus Konstantin Freiherr von und zu Hohenbrot"
    )
    few = read_creator(desk.store, key=4, handle="new.oven", name=None, videos=1, followers=None, language=None)
    read_followers_of_sounds(desk.store)
    read_maker(desk.store)
    read_trend(desk.store)
    briefs.put(desk.store, Brief(name="Crumb & Co.", keywords=("sourdough",)), now=NOW - DAY)
    for creator in (mira, arabic, long, few):
        shortlist.put(desk.store, creator, shortlist.EntryChange(lists=("Autumn",)), now=NOW - 3 * DAY)
    shortlist.patch(desk.store, arabic, shortlist.EntryChange(notes="سألنا عن السعر"))
    shortlist.looked(desk.store, mira, now=NOW - 3 * DAY)
    forecast_and_read(desk.store, arabic, "khubz.albayt")
    for key in range(1, 6):
        track(desk.store, key=key, handle=LONG + "2" if key == 1 else None)
    for _ in accuracy.check(desk.store, now=NOW):
        pass
    access.create_client(desk.store, "Chrome on Windows", CHROME, now=NOW)
    access.ask(desk.store, "Chromium on Linux", "K7QX", CHROME, NOW)
    return desk


def forecast_and_read(store, creator_id, handle):
    """Three forecasts of different days; the video after the first was read when it was 7 and 30 days old."""
    for days in (60, 40, 2):
        card = scoring.look(store, creator_id, as_of=NOW - DAY, now=NOW).scorecard
        forecasting.note(store, store.observations.find(creator_id), replace(card, as_of=iso(NOW - days * DAY)))
    posted = NOW - 60 * DAY + 60
    for age, views in ((7, 9_000), (30, 4_000_000)):
        video = Video(
            id="7300000000000000001",
            creator_id=creator_id,
            handle=handle,
            created_at=posted,
            counts=Counts(views=views),
        )
        creator = Creator(id=creator_id, handle=handle)
        reading = Reading(format="t", outcome="read", says="", creators=(creator,), videos=(video,))
        store.observations.record(reading, seen_at=posted + age * DAY, source="api")


@pytest.fixture
def page(browser):
    """A fresh tab; the plugin's own one goes through pytest-base-url, which warns under our pytest."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def enter(stocked, page: Page):
    """Open the desk as a person does, by its one-time link; anything on the console fails the test."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{stocked.origin}/?ticket={access.new_ticket(stocked.store, NOW)}")
    expect(page).to_have_url(f"{stocked.origin}/connection")
    page.goto(f"{stocked.origin}/shortlist")
    yield page
    assert [text for text in said if "404" not in text] == []


def faults(page):
    found = Axe().run(page, options={"runOnly": WCAG}).response["violations"]
    return [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_is_accessible(stocked, enter, theme):
    enter.emulate_media(color_scheme=theme)
    for path in PAGES:
        enter.goto(stocked.origin + path)
        for details in enter.locator("details").all():
            details.evaluate("element => { element.open = true }")
        assert (path, faults(enter)) == (path, [])


def test_nothing_runs_out_of_a_narrow_screen(stocked, enter):
    enter.set_viewport_size({"width": 360, "height": 780})
    for path in PAGES:
        enter.goto(stocked.origin + path)
        for details in enter.locator(".duel details").all():
            details.evaluate("element => { element.open = true }")
        assert (path, enter.evaluate("document.documentElement.scrollWidth")) == (path, 360)


def test_narrow_rows_still_name_their_numbers(enter):
    enter.set_viewport_size({"width": 360, "height": 780})
    cell = enter.locator(".shortlist tbody tr").first.locator("td").nth(1)
    label = cell.evaluate("element => getComputedStyle(element, '::before').content")
    assert label == '"Engagement, 9 in 10"'


def test_the_keyboard_alone_reaches_everything(enter):
    enter.keyboard.press("Tab")
    expect(enter.get_by_role("link", name="Skip to the content")).to_be_focused()
    enter.keyboard.press("Enter")
    expect(enter.locator("main")).to_be_focused()
    reached = set()
    for _ in range(80):
        enter.keyboard.press("Tab")
        focused = enter.evaluate(
            """() => { const e = document.activeElement; const o = getComputedStyle(e);
            return [e.getAttribute('aria-label') || e.name || e.textContent.trim(), o.outlineStyle, e.tagName] }"""
        )
        if focused[2] == "BODY":
            break
        assert focused[1] != "none", focused
        reached.add(focused[0])
    assert {"Export CSV", "stage", "notes", "Remove @new.oven from the shortlist"} <= reached


def test_ticks_on_the_shortlist_lead_to_a_comparison(stocked, enter):
    button = enter.get_by_role("button", name="Compare")
    expect(button).to_be_disabled()
    for handle in ("mira.bakes.slow", "khubz.albayt"):
        enter.get_by_label(f"Compare @{handle}").focus()
        enter.keyboard.press("Space")
    expect(button).to_have_text("Compare 2")
    button.focus()
    enter.keyboard.press("Enter")
    expect(enter.get_by_role("columnheader")).to_have_count(2)
    expect(enter.locator("[aria-labelledby=of-fit] li")).to_have_count(1)
    enter.go_back()
    expect(button).to_have_text("Compare 2")


def test_notes_keep_themselves(stocked, enter):
    notes = enter.get_by_label("Notes on @new.oven")
    notes.fill("asked for a rate card \U0001f35e")
    expect(enter.locator("form.notes", has=notes).get_by_role("status")).to_have_text("Saved")
    assert shortlist.get(stocked.store, "@new.oven").notes == "asked for a rate card \U0001f35e"


def test_notes_are_kept_when_the_page_is_left_at_once(stocked, enter):
    enter.get_by_label("Notes on @new.oven").fill("typed and gone")
    with enter.expect_request(lambda request: request.method == "POST"):
        enter.get_by_role("link", name="Creators", exact=True).click()
    expect(enter.get_by_role("heading", name="Creators")).to_be_visible()
    enter.get_by_role("link", name="Shortlist", exact=False).first.click()
    expect(enter.get_by_label("Notes on @new.oven")).to_have_value("typed and gone")


def test_a_note_that_could_not_be_kept_says_so(stocked, enter):
    shortlist.remove(stocked.store, "@new.oven", now=NOW)
    notes = enter.get_by_label("Notes on @new.oven")
    notes.fill("lost?")
    status = enter.locator("form.notes", has=notes).get_by_role("status")
    expect(status).to_have_text("Not saved: reload the page and try again")
    expect(notes).to_have_value("lost?")


def test_choosing_a_stage_keeps_it(stocked, enter):
    stage = enter.get_by_label("Stage of @new.oven")
    stage.select_option("agreed")
    expect(enter.locator("form.stage", has=stage).get_by_role("status")).to_have_text("Saved")
    assert shortlist.get(stocked.store, "@new.oven").stage == "agreed"


def test_remove_and_undo_by_clicks(stocked, enter):
    shortlist.patch(stocked.store, "@new.oven", shortlist.EntryChange(stage="contacted", notes="keep me"))
    enter.get_by_role("button", name="Remove @new.oven from the shortlist").click()
    expect(enter.get_by_text("Removed @new.oven from the shortlist.")).to_be_visible()
    expect(enter.locator(".handle", has_text="new.oven")).to_have_count(0)
    enter.get_by_role("button", name="Undo").click()
    expect(enter.get_by_label("Notes on @new.oven")).to_have_value("keep me")
    expect(enter.get_by_label("Stage of @new.oven")).to_have_value("contacted")


def test_looking_at_a_creator_makes_the_news_old(stocked, enter):
    address = f"{stocked.origin}/creators/@mira.bakes.slow"
    with enter.expect_response("**/looked"):
        enter.goto(address)
        expect(enter.get_by_text("3 new videos")).to_be_visible()
    expect(enter.get_by_text("3 new videos")).to_be_visible()
    enter.goto(address)
    expect(enter.get_by_text("Nothing new since")).to_be_visible()


def test_the_forecast_before_a_persons_eyes_is_written_down(stocked, enter):
    record = forecasting.record_of(stocked.store, "@new.oven")
    with enter.expect_response("**/shown"):
        enter.goto(f"{stocked.origin}/creators/@new.oven")
    assert len(record.forecasts) == 0
    assert len(forecasting.record_of(stocked.store, "@new.oven").forecasts) == 1


def test_a_check_runs_beside_the_page_and_shows_by_itself(stocked, enter):
    enter.goto(f"{stocked.origin}/accuracy")
    expect(enter.get_by_role("heading", name="After 30 days")).to_be_visible()
    track(stocked.store, key=7, handle="late.oven")
    enter.reload()
    expect(enter.get_by_text("1 creator was read and is not marked yet")).to_be_visible()
    enter.get_by_role("button", name="Check again").click()
    expect(enter.get_by_text("not marked yet")).to_have_count(0)
    enter.goto(f"{stocked.origin}/creators/@late.oven")
    expect(enter.get_by_text("landed in the 80 % range").first).to_be_visible()


def test_a_request_that_comes_in_appears_and_is_allowed(stocked, enter):
    (first,) = access.waiting(stocked.store, NOW)
    access.refuse(stocked.store, first.id, NOW)
    enter.goto(f"{stocked.origin}/connection")
    expect(enter.get_by_text("Nobody is asking")).to_be_visible()
    asked = access.ask(stocked.store, "Edge on Windows", "Z9PL", CHROME, NOW)
    expect(enter.get_by_text("Z9PL", exact=True)).to_be_visible()
    enter.get_by_role("button", name="Allow", exact=True).click()
    expect(enter.get_by_text("Allowed: waiting for the browser to collect its key…")).to_be_visible()
    expect(enter.get_by_text("Nobody is asking")).to_have_count(0)
    assert access.collect(stocked.store, asked.id, CHROME, NOW) is not None
    expect(enter.locator(".clients").get_by_text("Edge on Windows")).to_be_visible()
    expect(enter.get_by_text("Nobody is asking")).to_be_visible()


def test_weights_say_what_they_make_of_the_whole(stocked, enter):
    enter.goto(f"{stocked.origin}/briefs/new")
    for name in ("Niche and audience", "Engagement", "Signals look usual", "Consistency and value"):
        enter.get_by_label(name, exact=True).fill("10")
    expect(enter.locator("output").first).to_have_text("25% of the fit")


def test_names_in_other_directions_stay_in_their_place(enter):
    row = enter.locator(".shortlist tbody tr", has_text="khubz.albayt")
    expect(row.get_by_label("Notes on @khubz.albayt")).to_have_css("direction", "rtl")
    box, figure = row.bounding_box(), row.locator(".range").first.bounding_box()
    assert box is not None
    assert figure is not None
    assert box["x"] <= figure["x"] < box["x"] + box["width"]


def test_everything_works_without_scripts(stocked, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{stocked.origin}/?ticket={access.new_ticket(stocked.store, NOW)}")
    page.goto(f"{stocked.origin}/shortlist")
    row = page.locator(".shortlist tbody tr", has_text="new.oven")
    row.get_by_label("Notes on @new.oven").fill("no scripts")
    row.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Notes on @new.oven")).to_have_value("no scripts")
    page.get_by_label("Stage of @new.oven").select_option("declined")
    page.locator(".shortlist tbody tr", has_text="new.oven").get_by_role("button", name="Set").click()
    expect(page.get_by_label("Stage of @new.oven")).to_have_value("declined")
    for handle in ("new.oven", "mira.bakes.slow"):
        page.get_by_label(f"Compare @{handle}").check()
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", name="Who is ahead")).to_be_visible()
    context.close()


def test_fits_fill_in_without_a_reload(stocked, enter, monkeypatch):
    """The list that waits for fits shows them as they come, in the same document."""
    due = lists.due
    monkeypatch.setattr("companion.service.lists.due", lambda *_: ())
    briefs.put(stocked.store, Brief(name="Soap", keywords=("soap",)), now=NOW)
    briefs.use(stocked.store, "Soap", now=NOW)
    enter.goto(f"{stocked.origin}/creators")
    expect(enter.get_by_text("being worked out").first).to_be_visible()
    enter.evaluate("window.here = true")
    monkeypatch.setattr("companion.service.lists.due", due)
    expect(enter.get_by_text("being worked out")).to_have_count(0, timeout=20_000)
    expect(enter.locator("[data-label=Fit] .blurred").first).to_be_visible()
    assert enter.evaluate("window.here")


def test_what_became_of_the_forecasts_is_said(stocked, enter):
    enter.goto(f"{stocked.origin}/creators/@khubz.albayt")
    section = enter.get_by_role("region", name="How our forecasts did")
    expect(section).to_contain_text("read after 7 days, 0 landed in the 80 % range")
    section.get_by_text("Each forecast", exact=True).click()
    rows = section.locator("tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.last).to_contain_text("4M outside")
    enter.goto(f"{stocked.origin}/creators/@{LONG}")
    expect(enter.get_by_role("region", name="How our forecasts did")).to_have_count(0)
