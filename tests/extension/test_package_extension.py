"""The store packages: made by the script, opened and looked into."""

import hashlib
import json
import os
import shutil
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


def test_the_same_files_give_the_same_bytes_whoever_packs_them_wherever_and_whenever(tmp_path):
    def packed(name: str, *, moment: int, mask: int, zone: str, **environment: str) -> dict[str, str]:
        there = tmp_path / name
        shutil.copytree(ROOT / "extension", there / "extension")
        shutil.copytree(ROOT / "scripts", there / "scripts")
        for path in sorted(there.rglob("*"), reverse=moment % 2 == 1):
            path.chmod(0o777 & ~mask)
            os.utime(path, (moment, moment))
        run = [sys.executable, there / "scripts" / "package_extension.py", "out"]
        surroundings = {**os.environ, "TZ": zone, **environment}
        subprocess.run(run, check=True, capture_output=True, cwd=there, umask=mask, env=surroundings)
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (there / "out").iterdir()}

    once = packed("once", moment=1_000_000_000, mask=0o022, zone="UTC", LC_ALL="C", PYTHONHASHSEED="1")
    again = packed("again, elsewhere", moment=1_900_000_001, mask=0o077, zone="Asia/Tokyo", PYTHONHASHSEED="2")
    assert once == again
    assert {name.rsplit("-", 1)[1] for name in once} == {"chromium.zip", "firefox.zip"}
