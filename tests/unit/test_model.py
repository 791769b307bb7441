"""What the shared words promise."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.model import (
    Brief,
    InvalidInput,
    Weights,
    end_of_day,
    iso,
    more_exact,
    parse_instant,
    rounding_half_width,
)

COUNTS = st.one_of(st.none(), st.integers(0, 10**11), st.integers(0, 10**6).map(lambda n: n * 100_000))


@pytest.mark.parametrize(
    ("count", "half_width"),
    # METRICS section 10, ER7, and TIKTOK section 4 (exact profile counts beside rounded ones).
    [
        (541_200, 50),
        (304_900, 50),
        (163_000_000, 50_000),
        (1_600_000, 50_000),
        (9_999, 0),
        (427_682, 0),
        (6_764_096, 0),
        (11_900_000_000, 50_000_000),
        (11_907_467_940, 0),
        (0, 0),
    ],
)
def test_rounding_follows_the_display_steps(count, half_width):
    assert rounding_half_width(count) == half_width


@given(st.lists(COUNTS, max_size=5))
def test_counts_merge_alike_in_any_order(counts):
    def merge(order):
        merged = None
        for count in order:
            merged = more_exact(merged, count)
        return merged

    assert len({merge(order) for order in itertools.permutations(counts)}) == 1


def test_an_exact_count_beats_the_rounded_one():
    assert more_exact(427_700, 427_682) == 427_682
    assert more_exact(None, 0) == 0


def test_instants_read_and_write():
    assert iso(parse_instant("2026-11-22T13:00:00.750Z")) == "2026-11-22T13:00:00Z"
    assert parse_instant("2026-11-22T14:00:00+01:00") == parse_instant("2026-11-22T13:00:00")
    assert iso(end_of_day("2026-11-22")) == "2026-11-22T23:59:59Z"
    assert iso(end_of_day("2026-11-22T13:00:00Z")) == "2026-11-22T13:00:00Z"


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-01", "1999-01-01", "9999-12-31", "٢٠٢٦-١١-٢٢x"])
def test_a_date_that_is_none_is_refused(text):
    with pytest.raises(InvalidInput):
        parse_instant(text)


@pytest.mark.parametrize(
    "fields",
    [
        {"keywords": ()},
        {"keywords": ("!",)},
        {"name": " x "},
        {"name": "a/b"},
        {"name": "a\nb"},
        {"weights": Weights(0, 0, 0, 0)},
    ],
)
def test_a_brief_that_says_nothing_is_refused(fields):
    with pytest.raises(InvalidInput):
        Brief(**{"name": "Crumb & Co.", "keywords": ("bread",), **fields})
