"""Firefox, driven by WebDriver BiDi straight over its WebSocket: what no driver that we can install does."""

import contextlib
import itertools
import json
import re
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
import pytest
import websocket

from companion.sample_tiktok.server import Server
from tests.e2e.driver import BUTTONS, Browser, Tab, as_json

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
ADDON = "fitlens@fitlens.example"
UUID = "11111111-2222-3333-4444-555555555555"
"""What the extension's own pages are addressed by; otherwise random for each profile."""

# The browser's own window sees every tab's accessibility tree as a screen reader does, closed roots included.
# The places are counted from the corner of the document, as the mouse counts them.
OVERLAY = """(() => {
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
  const every = (node) => [node, ...within(node).flatMap(every)];
  const tab = service.getAccessibleFor(gBrowser.selectedBrowser);
  const shown = tab?.childCount ? tab.firstChild : null;
  const region = shown && find(shown);
  const nodes = region ? every(region) : [];
  return (%s);
})()"""
NODES = """nodes.map((node) => {
  const [corner, {x, y, width, height}] = [box(shown), box(node)];
  const middle = {x: Math.round(x - corner.x + width / 2), y: Math.round(y - corner.y + height / 2)};
  return {role: role(node), name: node.name ?? "", ...middle};
})"""
INTO_VIEW = "nodes.find((node) => node.name === %s)?.scrollTo(Ci.nsIAccessibleScrollType.SCROLL_TYPE_ANYWHERE)"

# A frame script stands in the tab's own process with the browser's rights: it finds the content script's world.
EYES = f"""if (!this.eyes) {{
  this.eyes = ChromeUtils.importESModule("resource://gre/modules/ExtensionContent.sys.mjs").ExtensionContent;
  addMessageListener("tests:look", async ({{data}}) => {{
    const seen = {{number: data.number}};
    try {{
      const {{sandbox}} = this.eyes.getContextByExtensionId("{ADDON}", content);
      seen.found = await Cu.evalInSandbox(data.expression, sandbox);
    }} catch (error) {{
      seen.error = String(error);
    }}
    sendAsyncMessage("tests:seen", seen);
  }});
}}"""
LOOK = """new Promise((done) => {
  const asked = %s;
  const {messageManager} = gBrowser.selectedBrowser;
  const heard = ({data}) => {
    if (data.number !== asked.number) return;
    messageManager.removeMessageListener("tests:seen", heard);
    done(data);
  };
  messageManager.addMessageListener("tests:seen", heard);
  messageManager.loadFrameScript(%s, false);
  messageManager.sendAsyncMessage("tests:look", asked);
})"""
EYES_ADDRESS = "data:application/javascript," + quote(EYES)

LISTEN = """(globalThis.asked = [], Services.obs.addObserver((channel) => {
  const {URI, loadInfo} = channel.QueryInterface(Ci.nsIHttpChannel);
  if (!loadInfo.triggeringPrincipal.isSystemPrincipal) asked.push(URI.spec);
}, "http-on-modify-request"))"""
"""What the browser asks on its own account is none of the extension's doing."""

KEYS = {
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "Space": " ",
    "End": "\ue010",
    "Home": "\ue011",
    "ArrowLeft": "\ue012",
    "ArrowRight": "\ue014",
}
"""What BiDi calls the keys."""


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


