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


def find_chromium(chosen: str | None = None) -> str:
    """Path of a Chromium: the chosen one, Playwright's own if it was downloaded, or the system's.

    Raises:
        Unusable: there is none; the sentence says what to install.
    """
    if chosen:
        found = shutil.which(chosen)
        if found is None:
            raise Unusable(f"There is no browser at {chosen}: correct FITLENS_BROWSER or the setting “browser”.")
        return found
    candidates = (_playwrights_own(), *(shutil.which(name) for name in NAMES), *_installed())
    for candidate in candidates:
        if candidate:
            return candidate
    raise Unusable(
        "No Chromium was found: install it (Debian and Ubuntu: “apt install chromium”; elsewhere: "
        "“python -m playwright install chromium”), or set FITLENS_BROWSER to its path."
    )


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  0.2 s that only demo and tests should pay

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _installed() -> list[str]:
    paths = [Path(name).expanduser() for name in INSTALLED]
    return [str(path) for path in paths if path.exists()]
