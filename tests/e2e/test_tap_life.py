"""The tap's and the overlay's life in a page: beside wrappers, twice, left behind by an update, back again."""

import pytest

from companion import config
from companion.demo.overlay import OverlayReader
from tests.e2e.conftest import Marketer, eventually, staged
from tests.e2e.inside import Inside
from tests.e2e.page_code import WAYS, list_of

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
        world = connected.stage.tiktok.world
        some = [each for each in world.creators.values() if each.public_posts]
        creator = some[list(WAYS).index(way) % 3 + (3 if when == "late" else 0)]
        page = connected.stage.browser.new_page()
        if when == "early":
            page.add_init_script(f"({WRAPPERS})()")
        page.goto(f"{SITE}/tag/nothingatall")
        page.wait_for_selector("[data-e2e=challenge-title]")
        if when == "late":
            page.evaluate(WRAPPERS)
        assert page.evaluate(WAYS[way], list_of(creator)) == world.item_list(creator.handle)
        eventually(knows(connected, creator.handle))

    def test_natives_look_native_and_nothing_is_named(self, connected):
        page = connected.stage.browser.new_page()
        page.goto(f"{SITE}/a-page-without-scripts")
        assert page.evaluate(LOOK) == [["fetch", 1, True], ["open", 2, True], ["json", 0, True]]
        names = page.evaluate("() => Object.getOwnPropertyNames(window)")
        assert not [each for each in names if "itlens" in each]

    def test_a_second_tap_finds_nobody_and_leaves_the_page_as_it_is(self, connected):
        page = connected.stage.browser.new_page()
        page.goto(f"{SITE}/@{MIRA}")
        page.wait_for_selector("[data-e2e=user-post-item]")
        page.evaluate("() => { window.before = [fetch, XMLHttpRequest.prototype.open, Response.prototype.json]; }")
        cdp = page.context.new_cdp_session(page)
        cdp.send("Runtime.evaluate", {"expression": (EXTENSION / "content" / "tap.js").read_text()})
        assert page.evaluate(
            "[fetch, XMLHttpRequest.prototype.open, Response.prototype.json].every((e, i) => e === before[i])"
        )

    def test_a_page_cannot_take_the_port_or_change_the_rules(self, connected):
        page, overlay = connected.visits(NED)
        eventually(lambda: overlay.has_button("Save"), overlay.text)
        refused = """() => {
          const {port2} = new MessageChannel();
          const port = new MessageEvent("fitlens:port", {ports: [port2], cancelable: true});
          document.dispatchEvent(new CustomEvent("fitlens:rules", {detail: '{"answers": [], "closed": ""}'}));
          return document.dispatchEvent(port);
        }"""
        assert page.evaluate(refused) is True
        creator = connected.stage.tiktok.world.creators["velia.cucinapiccola"]
        page.evaluate(WAYS["fetch and json"], list_of(creator))
        eventually(knows(connected, creator.handle))


def test_two_tabs_each_show_their_creator_and_hear_of_one_another(connected):
    first, shown_first = connected.visits(NED)
    second, shown_second = connected.visits(NED)
    other, shown_other = connected.visits(MIRA)
    for shown in (shown_first, shown_second, shown_other):
        eventually(lambda shown=shown: shown.has_button("Save"), shown.text)
    first.bring_to_front()
    assert shown_first.click("Save")
    eventually(lambda: shown_second.has_button("Saved"), shown_second.text)
    assert shown_other.has_button("Save")
    second.bring_to_front()
    assert shown_second.click("Saved")
    eventually(lambda: shown_first.has_button("Save"), shown_first.text)
    other.close()


SIGNS = {
    "a click": lambda _, overlay, *__: overlay.click("Save"),
    "a move": lambda page, *_: page.evaluate("() => history.pushState({}, '', '/@loaf.ledger.ned')"),
    "an answer": lambda page, _, url: page.evaluate(WAYS["fetch and json"], url),
    "coming back": lambda page, *_: page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))"),
}


def has_lost_its_extension(inside):
    try:
        inside("true")
    except AssertionError as error:  # no chrome.dom any more, with which our test looks into closed roots
        return "openOrClosedShadowRoot" in str(error)
    return False


def test_what_an_update_leaves_in_the_page_tidies_up(playwright, tmp_path):
    """After an update or a reload of the extension the scripts in open pages have no extension any more."""
    with staged(playwright, tmp_path) as stage:
        marketer = Marketer(stage)
        marketer.opens_the_desk()
        _, first = marketer.visits(NED)
        marketer.connects(first)
        eventually(lambda: first.has_button("Save"), first.text)
        visits = [marketer.visits(MIRA) for _ in SIGNS]
        insides = [Inside(page) for page, _ in visits]
        said = []
        for page, overlay in visits:
            page.bring_to_front()
            eventually(lambda overlay=overlay: overlay.has_button("Save"), overlay.text)
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))
        stage.worker.evaluate("() => { setTimeout(() => chrome.runtime.reload()); }")
        url = list_of(stage.tiktok.world.creators[NED])
        for inside, (page, overlay), (sign, give) in zip(insides, visits, SIGNS.items(), strict=True):
            page.bring_to_front()
            eventually(lambda inside=inside: has_lost_its_extension(inside))
            assert overlay.nodes(), sign
            give(page, overlay, url)
            eventually(lambda overlay=overlay: not overlay.nodes(), overlay.text)
            # The page goes on as if nobody had been there.
            assert page.evaluate(WAYS["fetch and json"], url)["itemList"]
        assert said == []


@pytest.fixture
def cached(playwright, tmp_path, monkeypatch):
    """A connected marketer in a browser that keeps pages for going back to, which drivers usually forbid."""
    usual = type(playwright.chromium).launch_persistent_context

    def launched(self, *args, **options):
        return usual(self, *args, **options, ignore_default_args=["--disable-back-forward-cache"])

    monkeypatch.setattr(type(playwright.chromium), "launch_persistent_context", launched)
    with staged(playwright, tmp_path) as stage:
        person = Marketer(stage)
        person.opens_the_desk()
        yield person


REPORT = """addEventListener("pageshow", ({persisted}) => {
  const entry = performance.getEntriesByType("navigation")[0];
  window.shown = [...(window.shown ?? []), [persisted, JSON.stringify(entry.notRestoredReasons ?? null)]];
})"""


def test_going_back_finds_the_page_as_it_was_and_awake(cached):
    page, overlay = cached.visits(MIRA, prepare=lambda page: page.add_init_script(REPORT))
    cached.connects(overlay)
    eventually(lambda: overlay.has_button("Save"), overlay.text)
    page.goto(f"{SITE}/tag/nothingatall")
    page.wait_for_selector("[data-e2e=challenge-title]")
    page.go_back(wait_until="commit")
    shown = eventually(lambda: page.evaluate("window.shown"))
    assert shown[-1][0] is True, shown
    back = OverlayReader(page)
    eventually(lambda: back.has_button("Save"), back.text)
    creator = cached.stage.tiktok.world.creators[NED]
    page.evaluate(WAYS["fetch and json"], list_of(creator))
    eventually(knows(cached, NED))
    assert back.click("Save")
    eventually(lambda: back.has_button("Saved"), back.text)
