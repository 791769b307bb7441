"""The store packages: made by the script, opened and looked into."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "package_extension.py"


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, zipfile.ZipFile]:
    folder = tmp_path_factory.mktemp("packages")
    subprocess.run([sys.executable, str(SCRIPT), str(folder)], check=True, capture_output=True)
    found = {path.stem.rsplit("-", 1)[1]: zipfile.ZipFile(path) for path in folder.iterdir()}
    yield found
    for archive in found.values():
        archive.close()


def test_both_hold_the_same_files_and_all_that_the_manifest_names(packages):
    names = set(packages["chromium"].namelist())
    assert names == set(packages["firefox"].namelist())
    manifest = json.loads(packages["firefox"].read("manifest.json"))
    listed = [name for scripts in manifest["content_scripts"] for name in scripts["js"]]
    assert {*listed, *manifest["background"]["scripts"], *manifest["icons"].values()} <= names
    assert not [name for name in names if name.endswith((".d.ts", ".svg"))]


def test_each_manifest_is_its_browsers(packages):
    chromium, firefox = (json.loads(packages[name].read("manifest.json")) for name in ("chromium", "firefox"))
    assert "key" not in chromium and "service_worker" in chromium["background"]
    assert "key" not in firefox and "minimum_chrome_version" not in firefox
    assert firefox["background"] == {"scripts": ["background/main.js"], "type": "module"}
    gecko = firefox["browser_specific_settings"]["gecko"]
    assert gecko["data_collection_permissions"]["required"] == ["websiteContent", "browsingActivity"]
    assert chromium["permissions"] == firefox["permissions"] == ["storage"]
