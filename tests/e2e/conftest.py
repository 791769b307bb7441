"""The real thing: a browser with the extension, the sample TikTok at TikTok's address, a companion process."""

import contextlib
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from companion.demo.stage import CompanionProcess
from companion.demo.tour import BRIEF
from companion.model import Brief
from companion.sample_tiktok.server import serve
from companion.service import access, briefs
from companion.store import open_store
from tests.e2e.chromium import Chromium
from tests.e2e.driver import eventually
from tests.e2e.firefox import Firefox
from tests.e2e.gate import gate_to

ROOT = Path(__file__).resolve().parents[2]
OTHER_BRIEF = Brief(name="Pixel & Pad", keywords=("console", "gaming", "esports"), languages=("en",))


class Marketer:
    """What a person does: looks at profiles, connects, looks at the desk."""

    def __init__(self, browser, companion, tiktok):
        self.browser, self.companion, self.tiktok = browser, companion, tiktok
        self.here = f"http://127.0.0.1:{companion.port}"
        browser.starts_over({"port": companion.port})
        self._others = browser.tabs()
        self.desk = browser.new_tab()

    @property
    def home(self):
        return self.companion.home

    def opens_the_desk(self):
        store = open_store(self.home)
        ticket = access.new_ticket(store, now=int(time.time()))
        store.close()
        self.desk.goto(f"{self.here}/?ticket={ticket}")

    def visits(self, handle, *, prepare=None):
        tab = self.browser.new_tab()
        if prepare:
            prepare(tab)
        tab.goto(f"https://www.tiktok.com/@{handle}")
        return tab

    def connects(self, tab):
        eventually(lambda: tab.click("Connect"), tab.text)
        # In a tab of its own: the page loads itself again, which would cut short what its tab is sent to next.
        asking = self.browser.new_tab()
        asking.goto(f"{self.here}/connection")
        eventually(lambda: asking.pick("form[action*=allow] button"), lambda: asking.address)
        eventually(lambda: tab.has_button("Save"), tab.text)
        asking.close()
        self.desk.goto(f"{self.here}/shortlist")

    def reads(self, selector="main"):
        """What a part of the desk says; nothing while it isn't there."""
        return self.desk.evaluate(f"document.querySelector({json.dumps(selector)})?.innerText")

    def asks(self, path):
        """The companion's answer to the desk, as JSON."""
        return self.desk.evaluate(f"fetch({json.dumps('/api/v1' + path)}).then((a) => a.ok ? a.json() : null)")

    def closes_profiles(self):
        for tab in self.browser.tabs():
            if tab not in (self.desk, *self._others):
                tab.close()

    def leaves(self):
        self.closes_profiles()
        self.desk.close()


@contextlib.contextmanager
def running(home, *written):
    """A companion process on a fresh home that holds these briefs."""
    store = open_store(home)
    for brief in written:
        briefs.put(store, brief, now=int(time.time()))
    store.close()
    companion = CompanionProcess(home)
    try:
        yield companion
    finally:
        companion.stop()


@pytest.fixture(scope="session")
def package(tmp_path_factory):
    """What Firefox's store gets."""
    folder = tmp_path_factory.mktemp("packages")
    script = [sys.executable, ROOT / "scripts" / "package_extension.py", folder]
    subprocess.run(script, check=True, capture_output=True)
    return next(folder.glob("*-firefox.zip"))


@pytest.fixture(scope="module")
def tiktok():
    with serve(1) as running:
        yield running


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def each_browser(request, playwright, package, tiktok, tmp_path_factory):
    """Each test that uses it, directly or through a marketer, runs in both browsers."""
    profile = tmp_path_factory.mktemp(request.param) / "profile"
    browser = (
        Firefox(package, profile, tiktok) if request.param == "firefox" else Chromium(playwright, profile, tiktok)
    )
    yield browser
    browser.close()


@pytest.fixture
def companion(tmp_path):
    """A companion of the test's own."""
    with running(tmp_path / "home", BRIEF) as companion:
        yield companion


@pytest.fixture
def newcomer(each_browser, companion, tiktok):
    """A marketer whose browser has seen neither the companion nor its desk."""
    person = Marketer(each_browser, companion, tiktok)
    yield person
    person.leaves()


@pytest.fixture
def marketer(newcomer):
    """A marketer whose browser is not connected yet, at an open desk."""
    newcomer.opens_the_desk()
    return newcomer


@pytest.fixture(scope="module")
def settled(each_browser, tiktok, tmp_path_factory):
    """One connected marketer for a whole module, and what the extension knows then."""
    with running(tmp_path_factory.mktemp("settled") / "home", BRIEF, OTHER_BRIEF) as companion:
        person = Marketer(each_browser, companion, tiktok)
        person.opens_the_desk()
        profile = person.visits("loaf.ledger.ned")
        person.connects(profile)
        profile.close()
        yield person, {name: each_browser.stored()[name] for name in ("port", "token", "client")}


@pytest.fixture
def connected(settled):
    """The connected marketer with all profiles closed and no habits yet; tests look at different creators."""
    person, stored = settled
    person.browser.starts_over(stored)
    if person.asks("/briefs") is None:
        person.opens_the_desk()  # a cookie belongs to all ports: another marketer's desk has taken its place
    yield person
    person.closes_profiles()


@pytest.fixture
def gate(connected):
    """A gate on the extension's way to the companion."""
    with gate_to(connected.companion.port) as gate:
        connected.browser.starts_over(connected.browser.stored() | {"port": gate.server_port})
        yield gate
