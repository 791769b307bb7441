"""The answers of TikTok's Research API and researchers' dumps (``video_description``, ``view_count``)."""

from companion.model import Outcome, Reading
from companion.tiktok import scalars, words
from companion.tiktok.cells import Record, first, names, part
from companion.tiktok.decoding import loaded
from companion.tiktok.entries import Entry
from companion.tiktok.outcomes import without_data

NAME = "research_api"
_COUNTS = ("view_count", "like_count")
_FIELDS = {
    *("id", "username", "create_time", "region_code", "music_id", "effect_ids", "playlist_id", "voice_to_text"),
    *("view_count", "like_count", "comment_count", "share_count", "favorites_count", "video_duration"),
    *("video_mention_list", "video_label", "video_tag", "is_stem_verified"),
    *("hashtag_info_list", "sticker_info_list", "effect_info_list"),
}
"""What a query for videos may ask for, without what no other answer has."""
_LONGEST_REFUSAL = 20_000
_NO_ACCESS = ("access_token_invalid", "scope_not_authorized", "scope_permission_missed")
_TOO_OFTEN = ("rate_limit_exceeded", "daily_quota_limit_exceeded")
NAMELESS = (
    "TikTok's Research API gave an account's numbers without saying whose they are: add its username to the data."
)
_ACCOUNT = ("follower_count", "likes_count", "following_count")


def fits(record: Record) -> bool:
    """It has the names of that interface for a video, or for an account that the dump names."""
    return _is_video(record) or _is_account(record)


def _is_video(record: Record) -> bool:
    named = "id" in record or "video_id" in record
    own = "video_description" in record or "hashtag_names" in record
    whole = "username" in record and "region_code" in record and any(name in record for name in _COUNTS)
    return named and (own or whole or _was_asked_for(record))


def _was_asked_for(record: Record) -> bool:
    """A query names the fields that it wants, which may be few: then there must be no others."""
    video_id = scalars.identifier(record.get("id"))
    own = video_id is not None and int(video_id) in scalars.VIDEO_IDS
    return own and "username" in record and len(record) > len(("id", "username")) and _FIELDS.issuperset(record)


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


def without_records(text: str) -> Reading | None:
    """What an answer of the interface says that holds no video and no account that can be named."""
    answer = loaded(text) if len(text) < _LONGEST_REFUSAL and '"error"' in text else None
    if not isinstance(answer, dict) or not answer.keys() <= {"data", "error"}:
        return None
    code, data = part(answer, "error", "code"), part(answer, "data") or {}
    if not isinstance(code, str) or not isinstance(data, dict):
        return None
    if code != "ok":
        return _refusal(code) if "log_id" in answer["error"] else None
    if data.get("videos") == []:
        return without_data(NAME, "no_videos")
    if data.get("follower_count") is None or data.get("likes_count") is None:
        return None
    return without_data(NAME, "unsupported", says=NAMELESS)


def _refusal(code: str) -> Reading:
    outcome: Outcome = "login_wall" if code in _NO_ACCESS else "unavailable"
    if code in _NO_ACCESS:
        says = "TikTok's Research API refused the query: its access token is not valid, or does not allow this."
    elif code in _TOO_OFTEN:
        says = "TikTok's Research API refused the query: too many were sent; try again tomorrow."
    else:
        says = "TikTok's Research API answered the query with an error instead of data."
    return without_data(NAME, outcome, says=says)


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
