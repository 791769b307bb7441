"""What ``fitlens creators --json`` and ``fitlens videos --json`` wrote."""

from typing import Any, get_args

from companion.model import (
    AccountState,
    AdFlags,
    AiLabels,
    CaptureSource,
    Counts,
    Creator,
    CreatorCounts,
    Mask,
    Permissions,
    Restrictions,
    Sound,
    Video,
)
from companion.tiktok import addresses, captions, labels, scalars
from companion.tiktok.cells import Record, moment, names, part
from companion.tiktok.entries import Entry

NAME = "fitlens"
_VIDEO = ("id", "caption", "views", "ad", "seen_at")
_CREATOR = ("handle", "followers", "state", "seen_at")
_SOURCES: dict[Any, CaptureSource] = {each: each for each in get_args(CaptureSource)}
_MASKS: dict[Any, Mask] = {each: each for each in get_args(Mask)}
_STATES: dict[Any, AccountState] = {each: each for each in get_args(AccountState)}


def fits(record: Record) -> bool:
    """It has our own names for a video or a creator."""
    return any(all(name in record for name in marks) for marks in (_VIDEO, _CREATOR))


def entry(record: Record) -> Entry:
    """The video or creator exactly as it was known."""
    seen_at = moment(record.get("seen_at"))
    if "views" not in record:
        creator = _creator(record)
        return Entry(creator=creator, seen_at=seen_at, left_out=None if creator else "no id")
    source = record.get("source")
    known = _SOURCES.get(source, "api") if isinstance(source, str) else "api"
    video = _video(record)
    return Entry(video=video, seen_at=seen_at, source=known, left_out=None if video else "no id")


def _creator(record: Record) -> Creator | None:
    state = record.get("state")
    creator = Creator(
        id=scalars.identifier(record.get("id")),
        handle=scalars.handle(record.get("handle")),
        name=scalars.line(record.get("name")),
        verified=scalars.flag(record.get("verified")),
        language=scalars.language(record.get("language")),
        region=scalars.region(record.get("region")),
        state=_STATES.get(state) if isinstance(state, str) else None,
        counts=CreatorCounts(
            *(scalars.count(record.get(name)) for name in ("followers", "following", "likes", "videos"))
        ),
        from_profile=True,
    )
    return creator if creator.handle or creator.id else None


def _video(record: Record) -> Video | None:
    video_id = scalars.identifier(record.get("id"))
    if video_id is None:
        return None
    url, words = record.get("url"), captions.caption(record.get("caption"))
    ad = [scalars.flag(part(record, "ad", name)) for name in ("is_ad", "authorized", "shop", "disclosed")]
    length = scalars.count(record.get("duration_s"))
    return Video(
        id=video_id,
        handle=addresses.handle_of(url) if isinstance(url, str) else None,
        created_at=moment(record.get("created_at")),
        caption=words,
        hashtags=None if words is None else captions.hashtags(names(record.get("hashtags")), None) or (),
        mentions=None if words is None else captions.mentions(names(record.get("mentions")), None) or (),
        language=scalars.language(record.get("language")),
        duration_s=length or None,
        sound=_sound(record),
        photo=scalars.flag(record.get("photo")),
        pinned=scalars.flag(record.get("pinned")),
        ad=AdFlags(*ad),
        topics=tuple(names(record.get("topics"))) or None,
        place=scalars.line(record.get("place")),
        duet=scalars.flag(record.get("duet")),
        duet_of=scalars.identifier(record.get("duet_of")),
        playlist_id=scalars.identifier(record.get("playlist_id")),
        branded_hashtags=captions.hashtags(names(record.get("branded_hashtags")), None) or None,
        screen_texts=labels.lines(_texts(record.get("screen_texts"))),
        caption_languages=labels.languages(_texts(record.get("caption_languages"))),
        search_words=labels.lines(_texts(record.get("search_words"))),
        muted=scalars.flag(record.get("muted")),
        ai=AiLabels(
            creator=scalars.flag(part(record, "ai", "creator")),
            tiktok=scalars.flag(part(record, "ai", "tiktok")),
            flagged=scalars.flag(part(record, "ai", "flagged")),
            says=scalars.line(part(record, "ai", "says")),
        ),
        allows=Permissions(
            *(scalars.flag(part(record, "allows", name)) for name in ("comments", "duet", "stitch"))
        ),
        restrictions=_restrictions(record),
        counts=Counts(
            *(scalars.count(record.get(name)) for name in ("views", "likes", "comments", "shares", "saves"))
        ),
    )


def _restrictions(record: Record) -> Restrictions:
    mask = part(record, "restrictions", "mask")
    return Restrictions(
        mask=_MASKS.get(mask) if isinstance(mask, str) else None,
        needs_login=scalars.flag(part(record, "restrictions", "needs_login")),
        warnings=labels.lines(_texts(part(record, "restrictions", "warnings"))),
    )


def _texts(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _sound(record: Record) -> Sound | None:
    sound = Sound(
        id=scalars.identifier(part(record, "sound", "id")),
        title=scalars.line(part(record, "sound", "title")),
        original=scalars.flag(part(record, "sound", "original")),
        author=scalars.line(part(record, "sound", "author")),
    )
    return sound if sound != Sound() else None
