"""The tables of pyktok and traktok (``video_playcount``, ``author_username``)."""

from companion.tiktok import scalars, words
from companion.tiktok.cells import Record, first, names
from companion.tiktok.entries import Entry

NAME = "pyktok"
_COUNTS = ("video_playcount", "video_diggcount")


def fits(record: Record) -> bool:
    """It has these tools' columns for a video."""
    return "video_id" in record and any(name in record for name in _COUNTS)


def entry(record: Record) -> Entry:
    """The video and its author.

    pyktok writes the time of the post in the collector's own zone without naming it, so a date in words is left to
    the video's id, which carries the second of the upload; traktok writes Unix seconds.
    """
    return Entry(
        item=words.video(
            video_id=record.get("video_id"),
            caption=record.get("video_description") or "",
            created=scalars.instant(record.get("video_timestamp")),
            views=record.get("video_playcount"),
            likes=record.get("video_diggcount"),
            comments=record.get("video_commentcount"),
            shares=record.get("video_sharecount"),
            saves=record.get("video_collectcount"),
            duration_s=first(record, "video_duration", "video_length"),
            is_ad=record.get("video_is_ad"),
            place=(record.get("poi_name"), record.get("poi_city")),
            country=record.get("video_locationcreated"),
            author=words.account(
                user_id=record.get("author_id"),
                handle=record.get("author_username"),
                name=record.get("author_name"),
                verified=record.get("author_verified"),
            ),
            author_counts=words.account_counts(
                followers=record.get("author_followercount"),
                following=record.get("author_followingcount"),
                hearts=record.get("author_heartcount"),
                videos=record.get("author_videocount"),
            ),
        )
        | words.marks(
            screen_texts=[record.get("video_stickers")],
            search_words=names(record.get("suggested_words")),
        )
    )
