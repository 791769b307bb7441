"""What a person does with a browser and sees of the overlay, in the same words for Chromium and Firefox."""

import abc
import json
import time
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import pytest
from axe_playwright_python.sync_playwright import Axe

from companion.demo.overlay import Shown, numbers_said

T = TypeVar("T")
PATIENCE_S = 30
BUTTONS = {"button", "pushbutton", "toggle button"}
"""What a button is called in the accessibility trees of both."""

FIND = """(() => {
  const closed = (e) =>
    "openOrClosedShadowRoot" in e ? e.openOrClosedShadowRoot : chrome.dom.openOrClosedShadowRoot(e);
  const roots = (has) =>
    [...document.querySelectorAll("div")].map(closed).filter((root) => root?.querySelector(has));
  const root = roots("section.fl")[0];
  const region = root?.querySelector("section.fl");
  const badges = () => roots(".badge").map((each) => each.querySelector(".badge"));
  const box = (e) => (({x, y, width, height}) => ({x, y, width, height}))(e.getBoundingClientRect());
  return (%s);
})()"""
"""In the content script's world an extension sees closed roots; each browser has its own way."""

WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# axe asks each element for its shadow root; here, and only here, it is told of closed ones too.
TELL_AXE = """(() => { Object.defineProperty(Element.prototype, "shadowRoot", {configurable: true, get() {
  return this instanceof HTMLElement ? closed(this) : null;
}}); %s })()"""
RUN_AXE = """axe.run(root.host, %s).then(({violations}) =>
  violations.map(({id, nodes}) => [id, nodes.map(({html, failureSummary}) => `${html} ${failureSummary}`)]))"""

QUIET = """new Promise((done) => {
  const again = () => { clearTimeout(globalThis.quiet); globalThis.quiet = setTimeout(done, 500) };
  new PerformanceObserver(again).observe({type: "resource"});
  again();
})"""


def as_json(expression: str) -> str:
    """The same expression, waited for and given as JSON: what crosses to us alike from both browsers."""
    return f"(async () => ({expression}))().then((found) => JSON.stringify(found ?? null))"


