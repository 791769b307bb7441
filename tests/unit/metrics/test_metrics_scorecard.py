"""The whole scorecard: shapes of the contract, peers, reconcile, badges, and the manual."""

import math
import re
import subprocess
import sys
from itertools import pairwise

import made_creators as making
import msgspec
import pytest

from companion.metrics import FORMULA_VERSION, badges, scorecard
from companion.metrics.priors import shipped
from companion.model import AdFlags, Brief, PriceRange

BRIEF = Brief(
    name="oven", keywords=("sourdough",), cpm=PriceRange(5, 10), margin=0.4, average_order=50, conversion_rate=0.02
)
ESTIMATES = {
    "engagement_rate", "engagement_rate_with_saves", "engagement_rate_by_followers", "comments_per_like",
    "shares_per_view", "saves_per_view", "typical_views", "mean_views", "view_rate", "next_video_views",
    "next_video_engagements", "posts_per_week", "sponsored_share", "sponsored_views", "consistency", "momentum",
    "fair_price",
    "walk_away_price",
}  # fmt: skip
E = {"value", "low", "high", "level", "n", "unit", "method", "missing", "intervals", "video_ids", "says"}
CASES = {
    "ordinary": making.ordinary(captions=("sourdough", "holiday")),
    "empty": making.creator([], followers=None),
    "header": making.creator([], followers=900, hearts=4_000, posts=12),
    "one": making.ordinary(1),
    "three": making.ordinary(3),
    "grid": making.creator([making.video(i, 900 + i, age_days=20 + i) for i in range(12)]),
    "tiny": making.ordinary(12, level=2.0, followers=3),
    "huge": making.ordinary(30, level=17.0, followers=163_000_000),
    "zero followers": making.ordinary(12, followers=0),
    "overflowed hearts": making.ordinary(2, hearts=-2_094_967_296, posts=100),
    "surrogate": making.ordinary(12, captions=("\ud83d sourdough \x00 " + "a" * 3000,)),
}


def built(evidence, brief=BRIEF):
    return msgspec.json.decode(msgspec.json.encode(scorecard(evidence, brief, as_of=making.NOW)))


def test_shapes_of_the_contract():
    card = built(CASES["ordinary"])
    assert set(card) == {
        "creator", "as_of", "formula_version", "sample", "estimates", "peers", "checks", "fit", "reconcile",
        "content",
    }  # fmt: skip
    assert set(card["sample"]) == {"read", "eligible", "from", "to", "video_ids", "excluded"}
    assert set(card["estimates"]) == ESTIMATES
    assert all(set(estimate) == E for estimate in card["estimates"].values())
    assert set(card["fit"]) == {"brief", "score", "word", "coverage", "parts"}
    assert list(card["fit"]["parts"]) == ["niche", "engagement", "authenticity", "quality"]
    for part in card["fit"]["parts"].values():
        assert set(part) == {"score", "weight", "why"}
        assert set(part["score"]) == E
        assert all(set(why) == {"says", "moves", "video_ids"} for why in part["why"])
    assert all(set(check) == {"name", "status", "says", "evidence"} for check in card["checks"])
    assert card["formula_version"] == FORMULA_VERSION
    assert card["as_of"].endswith("Z")


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("brief", (None, BRIEF), ids=("no brief", "brief"))
def test_every_number_has_its_range_or_its_reason(case, brief):
    card = built(CASES[case], brief)
    parts = card["fit"]["parts"].values()
    for estimate in (*card["estimates"].values(), card["fit"]["score"], *(part["score"] for part in parts)):
        if estimate["value"] is None:
            assert estimate["missing"]
            assert estimate["low"] is estimate["high"] is estimate["intervals"] is None
        else:
            assert estimate["missing"] is None
            assert all(math.isfinite(estimate[key]) for key in ("value", "low", "high"))
            assert estimate["low"] <= estimate["value"] <= estimate["high"]
    assert card["sample"]["read"] == card["sample"]["eligible"] + len(card["sample"]["excluded"])


def test_forecasts_have_level_080_and_everything_else_090():
    card = built(CASES["ordinary"])
    for name, estimate in card["estimates"].items():
        forecast = name.startswith("next_video")
        assert estimate["level"] == (0.8 if forecast else 0.9)
        assert (estimate["intervals"] is not None) == forecast


