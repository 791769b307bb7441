"""The fit: monotone in its parts, honest about what is missing, seeded by the creator."""

import made_creators as making
import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.metrics import scorecard
from companion.metrics.fit import weighted_mean, word
from companion.metrics.peers import Standing
from companion.metrics.priors import Cohort
from companion.model import Brief, Weights

BREAD = ("Sourdough for beginners #baking", "home baking today")
BRIEF = Brief(name="oven", keywords=("sourdough", "home baking"))


def fit(evidence, brief=BRIEF):
    return scorecard(evidence, brief, as_of=making.NOW).fit


def test_no_brief():
    found = fit(making.ordinary(), None)
    assert (found.brief, found.score.value, found.coverage, found.parts) == (None, None, 0, {})
    assert found.score.missing == "write a brief to see the fit"
    assert found.word == "Write a brief to see the fit"


def test_strong_and_weak():
    strong = fit(making.ordinary(captions=BREAD, like_rate=0.06))
    weak = fit(making.ordinary(captions=("football",), like_rate=0.015))
    assert strong.word == "Strong fit"
    assert weak.word == "Weak fit"
    assert strong.coverage == weak.coverage == 1
    assert strong.score.low < strong.score.value < strong.score.high


@pytest.mark.parametrize(
    ("level", "creators", "says"),
    (
        (0.5, 16, "69% of peers"),
        (-0.5, 16, "69% of peers"),
        (1.8, 16, "96% of peers"),
        (2.0, 16, "nearly all 16 peers"),
        (-9.0, 16, "nearly all 16 peers"),
        (2.5, 62, "nearly all 62 peers"),
        (2.7, 900, "nearly all 900 peers"),
    ),
)
def test_few_peers_are_never_a_hundred_percent(level, creators, says):
    cohort = Cohort(panel="a", low=0, high=None, mean=0.0, sd=1.0, creators=creators)
    assert Standing(level, 0.1, None, cohort).most == says


def test_a_creator_who_hardly_posts_is_below_nearly_all_peers():
    seldom = making.creator([making.video(i, 9_000, age_days=20 + 300 * i) for i in range(5)])
    found = scorecard(seldom, Brief(name="Crumb", keywords=("bread",)), as_of=making.NOW)
    says = [why.says for why in found.fit.parts["quality"].why]
    assert any(each.startswith("posts come less often than those of nearly all") for each in says), says
    assert not any("100%" in each for each in says)


def test_score_is_the_weighted_geometric_mean_of_its_parts():
    found = fit(making.ordinary(captions=BREAD))
    product = 1.0
    for part in found.parts.values():
        product *= max(5.0, part.score.value) ** part.weight
    assert found.score.value == pytest.approx(product)


parts = st.lists(st.floats(0, 100), min_size=4, max_size=4)


@given(parts, st.integers(0, 3), st.floats(0, 50))
def test_a_better_part_never_lowers_the_fit(scores, index, gain):
    weights = (0.35, 0.30, 0.20, 0.15)
    better = [score + gain if i == index else score for i, score in enumerate(scores)]
    assert weighted_mean(better, weights) >= weighted_mean(scores, weights) - 1e-9
    assert weighted_mean(scores, weights) >= 5 - 1e-9


def test_missing_parts_lower_the_coverage_and_nothing_else():
    videos = [making.video(i, 5_000, caption=BREAD[0], age_days=20 + i) for i in range(12)]
    found = fit(making.creator(videos))
    assert found.parts["engagement"].score.value is None
    assert found.coverage == pytest.approx(0.35 + 0.20 + 0.15)
    known = [part for part in found.parts.values() if part.score.value is not None]
    expected = weighted_mean([part.score.value for part in known], [part.weight for part in known])
    assert found.score.value == pytest.approx(expected)


def test_under_half_coverage_there_is_no_word_for_it():
    found = fit(making.creator([], followers=5_000))
    assert (found.coverage, found.score.value, found.word) == (0, None, "Not enough data yet")
    assert word(90, 0.49) == "Not enough data yet"


@pytest.mark.parametrize(
    "score, says",
    (
        (75, "Strong fit"),
        (74.5, "Strong fit"),
        (74.49, "Good fit"),
        (55, "Good fit"),
        (34.5, "Partial fit"),
        (34.4, "Weak fit"),
    ),
)
def test_words(score, says):
    """The word is that of the number on the screens, which is rounded half up."""
    assert word(score, 1.0) == says


def test_weights_are_ratios():
    doubled = Brief(name="oven", keywords=BRIEF.keywords, weights=Weights(0.7, 0.6, 0.4, 0.3))
    evidence = making.ordinary(captions=BREAD)
    assert fit(evidence, doubled).score.value == pytest.approx(fit(evidence).score.value)


def test_a_part_without_weight_does_not_count():
    alone = Brief(name="oven", keywords=BRIEF.keywords, weights=Weights(1, 0, 0, 0))
    found = fit(making.ordinary(captions=BREAD), alone)
    assert found.score.value == pytest.approx(found.parts["niche"].score.value)
    assert found.coverage == 1


def test_unusual_checks_cost_a_quarter_each():
    found = fit(making.ordinary(captions=BREAD, like_spread=0.01))
    part = found.parts["authenticity"]
    assert part.score.value == 75
    assert part.score.low <= 75 <= part.score.high
    assert part.why[0].moves == -25


