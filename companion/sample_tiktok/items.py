"""A post as TikTok's web API and video page give it: the keys of 2025 and 2026, booleans left out when false."""

from __future__ import annotations

from typing import Any

from .captions import Caption, Marked, marked
from .counts import Counts
from .creators import Persona
from .draws import digits, stream
from .numbers import rounded
from .timeline import Post

Json = dict[str, Any]

_CATEGORY = {
    "home_baking": 111,
    "cooking": 111,
    "fermentation": 111,
    "skincare": 105,
    "fitness": 112,
    "gaming": 103,
}
_LABELS = {
    "home_baking": ["Baking", "Food & Drink", "Lifestyle"],
    "cooking": ["Cooking", "Food & Drink", "Lifestyle"],
    "fermentation": ["Cooking", "Food & Drink", "Lifestyle"],
    "skincare": ["Beauty Care", "Beauty & Style"],
    "fitness": ["Fitness", "Sports & Outdoor"],
    "gaming": ["Video Games", "Games"],
    "finance": ["Finance", "Education"],
    "pets": ["Pets", "Animals"],
    "comedy": ["Comedy", "Entertainment"],
    "cake_pranks": ["Pranks", "Comedy", "Entertainment"],
    "travel": ["Travel", "Lifestyle"],
    "diy": ["DIY & Handcrafts", "Lifestyle"],
    "books": ["Books", "Culture & Education"],
    "parenting": ["Family", "Relationship"],
    "fashion": ["Outfit", "Beauty & Style"],
    "tech": ["Electronics", "Technology"],
    "hostile": ["Cooking", "Food & Drink"],
}
_SOUNDS = ("Slow Morning", "Butter & Salt", "Rain on Tin", "Paper Lanterns", "Low Tide", "Two Steps Left")
_ARTISTS = ("Halden Row", "Mott & Fern", "The Quiet Ovens", "Sable Kit")
_PLACES = (("Tiny Bakery", "Lyme Harbour"), ("Market Hall", "Old Quarter"), ("Studio Kitchen", "North Pier"))


def cover_url(post_id: str, hue: int) -> str:
    """Give the address of a post's cover; the sample's server paints it."""
    return f"https://www.tiktok.com/sample-media/cover/{hue}/{post_id}.svg"


def avatar_url(handle: str) -> str:
    """Give the address of a creator's picture; the sample's server paints it."""
    return f"https://www.tiktok.com/sample-media/avatar/{handle}.svg"


def _mark(mark: Marked) -> Json:
    if mark.mention:
        return {
            "awemeId": "", "start": mark.start, "end": mark.end, "hashtagName": "", "type": 0, "subType": 0,
            "userId": digits(19, mark.mention), "userUniqueId": mark.mention, "isCommerce": False,
        }  # fmt: skip
    return {
        "awemeId": "", "start": mark.start, "end": mark.end, "hashtagName": mark.hashtag.casefold(),
        "type": 1, "subType": 0, "isCommerce": False,
    }  # fmt: skip


def _texts(caption: Caption, post: Post) -> Json:
    marks = [_mark(mark) for mark in marked(caption.text)]
    contents: list[Json] = []
    for line in caption.lines:
        part: Json = {"desc": line}
        if extra := [_mark(mark) for mark in marked(line)]:
            part["textExtra"] = extra
        contents.append(part)
    found: Json = {"desc": caption.text, "contents": contents, "textLanguage": caption.language}
    found["textTranslatable"] = caption.language != "un"
    if marks:
        found["textExtra"] = marks
    hashtags = [mark.hashtag for mark in marked(caption.text) if mark.hashtag]
    # TikTok leaves `challenges` out more often than `textExtra`.
    if hashtags and int(post.id) % 25:
        found["challenges"] = [
            {"id": digits(16, "challenge", tag.casefold()), "title": tag, "desc": "", "profileLarger": "",
             "profileMedium": "", "profileThumb": "", "coverLarger": "", "coverMedium": "", "coverThumb": ""}
            for tag in hashtags
        ]  # fmt: skip
    return found


