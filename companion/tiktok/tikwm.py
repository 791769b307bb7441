"""The flat layout of tikwm and the download services built on it: ``play_count``, ``digg_count``, ``title``."""

from companion.tiktok import app_words, words
from companion.tiktok.cells import Record, first
from companion.tiktok.entries import Entry

NAME = "tikwm"
_MARKS = ("play_count", "digg_count", "title")


def fits(record: Record) -> bool:
    """It has the app's counts beside a title; ``aweme_id`` is no id of TikTok's here."""
    return all(name in record for name in _MARKS) and ("id" in record or "video_id" in record)


def entry(record: Record) -> Entry:
    """The video and its author."""
    author = record.get("author")
    return Entry(
        item=words.video(
            video_id=first(record, "video_id", "id"),
            caption=record.get("title"),
            created=record.get("create_time"),
            views=record.get("play_count"),
            likes=record.get("digg_count"),
            comments=record.get("comment_count"),
            shares=record.get("share_count"),
            saves=record.get("collect_count"),
            duration_s=record.get("duration"),
            photo=isinstance(record.get("images"), list),
            pinned=record.get("is_top"),
            is_ad=record.get("is_ad"),
            country=record.get("region"),
            author=app_words.account(author if isinstance(author, dict) else {}),
        )
    )
