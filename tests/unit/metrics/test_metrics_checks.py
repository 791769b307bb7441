"""Planted oddities are found, ordinary creators are left alone, and nothing is claimed on little data."""

import math
import random

import made_creators as making
import msgspec
import pytest

from companion.metrics import scorecard
from companion.metrics.checks import chance_unusual, judge
from companion.metrics.finding import Finding
from companion.model import DAY, Observation


def checks(evidence):
    return {check.name: check for check in scorecard(evidence, None, as_of=making.NOW).checks}


NAMES = {
    "likes_per_view", "comments_per_like", "views_per_follower", "fixed_ratio_likes", "falling_counts",
    "follower_jump",
}  # fmt: skip


def test_nine_videos_are_not_enough():
    found = checks(making.ordinary(9))
    assert set(found) == NAMES
    assert {check.status for check in found.values()} == {"not_enough_data"}
    assert found["likes_per_view"].says == (
        "At least 10 usable videos are needed; 9 read so far can be used. Scroll the profile to load more."
    )


def test_scrolling_is_advised_only_where_it_can_help():
    pinned = [making.video(f"p{i}", 9_000, pinned=True) for i in range(3)]
    four = [making.video(i, 9_000, age_days=20 + i) for i in range(4)]

    def says(evidence):
        return {check.says for check in checks(evidence).values()}

    assert says(making.creator([*pinned, *four], posts=7)) == {
        "At least 10 usable videos are needed; 4 of the 7 that this account has can be used."
    }
    assert says(making.creator([*pinned, *four], posts=70)) == {
        "At least 10 usable videos are needed; 4 of the 7 read so far can be used. "
        "Scroll the profile to load more."
    }
    assert says(making.creator([], posts=70)) == {
        "At least 10 usable videos are needed and none was read. Scroll the profile to load them."
    }
    assert says(making.creator([], posts=0)) == {"This account has not posted yet."}


@pytest.mark.parametrize("state, word", (("private", "private"), ("banned", "banned"), ("not_found", "no such")))
def test_checks_of_a_closed_account_ask_for_no_scrolling(state, word):
    evidence = making.creator([])
    replace = msgspec.structs.replace
    found = checks(replace(evidence, creator=replace(evidence.creator, state=state)))
    assert {check.status for check in found.values()} == {"not_enough_data"}
    assert all(word in check.says and "Scroll" not in check.says for check in found.values())


def test_ordinary_creators_are_not_flagged():
    """300 clean creators of two markets, steady and wild, rounded: at most 5 % may have any flag."""
    draw = random.Random(3)  # noqa: S311 - seeded creators, no secret
    flagged = 0
    for seed in range(300):
        followers = round(math.exp(draw.uniform(6.5, 15)))
        # DISTRIBUTIONS: elasticity of views to followers 0.6 to 0.66, spread between creators about 0.9.
        level = 3.8 + 0.66 * math.log(followers) + draw.gauss(0, 0.9)
        evidence = making.ordinary(
            seed=seed,
            followers=followers,
            level=level,
            spread=draw.uniform(0.6, 1.6),
            like_rate=0.045 * math.exp(draw.gauss(0, 0.5)),
            like_spread=draw.uniform(0.2, 0.7),
        )
        flagged += any(check.status == "unusual" for check in checks(evidence).values())
    assert flagged <= 15


@pytest.mark.parametrize("seed", range(5))
def test_likes_at_a_fixed_ratio(seed):
    found = checks(making.ordinary(seed=seed, like_spread=0.01))
    assert found["fixed_ratio_likes"].status == "unusual"
    assert found["likes_per_view"].status == "pass"


def test_views_far_below_the_followers():
    found = checks(making.ordinary(followers=4_000_000, level=7.0))
    assert found["views_per_follower"].status == "unusual"


def test_a_very_odd_share_of_likes():
    assert checks(making.ordinary(like_rate=0.0004))["likes_per_view"].status == "unusual"


