"""Payloads of older generations and of other tools, built by hand, about people who don't exist."""

import base64
import csv
import io
import json
from typing import Any

from tiktok_payloads import HANDLE, POSTED_AT, PROFILE_URL, item, stats, stats_v2, user, video_id

VIDEO_URL = f"{PROFILE_URL}/video/{video_id()}"
CAPTION = "Lentil soup #QuickRecipes with @bean.friend"
COLLECTED_AT = 1_758_400_000


def old_item(**changes: Any) -> dict[str, Any]:
    """A video of SIGI_STATE: the author is a handle, numbers may be text."""
    return (
        item(
            author=HANDLE,
            authorId="7012345678901234567",
            authorSecId="MS4wLjABAAAA" + "q" * 64,
            nickname="Mira 🍲 Cooks",
            authorStats=...,
            statsV2=...,
            isAd=...,
            createTime=str(POSTED_AT),
            locationCreated="FR",
            stats={
                "playCount": 120_300,
                "diggCount": 8_211,
                "commentCount": 95,
                "shareCount": 31,
                "collectCount": "904",
            },
        )
        | changes
    )


def sigi_profile(**changes: Any) -> dict[str, Any]:
    first, second = old_item(), old_item(id=video_id(serial=8))
    return {
        "AppContext": {"appContext": {"language": "en"}},
        "ItemModule": {first["id"]: first, second["id"]: second},
        "UserModule": {"users": {HANDLE: user(createTime=0)}, "stats": {HANDLE: stats()}},
        "ItemList": {"user-post": {"list": [first["id"], second["id"]], "hasMore": True, "cursor": "1"}},
        "UserPage": {"uniqueId": HANDLE, "secUid": "MS4wLjABAAAA" + "q" * 64, "statusCode": 0},
    } | changes


def sigi_video(**changes: Any) -> dict[str, Any]:
    whole = sigi_profile(VideoPage={"statusCode": 0}, ItemModule={video_id(): old_item()}) | changes
    return {name: part for name, part in whole.items() if name != "UserPage"}


def next_profile(**changes: Any) -> dict[str, Any]:
    props = {
        "userInfo": {"user": user(), "stats": stats(), "itemList": []},
        "items": [item(statsV2=...), item(statsV2=..., id=video_id(serial=8))],
        "statusCode": 0,
        "serverCode": 200,
        "videoListHasMore": True,
    }
    return {"props": {"pageProps": props | changes}, "page": "/share/user", "query": {"uniqueId": HANDLE}}


def next_video(**changes: Any) -> dict[str, Any]:
    props = {"itemInfo": {"itemStruct": item(statsV2=...)}, "statusCode": 0, "serverCode": 200}
    return {"props": {"pageProps": props | changes}}


def routed_video() -> dict[str, Any]:
    """A video of pages that keep their data by route."""
    return {
        "itemInfos": {
            "id": video_id(),
            "text": "Lentil soup #vegan",
            "createTime": str(POSTED_AT),
            "playCount": 120_300,
            "diggCount": 8_211,
            "commentCount": 95,
            "shareCount": 31,
        },
        "authorInfos": {"userId": "7012345678901234567", "uniqueId": HANDLE, "nickName": "Mira"},
        "authorStats": {"followerCount": 427_700, "followingCount": 6, "heartCount": "6800000", "videoCount": 311},
    }


def embedded_profile() -> dict[str, Any]:
    account = {"id": "7012345678901234567", "uniqueId": HANDLE, "followerCount": 427_700, "heartCount": 6_800_000}
    videos = [{"id": video_id(serial=number), "desc": "Soup", "playCount": 1000 + number} for number in range(3)]
    return {f"/embed/@{HANDLE}": {"userInfo": account, "videoList": videos}}


def oembed_answer() -> dict[str, Any]:
    return {
        "version": "1.0",
        "type": "video",
        "title": "Soup #vegan",
        "author_url": PROFILE_URL,
        "author_name": "Mira",
        "provider_name": "TikTok",
        "author_unique_id": HANDLE,
        "embed_product_id": video_id(),
    }


def recording(*bodies: tuple[str, str], encoded: bool = False) -> dict[str, Any]:
    """A browser's traffic (HAR): addresses with what they answered."""

    def content(body: str) -> dict[str, Any]:
        if not encoded:
            return {"mimeType": "text/html", "text": body}
        return {"mimeType": "text/html", "text": base64.b64encode(body.encode()).decode(), "encoding": "base64"}

    entries = [
        {
            "startedDateTime": "2026-11-22T13:00:00.000Z",
            "request": {"url": url},
            "response": {"status": 200, "content": content(body)},
        }
        for url, body in bodies
    ]
    return {"log": {"version": "1.2", "creator": {"name": "x"}, "entries": entries}}


