"""Every interval holds its level too while videos still grow, and at the age at which posts really come.

Posts come as a Poisson process with the prior's rate, so a frequent poster's newest are a few days old; they grow
as the shipped curve says. The parts of the fit that rest on peers are held here as well.
"""

import math
import random
from collections import Counter

import made_creators as making
import pytest

from companion.metrics import assess
from companion.metrics.maturity import MATURE_DAYS, YOUNGEST_DAYS, growing
from companion.metrics.priors import cohort_for, rate_prior, shipped, views_prior
from companion.metrics.quantiles import normal_cdf
from companion.model import Brief

TOLERANCE = 0.02
CREATORS = 2_500
BRIEF = Brief(name="oven", keywords=("sourdough",))
RATIOS = {"comments_per_like": 0.7, "shares_per_view": 0.95, "saves_per_view": 0.58}
"""Spread within a creator on the ln scale (DISTRIBUTIONS, rates inside a creator)."""


def spread_of(draw, prior):
    return math.sqrt(prior.within * prior.df / (2 * draw.gammavariate(prior.df / 2, 1)))


def still_to_grow(draw, age):
    if age >= MATURE_DAYS:
        return 0.0
    ahead = growing(age)
    return ahead.median * math.exp(ahead.log_sd * draw.gauss(0, 1))


class Growing:
    """A creator drawn from the priors whose newest videos may be young."""

    def __init__(self, draw, m):
        self.draw = draw
        self.followers = making.shown(math.exp(draw.uniform(10.3, 15.9)))
        hearts = round(300 * math.exp(draw.gauss(9.9, 1.2)))
        views, _ = views_prior(shipped(), self.followers, hearts / 300)
        rate, _ = rate_prior(shipped(), "engagement_rate", self.followers)
        self.skew = views.skew
        self.level, self.spread = draw.gauss(views.mean, math.sqrt(views.between)), spread_of(draw, views)
        self.rate, self.rate_spread = draw.gauss(rate.mean, math.sqrt(rate.between)), spread_of(draw, rate)
        self.ratios = {name: draw.gauss(cohort.mean, cohort.sd) for name, cohort in self.cohorts(*RATIOS)}
        cadence = shipped().cadence
        self.posts_per_week = max(0.02, draw.gammavariate(cadence.shape, 1 / cadence.rate))
        videos, self.at_30_days, age, usable = [], {}, 0.0, 0
        while usable < m:
            age += 7 * draw.expovariate(self.posts_per_week) + 0.001
            at_30_days = self.level + self.spread * making.hits_and_flops(draw, self.skew)
            self.at_30_days[str(len(videos))] = at_30_days
            videos.append(self._shown(len(videos), math.exp(at_30_days - still_to_grow(draw, age)), age))
            usable += age >= YOUNGEST_DAYS
        self.read = making.creator(videos, followers=self.followers, hearts=hearts, posts=300)

    def cohorts(self, *names):
        return [(name, cohort_for(shipped().peers[name], self.followers)) for name in names]

    def _shown(self, i, views, age):
        engagements = views * math.exp(self.draw.gauss(self.rate, self.rate_spread))
        ratio = {name: math.exp(self.draw.gauss(self.ratios[name], sd)) for name, sd in RATIOS.items()}
        shares = min(0.6 * engagements, views * ratio["shares_per_view"])
        likes = (engagements - shares) / (1 + ratio["comments_per_like"])
        counts = (likes, likes * ratio["comments_per_like"], shares, views * ratio["saves_per_view"])
        shown = dict(zip(("likes", "comments", "shares", "saves"), map(making.shown, counts), strict=True))
        return making.video(i, max(1, making.shown(views)), age_days=age, **shown)

    def truths(self):
        return {
            "engagement_rate": math.exp(self.rate),
            "engagement_rate_by_followers": math.exp(self.level + self.rate) / self.followers,
            "typical_views": math.exp(self.level),
            "mean_views": making.expected_views(self.level, self.spread, self.skew),
            "view_rate": math.exp(self.level) / self.followers,
            "consistency": self.spread,
            "momentum": 1.0,
            "posts_per_week": self.posts_per_week,
            **{name: math.exp(ratio) for name, ratio in self.ratios.items()},
        }

    def quality(self):
        """The true mean percentile among peers."""
        true = {"consistency": math.log(self.spread), "posts_per_week": math.log(self.posts_per_week)}
        true |= {name: self.ratios[name] for name in ("shares_per_view", "saves_per_view")}
        ranks = {name: normal_cdf((true[name] - peers.mean) / peers.sd) for name, peers in self.cohorts(*true)}
        return 25 * (sum(ranks.values()) + 1 - 2 * ranks["consistency"])


@pytest.mark.parametrize("m", (5, 8, 30))
def test_intervals_hold_their_level_while_videos_grow(m):
    draw = random.Random(m)  # noqa: S311 - a seeded simulation
    inside, made = Counter(), Counter()

    def look(name, truth, low, high):
        made[name] += 1
        inside[name] += low <= truth <= high

    for _ in range(CREATORS):
        drawn = Growing(draw, m)
        card, badges = assess(drawn.read, BRIEF, as_of=making.NOW)
        for name, truth in drawn.truths().items():
            if card.estimates[name].value is not None:
                look(name, truth, card.estimates[name].low, card.estimates[name].high)
        quality = card.fit.parts["quality"].score
        look("quality part", drawn.quality(), quality.low, quality.high)
        for video_id, badge in badges.items():
            multiple = badge.multiple
            if multiple.value is not None:
                look("badge", math.exp(drawn.at_30_days[video_id] - drawn.level), multiple.low, multiple.high)
    found = {name: inside[name] / made[name] for name in made}
    assert {name: share for name, share in found.items() if abs(share - 0.9) > TOLERANCE} == {}
    assert len(found) == (13 if m >= 15 else 12)
