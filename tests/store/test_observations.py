"""What every implementation of observations must do; a second implementation joins by a second parameter."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from companion.model import (
    AdFlags,
    AiLabels,
    Counts,
    Creator,
    CreatorCounts,
    CreatorEvidence,
    CreatorSummary,
    DatedBy,
    Estimate,
    Fit,
    InvalidInput,
    NotFound,
    Observation,
    Permissions,
    Restrictions,
    Sample,
    Scorecard,
    Sound,
    iso,
)
from companion.model.evidence import EVIDENCE_VIDEOS
from companion.store import open_store
from companion.store.interfaces import MadeWith, Observations, Store
from tests.store.readings import NOON, card, profile, reading, video

Opener = Callable[[Path], Store]
DAY = 86_400
TRUST: tuple[DatedBy, ...] = ("capture", "stamp", "given", "file")


@pytest.fixture(params=[open_store], ids=["sqlite"])
def opener(request: pytest.FixtureRequest) -> Opener:
    chosen: Opener = request.param
    return chosen


@pytest.fixture
def kept(opener: Opener, home: Path) -> Iterator[Observations]:
    store = opener(home)
    yield store.observations
    store.close()


def evidence_of(kept: Observations, ref: str, as_of: int | None = None) -> CreatorEvidence:
    key = kept.find(ref)
    assert key is not None
    evidence = kept.evidence(key, as_of=as_of)
    assert evidence is not None
    return evidence


def ids_of(kept: Observations, ref: str) -> list[str]:
    return [record.facts.id for record in evidence_of(kept, ref).videos]


# Recording and asking again


FULL = {
    "caption": "Soup day 500 #TestKitchen with @friend.x",
    "hashtags": ("testkitchen",),
    "mentions": ("friend.x",),
}


@pytest.mark.parametrize(
    "partial",
    [
        {"caption": "Soup day 500 #Te…", "hashtags": ("te",), "mentions": ()},
        {"caption": "", "hashtags": (), "mentions": ()},
        {"caption": None, "hashtags": None, "mentions": None},
    ],
    ids=["cut off", "empty", "without captions"],
)
@pytest.mark.parametrize("full_first", [True, False])
@pytest.mark.parametrize("apart", [0, 5 * DAY])
def test_a_partial_caption_never_hides_a_full_one(
    kept: Observations, partial: dict[str, Any], full_first: bool, apart: int
) -> None:
    told = [FULL, partial] if full_first else [partial, FULL]
    for seconds, words in zip((0, apart), told, strict=True):
        seen = reading(profile("1", "ada"), video("11", 5, creator_id="1", **words))
        kept.record(seen, seen_at=NOON + seconds, source="api")
    facts = evidence_of(kept, "ada").videos[0].facts
    assert {name: getattr(facts, name) for name in FULL} == FULL


def test_a_rounded_count_gives_way_to_the_exact_one_that_it_stands_for(kept: Observations) -> None:
    """1.8M ten minutes or a day after 1,776,621 says nothing new, 1.9M does."""

    def shown() -> tuple[int | None, int | None]:
        evidence = evidence_of(kept, "ada")
        return evidence.videos[0].facts.counts.views, evidence.creator.counts.followers

    for seconds, views, followers in (
        (0, 1_776_621, 427_682),
        (600, 1_800_000, 427_700),
        (DAY, 1_800_000, 427_700),
    ):
        seen = reading(profile("1", "ada", followers), video("11", views, 5, 5, 5, 5, creator_id="1"))
        kept.record(seen, seen_at=NOON + seconds, source="api")
        assert shown() == (1_776_621, 427_682)
    seen = reading(profile("1", "ada", 431_000), video("11", 1_900_000, 5, 5, 5, 5, creator_id="1"))
    kept.record(seen, seen_at=NOON + 2 * DAY, source="api")
    assert shown() == (1_900_000, 431_000)


def test_a_list_knows_of_a_rename_too(kept: Observations) -> None:
    kept.record(reading(profile("1", "anna.cooks")), seen_at=NOON, source="embedded")
    kept.record(reading(card("1", "anna.new")), seen_at=NOON + DAY, source="api")
    assert evidence_of(kept, "anna.cooks").creator.handle == "anna.new"
    kept.record(reading(profile("1", "anna.cooks")), seen_at=NOON - DAY, source="embedded")
    assert evidence_of(kept, "anna.new").creator.handle == "anna.new"


def test_the_peak_is_what_was_certain_at_any_time(kept: Observations) -> None:
    """1.2M shown is at least 1.15M; a later fall does not lower it, and a moment before it knows nothing of it."""
    for days, views in ((0, 9_000), (1, 1_200_000), (2, 950_000)):
        seen = reading(profile("1", "ada"), video("11", views, 5, 5, 5, 5, creator_id="1"))
        kept.record(seen, seen_at=NOON + days * DAY, source="api")
    assert evidence_of(kept, "ada").videos[0].peak_views == 1_150_000
    assert evidence_of(kept, "ada", as_of=NOON + DAY // 2).videos[0].peak_views == 9_000


def test_all_that_was_read_comes_back(kept: Observations, opener: Opener, home: Path) -> None:
    ada = Creator(
        id="1",
        handle="ada",
        sec_uid="MS4a",
        name="Ada & \"co\" 'x'",
        bio="a\nb",
        bio_link="http://a",
        category="Food",
        verified=True,
        seller=False,
        language="en",
        region="GB",
        state="ok",
        created_at=NOON - DAY,
        counts=CreatorCounts(10, 20, 30, 40),
        from_profile=True,
    )
    clip = video(
        "7300000000000000001",
        100,
        10,
        3,
        2,
        1,
        creator_id="1",
        handle="ada",
        created_at=NOON - 60,
        caption="<b>&amp;",
        hashtags=("food",),
        mentions=("bob",),
        language="en",
        duration_s=15,
        sound=Sound("5", "song", True),
        photo=False,
        pinned=True,
        ad=AdFlags(False, None, True, False),
        topics=("Cooking",),
        place="Paris",
    )
    recorded = kept.record(reading(ada, clip, about="ada"), seen_at=NOON, source="api")
    assert recorded.observations == 1
    assert recorded.creators == (recorded.about,)
    again = opener(home)
    evidence = evidence_of(again.observations, "@ada")
    assert evidence.creator == ada
    (record,) = evidence.videos
    assert record.facts == clip
    assert record.latest == record.complete == Observation(NOON, "api", clip.counts)
    assert (record.first_seen_at, evidence.seen_at, evidence.as_of) == (NOON, NOON, NOON)
    assert [(entry.seen_at, entry.counts.followers) for entry in evidence.history] == [(NOON, 10)]
    again.close()


def test_the_same_reading_twice_adds_nothing(kept: Observations) -> None:
    page = reading(profile("1", "ada", 10), video("7", 100, creator_id="1"))
    assert kept.record(page, seen_at=NOON, source="api").observations == 1
    before = evidence_of(kept, "1")
    assert kept.record(page, seen_at=NOON, source="api").observations == 0
    assert evidence_of(kept, "1") == before
    assert len(kept.history("7")) == 1


def test_counts_of_one_second_are_the_more_exact_ones(kept: Observations) -> None:
    kept.record(reading(video("7", 12_300, 50, creator_id="1")), seen_at=NOON, source="embedded")
    kept.record(reading(video("7", 12_345, None, 4, creator_id="1")), seen_at=NOON, source="dom")
    assert kept.history("7") == (Observation(NOON, "embedded", Counts(12_345, 50, 4)),)


@pytest.mark.parametrize("order", [("capture", "stamp", "given", "file"), ("file", "given", "stamp", "capture")])
def test_of_one_second_the_most_trusted_origin_of_its_time_stays(
    kept: Observations, order: tuple[DatedBy, ...]
) -> None:
    clip = video("7", 100, 10, 3, 2, creator_id="1")
    for trusted in range(4):
        for dated_by in order:
            if TRUST.index(dated_by) >= trusted:
                kept.record(reading(clip), seen_at=NOON - trusted, source="api", dated_by=dated_by)
    stayed = tuple(Observation(NOON - n, "api", clip.counts, dated_by) for n, dated_by in enumerate(TRUST))[::-1]
    assert kept.history("7") == stayed
    key = kept.find("1")
    assert key is not None
    assert kept.observations_of(key) == tuple(("7", observation) for observation in stayed)
    for observation in stayed:
        (record,) = evidence_of(kept, "1", as_of=observation.seen_at).videos
        assert record.latest == record.complete == observation


def test_a_better_origin_alone_reaches_the_kept_newest_and_is_no_new_observation(kept: Observations) -> None:
    clip = video("7", 100, 10, 3, 2, creator_id="1")
    assert kept.record(reading(clip), seen_at=NOON, source="api", dated_by="file").observations == 1
    assert kept.record(reading(clip), seen_at=NOON, source="api", dated_by="stamp").observations == 0
    (record,) = evidence_of(kept, "1").videos
    assert record.latest == record.complete == Observation(NOON, "api", clip.counts, "stamp")


def test_a_grid_that_shows_views_alone_never_replaces_the_rates(kept: Observations) -> None:
    kept.record(reading(video("7", 100, 10, 3, 2, 1, creator_id="1")), seen_at=NOON, source="api")
    kept.record(reading(video("7", 120, creator_id="1")), seen_at=NOON + 60, source="dom")
    kept.record(reading(video("7", None, 11, creator_id="1")), seen_at=NOON + 120, source="api")
    (record,) = evidence_of(kept, "1").videos
    assert record.complete == Observation(NOON, "api", Counts(100, 10, 3, 2, 1))
    assert record.latest == Observation(NOON + 60, "dom", Counts(120))
    assert record.facts.counts == Counts(120, 11, 3, 2, 1)


def test_impossible_numbers_are_unknown(kept: Observations) -> None:
    page = reading(
        Creator(id="1", created_at=-5, counts=CreatorCounts(2**63, -2_089_000_000, 2**53, None)),
        video("7", 2**70, -1, 2**53, creator_id="1", created_at=2**70, duration_s=-3),
    )
    kept.record(page, seen_at=NOON, source="api")
    evidence = evidence_of(kept, "1")
    assert evidence.creator.counts == CreatorCounts(None, None, 2**53, None)
    assert evidence.creator.created_at is None
    (record,) = evidence.videos
    assert record.facts.counts == Counts(comments=2**53)
    assert record.facts.created_at is None
    assert record.facts.duration_s is None
    with pytest.raises(InvalidInput):
        kept.record(page, seen_at=2**60, source="api")


def test_half_an_emoji_costs_only_itself(kept: Observations) -> None:
    page = reading(
        profile("1", "ada", name="Ada \ud83d"), video("7", 5, creator_id="1", caption="yum \ud83d\ude0b \udc00")
    )
    kept.record(page, seen_at=NOON, source="api")
    evidence = evidence_of(kept, "@ada")
    assert evidence.creator.name == "Ada \ufffd"
    assert evidence.videos[0].facts.caption is not None
    assert evidence.videos[0].facts.caption.endswith("\ufffd")
    assert kept.find("@\ud83d") is None
    assert kept.history("\ud83d") == ()
    assert kept.creators(search="\ud83d").total == 1


def test_a_reading_of_nothing_is_nothing(kept: Observations) -> None:
    recorded = kept.record(reading(about="ada"), seen_at=NOON, source="embedded")
    assert (recorded.creators, recorded.about, recorded.observations) == ((), None, 0)
    assert kept.count() == {"creators": 0, "videos": 0}


# Facts


def test_a_higher_source_wins_then_the_newer_and_unknown_never(kept: Observations) -> None:
    kept.record(reading(video("7", creator_id="1", caption="api old")), seen_at=NOON, source="api")
    kept.record(reading(video("7", creator_id="1", caption="page new")), seen_at=NOON + 1, source="embedded")
    kept.record(reading(video("7", handle="ada", caption="dom newest")), seen_at=NOON + 2, source="dom")
    kept.record(reading(video("7", creator_id="1", language="en")), seen_at=NOON + 3, source="api")
    facts = evidence_of(kept, "1").videos[0].facts
    assert (facts.caption, facts.language) == ("page new", "en")


def test_a_fact_that_comes_back_is_the_newest_again(kept: Observations) -> None:
    for minute, pinned in enumerate((True, False, True)):
        kept.record(reading(video("7", creator_id="1", pinned=pinned)), seen_at=NOON + 60 * minute, source="api")
    assert evidence_of(kept, "1").videos[0].facts.pinned is True
    assert evidence_of(kept, "1", as_of=NOON + 60).videos[0].facts.pinned is False


def test_parts_of_flags_and_sounds_merge_one_by_one(kept: Observations) -> None:
    one = video("7", creator_id="1", ad=AdFlags(is_ad=True), sound=Sound("5", "song", None))
    other = video("7", creator_id="1", ad=AdFlags(shop=True), sound=Sound(None, None, False))
    kept.record(reading(one), seen_at=NOON, source="api")
    kept.record(reading(other), seen_at=NOON + 1, source="api")
    facts = evidence_of(kept, "1").videos[0].facts
    assert facts.ad == AdFlags(is_ad=True, shop=True)
    assert facts.sound == Sound("5", "song", False)


def test_labels_permissions_and_restrictions_merge_one_by_one(kept: Observations) -> None:
    one = video("7", creator_id="1", ai=AiLabels(creator=True), allows=Permissions(comments=False, duet=True))
    masked, warned = Restrictions(mask="sensitive"), Restrictions(warnings=("Some may find this upsetting",))
    other = video("7", creator_id="1", ai=AiLabels(says="AI"), allows=Permissions(duet=False), restrictions=masked)
    third = video("7", creator_id="1", restrictions=warned, screen_texts=("Wait for it",))
    for minute, each in enumerate((one, other, third)):
        kept.record(reading(each), seen_at=NOON + minute, source="api")
    facts = evidence_of(kept, "1").videos[0].facts
    assert facts.ai == AiLabels(creator=True, says="AI")
    assert facts.allows == Permissions(comments=False, duet=False)
    assert facts.restrictions == Restrictions("sensitive", None, ("Some may find this upsetting",))
    assert facts.screen_texts == ("Wait for it",)


def test_a_profile_outranks_an_author_card(kept: Observations) -> None:
    kept.record(reading(profile("1", "ada", name="from the profile")), seen_at=NOON, source="api")
    kept.record(
        reading(card("1", "ada", name="from a card", bio="only here")), seen_at=NOON + 1, source="embedded"
    )
    creator = evidence_of(kept, "1").creator
    assert (creator.name, creator.bio, creator.from_profile) == ("from the profile", "only here", True)


@pytest.mark.parametrize(
    ("readings", "followers"),
    [
        ([(0, card, 10_050), (60, card, 12_000)], 10_050),  # in one hour the exact one
        ([(0, card, 10_051), (60, profile, 10_100)], 10_051),  # also before a rounded profile's
        ([(0, profile, 9_000), (60, card, 9_005)], 9_000),  # both exact: the profile's
        ([(0, profile, 9_000), (60, profile, 9_005)], 9_005),  # else the newest
        ([(0, profile, 10_051), (7200, card, 12_000)], 12_000),  # an hour later the newest
    ],
)
def test_which_header_count_is_current(
    kept: Observations, readings: list[tuple[int, Callable[..., Creator], int]], followers: int
) -> None:
    start = NOON - NOON % 3600
    for later, made, shown in readings:
        kept.record(reading(made("1", "ada", shown)), seen_at=start + later, source="api")
    evidence = evidence_of(kept, "1")
    assert evidence.creator.counts.followers == followers
    assert [entry.counts.followers for entry in evidence.history] == [shown for _, _, shown in readings]


# Who is who


def test_a_creator_is_found_by_every_name(kept: Observations) -> None:
    kept.record(reading(profile("123", "Ada", sec_uid="MS4a")), seen_at=NOON, source="api")
    keys = {kept.find(ref) for ref in ("123", "ada", "@ADA", " @ada ", "MS4a")}
    assert len(keys) == 1
    assert keys != {None}
    assert [kept.find(ref) for ref in ("@123", "@", "", "bob", "id:123")] == [None] * 5


def test_a_handle_first_seen_alone_becomes_the_creator_with_the_id(kept: Observations) -> None:
    kept.record(reading(video("7", 100), video("8", 200), about="ada"), seen_at=NOON, source="dom")
    bare = kept.find("@ada")
    assert bare is not None
    kept.record(reading(profile("1", "ada", 10), video("8", 210, creator_id="1")), seen_at=NOON + 60, source="api")
    assert kept.find("@ada") == kept.find("1")
    assert ids_of(kept, "1") == ["8", "7"]
    assert kept.evidence(bare) == evidence_of(kept, "1")
    assert [entry.counts.views for entry in kept.history("8")] == [200, 210]
    assert kept.count() == {"creators": 1, "videos": 2}
    assert kept.creators().total == len(kept.creators().rows) == 1


def test_old_and_new_handle_both_find_a_renamed_creator(kept: Observations) -> None:
    kept.record(reading(profile("1", "old"), video("7", 5), about="old"), seen_at=NOON, source="dom")
    kept.record(reading(profile("1", "new"), video("8", 5, creator_id="1")), seen_at=NOON + DAY, source="api")
    assert kept.find("@old") == kept.find("@new") == kept.find("1")
    assert ids_of(kept, "@old") == ["8", "7"]
    assert kept.creators().rows[0].summary.handle == "new"


def test_a_handle_that_changed_hands_belongs_to_whoever_had_it_last(kept: Observations) -> None:
    kept.record(reading(profile("2", "ada"), video("9", 5, creator_id="2")), seen_at=NOON + DAY, source="api")
    kept.record(reading(profile("1", "ada"), video("7", 5, creator_id="1")), seen_at=NOON, source="api")
    assert kept.find("@ada") == kept.find("2")
    assert ids_of(kept, "1") == ["7"]
    assert ids_of(kept, "@ada") == ["9"]
    assert kept.count()["creators"] == 2


def test_a_creator_known_by_sec_uid_alone_joins_the_one_with_the_id(kept: Observations) -> None:
    kept.record(reading(profile(None, "ada", sec_uid="MS4a", name="Ada")), seen_at=NOON, source="api")
    kept.record(reading(video("7", 5), about="ada"), seen_at=NOON + 1, source="dom")
    kept.record(reading(profile("1", None, sec_uid="MS4a")), seen_at=NOON + 2, source="api")
    assert kept.find("@ada") == kept.find("MS4a") == kept.find("1")
    assert ids_of(kept, "1") == ["7"]
    assert evidence_of(kept, "1").creator.name == "Ada"
    assert kept.count()["creators"] == 1


def test_a_video_goes_to_the_author_that_it_names(kept: Observations) -> None:
    """A reposted video in ada's grid is by bob, however late that becomes known."""
    kept.record(reading(profile("1", "ada"), video("7", 5), about="ada"), seen_at=NOON, source="dom")
    assert ids_of(kept, "@ada") == ["7"]
    kept.record(reading(video("7", 6, creator_id="2", handle="bob")), seen_at=NOON + 60, source="api")
    assert ids_of(kept, "@ada") == []
    assert ids_of(kept, "@bob") == ["7"]
    assert [entry.counts.views for entry in kept.history("7")] == [5, 6]


