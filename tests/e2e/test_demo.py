"""The demo command as a new user runs it, and each way in which it must fail with a sentence."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from companion.store import instance

MAIN = "import sys; from companion.cli import main; "
WITHOUT_NUMBERS = """
from companion.sample_tiktok.world import World
whole = World.item_list
def cut(self, *args, **kwargs):
    answer = whole(self, *args, **kwargs)
    for item in answer.get("itemList", []):
        item.pop("stats"), item.pop("statsV2", None)
    return answer
World.item_list = cut
"""


def demo(home, *arguments, before=""):
    """Start the demo on a named home."""
    return subprocess.Popen(
        [sys.executable, "-c", f"{MAIN}{before}\nmain(['demo', '--headless', '--once', *{list(arguments)!r}])"],
        env={**os.environ, "FITLENS_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize(
    ("creator", "seed"), [("mira.bakes.slow", 1), ("tamsin.quickrise", 7), ("matbakh.sawsan.q", 3)]
)
def test_it_prints_the_scorecard_and_keeps_a_picture(tmp_path, creator, seed):
    picture = tmp_path / "shown.png"
    run = demo(tmp_path, "--creator", f"@{creator}", "--seed", str(seed), "--screenshot", str(picture))
    printed, said = run.communicate()
    assert run.returncode == 0, said
    card = json.loads(printed)
    assert card["creator"]["handle"] == creator
    assert card["estimates"]["engagement_rate"]["value"] > 0
    assert card["fit"]["brief"] == "Crumb & Co."
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert list(tmp_path.glob("fitlens-demo-*")) == []


def test_a_killed_companion_ends_it(tmp_path):
    run = demo(tmp_path)
    end = time.monotonic() + 60
    running = None
    while running is None and time.monotonic() < end and run.poll() is None:
        for home in tmp_path.glob("fitlens-demo-*/home"):
            running = instance.running(home)
        time.sleep(0.02)
    os.kill(running.pid, signal.SIGKILL)
    _, said = run.communicate()
    assert run.returncode == 1
    assert "companion stopped" in said
    assert "Traceback" not in said


def test_a_home_that_cannot_be_written_ends_it(tmp_path):
    (tmp_path / "file").write_text("in the way")
    run = demo(tmp_path / "file" / "home")
    printed, said = run.communicate()
    assert (run.returncode, printed) == (1, "")
    assert "can write" in said
    assert "Traceback" not in said


def test_a_body_without_the_numbers_ends_it(tmp_path):
    run = demo(tmp_path, before=WITHOUT_NUMBERS)
    printed, said = run.communicate()
    assert (run.returncode, printed) == (1, "")
    assert "have no views, or none that could be read" in said
    assert "Traceback" not in said


def test_an_unknown_creator_is_named(tmp_path):
    run = demo(tmp_path, "--creator", "nobody.at.all")
    _, said = run.communicate()
    assert run.returncode == 1
    assert "mira.bakes.slow" in said
