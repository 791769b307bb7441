"""yt-dlp's and youtube-dl's ``.info.json`` of TikTok videos, alone or in a playlist."""

from companion.tiktok import words
from companion.tiktok.cells import Record, first, moment
from companion.tiktok.entries import Entry

NAME = "yt_dlp"
_COUNTS = ("view_count", "like_count")


def fits(record: Record) -> bool:
    """It names TikTok's extractor and has a video's counts."""
    extractor = first(record, "extractor_key", "extractor")
    ours = isinstance(extractor, str) and extractor.lower().partition(":")[0] == "tiktok"
    return ours and "id" in record and any(name in record for name in _COUNTS)


def entry(record: Record) -> Entry:
    """The video and its author: ``uploader`` is the handle, the display name has changed places over the years."""
    return Entry(
        item=words.video(
            video_id=record.get("id"),
            caption=record.get("description"),
            created=record.get("timestamp"),
            views=record.get("view_count"),
            likes=record.get("like_count"),
            comments=record.get("comment_count"),
            shares=record.get("repost_count"),
            saves=record.get("save_count"),
            duration_s=record.get("duration"),
            sound=(None, record.get("track"), None),
            sound_author=record.get("artist"),
            author=words.account(
                user_id=record.get("uploader_id"),
                handle=record.get("uploader"),
                sec_uid=record.get("channel_id"),
                name=first(record, "channel", "creator"),
            ),
        ),
        seen_at=moment(record.get("epoch")),
    )
