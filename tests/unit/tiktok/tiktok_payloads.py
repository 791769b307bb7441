"""Payloads of TikTok's newest generation, built by hand, about people who don't exist."""

import json
from typing import Any

HANDLE = "mira.cooks"
PROFILE_URL = f"https://www.tiktok.com/@{HANDLE}"
LIST_URL = "https://www.tiktok.com/api/post/item_list/?secUid=MS4wLjABAAAA&count=35&cursor="
POSTED_AT = 1_758_000_000
UPLOADED_BEFORE = 6


def video_id(posted_at: int = POSTED_AT, serial: int = 7) -> str:
    return str(((posted_at - UPLOADED_BEFORE) << 32) + serial)


def user(**changes: Any) -> dict[str, Any]:
    return {
        "id": "7012345678901234567",
        "uniqueId": HANDLE,
        "secUid": "MS4wLjABAAAA" + "q" * 64,
        "nickname": "Mira 🍲 Cooks",
        "signature": "Soups in ten minutes\nwrite to mira@example.org",
        "verified": True,
        "privateAccount": False,
        "secret": False,
        "createTime": 1_560_000_000,
        "language": "en",
        "region": "FR",
        "bioLink": {"link": "mira.example", "risk": 3},
        "ttSeller": False,
        "commerceUserInfo": {"commerceUser": True, "category": "Food & Beverage", "categoryButton": False},
        "isOrganization": 0,
        "roomId": "",
    } | changes


def stats(**changes: Any) -> dict[str, Any]:
    return {
        "followerCount": 427_700,
        "followingCount": 6,
        "heart": 6_800_000,
        "heartCount": 6_800_000,
        "videoCount": 311,
        "diggCount": 0,
        "friendCount": 4,
    } | changes


def stats_v2(**changes: Any) -> dict[str, Any]:
    return {
        "followerCount": "427682",
        "followingCount": "6",
        "heart": "6764096",
        "heartCount": "6764096",
        "videoCount": "311",
    } | changes


def user_info(**changes: Any) -> dict[str, Any]:
    return {"user": user(), "stats": stats(), "statsV2": stats_v2(), "itemList": []} | changes


def user_detail(**changes: Any) -> dict[str, Any]:
    return {
        "userInfo": user_info(),
        "shareMeta": {"title": "x", "desc": "@mira.cooks 427.7k Followers"},
        "statusCode": 0,
        "statusMsg": "",
        "needFix": True,
    } | changes


def item(**changes: Any) -> dict[str, Any]:
    """One video of a list of 2025; a change to ``...`` leaves the key out."""
    whole = {
        "id": video_id(),
        "desc": "Lentil soup #QuickRecipes with @bean.friend ##soup##vegan",
        "createTime": POSTED_AT,
        "author": {
            "id": "7012345678901234567",
            "uniqueId": HANDLE,
            "secUid": "MS4wLjABAAAA" + "q" * 64,
            "nickname": "Mira 🍲 Cooks",
            "signature": "Soups in ten minutes",
            "verified": True,
            "privateAccount": False,
        },
        "authorStats": stats(),
        "stats": {
            "playCount": 120_300,
            "diggCount": 8_211,
            "commentCount": 95,
            "shareCount": 31,
            "collectCount": 904,
        },
        "statsV2": {
            "playCount": "120300",
            "diggCount": "8211",
            "commentCount": "95",
            "shareCount": "31",
            "collectCount": "904",
            "repostCount": "0",
        },
        "textExtra": [
            {"start": 12, "end": 25, "type": 1, "subType": 0, "hashtagName": "quickrecipes", "isCommerce": False},
            {"start": 31, "end": 43, "type": 0, "hashtagName": "", "userUniqueId": "bean.friend", "userId": "5"},
            {"start": 44, "end": 49, "type": 5, "subType": 6, "hashtagName": "", "awemeId": "7"},
        ],
        "challenges": [{"id": "1", "title": "QuickRecipes", "desc": ""}],
        "contents": [{"desc": "Lentil soup", "textExtra": []}],
        "music": {"id": "7111111111111111111", "title": "original sound", "authorName": "Mira", "original": True},
        "video": {"id": video_id(), "duration": 31, "height": 1024, "width": 576, "ratio": "540p"},
        "isAd": False,
        "textLanguage": "en",
        "anchors": [{"type": 54, "keyword": "CapCut"}],
        "poi": {"name": "Corner Kitchen", "city": "Lyon", "country": "France"},
        "duetEnabled": True,
    } | changes
    return {key: value for key, value in whole.items() if value is not ...}


