"""Counts as text."""

import pytest

from companion.model import rounding_half_width
from companion.tiktok.numerals import shown_count


@pytest.mark.parametrize(
    ("words", "number", "half_width"),
    [
        ("541.2K", 541_200, 50),
        ("304.9K", 304_900, 50),
        ("163.0M", 163_000_000, 50_000),
        ("1.6M", 1_600_000, 50_000),
    ],
)
def test_published_reference_case_er7(words: str, number: int, half_width: int) -> None:
    assert shown_count(words) == number
    assert rounding_half_width(number) == half_width


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("0", 0),
        ("1444", 1_444),
        (" 13K\n", 13_000),
        ("40.2k", 40_200),
        ("2.9M", 2_900_000),
        ("1.2B", 1_200_000_000),
        ("1,2 M", 1_200_000),
        ("1,2\u00a0M", 1_200_000),
        ("3,000,000", 3_000_000),
        ("3.000.000", 3_000_000),
        ("3\u202f000\u202f000", 3_000_000),
        ("1’234’567", 1_234_567),
        ("1,234", 1_234),
        ("٣٤٥", 345),
        ("١٫٢ مليون", 1_200_000),
        ("5٬006", 5_006),
        ("१२३", 123),
        ("１３Ｋ", 13_000),
        ("\u200f13K\u200e", 13_000),
        ("12万", 120_000),
        ("1.2万", 12_000),
        ("3.4億", 340_000_000),
        ("3.4亿", 340_000_000),
        ("1.5만", 15_000),
        ("2.3천", 2_300),
        ("1,2 Mio.", 1_200_000),
        ("3,4 mil", 3_400),
        ("5,6 mi", 5_600_000),
        ("7,8 тыс.", 7_800),
        ("7,8 млн", 7_800_000),
        ("1,2 rb", 1_200),
        ("1,2 Tr", 1_200_000),
        ("12.345K", 12_345),
        ("1.234M", 1_234_000),
        ("1.25 million", 1_250_000),
        ("3 thousand", 3_000),
    ],
)
def test_counts_are_read_in_many_hands(words: str, number: int) -> None:
    assert shown_count(words) == number


@pytest.mark.parametrize(
    "words",
    [
        *(
            "",
            "K",
            "many",
            "5٫006",
            "5.006",
            "1,234K",
            "1.234 Mio.",
            "0.5004K",
            "1,234.5K",
            "12,34",
            "1.2.3M",
            "1,2 B",
            "12 B",
            "1,2 mil.",
        ),
        *("-5", "1e5", "13K views", "3,00,000", "9" * 30, "99999B", "½", "13 14", "1,234.567", "Ⅻ", "²", "1²"),
    ],
)
def test_what_could_mean_two_numbers_or_none_is_unknown(words: str) -> None:
    assert shown_count(words) is None
