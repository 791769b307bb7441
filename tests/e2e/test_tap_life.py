"""The tap's and the overlay's life in a page: beside wrappers, twice, left behind by an update, back again."""

import pytest

from companion import config
from companion.demo.tour import BRIEF
from tests.e2e.chromium import Chromium
from tests.e2e.conftest import Marketer, running
from tests.e2e.driver import eventually
from tests.e2e.page_code import WAYS, asked, list_of

MIRA = "mira.bakes.slow"
NED = "loaf.ledger.ned"
SITE = "https://www.tiktok.com"
EXTENSION = config.extension_folder()
# Wraps as sites do: before the tap where an init script comes first, after it where it comes later.
WRAPPERS = """() => {
  const inner = window.fetch;
  window.fetch = async function fetch(...call) { return (await inner.apply(this, call)).clone(); };
  const {open, send} = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (...call) { this.asked = call[1]; return open.apply(this, call); };
  XMLHttpRequest.prototype.send = function (...call) { return send.apply(this, call); };
}"""
# Natives that a page may look at to see whether it was tampered with.
LOOK = """() => {
  const natives = [fetch, XMLHttpRequest.prototype.open, Response.prototype.json];
  const source = (each) => Function.prototype.toString.call(each);
  return natives.map((each) => [each.name, each.length, source(each).includes("[native code]")]);
}"""


def knows(marketer, handle):
    return lambda: marketer.asks(f"/creators/@{handle}")


class TestBesideOthers:
    @pytest.mark.parametrize("when", ["early", "late"])
    @pytest.mark.parametrize("way", ["fetch and json", "fetch and a reader", "XMLHttpRequest, json"])
    def test_wrappers_of_the_page_change_nothing(self, connected, when, way):
        world = connected.tiktok.world
        some = [each for each in world.creators.values() if each.public_posts]
        creator = some[list(WAYS).index(way) % 3 + (3 if when == "late" else 0)]
        tab = connected.browser.new_tab()
        if when == "early":
            tab.runs_first(f"({WRAPPERS})()")
        tab.goto(f"{SITE}/tag/nothingatall")
        eventually(lambda: tab.has("[data-e2e=challenge-title]"))
        if when == "late":
            asked(tab, WRAPPERS)
        assert asked(tab, WAYS[way], list_of(creator)) == world.item_list(creator.handle)
        eventually(knows(connected, creator.handle))

    def test_natives_look_native_and_nothing_is_named(self, connected):
        tab = connected.browser.new_tab()
        tab.goto(f"{SITE}/a-page-without-scripts")
        assert asked(tab, LOOK) == [["fetch", 1, True], ["open", 2, True], ["json", 0, True]]
        names = tab.evaluate("Object.getOwnPropertyNames(window)")
        assert not [each for each in names if "itlens" in each]

    def test_a_second_tap_finds_nobody_and_leaves_the_page_as_it_is(self, connected):
        tab = connected.browser.new_tab()
        tab.goto(f"{SITE}/@{MIRA}")
        eventually(lambda: tab.has("[data-e2e=user-post-item]"))
        natives = "[fetch, XMLHttpRequest.prototype.open, Response.prototype.json]"
        tab.evaluate(f"(window.before = {natives}).length")
        asked(tab, "(tap) => { (0, eval)(tap); }", (EXTENSION / "content" / "tap.js").read_text())
        assert tab.evaluate(f"{natives}.every((each, i) => each === before[i])")

    def test_a_page_cannot_take_the_port_or_change_the_rules(self, connected):
        tab = connected.visits(NED)
        eventually(lambda: tab.has_button("Save"), tab.text)
        refused = """() => {
          const {port2} = new MessageChannel();
          const port = new MessageEvent("fitlens:port", {ports: [port2], cancelable: true});
          document.dispatchEvent(new CustomEvent("fitlens:rules", {detail: '{"answers": [], "closed": ""}'}));
          return document.dispatchEvent(port);
        }"""
        assert asked(tab, refused) is True
        creator = connected.tiktok.world.creators["velia.cucinapiccola"]
        asked(tab, WAYS["fetch and json"], list_of(creator))
        eventually(knows(connected, creator.handle))


