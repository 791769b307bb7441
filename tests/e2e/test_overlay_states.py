"""Everything that the overlay can have to say, each brought about for real."""

import os
import signal

import pytest

from companion.demo.stage import CompanionProcess
from tests.e2e.conftest import Marketer, running
from tests.e2e.driver import eventually

MIRA = "mira.bakes.slow"


@pytest.fixture
def answers_change(monkeypatch, tiktok):
    """Makes the sample's own list answers of a creator come changed; only the first one is given."""

    def give(handle, change):
        whole = tiktok.world.item_list(handle, 0)
        changed = whole | {"hasMore": False, "itemList": change(whole["itemList"])}
        usual = tiktok.world.item_list
        monkeypatch.setattr(
            tiktok.world,
            "item_list",
            lambda who, *rest: changed if who == handle else usual(who, *rest),
        )

    return give


class TestNotConnected:
    def test_the_code_in_the_page_is_the_one_on_the_desk_and_allowing_it_shows_the_scores(self, marketer):
        tab = marketer.visits(MIRA)
        eventually(lambda: "Nothing leaves it." in tab.text(), tab.text)
        marketer.desk.goto(f"{marketer.here}/connection")
        assert "Nobody is asking" in marketer.reads()
        marketer.desk.goto(f"{marketer.here}/shortlist")  # the page of connections loads itself again
        eventually(lambda: tab.click("Connect"), tab.text)
        eventually(lambda: "check that the code is the same" in tab.text(), tab.text)
        marketer.desk.goto(f"{marketer.here}/connection")
        code = eventually(lambda: marketer.reads(".code"), marketer.reads)
        assert len(code) == 6
        assert "On the Fitlens desk, check that the code is the same" in tab.text()
        assert tab.inside("root.querySelector('.code').textContent") == code
        assert tab.axe() == []
        assert marketer.desk.pick("form[action*=allow] button")
        eventually(lambda: tab.has_button("Save") and "of 35 videos" in tab.text(), tab.text)

    def test_a_refusal_is_said_and_can_be_asked_again(self, marketer):
        tab = marketer.visits(MIRA)
        eventually(lambda: tab.click("Connect"), tab.text)
        marketer.desk.goto(f"{marketer.here}/connection")
        eventually(lambda: marketer.desk.pick("form[action*=refuse] button"), marketer.reads)
        eventually(lambda: "ran out or was refused" in tab.text(), tab.text)
        eventually(lambda: tab.click("Connect"), tab.text)
        eventually(lambda: "Is this the code on the desk?" in tab.text(), tab.text)

    def test_the_desk_can_be_opened_from_there_even_by_a_browser_that_never_saw_it(self, newcomer):
        tab = newcomer.visits(MIRA)
        eventually(lambda: tab.click("Connect"), tab.text)
        eventually(lambda: tab.has_button("Open the desk"), tab.text)
        eventually(lambda: tab.click("Open the desk"), tab.text)
        opened = eventually(lambda: newcomer.browser.tab_at(f"{newcomer.here}/"))
        eventually(lambda: "fitlens start" in opened.evaluate("document.body.innerText"))


class TestCompanionAway:
    def test_readings_wait_for_a_killed_companion_and_count_when_it_is_back(self, marketer):
        tab = marketer.visits("loaf.ledger.ned")
        marketer.connects(tab)
        os.kill(marketer.companion.pid, signal.SIGKILL)

        tab = marketer.visits(MIRA)
        eventually(lambda: "2 readings wait for the companion" in tab.text(), tab.text)
        assert "The companion is not running" in tab.text()
        assert "fitlens start" in tab.text()
        assert tab.axe() == []
        assert len(marketer.browser.stored()["queue"]) == 2

        again = CompanionProcess(marketer.home, marketer.companion.port)
        try:
            eventually(lambda: tab.click("Try again"), tab.text)
            eventually(lambda: "of 35 videos" in tab.text(), tab.text)
            assert marketer.browser.stored()["queue"] == []
            assert "wait" not in tab.text()
            self.what_happens_when_it_goes_while_scores_are_shown(again, tab)
        finally:
            again.stop()

    def what_happens_when_it_goes_while_scores_are_shown(self, companion, tab):
        os.kill(companion.pid, signal.SIGKILL)
        eventually(lambda: tab.click("Save"), tab.text)
        eventually(lambda: "Not saved: the companion is not running" in tab.text(), tab.text)
        assert tab.has_button("Save")
        assert "of 35 videos" in tab.text()

    def test_a_skeleton_stands_until_the_companion_answers(self, connected):
        os.kill(connected.companion.pid, signal.SIGSTOP)
        try:
            tab = connected.visits("teigzeit.jorunn")
            eventually(lambda: "Fitlens is reading this profile" in tab.text(), tab.text)
            assert tab.inside("region.querySelector('[aria-busy=true]') !== null")
            assert tab.numbers() == {}
        finally:
            os.kill(connected.companion.pid, signal.SIGCONT)
        eventually(lambda: "of 35 videos" in tab.text(), tab.text)


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
    tab = connected.visits(handle)
    eventually(lambda: title in tab.text(), tab.text)
    assert tab.axe() == []
    assert why in tab.text()
    assert tab.numbers() == {}
    assert not tab.has_button("Save")


