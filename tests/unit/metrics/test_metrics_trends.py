"""Hashtags that rise among creators are told from evergreen ones, and who rides them, early or late."""

import random

import pytest
from msgspec.structs import replace

from companion.metrics.factors import factors
from companion.metrics.trends import MOST_TAGS, riding, rise, rising, tag_uses, trends
from companion.model import DAY, AdFlags
from companion.model.tag_use import TagUse
from tests.unit.metrics import made_creators as making

NOW = making.NOW


def posting(draw, reads=(20, 120)):
    """Days of a creator's posts before now, newest first."""
    gap = draw.uniform(1, 4)
    days, day = [], draw.uniform(0, 10)
    for _ in range(draw.randint(*reads)):
        days.append(day)
        day += draw.expovariate(1 / gap)
    return days


def use(days, with_tag):
    at = [NOW - round(day * DAY) for day in days]
    used = [NOW - round(day * DAY) for day in with_tag]
    return TagUse(min(used), len(used), min(at), max(at))


def evergreen(draw, creators):
    """Each creator uses it in any of the posts read, now and then or nearly always."""
    found = []
    for _ in range(creators):
        days = posting(draw)
        share = draw.choice((0.02, 0.1, 0.5, 0.9))
        found.append(use(days, [day for day in days if draw.random() < share] or [draw.choice(days)]))
    return found


def trend(draw, creators, begins=50.0, weeks=3.0):
    """Most creators begin within some weeks and go on for a while; one comes late."""
    found = []
    while len(found) < creators:
        days = posting(draw, (40, 120))
        start = begins - draw.uniform(0, 7 * weeks) - 40 * (not found)
        riding = [day for day in days if start - 30 <= day <= start]
        if riding:
            found.append(use(days, riding))
    return found


@pytest.mark.parametrize("creators", (3, 6, 20, 60))
def test_evergreen_hashtags_are_no_trends(creators):
    draw = random.Random(creators)  # noqa: S311 - a seeded simulation
    risen = sum(rise(evergreen(draw, creators)) is not None for _ in range(600))
    assert risen <= 2


@pytest.mark.parametrize("creators", (8, 20, 60))
def test_hashtags_that_rose_are_found(creators):
    draw = random.Random(creators)  # noqa: S311 - a seeded simulation
    found = [rise(trend(draw, creators)) for _ in range(200)]
    risen = [each for each in found if each is not None]
    assert len(risen) >= 180
    for each in risen:
        assert 10 <= (NOW - each.end) / DAY <= (NOW - each.start) / DAY <= 55


def test_few_creators_must_begin_within_days():
    draw = random.Random(1)  # noqa: S311 - a seeded simulation
    narrow = [use(posting(draw, (80, 120)), [day]) for day in (40, 41, 42)]
    assert rise(narrow) is not None
    assert rise(narrow[:2]) is None
    assert rise([use(posting(draw, (80, 120)), [day]) for day in (40, 60, 80)]) is None


def test_creators_of_one_post_tell_nothing_of_time():
    assert rise([TagUse(0, 1, 0, 0)] * 3) is None


def tagged(**days):
    """A creator of 60 posts, the hashtags of some by their days."""
    evidence = making.ordinary(60)
    videos = []
    for i, record in enumerate(evidence.videos):
        tags = tuple(tag for tag, used in days.items() if i in used)
        facts = replace(record.facts, hashtags=tags, created_at=NOW - i * DAY)
        videos.append(replace(record, facts=facts))
    return replace(evidence, videos=tuple(videos))


def others(days):
    """Ten creators read over 300 days who began with the same hashtag on these days."""
    return [TagUse(NOW - day * DAY, 2, NOW - 300 * DAY, NOW) for day in days]


RISEN = {tag: others(range(20, 30)) for tag in ("glassbread", "oventok", "crumbshot")}


def test_a_rising_hashtag_is_used_early_or_late():
    mine = tagged(glassbread=(30, 31), oventok=(5,), crumbshot=(40,), bread=range(60))
    all_others = RISEN | {"bread": others(range(10, 300, 30))}
    found = trends(mine, all_others, rising(all_others))
    assert [(each.title, each.days_before) for each in found.hashtags] == [
        ("#crumbshot", 15.5), ("#glassbread", 6.5), ("#oventok", -19.5),
    ]  # fmt: skip
    assert found.early.value == pytest.approx(2 / 3)
    assert trends(mine, {}, {}).early.missing == (
        "at least 3 hashtags are needed that rose among 3 other creators you have read, none found"
    )


def test_riding_a_trend_is_a_factor_with_its_effect():
    evidence = tagged(glassbread=range(16, 34, 2), oventok=range(50, 58))
    videos = [
        replace(record, latest=replace(record.latest, counts=replace(record.latest.counts, views=views)))
        for i, record in enumerate(evidence.videos)
        for views in [record.latest.counts.views * (9 if i in range(16, 34, 2) else 1)]
    ]
    evidence = replace(evidence, videos=tuple(videos))
    found = {each.name: each for each in factors(evidence, (riding(rising(RISEN)),))}["rising_hashtag"]
    # Weeks after it rose a hashtag is no trend any more.
    assert set(found.video_ids) == {str(i) for i in range(16, 34, 2)}
    assert found.views.found
    assert found.views.ratio.low > 1
    silent = {each.name: each for each in factors(evidence, (riding({}),))}["rising_hashtag"]
    assert (silent.share.value, silent.views.found) == (None, False)


def test_paid_posts_brands_and_generic_hashtags_leave_nothing():
    evidence = tagged(glassbread=(3,), fyp=range(60))
    assert set(tag_uses(evidence)) == {"glassbread"}
    paid, branded = (
        replace(evidence, videos=tuple(replace(v, facts=replace(v.facts, **facts)) for v in evidence.videos))
        for facts in ({"ad": AdFlags(is_ad=True)}, {"branded_hashtags": ("glassbread",)})
    )
    assert tag_uses(paid) == tag_uses(branded) == {}
    assert tag_uses(making.creator([])) == {}


def test_the_hashtags_kept_of_a_creator_are_bounded_and_the_newest():
    many = tagged(**{f"tag{i}": (i % 60,) for i in range(400)})
    kept = tag_uses(many)
    assert len(kept) == MOST_TAGS
    assert "tag0" in kept
    assert "tag59" not in kept
