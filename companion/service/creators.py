"""Creators and videos as the lists, the API and the command line show them."""

import msgspec

from companion.model import (
    CreatorSummary,
    DatedBy,
    InvalidInput,
    NotFound,
    Observation,
    Permissions,
    Restrictions,
    Sound,
    VideoRecord,
    iso,
)
from companion.store.interfaces import CreatorPage, Store

SORTS = ("seen_at", "handle", "followers", "fit", "engagement_rate", "typical_views")


class AdSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What says that a post is commercial; None where nothing is known."""

    is_ad: bool | None
    authorized: bool | None
    shop: bool | None
    disclosed: bool | None


class AiSummary(msgspec.Struct, frozen=True, kw_only=True):
    """Who calls a video made by AI; ``labelled`` is what they say together."""

    labelled: bool | None
    creator: bool | None
    tiktok: bool | None
    flagged: bool | None
    says: str | None


class VideoSummary(msgspec.Struct, frozen=True, kw_only=True):
    """One video (contract: DESIGN section 4, ``fitlens videos``); a count that is not known is None."""

    id: str
    url: str | None
    created_at: str | None
    caption: str | None
    hashtags: tuple[str, ...]
    mentions: tuple[str, ...]
    language: str | None
    duration_s: int | None
    sound: Sound | None
    photo: bool | None
    pinned: bool | None
    ad: AdSummary
    topics: tuple[str, ...]
    place: str | None
    duet: bool | None
    duet_of: str | None
    playlist_id: str | None
    branded_hashtags: tuple[str, ...]
    screen_texts: tuple[str, ...]
    caption_languages: tuple[str, ...]
    search_words: tuple[str, ...]
    muted: bool | None
    ai: AiSummary
    allows: Permissions
    restrictions: Restrictions
    views: int | None
    likes: int | None
    comments: int | None
    shares: int | None
    saves: int | None
    seen_at: str | None
    source: str | None


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """One video's counts at one moment, and where the time of it comes from."""

    seen_at: str
    dated_by: DatedBy
    source: str
    views: int | None
    likes: int | None
    comments: int | None
    shares: int | None
    saves: int | None


class News(msgspec.Struct, frozen=True, kw_only=True):
    """What came in about a creator since an instant.

    Attributes:
        new_videos: videos first seen since then, newest first.
        read_again: how many videos that were known before were read since then, however often.
        followers_before: header count at or before that instant, if one was read.
        followers_now: the newest header count.
    """

    since: int
    new_videos: tuple[VideoSummary, ...]
    read_again: int
    followers_before: int | None
    followers_now: int | None


def resolve(store: Store, ref: str) -> int:
    """Store key of the creator with this TikTok id or handle.

    Raises:
        NotFound: this creator was never read.
    """
    key = store.observations.find(ref)
    if key is None:
        shown = ref if ref.startswith("@") or ref.isdigit() else f"@{ref}"
        raise NotFound(
            f"Fitlens has not seen {shown[:80]} yet: open the profile in the browser, or import a saved page.",
            {"creator": ref[:80]},
        )
    return key


def get(store: Store, ref: str) -> CreatorSummary:
    """One creator.

    Raises:
        NotFound: this creator was never read.
    """
    return store.observations.summary(resolve(store, ref))


def page(
    store: Store,
    *,
    search: str = "",
    sort: str = "seen_at",
    descending: bool = True,
    limit: int = 100,
    offset: int = 0,
) -> CreatorPage:
    """One page of the creators seen.

    Raises:
        InvalidInput: an unknown sort, or a page outside 1 to 1,000 rows.
    """
    if sort not in SORTS:
        raise InvalidInput(f"Creators can be sorted by {', '.join(SORTS)}.")
    if not (1 <= limit <= 1000 and 0 <= offset <= 10**9):
        raise InvalidInput("A page holds 1 to 1,000 creators and starts at 0 or later.")
    return store.observations.creators(search=search, sort=sort, descending=descending, limit=limit, offset=offset)


def videos(store: Store, ref: str, *, limit: int = 10_000, offset: int = 0) -> list[VideoSummary]:
    """A creator's videos, newest first.

    Raises:
        NotFound: this creator was never read.
    """
    key = resolve(store, ref)
    handle = store.observations.summary(key).handle
    records = store.observations.videos(key, limit=limit, offset=offset)
    return [summarise(record, handle) for record in records]