OTHER_VIDEO = "7012345678901234599"
PLAYLIST = "7111111111111111122"


def marked_item(**changes: Any) -> dict[str, Any]:
    """A video with everything that TikTok and the creator can attach to one."""
    whole = item(
        IsAigc=True,
        aigcLabelType="1",
        moderationAigcLabelType=1,
        AIGCDescription="Creator labeled as AI-generated",
        duetInfo={"duetFromId": OTHER_VIDEO},
        stitchEnabled=True,
        itemCommentStatus=0,
        playlistId=PLAYLIST,
        stickersOnItem=[{"stickerType": 4, "stickerText": ["Wait for it", "  soup\nin 10 min "]}],
        suggestedWords=["lentil soup", "soup recipe"],
        videoSuggestWordsList={
            "video_suggest_words_struct": [
                {"scene": "feed_bar", "hint_text": "", "words": [{"word": "lentil soup", "word_id": "7"}]},
                {"scene": "comment_top", "hint_text": "", "words": [{"word": "vegan dinner", "word_id": "8"}]},
            ]
        },
        itemMute=True,
        maskType=3,
        warnInfo=[{"key": "x", "lang": "en", "text": "Some may find this upsetting", "type": 1}],
        isContentClassified=True,
    )
    whole["challenges"][0]["isCommerce"] = True
    whole["video"]["subtitleInfos"] = [
        {"LanguageCodeName": "eng-US", "Format": "webvtt"},
        {"LanguageCodeName": "vie-VN", "Format": "webvtt"},
    ]
    return {key: value for key, value in (whole | changes).items() if value is not ...}


def item_list(*items: Any, **changes: Any) -> dict[str, Any]:
    return {
        "cursor": "1758331327601",
        "extra": {"fatal_item_ids": [], "logid": "x", "now": 1_758_331_400_123},
        "hasMore": True,
        "itemList": list(items),
        "log_pb": {"impr_id": "x"},
        "statusCode": 0,
        "status_code": 0,
        "status_msg": "",
    } | changes


def scopes(**scope: Any) -> dict[str, Any]:
    names = {
        "user": "webapp.user-detail",
        "video": "webapp.video-detail",
        "reflow": "webapp.reflow.video.detail",
        "words": "webapp.i18n-translation",
    }
    return {"__DEFAULT_SCOPE__": {names[key]: value for key, value in scope.items()}}


def page(data: dict[str, Any] | str, *, body: str = "", head: str = "") -> str:
    """A page with the rehydration script, written as TikTok writes it (``/`` escaped)."""
    text = data if isinstance(data, str) else json.dumps(data).replace("/", "\\u002F")
    return (
        f"<!DOCTYPE html><html><head><title>TikTok</title>{head}"
        '<script type="application/json" id="api-domains">{}</script></head><body>'
        f'<script id="__UNIVERSAL_DATA_FOR_REHYDRATION__" type="application/json">{text}</script>'
        f"{body}<script>var x = '</div>'</script></body></html>"
    )


def tile(
    posted_at: int, views: str, alt: str, *, badge: str = "", handle: str = HANDLE, kind: str = "video"
) -> str:
    pinned = (
        f'<div data-e2e="video-card-badge" class="css-1-5e6d46e3--DivBadge e19">{badge}</div>' if badge else ""
    )
    return (
        '<div class="css-1-5e6d46e3--DivItemContainerV2 e19"><div data-e2e="user-post-item" role="button">'
        f'<a href="https://www.tiktok.com/@{handle}/{kind}/{video_id(posted_at)}"><picture>'
        f'<source srcset="x"><img alt="{alt}"></picture>{pinned}'
        f'<strong data-e2e="video-views" class="video-count e19">{views}</strong></a></div></div>'
    )


def rendered(*tiles: str, followers: str = "427.7K", likes: str = "6.8M") -> str:
    return (
        '<div data-e2e="user-page"><h1 data-e2e="user-title">mira.cooks</h1>'
        '<h2 data-e2e="user-subtitle">Mira 🍲 Cooks</h2>'
        '<strong title="Following" data-e2e="following-count">6</strong>'
        f'<strong title="Followers" data-e2e="followers-count">{followers}</strong>'
        f'<strong title="Likes" data-e2e="likes-count">{likes}</strong>'
        '<h2 data-e2e="user-bio">Soups in ten minutes</h2><div><a href="https://x.example">mira.example</a></div>'
        f'<div data-e2e="user-post-item-list">{"".join(tiles)}</div></div>'
    )