def test_two_tabs_each_show_their_creator_and_hear_of_one_another(connected):
    first, second, other = (connected.visits(handle) for handle in (NED, NED, MIRA))
    for tab in (first, second, other):
        eventually(lambda tab=tab: tab.has_button("Save"), tab.text)
    eventually(lambda: first.click("Save"), first.text)
    eventually(lambda: second.has_button("Saved"), second.text)
    assert other.has_button("Save")
    eventually(lambda: second.click("Saved"), second.text)
    eventually(lambda: first.has_button("Save"), first.text)


SIGNS = {
    "a click": lambda tab, _: tab.click("Save"),
    "a move": lambda tab, _: tab.evaluate("history.pushState({}, '', '/@loaf.ledger.ned')"),
    "an answer": lambda tab, url: asked(tab, WAYS["fetch and json"], url),
    "coming back": lambda tab, _: tab.evaluate("document.dispatchEvent(new Event('visibilitychange'))"),
}


def has_lost_its_extension(tab):
    try:
        tab.inside("1")
    except AssertionError:  # the browser's way into closed roots ended with the extension
        return True
    return False


def own_browser(playwright, tiktok, tmp_path):
    """A connected marketer's Chromium that no other test uses."""
    browser = Chromium(playwright, tmp_path / "profile", tiktok)
    try:
        with running(tmp_path / "home", BRIEF) as companion:
            person = Marketer(browser, companion, tiktok)
            person.opens_the_desk()
            yield person
    finally:
        browser.close()


@pytest.fixture
def updated(playwright, tiktok, tmp_path):
    yield from own_browser(playwright, tiktok, tmp_path)


@pytest.fixture
def cached(playwright, tiktok, tmp_path, monkeypatch):
    """In a browser that keeps pages for going back to, which drivers usually forbid."""
    usual = type(playwright.chromium).launch_persistent_context

    def launched(self, *args, **options):
        return usual(self, *args, **options, ignore_default_args=["--disable-back-forward-cache"])

    monkeypatch.setattr(type(playwright.chromium), "launch_persistent_context", launched)
    yield from own_browser(playwright, tiktok, tmp_path)


def test_what_an_update_leaves_in_the_page_tidies_up(updated):
    """After an update or a reload of the extension the scripts in open pages have no extension any more.

    In Chromium they run on; Firefox ends them itself and starts new ones.
    """
    updated.connects(updated.visits(NED))
    tabs = [updated.visits(MIRA) for _ in SIGNS]
    for tab in tabs:
        tab.page.bring_to_front()
        eventually(lambda tab=tab: tab.has_button("Save"), tab.text)
        tab.inside("1")
    updated.browser.office.evaluate("setTimeout(() => chrome.runtime.reload())")
    url = list_of(updated.tiktok.world.creators[NED])
    for tab, (sign, give) in zip(tabs, SIGNS.items(), strict=True):
        tab.page.bring_to_front()
        eventually(lambda tab=tab: has_lost_its_extension(tab))
        assert tab.nodes(), sign
        give(tab, url)
        eventually(lambda tab=tab: not tab.nodes(), tab.text)
        # The page goes on as if nobody had been there.
        assert asked(tab, WAYS["fetch and json"], url)["itemList"]
        assert tab.said() == []


REPORT = """addEventListener("pageshow", ({persisted}) => {
  const entry = performance.getEntriesByType("navigation")[0];
  window.shown = [...(window.shown ?? []), [persisted, JSON.stringify(entry.notRestoredReasons ?? null)]];
})"""


def test_going_back_finds_the_page_as_it_was_and_awake(cached):
    tab = cached.visits(MIRA, prepare=lambda tab: tab.runs_first(REPORT))
    page = tab.page
    cached.connects(tab)
    eventually(lambda: tab.has_button("Save"), tab.text)
    page.goto(f"{SITE}/tag/nothingatall")
    page.wait_for_selector("[data-e2e=challenge-title]")
    page.go_back(wait_until="commit")
    shown = eventually(lambda: page.evaluate("window.shown"))
    assert shown[-1][0] is True, shown
    eventually(lambda: tab.has_button("Save"), tab.text)
    creator = cached.tiktok.world.creators[NED]
    page.evaluate(WAYS["fetch and json"], list_of(creator))
    eventually(knows(cached, NED))
    assert tab.click("Save")
    eventually(lambda: tab.has_button("Saved"), tab.text)
