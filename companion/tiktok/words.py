"""Other tools' records in TikTok's own words, so that ``items`` and ``people`` give them their meaning."""

from collections.abc import Iterable
from typing import Any

from companion.tiktok.cells import counted, moment, simple, yes


def video(
    *,
    video_id: Any,
    caption: Any = None,
    created: Any = None,
    views: Any = None,
    likes: Any = None,
    comments: Any = None,
    shares: Any = None,
    saves: Any = None,
    duration_s: Any = None,
    hashtags: Iterable[str] = (),
    mentions: Iterable[str] = (),
    language: Any = None,
    sound: tuple[Any, Any, Any] = (None, None, None),
    photo: bool = False,
    pinned: Any = None,
    is_ad: Any = None,
    authorized: Any = None,
    place: tuple[Any, Any] = (None, None),
    country: Any = None,
    topics: Iterable[str] = (),
    sound_author: Any = None,
    branded: Iterable[str] = (),
    captioned: Iterable[str] = (),
    author: dict[str, Any] | None = None,
    author_counts: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """A video as the web's lists write one.

    ``sound`` is id, title and original, ``place`` is name and city, ``branded`` are a brand's hashtags,
    ``captioned`` the languages of the automatic captions.
    """
    return {
        "id": simple(video_id),
        "desc": simple(caption),
        "createTime": moment(created),
        "author": author,
        "authorStats": author_counts,
        "stats": {
            "playCount": counted(views),
            "diggCount": counted(likes),
            "commentCount": counted(comments),
            "shareCount": counted(shares),
            "collectCount": counted(saves),
        },
        "challenges": [
            *({"title": name} for name in hashtags),
            *({"title": name, "isCommerce": True} for name in branded),
        ],
        "textExtra": [{"type": 0, "userUniqueId": name} for name in mentions],
        "textLanguage": simple(language),
        "music": {
            "id": simple(sound[0]),
            "title": simple(sound[1]),
            "original": yes(sound[2]),
            "authorName": simple(sound_author),
        },
        "video": {
            "duration": counted(duration_s),
            "subtitleInfos": [{"LanguageCodeName": language} for language in captioned],
        },
        "imagePost": {} if photo else None,
        "isPinnedItem": yes(pinned),
        "isAd": yes(is_ad),
        "adAuthorization": yes(authorized),
        "poi": {"name": simple(place[0]), "city": simple(place[1])},
        "locationCreated": simple(country),
        "diversificationLabels": list(topics),
    }


def marks(
    *,
    comments: Any = None,
    duet: Any = None,
    stitch: Any = None,
    duet_of: Any = None,
    playlist: Any = None,
    label: Any = None,
    moderation: Any = None,
    by_ai: Any = None,
    sensitive: Any = None,
    photosensitive: Any = None,
    muted: Any = None,
    screen_texts: Iterable[Any] = (),
    search_words: Iterable[str] = (),
) -> dict[str, Any]:
    """What stands beside a video: permissions, AI labels (``label`` is ``aigcLabelType``), masks, words."""
    allowed = yes(comments)
    return {
        "itemCommentStatus": None if allowed is None else int(not allowed),
        "duetEnabled": yes(duet),
        "stitchEnabled": yes(stitch),
        "duetInfo": {"duetFromId": simple(duet_of)},
        "playlistId": simple(playlist),
        "aigcLabelType": simple(label),
        "moderationAigcLabelType": simple(moderation),
        "IsAigc": yes(by_ai),
        "maskType": 3 if yes(sensitive) else 4 if yes(photosensitive) else None,
        "itemMute": yes(muted),
        "stickersOnItem": [{"stickerText": list(screen_texts)}],
        "suggestedWords": list(search_words),
    }


def account(
    *,
    user_id: Any = None,
    handle: Any = None,
    sec_uid: Any = None,
    name: Any = None,
    bio: Any = None,
    bio_link: Any = None,
    verified: Any = None,
    private: Any = None,
    seller: Any = None,
    language: Any = None,
    region: Any = None,
    created: Any = None,
) -> dict[str, Any]:
    """An account as the web writes one."""
    return {
        "id": simple(user_id),
        "uniqueId": simple(handle),
        "secUid": simple(sec_uid),
        "nickname": simple(name),
        "signature": simple(bio),
        "bioLink": {"link": simple(bio_link)},
        "verified": yes(verified),
        "privateAccount": yes(private),
        "ttSeller": yes(seller),
        "language": simple(language),
        "region": simple(region),
        "createTime": moment(created),
    }


def account_counts(
    *, followers: Any = None, following: Any = None, hearts: Any = None, videos: Any = None
) -> dict[str, Any]:
    """The counts of an account as the web writes them."""
    return {
        "followerCount": counted(followers),
        "followingCount": counted(following),
        "heartCount": counted(hearts),
        "videoCount": counted(videos),
    }