def test_videos_and_creators_without_any_name_are_left_out(kept: Observations) -> None:
    recorded = kept.record(reading(Creator(name="nobody"), video("7", 5)), seen_at=NOON, source="dom")
    assert recorded.creators == ()
    assert kept.count() == {"creators": 0, "videos": 0}


# A moment in the past


def test_what_was_seen_later_does_not_exist_for_an_earlier_moment(kept: Observations) -> None:
    first = reading(profile("1", "ada", 10, bio="old"), video("7", 100, 1, 1, 1, creator_id="1", pinned=True))
    later = reading(
        profile("1", "ada", 20, bio="new"),
        video("7", 200, creator_id="1", pinned=False),
        video("8", 1, creator_id="1"),
    )
    kept.record(later, seen_at=NOON + DAY, source="api")
    kept.record(first, seen_at=NOON, source="api")
    now = evidence_of(kept, "1")
    assert [(record.facts.id, record.facts.counts.views) for record in now.videos] == [("8", 1), ("7", 200)]
    then = evidence_of(kept, "1", as_of=NOON + DAY - 1)
    (record,) = then.videos
    assert record.latest == record.complete == Observation(NOON, "api", Counts(100, 1, 1, 1))
    assert record.facts.pinned is True
    assert (then.creator.bio, then.creator.counts.followers, len(then.history)) == ("old", 10, 1)
    assert (then.seen_at, then.as_of) == (NOON, NOON + DAY - 1)
    key = kept.find("1")
    assert key is not None
    assert kept.evidence(key, as_of=NOON - 1) is None
    after = kept.evidence(key, as_of=NOON + 2 * DAY)
    assert after is not None
    assert (after.videos, after.as_of) == (now.videos, NOON + 2 * DAY)


