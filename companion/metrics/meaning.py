"""What captions mean, for briefs that the word list doesn't know: told by word vectors where the user has some.

A caption is about such a brief the more, the nearer it is to the brief's words than to those of any topic. How
much nearness says depends on the vectors, so they come with a calibration (``scripts/semantic.py`` makes it).
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Annotated, Protocol

import msgspec

from companion.metrics.topics import english_words, said
from companion.metrics.words import GENERIC, fold, spoken, words

_MOST = 6.0
"""Log-odds that are added or taken at most."""
_AGAINST_A_WORD = 3.0
"""What is taken at most from a caption that says a word of the brief, which may be a name that no vector knows."""

Group = tuple[str, ...]
Language = Annotated[str, msgspec.Meta(pattern="^[a-z]{2,3}$")]


class Calibration(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What nearness says, for certain vectors.

    Attributes:
        even: log-odds of being about the brief, added to a caption as near to it as to a topic.
        per_cosine: log-odds added per cosine that it is nearer to the brief.
        languages: of captions (ISO 639) in which this was shown to help; others are judged by their words alone.
    """

    even: Annotated[float, msgspec.Meta(ge=-100, le=100)]
    per_cosine: Annotated[float, msgspec.Meta(gt=0, le=1_000)]
    languages: frozenset[Language]


class Meaning(Protocol):
    """Tells how near texts are to groups of words in meaning."""

    @property
    def calibration(self) -> Calibration:
        """What nearness says."""

    def nearness(self, texts: Sequence[str], groups: Sequence[Group]) -> list[list[float]]:
        """For each text its cosine with the mean of each group, -1 to 1."""


class Near(msgspec.Struct, frozen=True):
    """What a caption's meaning says of a brief.

    Attributes:
        adds: log-odds that it is about the brief, unbounded; None where nothing was asked.
        word: the brief's word that it is nearest to, "" where some topic is nearer than the brief.
    """

    adds: float | None
    word: str

    def odds(self, says_a_word: bool) -> float:
        """What this adds to the log-odds that the video is about the brief, whose words it may say itself."""
        if self.adds is None:
            return 0.0
        return max(-_AGAINST_A_WORD if says_a_word else -_MOST, min(_MOST, self.adds))


UNTOLD = Near(None, "")


@lru_cache(maxsize=64)
def asks(terms: tuple[str, ...]) -> bool:
    """Whether meaning is asked for: of a brief's keywords and hashtags less than half say a topic of the list."""
    telling = [term for term in terms if "".join(words(term)) not in GENERIC]
    return 2 * sum(bool(_topics_of(term)) for term in telling) < len(telling)


def _topics_of(term: str) -> Mapping[str, float]:
    return said(term.lstrip("#"), (), None).topics


def compared(meaning: Meaning, terms: Sequence[str], captions: Sequence[tuple[str, str | None]]) -> list[Near]:
    """What each caption's meaning says of a brief; nothing in a language whose meaning is not asked for.

    Args:
        meaning: tells it.
        terms: the brief's words.
        captions: each with its language (ISO 639), where known.
    """
    told = meaning.calibration
    texts = [_plain(caption) if _base(language) in told.languages else "" for caption, language in captions]
    if not any(texts):
        return [UNTOLD] * len(captions)
    cosines = iter(meaning.nearness([text for text in texts if text], _groups(terms)))
    return [_near(next(cosines), terms, told) if text else UNTOLD for text in texts]


def _base(language: str | None) -> str:
    return (language or "").partition("-")[0].lower()


def _plain(caption: str) -> str:
    """The words of a caption without marks, emoji and generic tags, accents kept."""
    return " ".join(word for word in spoken(caption) if fold(word) not in GENERIC)


def _groups(terms: Sequence[str]) -> tuple[Group, ...]:
    """All of the brief's words, each of them, and the words of each topic that none of them is a sign of."""
    own = {topic for term in terms for topic in _topics_of(term)}
    others = (each for topic, each in english_words().items() if topic not in own)
    return (tuple(terms), *((term,) for term in terms), *others)


def _near(cosines: list[float], terms: Sequence[str], told: Calibration) -> Near:
    own = cosines[1 : 1 + len(terms)]
    nearer = cosines[0] - max(cosines[1 + len(terms) :], default=0.0)
    return Near(told.even + told.per_cosine * nearer, terms[own.index(max(own))] if nearer > 0 else "")
