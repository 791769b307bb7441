"""The layer that tells what captions mean: with a model calibrated for real, and with none that can be used.

The model is made here and means nothing. Left out where the extra isn't installed; where everything is tested, it
must be. What is process-wide is tested in processes of its own.
"""

import json
import os
import subprocess
import sys
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import pytest

from companion.metrics.fit import BY_MEANING, NICHE
from companion.model import Brief
from companion.service import briefs, doctor, scoring, semantic
from companion.store import open_store
from tests.cli.test_running import running
from tests.service.conftest import calibrate
from tests.support.command import Fitlens
from tests.support.creators import NOW, read_creator

ROOT = Path(__file__).resolve().parents[2]
HIVES = Brief(name="Hives", keywords=("beekeeping", "honey", "bees"))
CAPTION = "hive inspection: pollen and varroa"
BAKING = Brief(name="Crumb", keywords=("sourdough", "bread", "flour"))

installed = pytest.mark.skipif(find_spec("tokenizers") is None, reason="the semantic extra is not installed")


@pytest.fixture(autouse=True)
def no_model_afterwards():
    yield
    semantic.use(None)


def test_the_extra_is_there_where_everything_is_tested():
    assert find_spec("tokenizers") is not None or not os.environ.get("CI")


def python(code, *arguments, **environment):
    """What a process of its own prints, which may not touch the network."""
    hooked = (
        "import sys\n"
        "def refuse(event, arguments):\n"
        "    if event.startswith('socket.'): raise RuntimeError(event)\n"
        "sys.addaudithook(refuse)\n"
    )
    command = [sys.executable, "-W", "error", "-c", hooked + code, *map(str, arguments)]
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), *sys.path)), **environment}
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=variables)
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout


def niche_part(home, model, brief=HIVES, caption=CAPTION):
    """The niche part of a read creator's scorecard, with the model in a folder."""
    semantic.use(model)
    with closing(open_store(home)) as store:
        briefs.put(store, brief, now=NOW - 60)
        read_creator(store, caption=caption, caption_language="en", hashtags=())
        return scoring.look(store, "mira.bakes.slow", brief_name=brief.name, now=NOW).scorecard.fit.parts["niche"]


def finding(home):
    """What the doctor finds."""
    (found,) = (each for each in doctor.examine(home, extension=home) if each.what == "Meaning of captions")
    return found


@installed
def test_a_calibrated_model_is_used_and_says_so(model, tmp_path):
    part = niche_part(tmp_path / "a", model)
    assert part.score.value > 80
    assert part.score.method == BY_MEANING
    (why,) = (why for why in part.why if "close in meaning" in why.says)
    assert why.says.startswith("28 videos use none of your words but are close in meaning to ")
    assert len(why.video_ids) == 28
    without = niche_part(tmp_path / "b", None)
    assert without.score.value < 50
    assert without.score.method == NICHE


@installed
def test_a_brief_that_the_list_knows_never_asks_for_it(model, tmp_path):
    caption = "sourdough, look at this crumb"
    with_model = niche_part(tmp_path / "a", model, BAKING, caption)
    assert with_model == niche_part(tmp_path / "b", None, BAKING, caption)
    semantic.use(model)
    assert semantic.meaning_for(BAKING) is None
    assert semantic.meaning_for(None) is None


@installed
def test_the_doctor_says_what_it_added(model, tmp_path):
    semantic.use(model)
    kept = json.loads((model / semantic.CALIBRATION).read_bytes())
    found = finding(tmp_path)
    assert found.ok
    assert f"captions in {', '.join(kept['calibration']['languages'])}" in found.says
    first = kept["measured"][0]
    assert f"first in {100 * first['with_layer']:.0f} of 100 cases" in found.says
    assert found.says.endswith(f"and {100 * first['without']:.0f} without it")


def test_without_a_model_it_is_off(tmp_path):
    assert finding(tmp_path).ok
    assert finding(tmp_path).says.startswith("off, and not needed")
    assert semantic.meaning_for(HIVES) is None
    assert semantic.kept_for(HIVES) is None


def not_used(model, home):
    """What the doctor says of a model that is not used, which costs no scorecard."""
    assert niche_part(home / "home", model) == niche_part(home / "other", None)
    semantic.use(model)
    found = finding(home)
    assert not found.ok
    assert found.says.startswith(f"the model in {model} is not used: ")
    return found.says


