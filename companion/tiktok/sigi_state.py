"""Pages of 2021 to 2023: the ``SIGI_STATE`` script, or the same state assigned to ``window['SIGI_STATE']``."""

import msgspec

from companion.model import Creator, Outcome, Reading
from companion.tiktok import addresses, pages, scalars
from companion.tiktok.body import Body
from companion.tiktok.decoding import decoded
from companion.tiktok.gathering import gathered
from companion.tiktok.items import Items, read_items
from companion.tiktok.outcomes import VIDEO_SENTENCES, code_outcome, without_data
from companion.tiktok.people import profile_of
from companion.tiktok.profiles import read_detail
from companion.tiktok.wire import ABSENT, UserDetail, UserInfo, present
from companion.tiktok.wire_older import SigiState

NAME = "sigi_state"
_MODULES = ('"ItemModule"', '"UserModule"', '"SharingVideoModule"')


def recognises(body: Body) -> bool:
    """The state has videos or accounts; pages of live rooms have one without either."""
    if body.html:
        return pages.SIGI in body.text and any(name in body.text for name in _MODULES)
    answer = body.answer
    return answer is not None and any(
        present(part) for part in (answer.item_module, answer.user_module, answer.shared_module)
    )


def read(body: Body) -> Reading:
    """Read the accounts and videos; a state that is not the address's own belongs to a page opened before."""
    state = _state(body)
    if state is None:
        return without_data(NAME, "broken")
    items = read_items([*(state.items or {}).values(), *_shared(state)], pins_shown=None)
    expected = addresses.handle_of(body.page_url)
    shown = scalars.handle(state.user_page.unique_id) if state.user_page else None
    if _stale(items, shown, expected, addresses.video_of(body.page_url)):
        return without_data(NAME, "stale_script")
    trouble = _trouble(state)
    if trouble and not items.videos:
        return _troubled(state, trouble, shown or expected)
    return gathered(
        NAME,
        items,
        accounts=[creator for info in _accounts(state).values() if (creator := _account(info))],
        about=shown or expected,
        trouble="shell_without_data",
    )


def _state(body: Body) -> SigiState | None:
    text = pages.script(body.text, pages.SIGI) or pages.assigned(body.text, pages.SIGI) if body.html else body.text
    return decoded(text, SigiState) if text else None


def _shared(state: SigiState) -> list[msgspec.Raw]:
    """The video of a mobile page, which stands by itself."""
    detail = state.shared.video_data if state.shared else None
    raw = detail.item_info.item_struct if detail and detail.item_info else ABSENT
    return [raw] if present(raw) else []


def _stale(items: Items, shown: str | None, expected: str | None, video_id: str | None) -> bool:
    if video_id:
        return bool(items.videos) and all(video.id != video_id for video in items.videos)
    return expected is not None and shown is not None and expected != shown


def _trouble(state: SigiState) -> Outcome | None:
    said = (state.user_page, state.video_page, state.shared.video_data if state.shared else None)
    return code_outcome(*(page.status_code for page in said if page is not None))


def _troubled(state: SigiState, trouble: Outcome, handle: str | None) -> Reading:
    if state.user_page is None:
        return without_data(NAME, trouble, says=VIDEO_SENTENCES.get(trouble), about=handle)
    detail = UserDetail(_accounts(state).get(handle or ""), state.user_page.status_code)
    return read_detail(NAME, detail, asked_for=handle, without=trouble)


def _accounts(state: SigiState) -> dict[str, UserInfo]:
    """The accounts by handle, each with its counts."""
    module = state.users
    if module is None:
        return {}
    stats, exact = module.stats or {}, module.stats_v2 or {}
    return {
        name.lower(): UserInfo(user=user, stats=stats.get(name), stats_v2=exact.get(name))
        for name, user in (module.users or {}).items()
    }


def _account(info: UserInfo) -> Creator | None:
    """An account; without counts of its own it is no more than an author's card."""
    creator = profile_of(info)
    if creator and info.stats is None and info.stats_v2 is None:
        return msgspec.structs.replace(creator, state=None, from_profile=False)
    return creator
