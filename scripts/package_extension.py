"""Zips the extension for the stores: Chromium's as it stands, Firefox's with its own manifest.

    python scripts/package_extension.py [FOLDER]

The extension has no build step: what is zipped is what lies in ``extension/``, without type declarations and
drawings. The zips of the same files are the same bytes, on every machine: nothing of the packer's clock, rights,
system or compressor is in them.
"""

import json
import sys
import zipfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
EXTENSION = ROOT / "extension"
LEFT_OUT = (".d.ts", ".svg")
STAMP = (2020, 1, 1, 0, 0, 0)
UNIX = 3
"""What the entries say they were made on, whatever it was."""

Manifest = dict[str, Any]

GECKO = {
    "id": "fitlens@fitlens.example",
    "strict_min_version": "140.0",
    # Handing what TikTok shows to a program outside the browser counts as transmission for Mozilla, also on the
    # same machine.
    "data_collection_permissions": {"required": ["websiteContent", "browsingActivity"]},
}

STAYS = {
    # Mozilla's linter is the only one that lints packages; Chromium's may well break Firefox's rules.
    "chromium": {
        "ADDON_ID_REQUIRED": "Chromium knows no ids in manifests: its store gives one.",
        "BACKGROUND_SERVICE_WORKER_NOFALLBACK": "Chromium has service workers and no event pages.",
        "MISSING_DATA_COLLECTION_PERMISSIONS": "Chromium's store asks for this in its own form.",
    },
    "firefox": {
        "KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION": "Not offered for Android: no companion runs there.",
    },
}
"""What the store lint says of each package that must stay, with the reason."""


def for_store(manifest: Manifest) -> Manifest:
    """Chromium's manifest without the key: the store fixes the id itself."""
    return {name: value for name, value in manifest.items() if name != "key"}


def for_firefox(manifest: Manifest) -> Manifest:
    """Firefox's manifest: an event page instead of a worker, its own id and its own consent."""
    kept = {name: value for name, value in manifest.items() if name not in {"key", "minimum_chrome_version"}}
    background = manifest["background"]
    return kept | {
        "background": {"scripts": [background["service_worker"]], "type": background["type"]},
        "browser_specific_settings": {"gecko": GECKO},
    }


def pack(manifest: Manifest, target: Path) -> Path:
    """Write one zip and return its path."""
    paths = (path for path in EXTENSION.rglob("*") if path.is_file() and not path.name.endswith(LEFT_OUT))
    files = {path.relative_to(EXTENSION).as_posix(): path for path in paths}
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(files):
            data = json.dumps(manifest, indent=2).encode() if name == "manifest.json" else files[name].read_bytes()
            entry = zipfile.ZipInfo(name, STAMP)
            entry.create_system = UNIX
            archive.writestr(entry, data, zipfile.ZIP_STORED)  # two versions of zlib compress differently
    return target


def pack_both(folder: Path) -> dict[str, Path]:
    """Write both zips into a folder; their paths by browser."""
    manifest: Manifest = json.loads((EXTENSION / "manifest.json").read_text(encoding="utf-8"))
    derived = {"chromium": for_store(manifest), "firefox": for_firefox(manifest)}
    return {
        browser: pack(own, folder / f"fitlens-{manifest['version']}-{browser}.zip")
        for browser, own in derived.items()
    }


def main() -> None:
    """Zip both into a folder, ``dist`` if none is given."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist"
    folder.mkdir(parents=True, exist_ok=True)
    for path in pack_both(folder).values():
        print(path)


if __name__ == "__main__":
    main()
