"""Between the page, the overlay and the companion: nothing is touched, lost, overtaken or let out."""

import json
import re
import time

import pytest

from companion.model import Brief
from companion.service import briefs
from companion.store import open_store
from tests.e2e.driver import eventually

HOSTILE = Brief(name="<img src=x onerror=alert(1)> \"Q\" & 'A'", keywords=("<script>alert(1)</script>", "caption"))
BY_HANDLE = {
    "XMLHttpRequest, text": "tamsin.quickrise",
    "fetch of a Request": "ynez.glowdesk",
    "XMLHttpRequest, json": "vaska.ironbird",
    "fetch of an address": "yume.oyatsu.shitsu",
}
WITHOUT_POLICY = "https://www.tiktok.com/sample-media/cover/7/1.svg"
"""A document of the site whose own policy does not already forbid to ask the companion."""
QUESTION = 'PopupNotifications.getNotification("loopback-network")'
"""What Firefox asks the person before a public site may reach this machine."""
ASKS = """async (address) => {
  const promise = fetch(address);
  const answer = await promise;
  const request = new XMLHttpRequest();
  await new Promise((done) => { request.onload = done; request.open("GET", address); request.send() });
  const missing = await fetch("https://nowhere.invalid/").catch((error) => error.name + ": " + error.message);
  const control = new AbortController();
  control.abort();
  const aborted = await fetch(address, {signal: control.signal}).catch((error) => error.name);
  return {promise: promise.constructor === Promise, used: answer.bodyUsed, url: answer.url, type: answer.type,
          json: await answer.json(), xhr: JSON.parse(request.responseText), xhrUrl: request.responseURL,
          missing, aborted};
}"""


def list_address(world, handle):
    return f"/api/post/item_list/?secUid={world.creators[handle].sec_uid}&cursor=0&count=35"


def scroll_on(tab):
    """Scroll until more than the first list of videos counts."""

    def scrolled():
        tab.scroll(4000)
        return "of 35 videos" not in tab.text()

    eventually(scrolled, tab.text)


class TestThePageIsLeftAlone:
    @pytest.mark.parametrize("handle", BY_HANDLE.values(), ids=BY_HANDLE.keys())
    def test_each_way_to_ask_is_read_and_the_page_keeps_its_answers(self, connected, handle):
        world = connected.tiktok.world
        before = len(connected.tiktok.requests)
        tab = connected.visits(handle)
        eventually(lambda: "of 35 videos" in tab.text(), tab.text)
        tab.calms_down()
        asked = [path for _, path in connected.tiktok.requests[before:]]
        assert asked.count("/api/post/item_list/") == 1
        assert asked.count(f"/@{handle}") == 1
        assert tab.said() == []

        found = tab.evaluate(f"({ASKS})({json.dumps(list_address(world, handle))})")
        expected = [item["id"] for item in world.item_list(handle, 0)["itemList"]]
        assert [item["id"] for item in found["json"]["itemList"]] == expected
        assert [item["id"] for item in found["xhr"]["itemList"]] == expected
        assert found["promise"]
        assert not found["used"]
        assert found["type"] == "basic"
        assert found["url"].startswith("https://www.tiktok.com/api/post/item_list/?secUid=")
        assert "X-Bogus=" in found["xhrUrl"]
        assert found["missing"].startswith("TypeError: ")
        assert found["aborted"] == "AbortError"

    def test_no_other_host_is_asked_for_anything(self, connected):
        before = len(connected.browser.asked())
        tab = connected.visits("suna.lezzetdefteri")
        eventually(lambda: tab.has_button("Save") and "of 35 videos" in tab.text(), tab.text)
        tab.calms_down()
        hosts = {url.split("/")[2] for url in connected.browser.asked()[before:] if url.startswith("http")}
        assert hosts == {"www.tiktok.com", f"127.0.0.1:{connected.companion.port}"}

    def test_what_a_creator_and_a_brief_say_stays_text(self, connected):
        store = open_store(connected.home)
        briefs.put(store, HOSTILE, now=int(time.time()))
        store.close()
        tab = connected.visits("odd.caption.kit")
        eventually(lambda: tab.click("Details"), tab.text)
        eventually(lambda: tab.inside("root.querySelector('select') !== null"))
        tab.inside(
            "(({select, name}) => { select.value = name; select.dispatchEvent(new Event('change')) })"
            f"({{select: root.querySelector('select'), name: {json.dumps(HOSTILE.name)}}})"
        )
        eventually(lambda: f"for “{HOSTILE.name}”" in tab.text(), tab.text)
        assert tab.inside("region.querySelectorAll('img, script, b:not(.range b)').length") == 0
        assert HOSTILE.name in tab.inside("region.querySelector('.fit').innerText")
        assert tab.said() == []


WITHOUT_BADGE = "document.querySelectorAll('[data-e2e=user-post-item]').length - badges().length"
WATCH = """(() => { globalThis.said = [];
  new MutationObserver(() => said.push(region.innerText)).observe(region, {childList: true, subtree: true}) })()"""