@installed
def test_a_model_that_is_not_calibrated_is_not_used(model, copy, tmp_path):
    (copy / semantic.CALIBRATION).unlink()
    says = not_used(copy, tmp_path)
    assert f"not calibrated: “python scripts/semantic.py {copy}”" in says


@installed
def test_a_model_that_changed_after_it_was_calibrated_is_not_used(copy, tmp_path):
    from tests.support import vectors

    tokenizer, numbers = vectors.model()
    vectors.save(copy, tokenizer, embeddings=numbers * 2)
    assert "it is not the model that was calibrated" in not_used(copy, tmp_path)


KEPT = {"model": "", "calibration": {"even": 0, "per_cosine": 1, "languages": ["en"]}, "measured": []}


@installed
@pytest.mark.parametrize(
    "written",
    (b"", b"\xff", b"[" * 60_000, b"{}", json.dumps(KEPT).encode(), b'{"model": NaN}', b" " * 100_000 + b"{}"),
    ids=("empty", "no text", "deep", "nothing", "nothing measured", "no number", "large"),
)
def test_a_damaged_calibration_is_told(copy, written, tmp_path):
    (copy / semantic.CALIBRATION).write_bytes(written)
    assert "its calibration can't be read" in not_used(copy, tmp_path)


@installed
def test_a_folder_that_is_not_there_is_told(tmp_path):
    assert "there is no file tokenizer.json in it" in not_used(tmp_path / "nowhere", tmp_path)


@installed
def test_lists_score_anew_when_the_model_comes_and_when_it_goes(model, tmp_path):
    with closing(open_store(tmp_path / "home")) as store:
        briefs.put(store, HIVES, now=NOW - 60)
        briefs.use(store, HIVES.name, now=NOW - 60)
        read_creator(store, caption=CAPTION, caption_language="en", hashtags=())
        (key,) = (row.key for row in store.observations.creators().rows)

        def listed(now):
            row = store.observations.rows([key])[0]
            return scoring.fresh(store, row, HIVES, now=now)

        first = listed(NOW)
        semantic.use(model)
        second = listed(NOW + 5)
        assert listed(NOW + 9) == second
        semantic.use(None)
        third = listed(NOW + 20)
    methods = [card.fit.parts["niche"].score.method for card in (first, second, third)]
    assert methods == [NICHE, BY_MEANING, NICHE]
    assert third.fit == first.fit


@installed
def test_it_loads_without_the_network_and_only_when_a_brief_asks(model):
    code = """
from pathlib import Path
from companion.model import Brief
from companion.service import semantic
semantic.use(Path(sys.argv[1]))
assert semantic.meaning_for(Brief(name="B", keywords=("bread",))) is None
assert not {"numpy", "tokenizers", "safetensors"} & set(sys.modules)
told = semantic.meaning_for(Brief(name="B", keywords=("honey",)))
print(len(told.nearness(["the hive"], [("honey",)])), *sys.modules)
"""
    counted, *loaded = python(code, model).split()
    assert counted == "1"
    assert not {"requests", "huggingface_hub", "urllib3", "httpx2", "model2vec"} & set(loaded)


@installed
def test_beside_a_running_companion_nobody_waits_for_it(model):
    code = """
import threading
from pathlib import Path
from companion.model import Brief
from companion.service import semantic
brief = Brief(name="B", keywords=("honey",))
class SlowDisk:
    def find_spec(self, name, path=None, target=None):
        if name == "tokenizers":
            goes_on.wait()
goes_on = threading.Event()
sys.meta_path.insert(0, SlowDisk())
semantic.use(Path(sys.argv[1]), beside=True)
print(semantic.meaning_for(brief))
goes_on.set()
while semantic.meaning_for(brief) is None:
    pass
print("loaded")
"""
    assert python(code, model).split() == ["None", "loaded"]


