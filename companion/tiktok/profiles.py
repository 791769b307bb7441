"""What pages and answers share when they describe one account."""

import msgspec

from companion.model import Creator, CreatorCounts, Outcome, Reading
from companion.tiktok.outcomes import ACCOUNT_SENTENCES, SENTENCES, account_state, code_outcome, without_data
from companion.tiktok.people import profile_of
from companion.tiktok.problems import follower_check, missing_followers
from companion.tiktok.wire import UserDetail


def read_detail(reader: str, detail: UserDetail, *, asked_for: str | None, without: Outcome) -> Reading:
    """Read an account with its status code.

    Args:
        reader: the format's name.
        detail: the account.
        asked_for: the handle that the page or request was for, in case the account itself does not say.
        without: the outcome when TikTok says that all is well and sends no account.
    """
    creator = profile_of(detail.user_info) if detail.user_info else None
    trouble = code_outcome(detail.status_code, detail.status_code_snake)
    if trouble:
        return troubled(reader, trouble, creator, asked_for)
    if creator is None:
        return without_data(reader, without, about=asked_for)
    return Reading(
        format=reader,
        outcome="read",
        says=SENTENCES["read"],
        creators=(creator,),
        problems=missing_followers(reader, creator),
        checks=(follower_check(creator),),
        about=creator.handle or asked_for,
    )


def troubled(reader: str, trouble: Outcome, creator: Creator | None, asked_for: str | None) -> Reading:
    """An account that TikTok names with a reason for not showing it; its state is worth remembering.

    Args:
        reader: the format's name.
        trouble: the reason.
        creator: what TikTok shows of the account nevertheless.
        asked_for: the handle that the page or request was for.
    """
    about = (creator.handle if creator else None) or asked_for
    state = account_state(trouble)
    if state is None:
        return without_data(reader, trouble, says=ACCOUNT_SENTENCES.get(trouble), about=about)
    if creator:
        # Beside such a reason a 0 means "not shown".
        shown = CreatorCounts(*(count or None for count in msgspec.structs.astuple(creator.counts)))
        creator = msgspec.structs.replace(creator, state=state, counts=shown)
    elif about:
        creator = Creator(handle=about, state=state, from_profile=True)
    return without_data(reader, trouble, says=ACCOUNT_SENTENCES.get(trouble), about=about, creator=creator)
