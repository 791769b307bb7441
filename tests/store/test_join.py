"""The heart: any order of readings, and any repetition, gives the same answers."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companion.model import (
    AdFlags,
    AiLabels,
    CaptureSource,
    CommentPage,
    Counts,
    Creator,
    CreatorCounts,
    DatedBy,
    Permissions,
    Reading,
    Restrictions,
    Sound,
    Video,
)
from companion.store import HomeStore, open_store
from companion.store.facts import facts_bytes, joined, read_claim
from tests.store.readings import NOON

IDS = ("1", "2")
SEC_UIDS = ("MS4a", "MS4b")
HANDLES = ("ada", "bob", "cyd")
VIDEOS = ("7300000000000000001", "7300000000000000002", "7300000000000000003")
# Within one hour and beyond it, with many ties.
TIMES = tuple(NOON + offset for offset in (0, 1, 2, 600, 4000, 90_000))
COUNTS = (None, 0, 9, 10_050, 12_300, 12_345, 1_200_000, 2**60)

Delivery = tuple[Reading, int, CaptureSource, DatedBy]

maybe_flag = st.sampled_from((None, True, False))
handles = st.sampled_from((None, *HANDLES, "Ada"))
creators = st.builds(
    Creator,
    id=st.sampled_from((None, *IDS)),
    handle=handles,
    sec_uid=st.sampled_from((None, None, *SEC_UIDS)),
    name=st.sampled_from((None, "Ada", "Ada L. \ud83d", "Bob & 'co' \"x\"")),
    state=st.sampled_from((None, "ok", "private")),
    verified=maybe_flag,
    counts=st.builds(CreatorCounts, followers=st.sampled_from(COUNTS), likes=st.sampled_from(COUNTS)),
    from_profile=st.booleans(),
)
videos = st.builds(
    Video,
    id=st.sampled_from(VIDEOS),
    creator_id=st.sampled_from((None, None, *IDS)),
    handle=handles,
    created_at=st.sampled_from((None, NOON - 5, NOON - 9)),
    caption=st.sampled_from((None, "one", "two")),
    hashtags=st.sampled_from((None, (), ("food",), ("food", "paris"))),
    sound=st.one_of(st.none(), st.builds(Sound, id=st.sampled_from((None, "5")), original=maybe_flag)),
    pinned=maybe_flag,
    ad=st.builds(AdFlags, is_ad=maybe_flag, shop=maybe_flag),
    duet_of=st.sampled_from((None, "3", "4")),
    screen_texts=st.sampled_from((None, ("hi",), ("hi", "you \ud83d"))),
    ai=st.builds(AiLabels, creator=maybe_flag, says=st.sampled_from((None, "AI", "made"))),
    allows=st.builds(Permissions, comments=maybe_flag, stitch=maybe_flag),
    restrictions=st.builds(
        Restrictions, mask=st.sampled_from((None, "none", "sensitive")), warnings=st.sampled_from((None, ("x",)))
    ),
    counts=st.builds(Counts, *(st.sampled_from(COUNTS) for _ in range(5))),
)
pages = st.builds(
    CommentPage,
    video_id=st.sampled_from(VIDEOS),
    starts=st.sampled_from((0, 5, 20)),
    ends=st.sampled_from((20, 40)),
    read=st.sampled_from((1, 20)),
    liked_by_creator=st.sampled_from((None, 0, 1)),
    replies=st.sampled_from((None, 3)),
    total=st.sampled_from((None, 90, 95)),
)
readings = st.builds(
    Reading,
    format=st.just("test"),
    outcome=st.just("read"),
    says=st.just(""),
    creators=st.lists(creators, max_size=2).map(tuple),
    videos=st.lists(videos, max_size=3).map(tuple),
    about=handles,
    comments=st.one_of(st.none(), pages),
)
origins: st.SearchStrategy[DatedBy] = st.sampled_from(("capture", "stamp", "given", "file"))
deliveries = st.lists(
    st.tuples(
        readings,
        st.sampled_from(TIMES),
        st.sampled_from(("dom", "api", "embedded")),
        origins,
    ),
    min_size=1,
    max_size=6,
)


def recorded(folder: Path, many: Sequence[Delivery]) -> dict[str, Any]:
    store = open_store(folder)
    try:
        for reading, seen_at, source, dated_by in many:
            store.observations.record(reading, seen_at=seen_at, source=source, dated_by=dated_by)
        return answers(store)
    finally:
        store.close()


def answers(store: HomeStore) -> dict[str, Any]:
    """All that anybody can ask, without the keys, which only this store gives out."""
    kept = store.observations
    by_ref: dict[str, Any] = {}
    for ref in (*IDS, *SEC_UIDS, *(f"@{handle}" for handle in HANDLES)):
        key = kept.find(ref)
        if key is not None:
            moments = [kept.evidence(key, as_of=moment) for moment in (None, *TIMES)]
            by_ref[ref] = (moments, kept.videos(key), kept.observations_of(key), kept.summary(key))
    page = kept.creators()
    return {
        "by_ref": by_ref,
        "creators": [row.summary for row in page.rows],
        "histories": [kept.history(video_id) for video_id in VIDEOS],
        "counted": kept.count(),
        "total": page.total,
    }


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(deliveries, st.data())
def test_any_order_and_any_repetition_give_the_same_answers(many: list[Delivery], data: st.DataObject) -> None:
    # The same page once more, dated to the same second by something else: chance alone makes too few of these.
    many = many + [(*data.draw(st.sampled_from(many))[:3], data.draw(origins)) for _ in range(2)]
    again = data.draw(st.permutations([*many, *data.draw(st.lists(st.sampled_from(many), max_size=3))]))
    with tempfile.TemporaryDirectory() as folder:
        one = recorded(Path(folder, "one"), many)
        assert recorded(Path(folder, "other"), again) == one
        assert one["total"] == one["counted"]["creators"] == len(one["creators"])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(deliveries, st.sampled_from(TIMES))
def test_a_past_moment_shows_what_was_kept_then(many: list[Delivery], moment: int) -> None:
    """``as_of`` against a store that never saw what came later, by names that mean the same in both."""
    early = [delivery for delivery in many if delivery[1] <= moment]
    with tempfile.TemporaryDirectory() as folder:
        then, now = open_store(Path(folder, "then")), open_store(Path(folder, "now"))
        for store, some in ((then, early), (now, many)):
            for reading, seen_at, source, dated_by in some:
                store.observations.record(_only_ids(reading), seen_at=seen_at, source=source, dated_by=dated_by)
        for ref in IDS:
            keys = then.observations.find(ref), now.observations.find(ref)
            before = None if keys[0] is None else then.observations.evidence(keys[0], as_of=moment)
            after = None if keys[1] is None else now.observations.evidence(keys[1], as_of=moment)
            assert after == before
        then.close()
        now.close()


def test_what_was_kept_before_there_were_labels_is_still_read() -> None:
    kept = b'[[1,{"ad.is_ad":true,"caption":"soup","id":"7","sound.id":"5"}]]'
    fields = joined([(NOON, read_claim(kept))])
    facts = msgspec.json.decode(facts_bytes(fields), type=Video)
    assert facts == Video(id="7", caption="soup", ad=AdFlags(is_ad=True), sound=Sound(id="5"))


def _only_ids(reading: Reading) -> Reading:
    """Each video by the same creator in every reading: who is who is taken as it is known today."""
    return Reading(
        format=reading.format,
        outcome=reading.outcome,
        says="",
        creators=tuple(Creator(id=c.id, name=c.name, counts=c.counts) for c in reading.creators if c.id),
        videos=tuple(
            Video(id=v.id, creator_id="12"[int(v.id) % 2], caption=v.caption, pinned=v.pinned, counts=v.counts)
            for v in reading.videos
        ),
        comments=reading.comments,
    )