def history(store: Store, video_id: str) -> list[Moment]:
    """One video's counts over time, oldest first.

    Raises:
        NotFound: this video was never read.
    """
    observations = store.observations.history(video_id)
    if not observations:
        raise NotFound(f"Fitlens has not seen the video {video_id[:40]} yet.", {"video": video_id[:40]})
    return [_moment(observation) for observation in observations]


def growth(store: Store, ref: str, *, since: int = 0) -> dict[str, list[tuple[int, int]]]:
    """Views over time per video id, as (instant, views), oldest first.

    Raises:
        NotFound: this creator was never read.
    """
    lines: dict[str, list[tuple[int, int]]] = {}
    for video_id, seen in store.observations.observations_of(resolve(store, ref), since=since):
        if seen.counts.views is not None:
            lines.setdefault(video_id, []).append((seen.seen_at, seen.counts.views))
    return lines


def news(store: Store, ref: str, *, since: int) -> News:
    """What came in since an instant: new videos, new readings of known ones, followers then and now.

    Raises:
        NotFound: this creator was never read.
    """
    key = resolve(store, ref)
    evidence = store.observations.evidence(key)
    if evidence is None:
        raise NotFound(f"Nothing has been read of {ref[:80]} yet.")
    fresh = [record for record in evidence.videos if record.first_seen_at > since]
    fresh_ids = {record.facts.id for record in fresh}
    seen_since = store.observations.observations_of(key, since=since)
    earlier = [r for r in evidence.history if r.seen_at <= since and r.counts.followers is not None]
    return News(
        since=since,
        new_videos=tuple(summarise(record, evidence.creator.handle) for record in fresh),
        read_again=len({video_id for video_id, _ in seen_since} - fresh_ids),
        followers_before=earlier[-1].counts.followers if earlier else None,
        followers_now=evidence.creator.counts.followers,
    )


def summarise(record: VideoRecord, handle: str | None) -> VideoSummary:
    """One video for a list; its address needs the creator's handle."""
    facts = record.facts
    handle = facts.handle or handle
    kind = "photo" if facts.photo else "video"
    latest = record.latest or record.complete
    return VideoSummary(
        id=facts.id,
        url=f"https://www.tiktok.com/@{handle}/{kind}/{facts.id}" if handle else None,
        created_at=iso(facts.created_at) if facts.created_at is not None else None,
        caption=facts.caption,
        hashtags=facts.hashtags or (),
        mentions=facts.mentions or (),
        language=facts.language,
        duration_s=facts.duration_s,
        sound=facts.sound,
        photo=facts.photo,
        pinned=facts.pinned,
        ad=AdSummary(
            is_ad=facts.ad.is_ad,
            authorized=facts.ad.authorized,
            shop=facts.ad.shop,
            disclosed=facts.ad.disclosed,
        ),
        topics=facts.topics or (),
        place=facts.place,
        duet=facts.duet,
        duet_of=facts.duet_of,
        playlist_id=facts.playlist_id,
        branded_hashtags=facts.branded_hashtags or (),
        screen_texts=facts.screen_texts or (),
        caption_languages=facts.caption_languages or (),
        search_words=facts.search_words or (),
        muted=facts.muted,
        ai=AiSummary(
            labelled=facts.ai.labelled,
            creator=facts.ai.creator,
            tiktok=facts.ai.tiktok,
            flagged=facts.ai.flagged,
            says=facts.ai.says,
        ),
        allows=facts.allows,
        restrictions=facts.restrictions,
        views=facts.counts.views,
        likes=facts.counts.likes,
        comments=facts.counts.comments,
        shares=facts.counts.shares,
        saves=facts.counts.saves,
        seen_at=iso(latest.seen_at) if latest else None,
        source=latest.source if latest else None,
    )


def _moment(observation: Observation) -> Moment:
    counts = observation.counts
    return Moment(
        seen_at=iso(observation.seen_at),
        dated_by=observation.dated_by,
        source=observation.source,
        views=counts.views,
        likes=counts.likes,
        comments=counts.comments,
        shares=counts.shares,
        saves=counts.saves,
    )
