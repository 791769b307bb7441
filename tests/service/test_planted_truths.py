"""What is planted in the sample creators is found, whatever the seed, and clean creators are left alone."""

import json
from statistics import median

import pytest

from companion.demo.tour import BRIEF
from companion.metrics import scorecard
from companion.model import DAY
from companion.sample_tiktok.world import World
from companion.store import open_store
from companion.tiktok import read

NOW = 1_795_352_400
CHECKED = {"fixed_ratio_likes", "follower_jump"}
"""Truths that a check of the same name looks for."""


def visited(store, world, handle, at):
    """The profile and its first two pages of videos, as a person who scrolls once sees them."""
    page, cursor = f"https://www.tiktok.com/@{handle}", 0
    store.observations.record(
        read(json.dumps(world.user_detail(handle)), source="api", page_url=page), seen_at=at, source="api"
    )
    for _ in range(2):
        answer = world.item_list(handle, cursor)
        address = f"https://www.tiktok.com/api/post/item_list/?cursor={cursor}"
        listed = read(json.dumps(answer), source="api", page_url=page, request_url=address)
        if listed.videos:
            store.observations.record(listed, seen_at=at + 1, source="api")
        if not answer.get("hasMore"):
            return
        cursor = answer["cursor"]


@pytest.fixture(scope="module", params=(1, 20, 300))
def seen(request, tmp_path_factory):
    """Three visits a week apart: (sample creator, scorecard, evidence) by handle."""
    store = open_store(tmp_path_factory.mktemp("planted") / "home")
    for days in (16, 8, 0):
        world = World(request.param, NOW - days * DAY)
        for handle in world.creators:
            visited(store, world, handle, NOW - days * DAY)
    found = {}
    for handle, creator in world.creators.items():
        evidence = store.observations.evidence(store.observations.find(f"@{handle}"))
        found[handle] = creator, scorecard(evidence, BRIEF, as_of=NOW), evidence
    store.close()
    return found


def with_truth(seen, truth):
    return [(card, evidence) for creator, card, evidence in seen.values() if truth in creator.truths]


def test_checks_find_what_is_planted(seen):
    for creator, card, _ in seen.values():
        planted = CHECKED.intersection(creator.truths)
        assert planted <= {check.name for check in card.checks if check.status == "unusual"}
    assert all(with_truth(seen, truth) for truth in CHECKED)


def test_clean_creators_are_left_alone(seen):
    clean = [card for creator, card, _ in seen.values() if not CHECKED.intersection(creator.truths)]
    flagged = [card for card in clean if any(check.status == "unusual" for check in card.checks)]
    assert len(flagged) <= 0.05 * len(clean)


def test_the_fit_tells_the_strong_from_the_weak(seen):
    ((strong, _),) = with_truth(seen, "strong_fit")
    assert strong.fit.word == "Strong fit"
    weak = [card.fit for card, _ in with_truth(seen, "weak_fit")]
    assert {fit.word for fit in weak} == {"Weak fit"}
    assert max(fit.score.high for fit in weak) < strong.fit.score.low


def test_sponsored_shares_stand_out(seen):
    heavy = [card.estimates["sponsored_share"].low for card, _ in with_truth(seen, "sponsor_heavy")]
    clean = [
        card.estimates["sponsored_share"].value
        for creator, card, _ in seen.values()
        if "sponsor_heavy" not in creator.truths and card.estimates["sponsored_share"].value is not None
    ]
    assert len(heavy) >= 2
    assert min(heavy) > median(clean)
    assert min(heavy) > 0.2


def test_hits_do_not_move_what_is_typical(seen):
    for card, evidence in (*with_truth(seen, "viral_hit"), *with_truth(seen, "pinned_hits")):
        views = [record.latest.counts.views for record in evidence.videos if record.latest]
        typical = card.estimates["typical_views"]
        assert max(views) > 10 * typical.value
        assert typical.value == pytest.approx(median(views), rel=0.6)


def test_where_little_was_read_little_is_claimed(seen):
    ((few, _),) = with_truth(seen, "few_videos")
    assert {check.status for check in few.checks} == {"not_enough_data"}
    for truth in ("private", "banned", "empty"):
        for card, _ in with_truth(seen, truth):
            assert {estimate.value for estimate in card.estimates.values()} == {None}
            assert card.fit.word == "Not enough data yet"
