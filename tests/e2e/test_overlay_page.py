"""Between the page, the overlay and the companion: nothing is touched, lost, overtaken or let out."""

import json
import re
import time

import pytest

from companion.model import Brief
from companion.service import briefs
from companion.store import open_store
from tests.e2e.conftest import eventually
from tests.e2e.inside import Inside

HOSTILE = Brief(name="<img src=x onerror=alert(1)> \"Q\" & 'A'", keywords=("<script>alert(1)</script>", "caption"))
BY_HANDLE = {
    "XMLHttpRequest, text": "tamsin.quickrise",
    "fetch of a Request": "ynez.glowdesk",
    "XMLHttpRequest, json": "vaska.ironbird",
    "fetch of an address": "yume.oyatsu.shitsu",
}
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


def stop_worker(browser, worker_url):
    """Stop the extension's background as the browser does when it idles."""
    page = browser.new_page()
    page.goto(worker_url.replace("background/main.js", "popup/popup.html"))
    page.get_by_role("status").wait_for()
    cdp = browser.new_cdp_session(page)
    states = {}
    cdp.on(
        "ServiceWorker.workerVersionUpdated",
        lambda event: states.update({each["versionId"]: each["runningStatus"] for each in event["versions"]}),
    )
    cdp.send("ServiceWorker.enable")
    cdp.send("ServiceWorker.stopAllWorkers")
    eventually(lambda: page.evaluate("1") and set(states.values()) == {"stopped"}, lambda: states)
    page.close()


def scroll_on(page, overlay):
    """Scroll until more than the first list of videos counts."""

    def scrolled():
        page.mouse.wheel(0, 4000)
        return "of 35 videos" not in overlay.text()

    eventually(scrolled, overlay.text)


class TestThePageIsLeftAlone:
    @pytest.mark.parametrize("handle", BY_HANDLE.values(), ids=BY_HANDLE.keys())
    def test_each_way_to_ask_is_read_and_the_page_keeps_its_answers(self, connected, handle):
        world = connected.stage.tiktok.world
        before = len(connected.stage.tiktok.requests)
        said = []

        def listen(page):
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))

        page, overlay = connected.visits(handle, prepare=listen)
        eventually(lambda: "of 35 videos" in overlay.text(), overlay.text)
        page.wait_for_load_state("networkidle")
        asked = [path for _, path in connected.stage.tiktok.requests[before:]]
        assert asked.count("/api/post/item_list/") == 1
        assert asked.count(f"/@{handle}") == 1
        assert said == []

        found = page.evaluate(ASKS, list_address(world, handle))
        expected = [item["id"] for item in world.item_list(handle, 0)["itemList"]]
        assert [item["id"] for item in found["json"]["itemList"]] == expected
        assert [item["id"] for item in found["xhr"]["itemList"]] == expected
        assert found["promise"]
        assert not found["used"]
        assert found["type"] == "basic"
        assert found["url"].startswith("https://www.tiktok.com/api/post/item_list/?secUid=")
        assert "X-Bogus=" in found["xhrUrl"]
        assert found["missing"] == "TypeError: Failed to fetch"
        assert found["aborted"] == "AbortError"

    def test_no_other_host_is_asked_for_anything(self, connected):
        asked = []
        browser = connected.stage.browser
        keep = lambda request: asked.append(request.url)  # noqa: E731  the same object is taken off again
        browser.on("request", keep)
        page, overlay = connected.visits("suna.lezzetdefteri")
        eventually(lambda: overlay.has_button("Save") and "of 35 videos" in overlay.text(), overlay.text)
        page.wait_for_load_state("networkidle")
        browser.remove_listener("request", keep)
        hosts = {url.split("/")[2] for url in asked if url.startswith("http")}
        assert hosts == {"www.tiktok.com", f"127.0.0.1:{connected.port}"}

    def test_the_page_itself_does_not_reach_the_companion(self, connected):
        said = []

        def without_its_own_policy(page):
            page.on("console", lambda message: said.append(message.text))
            page.context.new_cdp_session(page).send("Page.setBypassCSP", {"enabled": True})

        page, overlay = connected.visits("bep.cua.mien.nho", prepare=without_its_own_policy)
        eventually(lambda: "of 35 videos" in overlay.text(), overlay.text)
        ask = f"""fetch('http://127.0.0.1:{connected.port}/api/v1/shortlist', {{method: 'POST', mode: 'no-cors'}})
            .then((answer) => answer.type, String)"""
        assert page.evaluate(ask) == "TypeError: Failed to fetch"
        assert any("`loopback` address space" in text for text in said)
        page.context.grant_permissions(["local-network-access"], origin="https://www.tiktok.com")
        assert page.evaluate(ask) == "opaque"
        page.context.clear_permissions()
        refused = f"fetch('http://127.0.0.1:{connected.port}/api/v1/shortlist').then((a) => a.status, String)"
        assert page.evaluate(refused) == "TypeError: Failed to fetch"

    def test_what_a_creator_and_a_brief_say_stays_text(self, connected):
        store = open_store(connected.stage.home)
        briefs.put(store, HOSTILE, now=int(time.time()))
        store.close()
        happened = []

        def listen(page):
            page.on("dialog", lambda dialog: (happened.append(dialog.message), dialog.dismiss()))
            page.on("pageerror", lambda error: happened.append(str(error)))

        page, overlay = connected.visits("odd.caption.kit", prepare=listen)
        eventually(lambda: overlay.click("Details"), overlay.text)
        inside = Inside(page)
        eventually(lambda: inside("root.querySelector('select') !== null"))
        inside(
            "(({select, name}) => { select.value = name; select.dispatchEvent(new Event('change')) })"
            f"({{select: root.querySelector('select'), name: {json.dumps(HOSTILE.name)}}})"
        )
        eventually(lambda: f"for “{HOSTILE.name}”" in overlay.text(), overlay.text)
        assert inside("region.querySelectorAll('img, script, b:not(.range b)').length") == 0
        assert HOSTILE.name in inside("region.querySelector('.fit').innerText")
        assert happened == []