def test_evidence_has_the_newest_videos_by_posting_time(kept: Observations) -> None:
    by_time = [video(str(n), 1, creator_id="1", created_at=NOON - n * DAY) for n in range(1, 130)]
    by_id = video(str((NOON - 30) << 32), 1, creator_id="1")
    kept.record(reading(*reversed(by_time), by_id), seen_at=NOON, source="api")
    found = ids_of(kept, "1")
    assert found == [by_id.id, *(str(n) for n in range(1, EVIDENCE_VIDEOS))]
    key = kept.find("1")
    assert key is not None
    assert len(kept.videos(key)) == 130
    assert [record.facts.id for record in kept.videos(key, limit=2, offset=1)] == ["1", "2"]


# Lists


BREAD = MadeWith("bread", 0)


def scorecard(fit: float | None, rate: float | None, as_of: int = NOON, coverage: float = 1) -> Scorecard:
    def estimate(value: float | None) -> Estimate:
        return Estimate(value=value, unit="score", method="")

    return Scorecard(
        creator=CreatorSummary(),
        as_of=iso(as_of),
        formula_version="1",
        sample=Sample(read=0, eligible=0),
        estimates={"engagement_rate": estimate(rate)},
        fit=Fit(brief=None, score=estimate(fit), word="", coverage=coverage),
    )


