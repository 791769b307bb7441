"""Priors learned from own creators: none changes nothing, many of another market bring coverage to nominal."""

import math
import random

import made_creators as making
import pytest
from scipy import special

from companion.metrics import scorecard
from companion.metrics.basis import Basis
from companion.metrics.kin import kin_of
from companion.metrics.learning import CALIBRATING, Trace, learned, trace_of
from companion.metrics.priors import shipped, views_prior
from companion.metrics.shrinkage import posterior
from companion.metrics.variances import LogVariances, SampleVariance, digamma, log_variances, moments_of, trigamma

LEVEL = 1.6
"""How far the made market lies above the shipped line, on the ln scale."""


@pytest.mark.parametrize("x", (0.05, 0.5, 1.0, 3.4, 30.0, 900.0))
def test_digamma_and_trigamma(x):
    assert digamma(x) == pytest.approx(special.digamma(x), rel=1e-9, abs=1e-9)
    assert trigamma(x) == pytest.approx(special.polygamma(1, x), rel=1e-9)


def test_variances_come_back_from_their_moments():
    assert moments_of(0.81, 6.85).scaled() == pytest.approx((0.81, 6.85), rel=1e-6)


def test_the_prior_of_the_variance_is_found_again_by_simulation():
    draw = random.Random(3)  # noqa: S311 - a seeded simulation
    samples = []
    for _ in range(4000):
        true = 0.8 * 8 / (2 * draw.gammavariate(4, 1))
        samples.append(SampleVariance(true * 2 * draw.gammavariate(9.5, 1) / 19, 20))
    variance, df = log_variances(samples, LogVariances(0, 1), 0.0).scaled()
    assert variance == pytest.approx(0.8, rel=0.03)
    assert df == pytest.approx(8, rel=0.12)


def market(draw, creators, n=30):
    """Traces of another market: higher levels, steadier videos, wilder creators, no hearts shown."""
    traces = []
    for _ in range(creators):
        followers = round(math.exp(draw.uniform(math.log(5_000), math.log(2_000_000))))
        prior, _ = views_prior(shipped(), followers, None)
        level = draw.gauss(prior.mean + LEVEL, 1.2)
        spread = math.sqrt(0.35 * 12 / (2 * draw.gammavariate(6, 1)))
        views = tuple(draw.gauss(level, spread) for _ in range(n))
        traces.append(Trace(followers=followers, views=views))
    return traces


def covered(priors, traces, m, level=0.8):
    inside = 0
    for trace in traces:
        prior, _ = views_prior(priors, trace.followers, None)
        known = posterior(trace.views[1 : m + 1], [0.0] * m, prior, priors.views.half_life)
        low, high = known.next_value(priors.computed_at(level))
        inside += low <= trace.views[0] <= high
    return inside / len(traces)


def test_no_own_creator_changes_nothing():
    assert learned([]) == shipped()
    assert learned([Trace(followers=9_000, views=(9.0,) * 5)]) == shipped()


@pytest.mark.parametrize("m", (0, 3, 10))
def test_five_hundred_creators_of_another_market_bring_coverage_to_nominal(m):
    draw = random.Random(41 + m)  # noqa: S311 - a seeded simulation
    own, hidden = market(draw, 500), market(draw, 3000, n=m + 1)
    before, after = covered(shipped(), hidden, m), covered(learned(own), hidden, m)
    assert abs(before - 0.8) > 0.045, "the market is not another one"
    # With no video at all the t distribution is a little too wide: creators' levels are normal.
    assert after == pytest.approx(0.8, abs=0.03 if m else 0.04)


def test_few_creators_move_the_centre_in_part_and_widen_nothing_away():
    draw = random.Random(6)  # noqa: S311 - a seeded simulation
    moved = learned(market(draw, 5))
    shift = moved.views.followers.at(11.0) - shipped().views.followers.at(11.0)
    assert 0.1 * LEVEL < shift < 0.75 * LEVEL
    assert moved.views.followers.own == 5
    assert moved.views.hearts == shipped().views.hearts
    assert not moved.calibration


def test_the_variance_between_creators_is_freed_of_the_noise_of_few_videos():
    draw = random.Random(10)  # noqa: S311 - a seeded simulation
    traces = [
        Trace(followers=50_000, views=tuple(draw.gauss(level, 1.0) for _ in range(8)))
        for level in (draw.gauss(11, 0.5) for _ in range(1500))
    ]
    assert learned(traces, worth=0.0).views.neither.between == pytest.approx(0.25, abs=0.04)


def test_the_order_of_creators_does_not_matter():
    draw = random.Random(7)  # noqa: S311 - a seeded simulation
    traces = market(draw, 70)
    one, other = learned(traces), learned(traces[::-1])
    assert one.views.followers.intercept == pytest.approx(other.views.followers.intercept, rel=1e-12)
    assert one.calibration == pytest.approx(other.calibration, rel=1e-12)


