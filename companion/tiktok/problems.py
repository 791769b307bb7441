"""What a reader expected and did not find: the first sign that TikTok changed something."""

from collections.abc import Sequence

from companion.model import Counts, Creator, Problem, Video

_EXPECTED = ("views", "likes", "comments", "shares")
"""Counts that every list of items has carried since 2019 (saves came in 2022, so their absence proves nothing)."""
_NAMES = {"views": "View", "likes": "Like", "comments": "Comment", "shares": "Share"}


def missing_counts(
    reader: str, videos: Sequence[Video], expected: Sequence[str] = _EXPECTED
) -> tuple[Problem, ...]:
    """Counts that not one of the videos has."""
    if not videos:
        return ()
    missing = [name for name in expected if all(_lacks(video.counts, name) for video in videos)]
    if not missing:
        return ()
    found = [name for name in expected if name not in missing]
    subject = f"{_NAMES[missing[0]]} counts" if len(missing) == 1 else _listed(missing).capitalize()
    still = f"; {_listed(found)} still can" if found else ""
    return (Problem(reader, f"{subject} could not be read{still}."),)


def _lacks(counts: Counts, name: str) -> bool:
    return getattr(counts, name) is None


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def missing_followers(reader: str, creator: Creator) -> tuple[Problem, ...]:
    """A profile without a readable number of followers."""
    if creator.counts.followers is not None:
        return ()
    return (Problem(reader, "The number of followers could not be read."),)