class FirefoxTab(Tab):
    """A tab, known to BiDi as a browsing context."""

    def __init__(self, firefox: "Firefox", context: str) -> None:
        self._firefox = firefox
        self.context = context
        self._mouse = (0.0, 0.0)

    def goto(self, address: str) -> None:
        self._comes_to_the_front()
        self._send("browsingContext.navigate", url=address, wait="complete")

    def reload(self) -> None:
        self._comes_to_the_front()
        self._send("browsingContext.reload", wait="complete")

    def back(self) -> None:
        self._send("browsingContext.traverseHistory", delta=-1)

    def close(self) -> None:
        self._send("browsingContext.close")

    @property
    def address(self) -> str:
        tree = self._firefox.send("browsingContext.getTree", root=self.context, maxDepth=0)
        return str(tree["contexts"][0]["url"])

    def evaluate(self, expression: str) -> Any:
        return self._firefox.evaluate(expression, self.context)

    def runs_first(self, script: str) -> None:
        whole = f"() => {{ {script} }}"
        self._firefox.send("script.addPreloadScript", functionDeclaration=whole, contexts=[self.context])

    def said(self) -> list[str]:
        return self._firefox.said(self.context)

    def resize(self, width: int, height: int) -> None:
        self._send("browsingContext.setViewport", viewport={"width": width, "height": height})

    def prefer(self, scheme: str) -> None:
        self._comes_to_the_front()
        self._firefox.in_window(
            f"gBrowser.selectedBrowser.browsingContext.prefersColorSchemeOverride = {json.dumps(scheme)}"
        )

    def pick(self, selector: str) -> bool:
        locator = {"type": "css", "value": selector}
        found = self._send("browsingContext.locateNodes", locator=locator, maxNodeCount=1)["nodes"]
        if not found:
            return False
        element = {"sharedId": found[0]["sharedId"]}
        self._firefox.send(
            "script.callFunction",
            functionDeclaration="(element) => element.scrollIntoView({block: 'center'})",
            arguments=[element],
            target={"context": self.context},
            awaitPromise=False,
        )
        self._comes_to_the_front()
        there = {"type": "pointerMove", "x": 0, "y": 0, "origin": {"type": "element", "element": element}}
        self._use_mouse(there, DOWN, UP)
        return True

    def press(self, key: str) -> None:
        value = KEYS.get(key, key)
        strokes = [{"type": "keyDown", "value": value}, {"type": "keyUp", "value": value}]
        self._comes_to_the_front()
        self._perform({"type": "key", "id": "keyboard", "actions": strokes})

    def scroll(self, pixels: int) -> None:
        turn = {"type": "scroll", "x": 600, "y": 500, "deltaX": 0, "deltaY": pixels}
        self._comes_to_the_front()
        self._perform({"type": "wheel", "id": "wheel", "actions": [turn]})

    def point(self, x: float, y: float, steps: int = 1) -> None:
        self._comes_to_the_front()
        (x0, y0), self._mouse = self._mouse, (x, y)
        for step in range(1, steps + 1):
            part = step / steps
            self._use_mouse(move(x0 + (x - x0) * part, y0 + (y - y0) * part))

    def hold(self) -> None:
        self._use_mouse(DOWN)

    def release(self) -> None:
        self._use_mouse(UP)

    def nodes(self) -> list[Node]:
        self._comes_to_the_front()
        return msgspec.convert(self._firefox.in_window(OVERLAY % NODES), type=list[Node])

    def click(self, name: str) -> bool:
        button = next((node for node in self.nodes() if node.role in BUTTONS and node.name == name), None)
        if button is None:
            return False
        try:
            self._use_mouse(move(button.x, button.y))
        except OutOfView:
            self._firefox.in_window(OVERLAY % INTO_VIEW % json.dumps(name))
            return False
        if button not in self.nodes():
            return False  # it moved away under the mouse
        self._use_mouse(DOWN, UP)
        return True

    def _look(self, expression: str) -> Any:
        self._comes_to_the_front()
        asked = {"number": self._firefox.number(), "expression": as_json(expression)}
        seen = self._firefox.in_window(LOOK % (json.dumps(asked), json.dumps(EYES_ADDRESS)))
        assert "error" not in seen, seen["error"]
        return json.loads(seen["found"])

    def _comes_to_the_front(self) -> None:
        self._send("browsingContext.activate")

    def _use_mouse(self, *actions: dict[str, object]) -> None:
        self._perform({"type": "pointer", "id": "mouse", "actions": list(actions)})

    def _perform(self, source: dict[str, object]) -> None:
        self._send("input.performActions", actions=[source])

    def _send(self, method: str, **parameters: object) -> dict[str, Any]:
        return self._firefox.send(method, context=self.context, **parameters)


DOWN: dict[str, object] = {"type": "pointerDown", "button": 0}
UP: dict[str, object] = {"type": "pointerUp", "button": 0}


def move(x: float, y: float) -> dict[str, object]:
    """The mouse's way to a place in the window."""
    return {"type": "pointerMove", "x": round(x), "y": round(y)}


