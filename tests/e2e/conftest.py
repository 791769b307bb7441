"""The real thing: Chromium with the extension, the sample TikTok at TikTok's address, a companion process."""

import contextlib
import time
from collections.abc import Callable
from typing import TypeVar

import pytest

from companion import config
from companion.demo.overlay import OverlayReader
from companion.demo.stage import Stage, raised
from companion.demo.tour import BRIEF
from companion.model import Brief
from companion.service import access, briefs
from companion.store import open_store

T = TypeVar("T")
PATIENCE_S = 20
OTHER_BRIEF = Brief(name="Pixel & Pad", keywords=("console", "gaming", "esports"), languages=("en",))


class Marketer:
    """What a person does: looks at profiles, connects, looks at the desk."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.port = stage.companion.port
        self.desk = stage.browser.pages[0]

    def opens_the_desk(self) -> None:
        store = open_store(self.stage.home)
        ticket = access.new_ticket(store, now=int(time.time()))
        store.close()
        self.desk.goto(f"http://127.0.0.1:{self.port}/?ticket={ticket}")

    def visits(self, handle: str, *, prepare=None, **wait):
        page = self.stage.browser.new_page()
        if prepare:
            prepare(page)
        page.goto(f"https://www.tiktok.com/@{handle}", **wait)
        return page, OverlayReader(page)

    def connects(self, overlay: OverlayReader) -> None:
        eventually(lambda: overlay.click("Connect"))
        self.desk.goto(f"http://127.0.0.1:{self.port}/connection")
        with self.desk.expect_navigation():
            self.desk.get_by_role("button", name="Allow").first.click()
        self.desk.goto(f"http://127.0.0.1:{self.port}/shortlist")

    def asks(self, path: str):
        """The companion's answer to the desk, as JSON."""
        return self.desk.evaluate("path => fetch(path).then(a => a.ok ? a.json() : null)", f"/api/v1{path}")


def eventually(found: Callable[[], T | None], what: Callable[[], object] = lambda: "") -> T:
    """Wait until something is found; a test that waits in vain fails with what there was instead."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if result := found():
            return result
        time.sleep(0.05)
    pytest.fail(f"in vain: {what()}")


@contextlib.contextmanager
def staged(playwright, folder, *written):
    """Everything running on a fresh home that holds these briefs."""
    store = open_store(folder / "home")
    for brief in written:
        briefs.put(store, brief, now=int(time.time()))
    store.close()
    with raised(playwright, config.load(), home=folder, seed=1, headless=True) as stage:
        stage.worker.evaluate("port => chrome.storage.local.set({port})", stage.companion.port)
        yield stage


@pytest.fixture
def stage(playwright, tmp_path):
    with staged(playwright, tmp_path, BRIEF) as stage:
        yield stage


@pytest.fixture
def marketer(stage):
    person = Marketer(stage)
    person.opens_the_desk()
    return person


@pytest.fixture(scope="module")
def settled_marketer(playwright, tmp_path_factory):
    """One stage for a whole module, connected once; tests keep apart by looking at different creators."""
    with staged(playwright, tmp_path_factory.mktemp("settled"), BRIEF, OTHER_BRIEF) as stage:
        person = Marketer(stage)
        person.opens_the_desk()
        page, overlay = person.visits("loaf.ledger.ned")
        person.connects(overlay)
        eventually(lambda: overlay.has_button("Save"), overlay.text)
        page.close()
        yield person


@pytest.fixture
def connected(settled_marketer):
    """The connected marketer with all profiles closed and no habits yet."""
    yield settled_marketer
    for page in settled_marketer.stage.browser.pages[1:]:
        page.close()
    settled_marketer.stage.browser.unroute_all()
    settled_marketer.stage.worker.evaluate("chrome.storage.local.remove(['view', 'brief'])")
