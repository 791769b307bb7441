"""What a post is worth to a brief: the user's own prices, rights on top, past deals first."""

import made_creators as making
import pytest

from companion.metrics import scorecard
from companion.metrics.price import cpe_of, cpm_of, rights
from companion.model import Brief, Deal, PriceRange, Surcharge


def estimates(evidence, brief):
    return scorecard(evidence, brief, as_of=making.NOW).estimates


BRIEF = Brief(name="oven", keywords=("bread",), currency="EUR")


def test_prices_need_what_the_brief_lacks():
    found = estimates(making.ordinary(), BRIEF)
    assert (found["fair_price"].missing, found["fair_price"].unit) == ("write a CPM in the brief", "EUR")
    assert found["walk_away_price"].missing == ("write margin, average order and conversion rate in the brief")


def test_fair_price_is_expected_views_at_the_cpm():
    brief = Brief(name="oven", keywords=("bread",), cpm=PriceRange(low=8, high=12))
    found = estimates(making.ordinary(), brief)
    assert found["fair_price"].value == pytest.approx(found["mean_views"].value / 100)
    assert found["fair_price"].method.startswith(
        "Not a chance but your prices: the range from your low to your high CPM"
    )
    assert found["fair_price"].low == pytest.approx(found["mean_views"].low * 0.008)
    assert found["fair_price"].high == pytest.approx(found["mean_views"].high * 0.012)


def test_walk_away_price_rests_on_the_weak_end():
    brief = Brief(name="oven", keywords=("bread",), margin=0.5, average_order=40, conversion_rate=0.03)
    found = estimates(making.ordinary(), brief)
    weak = found["next_video_views"].low
    assert found["walk_away_price"].method.startswith(
        "Not a chance but an assumption: the range if 0.1% to 0.5% of viewers click"
    )
    assert found["walk_away_price"].low == pytest.approx(weak * 0.001 * 0.03 * 40 * 0.5)
    assert found["walk_away_price"].high == pytest.approx(weak * 0.005 * 0.03 * 40 * 0.5)


def priced(**fields):
    return Brief(name="oven", keywords=("bread",), **fields)


def test_engagements_have_their_own_price():
    found = estimates(making.ordinary(), priced(cpe=PriceRange(low=0.1, high=0.3)))
    views, rate = found["mean_views"], found["engagement_rate"]
    assert found["fair_price"].value == pytest.approx(views.value * rate.value * 0.2)
    assert found["fair_price"].low == pytest.approx(views.low * rate.low * 0.1)


def test_views_and_engagements_together_span_both_prices():
    both = estimates(making.ordinary(), priced(cpm=PriceRange(8, 12), cpe=PriceRange(0.1, 0.3)))["fair_price"]
    one, other = (
        estimates(making.ordinary(), priced(**{name: price}))["fair_price"]
        for name, price in (("cpm", PriceRange(8, 12)), ("cpe", PriceRange(0.1, 0.3)))
    )
    assert both.value == pytest.approx((one.value + other.value) / 2)
    assert (both.low, both.high) == (min(one.low, other.low), max(one.high, other.high))


def test_three_past_deals_replace_what_the_brief_says():
    deals = (
        Deal(paid=400, views=40_000),
        Deal(paid=300, views=20_000, engagements=1_000),
        Deal(paid=90, views=10_000),
    )
    written = PriceRange(low=50, high=90)
    brief = priced(cpm=written, cpe=written, deals=deals)
    assert (cpm_of(brief).low, cpm_of(brief).high) == (9, 15)
    assert "3 past deals" in estimates(making.ordinary(), brief)["fair_price"].method
    assert cpe_of(brief).low == 50
    assert cpm_of(priced(cpm=written, deals=deals[:2])).low == 50


def test_rights_of_spark_ads_on_a_fee_of_2000():
    """ROI4: Spark rights for 30 days at 12 to 20 % of a fee of 2,000 are 240 to 400 (influencerfee.com)."""
    low, high = rights(Surcharge(low=0.12, high=0.20))
    assert (2_000 * low, 2_000 * high) == pytest.approx((240, 400))


def test_rights_raise_the_fair_price_and_lower_what_a_weak_post_earns_back():
    money = {"cpm": PriceRange(8, 12), "margin": 0.5, "average_order": 40, "conversion_rate": 0.03}
    bare, with_rights = (
        estimates(making.ordinary(), priced(**money, surcharge=surcharge))
        for surcharge in (Surcharge(), Surcharge(low=0.1, high=0.3))
    )
    assert with_rights["fair_price"].low == pytest.approx(bare["fair_price"].low * 1.1)
    assert with_rights["fair_price"].high == pytest.approx(bare["fair_price"].high * 1.3)
    assert with_rights["walk_away_price"].low == pytest.approx(bare["walk_away_price"].low / 1.3)
    assert with_rights["walk_away_price"].high == pytest.approx(bare["walk_away_price"].high / 1.1)


def test_without_likes_the_price_rests_on_views_alone():
    videos = [making.video(i, 9_000, age_days=20 + i) for i in range(12)]
    found = estimates(making.creator(videos), priced(cpm=PriceRange(8, 12), cpe=PriceRange(0.1, 0.3)))
    assert found["fair_price"].value == pytest.approx(found["mean_views"].value / 100)
    assert "CPE." not in found["fair_price"].method.split(",")[0]
