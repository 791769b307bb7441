"""Who used a sound first when: over all creators kept, by the index, and without slowing what is captured."""

from pathlib import Path

from companion.model import Creator, Outcome, Reading, Sound, Video
from companion.store.interfaces import Store
from companion.store.sounds import first_uses
from tests.store.plans import plan_of
from tests.store.readings import NOON


def post(store: Store, creator: str, n: int, sound: Sound | None, posted: int | None) -> None:
    outcome: Outcome = "read"
    video = Video(id=f"{creator}{n:04}", creator_id=creator, created_at=posted, sound=sound, caption="bread")
    reading = Reading(
        format="item_list", outcome=outcome, says="Read.", creators=(Creator(id=creator),), videos=(video,)
    )
    store.observations.record(reading, seen_at=NOON, source="api")


def rain(original: bool | None = False) -> Sound:
    return Sound(id="88", title="Rain on tin", original=original)


def test_each_other_creators_first_use(store: Store) -> None:
    post(store, "7001", 1, rain(), 1_000)
    post(store, "7002", 1, rain(), 3_000)
    post(store, "7002", 2, rain(), 2_000)
    post(store, "7003", 1, rain(), 500)
    post(store, "7003", 2, Sound(id="99", original=False), 400)
    mine = store.observations.find("7001")
    assert mine is not None
    found = store.observations.first_uses(("88", "99", "77"), but=mine)
    assert {sound: sorted(times) for sound, times in found.items()} == {"88": [500, 2_000], "99": [400]}
    assert store.observations.first_uses((), but=mine) == {}


def test_original_unknown_and_undated_uses_do_not_count(store: Store) -> None:
    post(store, "7001", 1, rain(), 1_000)
    post(store, "7002", 1, rain(original=True), 900)
    post(store, "7003", 1, rain(original=None), 900)
    post(store, "7004", 1, None, 900)
    mine = store.observations.find("7001")
    assert mine is not None
    assert store.observations.first_uses(("88",), but=mine) == {}


def test_two_names_of_one_creator_are_one(store: Store) -> None:
    post(store, "7001", 1, rain(), 1_000)
    outcome: Outcome = "read"
    for handle, seen_at, posted in (("ola", NOON, 300), ("ola", NOON + 60, 200)):
        who = Creator(id="7002" if posted == 300 else None, handle=handle)
        video = Video(id=f"55{posted}", creator_id=who.id, handle=handle, created_at=posted, sound=rain())
        reading = Reading(format="item_list", outcome=outcome, says="Read.", creators=(who,), videos=(video,))
        store.observations.record(reading, seen_at=seen_at, source="api")
    mine = store.observations.find("7001")
    assert mine is not None
    assert store.observations.first_uses(("88",), but=mine) == {"88": (200,)}


def test_it_is_found_by_the_index(store: Store, home: Path) -> None:
    post(store, "7001", 1, rain(), 1_000)
    plan = plan_of(home, lambda connection: first_uses(connection, ("88",), None))
    assert "USING INDEX videos_by_sound" in plan or "USING COVERING INDEX videos_by_sound" in plan
    assert "SCAN videos" not in plan