class TestNothingIsOvertaken:
    def test_an_older_answer_that_comes_late_does_not_replace_a_newer_one(self, connected, gate):
        gate.holds(1)
        tab = connected.visits("velia.cucinapiccola")
        eventually(lambda: "of 35 videos" in tab.text(), tab.text)
        assert json.loads(gate.kept[0])["scorecard"]["sample"]["read"] == 0
        tab.inside(WATCH)
        before = len(gate.exchanges)
        gate.lets_go()
        eventually(
            lambda: any("/look" in each.path and each.status for each in gate.exchanges[before:]),
            lambda: gate.exchanges,
        )

        scroll_on(tab)
        read = [int(re.findall(r"of (\d+) videos", text)[-1]) for text in tab.inside("said")]
        assert read == sorted(read)
        assert read[0] >= 35

    def test_a_save_is_not_undone_by_an_answer_from_before_it(self, connected, gate):
        tab = connected.visits("kettei.gadget.bu")
        eventually(lambda: "of 35 videos" in tab.text(), tab.text)
        tab.calms_down()
        gate.holds(1)
        eventually(lambda: tab.scroll(4000) or (tab.text() and gate.kept), tab.text)
        eventually(lambda: tab.click("Save"), tab.text)
        eventually(lambda: tab.has_button("Saved"), tab.text)
        tab.inside(WATCH)
        gate.lets_go()
        eventually(lambda: "of 35 videos" not in tab.text(), tab.text)
        assert [text for text in tab.inside("said") if "Saved" not in text] == []

    def test_a_click_survives_numbers_that_change_under_it(self, connected, gate):
        tab = connected.visits("pan.y.ruido.tv")
        eventually(lambda: "of 35 videos" in tab.text(), tab.text)
        tab.calms_down()
        gate.holds(9)
        eventually(lambda: tab.scroll(4000) or (tab.text() and gate.kept), tab.text)
        tab.evaluate("scrollTo(0, 0)")
        save = "box(root.querySelector('[data-key=save]'))"
        eventually(lambda: tab.inside(f"{save}.y > 0"))
        tab.calms_down()
        eventually(lambda: tab.inside(WITHOUT_BADGE) > 0)
        tab.point(*tab.inside(f"(({{x, y, width, height}}) => [x + width / 2, y + height / 2])({save})"))
        tab.hold()
        gate.lets_go()
        eventually(lambda: tab.inside(WITHOUT_BADGE) == 0)
        tab.release()
        eventually(lambda: tab.has_button("Saved"), tab.text)
        eventually(lambda: "of 35 videos" not in tab.text(), tab.text)


def test_a_stopped_background_wakes_for_the_next_reading_and_the_next_click(connected):
    tab = connected.visits("pascal.halfbaked")
    eventually(lambda: "of 35 videos" in tab.text(), tab.text)
    tab.calms_down()
    connected.browser.stops_the_background()
    scroll_on(tab)
    connected.browser.stops_the_background()
    tab.evaluate("scrollTo(0, 0)")
    eventually(lambda: tab.click("Save"), tab.text)
    eventually(lambda: tab.has_button("Saved"), tab.text)
    eventually(lambda: connected.asks("/creators/@pascal.halfbaked/look")["shortlisted"])


class TestThePageDoesNotReachTheCompanion:
    """Who may reach this machine is asked and answered in each browser's own way."""

    @pytest.mark.parametrize("each_browser", ["chromium"], indirect=True)
    def test_in_chromium(self, connected):
        def without_its_own_policy(tab):
            tab.page.context.new_cdp_session(tab.page).send("Page.setBypassCSP", {"enabled": True})

        tab = connected.visits("bep.cua.mien.nho", prepare=without_its_own_policy)
        eventually(lambda: "of 35 videos" in tab.text(), tab.text)
        ask = f"""fetch('{connected.here}/api/v1/shortlist', {{method: 'POST', mode: 'no-cors'}})
            .then((answer) => answer.type, String)"""
        assert tab.evaluate(ask) == "TypeError: Failed to fetch"
        assert any("`loopback` address space" in text for text in tab.said())
        tab.page.context.grant_permissions(["local-network-access"], origin="https://www.tiktok.com")
        assert tab.evaluate(ask) == "opaque"
        tab.page.context.clear_permissions()
        refused = f"fetch('{connected.here}/api/v1/shortlist').then((a) => a.status, String)"
        assert tab.evaluate(refused) == "TypeError: Failed to fetch"

    @pytest.mark.parametrize("each_browser", ["firefox"], indirect=True)
    def test_in_firefox(self, connected):
        firefox = connected.browser

        def asking(mode):
            tab = firefox.new_tab()
            tab.goto(WITHOUT_POLICY)
            ask = f"fetch('{connected.here}/api/v1/shortlist', {{method: 'POST', mode: '{mode}'}})"
            tab.evaluate(f"({ask}.then((a) => window.answer = a.type, (e) => window.answer = e.name), 1)")
            return lambda: tab.evaluate("window.answer")

        answer = asking("no-cors")
        eventually(lambda: firefox.in_window(f"{QUESTION} !== null"))
        assert answer() is None
        firefox.in_window(f"{QUESTION}.secondaryActions[0].callback({{}})")
        assert eventually(answer) == "TypeError"

        allow = 'Services.perms.addFromPrincipal(gBrowser.contentPrincipal, "loopback-network", Services.perms.%s)'
        firefox.in_window(allow % "ALLOW_ACTION")
        assert eventually(asking("no-cors")) == "opaque"
        assert eventually(asking("cors")) == "TypeError"
        firefox.in_window(allow % "UNKNOWN_ACTION")
