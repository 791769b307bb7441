"""Why another tool's rate differs from ours: the change that moves it most, with its figure from the videos."""

import made_creators as making
import pytest

from companion.metrics import scorecard
from companion.model import AdFlags

PLAIN = {"likes": 2_000, "comments": 40, "shares": 60, "saves": 100}


def plain(name, views=40_000, **how):
    return making.video(name, views, **{"age_days": 15, **PLAIN, **how})


def why(videos, tool, **profile):
    card = scorecard(making.creator(videos, **profile), None, as_of=making.NOW)
    (row,) = (row for row in card.reconcile if row.tool == tool)
    return row.why


ALIKE = [plain(i, age_days=15 + i) for i in range(30)]


@pytest.mark.parametrize(
    ("videos", "tool", "says"),
    [
        (ALIKE, "HypeAuditor", "about the same as ours"),
        (ALIKE, "GRIN", "it divides by followers, and a video here has 0.33 views for each of them"),
        (
            [plain("hit", 1_900_000), *ALIKE],
            "ratio of sums",
            "one video has 61% of all views and decides a rate that adds them up",
        ),
        (
            [plain(f"ad{i}", likes=20, ad=AdFlags(is_ad=True)) for i in range(12)] + ALIKE,
            "ratio of sums",
            "it also takes 12 sponsored videos, which ours leaves out",
        ),
        (
            [plain(f"ad{i}", likes=20, ad=AdFlags(is_ad=True)) for i in range(9)]
            + [plain("pin", likes=20, pinned=True)] + ALIKE,
            "ratio of sums",
            "it also takes 9 sponsored and 1 pinned videos, which ours leaves out",
        ),
        (ALIKE, "TRIBE", "it also counts saves, 5% on top"),
        (
            [plain(i, shares=900, age_days=15 + i) for i in range(30)],
            "infludata",
            "it leaves out shares, 31% of the engagements",
        ),
        (
            [plain(i, likes=3_000 if i < 6 else 1_000, age_days=15 + 6 * i) for i in range(30)],
            "Modash, app",
            "it takes only 8 of the 30 videos that ours rests on",
        ),
        (ALIKE[:1], "ratio of sums", "ours leans on peers, as it rests on 1 video alone"),
    ],
)  # fmt: skip
def test_the_reason_is_computed_from_the_videos(videos, tool, says):
    assert why(videos, tool, followers=120_000) == says


def test_where_a_tool_has_no_rate_or_we_have_none_nothing_is_explained():
    assert why([plain(i, saves=None, age_days=15 + i) for i in range(12)], "TRIBE") is None
    assert why([plain(i, ad=AdFlags(is_ad=True)) for i in range(12)], "ratio of sums") is None