def script_page(script_id: str, data: Any, *, body: str = "") -> str:
    text = json.dumps(data).replace("/", "\\u002F")
    return (
        "<!DOCTYPE html><html><head><title>TikTok</title>"
        f'<link rel="canonical" href="{PROFILE_URL}"></head><body>{body}'
        f'<script nonce="x" id="{script_id}" type="application/json" crossorigin="anonymous">{text}</script>'
        "</body></html>"
    )


def app_user(**changes: Any) -> dict[str, Any]:
    return {
        "uid": "7012345678901234567",
        "unique_id": HANDLE,
        "sec_uid": "MS4wLjABAAAA" + "q" * 64,
        "nickname": "Mira 🍲 Cooks",
        "signature": "Soups in ten minutes",
        "custom_verify": "Verified account",
        "enterprise_verify_reason": "",
        "follower_count": 427_682,
        "following_count": 6,
        "total_favorited": 6_764_096,
        "aweme_count": 311,
        "secret": 0,
        "language": "en",
    } | changes


def comment(**changes: Any) -> dict[str, Any]:
    return {
        "cid": "1",
        "aweme_id": video_id(),
        "text": "yum, thank you @bean.friend",
        "create_time": COLLECTED_AT - 60,
        "digg_count": 3,
        "reply_comment_total": 2,
        "comment_language": "en",
        "is_author_digged": False,
        "label_list": None,
        "reply_comment": None,
        "user": app_user(unique_id="bean.friend", nickname="Bean"),
    } | changes


def comment_answer(*comments: Any, **changes: Any) -> dict[str, Any]:
    return {
        "comments": list(comments),
        "cursor": len(comments),
        "total": 90,
        "has_more": 1,
        "alias_comment_deleted": False,
        "status_code": 0,
    } | changes


def aweme(**changes: Any) -> dict[str, Any]:
    return {
        "aweme_id": video_id(),
        "desc": CAPTION,
        "create_time": POSTED_AT,
        "author": app_user(),
        "statistics": {
            "play_count": 120_312,
            "digg_count": 8_211,
            "comment_count": 95,
            "share_count": 31,
            "collect_count": 904,
        },
        "text_extra": [
            {"type": 1, "hashtag_name": "quickrecipes"},
            {"type": 0, "user_id": "5", "hashtag_name": ""},
        ],
        "cha_list": [{"cid": "1", "cha_name": "quickrecipes"}],
        "music": {"id": 7_111_111_111_111_111_000, "id_str": "7111111111111111111", "title": "original sound"},
        "video": {"duration": 31_400},
        "is_top": 0,
        "is_ads": False,
        "region": "FR",
        "desc_language": "en",
        "commerce_info": {"branded_content_type": 0},
    } | changes


def search_answer(*results: Any, **changes: Any) -> dict[str, Any]:
    data = list(results) or [
        {"type": 1, "item": item(statsV2=...), "common": {"doc_id_str": "1"}},
        {"type": 4, "user_list": [{"user_info": app_user(uid="5", unique_id="bean.friend", custom_verify="")}]},
        {"type": 20, "lives": {"room": "1"}},
    ]
    answer = {"status_code": 0, "data": data, "cursor": 12, "has_more": 1, "extra": {"now": 1}, "log_pb": {}}
    return answer | changes


def homemade_record(**changes: Any) -> dict[str, Any]:
    """What a data service writes in its own words."""
    return {
        "post_id": video_id(),
        "video_link": VIDEO_URL,
        "description": CAPTION,
        "views": "120.3K",
        "likes": 8_211,
        "comments": 95,
        "stats": {"shareCount": 31, "collectCount": "904"},
        "hashtags": ["quickrecipes"],
        "channel": {
            "username": HANDLE,
            "name": "Mira 🍲 Cooks",
            "followers": 427_700,
            "id": "7012345678901234567",
        },
        "uploadedAt": POSTED_AT,
        "scraped_at": COLLECTED_AT,
        "duration": "00:31",
    } | changes


def zeeschuimer_line(data: Any = None, **changes: Any) -> dict[str, Any]:
    return {
        "nav_index": "23:1:0",
        "item_id": video_id(),
        "timestamp_collected": COLLECTED_AT * 1000 + 763,
        "source_platform": "tiktok.com",
        "source_platform_url": PROFILE_URL,
        "source_url": "https://www.tiktok.com/api/post/item_list/?secUid=x",
        "user_agent": "Mozilla/5.0",
        "data": item() if data is None else data,
    } | changes


