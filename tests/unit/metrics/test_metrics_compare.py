"""Who is ahead: chances that hold, ties that are said, and nobody ranked last for what was not read."""

import math
import random

import made_creators as making
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from scipy import stats
from test_metrics_interval_levels import Drawn

from companion.metrics.compare import chance_above, compare, contender, ranks, verdict
from companion.metrics.fit import weighted_mean
from companion.metrics.price import fair_price
from companion.metrics.priors import shipped
from companion.model import Brief, PriceRange, Weights

BREAD = ("Sourdough for beginners #baking", "home baking today")
BRIEF = Brief(name="oven", keywords=("sourdough", "home baking"), cpm=PriceRange(8, 15), cpe=PriceRange(0.1, 0.3))

numbers = st.lists(st.one_of(st.integers(0, 9).map(float), st.floats(-50, 50)), min_size=1, max_size=127).map(
    sorted
)


def made(name, brief=BRIEF, **how):
    return contender(name, making.ordinary(creator_id=name, captions=BREAD, **how), brief, as_of=making.NOW)


def test_chance_is_mann_whitney():
    one, other = sorted([3.0, 5.0, 5.0, 8.0]), sorted([1.0, 5.0, 7.0])
    u = stats.mannwhitneyu(one, other).statistic
    assert chance_above(one, other) == pytest.approx(u / 12)


@given(numbers, numbers)
def test_chances_of_two_add_up_to_one(one, other):
    assert chance_above(one, other) + chance_above(other, one) == pytest.approx(1)
    assert chance_above(one, one) == pytest.approx(0.5)


@given(st.lists(numbers, min_size=2, max_size=6))
def test_ranks_are_shared_out_and_follow_from_the_chances(several):
    draws = {str(i): each for i, each in enumerate(several)}
    places = ranks(draws)
    n = len(several)
    assert math.fsum(place.expected for place in places) == pytest.approx(n * (n + 1) / 2)
    for place in places:
        above = math.fsum(chance_above(draws[o], draws[place.creator]) for o in draws if o != place.creator)
        assert place.expected == pytest.approx(1 + above)
        assert 1 <= place.low <= place.high <= n


@pytest.mark.parametrize(
    ("chance", "words"),
    [(1, "ahead"), (0.9, "ahead"), (0.899, "probably ahead"), (0.75, "probably ahead"),
     (0.749, "too close to call"), (0.5, "too close to call")],
)  # fmt: skip
def test_verdicts(chance, words):
    assert verdict(chance) == words


def test_the_clearly_better_is_ahead_and_twins_are_a_tie():
    found = compare([made("7", like_rate=0.02), made("8", like_rate=0.08), made("9", like_rate=0.08)])
    rates = found["engagement_rate"]
    assert {place.creator for place in rates.places[:2]} == {"8", "9"}
    said = {frozenset((pair.better, pair.other)): pair.verdict for pair in rates.pairs}
    assert said == {
        frozenset("89"): "too close to call", frozenset("87"): "ahead", frozenset("97"): "ahead",
    }  # fmt: skip
    assert (rates.places[0].low, rates.places[0].high) == (1, 2)
    assert (rates.places[2].low, rates.places[2].high) == (3, 3)


def test_a_creator_against_itself_is_a_tie_at_one_half():
    alone = made("7")
    found = compare(
        [alone, contender("copy", making.ordinary(creator_id="7", captions=BREAD), BRIEF, as_of=making.NOW)]
    )
    for measure in found.values():
        (pair,) = measure.pairs
        assert (pair.chance, pair.verdict) == (pytest.approx(0.5), "too close to call")


def test_order_of_naming_changes_nothing():
    several = [made(str(i), seed=i, n=5 + 4 * i, level=9 + 0.5 * i) for i in range(5)]
    assert compare(several) == compare(several[::-1])


def test_who_has_no_number_stands_apart_with_the_reason():
    silent = contender("silent", making.creator([], followers=None, posts=0), BRIEF, as_of=making.NOW)
    found = compare([made("7"), silent, made("8", seed=3)])
    for measure in found.values():
        assert {place.creator for place in measure.places} == {"7", "8"}
        (apart,) = measure.apart
        assert (apart.creator, bool(apart.missing)) == ("silent", True)
    assert len(found["fit"].pairs) == 1


def test_without_a_brief_there_is_no_fit_and_no_price_to_compare():
    found = compare([made("7", None), made("8", None)])
    assert found["fit"].places == found["fair_price"].places == ()
    assert found["fit"].apart[0].missing == "write a brief to see the fit"
    assert len(found["typical_views"].pairs) == 1


