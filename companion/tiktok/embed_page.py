"""Pages whose data lies by route: embedded players and profiles since 2020, pages of 2019 (``__INIT_PROPS__``)."""

from typing import Any

import msgspec

from companion.model import Reading
from companion.tiktok import addresses, item_infos, pages, words
from companion.tiktok.body import Body
from companion.tiktok.cells import Record, part
from companion.tiktok.decoding import decoded, encoded, loaded
from companion.tiktok.gathering import gathered
from companion.tiktok.items import read_items
from companion.tiktok.outcomes import code_outcome, without_data
from companion.tiktok.people import profile_of
from companion.tiktok.problems import count_checks, missing_counts
from companion.tiktok.wire import UserInfo

NAME = "embed_page"
_STATE = "__FRONTITY_CONNECT_STATE__"
_OLDER = "__INIT_PROPS__"


def recognises(body: Body) -> bool:
    """The page has such a script; the Chinese sister app's pages and other sites' have one too."""
    return body.html and (_STATE in body.text or (_OLDER in body.text and "videoData" in body.text))


def read(body: Body) -> Reading:
    """Read the one video, or the account with its newest videos, of which only the views are shown."""
    text = pages.script(body.text, _STATE) or pages.assigned(body.text, _OLDER)
    whole = loaded(text) if text else None
    if not isinstance(whole, dict):
        return without_data(NAME, "broken")
    routes = _routes(whole)
    accounts = [user for each in routes if isinstance(user := each.get("userInfo"), dict)]
    infos = (decoded(encoded({"user": user, "stats": user}), UserInfo) for user in accounts)
    listed = [video for each in routes for video in _listed(each)]
    items = read_items(
        [encoded(video) for video in listed + [_played(each) for each in routes if _is_video(each)]]
    )
    reading = gathered(
        NAME,
        items,
        accounts=[creator for info in infos if info and (creator := profile_of(info))],
        about=addresses.handle_of(body.page_url),
        trouble=code_outcome(*(each.get("errorCode") for each in routes)) or "shell_without_data",
    )
    checks = count_checks(items.videos, ("views",)) if listed else reading.checks
    return msgspec.structs.replace(reading, checks=checks, problems=missing_counts(NAME, checks))


def _routes(whole: Record) -> list[Record]:
    data = part(whole, "source", "data") if "source" in whole else whole
    return [each for each in data.values() if isinstance(each, dict)] if isinstance(data, dict) else []


def _is_video(route: Record) -> bool:
    video = route.get("videoData")
    return isinstance(video, dict) and item_infos.fits(video)


def _played(route: Record) -> Record:
    return item_infos.video(route["videoData"])


def _listed(route: Record) -> list[dict[str, Any]]:
    """The videos beside an account."""
    videos = route.get("videoList")
    return [
        words.video(
            video_id=video.get("id"),
            caption=video.get("desc"),
            created=video.get("createTime"),
            views=video.get("playCount"),
            author=words.account(
                user_id=part(route, "userInfo", "id"), handle=part(route, "userInfo", "uniqueId")
            ),
        )
        for video in (videos if isinstance(videos, list) else ())
        if isinstance(video, dict)
    ]