def collector_item(**changes: Any) -> dict[str, Any]:
    """tiktok-scraper's layout with what Apify added to it."""
    return {
        "id": video_id(),
        "text": CAPTION,
        "createTime": POSTED_AT,
        "createTimeISO": "2025-09-16T05:20:00.000Z",
        "locationCreated": "FR",
        "isAd": False,
        "isSponsored": True,
        "isPinned": False,
        "isSlideshow": False,
        "authorMeta": {
            "id": "7012345678901234567",
            "secUid": "MS4wLjABAAAA" + "q" * 64,
            "name": HANDLE,
            "nickName": "Mira 🍲 Cooks",
            "verified": True,
            "signature": "Soups in ten minutes",
            "bioLink": "mira.example",
            "following": 6,
            "fans": 427_700,
            "heart": "6800000",
            "video": 311,
            "digg": 95,
        },
        "musicMeta": {
            "musicId": "7111111111111111111",
            "musicName": "original sound",
            "musicAuthor": "Mira",
            "musicOriginal": True,
        },
        "videoMeta": {"width": 576, "height": 1024, "duration": 31},
        "webVideoUrl": VIDEO_URL,
        "diggCount": 8_211,
        "shareCount": 31,
        "playCount": 120_300,
        "commentCount": 95,
        "collectCount": 904,
        "mentions": ["@bean.friend"],
        "hashtags": [{"id": "1", "name": "quickrecipes", "title": ""}],
    } | changes


def fourcat_row(**changes: Any) -> dict[str, Any]:
    return {
        "collected_from_url": PROFILE_URL,
        "id": video_id(),
        "thread_id": video_id(),
        "author": HANDLE,
        "author_full": "Mira 🍲 Cooks",
        "author_followers": "427700",
        "author_likes": "95",
        "author_videos": "311",
        "author_avatar": "",
        "body": CAPTION,
        "timestamp": "2025-09-16 05:20:00",
        "unix_timestamp": str(POSTED_AT),
        "is_duet": "no",
        "is_ad": "no",
        "is_paid_partnership": "yes",
        "is_sensitive": "no",
        "music_name": "original sound",
        "music_id": "7111111111111111111",
        "music_author": "Mira",
        "tiktok_url": VIDEO_URL,
        "likes": "8211",
        "comments": "95",
        "shares": "31",
        "plays": "120300",
        "hashtags": "quickrecipes",
        "challenges": "QuickRecipes",
        "diversification_labels": "Cooking,Food & Drink",
        "location_created": "FR",
    } | changes


def pyktok_row(**changes: Any) -> dict[str, Any]:
    return {
        "video_id": video_id(),
        "video_timestamp": "2025-09-16T05:20:00",
        "video_duration": "31",
        "video_locationcreated": "FR",
        "video_diggcount": "8211",
        "video_sharecount": "31.0",
        "video_commentcount": "95",
        "video_playcount": "120300",
        "video_description": CAPTION,
        "video_is_ad": "False",
        "author_username": HANDLE,
        "author_name": "Mira 🍲 Cooks",
        "author_followercount": "427700",
        "author_followingcount": "6",
        "author_heartcount": "6800000",
        "author_videocount": "311",
        "author_diggcount": "95",
        "author_verified": "True",
        "poi_name": "Corner Kitchen",
        "poi_city": "Lyon",
    } | changes


def research_video(**changes: Any) -> dict[str, Any]:
    return {
        "id": int(video_id()),
        "video_description": CAPTION,
        "create_time": POSTED_AT,
        "region_code": "FR",
        "username": HANDLE,
        "view_count": 120_312,
        "like_count": 8_211,
        "comment_count": 95,
        "share_count": 31,
        "favorites_count": 904,
        "video_duration": 31,
        "music_id": 7_111_111_111_111_111_111,
        "hashtag_names": ["quickrecipes"],
        "video_mention_list": ["bean.friend"],
        "voice_to_text": "today we cook",
    } | changes


def research_answer(*videos: Any) -> dict[str, Any]:
    data = {"videos": list(videos), "cursor": 100, "has_more": True, "search_id": "7"}
    return {"data": data, "error": {"code": "ok", "message": "", "log_id": "x"}}


def info_json(**changes: Any) -> dict[str, Any]:
    return {
        "id": video_id(),
        "title": "Lentil soup",
        "description": CAPTION,
        "timestamp": POSTED_AT,
        "uploader": HANDLE,
        "uploader_id": "7012345678901234567",
        "channel": "Mira 🍲 Cooks",
        "channel_id": "MS4wLjABAAAA" + "q" * 64,
        "track": "original sound",
        "duration": 31,
        "view_count": 120_300,
        "like_count": 8_211,
        "comment_count": 95,
        "repost_count": 31,
        "save_count": 904,
        "extractor": "TikTok",
        "extractor_key": "TikTok",
        "webpage_url": VIDEO_URL,
        "epoch": COLLECTED_AT,
    } | changes


