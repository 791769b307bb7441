"""Tables and lists that people, small scripts and TikTok's own tools make, each with its own names for the same.

A record counts as a video of TikTok only if it names one: by its address, or by an id of TikTok's beside its
counts. What a column means is in ``column_names``.
"""

import re
from typing import Any

from companion.tiktok import addresses, precision, scalars, words
from companion.tiktok.cells import Record, counted, moment, names, yes
from companion.tiktok.column_names import ACCOUNT_PARTS, VIDEO_PARTS, meanings, plain
from companion.tiktok.entries import Entry

NAME = "homemade"

_COUNTS = ("views", "likes", "comments", "shares", "saves")
_OF_POSTS = ("views", "comments", "shares")
_AS_HANDLE = 17
"""Names of a handle that rank below this one may also hold a display name."""
_ALMOST_ALL = 2
"""An id of TikTok's beside more than so many counts needs no other witness."""
_LOOKED_AT = 1_000_000
_LONGEST_ROW_NUMBER = 14
_BARE_ID = 10
"""From this rank on, a name of an id may also mean the account's."""
_HANDLE = re.compile(r"@?[A-Za-z0-9_.]{2,30}")
_HANDLE_OR_NAME = re.compile(r"@[A-Za-z0-9_.]{2,30}|(?=[^a-z]*[a-z])[a-z0-9_.]{2,30}")
_ZONED = re.compile(r"\d{4}-\d{2}-\d{2}[T ].*(?:Z|UTC|[+-]\d{2}:?\d{2})")
_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d{2})")
_HOUR = 3600
_ELSEWHERE = (
    "douyin.com",
    "instagram.com",
    "youtube.com",
    "youtu.be",
    "facebook.com",
    "linkedin.com",
    "twitter.com",
)
_NAMES_ELSEWHERE = ("subscriber", "instagram", "youtube", "twitter", "facebook", "twitch", "posts")
_PLATFORM = ("platform", "source_platform", "extractor", "extractor_key", "network", "social_network")
_OF_LIVE = ("stream_url", "streamId", "room_id", "roomId", "liveRoom", "user_count")
Said = dict[str, list[tuple[int, Any]]]
"""Meaning to what is said of it, each with the rank of its name."""


def fits(record: Record) -> bool:
    """It names a video of TikTok with something about it, an account that is certainly TikTok's, or a comment."""
    if len(record) < 2 or any("tiktok" not in str(record[name]).lower() for name in _PLATFORM if record.get(name)):
        return False
    said = _said(record)
    if not said or any(name in record for name in _OF_LIVE):
        return False
    links = _links(record)
    if any(site in link for link in links for site in _ELSEWHERE):
        return False
    if _of_comment(said):
        return _id(said) is not None or any(addresses.video_of(link) for link in links)
    return _names_video(said, links) or _names_account(record, links)


def entry(record: Record) -> Entry:
    """The video and its author, or the account alone; comments are left out."""
    said, links = _said(record), _links(record)
    if _of_comment(said):
        return Entry(left_out="a comment")
    if not _names_video(said, links):
        said = _said(record, nested=False)
        said.setdefault("author_id", []).extend(each for each in said.get("video_id", ()) if _is_long(each[1]))
        return Entry(account={"user": _author(said, links), "stats": _author_counts(said)})
    url = next((link for link in links if addresses.video_of(link)), None)
    return Entry(
        item=words.video(
            video_id=None if url else _id(said),
            caption=_text(said, "caption"),
            created=_moment(said, "created"),
            views=_count(said, "views"),
            likes=_count(said, "likes"),
            comments=_count(said, "comments"),
            shares=_count(said, "shares"),
            saves=_count(said, "saves"),
            duration_s=_duration(_first(said, "duration")),
            hashtags=_tags(_first(said, "hashtags")),
            sound=(_first(said, "sound_id"), _text(said, "sound_title"), yes(_first(said, "original"))),
            photo=bool(yes(_first(said, "photo"))) or addresses.is_photo(url or ""),
            pinned=_first(said, "pinned"),
            is_ad=_first(said, "is_ad"),
            author=_author(said, links),
            author_counts=_author_counts(said),
        ),
        url=url,
        seen_at=_minute(_moment(said, "collected")),
    )