def test_lists_sort_search_and_page(kept: Observations) -> None:
    for n, (handle, followers, fit) in enumerate([("ada", 5, 70.0), ("bob", None, None), ("cyd", 9, 20.0)]):
        recorded = kept.record(reading(profile(str(n), handle, followers)), seen_at=NOON + n, source="api")
        kept.keep_scorecard(recorded.creators[0], scorecard(fit, 0.1 * n), BREAD)

    def handles(**how: Any) -> list[str | None]:
        return [row.summary.handle for row in kept.creators(**how).rows]

    assert handles() == ["cyd", "bob", "ada"]
    assert handles(sort="handle", descending=False) == ["ada", "bob", "cyd"]
    assert handles(sort="followers") == ["cyd", "ada", "bob"]
    assert handles(sort="followers", descending=False) == ["ada", "cyd", "bob"]
    assert handles(sort="fit") == ["ada", "cyd", "bob"]
    assert handles(sort="engagement_rate") == ["cyd", "bob", "ada"]
    assert handles(search="@CY") == ["cyd"]
    assert handles(search="%") == handles(search="'; drop table listing") == []
    assert handles(limit=1, offset=1) == ["bob"]
    assert kept.creators(limit=1).total == 3
    assert kept.creators(search="b").total == 1
    with pytest.raises(InvalidInput):
        kept.creators(sort="key; drop table nodes")


