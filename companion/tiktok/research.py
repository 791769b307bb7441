"""The answers of TikTok's Research API and researchers' dumps (``video_description``, ``view_count``)."""

from companion.tiktok import words
from companion.tiktok.cells import Record, first, names
from companion.tiktok.entries import Entry

NAME = "research_api"
_COUNTS = ("view_count", "like_count")
_ACCOUNT = ("follower_count", "likes_count", "following_count")


def fits(record: Record) -> bool:
    """It has the names of that interface for a video, or for an account that the dump names."""
    return _is_video(record) or _is_account(record)


def _is_video(record: Record) -> bool:
    named = "id" in record or "video_id" in record
    own = "video_description" in record or "hashtag_names" in record
    whole = "username" in record and "region_code" in record and any(name in record for name in _COUNTS)
    return named and (own or whole)


def _is_account(record: Record) -> bool:
    named = "username" in record and ("display_name" in record or "bio_description" in record)
    return named and any(name in record for name in _ACCOUNT)


def entry(record: Record) -> Entry:
    """The video; its region is that of the author's account. Or the account."""
    if not _is_video(record):
        return Entry(account=_account(record))
    return Entry(
        item=words.video(
            video_id=first(record, "id", "video_id"),
            caption=record.get("video_description"),
            created=record.get("create_time"),
            views=record.get("view_count"),
            likes=record.get("like_count"),
            comments=record.get("comment_count"),
            shares=record.get("share_count"),
            saves=first(record, "favorites_count", "favourites_count"),
            duration_s=record.get("video_duration"),
            hashtags=names(record.get("hashtag_names"), "hashtag_name", "name"),
            mentions=names(record.get("video_mention_list")),
            sound=(record.get("music_id"), None, None),
            author=words.account(handle=record.get("username"), region=record.get("region_code")),
        )
        | words.marks(playlist=record.get("playlist_id"))
    )


def _account(record: Record) -> dict[str, object]:
    return {
        "user": words.account(
            handle=record.get("username"),
            name=record.get("display_name"),
            bio=record.get("bio_description"),
            bio_link=record.get("bio_url"),
            verified=record.get("is_verified"),
        ),
        "stats": words.account_counts(
            followers=record.get("follower_count"),
            following=record.get("following_count"),
            hearts=record.get("likes_count"),
            videos=record.get("video_count"),
        ),
    }
