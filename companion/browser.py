"""Finding a Chromium that can load an unpacked extension by flag, for the demo and the tests."""

import shutil
from pathlib import Path

from companion.model import Unusable

NAMES = ("chromium", "chromium-browser", "chromium-freeworld", "ungoogled-chromium")
"""Branded Chrome and Edge are not among them: since 137 and 139 they ignore ``--load-extension``."""

INSTALLED = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "~/AppData/Local/Chromium/Application/chrome.exe",
)


def find_chromium(chosen: str | None = None, downloaded: str | None = None) -> str:
    """Path of a Chromium: the chosen one, the one that Playwright downloaded, or the system's.

    Args:
        chosen: a path or name from the settings; nothing else is tried then.
        downloaded: where Playwright keeps its own Chromium (``playwright.chromium.executable_path``).

    Raises:
        Unusable: there is none; the sentence says what to install.
    """
    if chosen:
        found = shutil.which(chosen)
        if found is None:
            raise Unusable(f"There is no browser at {chosen}: correct FITLENS_BROWSER or the setting “browser”.")
        return found
    installed = [str(Path(name).expanduser()) for name in (downloaded, *INSTALLED) if name]
    for candidate in (*installed, *NAMES):
        if found := shutil.which(candidate):
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
