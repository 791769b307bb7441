"""Who used which hashtag since when: kept anew with each trace, found by the key, joined when names are."""

from pathlib import Path

from companion.model.tag_use import TagUse
from companion.store.hashtags import MOST_CREATORS, others_uses
from companion.store.interfaces import Store
from tests.store.plans import plan_of
from tests.store.readings import NOON, profile, reading, video

USE = TagUse(1_000, 2, 500, 9_000)


def creator(store: Store, creator_id: str | None, handle: str | None = None, seen_at: int = NOON) -> int:
    return store.observations.record(reading(profile(creator_id, handle)), seen_at=seen_at, source="api").creators[
        0
    ]


def test_each_other_creators_use(store: Store) -> None:
    keys = [creator(store, str(7000 + i)) for i in range(3)]
    for i, key in enumerate(keys):
        store.observations.keep_tag_uses(key, {"bread": TagUse(i, 1, 0, 9), f"own{i}": USE})
    found = store.observations.others_tag_uses(("bread", "own1", "none"), but=keys[0])
    assert found == {"bread": (TagUse(1, 1, 0, 9), TagUse(2, 1, 0, 9)), "own1": (USE,)}
    store.observations.keep_tag_uses(keys[1], {"cake": USE})
    assert set(store.observations.others_tag_uses(("bread", "own1", "cake"), but=keys[0])) == {"bread", "cake"}
    assert store.observations.others_tag_uses((), but=keys[0]) == {}
    store.observations.keep_tag_uses(999, {"cake": USE})


def test_two_names_of_one_creator_are_one(store: Store) -> None:
    mine, alone = creator(store, "7001"), creator(store, None, "ola")
    store.observations.keep_tag_uses(alone, {"bread": USE})
    known = creator(store, "7002", "ola", NOON + 60)
    store.observations.keep_tag_uses(known, {"bread": TagUse(400, 3, 400, 9_000)})
    assert store.observations.others_tag_uses(("bread",), but=mine) == {"bread": (TagUse(400, 3, 400, 9_000),)}


def test_the_work_is_bounded_and_found_by_the_key(store: Store, home: Path) -> None:
    mine = creator(store, "1")
    many = reading(*(profile(str(5000 + i)) for i in range(MOST_CREATORS + 50)), video("8", 1))
    for key in store.observations.record(many, seen_at=NOON, source="api").creators:
        store.observations.keep_tag_uses(key, {"bread": USE})
    assert len(store.observations.others_tag_uses(("bread",), but=mine)["bread"]) == MOST_CREATORS
    plan = plan_of(home, lambda connection: others_uses(connection, ("bread",), None))
    assert "SEARCH tag_uses USING PRIMARY KEY (tag=?)" in plan
    assert "SCAN" not in plan
    assert "TEMP B-TREE" not in plan