def lacks_names(columns: Record, text: str) -> bool:
    """Whether a table tells the figures of videos on TikTok, but nothing by which to know one of them again."""
    said = _said(columns)
    counts = sum(name in said for name in ("views", "likes", "comments", "shares"))
    numbered = "shares" in said and any(plain(name) == "videoid" for name in columns)
    return counts > _ALMOST_ALL and (numbered or "tiktok" in text[:_LOOKED_AT].lower())


def _said(record: Record, *, nested: bool = True) -> Said:
    own: Said = {}
    _add(own, record)
    if "followers" in own and "likes" in own and not any(name in own for name in _OF_POSTS):
        own["hearts"] = own.get("hearts", []) + own.pop("likes")  # beside followers alone it is the account's
    for name, part in record.items():
        if isinstance(part, dict):
            kind = plain(name)
            if nested and kind in ACCOUNT_PARTS:
                _add_account(own, part)
            elif kind in VIDEO_PARTS:
                _add_counts(own, part)
    return {meaning: sorted(values, key=lambda value: value[0]) for meaning, values in own.items()}


def _add(said: Said, record: Record) -> None:
    for name, value in record.items():
        if value is not None and not isinstance(value, dict):
            for meaning, rank in meanings(name):
                said.setdefault(meaning, []).append((rank, value))


def _add_account(said: Said, part: Record) -> None:
    inner: Said = {}
    for each in (part, *(value for value in part.values() if isinstance(value, dict))):
        _add(inner, each)
    renamed = {"video_id": "author_id", "likes": "hearts"}
    for meaning in (
        "handle",
        "name",
        "video_id",
        "sec_uid",
        "followers",
        "following",
        "likes",
        "hearts",
        "videos",
    ):
        said.setdefault(renamed.get(meaning, meaning), []).extend(inner.get(meaning, ()))
    for meaning in ("verified", "bio"):
        said.setdefault(meaning, []).extend(inner.get(meaning, ()))


def _add_counts(said: Said, part: Record) -> None:
    """Counts in a part that is named after the video are surer than those beside it."""
    inner: Said = {}
    _add(inner, part)
    for meaning in (*_COUNTS, "duration"):
        for rank, value in inner.get(meaning, ()):
            said.setdefault(meaning, []).append((rank - 1000, value))


def _of_comment(said: Said) -> bool:
    """Comments are no videos, and who comments is nobody's creator."""
    if "of_comment" in said or "views" in said:
        return "of_comment" in said
    return any(
        isinstance(value, str) and counted(value) is None and any(each.isalpha() for each in value)
        for _, value in said.get("comments", ())
    )


def _links(record: Record) -> list[str]:
    own = [value for value in record.values() if isinstance(value, str)]
    own += [
        value
        for name, part in record.items()
        if isinstance(part, dict) and plain(name) in ACCOUNT_PARTS
        for value in part.values()
        if isinstance(value, str)
    ]
    return [link for value in own if (link := addresses.link_in(value))]


def _names_video(said: Said, links: list[str]) -> bool:
    known = [name for name in _COUNTS if name in said]
    if any(addresses.video_of(link) for link in links):
        return bool(known) or "caption" in said or "handle" in said
    if _id(said) is None:
        return False
    if "views" in known and len(known) > 1:
        return True
    if len(known) > _ALMOST_ALL:
        return True
    certain = said["video_id"][0][0] < _BARE_ID or len(known) > 1
    return certain and any(addresses.on_tiktok(link) for link in links)


def _names_account(record: Record, links: list[str]) -> bool:
    said = _said(record, nested=False)
    if (
        "followers" not in said
        or _handle(said, links) is None
        or any(name in said for name in ("views", "shares"))
    ):
        return False
    own = any(addresses.on_tiktok(link) for link in links) or any("tiktok" in name.lower() for name in record)
    of_tiktok = str(record.get("platform", "")).lower() == "tiktok"
    return own or of_tiktok or ("following" in said and "hearts" in said) or _counts_as_tiktok(record, said)


