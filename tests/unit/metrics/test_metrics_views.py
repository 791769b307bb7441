"""Typical views from none, one, three and thirty videos; hits; momentum; cadence; sponsored share; prices."""

import math

import made_creators as making
import pytest

from companion.metrics import scorecard
from companion.model import AdFlags


def estimates(evidence, brief=None):
    return scorecard(evidence, brief, as_of=making.NOW).estimates


def test_one_hit_moves_the_mean_and_hardly_the_typical():
    calm = [making.video(i, 20_000 + 500 * (i % 7), age_days=20 + i) for i in range(30)]
    hit = [*calm[:9], making.video(9, 4_000_000, age_days=29), *calm[10:]]
    before, after = estimates(making.creator(calm)), estimates(making.creator(hit))
    assert after["typical_views"].value < 1.6 * before["typical_views"].value
    arithmetic = sum(video.latest.counts.views for video in hit) / 30
    assert after["typical_views"].high < arithmetic
    assert after["mean_views"].value > after["typical_views"].value
    assert "pulled up by hits" in after["mean_views"].method


def test_no_video_is_a_wide_header_estimate():
    found = estimates(making.creator([], followers=200_000, hearts=10_000_000, posts=500))
    typical = found["typical_views"]
    assert (typical.n, typical.level) == (0, 0.9)
    assert "hearts per video" in typical.method
    # DISTRIBUTIONS, Vietnam 2025, 109 creators: log10(median views) = 1.51 + 0.88 log10(hearts / videos).
    assert typical.value == pytest.approx(10 ** (1.51 + 0.88 * math.log10(20_000)), rel=0.35)
    assert found["next_video_views"].high / found["next_video_views"].low > 10


def test_followers_serve_where_hearts_are_hidden():
    typical = estimates(making.creator([], followers=200_000))["typical_views"]
    assert "number of followers" in typical.method
    assert typical.value > 0


def test_nothing_at_all_says_so():
    typical = estimates(making.creator([], followers=None))["typical_views"]
    assert typical.value is None
    assert "no video" in typical.missing
    assert typical.missing == estimates(making.creator([], followers=None))["next_video_views"].missing


@pytest.mark.parametrize("n", (1, 2))
def test_few_videos_blend_with_the_header(n):
    videos = [making.video(i, 900_000, age_days=20 + i) for i in range(n)]
    header = estimates(making.creator([], followers=50_000))["typical_views"].value
    found = estimates(making.creator(videos, followers=50_000))["typical_views"]
    assert header < found.value < 900_000
    assert "blended" in found.method
    bare = estimates(making.creator(videos, followers=None))["typical_views"]
    assert bare.value is None
    assert f"only {n} usable video" in bare.missing


def test_three_videos_stand_without_a_header():
    videos = [making.video(i, 8_000, age_days=20 + i) for i in range(3)]
    assert estimates(making.creator(videos, followers=None))["typical_views"].value == pytest.approx(
        8_000, rel=0.4
    )


def test_forecast_intervals_are_nested_and_wider_than_the_level():
    found = estimates(making.ordinary())
    forecast, typical = found["next_video_views"], found["typical_views"]
    (a, b), (c, d), (e, f) = (forecast.intervals[level] for level in ("0.5", "0.8", "0.95"))
    assert e < c < a < forecast.value < b < d < f
    assert (forecast.low, forecast.high, forecast.level) == (c, d, 0.8)
    assert c < typical.low
    assert d > typical.high
    assert set(found["next_video_engagements"].intervals) == {"0.5", "0.8", "0.95"}


def test_engagements_are_views_times_rate():
    found = estimates(making.ordinary())
    product = found["next_video_views"].value * found["engagement_rate"].value
    assert found["next_video_engagements"].value == pytest.approx(product, rel=0.03)
    assert found["next_video_engagements"].low < product < found["next_video_engagements"].high


def test_view_rate_is_typical_views_by_followers():
    found = estimates(making.ordinary(followers=50_000))
    assert found["view_rate"].value == pytest.approx(found["typical_views"].value / 50_000)


def test_momentum_sees_a_change_and_admits_when_there_is_none():
    rising = [making.video(i, (90_000 if i < 5 else 10_000) + 700 * (i % 4), age_days=15 + i) for i in range(20)]
    found = estimates(making.creator(rising))["momentum"]
    assert found.low > 1
    assert found.says == "more views than before"
    steady = estimates(making.ordinary(seed=4))["momentum"]
    assert steady.low < 1 < steady.high
    assert steady.says == "no evidence of change"
    assert "15 usable videos" in estimates(making.ordinary(14))["momentum"].missing


def test_momentum_of_equal_videos_is_one():
    alike = making.creator([making.video(i, 5_000, age_days=15 + i) for i in range(15)])
    assert estimates(alike)["momentum"].value == pytest.approx(1.0)


def test_consistency_grows_with_the_spread():
    calm, wild = (estimates(making.ordinary(spread=spread))["consistency"] for spread in (0.5, 1.5))
    assert calm.high < wild.low
    assert calm.low < calm.value < calm.high
    assert estimates(making.ordinary(2))["consistency"].value is None


def test_posts_per_week_over_eight_weeks():
    weekly = [making.video(i, 5_000, age_days=3.5 * i + 1.5) for i in range(40)]
    found = estimates(making.creator(weekly))["posts_per_week"]
    assert found.n == 16
    assert found.low < 2 < found.high


def test_where_reading_stopped_the_window_stops_too():
    """Twelve daily posts read and no more: seven a week, not twelve in eight weeks."""
    daily = [making.video(i, 5_000, age_days=i + 0.5) for i in range(12)]
    found = estimates(making.creator(daily, posts=900))["posts_per_week"]
    assert found.low < 7 < found.high
    pinned = making.video("pinned", 10**6, age_days=400, pinned=True)
    assert estimates(making.creator([*daily, pinned], posts=900))["posts_per_week"].value == found.value


def test_sponsored_share_counts_all_that_can_be_told():
    videos = [making.video(i, 5_000, age_days=20 + i, ad=AdFlags(is_ad=i < 4)) for i in range(20)]
    videos += [making.video(f"u{i}", 5_000, age_days=60 + i, ad=AdFlags()) for i in range(5)]
    found = estimates(making.creator(videos))["sponsored_share"]
    assert (found.value, found.n) == (0.2, 20)
    assert found.low < 0.2 < found.high
    unknown = estimates(making.creator(videos[20:]))["sponsored_share"]
    assert (unknown.value, unknown.low) == (None, None)
    assert "does not say" in unknown.missing


def test_captions_alone_do_not_tell_the_unpaid_posts():
    silent = [making.video(i, 5_000, age_days=20 + i, ad=AdFlags(disclosed=False)) for i in range(12)]
    found = estimates(making.creator(silent))["sponsored_share"]
    assert (found.value, found.low) == (None, None)
    assert found.missing == (
        "what was read does not say which posts are paid (a saved page or grid shows none of TikTok's ad marks)"
    )
    disclosed = [making.video(f"d{i}", 5_000, age_days=50 + i, ad=AdFlags(disclosed=True)) for i in range(3)]
    assert estimates(making.creator([*silent, *disclosed]))["sponsored_share"].value is None


def test_a_disclosure_in_the_caption_counts_as_sponsored():
    videos = [making.video(i, 5_000, age_days=20 + i) for i in range(9)]
    videos.append(making.video("said", 5_000, age_days=40, ad=AdFlags(disclosed=True)))
    found = estimates(making.creator(videos))["sponsored_share"]
    assert (found.value, found.n) == (0.1, 10)