class Tab(abc.ABC):
    """One tab: the page, and the overlay in it as a screen reader tells it."""

    # The page.

    @abc.abstractmethod
    def goto(self, address: str) -> None:
        """Open an address and wait until it is loaded; the tab is in front then, where the browser has a front."""

    @abc.abstractmethod
    def reload(self) -> None:
        """Load the page again and wait until it is there."""

    @abc.abstractmethod
    def back(self) -> None:
        """Go one step back in the tab's history."""

    @abc.abstractmethod
    def close(self) -> None:
        """Close the tab."""

    @property
    @abc.abstractmethod
    def address(self) -> str:
        """What the address bar shows."""

    @abc.abstractmethod
    def evaluate(self, expression: str) -> Any:
        """What an expression gives in the page's own world, as plain data; a promise is waited for."""

    @abc.abstractmethod
    def runs_first(self, script: str) -> None:
        """Run a script before the scripts of every page that this tab opens from now on."""

    @abc.abstractmethod
    def said(self) -> list[str]:
        """All that came to the page's console since the tab was opened, and uncaught errors and dialogs."""

    @abc.abstractmethod
    def resize(self, width: int, height: int) -> None:
        """Give the page a window of this size."""

    @abc.abstractmethod
    def prefer(self, scheme: str) -> None:
        """Make the system "light" or "dark" for this tab."""

    # Hands.

    @abc.abstractmethod
    def pick(self, selector: str) -> bool:
        """Click the first element of the page that a CSS selector finds; False if there is none (yet)."""

    @abc.abstractmethod
    def press(self, key: str) -> None:
        """Press a key, by its name in KeyboardEvent.key; "Space" for the space bar."""

    @abc.abstractmethod
    def scroll(self, pixels: int) -> None:
        """Turn the mouse wheel over the page."""

    @abc.abstractmethod
    def point(self, x: float, y: float, steps: int = 1) -> None:
        """Move the mouse there, on a straight line in so many steps."""

    @abc.abstractmethod
    def hold(self) -> None:
        """Press the mouse button and keep it down."""

    @abc.abstractmethod
    def release(self) -> None:
        """Let the mouse button go."""

    # The overlay.

    @abc.abstractmethod
    def nodes(self) -> Iterable[Any]:
        """The overlay's nodes (role, name) in reading order; none while it isn't there."""

    @abc.abstractmethod
    def click(self, name: str) -> bool:
        """Click a button of the overlay with the mouse; False if it isn't there or in view (yet)."""

    @abc.abstractmethod
    def _look(self, expression: str) -> Any:
        """What an expression gives in the content script's world."""

    def text(self) -> str:
        """All that the overlay says."""
        return " ".join(node.name for node in self.nodes() if node.name and node.role != "InlineTextBox")

    def numbers(self) -> dict[str, Shown]:
        """Every number that the overlay says, by its name."""
        return numbers_said(node.name for node in self.nodes())

    def has_button(self, name: str) -> bool:
        """Whether the overlay has a button of this name."""
        return any(node.role in BUTTONS and node.name == name for node in self.nodes())

    def inside(self, expression: str) -> Any:
        """What an expression gives where ``root``, ``region``, ``badges()`` and ``box(element)`` are known.

        That is the content script's world, which the page itself never reaches.
        """
        return self._look(FIND % expression)

    def axe(self) -> list[list[Any]]:
        """The faults against WCAG 2.2 AA that axe finds in the overlay: each rule's name with its elements."""
        self.inside(TELL_AXE % Axe().axe_script)
        return self.inside(RUN_AXE % json.dumps({"runOnly": WCAG_22_AA}))

    def has(self, selector: str) -> bool:
        """Whether the page has an element that a CSS selector finds."""
        return self.evaluate(f"document.querySelector({json.dumps(selector)}) !== null")

    def calms_down(self) -> None:
        """Wait until the page has asked for nothing for half a second."""
        self.evaluate(QUIET)


class Browser(abc.ABC):
    """A running browser with the extension in it."""

    name: str

    def __init__(self) -> None:
        self.office = self.new_tab()
        """One of the extension's own pages, always open: what only these may do, is done here."""
        self.office.goto(self.extension_address("options/options.html"))

    @abc.abstractmethod
    def new_tab(self) -> Tab:
        """Open an empty tab."""

    @abc.abstractmethod
    def tabs(self) -> list[Tab]:
        """All open tabs, also those that nobody here opened."""

    @abc.abstractmethod
    def extension_address(self, path: str) -> str:
        """The address of one of the extension's own files."""

    @abc.abstractmethod
    def asked(self) -> list[str]:
        """The addresses that pages and extensions have asked for so far."""

    @abc.abstractmethod
    def stops_the_background(self) -> None:
        """Stop the extension's background, as the browser does when it idles."""

    @abc.abstractmethod
    def close(self) -> None:
        """End it and wait until it is gone."""

    def tab_at(self, address: str) -> Tab | None:
        """The tab whose address begins so, if there is one (yet)."""
        return next((tab for tab in self.tabs() if tab.address.startswith(address)), None)

    def stored(self) -> dict[str, Any]:
        """All that the extension keeps."""
        return self.office.evaluate("chrome.storage.local.get()")

    def starts_over(self, stored: dict[str, Any]) -> None:
        """Let the extension know exactly this and nothing else, as after a restart."""
        self.office.evaluate(
            f"""Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear()])
                .then(() => chrome.storage.local.set({json.dumps(stored)}))
                .then(() => chrome.runtime.sendMessage({{type: "port", port: {stored["port"]}}}))"""
        )


def eventually(found: Callable[[], T | None], what: Callable[[], object] = lambda: "") -> T:
    """Wait until something is found; a test that waits in vain fails with what there was instead."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if result := found():
            return result
        time.sleep(0.05)
    pytest.fail(f"in vain: {what()}")
