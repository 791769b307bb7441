"""Firefox, driven by WebDriver BiDi straight over its WebSocket: what no driver that we can install does."""

import contextlib
import itertools
import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import websocket

from companion.demo.overlay import Shown, numbers_said

PATIENCE_S = 60
QUIET = {
    "app.normandy.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    # Mozilla's own patches of TikTok speak on the page's console.
    "extensions.webcompat.enable_interventions": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}
LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
# The browser's own window sees every tab's accessibility tree as a screen reader does, closed roots included.
# The places are counted from the corner of the document, as the mouse counts them.
NODES = """(() => {
  const service = Cc["@mozilla.org/accessibilityService;1"].getService(Ci.nsIAccessibilityService);
  const within = (node) => Array.from({length: node.childCount}, (_, i) => node.getChildAt(i));
  const box = (node) => {
    const [x, y, width, height] = [{}, {}, {}, {}];
    node.getBounds(x, y, width, height);
    return {x: x.value, y: y.value, width: width.value, height: height.value};
  };
  const role = (node) => service.getStringRole(node.role);
  const find = (node) => role(node) === "region" && node.name === "Fitlens" ? node
    : within(node).reduce((found, child) => found ?? find(child), null);
  const tell = (node, corner) => {
    const {x, y, width, height} = box(node);
    const middle = {x: Math.round(x - corner.x + width / 2), y: Math.round(y - corner.y + height / 2)};
    return [{role: role(node), name: node.name ?? "", ...middle}, ...within(node).flatMap((n) => tell(n, corner))];
  };
  const tab = service.getAccessibleFor(gBrowser.selectedBrowser);
  const shown = tab?.childCount ? tab.firstChild : null;
  const region = shown && find(shown);
  return JSON.stringify(region ? tell(region, box(shown)) : []);
})()"""


class Refused(Exception):
    """Firefox answered a command with an error."""


class OutOfView(Refused):
    """What should be clicked lies outside the window."""


class Node(msgspec.Struct, frozen=True):
    """One node of the overlay as a screen reader tells it, with its middle in the window."""

    role: str
    name: str
    x: int
    y: int


class Firefox:
    """One running Firefox and the session that drives it."""

    def __init__(self, profile: Path, preferences: dict[str, object]) -> None:
        """Start it headless on a fresh profile."""
        program = shutil.which("firefox-esr") or shutil.which("firefox")
        if program is None:
            pytest.fail("No Firefox was found: install it (Debian: apt install firefox-esr).", pytrace=False)
        profile.mkdir()
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in (QUIET | preferences).items()]
        (profile / "user.js").write_text("".join(lines))
        self._log = profile / "firefox.log"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                # System access is what opens the extension's own pages and the browser's window to BiDi.
                [program, "--headless", "--no-remote", "--profile", profile,
                 "--remote-debugging-port=0", "--remote-allow-system-access", "about:blank"],
                stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip
        self._numbers = itertools.count(1)
        self._events: list[dict[str, Any]] = []
        self._socket = websocket.create_connection(
            f"{self._address()}/session", timeout=PATIENCE_S, suppress_origin=True
        )
        self.send("session.new", capabilities={"alwaysMatch": {"acceptInsecureCerts": True}})
        self.send("session.subscribe", events=["log.entryAdded"])
        tree = self.send("browsingContext.getTree", **{"moz:scope": "chrome"})
        self._window = tree["contexts"][0]["context"]

    def send(self, method: str, **parameters: object) -> dict[str, Any]:
        """One command and its result; events that come meanwhile are kept."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while (message := json.loads(self._socket.recv())).get("id") != number:
            self._events.append(message)
        if message["type"] == "error":
            refusal = OutOfView if message["error"] == "move target out of bounds" else Refused
            raise refusal(f"{method}: {message['error']}: {message['message']}")
        return message["result"]

    def install(self, package: Path) -> str:
        """Load an extension's zip until Firefox closes; its id."""
        return self.send("webExtension.install", extensionData={"type": "archivePath", "path": str(package)})[
            "extension"
        ]

    def new_tab(self) -> "Tab":
        """A tab of its own: a tab that showed a public site keeps that site's limits."""
        return Tab(self, self.send("browsingContext.create", type="tab")["context"])

    def in_window(self, expression: str) -> Any:
        """What an expression gives in the browser's own window."""
        return self.evaluate(expression, self._window)

    def evaluate(self, expression: str, context: str) -> Any:
        """What an expression gives in a context: a string, a number, a boolean or nothing."""
        target = {"context": context}
        answer = self.send("script.evaluate", expression=expression, target=target, awaitPromise=True)
        if answer["type"] == "exception":
            raise Refused(answer["exceptionDetails"]["text"])
        return answer["result"].get("value")

    def said(self, context: str) -> list[str]:
        """All that came to a tab's console."""
        self.send("session.status")  # events before its answer are in
        entries = [event["params"] for event in self._events if event.get("method") == "log.entryAdded"]
        return [str(entry["text"]) for entry in entries if entry["source"].get("context") == context]

    def close(self) -> None:
        """End it and wait until it is gone."""
        with contextlib.suppress(Refused, websocket.WebSocketException, OSError):
            self.send("browser.close")
        self._socket.close()
        try:
            self._process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _address(self) -> str:
        end = time.monotonic() + PATIENCE_S
        while not (found := LISTENING.search(self._log.read_text(errors="replace"))):
            if self._process.poll() is not None or time.monotonic() > end:
                self._process.kill()
                pytest.fail(f"Firefox did not start: {self._log.read_text(errors='replace')}")
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(0.05)
        return found[1]


