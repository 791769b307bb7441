"""Finding a Chromium that can load an unpacked extension by flag, for the demo and the tests."""

import shutil
from collections.abc import Callable
from pathlib import Path

from companion.model import Unusable

NAMES = ("chromium", "chromium-browser", "chromium-freeworld", "ungoogled-chromium")
"""Branded Chrome and Edge are not among them: since 137 and 139 they ignore ``--load-extension``."""

INSTALLED = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "~/AppData/Local/Chromium/Application/chrome.exe",
)


def find_chromium(chosen: str | None, downloaded: Callable[[], str]) -> str:
    """Path of a Chromium: the chosen one, the system's, or the one that Playwright downloaded.

    Args:
        chosen: a path or name from the settings; nothing else is tried then.
        downloaded: says where Playwright keeps its own Chromium; asked last, since starting Playwright takes time.

    Raises:
        Unusable: there is none; the sentence says what to install.
    """
    if chosen:
        found = shutil.which(chosen)
        if found is None:
            raise Unusable(f"There is no browser at {chosen}: correct FITLENS_BROWSER or the setting “browser”.")
        return found
    for candidate in (*NAMES, *INSTALLED):
        if found := shutil.which(Path(candidate).expanduser()):
            return found
    if found := shutil.which(downloaded()):
        return found
    raise Unusable(
        "No Chromium was found: install it (Debian and Ubuntu: “apt install chromium”; elsewhere: "
        "“python -m playwright install chromium”), or set FITLENS_BROWSER to its path."
    )


def downloaded_chromium() -> str:
    """Where Playwright keeps the Chromium that it downloads, whether or not it was downloaded yet."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  0.2 s that few commands should pay

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path
