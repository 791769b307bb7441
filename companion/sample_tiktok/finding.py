"""Lists of many creators' posts: For You, hashtags, search. Search has kept the post's older shape to this day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .captions import marked
from .draws import digits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .world import World

Json = dict[str, Any]

PAGE = 12
_PEOPLE = 10
_NEWER = (
    "statsV2", "authorStatsV2", "contents", "textLanguage", "textTranslatable", "CategoryType", "isReviewing",
    "diversificationId", "AIGCDescription", "backendSourceEventTracking", "item_control", "duetDisplay",
    "stitchDisplay", "playlistId", "adAuthorization",
)  # fmt: skip


def hashtag_id(name: str) -> str:
    """Give a hashtag's id, as its posts name it."""
    return digits(16, "challenge", name.casefold())


def for_you(world: World, count: int = PAGE) -> Json:
    """Give the answer of `/api/recommend/item_list/` on the For You page: no cursor, always more."""
    return {"itemList": world.latest()[:count], "hasMore": True, **world.status("for you")}


def hashtag(world: World, name: str) -> Json:
    """Give the answer of `/api/challenge/detail/`."""
    found = _tagged(world, hashtag_id(name))
    views = sum(item["stats"]["playCount"] for item in found)
    stats = {"videoCount": len(found), "viewCount": views}
    info = {"challenge": {"id": hashtag_id(name), "title": name, "desc": ""}, "stats": stats}
    return {"challengeInfo": info, **world.status(name)}


def of_hashtag(world: World, challenge: str, cursor: int = 0, count: int = PAGE) -> Json:
    """Give the answer of `/api/challenge/item_list/`; `cursor` counts posts."""
    found = _tagged(world, challenge)
    end = cursor + count
    more = {"cursor": str(end), "hasMore": end < len(found)}
    return {"itemList": found[cursor:end], **more, **world.status(challenge, cursor)}


def videos(world: World, words: str, offset: int = 0, count: int = PAGE) -> Json:
    """Give the answer of `/api/search/item/full/`."""
    found = _about(world, words)
    items = [_older(item) for item in found[offset : offset + count]]
    return {"item_list": items, **_search_end(world, words, len(found), offset + count)}


def top(world: World, words: str, offset: int = 0, count: int = PAGE) -> Json:
    """Give the answer of `/api/search/general/full/`: people first, a live room among the posts."""
    found = _about(world, words)
    data: list[Json] = [_result(1, item=_older(item)) for item in found[offset : offset + count]]
    people = _people(world, words)
    if offset == 0 and people:
        data.insert(0, _result(4, user_list=people[:3]))
        data.insert(2, _result(1, item=_live(people[0]["user_info"])))
    return {"data": data, **_search_end(world, words, len(found), offset + count)}


def people(world: World, words: str, offset: int = 0) -> Json:
    """Give the answer of `/api/search/user/full/`."""
    found = _people(world, words)
    end = offset + _PEOPLE
    return {"user_list": found[offset:end], **_search_end(world, words, len(found), end)}


def comments(world: World, video_id: str) -> Json:
    """Give the answer of `/api/comment/list/`: people who are no creators of the sample."""
    said = [
        {"cid": digits(19, "comment", video_id, number), "text": f"PLANTED-COMMENT {number}", "digg_count": number,
         "create_time": world.now - 60 * number, "aweme_id": video_id,
         "is_author_digged": number == 1, "reply_comment_total": number, "comment_language": "en",
         "reply_comment": None,
         "user": {"uid": digits(19, "commenter", number), "unique_id": f"planted.commenter.{number}",
                  "nickname": f"PLANTED-COMMENTER {number}"}}
        for number in range(1, 4)
    ]  # fmt: skip
    return {"comments": said, "cursor": 3, "has_more": 0, "total": 3, **world.status(video_id)}


def _tagged(world: World, challenge: str) -> list[Json]:
    return [
        item
        for item in world.latest()
        if any(hashtag_id(mark.hashtag) == challenge for mark in marked(item["desc"]) if mark.hashtag)
    ]


def _about(world: World, words: str) -> list[Json]:
    wanted = words.casefold().split()
    return [item for item in world.latest() if all(word in item["desc"].casefold() for word in wanted)]


def _older(item: Json) -> Json:
    older = {name: value for name, value in item.items() if name not in _NEWER}
    return older | {"duetInfo": {"duetFromId": "0"}, "showNotPass": False, "vl1": False, "itemMute": False}


def _people(world: World, words: str) -> list[Json]:
    wanted = words.casefold().split()
    shown: list[Json] = []
    for handle in world.creators:
        detail = world.user_detail(handle)
        info = detail["userInfo"]
        text = f"{handle} {info['user']['nickname']} {info['user']['signature']}" if info else ""
        if detail["statusCode"] == 0 and all(word in text.casefold() for word in wanted):
            shown.append({"user_info": _snake(info)})
    return shown


def _snake(info: Json) -> Json:
    user, stats = info["user"], info["stats"]
    return {
        "uid": user["id"], "nickname": user["nickname"], "signature": user["signature"],
        "unique_id": user["uniqueId"], "sec_uid": user["secUid"], "follower_count": stats["followerCount"],
        "total_favorited": stats["heartCount"], "aweme_count": 0, "following_count": 0, "room_id": 0,
        "custom_verify": "Verified account" if user["verified"] else "", "enterprise_verify_reason": "",
        "avatar_thumb": {"url_list": [user["avatarThumb"]]},
    }  # fmt: skip


def _live(user: Json) -> Json:
    return {
        "id": digits(19, "live", user["uid"]), "desc": "",
        "author": {"id": user["uid"], "uniqueId": user["unique_id"], "nickname": user["nickname"]},
        "liveRoomInfo": {"status": 2, "title": f"{user['nickname']} is live"},
    }  # fmt: skip


def _result(kind: int, **held: Json | Sequence[Json]) -> Json:
    return {"type": kind, **held, "common": {"doc_id_str": "0"}}


def _search_end(world: World, words: str, found: int, end: int) -> Json:
    """Search counts in whole numbers where lists say true and false, and it repeats what was searched for."""
    return {
        "cursor": end, "has_more": int(end < found), "input_keyword": words,
        "global_doodle_config": {"keyword": words}, **world.status(words, end),
    }  # fmt: skip