@installed
def test_without_the_extra_a_set_model_costs_nothing_and_the_doctor_says_how_to_add_it(model, tmp_path):
    code = """
from contextlib import suppress
sys.modules["tokenizers"] = None  # how Python itself marks a package that is not there
from companion.cli import main
with suppress(SystemExit):
    main(["doctor", "--json"])
"""
    said = python(code, FITLENS_HOME=str(tmp_path), FITLENS_MODEL=str(model))
    (found,) = (each for each in json.loads(said) if each["what"] == "Meaning of captions")
    assert not found["ok"]
    assert found["says"].endswith("not installed: pipx install --force '.[semantic]' in Fitlens's folder adds it")


@installed
def test_the_setting_reaches_the_commands(model, tmp_path):
    (tmp_path / "config.toml").write_text(f"semantic_model = {json.dumps(str(model))}\n", encoding="utf-8")
    with closing(open_store(tmp_path)) as store:
        briefs.put(store, HIVES, now=NOW - 60)
        read_creator(store, caption=CAPTION, caption_language="en", hashtags=())
    code = 'from companion.cli import main; main(["score", "mira.bakes.slow", "--brief", "Hives", "--json"])'
    assert "compared with it by meaning" in python(code, FITLENS_HOME=str(tmp_path))


@installed
def test_a_running_companion_uses_it_once_it_is_loaded(model, tmp_path):
    fitlens = Fitlens(tmp_path)
    (tmp_path / "config.toml").write_text(f"semantic_model = {json.dumps(str(model))}\n", encoding="utf-8")
    with closing(open_store(tmp_path)) as store:
        briefs.put(store, HIVES, now=NOW - 60)
        read_creator(store, caption=CAPTION, caption_language="en", hashtags=())
    with running(fitlens) as companion:
        for _ in range(5_000):
            answer = companion.call("GET", "/api/v1/creators/mira.bakes.slow/scorecard?brief=Hives")
            part = answer.json["fit"]["parts"]["niche"]["score"]
            if part["method"] == BY_MEANING:
                break
    assert (part["method"], part["value"] > 80) == (BY_MEANING, True)


@installed
def test_calibrating_prints_what_is_added_and_keeps_it_beside_the_model(calibrated):
    folder, run = calibrated
    kept = json.loads((folder / semantic.CALIBRATION).read_bytes())
    for gain in kept["measured"]:
        row = (gain["captions"], gain["language"] or "all", f"{gain['without']:.3f}", f"{gain['with_layer']:.3f}")
        assert f"| {' | '.join(row)} |" in run.stdout
    named = {gain["captions"] for gain in kept["measured"]}
    assert {name.partition(" ")[0] for name in named} == {"the", "half", "eight"} and len(named) == 4
    assert not {"ja", "ar"} & set(kept["calibration"]["languages"])  # the model has no such word


@installed
def test_a_model_whose_vectors_say_nothing_is_not_calibrated_and_an_old_calibration_goes(copy):
    from tests.support import vectors

    tokenizer, numbers = vectors.model()
    vectors.save(copy, tokenizer, embeddings=vectors.shuffled(numbers))
    run = calibrate(copy)
    assert (run.returncode, run.stderr) == (1, "")
    assert "stays unused" in run.stdout
    assert not (copy / semantic.CALIBRATION).exists()


@installed
def test_a_folder_without_a_model_can_t_be_calibrated(tmp_path):
    run = calibrate(tmp_path)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == "The model can't be used: there is no file tokenizer.json in it.\n"


@installed
def test_what_is_measured_is_what_scorecards_say(model):
    """The chance that the script works out from nearness is the one that ``judge`` comes to."""
    code = """
from pathlib import Path
sys.path.insert(0, "scripts")
import semantic as script
from companion.service import semantic
folder = Path(sys.argv[-1])
brief = script.Brief(name="H", keywords=("beekeeping", "honey", "bees"))
vectors = script.StaticVectors(script.read_files(folder), script.NEARNESS)
text = "the hive swarmed and pollen is everywhere"
(one,) = script.judged([("en", "H", text, 1)], {"H": brief}, vectors)
semantic.use(folder)
meaning = semantic.meaning_for(brief)
video = script.Video(id="", caption=text, hashtags=(), language="en")
(judged,) = script.judge([video], script.seek(brief, frozenset()), meaning)
import math
print(one.odds(), one.odds(meaning.calibration), math.log(judged.chance / (1 - judged.chance)))
"""
    by_words, measured, shown = map(float, python(code, model).split())
    assert measured == pytest.approx(shown)
    assert shown > by_words + 1
