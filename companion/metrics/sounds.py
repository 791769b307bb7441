"""Sounds of the library that a creator used, earlier or later than the other creators that were observed."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from companion.metrics.timing import FEWEST_THINGS, Timing, Use, Used, share_early, uses
from companion.metrics.timing import timings as timings_of
from companion.model import CreatorEvidence, Estimate, Video

FEWEST_CREATORS = 5
"""Other creators observed with a sound below which nothing is said about it."""
EARLY = (
    "Of the sounds that at least 5 other creators used in what you read, the share that this creator used before "
    "the middle one of them (Wilson interval)."
)
MISSING = (
    f"at least {FEWEST_THINGS} sounds are needed that {FEWEST_CREATORS} other creators you have read used too"
)


class SoundTimings(msgspec.Struct, frozen=True, kw_only=True):
    """A creator's sounds that others used too, the earliest first, and how many of them were used early."""

    early: Estimate
    sounds: tuple[Timing, ...]


def library_sounds(evidence: CreatorEvidence) -> tuple[str, ...]:
    """Ids of the sounds that the creator did not make."""
    return tuple(_uses(evidence))


def timings(evidence: CreatorEvidence, others: Mapping[str, Sequence[int]]) -> SoundTimings:
    """Compare first uses with those of other creators.

    Args:
        evidence: of the creator.
        others: for each sound when each other creator was first seen to use it, in Unix seconds.
    """
    found = timings_of(_uses(evidence), others, FEWEST_CREATORS)
    return SoundTimings(early=share_early(found, method=EARLY, missing=MISSING), sounds=found)


def _uses(evidence: CreatorEvidence) -> dict[str, Use]:
    return uses(evidence, _of_the_library)


def _of_the_library(video: Video) -> Iterable[Used]:
    sound = video.sound
    if sound is not None and sound.id is not None and sound.original is False:
        yield Used(sound.id, sound.title, sound.author)
