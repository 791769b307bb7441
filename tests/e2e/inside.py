"""Looking into the closed root with the content script's own eyes: what the page itself never can."""

import json

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

FIND = """(() => {
  const roots = (has) => [...document.querySelectorAll("div")]
    .map((e) => chrome.dom.openOrClosedShadowRoot(e)).filter((root) => root?.querySelector(has));
  const root = roots("section.fl")[0];
  const region = root?.querySelector("section.fl");
  const badges = () => roots(".badge").map((each) => each.querySelector(".badge"));
  return (%s);
})()"""

WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# axe asks each element for its shadow root; here, and only here, it is told of closed ones too.
TELL_AXE = """(() => { Object.defineProperty(Element.prototype, "shadowRoot", {configurable: true, get() {
  return this instanceof HTMLElement ? chrome.dom.openOrClosedShadowRoot(this) : null;
}}); %s })()"""
RUN_AXE = """axe.run(root.host, %s).then(({violations}) =>
  violations.map(({id, nodes}) => [id, nodes.map(({html, failureSummary}) => `${html} ${failureSummary}`)]))"""


class Inside:
    """The content script's world on one page, where ``root``, ``region`` and ``badges()`` are known."""

    def __init__(self, page: Page) -> None:
        self._cdp = page.context.new_cdp_session(page)
        self._worlds: list[dict] = []
        self._cdp.on("Runtime.executionContextCreated", lambda event: self._worlds.append(event["context"]))
        self._cdp.send("Runtime.enable")

    def __call__(self, expression: str):
        """What an expression gives there, as plain data; a promise is waited for."""
        world = [each for each in self._worlds if each["name"] == "Fitlens"][-1]
        answer = self._cdp.send(
            "Runtime.evaluate",
            {
                "expression": FIND % expression,
                "contextId": world["id"],
                "awaitPromise": True,
                "returnByValue": True,
            },
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def axe(self) -> list[list]:
        """The faults against WCAG 2.2 AA that axe finds in the overlay: each rule's name with its elements."""
        self(TELL_AXE % Axe().axe_script)
        return self(RUN_AXE % json.dumps({"runOnly": WCAG_22_AA}))