class Tab:
    """One tab, and the overlay in it."""

    def __init__(self, firefox: Firefox, context: str) -> None:
        self._firefox = firefox
        self.context = context

    def goto(self, address: str) -> None:
        self._firefox.send("browsingContext.navigate", context=self.context, url=address, wait="complete")

    def back(self) -> None:
        self._firefox.send("browsingContext.traverseHistory", context=self.context, delta=-1)

    def evaluate(self, expression: str) -> Any:
        """What an expression gives in the page: a string, a number, a boolean or nothing."""
        return self._firefox.evaluate(expression, self.context)

    def said(self) -> list[str]:
        """All that came to the page's console."""
        return self._firefox.said(self.context)

    def press(self, locator: dict[str, object]) -> bool:
        """Click the first element of the page itself that a locator finds; False if there is none (yet)."""
        found = self._firefox.send("browsingContext.locateNodes", context=self.context, locator=locator)["nodes"]
        if found:
            element = {"type": "element", "element": {"sharedId": found[0]["sharedId"]}}
            self._firefox.send(
                "script.callFunction",
                functionDeclaration="(element) => element.scrollIntoView({block: 'center'})",
                arguments=[{"sharedId": found[0]["sharedId"]}],
                target={"context": self.context},
                awaitPromise=False,
            )
            self._click(0, 0, origin=element)
        return bool(found)

    def scroll(self, pixels: int) -> None:
        turn = {"type": "scroll", "x": 600, "y": 500, "deltaX": 0, "deltaY": pixels}
        self._perform({"type": "wheel", "id": "wheel", "actions": [turn]})

    def nodes(self) -> list[Node]:
        """The overlay in reading order, as a screen reader tells it; empty while it isn't there."""
        self._firefox.send("browsingContext.activate", context=self.context)
        return msgspec.json.decode(self._firefox.in_window(NODES), type=list[Node])

    def text(self) -> str:
        """All that the overlay says."""
        return " ".join(node.name for node in self.nodes() if node.name)

    def numbers(self) -> dict[str, Shown]:
        """Every number that the overlay says, by its name."""
        return numbers_said(node.name for node in self.nodes())

    def has_button(self, name: str) -> bool:
        return any(self._buttons(name))

    def click(self, name: str) -> bool:
        """Click a button of the overlay with the mouse; False if it isn't there or in view (yet)."""
        button = next(self._buttons(name), None)
        if button is None:
            return False
        try:
            self._click(button.x, button.y)
        except OutOfView:
            return False
        return True

    def _buttons(self, name: str) -> Iterator[Node]:
        return (node for node in self.nodes() if node.role in BUTTONS and node.name == name)

    def _click(self, x: int, y: int, **origin: object) -> None:
        steps = [{"type": "pointerMove", "x": x, "y": y, **origin}, *PRESS]
        self._perform({"type": "pointer", "id": "mouse", "actions": steps})

    def _perform(self, source: dict[str, object]) -> None:
        self._firefox.send("input.performActions", context=self.context, actions=[source])


BUTTONS = {"pushbutton", "toggle button", "button"}
PRESS = ({"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0})
