"""Who is in the sample, who is not, and why; young videos; rounding."""

import math

import made_creators as making
import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.metrics import scorecard
from companion.metrics.maturity import growing, growth_ahead
from companion.metrics.sample import rounding_noise, select
from companion.model import DAY, AdFlags

REASONS = {
    "ad": {"ad": AdFlags(is_ad=True)},
    "pinned": {"pinned": True},
    "photo": {"photo": True},
    "too_young": {"age_days": 0.9},
    "no_views": {"views": None},
}


@pytest.mark.parametrize("reason", REASONS)
def test_each_exclusion_says_why(reason):
    odd = making.video("odd", **{"views": 5000, **REASONS[reason]})
    sample = select(making.creator([making.video("fine", 5000), odd])).as_sample()
    assert sample.video_ids == ("fine",)
    assert [(each.video_id, each.reason) for each in sample.excluded] == [("odd", reason)]


@pytest.mark.parametrize(
    "flags", (AdFlags(authorized=True), AdFlags(disclosed=True, is_ad=False), AdFlags(is_ad=True, shop=True))
)
def test_every_sign_of_payment_takes_a_video_out(flags):
    assert select(making.creator([making.video(1, 900, ad=flags)])).excluded[0].reason == "ad"


def test_a_shop_video_stays():
    assert len(select(making.creator([making.video(1, 900, ad=AdFlags(shop=True))])).videos) == 1


def test_a_video_with_no_views_yet_is_not_a_number():
    assert select(making.creator([making.video(1, 0, likes=5)])).excluded[0].reason == "no_views"


def test_only_the_newest_thirty_count_and_an_old_ad_is_still_an_ad():
    videos = [making.video(i, 1000 + i, age_days=20 + i) for i in range(32)]
    videos.append(making.video("ad", 9, ad=AdFlags(is_ad=True), age_days=99))
    sample = select(making.creator(videos)).as_sample()
    assert sample.eligible == 30
    assert [(each.video_id, each.reason) for each in sample.excluded] == [
        ("30", "older"),
        ("31", "older"),
        ("ad", "ad"),
    ]


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.floats(0, 60), st.integers(0, 10**9)), max_size=60))
def test_every_video_is_either_used_or_explained(rows):
    videos = [
        making.video(i, views, age_days=age, pinned=pinned, photo=photo)
        for i, (pinned, photo, age, views) in enumerate(rows)
    ]
    sample = select(making.creator(videos)).as_sample()
    assert sample.read == len(rows) == sample.eligible + len(sample.excluded)


def test_growth_ahead_shrinks_with_age_and_ends_at_maturity():
    ages = (1.0, 1.5, 3.0, 6.0, 10.0, 13.9)
    ahead = [growth_ahead(age) for age in ages]
    assert [g for g, _ in ahead] == sorted((g for g, _ in ahead), reverse=True)
    assert [v for _, v in ahead] == sorted((v for _, v in ahead), reverse=True)
    assert growth_ahead(14.0) == (0.0, 0.0)


def test_growth_agrees_with_the_pairs_it_was_fitted_on():
    """DISTRIBUTIONS, Denmark 2026: 1 to 2 days old, x 1.30 in 7.8 days; 7 to 14 days old, x 1.05."""
    for age, factor in ((1.4, 1.30), (10.4, 1.05)):
        assert math.exp(growing(age, age + 7.8).median) == pytest.approx(factor, abs=0.08)


def test_a_young_video_enters_corrected_and_wider():
    old = [making.video(i, 10_000, age_days=40 + i) for i in range(10)]
    young = making.video("young", 10_000, age_days=2)
    first = select(making.creator([young, *old])).videos[0]
    assert first.log_views > math.log(10_000)
    assert first.noise > 0.01


@pytest.mark.parametrize("count, half", ((541_200, 50), (304_900, 50), (163_000_000, 50_000), (1_600_000, 50_000)))
def test_display_rounding_is_carried(count, half):
    """METRICS ER7: uniform over the half-width."""
    assert rounding_noise(count) == pytest.approx(half**2 / count**2 / 3)


def test_exact_counts_carry_none():
    assert rounding_noise(9_999) == 0


def test_age_is_that_of_the_reading_not_of_the_clock():
    evidence = making.ordinary()
    then = scorecard(evidence, None, as_of=making.NOW)
    later = scorecard(evidence, None, as_of=making.NOW + 300 * DAY)
    assert then.estimates == later.estimates
    assert (then.sample, then.checks, then.peers) == (later.sample, later.checks, later.peers)
    assert then.as_of != later.as_of