def test_half_a_fit_is_not_ranked():
    views_only = making.creator(
        [making.video(i, 5_000 + i, caption=BREAD[0], age_days=20 + i) for i in range(12)], creator_id="5"
    )
    brief = Brief(name="oven", keywords=("sourdough",), weights=Weights(0.2, 0.8, 0, 0))
    found = compare([made("7", brief), contender("5", views_only, brief, as_of=making.NOW)])
    (apart,) = found["fit"].apart
    assert apart.missing == "only 20% of the fit's weights could be computed"


def test_prices_compare_by_views_alone_where_the_brief_has_only_a_cpm():
    brief = Brief(name="oven", keywords=("sourdough",), cpm=PriceRange(8, 15))
    found = compare([made("7", brief, level=11.0, like_rate=0.01), made("8", brief, level=10.6, like_rate=0.2)])
    assert found["fair_price"].pairs[0].better == "7"
    engaged = Brief(name="oven", keywords=("sourdough",), cpe=PriceRange(0.1, 0.3))
    found = compare(
        [made("7", engaged, level=11.0, like_rate=0.01), made("8", engaged, level=10.6, like_rate=0.2)]
    )
    assert found["fair_price"].pairs[0].better == "8"


@pytest.mark.parametrize(
    "levels", ({"0.5": 0.36, "0.8": 0.62, "0.95": 0.9}, {"0.5": 0.5, "0.8": 0.95, "0.95": 0.999}, {})
)
@pytest.mark.parametrize("n", (3, 35))
def test_the_next_video_is_compared_as_wide_as_its_forecast_is_shown(levels, n):
    priors = replace(shipped(), calibration=levels)
    one = contender("7", making.ordinary(n), None, as_of=making.NOW, priors=priors)
    draws = one.draws["next_video_views"]
    assert draws == sorted(draws)
    for level, ends in one.card.estimates["next_video_views"].intervals.items():
        inside = sum(ends[0] <= math.exp(draw) <= ends[1] for draw in draws) / len(draws)
        assert inside == pytest.approx(float(level), abs=0.01)
    engaged = one.card.estimates["next_video_engagements"].intervals
    plain = contender("7", making.ordinary(n), None, as_of=making.NOW).card.estimates["next_video_engagements"]
    wider = (engaged["0.8"][1] / engaged["0.8"][0]) / (plain.intervals["0.8"][1] / plain.intervals["0.8"][0])
    asked = levels.get("0.8", 0.8)
    assert (wider < 0.9) if asked < 0.8 else (wider > 1.1) if asked > 0.8 else wider == 1


def test_the_draws_of_a_price_lie_around_the_price_shown():
    one = made("7")
    card = one.card.estimates
    middle = one.draws["fair_price"][63]
    assert fair_price(card["mean_views"], card["engagement_rate"], BRIEF).value == pytest.approx(middle, rel=0.03)


PAIRED = Brief(name="oven", keywords=("sourdough",), weights=Weights(0.5, 0.5, 0, 0))
"""The two parts that have a true value: what "looks usual" has none, and medians are not drawn from a prior."""
CREATORS = 400


def true_fit(drawn):
    about = 100 * drawn.about
    engaged = 100 * stats.norm.cdf((drawn.rate - drawn.rate_cohort.mean) / drawn.rate_cohort.sd)
    return weighted_mean([about, engaged], [0.5, 0.5])


def test_chances_hold_when_creators_come_from_the_priors():
    """Among pairs with a stated chance of 70 to 80 %, about 75 % are truly ahead; so in every band.

    400 creators with 3 to 12 videos, all 79,800 pairs, four measures. The tolerance is 4 points, since pairs share
    creators and so tell less than as many independent ones would.
    """
    draw = random.Random(20)  # noqa: S311 - a seeded simulation
    creators = [Drawn(draw, draw.choice((3, 5, 8, 12))) for _ in range(CREATORS)]
    found = [contender(str(i), each.read, PAIRED, as_of=making.NOW) for i, each in enumerate(creators)]
    truths = {
        "fit": [true_fit(each) for each in creators],
        "engagement_rate": [each.rate for each in creators],
        "typical_views": [each.level for each in creators],
        "next_video_views": [math.log(each.next[0]) for each in creators],
    }
    for measure, truth in truths.items():
        bands = {band: [0, 0, 0.0] for band in (5, 6, 7, 8, 9)}
        for i in range(CREATORS):
            for j in range(i):
                chance = chance_above(found[i].draws[measure], found[j].draws[measure])
                right = truth[i] > truth[j]
                if chance < 0.5:
                    chance, right = 1 - chance, not right
                band = bands[min(9, int(10 * chance))]
                band[0] += 1
                band[1] += right
                band[2] += chance
        for band, (pairs, right, stated) in bands.items():
            assert pairs > 2000, (measure, band)
            assert right / pairs == pytest.approx(stated / pairs, abs=0.04), (measure, band)