def test_a_fit_of_too_few_parts_ranks_with_those_that_have_none(kept: Observations) -> None:
    for n, (handle, fit, coverage) in enumerate([("ada", 90.0, 0.15), ("bob", 40.0, 1.0), ("cyd", 50.0, 0.65)]):
        recorded = kept.record(reading(profile(str(n), handle, 1)), seen_at=NOON + n, source="api")
        kept.keep_scorecard(recorded.creators[0], scorecard(fit, 0.1, coverage=coverage), BREAD)
    assert [row.summary.handle for row in kept.creators(sort="fit").rows] == ["cyd", "bob", "ada"]


def test_rows_come_in_the_order_asked_for(kept: Observations) -> None:
    keys = [
        kept.record(reading(profile(str(n), f"h{n}")), seen_at=NOON, source="api").creators[0] for n in range(3)
    ]
    kept.keep_scorecard(keys[1], scorecard(50, 0.5), BREAD)
    rows = kept.rows([keys[2], 999, keys[1]])
    assert [(row.key, row.summary.handle) for row in rows] == [(keys[2], "h2"), (keys[1], "h1")]
    assert rows[0].scorecard is None
    assert rows[1].scorecard == scorecard(50, 0.5)
    with pytest.raises(NotFound):
        kept.summary(999)
    assert kept.evidence(999) is None
    assert kept.videos(999) == kept.observations_of(999) == ()


