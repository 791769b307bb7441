"""Engagement rates: the published worked examples, hidden counts, zeros, shrinkage."""

import math

import made_creators as making
import msgspec
import pytest

from companion.metrics import scorecard
from companion.metrics.quantiles import median_ends
from companion.model import Permissions


def alike(n=30, *, followers=None, **counts):
    return making.creator([making.video(i, age_days=20 + i, **counts) for i in range(n)], followers=followers)


def estimates(evidence):
    return scorecard(evidence, None, as_of=making.NOW).estimates


@pytest.mark.parametrize(
    "likes, comments, shares, followers, rate",
    ((300, 50, 20, 1_000, 0.37), (500, 50, 30, 10_000, 0.058)),
)
def test_by_followers(likes, comments, shares, followers, rate):
    """METRICS ER1 and ER2 (tiktraining.de)."""
    found = estimates(alike(views=9_000, likes=likes, comments=comments, shares=shares, followers=followers))
    assert found["engagement_rate_by_followers"].value == pytest.approx(rate)
    assert "divided by followers" in found["engagement_rate_by_followers"].method


def test_by_views():
    """METRICS ER4 (askai.glarity.app): 12.5 %; thirty videos alike leave little to the peers."""
    found = estimates(alike(views=1_000, likes=100, comments=20, shares=5, followers=50_000))
    assert found["engagement_rate"].value == pytest.approx(0.125, rel=0.05)
    assert found["engagement_rate"].low < 0.125 < found["engagement_rate"].high


def test_a_rate_of_one_video_leans_on_peers_and_thirty_hardly():
    high = {"views": 1_000, "likes": 300, "comments": 20, "shares": 5, "followers": 50_000}
    one, thirty = (estimates(alike(n, **high))["engagement_rate"] for n in (1, 30))
    assert one.value < thirty.value < 0.325
    assert one.high / one.low > thirty.high / thirty.low
    assert (one.n, thirty.n) == (1, 30)


def test_views_missing_means_no_rate():
    """METRICS ER8."""
    found = estimates(alike(views=None, likes=5, comments=0, shares=0, followers=10))
    assert found["engagement_rate"].value is None
    assert found["engagement_rate"].missing == "30 of 30 videos have no views, or none that could be read"


def test_views_zero_means_no_rate():
    assert estimates(alike(views=0, likes=5, comments=0, shares=0))["engagement_rate"].value is None


def test_no_engagement_is_a_small_rate_not_an_error():
    found = estimates(alike(views=4_000, likes=0, comments=0, shares=0, saves=0, followers=5_000))
    assert 0 < found["engagement_rate"].value < 0.001
    assert found["shares_per_view"].value == 0
    assert found["comments_per_like"].value is None
    assert math.isfinite(found["next_video_engagements"].high)


def test_a_grid_that_shows_views_alone():
    evidence = making.creator([making.video(i, 5_000 + i, age_days=20 + i) for i in range(12)], followers=9_000)
    found = estimates(evidence)
    says = "likes were not in what was read (a saved page or grid shows views only)"
    for name in ("engagement_rate", "engagement_rate_with_saves", "comments_per_like", "next_video_engagements"):
        assert (found[name].value, found[name].missing) == (None, says)
    assert found["typical_views"].value > 0
    assert found["next_video_views"].n == 12


def test_saves_only_when_all_have_them():
    evidence = making.ordinary(12)
    assert estimates(evidence)["engagement_rate_with_saves"].value > estimates(evidence)["engagement_rate"].value
    counts = {"views": 900, "likes": 30, "comments": 1, "shares": 1}
    videos = [making.video(i, age_days=20 + i, saves=None if i == 3 else 2, **counts) for i in range(12)]
    found = estimates(making.creator(videos))["engagement_rate_with_saves"]
    assert (found.value, found.missing) == (None, "saves were not read for 1 of 12 videos")


def test_mix_is_the_median_with_an_interval_between_ranks():
    counts = [
        {"views": 1_000, "likes": 50, "comments": c, "shares": 2, "saves": 4} for c in (1, 2, 3, 4, 5, 6, 40)
    ]
    videos = [making.video(i, age_days=20 + i, **each) for i, each in enumerate(counts)]
    found = estimates(making.creator(videos))["comments_per_like"]
    rank, inward = median_ends(7)
    assert rank == 0
    assert (found.value, found.low, found.high) == pytest.approx(
        (4 / 50, (1 + inward) / 50, (40 - 34 * inward) / 50)
    )


def test_closed_comments_do_not_enter_the_mix():
    counts = {"views": 1_000, "likes": 50, "shares": 2}
    videos = [making.video(i, age_days=20 + i, comments=5, **counts) for i in range(6)]
    closed = [making.video(f"c{i}", age_days=40 + i, comments=0, **counts) for i in range(6)]
    replace = msgspec.structs.replace
    closed = [replace(each, facts=replace(each.facts, allows=Permissions(comments=False))) for each in closed]
    found = estimates(making.creator([*videos, *closed]))
    assert (found["comments_per_like"].value, found["comments_per_like"].n) == (0.1, 6)
    assert len(found["comments_per_like"].video_ids) == 6
    assert found["engagement_rate"].n == 12


def test_a_median_of_four_says_how_many_are_needed():
    found = estimates(alike(4, views=900, likes=30, comments=1, shares=1))["shares_per_view"]
    assert found.missing == "only 4 videos with shares: at least 5 are needed for a median with a range"


def test_a_median_of_equal_ratios_lies_in_its_range():
    """The ends are computed between ranks, and rounding must not put them on the wrong side."""
    for likes in range(4_000, 4_400):
        videos = [making.video(i, 9_000, likes=likes, comments=1, shares=3) for i in range(12)]
        mix = scorecard(making.creator(videos), None, as_of=making.NOW).estimates["comments_per_like"]
        assert mix.low == mix.value == mix.high


def test_only_where_they_differ_are_the_videos_named():
    videos = [making.video(i, 900, likes=30, comments=1, shares=1, age_days=20 + i) for i in range(6)]
    videos.append(making.video("grid", 950, age_days=40))
    found = estimates(making.creator(videos))
    assert found["engagement_rate"].video_ids == ("0", "1", "2", "3", "4", "5")
    assert found["typical_views"].video_ids is None
