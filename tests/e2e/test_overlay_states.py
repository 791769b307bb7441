"""Everything that the overlay can have to say, each brought about for real."""

import copy
import json
import os
import signal

import pytest

from companion.demo.stage import CompanionProcess
from tests.e2e.conftest import Marketer, eventually, staged
from tests.e2e.inside import Inside

MIRA = "mira.bakes.slow"
LISTS = "**/api/post/item_list/**"


def with_lists(world, handle, change):
    """Make the page's own list answers of a creator come changed; only the first one is given."""
    whole = copy.deepcopy(world.item_list(handle, 0)) | {"hasMore": False}
    whole["itemList"] = change(whole["itemList"])
    body = json.dumps(whole)
    return lambda page: page.route(LISTS, lambda route: route.fulfill(body=body, content_type="application/json"))


class TestNotConnected:
    def test_the_code_in_the_page_is_the_one_on_the_desk_and_allowing_it_shows_the_scores(self, marketer):
        page, overlay = marketer.visits(MIRA)
        eventually(lambda: "Nothing leaves it." in overlay.text(), overlay.text)
        marketer.desk.goto(f"http://127.0.0.1:{marketer.port}/connection")
        assert "Nobody is asking" in marketer.desk.inner_text("main")
        eventually(lambda: overlay.click("Connect"), overlay.text)
        marketer.desk.locator(".code").wait_for()
        code = marketer.desk.inner_text(".code")
        assert len(code) == 6
        assert "On the Fitlens desk, check that the code is the same" in overlay.text()
        inside = Inside(page)
        assert inside("root.querySelector('.code').textContent") == code
        assert inside.axe() == []
        marketer.desk.get_by_role("button", name="Allow").click()
        eventually(lambda: overlay.has_button("Save") and "of 35 videos" in overlay.text(), overlay.text)

    def test_a_refusal_is_said_and_can_be_asked_again(self, marketer):
        _, overlay = marketer.visits(MIRA)
        eventually(lambda: overlay.click("Connect"), overlay.text)
        marketer.desk.goto(f"http://127.0.0.1:{marketer.port}/connection")
        marketer.desk.get_by_role("button", name="Refuse").click()
        eventually(lambda: "ran out or was refused" in overlay.text(), overlay.text)
        eventually(lambda: overlay.click("Connect"), overlay.text)
        eventually(lambda: "Is this the code on the desk?" in overlay.text(), overlay.text)

    def test_the_desk_can_be_opened_from_there_even_by_a_browser_that_never_saw_it(self, stage):
        _, overlay = Marketer(stage).visits(MIRA)
        eventually(lambda: overlay.click("Connect"), overlay.text)
        eventually(lambda: overlay.has_button("Open the desk"), overlay.text)
        with stage.browser.expect_page() as opened:
            eventually(lambda: overlay.click("Open the desk"), overlay.text)
        opened.value.wait_for_load_state()
        assert opened.value.url.startswith(f"http://127.0.0.1:{stage.companion.port}/")
        assert "fitlens" in opened.value.inner_text("body").lower()


class TestCompanionAway:
    def test_readings_wait_for_a_killed_companion_and_count_when_it_is_back(self, playwright, tmp_path):
        with staged(playwright, tmp_path) as stage:
            marketer = Marketer(stage)
            marketer.opens_the_desk()
            _, overlay = marketer.visits("loaf.ledger.ned")
            marketer.connects(overlay)
            eventually(lambda: overlay.has_button("Save"), overlay.text)
            os.kill(stage.companion.pid, signal.SIGKILL)

            page, overlay = marketer.visits(MIRA)
            eventually(lambda: "2 readings wait for the companion" in overlay.text(), overlay.text)
            assert "The companion is not running" in overlay.text()
            assert "fitlens start" in overlay.text()
            assert Inside(page).axe() == []
            waiting = "chrome.storage.local.get('queue').then(({queue}) => queue.length)"
            assert stage.worker.evaluate(waiting) == 2

            again = CompanionProcess(stage.home, marketer.port)
            try:
                eventually(lambda: overlay.click("Try again"), overlay.text)
                eventually(lambda: "of 35 videos" in overlay.text(), overlay.text)
                assert stage.worker.evaluate(waiting) == 0
                assert "wait" not in overlay.text()
                self.what_happens_when_it_goes_while_scores_are_shown(again, overlay)
            finally:
                again.stop()

    def what_happens_when_it_goes_while_scores_are_shown(self, companion, overlay):
        os.kill(companion.pid, signal.SIGKILL)
        eventually(lambda: overlay.click("Save"), overlay.text)
        eventually(lambda: "Not saved: the companion is not running" in overlay.text(), overlay.text)
        assert overlay.has_button("Save")
        assert "of 35 videos" in overlay.text()

    def test_a_skeleton_stands_until_the_companion_answers(self, connected):
        os.kill(connected.stage.companion.pid, signal.SIGSTOP)
        try:
            page, overlay = connected.visits("teigzeit.jorunn")
            eventually(lambda: "Fitlens is reading this profile" in overlay.text(), overlay.text)
            assert Inside(page)("region.querySelector('[aria-busy=true]') !== null")
            assert overlay.numbers() == {}
        finally:
            os.kill(connected.stage.companion.pid, signal.SIGCONT)
        eventually(lambda: "of 35 videos" in overlay.text(), overlay.text)