def test_a_scorecard_of_an_earlier_moment_does_not_replace_a_later_one(kept: Observations) -> None:
    key = kept.record(reading(profile("1", "ada")), seen_at=NOON, source="api").creators[0]
    kept.keep_scorecard(key, scorecard(50, 0.5, NOON), BREAD)
    kept.keep_scorecard(key, scorecard(10, 0.1, NOON - DAY), BREAD)
    assert kept.rows([key])[0].scorecard == scorecard(50, 0.5, NOON)
    kept.keep_scorecard(key, scorecard(60, 0.6, NOON), BREAD)
    assert kept.rows([key])[0].scorecard == scorecard(60, 0.6, NOON)
    kept.keep_scorecard(key, scorecard(10, 0.1, NOON - DAY), MadeWith("soup", 0))
    assert (kept.rows([key])[0].made_for, kept.rows([key])[0].scorecard) == (
        "soup",
        scorecard(10, 0.1, NOON - DAY),
    )


def test_scorecards_made_with_other_things_or_before_the_newest_reading_are_behind(kept: Observations) -> None:
    ada, bob, cyd = (
        kept.record(reading(profile(name, name)), seen_at=NOON + n, source="api").creators[0]
        for n, name in enumerate(("ada", "bob", "cyd"))
    )
    assert (kept.behind(BREAD, 9), kept.behind(BREAD, 2), kept.without_fit("bread")) == (
        (cyd, bob, ada), (cyd, bob), 3,
    )  # fmt: skip
    for key in (ada, bob, cyd):
        kept.keep_scorecard(key, scorecard(50 + key, 0.5), BREAD)
    assert (kept.behind(BREAD, 9), kept.without_fit("bread")) == ((), 0)
    learned = MadeWith("bread", NOON)
    assert (kept.behind(learned, 9), kept.without_fit("bread")) == ((cyd, bob, ada), 0)
    kept.keep_scorecard(cyd, scorecard(10, 0.5), MadeWith("soup", 0))
    assert (kept.behind(BREAD, 9), kept.without_fit("bread")) == ((cyd,), 1)
    kept.record(reading(profile("ada", "ada", 7)), seen_at=NOON + 60, source="api")
    assert (kept.behind(BREAD, 9), kept.without_fit("bread")) == ((cyd, ada), 1)
    kept.forget_fits(but="soup")
    assert kept.creators(sort="fit").rows[0].key == cyd


