"""Sounds of the library that a creator used, earlier or later than the other creators that were observed.

Only what was read can be told: a creator whose videos nobody opened may have used a sound long before.
"""

from collections.abc import Mapping, Sequence

import msgspec

from companion.metrics.quantiles import median, wilson_interval
from companion.model import DAY, CreatorEvidence, Estimate, Sound

FEWEST_CREATORS = 5
"""Other creators observed with a sound below which nothing is said about it."""
FEWEST_SOUNDS = 3
"""Sounds below which no share is told."""
EARLY = (
    "Of the sounds that at least 5 other creators used in what you read, the share that this creator used before "
    "the middle one of them (Wilson interval)."
)


class SoundTiming(msgspec.Struct, frozen=True, kw_only=True):
    """When a creator first used a sound, against the other creators observed.

    Attributes:
        id: of the sound.
        title: as TikTok names it.
        author: who made it, as TikTok names them.
        days_before: how many days before the middle of the others; negative is later.
        creators: how many others.
        video_ids: this creator's videos with it.
    """

    id: str
    title: str | None
    author: str | None
    days_before: float
    creators: int
    video_ids: tuple[str, ...]


class SoundTimings(msgspec.Struct, frozen=True, kw_only=True):
    """A creator's sounds that others used too, the earliest first, and how many of them were used early."""

    early: Estimate
    sounds: tuple[SoundTiming, ...]


class _Use(msgspec.Struct):
    sound: Sound
    first: int
    video_ids: list[str]


def library_sounds(evidence: CreatorEvidence) -> tuple[str, ...]:
    """Ids of the sounds that the creator did not make."""
    return tuple(_uses(evidence))


def timings(evidence: CreatorEvidence, others: Mapping[str, Sequence[int]]) -> SoundTimings:
    """Compare first uses with those of other creators.

    Args:
        evidence: of the creator.
        others: for each sound when each other creator was first seen to use it, in Unix seconds.
    """
    found = [
        SoundTiming(
            id=sound_id,
            title=use.sound.title,
            author=use.sound.author,
            days_before=(median(others[sound_id]) - use.first) / DAY,
            creators=len(others[sound_id]),
            video_ids=tuple(use.video_ids),
        )
        for sound_id, use in _uses(evidence).items()
        if len(others.get(sound_id, ())) >= FEWEST_CREATORS
    ]
    found.sort(key=lambda each: -each.days_before)
    return SoundTimings(early=_early(found), sounds=tuple(found))


def _uses(evidence: CreatorEvidence) -> dict[str, _Use]:
    found: dict[str, _Use] = {}
    for record in evidence.videos:
        sound, posted = record.facts.sound, record.facts.created_at
        if sound is None or sound.id is None or sound.original is not False or posted is None:
            continue
        use = found.setdefault(sound.id, _Use(sound, posted, []))
        use.first = min(use.first, posted)
        use.video_ids.append(record.facts.id)
    return found


def _early(found: Sequence[SoundTiming]) -> Estimate:
    n = len(found)
    if n < FEWEST_SOUNDS:
        missing = (
            f"at least {FEWEST_SOUNDS} sounds are needed that {FEWEST_CREATORS} other creators you have read used "
            f"too, {n or 'none'} found"
        )
        return Estimate.absent(missing, unit="fraction", method=EARLY, n=n)
    early = sum(each.days_before > 0 for each in found)
    low, high = wilson_interval(early, n)
    return Estimate(value=early / n, low=low, high=high, n=n, unit="fraction", method=EARLY)