def test_private_is_said_only_when_it_was_read():
    assert built(CASES["ordinary"])["creator"]["private"] is None
    locked = msgspec.structs.replace(
        CASES["header"], creator=msgspec.structs.replace(CASES["header"].creator, state="private")
    )
    assert built(locked)["creator"]["private"] is True


def test_peers_are_named_with_market_year_and_size():
    peers = built(CASES["ordinary"])["peers"]
    assert set(peers) >= {"engagement_rate", "view_rate", "consistency", "saves_per_view", "posts_per_week"}
    rank = peers["engagement_rate"]
    assert rank["cohort"].startswith("creators with 100k–500k followers, Vietnam food and lifestyle 2025 (")
    assert rank["source"] == "shipped"
    assert str(rank["n"]) in rank["cohort"]
    assert "no panel closer" in peers["saves_per_view"]["cohort"]


JARGON = re.compile(
    r"shr[iu]nk|\bln\b|Student|Welch|Wilson|geometric|Poisson|percentile|interval|simulat|deviation|posterior",
    re.I,
)


@pytest.mark.parametrize("case", CASES)
def test_every_method_opens_in_plain_words(case):
    """What stands before the formula in brackets is for marketers; each is a sentence with its full stop."""
    evidence = CASES[case]
    card = scorecard(evidence, BRIEF, as_of=making.NOW)
    shown = [*card.estimates.values(), card.fit.score, *(part.score for part in card.fit.parts.values())]
    for method in {*(one.method for one in shown), *(one.multiple.method for one in badges(evidence).values())}:
        plain = method.removeprefix("(likes + comments + shares").split(" (")[0]
        assert len(plain) > 15
        assert not JARGON.search(plain), method
        assert method.endswith("."), method
        assert method[0].isupper() or method[0] == "(", method


def test_a_swing_is_told_as_the_factor_that_is_shown():
    swing = scorecard(CASES["ordinary"], None, as_of=making.NOW).estimates["consistency"]
    assert swing.method.startswith(
        f"A typical video lies within a factor of {math.exp(swing.value):.1f} of the middle"
    )


def test_a_higher_rate_ranks_higher():
    low, high = (
        built(making.ordinary(like_rate=rate))["peers"]["engagement_rate"]["percentile"] for rate in (0.01, 0.1)
    )
    assert 0 < low < 0.2
    assert 0.8 < high < 1


def test_reconcile_gives_the_worked_example():
    """METRICS 1.6: 100,000 followers; 40,000 views, 2,400 likes, 60 comments, 240 shares, 300 saves a video."""
    alike = [
        making.video(i, 40_000, likes=2_400, comments=60, shares=240, saves=300, age_days=15 + i)
        for i in range(30)
    ]
    found = {row["tool"]: row["value"] for row in built(making.creator(alike, followers=100_000))["reconcile"]}
    assert found == pytest.approx(
        {
            "HypeAuditor": 0.0675,
            "TikTok One": 0.0675,
            "Modash, app": 0.06,
            "Modash, free calculator": 0.0675,
            "infludata": 0.0615,
            "TRIBE": 0.075,
            "Upfluence": 0.0246,
            "GRIN": 0.0246,
            "CreatorBenchmarks": 0.027,
            "ratio of sums": 0.0675,
        }
    )


def test_reconcile_of_the_tool_that_takes_a_percent_twice():
    """METRICS ER6: 7.3M likes on 163.0M followers are 4.48 %, not 450 %."""
    one = [making.video(i, 90_000_000, likes=7_300_000, comments=0, shares=0) for i in range(3)]
    rows = {row["tool"]: row for row in built(making.creator(one, followers=163_000_000))["reconcile"]}
    assert rows["GRIN"]["value"] == pytest.approx(0.0448, abs=5e-5)
    assert rows["TRIBE"]["value"] is None


def test_tools_keep_their_windows():
    videos = [
        making.video(i, 1_000, likes=10 if i < 30 else 500, comments=0, shares=0, saves=0, age_days=10 + 5 * i)
        for i in range(60)
    ]
    videos.insert(0, making.video("pin", 1_000, likes=990, comments=0, shares=0, saves=0, pinned=True, age_days=5))
    rows = {row["tool"]: row["value"] for row in built(making.creator(videos, followers=1_000))["reconcile"]}
    assert rows["CreatorBenchmarks"] == pytest.approx(0.01)
    assert rows["HypeAuditor"] == pytest.approx((990 + 29 * 10) / 30_000)
    assert rows["ratio of sums"] > 0.2