def test_reasons_move_quality_and_engagement_from_the_middle():
    found = fit(making.ordinary(captions=BREAD))
    for name in ("engagement", "quality"):
        part = found.parts[name]
        assert 50 + sum(why.moves for why in part.why) == pytest.approx(part.score.value)
    assert len(found.parts["quality"].why) == 4


def test_the_same_creator_always_gets_the_same_numbers_and_another_its_own_seed():
    evidence = making.ordinary(captions=BREAD)
    assert fit(evidence) == fit(evidence)
    other = fit(making.ordinary(captions=BREAD, creator_id="9"))
    assert other.score.value == fit(evidence).score.value
    assert other.score.low == pytest.approx(fit(evidence).score.low, rel=0.03)
    assert other.score.low != fit(evidence).score.low


def test_the_strongest_reasons_come_first_with_the_videos_behind_them():
    videos = list(making.ordinary(captions=BREAD, like_spread=0.2).videos)
    videos.insert(0, making.video("flop", 90_000, likes=30, comments=0, shares=0, saves=0, age_days=15))
    videos.insert(0, making.video("loved", 9_000, likes=4_000, comments=200, shares=900, saves=2_000, age_days=15))
    found = fit(making.creator(videos))
    for part in found.parts.values():
        moves = [abs(why.moves) for why in part.why]
        assert moves == sorted(moves, reverse=True)
    reasons = {why.says: why for part in found.parts.values() for why in part.why}
    (up,) = (why for says, why in reasons.items() if says.endswith("lifts it most"))
    (down,) = (why for says, why in reasons.items() if says.endswith("lowers it most"))
    assert (up.video_ids, up.moves > 0) == (("loved",), True)
    assert (down.video_ids, down.moves < 0) == (("flop",), True)
    (saved,) = (why for says, why in reasons.items() if says.startswith("videos are saved more"))
    assert saved.video_ids[0] == "loved"


def test_the_points_of_the_video_that_moved_the_rate_most_are_those_of_leaving_it_out():
    videos = list(making.ordinary(captions=BREAD, n=29, like_spread=0.2).videos)
    loved = making.video("loved", 9_000, likes=4_000, comments=200, shares=900, saves=2_000, age_days=15)
    whole, without = fit(making.creator([loved, *videos])), fit(making.creator(videos))
    (up,) = (why for why in whole.parts["engagement"].why if why.video_ids == ("loved",))
    change = whole.parts["engagement"].score.value - without.parts["engagement"].score.value
    assert up.moves == pytest.approx(change, rel=0.25)


def without(counts, **nothing):
    """The same creator with these counts at nothing on every video."""
    videos = [
        making.video(
            record.facts.id,
            record.facts.counts.views,
            age_days=15 + 3 * i,
            caption="bread",
            **{name: getattr(record.facts.counts, name) for name in counts} | nothing,
        )
        for i, record in enumerate(making.ordinary(captions=BREAD).videos)
    ]
    return making.creator(videos)


COUNTED = ("likes", "comments", "shares", "saves")


def test_a_real_nothing_counts_as_little_and_is_not_left_out():
    """Nobody shares or saves: the part is lower than with the usual shares and saves, and says why."""
    usual, never = (
        fit(without(COUNTED, **nothing)).parts["quality"] for nothing in ({}, {"shares": 0, "saves": 0})
    )
    assert never.score.value < usual.score.value - 10
    said = " ".join(why.says for why in never.why)
    assert "saved less often" in said
    assert "shared less often" in said


def test_of_videos_that_hardly_anybody_sees_nothing_says_nothing():
    videos = [making.video(i, 20, age_days=15 + 3 * i, likes=2, comments=0, shares=0, saves=0) for i in range(30)]
    said = " ".join(why.says for why in fit(making.creator(videos)).parts["quality"].why)
    assert "saved" not in said
    assert "shared" not in said


def test_many_likes_and_never_a_comment_is_unusual():
    checks = {
        check.name: check for check in scorecard(without(COUNTED, comments=0), None, as_of=making.NOW).checks
    }
    assert checks["comments_per_like"].status == "unusual"
    assert "0.0 comments per 100 likes" in checks["comments_per_like"].says


def test_where_only_photos_were_read_the_fit_does_not_blame_missing_likes():
    photos = [making.video(i, 9_000, likes=300, comments=3, shares=3, photo=True) for i in range(12)]
    missing = fit(making.creator(photos)).parts["engagement"].score.missing
    assert missing == "no engagement rate: none of the 12 videos read can be used: each was left out"


def test_a_part_of_which_nothing_is_known_widens_the_range():
    """Nothing was written: the score is that of the other parts, and 35 % of the weights could be anything."""
    known = fit(making.ordinary(captions=BREAD, like_rate=0.06))
    untold = fit(making.ordinary(captions=("",), like_rate=0.06))
    assert untold.parts["niche"].score.value is None
    assert untold.coverage == pytest.approx(0.65)
    assert untold.score.value > 60
    assert untold.score.low < untold.score.value - 20
    assert untold.score.high - untold.score.low > 2 * (known.score.high - known.score.low)


def test_the_rate_with_saves_is_never_below_the_one_without():
    for seed in range(20):
        found = scorecard(making.ordinary(6, seed=seed, like_rate=0.2), None, as_of=making.NOW).estimates
        without, with_saves = found["engagement_rate"], found["engagement_rate_with_saves"]
        assert with_saves.low >= without.low
        assert with_saves.value >= without.value
        assert with_saves.high >= without.high
