"""What became of a body, in TikTok's codes and in a marketer's words."""

from typing import Any

from companion.model import AccountState, Creator, Outcome, Reading
from companion.tiktok import scalars

SENTENCES: dict[Outcome, str] = {
    "read": "Read.",
    "empty": "TikTok sent nothing here; open the page again.",
    "not_tiktok": "This is not a TikTok page or answer.",
    "not_found": "TikTok says that this does not exist (any more).",
    "private": "This is private: TikTok shows it to nobody but the creator's followers.",
    "banned": "TikTok has banned or limited this account.",
    "unavailable": "TikTok did not give this out and does not say why; try again later.",
    "region_locked": "TikTok does not show this in your country.",
    "login_wall": "TikTok asks to log in before it shows this.",
    "captcha": "TikTok asks to solve a puzzle first: solve it in the page, then open it again.",
    "please_wait": "TikTok's waiting page was saved instead of the page itself: open it again and let it load.",
    "shell_without_data": "The page came without its data: let it load fully, then open or save it again.",
    "no_videos": "There are no videos in this list.",
    "stale_script": "The data in this page belongs to another page opened before it: reload the page.",
    "broken": "This file is damaged: its data breaks off or is no valid JSON.",
    "too_large": "This is larger than 64 MB, which no TikTok page or answer is.",
    "unsupported": "This is TikTok data in a form that this version does not read yet.",
}
"""One sentence for each outcome (DESIGN: file outcomes)."""

ACCOUNT_SENTENCES: dict[Outcome, str] = {
    "not_found": "This account does not exist (any more), or TikTok has banned it.",
    "private": "This account is private: TikTok shows its numbers to nobody but its followers.",
    "banned": "TikTok has banned or limited this account.",
    "unavailable": "TikTok does not show this account at the moment and does not say why.",
    "region_locked": "TikTok does not show this account in your country.",
}
VIDEO_SENTENCES: dict[Outcome, str] = {
    "not_found": "This video was deleted, never existed, or TikTok hides it from your network.",
    "private": "This video is private.",
    "unavailable": "TikTok does not show this video and does not say why.",
    "region_locked": "TikTok does not show this video in your country.",
}

LISTED_NOTHING = "TikTok listed no videos of this profile: it has none, or shows them to followers alone."

LIVE_ROOM = (
    "This is the page of a live room, which holds no videos and no counts: open the creator's profile instead."
)

PUZZLE = 10000
CODES: dict[int, Outcome] = {
    PUZZLE: "captcha",
    10101: "login_wall",
    10102: "login_wall",
    209002: "login_wall",
    10201: "unavailable",
    10202: "not_found",
    100002: "not_found",
    10204: "not_found",
    10215: "unavailable",
    10216: "private",
    10217: "not_found",
    10221: "not_found",
    10222: "private",
    10223: "banned",
    10225: "banned",
    10231: "region_locked",
}
"""TikTok's status codes; any other that is not 0 is ``unavailable``."""

_STATES: dict[Outcome, AccountState] = {
    "private": "private",
    "banned": "banned",
    "not_found": "not_found",
    "region_locked": "region_locked",
}


def code_outcome(*codes: Any) -> Outcome | None:
    """The outcome that status codes stand for, ``None`` if all is well.

    TikTok writes ``statusCode``, ``status_code`` or both, one of them 0: the larger one counts.
    """
    numbers = [code for each in codes if (code := _code(each)) is not None]
    worst = max(numbers, default=0)
    if worst == 0 and min(numbers, default=0) < 0:
        worst = -1
    return None if worst == 0 else CODES.get(worst, "unavailable")


def _code(value: Any) -> int | None:
    if type(value) is str and value.strip().startswith("-"):
        known = scalars.count(value.strip()[1:])
        return None if known is None else -known
    return value if type(value) is int else scalars.count(value)


def account_state(outcome: Outcome) -> AccountState | None:
    """The state of an account that an outcome tells of, where it tells one for certain enough to remember."""
    return _STATES.get(outcome)


def without_data(
    reader: str,
    outcome: Outcome,
    *,
    says: str | None = None,
    about: str | None = None,
    creator: Creator | None = None,
) -> Reading:
    """A reading of a body that gave no data, with the reason."""
    return Reading(
        format=reader,
        outcome=outcome,
        says=says or SENTENCES[outcome],
        creators=() if creator is None else (creator,),
        about=about,
    )