def _counts_as_tiktok(record: Record, said: Said) -> bool:
    """A handle with followers and hearts or videos; other sites count posts and subscribers, or are named."""
    elsewhere = any(word in plain(name) for name in record for word in _NAMES_ELSEWHERE)
    named = any(rank < _AS_HANDLE for rank, _ in said.get("handle", ()))
    posts = any(name in said for name in ("comments", "saves"))
    return (
        named
        and not elsewhere
        and not posts
        and any(_count(said, name) is not None for name in ("hearts", "videos"))
    )


def _id(said: Said) -> Any:
    """The video's id, or what is left of it in a spreadsheet."""
    for _, value in said.get("video_id", ()):
        exact = scalars.identifier(value)
        if exact and int(exact) in scalars.VIDEO_IDS:
            return exact
        if precision.cut(value) and int(float(str(value).replace(",", "."))) in scalars.VIDEO_IDS:
            return value
    return None


def _is_long(value: Any) -> bool:
    """Whether an account's id is certainly no number of a row."""
    exact = scalars.identifier(value)
    return exact is not None and len(exact) > _LONGEST_ROW_NUMBER


def _handle(said: Said, links: list[str]) -> str | None:
    for link in links:
        handle = addresses.handle_of(link)
        if handle:
            return handle
    for rank, value in said.get("handle", ()):
        shape = _HANDLE if rank < _AS_HANDLE else _HANDLE_OR_NAME
        if isinstance(value, str) and shape.fullmatch(value.strip()) and not value.strip().isdigit():
            return scalars.handle(value)
    return None


def _author(said: Said, links: list[str]) -> dict[str, Any]:
    handle = _handle(said, links)
    return words.account(
        user_id=_first(said, "author_id"),
        handle=handle,
        sec_uid=_first(said, "sec_uid"),
        name=_text(said, "name"),
        bio=_text(said, "bio"),
        verified=_first(said, "verified"),
    )


def _author_counts(said: Said) -> dict[str, Any]:
    return words.account_counts(
        followers=_count(said, "followers"),
        following=_count(said, "following"),
        hearts=_count(said, "hearts"),
        videos=_count(said, "videos"),
    )


def _first(said: Said, meaning: str) -> Any:
    return next((value for _, value in said.get(meaning, ())), None)


def _text(said: Said, meaning: str) -> str | None:
    return next((value for _, value in said.get(meaning, ()) if isinstance(value, str)), None)


def _count(said: Said, meaning: str) -> int | None:
    numbers = (counted(_without_name(value, meaning)) for _, value in said.get(meaning, ()))
    return next((number for number in numbers if number is not None), None)


def _without_name(value: Any, meaning: str) -> Any:
    """The number of "1.5M likes", where the likes are asked for."""
    number, _, name = value.strip().rpartition(" ") if isinstance(value, str) else ("", "", "")
    own = ("hearts", "likes") if meaning == "hearts" else (meaning,)
    return number if number and any(known in own for known, _ in meanings(name)) else value


def _moment(said: Said, meaning: str) -> int | None:
    """An instant without doubt; a date whose zone is not said is left to the video's id, which carries its own."""
    for _, value in said.get(meaning, ()):
        if isinstance(value, int | float) or (
            isinstance(value, str) and (value.isdigit() or _ZONED.fullmatch(value))
        ):
            known = moment(value)
            if known is not None:
                return known
    return None


def _minute(moment: int | None) -> int | None:
    """When a row was collected, to the minute: what was collected together stays one reading."""
    return None if moment is None else moment - moment % 60


def _duration(value: Any) -> int | None:
    """Seconds; what would be more than an hour is in another unit."""
    clock = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if clock:
        hours, minutes, seconds = (int(each or 0) for each in clock.groups())
        return hours * _HOUR + minutes * 60 + seconds
    seconds_only = round(value) if isinstance(value, float) else scalars.count(value)
    return seconds_only if seconds_only is not None and seconds_only <= _HOUR else None


def _tags(value: Any) -> list[str]:
    if isinstance(value, str) and value.isdigit():  # how many there are
        return []
    if isinstance(value, str) and "," not in value and value.count("#") > 1:
        value = value.replace("#", ",#")
    return [tag for tag in names(value, "name", "hashtag_name", "title", "hashtag") if not tag.startswith("@")]
