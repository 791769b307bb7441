"""TikTok's web objects of 2018 to 2020 (``itemInfos``, ``authorInfos``), in pages and in tools' files."""

from typing import Any

from companion.tiktok import words
from companion.tiktok.cells import Record, first, names, part
from companion.tiktok.entries import Entry

NAME = "item_infos"


def fits(record: Record) -> bool:
    """It has the video's part and the author's."""
    return isinstance(record.get("itemInfos"), dict) and isinstance(record.get("authorInfos"), dict)


def entry(record: Record) -> Entry:
    """The video and its author."""
    return Entry(item=video(record))


def video(record: Record) -> dict[str, Any]:
    """A video as later lists write one."""
    infos, author, music = (_part(record, name) for name in ("itemInfos", "authorInfos", "musicInfos"))
    return words.video(
        video_id=infos.get("id"),
        caption=infos.get("text"),
        created=infos.get("createTime"),
        views=infos.get("playCount"),
        likes=infos.get("diggCount"),
        comments=infos.get("commentCount"),
        shares=infos.get("shareCount"),
        duration_s=part(infos, "video", "videoMeta", "duration"),
        hashtags=names(record.get("challengeInfoList"), "challengeName")
        + names(record.get("textExtra"), "HashtagName", "hashtagName"),
        sound=(music.get("musicId"), music.get("musicName"), music.get("original")),
        sound_author=music.get("authorName"),
        author=words.account(
            user_id=author.get("userId"),
            handle=author.get("uniqueId"),
            sec_uid=author.get("secUid"),
            name=first(author, "nickName", "nickname"),
            bio=author.get("signature"),
            verified=author.get("verified"),
        ),
        author_counts=_part(record, "authorStats"),
    )


def _part(record: Record, name: str) -> Record:
    value = record.get(name)
    return value if isinstance(value, dict) else {}