def _music(persona: Persona, post: Post) -> Json:
    draw = stream(persona.handle, "music", post.id)
    original = draw.random() < 0.55
    title = f"original sound - {persona.handle}" if original else draw.choice(_SOUNDS)
    artist = persona.nickname if original else draw.choice(_ARTISTS)
    found: Json = {
        "id": digits(19, "music", title, artist),
        "title": title,
        "authorName": artist,
        "original": original,
    }
    found |= {
        "album": "", "duration": draw.randrange(9, 180), "private": False, "isCopyrighted": not original,
        "is_commerce_music": original, "coverLarge": avatar_url(persona.handle),
        "coverMedium": avatar_url(persona.handle), "coverThumb": avatar_url(persona.handle), "playUrl": "",
    }  # fmt: skip
    return found


def _video(persona: Persona, post: Post) -> Json:
    cover = cover_url(post.id, persona.hue)
    if post.photo:
        return {"id": post.id, "duration": 0, "height": 0, "width": 0, "ratio": "", "cover": cover,
                "originCover": cover, "dynamicCover": cover, "format": "",
                "claInfo": {"enableAutoCaption": False, "hasOriginalAudio": False}}  # fmt: skip
    # Seconds, 5 %, median and 95 %: 20, 76, 234 (Vietnamese creators, 2025).
    seconds = min(590, max(7, int(stream("duration", post.id).lognormvariate(4.0, 0.75))))
    return {
        "id": post.id, "duration": seconds, "height": 1024, "width": 576, "ratio": "540p", "format": "mp4",
        "codecType": "h264", "definition": "540p", "bitrate": 1_180_000, "encodedType": "normal",
        "videoQuality": "normal", "cover": cover, "originCover": cover,
        "dynamicCover": cover, "playAddr": "", "downloadAddr": "", "bitrateInfo": [],
        "claInfo": {"enableAutoCaption": True, "hasOriginalAudio": True, "originalLanguageInfo": None,
                    "captionsType": 1}, "subtitleInfos": [],
        "volumeInfo": {"Loudness": -18.4, "Peak": 0.87}, "zoomCover": {"240": cover},
    }  # fmt: skip


def _stats(counts: Counts) -> tuple[Json, Json]:
    exact = {
        "playCount": counts.views, "diggCount": counts.likes, "commentCount": counts.comments,
        "shareCount": counts.shares, "collectCount": counts.saves,
    }  # fmt: skip
    stats = {name: rounded(count) for name, count in exact.items()}
    return stats, {name: str(count) for name, count in stats.items()} | {"repostCount": "0"}


def _author(persona: Persona, user: Json) -> Json:
    kept = (
        "id", "uniqueId", "nickname", "avatarThumb", "avatarMedium", "avatarLarger", "signature", "verified",
        "secUid", "secret", "ftc", "relation", "openFavorite", "commentSetting", "duetSetting", "stitchSetting",
        "privateAccount", "downloadSetting",
    )  # fmt: skip
    return {name: user[name] for name in kept} | {
        "isADVirtual": False,
        "UserStoryStatus": 0,
        "ttSeller": persona.seller,
    }


def _author_stats(persona: Persona, stats: Json) -> tuple[Json, Json]:
    found = {
        name: stats[name] for name in ("followerCount", "followingCount", "heart", "heartCount", "videoCount")
    }
    found |= {"diggCount": stream(persona.handle, "given").randrange(40, 9_000), "friendCount": 0}
    return found, {name: str(count) for name, count in found.items()}


