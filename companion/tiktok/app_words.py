"""The mobile app's objects (``aweme``, ``unique_id``, ``digg_count`` …) in the web's words."""

from typing import Any

from companion.tiktok import scalars, words
from companion.tiktok.cells import Record, first, names, part

_MILLISECONDS_FROM = 1000
"""The app counts a clip's length in milliseconds; a smaller figure is a tool's own, in seconds."""


def account(user: Record) -> dict[str, Any]:
    """An account as the web writes one; the app says "verified" by the words under the badge."""
    badges = [
        user[name] for name in ("custom_verify", "enterprise_verify_reason") if isinstance(user.get(name), str)
    ]
    return words.account(
        user_id=first(user, "uid", "id"),
        handle=user.get("unique_id"),
        sec_uid=user.get("sec_uid"),
        name=user.get("nickname"),
        bio=user.get("signature"),
        bio_link=user.get("bio_url"),
        verified=any(badges) if badges else user.get("verified"),
        private=user.get("secret"),
        language=user.get("language"),
        region=first(user, "account_region", "region"),
    )


def account_counts(user: Record) -> dict[str, Any]:
    """The counts of an account; where an answer leaves them out it writes zeros, all of them."""
    counts = words.account_counts(
        followers=user.get("follower_count"),
        following=user.get("following_count"),
        hearts=first(user, "total_favorited", "heart_count"),
        videos=first(user, "aweme_count", "video_count"),
    )
    return counts if any(counts.values()) else {}


def video(aweme: Record) -> dict[str, Any]:
    """A video as the web's lists write one."""
    author = aweme.get("author")
    author = author if isinstance(author, dict) else {}
    extra = aweme.get("text_extra")
    tags = [each for each in extra if isinstance(each, dict)] if isinstance(extra, list) else []
    music = aweme.get("music")
    music = music if isinstance(music, dict) else {}
    challenges = aweme.get("cha_list")
    return words.video(
        video_id=first(aweme, "aweme_id", "id"),
        caption=aweme.get("desc"),
        created=aweme.get("create_time"),
        views=_views(aweme),
        likes=part(aweme, "statistics", "digg_count"),
        comments=part(aweme, "statistics", "comment_count"),
        shares=part(aweme, "statistics", "share_count"),
        saves=part(aweme, "statistics", "collect_count"),
        duration_s=_seconds(part(aweme, "video", "duration")),
        hashtags=[*names(tags, "hashtag_name"), *names(challenges, "cha_name")],
        branded=[*names(_branded_tags(tags), "hashtag_name"), *names(_branded_tags(challenges), "cha_name")],
        language=first(aweme, "desc_language", "content_desc_language"),
        sound=(
            first(music, "id_str", "mid", "id"),
            music.get("title"),
            first(music, "is_original_sound", "is_original"),
        ),
        sound_author=music.get("author"),
        captioned=names(part(aweme, "video", "cla_info", "caption_infos"), "lang", "language_code"),
        photo=isinstance(aweme.get("image_post_info"), dict),
        pinned=aweme.get("is_top"),
        is_ad=first(aweme, "is_ads", "is_ad"),
        authorized=_branded(part(aweme, "commerce_info", "branded_content_type")),
        country=aweme.get("region"),
        author=account(author),
        author_counts=account_counts(author),
    ) | words.marks(
        comments=part(aweme, "status", "allow_comment"),
        duet=part(aweme, "video_control", "allow_duet"),
        stitch=part(aweme, "video_control", "allow_stitch"),
        playlist=part(aweme, "mix_info", "mix_id"),
        label=part(aweme, "aigc_info", "aigc_label_type"),
        moderation=part(aweme, "moderation_aigc_info", "moderation_aigc_label_type"),
        by_ai=part(aweme, "aigc_info", "created_by_ai"),
        search_words=_suggested(part(aweme, "suggest_words", "suggest_words")),
    )


def _branded_tags(tags: Any) -> list[Any]:
    tags = tags if isinstance(tags, list) else []
    return [each for each in tags if isinstance(each, dict) and each.get("is_commerce") is True]


def _suggested(places: Any) -> list[str]:
    shown = [each for each in places if isinstance(each, dict)] if isinstance(places, list) else []
    return [word for place in shown for word in names(place.get("words"), "word")]


def _views(aweme: Record) -> Any:
    views, likes = part(aweme, "statistics", "play_count"), part(aweme, "statistics", "digg_count")
    return None if views == 0 and scalars.count(likes) else views


def _seconds(duration: Any) -> int | None:
    length = scalars.count(duration)
    return length if length is None or length < _MILLISECONDS_FROM else round(length / 1000)


def _branded(kind: Any) -> bool | None:
    """Any kind of branded content is a paid one; that there is none, is not said for certain."""
    return True if scalars.count(kind) else None