def own_video(**changes: Any) -> dict[str, Any]:
    return {
        "id": video_id(),
        "url": VIDEO_URL,
        "created_at": "2025-09-16T05:20:00Z",
        "caption": CAPTION,
        "hashtags": ["quickrecipes"],
        "mentions": ["bean.friend"],
        "language": "en",
        "duration_s": 31,
        "sound": {"id": "7111111111111111111", "title": "original sound", "original": True, "author": "Mira"},
        "photo": False,
        "pinned": False,
        "ad": {"is_ad": False, "authorized": None, "shop": False, "disclosed": False},
        "topics": ["Cooking"],
        "place": "Corner Kitchen, Lyon",
        "views": 120_300,
        "likes": 8_211,
        "comments": 95,
        "shares": 31,
        "saves": None,
        "seen_at": "2025-09-20T20:26:40Z",
        "source": "dom",
    } | changes


def own_creator(**changes: Any) -> dict[str, Any]:
    return {
        "id": "7012345678901234567",
        "handle": HANDLE,
        "name": "Mira 🍲 Cooks",
        "followers": 427_682,
        "following": 6,
        "likes": 6_764_096,
        "videos": 311,
        "verified": True,
        "private": False,
        "language": "en",
        "region": None,
        "state": "ok",
        "seen_at": "2025-09-20T20:26:40Z",
    } | changes


def scraped_profile(**changes: Any) -> dict[str, Any]:
    """tiktok-scraper's profile."""
    return {
        "secUid": "MS4wLjABAAAA" + "q" * 64,
        "userId": "7012345678901234567",
        "isSecret": False,
        "uniqueId": HANDLE,
        "nickName": "Mira 🍲 Cooks",
        "signature": "Soups in ten minutes",
        "following": 6,
        "fans": 427_700,
        "heart": "6800000",
        "video": 311,
        "verified": True,
        "digg": 29,
    } | changes


def user_info_v2() -> dict[str, Any]:
    return {"user": user(), "stats": stats(), "statsV2": stats_v2()}


def flattened(value: Any, separator: str = ".", way: str = "") -> dict[str, Any]:
    """An object as one line of a table, its parts as columns."""
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    flat: dict[str, Any] = {}
    for name, part in parts:
        column = f"{way}{separator}{name}" if way else str(name)
        flat |= flattened(part, separator, column) if isinstance(part, dict | list) else {column: part}
    return flat


def table(*rows: dict[str, Any], delimiter: str = ",") -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def tikwm_video(**changes: Any) -> dict[str, Any]:
    return {
        "aweme_id": "v12044gd0000",
        "video_id": video_id(),
        "region": "FR",
        "title": CAPTION,
        "duration": 31,
        "play": "https://video.example/x",
        "play_count": 120_312,
        "digg_count": 8_211,
        "comment_count": 95,
        "share_count": 31,
        "collect_count": 904,
        "create_time": POSTED_AT,
        "is_ad": False,
        "author": {"id": "7012345678901234567", "unique_id": HANDLE, "nickname": "Mira 🍲 Cooks"},
    } | changes


def item_infos(**changes: Any) -> dict[str, Any]:
    """A video of 2018 to 2020."""
    return {
        "itemInfos": {
            "id": video_id(),
            "text": CAPTION,
            "createTime": str(POSTED_AT),
            "diggCount": 8_211,
            "shareCount": 31,
            "playCount": 120_300,
            "commentCount": 95,
            "video": {"videoMeta": {"width": 576, "height": 1024, "duration": 31}},
        },
        "authorInfos": {
            "userId": "7012345678901234567",
            "uniqueId": HANDLE,
            "nickName": "Mira 🍲 Cooks",
            "secUid": "MS4wLjABAAAA" + "q" * 64,
            "verified": True,
        },
        "authorStats": {"followerCount": 427_700, "followingCount": 6, "heartCount": "6800000", "videoCount": 311},
        "musicInfos": {
            "musicId": "7111111111111111111",
            "musicName": "original sound",
            "original": True,
            "authorName": "Mira",
        },
        "challengeInfoList": [{"challengeId": "1", "challengeName": "quickrecipes"}],
        "textExtra": [{"HashtagName": "quickrecipes", "HashtagId": "1"}],
    } | changes
