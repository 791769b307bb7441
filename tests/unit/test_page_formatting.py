"""The words of numbers, with the figures worked out by hand."""

import pytest

from companion.model import Estimate
from companion.web.charts import Scale
from companion.web.pages import formatting


@pytest.mark.parametrize(
    ("number", "says"),
    [(None, "not shown"), (0, "0"), (8_940, "8,940"), (10_000, "10K"), (184_300, "184.3K"), (999_999, "999.9K"),
     (1_000_000, "1M"), (1_234_567, "1.2M"), (2_100_000_000, "2.1B")],
)  # fmt: skip
def test_counts_read_as_on_tiktok(number, says):
    assert formatting.compact(number) == says


@pytest.mark.parametrize(
    ("fraction", "says"),
    [(0, "0%"), (0.0612, "6.1%"), (0.05, "5.0%"), (0.00672, "0.67%"), (0.1249, "12%"), (1.4, "140%"),
     (0.00001, "under 0.01%"), (0.0996, "10%"), (12.34, "1,200%")],
)  # fmt: skip
def test_shares_have_two_digits(fraction, says):
    assert formatting.percent(fraction) == says


@pytest.mark.parametrize(
    ("low", "high", "unit", "says"),
    [(14_210, 170_400, "views", "14K – 170K"), (0.05, 0.075, "fraction", "5.0% – 7.5%"),
     (76.2, 88.4, "score", "76 – 88"), (1.94, 4.4, "ratio", "1.9× – 4.4×"),
     (180, 1234, "EUR", "EUR 180 – EUR 1,200"), (0, 0.04, "fraction", "0% – 4.0%")],
)  # fmt: skip
def test_ranges_are_written_in_their_unit(low, high, unit, says):
    assert formatting.interval(Estimate(value=low, low=low, high=high, unit=unit, method="m")) == says


def test_an_interval_with_one_end_is_none():
    assert formatting.interval(Estimate(value=1, low=1, unit="views", method="m")) == ""


@pytest.mark.parametrize(
    ("level", "says"), [(0.9, "9 in 10"), ("0.8", "8 in 10"), ("0.95", "19 in 20"), (0.5, "1 in 2")]
)
def test_levels_are_said_as_people_do(level, says):
    assert formatting.chance(level) == says


def test_what_is_missing_is_a_sentence():
    assert formatting.missing(Estimate.absent("only 2 videos", unit="views", method="m")) == "Only 2 videos"
    assert formatting.missing(None) == "Not enough data yet"


def test_axes_have_round_ends():
    assert formatting.axis(Scale(0.003, 0.3, log=True), "fraction") == "0.3% to 30%, log scale"
    assert formatting.axis(Scale(100, 3_000_000, log=True), "views") == "100 to 3M, log scale"


def test_counts_are_said_with_what_they_count():
    said = [formatting.counted(number, "video") for number in (None, 0, 1, 12_345)]
    assert said == ["videos not shown", "0 videos", "1 video", "12.3K videos"]


@pytest.mark.parametrize(("seconds", "says"), [(0, "today"), (86_400, "yesterday"), (9 * 86_400, "9 days ago")])
def test_how_long_ago(seconds, says):
    now = 1_795_363_200
    assert formatting.ago(now - seconds, now) == says


def test_a_word_that_is_not_known_yet_still_reads():
    assert formatting.reason("some_new_reason") == "some new reason"
    assert formatting.estimate_name("brand_lift") == "Brand lift"
