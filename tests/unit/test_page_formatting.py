"""The words of numbers, with the figures worked out by hand."""

import pytest

from companion.model import Estimate
from companion.service import wording
from companion.web.charts import Scale
from companion.web.pages import formatting


@pytest.mark.parametrize(
    ("number", "says"),
    [(None, "not shown"), (0, "0"), (873, "873"), (999.4, "999"), (999.5, "1K"), (1_100, "1.1K"),
     (8_940, "8.94K"), (10_000, "10K"), (12_872, "12.9K"), (43_450, "43.5K"), (184_300, "184K"),
     (184_500, "185K"), (999_499, "999K"), (999_500, "1M"), (1_025_000, "1.03M"), (40_264_811, "40.3M"),
     (2_100_000_000, "2.1B"), (5_000_000_000_000, "5,000B")],
)  # fmt: skip
def test_counts_have_three_digits_rounded_half_up(number, says):
    assert wording.compact(number) == says


@pytest.mark.parametrize(
    ("fraction", "says"),
    [(None, "not shown"), (0, "0%"), (0.0612, "6.1%"), (0.05, "5.0%"), (0.00672, "0.67%"), (0.114, "11.4%"),
     (0.2289, "22.9%"), (1.4, "140.0%"), (0.00001, "under 0.01%"), (12.34, "1,234.0%")],
)  # fmt: skip
def test_shares_have_two_decimals_below_one_percent_and_else_one(fraction, says):
    assert wording.percent(fraction) == says


@pytest.mark.parametrize(
    ("number", "unit", "says"),
    [(8.62, "USD", "$8.62"), (99.4, "USD", "$99.40"), (1_003.2, "USD", "$1,003"), (0, "EUR", "€0.00"),
     (12, "GBP", "£12.00"), (1_003, "CHF", "CHF 1,003"), (0.257, "ratio", "0.26×"), (0.0089, "ratio", "0.89%"),
     (14.2, "ratio", "14×"), (9.96, "ratio", "10×"), (3.24, "posts/week", "3.2"), (0.5878, "ln", "×1.8"),
     (81.5, "score", "82"), (1_234, "brand new unit", "1.23K")],
)  # fmt: skip
def test_every_unit_is_said_as_on_the_profile(number, unit, says):
    assert wording.quantity(number, unit) == says


@pytest.mark.parametrize(
    ("low", "high", "unit", "says"),
    [(14_210, 170_400, "views", "14.2K – 170K"), (0.05, 0.075, "fraction", "5.0% – 7.5%"),
     (76.2, 88.4, "score", "76 – 88"), (1.94, 4.4, "ratio", "1.9× – 4.4×"),
     (180, 1234, "EUR", "€180 – €1,234"), (0, 0.04, "fraction", "0% – 4.0%")],
)  # fmt: skip
def test_ranges_are_written_in_their_unit(low, high, unit, says):
    assert wording.interval(Estimate(value=low, low=low, high=high, unit=unit, method="m")) == says


def test_an_interval_with_one_end_is_none():
    assert wording.interval(Estimate(value=1, low=1, unit="views", method="m")) == ""


@pytest.mark.parametrize(
    ("level", "says"), [(0.9, "9 in 10"), ("0.8", "8 in 10"), ("0.95", "19 in 20"), (0.5, "1 in 2")]
)
def test_levels_are_said_as_people_do(level, says):
    assert wording.chance(level) == says


def test_what_is_missing_is_a_sentence():
    assert wording.missing(Estimate.absent("only 2 videos", unit="views", method="m")) == "Only 2 videos"
    assert wording.missing(None) == "Not enough data yet"


def test_axes_have_round_ends():
    assert formatting.axis(Scale(0.003, 0.3, log=True), "fraction") == "scale 0.3% to 30%"
    assert formatting.axis(Scale(0.03, 3, log=True), "ratio") == "scale 0.03× to 3×"
    assert formatting.axis(Scale(1, 300, log=True), "USD") == "scale $1 to $300"
    assert formatting.axis(Scale(100, 3_000_000, log=True), "views") == "scale 100 to 3M"


def test_counts_are_said_with_what_they_count():
    said = [wording.counted(number, "video") for number in (None, 0, 1, 12_345)]
    assert said == ["videos not shown", "0 videos", "1 video", "12.3K videos"]


@pytest.mark.parametrize(("seconds", "says"), [(0, "today"), (86_400, "yesterday"), (9 * 86_400, "9 days ago")])
def test_how_long_ago(seconds, says):
    now = 1_795_363_200
    assert formatting.ago(now - seconds, now) == says


def test_a_word_that_is_not_known_yet_still_reads():
    assert wording.reason("some_new_reason") == "some new reason"
    assert wording.estimate_name("brand_lift") == "Brand lift"
