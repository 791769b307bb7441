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
    author: dict[str, Any] | None = None,
    author_counts: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """A video as the web's lists write one; ``sound`` is id, title and original, ``place`` is name and city."""
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
        "challenges": [{"title": name} for name in hashtags],
        "textExtra": [{"type": 0, "userUniqueId": name} for name in mentions],
        "textLanguage": simple(language),
        "music": {"id": simple(sound[0]), "title": simple(sound[1]), "original": yes(sound[2])},
        "video": {"duration": counted(duration_s)},
        "imagePost": {} if photo else None,
        "isPinnedItem": yes(pinned),
        "isAd": yes(is_ad),
        "adAuthorization": yes(authorized),
        "poi": {"name": simple(place[0]), "city": simple(place[1])},
        "locationCreated": simple(country),
        "diversificationLabels": list(topics),
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