def test_few_videos_say_how_few_and_what_the_fit_rests_on(connected):
    tab = connected.visits("two.loaves.only")
    eventually(lambda: "2 of 2 videos" in tab.text(), tab.text)
    assert "of its weights: the rest is not known yet" in tab.text()
    said = tab.numbers()["Typical views"]
    assert said.low != said.high


def test_half_a_list_says_that_scrolling_may_bring_more(connected, answers_change):
    answers_change("aurel.umwege", lambda items: items[:12])
    tab = connected.visits("aurel.umwege")
    eventually(lambda: "12 videos read. More are read as you scroll, if there are any." in tab.text(), tab.text)


def test_nobody_is_told_to_scroll_where_all_videos_were_read(connected):
    tab = connected.visits("two.loaves.only")
    eventually(lambda: "2 of 2 videos" in tab.text(), tab.text)
    assert "as you scroll" not in tab.text()


def test_without_a_brief_everything_but_the_fit_is_shown(each_browser, tiktok, tmp_path):
    with running(tmp_path / "home") as companion:
        marketer = Marketer(each_browser, companion, tiktok)
        marketer.opens_the_desk()
        tab = marketer.visits(MIRA)
        marketer.connects(tab)
        eventually(lambda: "of 35 videos" in tab.text(), tab.text)
        assert "No brief yet" in tab.text()
        assert "rite a brief" in tab.numbers()["Fit"].missing
        assert tab.numbers()["Engagement rate"].value.endswith("%")
        marketer.desk.goto("about:blank")
        eventually(lambda: tab.click("Write a brief to see the fit."), tab.text)
        eventually(lambda: each_browser.tab_at(f"{marketer.here}/"), tab.text)
        marketer.leaves()


def test_numbers_that_tiktok_left_out_are_a_dash_with_the_reason_never_zero(connected, answers_change):
    def stripped(items):
        return [{key: value for key, value in item.items() if key not in {"stats", "statsV2"}} for item in items]

    answers_change("dulce.fio.trama", stripped)
    tab = connected.visits("dulce.fio.trama")
    eventually(lambda: "TikTok changed: " in tab.text(), tab.text)
    rate = tab.numbers()["Engagement rate"]
    assert rate.value is None
    assert rate.missing
    shown = tab.inside("region.querySelector('[data-key=engagement_rate] .v')?.textContent")
    assert shown == "–"
    assert not {said.value for said in tab.numbers().values()} & {"0", "0%", "0.0"}


def test_young_videos_are_marked_and_the_word_stays_careful(connected):
    tab = connected.visits("wren.newcrumb")
    eventually(lambda: "Typical views" in tab.numbers(), tab.text)
    ages = [
        connected.tiktok.world.now - item["createTime"]
        for item in connected.tiktok.world.item_list("wren.newcrumb", 0)["itemList"]
    ]
    newborn = sum(age < 86_400 for age in ages)
    eventually(lambda: len(tab.inside("badges().map((b) => b.textContent)")) == len(ages))
    assert tab.inside("badges().map((b) => b.textContent)").count("day 1") == newborn
    card = connected.asks("/creators/@wren.newcrumb/scorecard")
    assert card["sample"]["eligible"] == len(ages) - newborn


def test_it_goes_with_the_profile_and_comes_back_with_it(connected):
    tab = connected.visits("fournil.odile.dort")
    eventually(lambda: "of 35 videos" in tab.text(), tab.text)
    before = tab.numbers()
    assert tab.pick("[data-e2e=user-post-item] a")
    eventually(lambda: "/video/" in tab.address)
    eventually(lambda: tab.evaluate("document.querySelector('[data-e2e=detail-video]') !== null"))
    eventually(lambda: tab.nodes() == [], tab.text)
    assert tab.inside("badges().length") == 0
    tab.back()
    eventually(lambda: tab.numbers().get("Typical views") == before["Typical views"], tab.text)