@pytest.mark.parametrize("like_rate", (0.003, 0.035, 0.2))
def test_likes_per_view_never_exceed_the_engagement_rate_beside_them(like_rate):
    for seed in range(20):
        card = scorecard(making.ordinary(10, seed=seed, like_rate=like_rate), None, as_of=making.NOW)
        likes = next(check for check in card.checks if check.name == "likes_per_view")
        assert likes.evidence["value"] <= card.estimates["engagement_rate"].value


def test_a_small_share_of_likes_keeps_its_digits():
    assert checks(making.ordinary(like_rate=0.0004))["likes_per_view"].says.startswith("0.05% of views")


@pytest.mark.parametrize(
    "history",
    (
        (making.reading(7, 60_000, 1_500_000), making.reading(0, 120_000, 1_506_000)),
        (making.reading(9, 80_000), making.reading(2, 190_000), making.reading(0, 191_000)),
        (making.reading(7, 51_900, 2_000_693), making.reading(0, 64_452, 2_004_043)),
        (making.reading(7, 51_900, 2_000_000), making.reading(0, 64_452, 2_000_000)),
    ),
    ids=("hearts stood still", "few views", "a quarter in a week", "hearts too rounded to tell"),
)
def test_a_follower_jump_without_likes_or_views(history):
    quiet = making.ordinary(level=7.5, followers=120_000, history=history)
    found = checks(quiet)["follower_jump"]
    assert found.status == "unusual"
    assert "fake" not in found.says
    assert "bought" not in found.says


def test_a_hit_explains_its_followers():
    history = (making.reading(7, 60_000, 1_500_000), making.reading(0, 120_000, 3_100_000))
    assert checks(making.ordinary(history=history))["follower_jump"].status == "pass"


def test_a_small_account_that_friends_follow_is_left_alone():
    history = (making.reading(7, 300, 900), making.reading(0, 420, 910))
    assert checks(making.ordinary(level=6, followers=420, history=history))["follower_jump"].status == "pass"


def test_four_quiet_readings_make_a_smaller_jump_odd():
    steady = [making.reading(30 - 3 * i, 100_000 + 100 * i, 2_000_000 + 3_000 * i) for i in range(9)]
    jump = making.reading(2, 128_000, 2_028_000)
    found = checks(making.ordinary(history=(*steady, jump)))["follower_jump"]
    assert found.status == "unusual"
    assert checks(making.ordinary(history=steady))["follower_jump"].status == "pass"


def test_one_reading_says_nothing_about_growth():
    found = checks(making.ordinary(history=(making.reading(0, 5_000),)))
    assert found["follower_jump"].status == "not_enough_data"


@pytest.mark.parametrize(
    "history",
    (
        (making.reading(0.01, 51_960), making.reading(0, 52_000)),
        (making.reading(0.01, 51_960), making.reading(0, 64_000)),
        (making.reading(2.9, 51_960), making.reading(0.4, 52_000), making.reading(0, 52_004)),
    ),
    ids=("exact and rounded, minutes apart", "minutes apart", "two days apart"),
)
def test_readings_of_one_visit_are_one_reading(history):
    found = checks(making.ordinary(history=history))["follower_jump"]
    assert found.status == "not_enough_data"
    assert found.says == "Followers were read only once: come back in a week."


def test_of_a_days_readings_the_most_exact_speaks():
    history = (
        making.reading(7.3, 49_950),
        making.reading(7, 50_000),
        making.reading(0.1, 52_013),
        making.reading(0, 52_000),
    )
    found = checks(making.ordinary(history=history))["follower_jump"]
    assert found.status == "pass"
    assert "from 49,950 to 52,013 in 7 days" in found.says


def test_a_difference_that_rounding_explains_is_no_change():
    found = checks(making.ordinary(history=(making.reading(7, 51_960), making.reading(0, 52_000))))[
        "follower_jump"
    ]
    assert found.status == "pass"
    assert found.says == "Followers stayed at 52,000 over 7 days: the two counts differ by no more than rounding."


