"""4CAT's tables (CSV) of TikTok posts."""

from typing import Any

from companion.tiktok import words
from companion.tiktok.cells import Record, first, names
from companion.tiktok.entries import Entry

NAME = "4cat"
_MARKS = ("thread_id", "author", "body", "plays", "likes")


def fits(record: Record) -> bool:
    """It has 4CAT's columns for a post of TikTok."""
    return all(name in record for name in _MARKS)


def entry(record: Record) -> Entry:
    """The post. ``author_likes`` are likes given (``diggCount``), not hearts received: no count of ours."""
    url = record.get("tiktok_url")
    return Entry(
        item=words.video(
            video_id=record.get("id"),
            caption=record.get("body") or "",
            created=first(record, "unix_timestamp", "timestamp"),
            views=record.get("plays"),
            likes=record.get("likes"),
            comments=record.get("comments"),
            shares=record.get("shares"),
            hashtags=[*names(record.get("hashtags")), *names(record.get("challenges"))],
            sound=(record.get("music_id"), record.get("music_name"), None),
            sound_author=record.get("music_author"),
            is_ad=record.get("is_ad"),
            authorized=record.get("is_paid_partnership"),
            country=record.get("location_created"),
            topics=names(record.get("diversification_labels")),
            author=words.account(
                user_id=record.get("author_id"), handle=record.get("author"), name=record.get("author_full")
            ),
            author_counts=words.account_counts(
                followers=record.get("author_followers"), videos=record.get("author_videos")
            ),
        )
        | words.marks(
            sensitive=record.get("is_sensitive"),
            photosensitive=record.get("is_photosensitive"),
            screen_texts=_lines(record.get("stickers")),
        ),
        url=url if isinstance(url, str) else None,
    )


def _lines(stickers: Any) -> list[str]:
    return stickers.split("\n") if isinstance(stickers, str) else []
