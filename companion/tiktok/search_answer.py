"""Answers of TikTok's search: ``/api/search/general/full/`` (videos and people) and ``/api/search/user/full/``."""

from typing import Any

from msgspec import Raw, Struct

from companion.model import Creator, Reading, Skipped
from companion.tiktok import addresses, app_words
from companion.tiktok.body import Body
from companion.tiktok.decoding import decoded, encoded, loaded
from companion.tiktok.gathering import gathered
from companion.tiktok.items import Items, read_items
from companion.tiktok.outcomes import code_outcome, without_data
from companion.tiktok.people import profile_of
from companion.tiktok.wire import ABSENT, UserInfo, present

NAME = "search"
_PARTS = (b'"item"', b'"user_list"', b'"aweme_info"')


class _Result(Struct, gc=False):
    """One result: a video (type 1), people (type 4), a live room or a suggestion."""

    type: Any = None
    item: Raw = ABSENT
    aweme_info: Raw = ABSENT
    user_list: Raw = ABSENT


def recognises(body: Body) -> bool:
    """The answer has results or people, or was asked for them."""
    answer = body.answer
    if answer is None or body.scopes is not None:
        return False
    if present(answer.user_list) or "/api/search/" in addresses.request_path(body.request_url):
        return True
    said = answer.status_code is not None or answer.status_code_snake is not None
    return said and present(answer.data) and _has_results(bytes(answer.data))


def _has_results(data: bytes) -> bool:
    return data.startswith(b"[") and any(each in data for each in _PARTS)


def read(body: Body) -> Reading:
    """Read the videos and the people; live rooms and suggestions are left out."""
    answer = body.answer
    if answer is None:
        return without_data(NAME, "empty")
    results = (decoded(answer.data, list[_Result]) if present(answer.data) else None) or []
    items = read_items([raw for each in results if (raw := _video(each)) is not None])
    lists = [each.user_list for each in results if present(each.user_list)]
    other = sum(_video(each) is None and not present(each.user_list) for each in results)
    skipped = (*items.skipped, Skipped("no video and no account", other)) if other else items.skipped
    return gathered(
        NAME,
        Items(items.videos, items.creators, skipped),
        accounts=[creator for part in (*lists, answer.user_list) for creator in _people(part)],
        trouble=code_outcome(answer.status_code, answer.status_code_snake),
    )


def _video(result: _Result) -> Raw | None:
    if present(result.item):
        return result.item
    aweme = loaded(result.aweme_info) if present(result.aweme_info) else None
    return encoded(app_words.video(aweme)) if isinstance(aweme, dict) else None


def _people(raw: Raw) -> list[Creator]:
    """The accounts in a list of people."""
    entries = loaded(raw) if present(raw) else None
    users = (
        [each.get("user_info") for each in entries if isinstance(each, dict)] if isinstance(entries, list) else []
    )
    infos = (
        decoded(encoded({"user": app_words.account(user), "stats": app_words.account_counts(user)}), UserInfo)
        for user in users
        if isinstance(user, dict)
    )
    return [creator for info in infos if info and (creator := profile_of(info))]
