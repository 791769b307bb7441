"""Pictures say where numbers lie: read back from the markup, as a browser would."""

from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st

from companion.model import Estimate
from companion.web import charts
from companion.web.charts import Dot, Line, Scale

HOSTILE = '"/><script>alert(1)</script>'


def estimate(value: float | None, low: float | None, high: float | None) -> Estimate:
    return Estimate(value=value, low=low, high=high, unit="views", method="m")


def drawn(markup: str, css: str) -> list[Tag]:
    return BeautifulSoup(markup, "html.parser").select(css)


def percent(tag: Tag, name: str) -> float:
    return float(str(tag[name]).removesuffix("%"))


def test_log_scale_puts_equal_factors_at_equal_distances():
    scale = Scale(100, 10_000, log=True)
    assert [scale.place(number) for number in (100, 1_000, 10_000)] == [0, 50, 100]


def test_what_lies_outside_is_drawn_at_the_end():
    assert [Scale(100, 10_000, log=True).place(n) for n in (0, 1, 1e9)] == [0, 0, 100]
    assert [Scale(0, 100).place(n) for n in (-5, 140)] == [0, 100]


@given(st.lists(st.floats(min_value=1e-6, max_value=1e12), min_size=1))
def test_a_shared_axis_holds_every_number(numbers):
    scale = charts.log_scale(numbers)
    assert scale.low <= min(numbers) * (1 + 1e-9)
    assert scale.high >= max(numbers) * (1 - 1e-9)
    assert scale.high > scale.low


def test_an_axis_without_numbers_still_is_an_axis():
    assert charts.log_scale([None, 0, float("inf")]).place(1_000) > 0


def test_range_bar_draws_low_value_and_high_on_the_scale():
    bar = charts.range_bar(estimate(1_000, 200, 5_000), Scale(100, 10_000, log=True))
    (band,), (tick,) = drawn(bar, ".band"), drawn(bar, ".tick")
    assert percent(tick, "x") == 50
    assert percent(band, "x") == 15.05  # log10(2) / 2
    assert round(percent(band, "x") + percent(band, "width"), 2) == 84.95  # log10(50) / 2


def test_wider_intervals_are_wider_bands():
    scale = Scale(100, 10_000, log=True)
    narrow, wide = (charts.range_bar(estimate(1_000, 1_000 / k, 1_000 * k), scale) for k in (1.5, 4))
    assert percent(drawn(narrow, ".band")[0], "width") < percent(drawn(wide, ".band")[0], "width")


def test_an_absent_number_has_no_tick():
    bar = charts.range_bar(Estimate.absent("why", unit="views", method="m"), charts.SCORES)
    assert drawn(bar, ".track")
    assert not drawn(bar, ".tick, .band")


def test_ring_without_a_score_is_empty_and_says_no_number():
    empty = charts.ring(Estimate.absent("why", unit="score", method="m"))
    assert drawn(empty, ".ring-empty")
    assert not drawn(empty, "text, .ring-value")


def test_ring_shows_score_and_interval():
    ring = charts.ring(Estimate(value=82.4, low=76, high=88, unit="score", method="m"))
    assert drawn(ring, "text")[0].text == "82"
    assert drawn(ring, ".ring-value")[0]["stroke-dasharray"] == "82.4 100"
    assert drawn(ring, ".ring-band")[0]["stroke-dasharray"] == "12 100"
    assert drawn(ring, ".ring-band")[0]["stroke-dashoffset"] == "-76"


def test_bars_keep_an_unknown_count_apart_from_a_small_one():
    bars = charts.bars([100, None, 50])
    heights = [float(str(tag["height"])) for tag in drawn(bars, "rect")]
    assert heights == [34, 2, 17]
    assert [tag["class"] for tag in drawn(bars, "rect")] == [["bar"], ["bar-unknown"], ["bar-newest"]]
    assert drawn(bars, "svg")[0]["aria-label"] == "Views of the last 3 videos, oldest first: 100, unknown, 50"


def dots(title: str = "t") -> list[Dot]:
    return [Dot(at=1_790_000_000 + i * 86_400, views=1_000 * (i + 1), used=i != 1, title=title) for i in range(4)]


def test_posting_chart_draws_left_out_videos_hollow():
    chart = charts.posting_chart(dots(), estimate(2_000, 1_500, 2_600), estimate(2_000, 500, 8_000))
    assert (len(drawn(chart, ".dot")), len(drawn(chart, ".dot-left-out"))) == (3, 1)
    typical, following = drawn(chart, ".band-typical")[0], drawn(chart, ".band-next")[0]
    assert float(str(typical["height"])) < float(str(following["height"]))


def test_captions_can_not_break_out_of_a_picture():
    chart = charts.posting_chart(dots(HOSTILE), estimate(None, None, None), estimate(None, None, None))
    assert not drawn(chart, "script")
    assert drawn(chart, "title")[0].text == HOSTILE
    growth = charts.growth_chart([Line(points=((1_790_000_000, 10), (1_790_100_000, 30)), title=HOSTILE)])
    assert not drawn(growth, "script")


def test_growth_needs_two_readings_of_a_video():
    once = Line(points=((1_790_000_000, 10),), title="once")
    twice = Line(points=((1_790_000_000, 10), (1_790_100_000, 30)), title="twice")
    assert charts.growth_chart([once]) == ""
    assert [tag.text for tag in drawn(charts.growth_chart([once, twice]), ".growth title")] == ["twice"]


def test_growth_within_a_day_is_left_to_the_chart_of_posts():
    day = 86_400
    for apart, lines in ((day - 1, 0), (day, 1)):
        line = Line(points=((1_790_000_000, 10), (1_790_000_000 + apart, 30)), title="t")
        assert len(drawn(charts.growth_chart([line]), ".growth")) == lines


@given(st.integers(86_400, 900 * 86_400))
def test_no_two_labels_of_a_time_axis_say_the_same(apart):
    line = Line(points=((1_790_000_000, 10), (1_790_000_000 + apart, 30)), title="t")
    days = [tag.text for tag in drawn(charts.growth_chart([line]), "text") if ":" in tag.text or " " in tag.text]
    assert len(days) == len(set(days)) == 4


def test_growing_views_rise_on_the_picture():
    (line,) = drawn(
        charts.growth_chart([Line(points=((1_790_000_000, 10), (1_790_100_000, 3_000)), title="t")]),
        ".growth line",
    )
    assert float(str(line["y2"])) < float(str(line["y1"]))
    assert percent(line, "x2") > percent(line, "x1")
