"""The stage: a temporary home, the sample TikTok, a companion process and Chromium with the extension loaded."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
from playwright.sync_api import BrowserContext, Error, Playwright, Worker

from companion.browser import find_chromium
from companion.config import Settings, extension_folder
from companion.model import Unusable
from companion.sample_tiktok.server import Server, chromium_flags, serve
from companion.store import instance

PATIENCE_S = 30
"""How long any one step of the demo may take before it is given up."""


class CompanionProcess:
    """A real companion on a home, as its own process."""

    def __init__(self, home: Path, port: int | None = None) -> None:
        """Start it, on a free port if none is given, and wait until it serves.

        Raises:
            Unusable: it ended instead; the sentence is its own last words.
        """
        self.home = home
        self.port = free_port() if port is None else port
        self._log = tempfile.TemporaryFile()  # noqa: SIM115  closed in stop, when the process is gone
        self._process = subprocess.Popen(
            [sys.executable, "-m", "companion", "start", "--no-browser", "--port", str(self.port)],
            env={**os.environ, "FITLENS_HOME": str(home)},
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        self._wait_until_it_serves()

    @property
    def pid(self) -> int:
        """The process id, for tests that kill it."""
        return self._process.pid

    def check(self) -> None:
        """Raise if the process is gone.

        Raises:
            Unusable: the companion stopped.
        """
        if self._process.poll() is not None:
            raise Unusable(f"The companion stopped by itself: try once more. {self._last_words()}".strip())

    def stop(self) -> None:
        """End the process and wait until it is gone."""
        self._process.terminate()
        try:
            self._process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()

    def _wait_until_it_serves(self) -> None:
        for _ in range(PATIENCE_S * 20):
            self.check()
            if instance.running(self.home) and _accepts(self.port):
                return
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(0.05)
        raise Unusable(f"The companion did not start within {PATIENCE_S} seconds. {self._last_words()}".strip())

    def _last_words(self) -> str:
        self._log.seek(0)
        lines = self._log.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else ""


class Stage(msgspec.Struct, frozen=True):
    """Everything that runs during a demo."""

    home: Path
    companion: CompanionProcess
    tiktok: Server
    browser: BrowserContext
    worker: Worker


@contextlib.contextmanager
def temporary_home(inside: Path | None) -> Iterator[Path]:
    """A fresh folder that is gone afterwards; inside the named home if one was named, so that it is really tried.

    Raises:
        Unusable: no folder can be made there.
    """
    try:
        if inside is not None:
            inside.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder = Path(tempfile.mkdtemp(prefix="fitlens-demo-", dir=inside))
    except OSError as error:
        place = inside or Path(tempfile.gettempdir())
        raise Unusable(
            f"The demo needs a folder that it can write: {place}: {error.strerror or error}."
        ) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def raised(
    playwright: Playwright, settings: Settings, *, home: Path, seed: int, headless: bool
) -> Iterator[Stage]:
    """Start everything, and stop it all at the end.

    Raises:
        Unusable: a browser is missing, or one of the parts did not start.
    """
    with contextlib.ExitStack() as stack:
        tiktok = stack.enter_context(serve(seed))
        browser = launched(playwright, settings, profile=home / "browser", tiktok=tiktok, headless=headless)
        stack.callback(browser.close)
        companion = CompanionProcess(home / "home")
        stack.callback(companion.stop)
        yield Stage(
            home=home / "home", companion=companion, tiktok=tiktok, browser=browser, worker=worker_of(browser)
        )


def launched(
    playwright: Playwright, settings: Settings, *, profile: Path, tiktok: Server, headless: bool
) -> BrowserContext:
    """Chromium on a fresh profile with the extension loaded, TikTok's address mapped to the sample.

    Raises:
        Unusable: there is no such browser, or it did not start.
    """
    if not (headless or sys.platform in {"win32", "darwin"} or _has_screen()):
        raise Unusable("There is no screen to show a browser on: add --headless.")
    executable = find_chromium(settings.browser, lambda: playwright.chromium.executable_path)
    extension = extension_folder()
    try:
        return playwright.chromium.launch_persistent_context(
            profile,
            executable_path=executable,
            channel="chromium",
            headless=headless,
            ignore_https_errors=True,
            viewport={"width": 1280, "height": 900},
            args=[
                *chromium_flags(tiktok.port),
                f"--disable-extensions-except={extension}",
                f"--load-extension={extension}",
            ],
        )
    except Error as error:
        raise Unusable(f"The browser {executable} did not start: {error.message.splitlines()[0]}") from error


def worker_of(browser: BrowserContext) -> Worker:
    """The extension's background worker."""
    if browser.service_workers:
        return browser.service_workers[0]
    return browser.wait_for_event("serviceworker", timeout=PATIENCE_S * 1000)


def free_port() -> int:
    """A port of the loopback that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _has_screen() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _accepts(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False
