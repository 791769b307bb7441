"""What captions mean, by a model made here: what is found by it, and what it leaves alone.

Left out where the optional extra isn't installed; tests/service/test_semantic.py holds that CI has it.
"""

import math

import made_creators as making
import pytest
from msgspec.structs import replace

from companion import metrics
from companion.metrics.fit import BY_MEANING, NICHE
from companion.metrics.meaning import Calibration, asks
from companion.metrics.niche import relevance
from companion.metrics.relevance import judge
from companion.metrics.seeking import seek
from companion.model import Brief

pytest.importorskip("tokenizers", reason="the semantic extra is not installed")

from companion.service.vectors import StaticVectors, read_files
from tests.support import vectors

HIVES = Brief(name="Hives", keywords=("beekeeping", "honey", "bees"))
BAKING = Brief(name="Crumb", keywords=("sourdough", "bread", "flour"))
SWARMS = ("the hive swarmed at six", "pollen and varroa #apiary")
CALIBRATION = Calibration(even=2.0, per_cosine=12.0, languages=frozenset(("de", "en")))


@pytest.fixture(scope="module")
def meaning(tmp_path_factory):
    return StaticVectors(read_files(vectors.saved(tmp_path_factory.mktemp("model"))), CALIBRATION)


def logit(chance):
    return math.log(chance / (1 - chance))


def niche_of(captions, brief, *, language="en", meaning=None):
    creator = making.ordinary(20, captions=captions, language=language)
    return metrics.scorecard(creator, brief, as_of=making.NOW, meaning=meaning).fit.parts["niche"]


def chances(captions, brief, language, meaning=None):
    videos = [making.video(1, 5_000, caption=caption, language=language).facts for caption in captions]
    return [each.chance for each in judge(videos, seek(brief, frozenset()), meaning)]


def test_captions_without_a_word_of_the_brief_are_found_by_what_they_mean(meaning):
    without, found = (niche_of(SWARMS, HIVES, meaning=told) for told in (None, meaning))
    assert without.score.value < 50
    assert found.score.value > 85
    assert (without.score.method, found.score.method) == (NICHE, BY_MEANING)
    (reason,) = (why for why in found.why if "close in meaning" in why.says)
    assert reason.says.startswith("20 videos use none of your words but are close in meaning to ")
    assert len(reason.video_ids) == 20
    assert found.why[0].says.startswith("20 of 20 videos are about ")


def test_captions_about_something_else_are_not(meaning):
    others = (
        "slow cooker chilli for six",
        "leg day at the gym",
        "my toddler and his stroller",
        "sofa and curtains",
    )
    assert niche_of(others, HIVES, meaning=meaning).score.value < 20


def test_only_captions_in_the_languages_of_the_calibration_are_asked(meaning):
    for language in ("vi", "es", None):
        assert chances(SWARMS, HIVES, language, meaning) == chances(SWARMS, HIVES, language)
    for language in ("en", "de", "en-GB"):
        assert chances(SWARMS, HIVES, language, meaning) != chances(SWARMS, HIVES, language)


def test_what_nearness_says_is_bounded(meaning, tmp_path):
    """At most 6 either way, and at most 3 against a caption that says a word of the brief."""
    texts = (SWARMS[0], "honey and the hive")
    by_words = [logit(each) for each in chances(texts, HIVES, "en")]
    files = read_files(vectors.saved(tmp_path))
    for even, added in ((90.0, (6, 6)), (-90.0, (-6, -3))):
        sure = StaticVectors(files, replace(CALIBRATION, even=even))
        told = [logit(each) for each in chances(texts, HIVES, "en", sure)]
        assert [one - other for one, other in zip(told, by_words, strict=True)] == pytest.approx(added)


def test_a_brief_that_the_list_knows_is_scored_as_without(meaning):
    captions = ("sourdough day", "look at this crumb", "gym first")
    assert niche_of(captions, BAKING, meaning=meaning) == niche_of(captions, BAKING)
    assert not asks(())
    assert not asks(("sourdough", "bread", "honey"))
    assert asks(("sourdough", "honey", "apiary"))
    assert not asks(("#fyp", "#viral"))


def test_a_word_of_the_brief_counts_though_the_vectors_take_it_for_something_else(meaning):
    named = Brief(name="Named", keywords=("Liverwell",))
    video = making.video(1, 5_000, caption="my puppy dog loves liverwell #dogsoftiktok", language="en").facts
    (judged,) = judge([video], seek(named, frozenset()), meaning)
    assert -3 - 1e-9 < logit(judged.chance) - logit(relevance(video, named)) < 0


def test_words_on_the_picture_count_as_the_caption_does(meaning):
    sought = seek(HIVES, frozenset())
    seen = making.video(1, 5_000, caption="6 am", language="en").facts
    shown = replace(seen, screen_texts=(SWARMS[0],))
    silent, spoken = (judge([video], sought, meaning)[0] for video in (seen, shown))
    assert (silent.near, spoken.near != "") == ("", True)
    assert spoken.chance > silent.chance


def test_captions_without_letters_are_near_nothing(meaning):
    captions = ("😂😂", "#fyp #viral", "!!!")
    assert niche_of(captions, HIVES, meaning=meaning).why == niche_of(captions, HIVES).why
