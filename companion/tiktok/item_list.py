"""Lists of videos: the answers of ``/api/post/item_list/`` and of the other lists that share its shape."""

from companion.model import Outcome, Reading, Video
from companion.tiktok import addresses, scalars
from companion.tiktok.body import Body
from companion.tiktok.items import read_items
from companion.tiktok.outcomes import ACCOUNT_SENTENCES, LISTED_NOTHING, SENTENCES, code_outcome, without_data
from companion.tiktok.problems import SINCE_2022, count_checks, missing_counts
from companion.tiktok.wire import Answer, present

NAME = "item_list"
_PROFILE_LISTS = ("/post/item_list", "/creator/item_list")


def recognises(body: Body) -> bool:
    """The answer has a list of items, or says whether there are more, or was asked for one."""
    answer = body.answer
    if answer is None or body.scopes is not None or present(answer.comments):
        return False
    listed = answer.item_list is not None or answer.item_list_snake is not None
    return listed or answer.has_more is not None or "item_list" in addresses.request_path(body.request_url)


def read(body: Body) -> Reading:
    """Read the items one by one, and their authors."""
    answer = body.answer
    if answer is None:
        return without_data(NAME, "empty")
    about = addresses.handle_of(body.page_url)
    raws = answer.item_list or answer.item_list_snake or []
    items = read_items(raws, pins_shown=_pins_shown(body.request_url))
    if not items.videos and not items.skipped:
        outcome = _why_empty(answer)
        return without_data(NAME, outcome, says=_in_words(outcome, body.request_url), about=about)
    checks = count_checks(items.videos)
    newer = count_checks(items.videos, SINCE_2022 if body.source else ())  # a saved file may be older
    return Reading(
        format=NAME,
        outcome="read" if items.videos else "no_videos",
        says=SENTENCES["read" if items.videos else "no_videos"],
        creators=items.creators,
        videos=items.videos,
        skipped=items.skipped,
        problems=missing_counts(NAME, checks),
        checks=checks + newer,
        about=about or _single_author(items.videos),
        stamped_at=_stamp(answer),
    )


def _why_empty(answer: Answer) -> Outcome:
    return code_outcome(answer.status_code, answer.status_code_snake) or "no_videos"


def _in_words(outcome: Outcome, request_url: str | None) -> str | None:
    """What an empty list means where it is a profile's."""
    if not _of_profile(request_url):
        return None
    return LISTED_NOTHING if outcome == "no_videos" else ACCOUNT_SENTENCES.get(outcome)


def _of_profile(request_url: str | None) -> bool:
    return any(path in addresses.request_path(request_url) for path in _PROFILE_LISTS)


def _pins_shown(request_url: str | None) -> bool | None:
    """Pinned videos are marked on the first page of a profile's list alone; without an address a mark tells it."""
    if not request_url:
        return None
    return _of_profile(request_url) and addresses.parameter(request_url, "cursor") in ("0", None)


def _single_author(videos: tuple[Video, ...]) -> str | None:
    handles = {video.handle for video in videos}
    return handles.pop() if len(handles) == 1 else None


def _stamp(answer: Answer) -> int | None:
    return scalars.instant_in_milliseconds(answer.extra.now) if answer.extra else None
