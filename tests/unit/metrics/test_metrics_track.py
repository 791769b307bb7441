"""Marks summed: whole numbers that add up, shares only where enough is marked, with intervals that hold."""

import random

import pytest

from companion.metrics.scoring_rules import Hits, clustered_share
from companion.metrics.track import FEWEST_CREATORS, creator_marks, records, with_marks
from companion.model import DAY, iso
from companion.model.forecast import MarkedForecast, MarkSums, Outcome

NOW = 1_795_000_000


LOW, MIDDLE, HIGH = 1_000.0, 3_000.0, 9_000.0


def forecast(n, views):
    """A forecast whose video was read at 30 days alone."""
    inside = {"0.5": 2_000 <= views <= 4_500, "0.8": LOW <= views <= HIGH, "0.95": 500 <= views <= 18_000}
    read = Outcome(days=30, seen_at=iso(NOW), views=views, inside=inside, times=views / MIDDLE)
    return MarkedForecast(
        made_at=iso(NOW - 40 * DAY), value=MIDDLE, n=n, low=LOW, high=HIGH, video_id="1",
        posted_at=iso(NOW - 39 * DAY), outcomes=(Outcome(days=7), read),
    )  # fmt: skip


def marks(*each, followers=5_000):
    return creator_marks([forecast(n, views) for n, views in each], followers, now=NOW)


def test_sums_do_not_depend_on_how_they_came_about():
    first = marks((3, 3_000), (30, 20_000))
    other = marks((30, 3_100), followers=None)
    changed = marks((3, 3_000), (30, 20_000), (12, 400))
    straight = with_marks(with_marks(MarkSums(), None, changed), None, other)
    around = MarkSums()
    for before, after in ((None, other), (None, first), (first, changed)):
        around = with_marks(around, before, after)
    assert around == straight
    assert with_marks(with_marks(around, changed, creator_marks([], None, now=NOW)), other, marks()).groups == {}


def test_one_record_counts_hits_misses_sides_and_kinds():
    sums = MarkSums()
    for _ in range(FEWEST_CREATORS):
        sums = with_marks(sums, None, marks((3, 3_100), (30, 20_000), (30, 400)))
    week, month = records(sums, {30: 4})
    assert (week.read, week.unread, week.coverage, month.waiting) == (0, 15, None, 4)
    assert (month.read, month.higher, month.lower, month.creators) == (15, 5, 5, 5)
    assert month.landed == {"0.5": 5, "0.8": 5, "0.95": 5}
    assert month.above_middle.value == pytest.approx(2 / 3)
    assert [(group.name, group.read, group.landed) for group in month.by_videos] == [
        ("1 to 4 videos", 5, 5), ("30 videos and more", 10, 0),
    ]  # fmt: skip
    assert [group.name for group in month.by_size] == ["1,000 to 10,000 followers"]
    # Five forecasts say nothing yet, ten of five creators do.
    assert "5 marked of 5 creators" in month.by_videos[0].share.missing
    assert month.by_videos[1].share.value == 0
    assert month.by_videos[1].share.high > 0.3
    assert month.says == "Of 15 forecasts read after 30 days, 5 landed in the 80 % range; 0 not yet read."


def test_the_widest_miss_is_the_one_farthest_outside_of_its_range():
    found = marks((3, 3_000), (30, 20_000), (30, 100))
    assert (found.worst.views, found.worst.beyond) == (100, 10.0)
    assert marks((3, 3_000)).worst is None


def summed(clusters):
    return Hits(
        len(clusters), sum(n for _, n in clusters), sum(h for h, _ in clusters), sum(n * n for _, n in clusters),
        sum(h * n for h, n in clusters), sum(h * h for h, _ in clusters),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("creators", "share", "alike"), [(8, 0.8, 5), (15, 0.8, 5), (40, 0.8, 5), (100, 0.5, 1.5)]
)
def test_a_clustered_share_covers_the_truth_19_times_in_20(creators, share, alike):
    draw = random.Random(7)  # noqa: S311 - a seeded simulation
    covered = 0
    for _ in range(1_000):
        clusters = []
        for _ in range(creators):
            n, p = draw.choice((1, 2, 3, 6, 12, 30)), draw.betavariate(share * alike, (1 - share) * alike)
            clusters.append((sum(draw.random() < p for _ in range(n)), n))
        found = clustered_share(summed(clusters))
        covered += found.low <= share <= found.high
    assert covered / 1_000 >= 0.93


def test_without_clusters_it_is_wilsons_interval_with_t():
    """Brown, Cai and DasGupta (2001), Statistical Science 16, 101-133, on 80 of 100: 0.711 to 0.867 with z."""
    found = clustered_share(summed([(1, 1)] * 80 + [(0, 1)] * 20))
    assert (found.low, found.high) == (pytest.approx(0.711, abs=0.004), pytest.approx(0.867, abs=0.004))


def test_a_share_of_all_or_of_none_is_not_certain():
    for hits in (0, 4):
        found = clustered_share(summed([(hits, 4)] * 6))
        assert found.high - found.low > 0.3
    assert (clustered_share(summed([(3, 3)])).low, clustered_share(summed([(3, 3)])).high) == (0.0, 1.0)
