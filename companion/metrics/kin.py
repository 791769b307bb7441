"""What a creator shares with others besides size: the topic of most videos, by TikTok, and their language."""

from collections import Counter
from collections.abc import Iterable

from companion.model import CreatorEvidence

LONGEST = 60
"""Characters of a topic's name that are kept."""


def kin_of(evidence: CreatorEvidence) -> tuple[str, ...]:
    """``topic:…`` and ``language:…``, the closest first; each only where half of the videos or more have it."""
    topics = [[label[:LONGEST] for label in record.facts.topics or ()] for record in evidence.videos]
    languages = [[record.facts.language] if record.facts.language else [] for record in evidence.videos]
    found = (("topic", _common(topics)), ("language", _common(languages)))
    return tuple(f"{kind}:{name}" for kind, name in found if name)


def topic_in(kin: Iterable[str]) -> str:
    """The topic that ``kin_of`` found; "" where it found none."""
    return _named("topic:", kin)


def language_in(kin: Iterable[str]) -> str:
    """The language that ``kin_of`` found; "" where it found none."""
    return _named("language:", kin)


def _named(kind: str, kin: Iterable[str]) -> str:
    return next((key.removeprefix(kind) for key in kin if key.startswith(kind)), "")


def _common(labels: Iterable[Iterable[str]]) -> str | None:
    """The label of at least half of the videos; of several the most frequent, then the first in the alphabet."""
    rows = [set(row) for row in labels]
    counted = Counter(label for row in rows for label in row)
    name, count = min(counted.items(), key=lambda item: (-item[1], item[0]), default=(None, 0))
    return name if 2 * count >= len(rows) else None