def test_calibration_starts_with_enough_creators_and_keeps_the_levels_in_order():
    draw = random.Random(8)  # noqa: S311 - a seeded simulation
    traces = market(draw, CALIBRATING)
    assert not learned(traces[1:]).calibration
    levels = learned(traces).calibration
    assert levels["0.5"] < levels["0.8"] < levels["0.95"]


def test_calibration_holds_the_level_where_the_model_is_wrong():
    """Three videos in four alike, the fourth a hit or a miss: no Student-t fits, ranks do."""
    draw = random.Random(9)  # noqa: S311 - a seeded simulation

    def odd(creators, n):
        return [
            Trace(
                followers=50_000,
                views=tuple(
                    level + draw.gauss(0, 0.05) + (draw.random() < 0.1) * draw.choice((-4, 4)) for _ in range(n)
                ),
            )
            for level in (draw.gauss(11, 1) for _ in range(creators))
        ]

    own, hidden = odd(300, 30), odd(2000, 30)
    fitted = learned(own)
    assert covered(fitted, hidden, 29, 0.5) == pytest.approx(0.5, abs=0.06)
    assert abs(covered(shipped(), hidden, 29, 0.5) - 0.5) > 0.3


def test_a_scorecard_rests_on_the_users_creators_and_says_so():
    made = [making.ordinary(seed=seed, like_rate=0.08, creator_id=str(seed)) for seed in range(40)]
    priors = learned([trace_of(Basis(each)) for each in made])
    before, after = (scorecard(made[0], None, as_of=making.NOW, priors=p) for p in (None, priors))
    rank, old = after.peers["engagement_rate"], before.peers["engagement_rate"]
    assert (rank.source, rank.n) == ("yours", 40)
    assert "those you have read (40 creators, blended with Vietnam food and lifestyle 2025)" in rank.cohort
    assert old.source == "shipped"
    assert old.percentile > 0.9
    assert rank.percentile < old.percentile
    alone = making.creator([], followers=120_000)
    header = scorecard(alone, None, as_of=making.NOW, priors=priors).estimates["typical_views"]
    assert "and 40 that you have read" in header.method


def test_a_small_cohort_is_labelled():
    made = [making.ordinary(seed=seed, creator_id=str(seed)) for seed in range(9)]
    priors = learned([trace_of(Basis(each)) for each in made])
    rank = scorecard(made[0], None, as_of=making.NOW, priors=priors).peers["engagement_rate"]
    assert rank.source == "shipped"
    assert "the 9 you have read count too" in rank.cohort


def test_a_trace_holds_numbers_alone():
    trace = trace_of(Basis(making.ordinary(hearts=6_000_000, posts=300)))
    assert trace.per_video == 20_000
    assert len(trace.views) == 30
    assert set(trace.rates) == {"engagement_rate", "engagement_rate_with_saves"}
    assert {"view_rate", "consistency", "posts_per_week", "saves_per_view"} <= set(trace.peers)


def test_kin_get_cohorts_of_their_own_where_enough_were_read():
    """Thirty cooks with many likes and thirty gamers with few, of one size; a rare language stays with all."""

    def made(seed, language, like_rate):
        return making.ordinary(seed=seed, like_rate=like_rate, creator_id=str(seed), language=language)

    cooks = [made(seed, "fr", 0.09) for seed in range(30)]
    gamers = [made(100 + seed, "en", 0.03) for seed in range(30)]
    rare = made(300, "is", 0.03)
    priors = learned([trace_of(Basis(each)) for each in (*cooks, *gamers, rare)])
    assert set(priors.kin) == {"language:fr", "language:en"}
    of_cook, of_gamer, of_rare = (
        scorecard(each, None, as_of=making.NOW, priors=priors).peers["engagement_rate"]
        for each in (cooks[0], gamers[0], rare)
    )
    assert (of_cook.n, of_gamer.n, of_rare.n) == (30, 30, 61)
    assert "who write in “fr”" in of_cook.cohort
    assert "who write" not in of_rare.cohort
    assert 0.15 < of_cook.percentile < 0.85
    assert 0.15 < of_gamer.percentile < 0.85


def test_the_topic_of_most_videos_is_closer_than_the_language():
    videos = [
        making.video(i, 900, age_days=20 + i, language="en", topics=("Food", "Vlogs") if i % 3 else ("Vlogs",))
        for i in range(9)
    ]
    assert kin_of(making.creator(videos)) == ("topic:Vlogs", "language:en")
    assert kin_of(making.creator([])) == ()
    assert kin_of(making.creator([making.video(1, 900, language=None)])) == ()
