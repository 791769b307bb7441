"""The main job in a real Firefox, with the package that Firefox's store gets."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from companion.demo.overlay import says
from companion.demo.stage import CompanionProcess
from companion.demo.tour import BRIEF
from companion.sample_tiktok.server import serve
from companion.service import access, briefs
from companion.store import open_store
from tests.e2e.conftest import eventually
from tests.e2e.firefox import Firefox

ROOT = Path(__file__).resolve().parents[2]
ADDON = "fitlens@fitlens.example"
UUID = "11111111-2222-3333-4444-555555555555"
MIRA = "mira.bakes.slow"
WITHOUT_POLICY = "https://www.tiktok.com/sample-media/cover/7/1.svg"
"""A document of the site whose own policy does not already forbid to ask the companion."""
QUESTION = 'PopupNotifications.getNotification("loopback-network")'
"""What Firefox asks the person before a public site may reach this machine."""
ALLOW = {"type": "css", "value": "form[action*=allow] button"}
SUGGESTED = {"type": "css", "value": "[data-e2e=suggest-user-item]"}


class Marketer:
    """What a person does, in Firefox."""

    def __init__(self, firefox, companion, tiktok):
        self.firefox, self.companion, self.tiktok = firefox, companion, tiktok
        self.here = f"http://127.0.0.1:{companion.port}"
        self.desk = firefox.new_tab()

    def opens_the_desk(self):
        store = open_store(self.companion.home)
        ticket = access.new_ticket(store, now=int(time.time()))
        store.close()
        self.desk.goto(f"{self.here}/?ticket={ticket}")

    def visits(self, handle):
        tab = self.firefox.new_tab()
        tab.goto(f"https://www.tiktok.com/@{handle}")
        return tab

    def connects(self, tab):
        def allowed():
            tab.click("Connect")
            self.desk.goto(f"{self.here}/connection")
            return self.desk.press(ALLOW)

        eventually(allowed, tab.text)

    def asks(self, path):
        """The companion's answer to the desk, as JSON."""
        ask = f"fetch({json.dumps('/api/v1' + path)}).then(a => a.ok ? a.text() : 'null')"
        return json.loads(self.desk.evaluate(ask))


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    folder = tmp_path_factory.mktemp("packages")
    script = [sys.executable, ROOT / "scripts" / "package_extension.py", folder]
    subprocess.run(script, check=True, capture_output=True)
    return next(folder.glob("*-firefox.zip"))


@pytest.fixture(scope="module")
def marketer(package, tmp_path_factory):
    """Everything running, the extension connected; tests keep apart by looking at different creators."""
    folder = tmp_path_factory.mktemp("firefox")
    store = open_store(folder / "home")
    briefs.put(store, BRIEF, now=int(time.time()))
    store.close()
    with serve(1) as tiktok:
        companion = CompanionProcess(folder / "home")
        try:
            firefox = Firefox(
                folder / "profile",
                {
                    "extensions.webextensions.uuids": json.dumps({ADDON: UUID}),
                    "network.dns.forceResolve": "127.0.0.1",
                    "network.socket.forcePort": f"443={tiktok.port}",
                    # Or the page counts as local, and local network access is never asked for.
                    "network.lna.address_space.public.override": f"127.0.0.1:{tiktok.port}",
                },
            )
            try:
                yield connected(firefox, package, companion, tiktok)
            finally:
                firefox.close()
        finally:
            companion.stop()


def connected(firefox, package, companion, tiktok):
    assert firefox.install(package) == ADDON
    options = firefox.new_tab()
    options.goto(f"moz-extension://{UUID}/options/options.html")
    options.evaluate(f"browser.storage.local.set({{port: {companion.port}}})")
    person = Marketer(firefox, companion, tiktok)
    person.opens_the_desk()
    profile = person.visits("loaf.ledger.ned")
    person.connects(profile)
    eventually(lambda: profile.has_button("Save"), profile.text)
    return person


def test_the_overlay_shows_what_the_companion_answers(marketer):
    tab = marketer.visits(MIRA)

    def settled():
        card = marketer.asks(f"/creators/@{MIRA}/scorecard")
        shown = tab.numbers()
        agree = card and all(
            name in shown and says(shown[name].value, card["estimates"][key]["value"])
            for name, key in (("Engagement rate", "engagement_rate"), ("Typical views", "typical_views"))
        )
        return (card, shown) if agree and card["sample"]["read"] == 35 else None

    card, shown = eventually(settled, tab.text)
    forecast = shown["Next video's views"]
    assert says(forecast.low, card["estimates"]["next_video_views"]["low"])
    assert says(forecast.high, card["estimates"]["next_video_views"]["high"])
    assert card["fit"]["word"] == "Strong fit"
    assert says(shown["Fit, Strong fit"].value, card["fit"]["score"]["value"])
    assert tab.said() == []