@pytest.mark.parametrize(
    ("handle", "title", "why"),
    [
        ("quiet.oven.door", "This account is private", "for its followers alone"),
        ("juno.blankslate", "No videos yet", "until the first one is posted"),
        ("sealed.jar.theo", "This account is banned", "TikTok has closed it"),
        ("nobody.at.all", "This account can't be found", "renamed, closed or banned"),
    ],
)
def test_an_account_with_nothing_to_score_says_why(connected, handle, title, why):
    page, overlay = connected.visits(handle)
    eventually(lambda: title in overlay.text(), overlay.text)
    assert Inside(page).axe() == []
    assert why in overlay.text()
    assert overlay.numbers() == {}
    assert not overlay.has_button("Save")


def test_few_videos_say_how_few_and_what_the_fit_rests_on(connected):
    _, overlay = connected.visits("two.loaves.only")
    eventually(lambda: "2 of 2 videos" in overlay.text(), overlay.text)
    assert "of its weights: the rest is not known yet" in overlay.text()
    said = overlay.numbers()["Typical views"]
    assert said.low != said.high


def test_half_a_list_says_that_scrolling_may_bring_more(connected):
    world = connected.stage.tiktok.world
    prepare = with_lists(world, "aurel.umwege", lambda items: items[:12])
    _, overlay = connected.visits("aurel.umwege", prepare=prepare)
    eventually(
        lambda: "12 videos read. More are read as you scroll, if there are any." in overlay.text(), overlay.text
    )


def test_nobody_is_told_to_scroll_where_all_videos_were_read(connected):
    _, overlay = connected.visits("two.loaves.only")
    eventually(lambda: "2 of 2 videos" in overlay.text(), overlay.text)
    assert "as you scroll" not in overlay.text()


def test_without_a_brief_everything_but_the_fit_is_shown(playwright, tmp_path):
    with staged(playwright, tmp_path) as stage:
        marketer = Marketer(stage)
        marketer.opens_the_desk()
        _, overlay = marketer.visits(MIRA)
        marketer.connects(overlay)
        eventually(lambda: "of 35 videos" in overlay.text(), overlay.text)
        assert "No brief yet" in overlay.text()
        assert "rite a brief" in overlay.numbers()["Fit"].missing
        assert overlay.numbers()["Engagement rate"].value.endswith("%")
        with stage.browser.expect_page() as opened:
            eventually(lambda: overlay.click("Write a brief to see the fit."), overlay.text)
        opened.value.wait_for_url(f"http://127.0.0.1:{marketer.port}/**")


def test_numbers_that_tiktok_left_out_are_a_dash_with_the_reason_never_zero(connected):
    def stripped(items):
        return [{key: value for key, value in item.items() if key not in {"stats", "statsV2"}} for item in items]

    world = connected.stage.tiktok.world
    page, overlay = connected.visits("dulce.fio.trama", prepare=with_lists(world, "dulce.fio.trama", stripped))
    eventually(lambda: "TikTok changed: " in overlay.text(), overlay.text)
    rate = overlay.numbers()["Engagement rate"]
    assert rate.value is None
    assert rate.missing
    shown = Inside(page)("region.querySelector('[data-key=engagement_rate] .v')?.textContent ?? null")
    assert shown == "–"
    assert not {said.value for said in overlay.numbers().values()} & {"0", "0%", "0.0"}


def test_young_videos_are_marked_and_the_word_stays_careful(connected):
    page, overlay = connected.visits("wren.newcrumb")
    eventually(lambda: "Typical views" in overlay.numbers(), overlay.text)
    inside = Inside(page)
    ages = [
        connected.stage.tiktok.world.now - item["createTime"]
        for item in connected.stage.tiktok.world.item_list("wren.newcrumb", 0)["itemList"]
    ]
    newborn = sum(age < 86_400 for age in ages)
    eventually(lambda: len(inside("badges().map((b) => b.textContent)")) == len(ages))
    assert inside("badges().map((b) => b.textContent)").count("day 1") == newborn
    card = connected.asks("/creators/@wren.newcrumb/scorecard")
    assert card["sample"]["eligible"] == len(ages) - newborn


def test_it_goes_with_the_profile_and_comes_back_with_it(connected):
    page, overlay = connected.visits("fournil.odile.dort")
    eventually(lambda: "of 35 videos" in overlay.text(), overlay.text)
    before = overlay.numbers()
    page.locator("[data-e2e=user-post-item] a").first.click()
    page.wait_for_url("**/video/**")
    page.locator("[data-e2e=detail-video]").wait_for()
    eventually(lambda: overlay.nodes() == [], overlay.text)
    assert Inside(page)("badges().length") == 0
    page.go_back()
    eventually(lambda: overlay.numbers().get("Typical views") == before["Typical views"], overlay.text)