def test_a_jump_is_seen_across_daily_readings():
    daily = [making.reading(9 - i, 50_000 + 10 * i, 2_000_693 + 100 * i) for i in range(9)]
    found = checks(making.ordinary(level=7.5, history=(*daily, making.reading(0, 64_452, 2_004_043))))
    assert found["follower_jump"].status == "unusual"


def test_views_that_fell_between_two_readings():
    evidence = making.ordinary(20)
    videos = []
    for i, record in enumerate(evidence.videos):
        before = record.complete.counts
        after = msgspec.structs.replace(before, views=before.views // 2 if i < 4 else before.views)
        later = Observation(making.NOW + 5 * DAY, "dom", after)
        videos.append(msgspec.structs.replace(record, latest=later))
    found = checks(making.creator(videos, seen_at=making.NOW + 5 * DAY))["falling_counts"]
    assert found.status == "unusual"
    assert found.evidence["fallen"] == 4
    assert checks(evidence)["falling_counts"].status == "not_enough_data"


def test_a_sudden_fall_of_followers():
    history = (making.reading(8, 60_000, 1_500_000), making.reading(0, 51_000, 1_502_000))
    found = checks(making.ordinary(history=history))
    assert found["falling_counts"].status == "unusual"
    assert found["falling_counts"].says.startswith(
        "Followers went from 60,000 to 51,000 within 8 days. TikTok clears"
    )
    assert found["falling_counts"].evidence["followers_to"] == 51_000
    assert found["follower_jump"].status == "pass"


@pytest.mark.parametrize(
    "history",
    (
        (making.reading(7, 60_000), making.reading(0, 57_500)),
        (making.reading(42, 60_000), making.reading(0, 54_000)),
        (making.reading(7, 1_100_000), making.reading(0, 1_000_000)),
        (making.reading(7, 900), making.reading(0, 750)),
        (making.reading(90, 60_000), making.reading(0, 30_000)),
        tuple(
            making.reading(35 - 7 * i, n) for i, n in enumerate((60_000, 66_000, 59_000, 65_500, 58_500, 64_000))
        ),
    ),
    ids=("a little", "slowly", "by rounding", "a few people", "over months", "as it swings"),
)
def test_followers_that_leave_as_they_do(history):
    found = checks(making.ordinary(history=history))["falling_counts"]
    assert found.status == "pass"


def test_a_fall_of_followers_is_found_among_quiet_readings_and_beside_steady_views():
    quiet = [making.reading(35 - 5 * i, 100_000 + 300 * i) for i in range(6)]
    evidence = making.ordinary(20, history=(*quiet, making.reading(4, 92_000), making.reading(0, 92_100)))
    again = [
        msgspec.structs.replace(record, latest=msgspec.structs.replace(record.latest, seen_at=making.NOW + DAY))
        for record in evidence.videos
    ]
    found = checks(msgspec.structs.replace(evidence, videos=tuple(again)))["falling_counts"]
    assert found.status == "unusual"
    assert found.evidence["fallen"] == 0
    assert "Views of 20" not in found.says
    steady = checks(making.creator(again, history=quiet))["falling_counts"]
    assert steady.says == (
        "Views of 20 videos were read twice; they fell on none. "
        "Followers never fell by more than accounts lose anyway."
    )


def test_holm_stops_at_the_first_that_does_not_hold():
    found = [Finding(name, p, "", "") for name, p in (("a", 0.012), ("b", 0.9), ("c", 0.03), ("d", 0.001))]
    assert [check.status for check in judge(tuple(found))] == ["unusual", "pass", "pass", "unusual"]


def test_a_small_tail_is_weak_evidence_and_a_tiny_one_strong():
    assert chance_unusual(0.9) == pytest.approx(0.05)
    assert chance_unusual(0.05) < 0.15
    assert chance_unusual(1e-6) > 0.95
