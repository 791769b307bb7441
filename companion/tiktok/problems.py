"""What a reader expected and did not find: the first sign that TikTok changed something."""

from collections.abc import Sequence

from companion.model import Creator, FieldCheck, Problem, Video

ALWAYS = ("views", "likes", "comments", "shares")
"""Counts that every list of items has carried since 2019."""
SINCE_2022 = ("saves",)
"""Counts that TikTok's own answers carry since 2022; in an older file their absence proves nothing."""
_ALONE = {
    "views": "view counts",
    "likes": "like counts",
    "comments": "comment counts",
    "shares": "share counts",
    "saves": "save counts",
    "followers": "the number of followers",
}


def count_checks(videos: Sequence[Video], expected: Sequence[str] = ALWAYS) -> tuple[FieldCheck, ...]:
    """How many of the videos lack each of the counts that they should have."""
    return tuple(_checked(name, [getattr(each.counts, name) for each in videos]) for name in expected)


def caption_check(videos: Sequence[Video]) -> FieldCheck:
    """How many of the videos lack their caption."""
    return _checked("captions", [video.caption for video in videos])


def follower_check(creator: Creator) -> FieldCheck:
    """Whether a profile lacks its number of followers."""
    return FieldCheck("followers", 1, int(creator.counts.followers is None))


def _checked(name: str, values: Sequence[object]) -> FieldCheck:
    return FieldCheck(name, len(values), values.count(None))


def missing_counts(reader: str, checks: Sequence[FieldCheck]) -> tuple[Problem, ...]:
    """Counts that most of the videos lack."""
    lost = [check.field for check in checks if check.lost]
    if not lost:
        return ()
    says = lost_and_found(lost, [check.field for check in checks if check.expected and not check.lost])
    return (Problem(reader, f"{says[0].upper()}{says[1:]}"),)


def missing_followers(reader: str, creator: Creator) -> tuple[Problem, ...]:
    """A profile without a readable number of followers."""
    if creator.counts.followers is not None:
        return ()
    return (Problem(reader, "The number of followers could not be read."),)


def lost_and_found(lost: Sequence[str], found: Sequence[str], since: str = "") -> str:
    """Say what could not be read, since when if that is known, and what still can.

    Args:
        lost: fields that could not be read; at least one.
        found: fields of the same carrier that could.
        since: a day in words, or nothing.
    """
    subject = _ALONE.get(lost[0], lost[0]) if len(lost) == 1 else _listed(lost)
    still = f"; {_listed(found)} still can" if found else ""
    return f"{subject} could not be read{f' since {since}' if since else ''}{still}."


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