class Held:
    """The companion's first answers to captures, given to nobody until they are let go."""

    def __init__(self, marketer, count=1):
        self.kept = []
        self._left = count
        self._free = False
        marketer.stage.browser.route(f"http://127.0.0.1:{marketer.port}/api/v1/captures**", self._answer)

    def _answer(self, route):
        if not self._left:
            return route.continue_()
        self._left -= 1  # before the fetch: other captures come meanwhile
        response = route.fetch()
        if self._free:
            return route.fulfill(response=response)
        return self.kept.append((route, response))

    def let_go(self):
        self._left = 0
        self._free = True
        for route, response in self.kept:
            route.fulfill(response=response)


WITHOUT_BADGE = "document.querySelectorAll('[data-e2e=user-post-item]').length - badges().length"
WATCH = """(() => { globalThis.said = [];
  new MutationObserver(() => said.push(region.innerText)).observe(region, {childList: true, subtree: true}) })()"""


class TestNothingIsOvertaken:
    def test_an_older_answer_that_comes_late_does_not_replace_a_newer_one(self, connected):
        held = Held(connected)
        page, overlay = connected.visits("velia.cucinapiccola")
        eventually(lambda: "of 35 videos" in overlay.text(), overlay.text)
        assert held.kept[0][1].json()["scorecard"]["sample"]["read"] == 0
        inside = Inside(page)
        inside(WATCH)
        with connected.stage.browser.expect_event("requestfinished", lambda request: "/look" in request.url):
            held.let_go()
        page.wait_for_load_state("networkidle")

        scroll_on(page, overlay)
        read = [int(re.findall(r"of (\d+) videos", text)[-1]) for text in inside("said")]
        assert read == sorted(read)
        assert read[0] >= 35

    def test_a_save_is_not_undone_by_an_answer_from_before_it(self, connected):
        page, overlay = connected.visits("kettei.gadget.bu")
        eventually(lambda: "of 35 videos" in overlay.text(), overlay.text)
        page.wait_for_load_state("networkidle")
        held = Held(connected)
        eventually(lambda: page.mouse.wheel(0, 4000) or (overlay.text() and held.kept), overlay.text)
        eventually(lambda: overlay.click("Save"), overlay.text)
        eventually(lambda: overlay.has_button("Saved"), overlay.text)
        inside = Inside(page)
        inside(WATCH)
        held.let_go()
        eventually(lambda: "of 35 videos" not in overlay.text(), overlay.text)
        assert [text for text in inside("said") if "Saved" not in text] == []

    def test_a_click_survives_numbers_that_change_under_it(self, connected):
        page, overlay = connected.visits("pan.y.ruido.tv")
        eventually(lambda: "of 35 videos" in overlay.text(), overlay.text)
        page.wait_for_load_state("networkidle")
        held = Held(connected, count=9)
        eventually(lambda: page.mouse.wheel(0, 4000) or (overlay.text() and held.kept), overlay.text)
        page.evaluate("scrollTo(0, 0)")
        inside = Inside(page)
        save = "root.querySelector('[data-key=save]').getBoundingClientRect()"
        eventually(lambda: inside(f"{save}.top > 0"))
        page.wait_for_load_state("networkidle")
        eventually(lambda: inside(WITHOUT_BADGE) > 0)
        page.mouse.move(*inside(f"(({{x, y, width, height}}) => [x + width / 2, y + height / 2])({save})"))
        page.mouse.down()
        held.let_go()
        eventually(lambda: inside(WITHOUT_BADGE) == 0)
        page.mouse.up()
        eventually(lambda: overlay.has_button("Saved"), overlay.text)
        eventually(lambda: "of 35 videos" not in overlay.text(), overlay.text)


def test_a_stopped_background_wakes_for_the_next_reading_and_the_next_click(connected):
    page, overlay = connected.visits("pascal.halfbaked")
    eventually(lambda: "of 35 videos" in overlay.text(), overlay.text)
    page.wait_for_load_state("networkidle")
    stop_worker(connected.stage.browser, connected.stage.worker.url)
    page.bring_to_front()
    scroll_on(page, overlay)
    stop_worker(connected.stage.browser, connected.stage.worker.url)
    page.bring_to_front()
    eventually(lambda: overlay.click("Save"), overlay.text)
    eventually(lambda: overlay.has_button("Saved"), overlay.text)
    assert connected.asks("/creators/@pascal.halfbaked/look")["shortlisted"]