def _marks(post: Post) -> Json:
    """Give the flags that are there only when true."""
    draw = stream("flags", post.id)
    found: Json = {}
    if post.sponsor_mark in {"both", "ad"}:
        found["isAd"] = True
    if post.sponsor_mark in {"both", "authorization"}:
        found["adAuthorization"] = True
    if post.pinned:
        found["isPinnedItem"] = True
    anchors = []
    if draw.random() < 0.25:
        anchors.append({"id": digits(19, "capcut", post.id), "type": 54, "keyword": "CapCut", "description": ""})
    if post.shop:
        found["isECVideo"] = 1
        anchors.append({"id": digits(19, "shop", post.id), "type": 35, "keyword": "Shop", "description": "Shop"})
    if anchors:
        found["anchors"] = anchors
    for name, share in (("duetEnabled", 0.75), ("stitchEnabled", 0.78)):
        if draw.random() < share:
            found[name] = True
    if draw.random() < 0.2:
        found["playlistId"] = digits(19, "playlist", post.id[:6])
    return found


def _place(persona: Persona, post: Post) -> Json:
    draw = stream("place", post.id)
    if draw.random() > 0.08:
        return {}
    name, city = draw.choice(_PLACES)
    return {"poi": {"id": digits(19, "poi", name), "name": name, "address": "", "city": city, "cityCode": "",
                    "country": persona.region, "countryCode": persona.region, "category": "Food & Beverage",
                    "type": 0, "fatherPoiId": "", "fatherPoiName": "", "province": ""}}  # fmt: skip


def _images(persona: Persona, post: Post) -> Json:
    if not post.photo:
        return {}
    image = {"imageURL": {"urlList": [cover_url(post.id, persona.hue)]}, "imageWidth": 1080, "imageHeight": 1440}
    images = [image] * stream("images", post.id).randrange(3, 9)
    return {"imagePost": {"images": images, "cover": image, "shareCover": image, "title": ""}}


def api_item(post: Post, persona: Persona, counts: Counts, caption: Caption, profile: Json) -> Json:
    """Give a post as an entry of `/api/post/item_list/`.

    Args:
        post: The post.
        persona: Its creator.
        counts: What it has collected.
        caption: What its caption says.
        profile: The creator's `userInfo`.
    """
    stats, stats_v2 = _stats(counts)
    author_stats, author_stats_v2 = _author_stats(persona, profile["stats"])
    item: Json = {"id": post.id, "createTime": post.created}
    item |= _texts(caption, post)
    item |= {
        "author": _author(persona, profile["user"]), "authorStats": author_stats, "authorStatsV2": author_stats_v2,
        "stats": stats, "statsV2": stats_v2, "music": _music(persona, post), "video": _video(persona, post),
        "AIGCDescription": "", "CategoryType": _CATEGORY.get(persona.niche, 0), "backendSourceEventTracking": "",
        "collected": False, "digged": False, "diversificationId": 10_000 + _CATEGORY.get(persona.niche, 99),
        "duetDisplay": 0, "stitchDisplay": 0, "forFriend": False, "isReviewing": False,
        "item_control": {"can_repost": True}, "itemCommentStatus": 0, "officalItem": False, "originalItem": False,
        "privateItem": False, "secret": False, "shareEnabled": True,
    }  # fmt: skip
    return item | _marks(post) | _place(persona, post) | _images(persona, post)


def page_item(item: Json, persona: Persona) -> Json:
    """Give the same post as the video page embeds it: more labels, some numbers as text, never pinned."""
    found = {name: value for name, value in item.items() if name != "isPinnedItem"}
    words = [challenge["title"] for challenge in item.get("challenges", [])][:4]
    return found | {
        "createTime": str(item["createTime"]),
        "stats": item["stats"] | {"collectCount": str(item["stats"]["collectCount"])},
        "scheduleTime": 0, "locationCreated": persona.region, "diversificationLabels": _LABELS[persona.niche],
        "suggestedWords": words, "channelTags": [], "keywordTags": [], "IsAigc": False, "indexEnabled": True,
        "takeDown": 0, "warnInfo": [], "effectStickers": [], "stickersOnItem": [], "comments": [],
    }  # fmt: skip
