"""The growth curve learned from own videos: a true one is found again, the shipped one gives way, ranges hold."""

import csv
import gzip
import math
import random
from collections import defaultdict
from pathlib import Path

import made_creators as making
import pytest
from msgspec.structs import replace

from companion import metrics
from companion.metrics import scorecard
from companion.metrics.backtest import Pair, curves_left_out, mark_growth
from companion.metrics.basis import Basis
from companion.metrics.growth import KEPT, GrowthPair, learned_growth, pairs, young_at_first
from companion.metrics.learning import learned, trace_of
from companion.metrics.maturity import MATURE_DAYS, growing
from companion.metrics.priors import shipped
from companion.metrics.scoring_rules import clustered_mean
from companion.model import DAY, AdFlags, Observation

PANEL = Path(__file__).resolve().parents[4] / "shared" / "data" / "growth_pairs_2026.csv.gz"
BASE = shipped().growth
FAST = replace(BASE, scale=1.36, power=0.42, disagreement=1.0)
"""METRICS 0.4: videos picked for virality (Vietnam 2025), fitted on its medians."""
SLOW = replace(BASE, scale=0.35, power=0.35, log_sd=0.6, disagreement=1.0)


def market(draw, truth, creators, videos=12, level=9.0):
    """Creators of a true curve: 0.6 of the spread between growths is between creators."""
    made = []
    for _ in range(creators):
        mine, own = draw.gauss(0, math.sqrt(0.6)), draw.gauss(level, 1.5)
        each = []
        for _ in range(videos):
            age = math.exp(draw.uniform(math.log(0.5), math.log(14)))
            until = age + draw.uniform(5, 40)
            known = growing(age, until, truth)
            grown = known.median * math.exp(known.log_sd * (mine + draw.gauss(0, math.sqrt(0.4))))
            views = math.exp(draw.gauss(own, 1))
            each.append(GrowthPair(age, until, making.shown(views), making.shown(views * math.exp(grown))))
        made.append(each)
    return made


def off(found, truth, age=3.0):
    """How far the growth ahead lies from the truth, as a factor on the ln scale."""
    return abs(math.log(growing(age, 30, found).median / growing(age, 30, truth).median))


@pytest.mark.parametrize("truth", (FAST, SLOW, BASE), ids=("twice as fast", "half as fast", "as shipped"))
@pytest.mark.parametrize("level", (7.0, 14.5), ids=("exact counts", "counts over a million"))
def test_the_true_curve_is_found_again_also_from_rounded_counts(truth, level):
    draw = random.Random(5)  # noqa: S311 - a seeded simulation
    found = learned_growth(market(draw, truth, 300, level=level), BASE)
    for age in (1.5, 3, 8):
        assert off(found, truth, age) < 0.17
    assert found.log_sd == pytest.approx(truth.log_sd, rel=0.12)
    assert (found.own_creators, found.own_videos) == (300, 1800)  # 6 of 12 each: work is bounded


def test_more_creators_bring_it_nearer_and_make_it_surer():
    draw = random.Random(6)  # noqa: S311 - a seeded simulation
    everyone = market(draw, FAST, 200)
    found = [learned_growth(everyone[:n], BASE) for n in (0, 3, 20, 200)]
    distances = [off(each, FAST) for each in found]
    assert found[0] == BASE
    assert distances == sorted(distances, reverse=True)
    assert distances[-1] < 0.15 * distances[0]
    unsure = [each.disagreement for each in found]
    assert unsure == sorted(unsure, reverse=True)
    assert unsure[-1] < 1.2


def test_one_creator_with_many_videos_is_one_creator():
    draw = random.Random(7)  # noqa: S311 - a seeded simulation
    (crowd,) = market(draw, FAST, 1, videos=KEPT)
    alone = learned_growth([crowd], BASE)
    several = learned_growth([[pair] for pair in crowd], BASE)
    assert off(alone, BASE) < 0.5 * off(several, BASE)