def test_badges():
    videos = [making.video(i, 10_000, age_days=20 + i) for i in range(10)]
    videos += [
        making.video("hit", 80_000, age_days=30),
        making.video("paid", 20_000, ad=AdFlags(is_ad=True, shop=True)),
        making.video("shop", 5_000, ad=AdFlags(shop=True)),
        making.video("pin", 900_000, pinned=True),
        making.video("new", 100, age_days=0.3),
        making.video("dark", None),
        making.video("two days", 10_000, age_days=2),
    ]
    found = badges(making.creator(videos))
    assert {name: badge.mark for name, badge in found.items() if badge.mark} == {
        "paid": "ad",
        "shop": "shop",
        "pin": "pinned",
        "new": "young",
    }
    typical = built(making.creator(videos))["estimates"]["typical_views"]["value"]
    assert found["hit"].multiple.value == pytest.approx(80_000 / typical)
    assert found["two days"].multiple.value > 1.1 * found["0"].multiple.value
    assert "less than a day" in found["new"].multiple.missing
    assert found["dark"].multiple.value is None


def test_no_multiple_of_a_typical_that_two_videos_gave():
    found = badges(making.creator([making.video(i, 10_000) for i in range(2)]))
    assert found["0"].multiple.missing == (
        "only 2 of this creator's videos can be compared with yet, 3 are needed"
    )


@pytest.mark.parametrize(
    ("state", "says"), [("private", "private"), ("banned", "banned"), ("not_found", "no such account")]
)
def test_a_closed_account_says_so_instead_of_asking_for_videos(state, says):
    evidence = making.creator([])
    replace = msgspec.structs.replace
    closed = replace(evidence, creator=replace(evidence.creator, state=state))
    card = scorecard(closed, Brief(name="Crumb", keywords=("bread",)), as_of=making.NOW)
    absent = [estimate for estimate in card.estimates.values() if estimate.value is None]
    assert absent
    assert all(says in estimate.missing for estimate in (*absent, card.fit.score))


def test_an_account_that_has_not_posted_gets_no_number():
    card = scorecard(making.creator([], followers=52_000, hearts=9_000, posts=0), BRIEF, as_of=making.NOW)
    scores = (card.fit.score, *(part.score for part in card.fit.parts.values()))
    for estimate in (*card.estimates.values(), *scores):
        assert (estimate.value, estimate.missing) == (None, "this account has not posted yet")
    assert card.fit.word == "Not enough data yet"
    assert not card.peers


def test_a_post_that_was_read_outweighs_a_header_without_posts():
    one = making.creator([making.video("new", 5_000)], followers=52_000, posts=0)
    assert scorecard(one, None, as_of=making.NOW).estimates["typical_views"].value > 0


def test_the_engine_brings_no_heavy_library():
    code = "import sys, companion.metrics as m; m.shrinkage; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"numpy", "scipy", "statsmodels", "pandas", "flask"} & set(loaded)


def test_priors_name_their_market_year_and_size():
    priors = shipped()
    assert {(panel.label, panel.year) for panel in priors.panels.values()} == {
        ("Vietnam food and lifestyle", 2025),
        ("Denmark politics", 2026),
    }
    for cohorts in (*priors.peers.values(), *(rate.cohorts for rate in priors.rates.values())):
        assert all(cohort.creators >= 8 and cohort.sd > 0 for cohort in cohorts)
        assert all(a.high == b.low for a, b in pairwise(cohorts))


def test_a_cohort_of_few_creators_is_widened_and_says_so():
    cohort = shipped().peers["view_rate"][2]
    assert (cohort.low, cohort.high, cohort.wide, cohort.of_size) == (10_000, 100_000, (1_000, 100_000), 9)
    said = scorecard(making.ordinary(followers=48_000), None, as_of=making.NOW).peers["view_rate"]
    assert said.cohort == (
        "creators with 1k–100k followers, Denmark politics 2026 (31 creators; widened, as only 9 have 10k–100k)"
    )
    assert said.n == 31
    assert all(each.size >= 15 for cohorts in shipped().peers.values() for each in cohorts)
