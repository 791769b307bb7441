"""The layout of tiktok-scraper (drawrowfly) and of Apify's TikTok actors (``authorMeta``, ``diggCount``).

JSON, or a table whose columns are named ``authorMeta.name`` or ``authorMeta/name``.
"""

from typing import Any

from companion.tiktok import words
from companion.tiktok.cells import Record, first, names, part, yes
from companion.tiktok.entries import Entry

NAME = "collector"
_MARKS = ("authorMeta", "videoMeta", "musicMeta")
_COUNTS = ("playCount", "diggCount", "commentCount", "shareCount")


def fits(record: Record) -> bool:
    """It has the layout's own names, and a video's counts or an account."""
    if not any(name in record for name in _MARKS):
        return False
    return any(name in record for name in _COUNTS) or part(record, "authorMeta", "name") is not None


def entry(record: Record) -> Entry:
    """The video and its author, or the author alone where an actor found no videos."""
    url = record.get("webVideoUrl")
    if record.get("id") is None and not url:
        return Entry(account={"user": _author(record), "stats": _author_counts(record)})
    photo = bool(yes(record.get("isSlideshow")))
    return Entry(
        item=words.video(
            video_id=record.get("id"),
            caption=record["text"] or "" if "text" in record else None,
            created=first(record, "createTime", "createTimeISO"),
            views=record.get("playCount"),
            likes=record.get("diggCount"),
            comments=record.get("commentCount"),
            shares=record.get("shareCount"),
            saves=record.get("collectCount"),
            duration_s=part(record, "videoMeta", "duration"),
            hashtags=names(record.get("hashtags"), "name", "title"),
            mentions=names(record.get("mentions"), "name"),
            language=record.get("textLanguage"),
            sound=(
                part(record, "musicMeta", "musicId"),
                part(record, "musicMeta", "musicName"),
                part(record, "musicMeta", "musicOriginal"),
            ),
            sound_author=part(record, "musicMeta", "musicAuthor"),
            captioned=names(part(record, "videoMeta", "subtitleLinks"), "language"),
            photo=photo,
            pinned=record.get("isPinned"),
            is_ad=record.get("isAd"),
            authorized=record.get("isSponsored"),
            country=record.get("locationCreated"),
            author=_author(record),
            author_counts=_author_counts(record),
        )
        | words.marks(
            duet=part(record, "videoMeta", "duetEnabled"),
            stitch=part(record, "videoMeta", "stitchEnabled"),
            duet_of=part(record, "videoMeta", "duetInfo", "duetFromId"),
            muted=record.get("isMuted"),
        ),
        url=url if isinstance(url, str) else None,
    )


def _author(record: Record) -> dict[str, Any]:
    meta = record.get("authorMeta")
    meta = meta if isinstance(meta, dict) else {}
    link = meta.get("bioLink")
    return words.account(
        user_id=meta.get("id"),
        handle=meta.get("name"),
        sec_uid=meta.get("secUid"),
        name=first(meta, "nickName", "nickname"),
        bio=meta.get("signature"),
        bio_link=link.get("link") if isinstance(link, dict) else link,
        verified=meta.get("verified"),
        private=first(meta, "privateAccount", "private"),
        seller=meta.get("ttSeller"),
        region=meta.get("region"),
    )


def _author_counts(record: Record) -> dict[str, Any]:
    meta = record.get("authorMeta")
    meta = meta if isinstance(meta, dict) else {}
    return words.account_counts(
        followers=meta.get("fans"),
        following=meta.get("following"),
        hearts=meta.get("heart"),
        videos=meta.get("video"),
    )
