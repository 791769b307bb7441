"""Chromium, driven by Playwright; the closed root is reached over the DevTools protocol."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Dialog, Page, Playwright

from companion import config
from companion.demo.overlay import Node, OverlayReader
from companion.demo.stage import launched, worker_of
from companion.sample_tiktok.server import Server
from tests.e2e.driver import Browser, Tab, as_json, eventually


class ChromiumTab(Tab):
    """A tab; ``page`` is Playwright's, for what only Chromium can be asked."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._said: list[str] = []
        page.on("console", lambda message: self._said.append(message.text))
        page.on("pageerror", lambda error: self._said.append(str(error)))
        page.on("dialog", self._dismiss)
        self._overlay = OverlayReader(page)
        self._worlds: list[dict[str, Any]] = []
        self._cdp: CDPSession | None = None

    def goto(self, address: str) -> None:
        self.page.goto(address)

    def reload(self) -> None:
        self.page.reload()

    def back(self) -> None:
        self.page.go_back()

    def close(self) -> None:
        self.page.close()

    @property
    def address(self) -> str:
        return self.page.url

    def evaluate(self, expression: str) -> Any:
        return json.loads(self.page.evaluate(as_json(expression)))

    def runs_first(self, script: str) -> None:
        self.page.add_init_script(script)

    def said(self) -> list[str]:
        self.evaluate("0")  # what was said before is here then
        return self._said

    def resize(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def prefer(self, scheme: str) -> None:
        self.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")

    def pick(self, selector: str) -> bool:
        found = self.page.locator(selector)
        if found.count():
            found.first.click()
            return True
        return False

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def scroll(self, pixels: int) -> None:
        self.page.mouse.wheel(0, pixels)

    def point(self, x: float, y: float, steps: int = 1) -> None:
        self.page.mouse.move(x, y, steps=steps)

    def hold(self) -> None:
        self.page.mouse.down()

    def release(self) -> None:
        self.page.mouse.up()

    def nodes(self) -> list[Node]:
        return self._overlay.nodes()

    def click(self, name: str) -> bool:
        return self._overlay.click(name)

    def _dismiss(self, dialog: Dialog) -> None:
        self._said.append(dialog.message)
        dialog.dismiss()

    def _look(self, expression: str) -> Any:
        if self._cdp is None:
            self._cdp = self.page.context.new_cdp_session(self.page)
            self._cdp.on("Runtime.executionContextCreated", lambda event: self._worlds.append(event["context"]))
            self._cdp.send("Runtime.enable")
        world = [each for each in self._worlds if each["name"] == "Fitlens"][-1]
        asked = {
            "expression": as_json(expression),
            "contextId": world["id"],
            "awaitPromise": True,
            "returnByValue": True,
        }
        answer = self._cdp.send("Runtime.evaluate", asked)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return json.loads(answer["result"]["value"])


class Chromium(Browser):
    """Chromium with the extension's folder; ``context`` is Playwright's."""

    name = "chromium"

    def __init__(self, playwright: Playwright, profile: Path, tiktok: Server) -> None:
        self.context = launched(playwright, config.load(), profile=profile, tiktok=tiktok, headless=True)
        self._tabs: list[ChromiumTab] = []
        self._asked: list[str] = []
        self.context.on("request", lambda request: self._asked.append(request.url))
        self.worker_url = worker_of(self.context).url
        super().__init__()

    def new_tab(self) -> ChromiumTab:
        return self._tab_of(self.context.new_page())

    def tabs(self) -> list[Tab]:
        self.office.evaluate("0")  # Playwright hears of new tabs while it is spoken to
        return [self._tab_of(page) for page in self.context.pages]

    def extension_address(self, path: str) -> str:
        return self.worker_url.replace("background/main.js", path)

    def asked(self) -> list[str]:
        return self._asked

    def stops_the_background(self) -> None:
        page = self.office.page
        cdp = self.context.new_cdp_session(page)
        states: dict[str, str] = {}
        cdp.on(
            "ServiceWorker.workerVersionUpdated",
            lambda event: states.update({each["versionId"]: each["runningStatus"] for each in event["versions"]}),
        )
        cdp.send("ServiceWorker.enable")
        cdp.send("ServiceWorker.stopAllWorkers")
        eventually(lambda: page.evaluate("1") and set(states.values()) == {"stopped"}, lambda: states)
        cdp.detach()

    def close(self) -> None:
        self.context.close()

    def _tab_of(self, page: Page) -> ChromiumTab:
        known = next((tab for tab in self._tabs if tab.page is page), None)
        if known is None:
            known = ChromiumTab(page)
            self._tabs.append(known)
        return known
