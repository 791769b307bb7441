"""A reading made of videos and of accounts that stand beside them."""

from collections.abc import Sequence

from companion.model import Creator, Outcome, Reading
from companion.tiktok.items import Items
from companion.tiktok.outcomes import SENTENCES
from companion.tiktok.problems import count_checks, missing_counts

NOTHING = Items(videos=(), creators=(), skipped=())


def gathered(
    reader: str,
    items: Items,
    *,
    accounts: Sequence[Creator] = (),
    about: str | None = None,
    trouble: Outcome | None = None,
    stamped_at: int | None = None,
) -> Reading:
    """Put videos, their authors and accounts into one reading; an account wins over its card in a video.

    Args:
        reader: the format's name.
        items: the videos.
        accounts: accounts that the body shows by themselves.
        about: handle of the profile that the body belongs to; a single author stands in for it.
        trouble: the outcome when nothing was found and TikTok says why.
        stamped_at: the body's own time.
    """
    known = {each.handle for each in accounts if each.handle} | {each.id for each in accounts if each.id}
    authors = (each for each in items.creators if each.handle not in known and each.id not in known)
    creators = (*accounts, *authors)
    outcome: Outcome = "read" if creators or items.videos else trouble or "no_videos"
    checks = count_checks(items.videos)
    return Reading(
        format=reader,
        outcome=outcome,
        says=SENTENCES[outcome],
        creators=creators,
        videos=items.videos,
        skipped=items.skipped,
        problems=missing_counts(reader, checks),
        checks=checks,
        about=about or _single_author(items),
        stamped_at=stamped_at,
    )


def _single_author(items: Items) -> str | None:
    handles = {video.handle for video in items.videos}
    return handles.pop() if len(handles) == 1 else None
