"""Reading and clicking the overlay as a person with a screen reader would: scripts can't see its closed root."""

import math
import re
from collections.abc import Iterable

import msgspec
from playwright.sync_api import CDPSession, Error, Page

STEPS = {"": 1.0, "K": 1e3, "M": 1e6, "B": 1e9}
NUMBER = re.compile(r"^[^\d-]*(-?[\d,]*\d(?:\.\d+)?)\s*([KMB]?)\s*([%×]?)$")
SAID = re.compile(r"^(?P<name>.+?) (?P<value>\S+), between (?P<low>\S+) and (?P<high>\S+), (?P<level>.+)$")
MISSING = re.compile(r"^(?P<name>.+?): not known, (?P<why>.+)$", re.DOTALL)


class Node(msgspec.Struct, frozen=True):
    """One node of the accessibility tree."""

    role: str
    name: str
    backend_id: int


class Shown(msgspec.Struct, frozen=True):
    """A number as the overlay says it, or why it says none."""

    name: str
    value: str | None = None
    low: str | None = None
    high: str | None = None
    missing: str | None = None


class OverlayReader:
    """The overlay on one page, through the browser's accessibility tree."""

    def __init__(self, page: Page) -> None:
        """Attach to a page that shows (or will show) the overlay."""
        self._page = page
        self._cdp: CDPSession = page.context.new_cdp_session(page)
        self._cdp.send("Accessibility.enable")
        self._cdp.send("DOM.enable")

    def nodes(self) -> list[Node]:
        """The overlay's nodes in reading order; empty while it isn't there."""
        tree = self._cdp.send("Accessibility.getFullAXTree")["nodes"]
        by_id = {node["nodeId"]: node for node in tree}
        root = next((node for node in tree if _said(node, "role") == "region" and _name(node) == "Fitlens"), None)
        found: list[Node] = []
        waiting = [root["nodeId"]] if root else []
        while waiting:
            node = by_id.get(waiting.pop(0))
            if node is None:
                continue
            waiting[:0] = node.get("childIds", [])
            if not node.get("ignored"):
                found.append(Node(_said(node, "role"), _name(node), node.get("backendDOMNodeId", 0)))
        return found

    def text(self) -> str:
        """All that the overlay says, in reading order."""
        return " ".join(node.name for node in self.nodes() if node.name and node.role != "InlineTextBox")

    def numbers(self) -> dict[str, Shown]:
        """Every number that the overlay says, by its name ("Engagement rate", "Fit, Strong fit")."""
        return numbers_said(node.name for node in self.nodes())

    def has_button(self, name: str) -> bool:
        """Whether a button of this name is there."""
        return self._button(name) is not None

    def click(self, name: str) -> bool:
        """Click a button with the mouse; False if it isn't there (yet)."""
        button = self._button(name)
        if button is None:
            return False
        try:
            self._cdp.send("DOM.scrollIntoViewIfNeeded", {"backendNodeId": button.backend_id})
            quad = self._cdp.send("DOM.getContentQuads", {"backendNodeId": button.backend_id})["quads"][0]
        except (Error, IndexError):
            return False  # it was redrawn since the tree was read
        self._page.mouse.click(sum(quad[0::2]) / 4, sum(quad[1::2]) / 4)
        return True

    def _button(self, name: str) -> Node | None:
        return next((node for node in self.nodes() if node.role == "button" and node.name == name), None)


def numbers_said(names: Iterable[str]) -> dict[str, Shown]:
    """The numbers among what a screen reader says, by their names."""
    found: dict[str, Shown] = {}
    for each in names:
        if said := SAID.match(each):
            name = said["name"].rstrip(",")
            found[name] = Shown(name, said["value"], said["low"], said["high"])
        elif missing := MISSING.match(each):
            found[missing["name"]] = Shown(missing["name"], missing=missing["why"])
    return found


def says(shown: str | None, exact: float | None) -> bool:
    """Whether a text such as "48.2K" or "6.1%" is this number, rounded to the digits that the text has."""
    if shown is None or exact is None:
        return shown is None and exact is None
    parts = NUMBER.match(shown.replace("\u202f", "").replace("\u00a0", ""))
    if parts is None:
        return False
    digits, letter, sign = parts.groups()
    scale = STEPS[letter] / (100 if sign == "%" else 1)
    decimals = len(digits.partition(".")[2])
    # Three significant digits drop trailing zeros: "48K" stands for 47.95K to 48.05K.
    significant = len(digits.replace(",", "").replace(".", "").lstrip("-0")) or 1
    hidden = max(0, 3 - significant) if letter else 0
    half_step = 0.5 * 10.0 ** -(decimals + hidden) * scale
    return math.isclose(float(digits.replace(",", "")) * scale, exact, rel_tol=1e-9, abs_tol=half_step * 1.001)


def _said(node: dict[str, dict[str, str]], key: str) -> str:
    return str(node.get(key, {}).get("value", ""))


def _name(node: dict[str, dict[str, str]]) -> str:
    return _said(node, "name")
