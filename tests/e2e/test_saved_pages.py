"""What was seen live, saved to files and imported into an empty home, gives the same answers."""

import json
import os
import re
import subprocess
import sys

import msgspec

from companion.demo.tour import BRIEF
from companion.store import open_store
from tests.e2e.driver import eventually

MIRA = "mira.bakes.slow"


def fitlens(home, *arguments, code=0):
    """Run the real command on a home; its output, after checking its exit code."""
    run = subprocess.run(
        [sys.executable, "-m", "companion", *arguments],
        env={**os.environ, "FITLENS_HOME": str(home)},
        capture_output=True,
        text=True,
    )
    assert run.returncode == code, run.stderr
    assert "Traceback" not in run.stderr
    return run.stdout if code == 0 else run.stderr


def with_brief(home, tmp_path):
    file = tmp_path / "brief.json"
    file.write_bytes(msgspec.json.encode(BRIEF))
    fitlens(home, "brief", "set", BRIEF.name, "--from", str(file))


def test_a_live_visit_imported_into_an_empty_home_scores_alike(marketer, tmp_path):
    tab = marketer.visits(MIRA)
    marketer.connects(tab)
    eventually(lambda: "of 35 videos" in tab.text(), tab.text)
    eventually(lambda: tab.scroll(5000) or re.search(r"of ([7-9]\d|1\d\d) videos", tab.text()), tab.text)
    tab.calms_down()
    live = marketer.asks(f"/creators/@{MIRA}/scorecard")

    store = open_store(marketer.home)
    captures = eventually(lambda: kept if len(kept := list(store.archive.replay())) >= 3 else None)
    store.close()
    for number, capture in enumerate(reversed(captures)):
        (tmp_path / f"{number}.json").write_bytes(msgspec.json.encode(capture))
    other = tmp_path / "other"
    with_brief(other, tmp_path)
    files = [str(tmp_path / f"{number}.json") for number in range(len(captures))]
    report = json.loads(fitlens(other, "import", "--json", *files))
    assert report["totals"]["read"] == len(captures)
    imported = json.loads(fitlens(other, "score", MIRA, "--as-of", live["as_of"], "--json"))
    assert imported == live

    again = json.loads(fitlens(other, "import", "--json", *files))
    assert again["totals"]["observations"] == 0
    assert json.loads(fitlens(other, "score", MIRA, "--as-of", live["as_of"], "--json")) == live


def test_a_saved_page_alone_gives_header_grid_and_typical_views(marketer, tmp_path):
    tab = marketer.visits(MIRA)
    eventually(lambda: tab.has("[data-e2e=user-post-item]"))
    saved = tmp_path / "saved.html"
    saved.write_text(tab.evaluate("document.documentElement.outerHTML"), encoding="utf-8")
    home = tmp_path / "other"
    report = json.loads(fitlens(home, "import", str(saved), "--json"))
    (file,) = report["files"]
    assert (file["outcome"], file["creators"], file["videos"]) == ("read", 1, 35)
    card = json.loads(fitlens(home, "score", f"@{MIRA}", "--json"))
    header = marketer.tiktok.world.user_detail(MIRA)["userInfo"]["statsV2"]
    assert card["creator"]["followers"] == int(header["followerCount"])
    assert card["creator"]["videos"] == int(header["videoCount"])
    estimates = card["estimates"]
    assert estimates["typical_views"]["value"] > 1000
    assert estimates["next_video_views"]["low"] < estimates["next_video_views"]["high"]
    assert estimates["engagement_rate"]["value"] is None
    assert "views only" in estimates["engagement_rate"]["missing"]
    videos = json.loads(fitlens(home, "videos", MIRA, "--json"))
    assert len(videos) == 35
    assert all(video["likes"] is None and video["views"] for video in videos)