def test_one_click_saves_and_the_same_click_takes_off(marketer):
    tab = marketer.visits("tamsin.quickrise")
    look = "/creators/@tamsin.quickrise/look"
    eventually(lambda: "of 35 videos" in tab.text(), tab.text)
    eventually(lambda: tab.click("Save"), tab.text)
    eventually(lambda: tab.has_button("Saved"), tab.text)
    eventually(lambda: marketer.asks(look)["shortlisted"])
    eventually(lambda: tab.click("Saved"), tab.text)
    eventually(lambda: tab.has_button("Save"), tab.text)
    eventually(lambda: not marketer.asks(look)["shortlisted"])
    assert tab.said() == []


def test_scrolling_reads_more_videos(marketer):
    tab = marketer.visits("velia.cucinapiccola")
    eventually(lambda: "of 35 videos" in tab.text(), tab.text)
    eventually(lambda: tab.scroll(4000) or "of 35 videos" not in tab.text(), tab.text)
    assert marketer.asks("/creators/@velia.cucinapiccola/scorecard")["sample"]["read"] > 35
    assert tab.said() == []


def test_moving_inside_the_page_changes_the_creator(marketer):
    tab = marketer.visits(MIRA)
    eventually(lambda: "of 35 videos" in tab.text(), tab.text)
    first = tab.numbers()["Typical views"]
    eventually(lambda: tab.press(SUGGESTED))
    handle = eventually(lambda: (at := tab.evaluate("location.pathname")) != f"/@{MIRA}" and at[2:])

    def moved():
        card = marketer.asks(f"/creators/@{handle}/scorecard")
        said = tab.numbers().get("Typical views")
        return card and said and says(said.value, card["estimates"]["typical_views"]["value"])

    eventually(moved, tab.text)
    assert tab.numbers()["Typical views"] != first
    tab.back()
    eventually(lambda: tab.numbers().get("Typical views") == first, tab.text)
    assert tab.said() == []


def test_the_page_sees_nothing_of_ours(marketer):
    tab = marketer.visits(MIRA)
    eventually(lambda: "Strong fit" in tab.text(), tab.text)
    assert "Strong fit" not in tab.evaluate("document.documentElement.outerHTML")
    assert tab.evaluate("[...document.querySelectorAll('*')].every(e => e.shadowRoot === null)")
    assert tab.evaluate("typeof browser + typeof chrome") == "undefinedundefined"


def test_the_page_itself_does_not_reach_the_companion(marketer):
    def asking(mode):
        tab = marketer.firefox.new_tab()
        tab.goto(WITHOUT_POLICY)
        ask = f"fetch('{marketer.here}/api/v1/shortlist', {{method: 'POST', mode: '{mode}'}})"
        tab.evaluate(f"{ask}.then((a) => window.answer = a.type, (e) => window.answer = e.name); 1")
        return lambda: tab.evaluate("window.answer")

    answer = asking("no-cors")
    eventually(lambda: marketer.firefox.in_window(f"{QUESTION} !== null"))
    assert answer() is None
    marketer.firefox.in_window(f"{QUESTION}.secondaryActions[0].callback({{}})")
    assert eventually(answer) == "TypeError"

    allow = 'Services.perms.addFromPrincipal(gBrowser.contentPrincipal, "loopback-network", Services.perms.%s)'
    marketer.firefox.in_window(allow % "ALLOW_ACTION")
    assert eventually(asking("no-cors")) == "opaque"
    assert eventually(asking("cors")) == "TypeError"
    marketer.firefox.in_window(allow % "UNKNOWN_ACTION")


def test_a_stopped_background_wakes_for_the_next_reading_and_the_next_click(marketer):
    def stop():
        ended = marketer.firefox.in_window(
            f"WebExtensionPolicy.getByID('{ADDON}').extension.terminateBackground()"
            f".then(() => WebExtensionPolicy.getByID('{ADDON}').extension.backgroundState)"
        )
        assert ended == "stopped"

    tab = marketer.visits("pascal.halfbaked")
    eventually(lambda: "of 35 videos" in tab.text(), tab.text)
    stop()
    eventually(lambda: tab.scroll(4000) or "of 35 videos" not in tab.text(), tab.text)
    stop()
    tab.evaluate("scrollTo(0, 0)")
    eventually(lambda: tab.click("Save"), tab.text)
    eventually(lambda: tab.has_button("Saved"), tab.text)
    eventually(lambda: marketer.asks("/creators/@pascal.halfbaked/look")["shortlisted"])