def test_a_summary_says_what_lists_show(kept: Observations) -> None:
    ada = Creator(
        id="1", handle="ada", name="Ada", verified=True, state="private", counts=CreatorCounts(1, 2, 3, 4)
    )
    key = kept.record(reading(ada), seen_at=NOON, source="api").creators[0]
    summary = kept.summary(key)
    assert (summary.followers, summary.following, summary.likes, summary.videos) == (1, 2, 3, 4)
    assert (summary.private, summary.state, summary.seen_at) == (True, "private", iso(NOON))


def test_views_of_one_reading_each(kept: Observations) -> None:
    for at, views in ((NOON, 100), (NOON + 60, 200)):
        kept.record(
            reading(video("7", views, creator_id="1"), video("8", creator_id="1")), seen_at=at, source="api"
        )
    # Later the video turns out to be another creator's; its readings go with it.
    kept.record(reading(video("7", 300, handle="bo", creator_id="2")), seen_at=NOON + 90, source="embedded")
    assert kept.views_at((("7", NOON), ("8", NOON), ("9", NOON))) == {"7": 100}
    assert kept.views_at((("7", NOON + 60),)) == {"7": 200}
    assert kept.views_at((("7", NOON + 1),)) == kept.views_at(()) == {}


def test_a_creators_observations_over_time(kept: Observations) -> None:
    kept.record(reading(video("7", 100), video("8"), about="ada"), seen_at=NOON, source="dom")
    kept.record(reading(video("7", 200, creator_id="1", handle="ada")), seen_at=NOON + 60, source="api")
    key = kept.find("1")
    assert key is not None
    dom, api = Observation(NOON, "dom", Counts(100)), Observation(NOON + 60, "api", Counts(200))
    assert kept.observations_of(key) == (("7", dom), ("7", api))
    assert kept.observations_of(key, since=NOON) == (("7", api),)
    assert kept.history("8") == ()