def inside(draw, truth, curve, level=0.8):
    found = market(draw, truth, 600, videos=5)
    marks = []
    for each in found:
        of_creator = []
        for pair in each:
            ahead = growing(pair.age, pair.until, curve)
            low, high = (math.log(pair.views) + ahead.quantile((1 + s * level) / 2) for s in (-1, 1))
            of_creator.append(float(low <= math.log(pair.later) + draw.uniform(-1, 1) / (2 * pair.later) <= high))
        marks.append(of_creator)
    return clustered_mean(marks).value


@pytest.mark.parametrize(("truth", "missed"), ((FAST, 0.06), (SLOW, 0.02)), ids=("twice as fast", "half as fast"))
def test_the_80_range_of_mature_views_holds_once_learned(truth, missed):
    draw = random.Random(8)  # noqa: S311 - a seeded simulation
    curve = learned_growth(market(draw, truth, 120), BASE)
    assert inside(draw, truth, curve) == pytest.approx(0.8, abs=0.04)
    assert abs(inside(draw, truth, BASE) - 0.8) > missed, "the shipped curve would have done"


def test_hostile_and_falling_counts_hardly_move_it():
    draw = random.Random(9)  # noqa: S311 - a seeded simulation
    clean = market(draw, FAST, 100)
    fallen = [[replace(pair, later=max(1, pair.views // 3)) for pair in each] for each in market(draw, FAST, 10)]
    bought = [[replace(pair, later=pair.views * 100_000) for pair in each] for each in market(draw, FAST, 5)]
    nothing = [
        [
            GrowthPair(2.0, 9.0, 0, 0),
            GrowthPair(2.0, 9.0, 10**15, 10**15),
            GrowthPair(13.99, 15.0, 1, 1),
            GrowthPair(-1, 9, 5, 6),
        ]
    ]
    one, other = (learned_growth(each, BASE) for each in (clean, [*clean, *fallen, *bought, *nothing]))
    assert off(one, other) < 0.12
    assert other.log_sd == pytest.approx(one.log_sd, rel=0.3)


def test_the_order_of_creators_and_videos_changes_nothing():
    draw = random.Random(10)  # noqa: S311 - a seeded simulation
    everyone = market(draw, SLOW, 30)
    assert learned_growth(everyone, BASE) == learned_growth([each[::-1] for each in everyone[::-1]], BASE)


def tracked(days=8, **facts):
    """A creator whose newest videos were read young and again some days later."""
    evidence = making.ordinary(20)
    videos = []
    for i, record in enumerate(evidence.videos):
        last = making.NOW + days * DAY
        posted = making.NOW - i * DAY
        grown = Observation(last, "api", replace(record.latest.counts, views=2 * record.latest.counts.views))
        videos.append(
            replace(record, facts=replace(record.facts, created_at=posted, **facts), latest=grown, complete=grown)
        )
    return making.creator(videos, seen_at=making.NOW + days * DAY)


def test_pairs_are_ordinary_videos_first_read_young_and_read_again():
    evidence = tracked()
    wanted = young_at_first(evidence)
    # Today's has no age yet; from 14 days on a video is mature at its first reading.
    assert [video_id for video_id, _ in wanted] == [str(i) for i in range(1, 14)]
    first = {video_id: 700 for video_id, _ in wanted}
    found = pairs(evidence, first)
    assert len(found) == 13
    assert found[0] == GrowthPair(1.0, 9.0, 700, evidence.videos[1].latest.counts.views)
    assert pairs(evidence, {}) == ()
    for facts in ({"ad": AdFlags(is_ad=True)}, {"pinned": True}, {"photo": True}, {"created_at": None}):
        assert young_at_first(tracked()) != ()
        assert young_at_first(odd(facts)) == ()
    assert young_at_first(tracked(days=0.5)) == ()
    assert young_at_first(tracked(days=95)) == ()


def odd(facts):
    evidence = tracked()
    return replace(evidence, videos=[replace(v, facts=replace(v.facts, **facts)) for v in evidence.videos])


def test_numbers_of_young_videos_say_what_their_growth_rests_on():
    draw = random.Random(11)  # noqa: S311 - a seeded simulation
    made = [making.ordinary(seed=seed, creator_id=str(seed)) for seed in range(25)]
    curves = market(draw, FAST, 25, videos=4)
    priors = learned([trace_of(Basis(each), tuple(curve)) for each, curve in zip(made, curves, strict=True)])
    young = making.creator([making.video(i, 9_000, age_days=2 + 2 * i) for i in range(12)])
    before, after = (
        scorecard(young, None, as_of=making.NOW, priors=p).estimates["typical_views"] for p in (None, priors)
    )
    assert "6 under 14 days old are brought to 30 days by the growth of 1,293 videos read twice" in before.method
    assert "and 100 of 25 creators that you have read" in after.method
    assert after.value > before.value, "videos of this market have more to come"
    badge = metrics.assess(young, None, as_of=making.NOW, priors=priors)[1]["0"].multiple
    assert "and 100 of 25 creators that you have read" in badge.method
    mature = making.ordinary()
    assert "30 days" not in scorecard(mature, None, as_of=making.NOW).estimates["typical_views"].method


def test_a_creator_left_out_teaches_its_own_curve_nothing():
    draw = random.Random(14)  # noqa: S311 - a seeded simulation
    creators = [
        [Pair(f"c{i:02}", pair.age, pair.until - pair.age, pair.views, pair.later) for pair in each]
        for i, each in enumerate(market(draw, FAST, 20))
    ]
    curves = curves_left_out([pair for each in creators for pair in each], BASE)
    assert set(curves) == {f"c{i:02}" for i in range(20)}
    grown = [[replace(pair, later=9 * pair.later) for pair in creators[3]], *creators[:3], *creators[4:]]
    others = curves_left_out([pair for each in grown for pair in each], BASE)
    assert others["c03"] == curves["c03"]
    assert others["c04"] != curves["c04"]


def panel():
    creators = defaultdict(list)
    with gzip.open(PANEL, "rt") as file:
        for row in csv.DictReader(file):
            if row["views"] and row["views_later"] and float(row["views"]) > 0:
                age, between = float(row["age_days"]), float(row["days_between"])
                views, later = round(float(row["views"])), round(float(row["views_later"]))
                creators[row["creator"]].append(Pair(row["creator"], age, between, views, later))
    return creators


@pytest.mark.skipif(not PANEL.is_file(), reason="the panel's rows are not part of this repository")
def test_on_real_creators_left_out_a_wrong_curve_gives_way():
    """Half of the creators teach a curve that begins as that of METRICS 0.4; the rest are forecast."""
    creators = panel()
    wrong = replace(FAST, disagreement=BASE.disagreement, log_sd=0.3, log_sd_slope=0.27)
    names = sorted(creators)
    random.Random(13).shuffle(names)  # noqa: S311 - seeded
    scores, held = defaultdict(float), defaultdict(float)
    for half in (names[::2], names[1::2]):
        curve = learned_growth([young(creators[name]) for name in names if name not in half], wrong)
        hidden = [pair for name in half for pair in creators[name]]
        for name, each in (("wrong", wrong), ("learned", curve), ("shipped", BASE)):
            for marks in mark_growth(name, hidden, dict.fromkeys(half, each)):
                scores[name, marks.age_days] += marks.n * marks.interval_score_80
                held[name, marks.age_days] += marks.n * (marks.coverage["0.8"] - 0.8)
                held["n", marks.age_days] += marks.n / 3
    for ages in ("0-1", "1-2", "2-4", "4-7", "7-14"):
        assert scores["learned", ages] < 0.85 * scores["wrong", ages]
        # The shipped curve was fitted on all of them; METRICS 0.4 knows nothing of a video's first day, and 38
        # creators read in their second leave the coverage unsure by 13 points either way.
        assert scores["learned", ages] < (1.2 if ages == "0-1" else 1.1) * scores["shipped", ages]
        assert abs(held["learned", ages]) < (0.13 if ages in ("0-1", "1-2") else 0.1) * held["n", ages]


def young(panel_pairs):
    """A creator's pairs as the store would keep them."""
    return [
        GrowthPair(pair.age_days, pair.age_days + pair.days_between, pair.views, pair.later)
        for pair in panel_pairs
        if pair.age_days < MATURE_DAYS
    ][:KEPT]