class Firefox(Browser):
    """Firefox with its own package installed, and the session that drives it."""

    name = "firefox"

    def __init__(self, package: Path, profile: Path, tiktok: Server) -> None:
        program = shutil.which("firefox-esr") or shutil.which("firefox")
        if program is None:
            pytest.fail("No Firefox was found: install it (Debian: apt install firefox-esr).", pytrace=False)
        profile.mkdir()
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in (QUIET | reaching(tiktok)).items()]
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
        self._tabs: dict[str, FirefoxTab] = {}
        self._socket = websocket.create_connection(
            f"{self._address()}/session", timeout=PATIENCE_S, suppress_origin=True
        )
        self.send("session.new", capabilities={"alwaysMatch": {"acceptInsecureCerts": True}})
        self.send("session.subscribe", events=["log.entryAdded", "browsingContext.userPromptOpened"])
        tree = self.send("browsingContext.getTree", **{"moz:scope": "chrome"})
        self._window = tree["contexts"][0]["context"]
        self.in_window(LISTEN)
        self._package = package
        self.update()
        super().__init__()

    def send(self, method: str, **parameters: object) -> dict[str, Any]:
        """One command and its result; events that come meanwhile are kept."""
        number = self.number()
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while (message := json.loads(self._socket.recv())).get("id") != number:
            self._events.append(message)
        if message["type"] == "error":
            refusal = OutOfView if message["error"] == "move target out of bounds" else Refused
            raise refusal(f"{method}: {message['error']}: {message['message']}")
        return message["result"]

    def new_tab(self) -> FirefoxTab:
        """A tab of its own: a tab that showed a public site keeps that site's limits."""
        return self._tab_of(self.send("browsingContext.create", type="tab")["context"])

    def tabs(self) -> list[Tab]:
        tree = self.send("browsingContext.getTree", maxDepth=0)
        return [self._tab_of(each["context"]) for each in tree["contexts"]]

    def extension_address(self, path: str) -> str:
        return f"moz-extension://{UUID}/{path}"

    def in_window(self, expression: str) -> Any:
        """What an expression gives in the browser's own window."""
        return self.evaluate(expression, self._window)

    def evaluate(self, expression: str, context: str) -> Any:
        """What an expression gives in a context, as plain data."""
        target = {"context": context}
        answer = self.send("script.evaluate", expression=as_json(expression), target=target, awaitPromise=True)
        if answer["type"] == "exception":
            raise Refused(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def number(self) -> int:
        """A number that was not given before."""
        return next(self._numbers)

    def said(self, context: str) -> list[str]:
        """All that came to a tab's console, and its dialogs."""
        self.send("session.status")  # events before its answer are in
        events = [event["params"] | event["params"].get("source", {}) for event in self._events]
        return [str(each.get("text", each.get("message"))) for each in events if each.get("context") == context]

    def asked(self) -> list[str]:
        return self.in_window("asked")

    def stops_the_background(self) -> None:
        policy = f"WebExtensionPolicy.getByID('{ADDON}')"
        stop = f"{policy}.extension.terminateBackground().then(() => {policy}.extension.backgroundState)"
        assert self.in_window(stop) == "stopped"

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

    def update(self) -> None:
        """Put the extension in, in place of one that is there."""
        data = {"type": "archivePath", "path": str(self._package)}
        assert self.send("webExtension.install", extensionData=data)["extension"] == ADDON

    def _tab_of(self, context: str) -> FirefoxTab:
        return self._tabs.setdefault(context, FirefoxTab(self, context))

    def _address(self) -> str:
        end = time.monotonic() + PATIENCE_S
        while not (found := LISTENING.search(self._log.read_text(errors="replace"))):
            if self._process.poll() is not None or time.monotonic() > end:
                self._process.kill()
                pytest.fail(f"Firefox did not start: {self._log.read_text(errors='replace')}")
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(0.05)
        return found[1]


def reaching(tiktok: Server) -> dict[str, object]:
    """The preferences that show the sample at TikTok's real address, as a public site."""
    return {
        "extensions.webextensions.uuids": json.dumps({ADDON: UUID}),
        "network.dns.forceResolve": "127.0.0.1",
        "network.socket.forcePort": f"443={tiktok.port}",
        # Or the page counts as local, and local network access is never asked for.
        "network.lna.address_space.public.override": f"127.0.0.1:{tiktok.port}",
    }
