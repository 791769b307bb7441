"""A creator's profile as the page embeds it and as `/api/user/detail/` answers."""

from __future__ import annotations

from typing import Any

from .creators import Persona
from .draws import digits, stream, url_safe
from .items import avatar_url
from .numbers import compact, int32, rounded
from .timeline import joined

Json = dict[str, Any]

# TikTok's texts for the codes are empty more often than not; the code is what counts.
NOT_FOUND, BANNED, LIMITED, PRIVATE = 10202, 10221, 10223, 10222


def user_id(persona: Persona) -> str:
    """Give the account's id: 19 digits, the same in every world."""
    return digits(19, persona.handle, "id")


def sec_uid(persona: Persona) -> str:
    """Give the account's stable key, `MS4wLjABAAAA` and 64 letters, the same in every world."""
    return "MS4wLjABAAAA" + url_safe(64, persona.handle, "secUid")


def _commerce(persona: Persona) -> Json:
    if persona.category is None:
        return {"commerceUser": False}
    return {"commerceUser": True, "category": persona.category, "categoryButton": False,
            "downLoadLink": {"android": "", "ios": ""}}  # fmt: skip


def user(persona: Persona) -> Json:
    """Give `user` as the API answers it: without `createTime`, `region`, `language`, `roomId`."""
    picture = avatar_url(persona.handle)
    found: Json = {
        "id": user_id(persona), "shortId": "", "uniqueId": persona.handle, "nickname": persona.nickname,
        "avatarLarger": picture, "avatarMedium": picture, "avatarThumb": picture, "signature": persona.bio,
        "verified": persona.verified, "secUid": sec_uid(persona), "ftc": False, "relation": 0,
        "openFavorite": False, "commentSetting": 0, "duetSetting": 0, "stitchSetting": 0, "downloadSetting": 0,
        "privateAccount": persona.code == PRIVATE, "secret": persona.code == PRIVATE, "isADVirtual": False,
        "commerceUserInfo": _commerce(persona), "ttSeller": persona.seller, "followingVisibility": 1,
        "profileEmbedPermission": 1, "profileTab": {"showPlayListTab": False}, "canExpPlaylist": True,
        "recommendReason": "", "nowInvitationCardUrl": "", "nickNameModifyTime": 0, "uniqueIdModifyTime": 0,
        "eventList": [], "suggestAccountBind": False, "UserStoryStatus": 0, "isEmbedBanned": False,
        "shortDramaCreator": False,
    }  # fmt: skip
    if persona.link is not None:
        found["bioLink"] = {"link": persona.link, "risk": 0}
    return found


def page_user(persona: Persona, seed: int) -> Json:
    """Give `user` as the profile page embeds it."""
    found = user(persona) | {"createTime": joined(persona, seed), "language": persona.language, "roomId": "",
                             "isOrganization": 0}  # fmt: skip
    if "hidden_region" not in persona.truths:
        found["region"] = persona.region
    return found


def user_info(persona: Persona, followers: int, hearts: int, videos: int) -> Json:
    """Give `userInfo` as the API answers it, with rounded `stats` and exact `statsV2`."""
    exact = {
        "followerCount": followers, "followingCount": persona.following, "heart": hearts, "heartCount": hearts,
        "videoCount": videos, "diggCount": 0,
        "friendCount": stream(persona.handle, "friends").randrange(1 + persona.following // 2),
    }  # fmt: skip
    # Beyond 32 bits the page's counter wraps, and then it is not rounded: -977433948 stood beside 11907467940.
    stats = {name: rounded(count) if count < 2**31 else int32(count) for name, count in exact.items()}
    found: Json = {"user": user(persona), "stats": stats, "itemList": []}
    # An account whose exact counts TikTok does not give: only the rounded ones are there.
    if "rounded_counts" not in persona.truths:
        found["statsV2"] = {name: str(count) for name, count in exact.items()}
    return found


def share_meta(persona: Persona, info: Json, hearts: int) -> Json:
    """Give the title and description that go with a shared profile."""
    followers = compact(info["stats"]["followerCount"]).lower()
    return {
        "title": f"{persona.nickname} on TikTok",
        "desc": f"@{persona.handle} {followers} Followers, {persona.following} Following, "
        f"{compact(rounded(hearts)).lower()} Likes - Watch awesome short videos created by {persona.nickname}",
    }
