"""Creators whose captions say little: what was heard is told, what was not widens the range.

Creators have any share of videos about the brief; each video says so, or what else it is about, or nothing at all.
"""

import random

import made_creators as making
import pytest
from msgspec.structs import replace

from companion.metrics import scorecard
from companion.model import Brief

CREATORS = 2_500


def part(captions, keyword="sourdough", language="en", **about):
    brief = Brief(name="x", keywords=(keyword,), **about)
    evidence = making.ordinary(len(captions), captions=captions, language=language)
    return scorecard(evidence, brief, as_of=making.NOW).fit.parts["niche"]


def level(m, about_it, about_else):
    """How often the range holds the true share, if videos about the brief and others speak with these chances."""
    draw, inside = random.Random(m), 0  # noqa: S311 - a seeded simulation
    for _ in range(CREATORS):
        share, captions = draw.random(), []
        for _ in range(m):
            about = draw.random() < share
            speaks = draw.random() < (about_it if about else about_else)
            captions.append(("sourdough" if about else "my cat") if speaks else "gm")
        score = part(captions).score
        inside += score.low <= 100 * share <= score.high
    return inside / CREATORS


@pytest.mark.parametrize("speaks", (0.8, 0.5, 0.3))
@pytest.mark.parametrize("m", (5, 10, 30))
def test_where_it_is_chance_which_videos_speak_the_range_holds_its_level(m, speaks):
    """Never 2 points below 90 %; of 30 videos half of which are mute it is wider than that."""
    assert 0.88 <= level(m, speaks, speaks) <= (0.93 if m < 30 else 0.97)


@pytest.mark.parametrize("m", (5, 10, 30))
@pytest.mark.parametrize(
    ("about_it", "about_else", "least"), ((0.8, 0.2, 0.87), (0.9, 0.0, 0.82), (0.5, 0.9, 0.75))
)
def test_where_mute_videos_are_not_like_the_others_the_miss_is_bounded(m, about_it, about_else, least):
    """Other videos are the mute ones, or none but the brief's speak, or it is the brief's that are mute."""
    assert level(m, about_it, about_else) >= least


@pytest.mark.parametrize(
    ("keyword", "language", "heard", "mute"),
    (
        ("kahvi", "fi", "kahvi", "huomenta kaikille"),
        ("espresso", "en", "espresso", "mood"),
        ("καφές", "el", "καφές", "καλημέρα"),
    ),
)
def test_two_of_twenty_five_are_no_share_of_sixty(keyword, language, heard, mute):
    found = part([heard] * 2 + [mute] * 23, keyword, language)
    assert found.score.value < 35
    assert found.score.low < 10
    assert found.score.high > 80
    assert found.why[0].says == f"2 of 25 videos are about {keyword}; 23 say nothing that can be judged"


def test_a_language_that_cant_be_judged_says_so_though_a_few_videos_hit():
    says = "captions in fi can't be judged by topic: only your own words are found in them"
    finnish = part(["kahvi"] * 2 + ["huomenta kaikille"] * 23, "kahvi", "fi")
    assert says in [why.says for why in finnish.why]
    assert len(finnish.why[1].video_ids) == 23
    english = part(["espresso"] * 2 + ["mood"] * 23, "espresso", "en")
    assert not any("can't be judged by topic" in why.says for why in english.why)
    assert finnish.score.value < english.score.value


def test_the_more_is_heard_the_narrower_the_range_and_the_nearer_to_what_was_heard():
    scores = [part(["sourdough"] * heard + ["gm"] * (24 - heard)).score for heard in (0, 2, 6, 12, 18, 24)]
    assert [each.value for each in scores] == sorted(each.value for each in scores)
    assert scores[0].value < 10
    widths = [each.high - each.low for each in scores]
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] < 15


def test_the_profile_speaks_for_mute_videos():
    silent = making.ordinary(20, captions=("gm",))
    brief = Brief(name="x", keywords=("sourdough",))
    values = [
        scorecard(replace(silent, creator=replace(silent.creator, bio=bio)), brief, as_of=making.NOW)
        .fit.parts["niche"]
        .score.value
        for bio in ("football, every day", "hello", "sourdough, every day")
    ]
    assert values == sorted(values)
    assert values[2] > values[1] + 30
