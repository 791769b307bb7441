"""reparse and doctor --sample: what the kept captures are good for."""

import json

from companion.model import Capture
from companion.service import ingest
from companion.store import open_store
from tests.cli.saved import HANDLE, VIDEOS, capture, videos, write

NOW = 1_795_000_000


def browse(fitlens, body, captured_at):
    """What the running companion does with a capture."""
    store = open_store(fitlens.home)
    try:
        whole = Capture(**json.loads(capture(body, captured_at)))
        ingest.settle(store, whole, ingest.take(store, whole, brief_name=None, now=NOW), now=NOW)
    finally:
        store.close()


def without_likes():
    whole = json.loads(videos())
    for item in whole["itemList"]:
        del item["stats"]["diggCount"], item["statsV2"]["diggCount"]
    return json.dumps(whole)


def test_reparse_of_nothing(fitlens):
    assert fitlens.json("reparse") == {
        "captures": 0,
        "read": 0,
        "creators": 0,
        "videos": 0,
        "observations": 0,
        "unreadable": 0,
    }


def test_reparse_is_harmless(fitlens, process):
    browse(fitlens, videos(), "2026-11-13T09:00:00Z")
    before = fitlens.kept()
    report = process.json("reparse")
    assert (report["captures"], report["videos"], report["observations"]) == (1, VIDEOS, 0)
    assert fitlens.kept() == before
    assert "New readings" in fitlens.does("reparse")


def test_reparse_brings_back_what_was_lost(fitlens, tmp_path):
    browse(fitlens, videos(), "2026-11-13T09:00:00Z")
    for part in fitlens.home.glob("observations*"):
        part.unlink()
    assert fitlens.json("reparse")["observations"] == VIDEOS
    assert len(fitlens.json("videos", HANDLE)) == VIDEOS


def test_doctor_says_what_tiktok_changed_and_writes_a_sample(fitlens, tmp_path):
    browse(fitlens, without_likes(), "2026-11-14T09:00:00Z")
    doctor = fitlens.run("doctor", "--json")
    (found,) = (finding for finding in doctor.json if "TikTok" in finding["what"])
    assert doctor.code == 1
    assert "TikTok changed: like counts could not be read since 14 November; views, " in found["says"]
    out = tmp_path / "sample.json"
    assert "Look through it" in fitlens.does("doctor", "--sample", out)
    assert HANDLE not in out.read_text(encoding="utf-8")
    (report,) = fitlens.json("import", out)["files"]
    assert (report["videos"], report["outcome"]) == (VIDEOS, "read")
    before = out.read_bytes()
    assert "is there already" in fitlens.refuses("doctor", "--sample", out)
    assert out.read_bytes() == before
    browse(fitlens, videos(), "2026-11-15T09:00:00Z")
    assert not any("TikTok" in finding["what"] for finding in fitlens.run("doctor", "--json").json)


def test_no_sample_where_nothing_lacks(fitlens, tmp_path):
    browse(fitlens, videos(), "2026-11-13T09:00:00Z")
    assert "nothing to send" in fitlens.refuses("doctor", "--sample", tmp_path / "sample.json")
    assert not (tmp_path / "sample.json").exists()


def test_import_of_an_old_file_is_no_change_of_tiktoks(fitlens, tmp_path):
    fitlens.json("import", write(tmp_path / "old.json", without_likes()))
    assert not any("TikTok" in finding["what"] for finding in fitlens.run("doctor", "--json").json)
