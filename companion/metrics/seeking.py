"""What a brief looks for: its words with what they say, prepared once for all videos."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from companion.metrics.meaning import asks
from companion.metrics.topics import affinity, brief_language, formats, said
from companion.metrics.usage import NOTHING_READ, Usage
from companion.metrics.words import Term, Terms, compile_terms, words
from companion.model import Brief

CUT = 0.5
"""Chance from which a video counts as being about the brief, and share from which a topic is the brief's."""
LISTED, UNLISTED = 1.5, 8.0
"""Log-odds of a brief's word, fitted with those of ``relevance``.

One that has a topic ("bread") counts little by itself, since others use it for something else.
"""
_PART, _LONG_PART = 0.5, 5
"""What goes with a word of a term of several words counts half, and only if the word is not a short one."""
_SAYS_LITTLE, _GENERAL = 0.15, 0.5
"""A brief's word that is worth less is too general to look for, or general enough to say so."""


class Hint(msgspec.Struct, frozen=True):
    """A word that goes with one of the brief's in the captions of other creators, and is on no list of ours.

    Attributes:
        shown: the word.
        term: the brief's, as the marketer wrote it.
        creators: who use both in one video.
        strength: as a sign of the brief, 0 to 1.
    """

    shown: str
    term: str
    creators: int
    strength: float


class Sought(msgspec.Struct, frozen=True):
    """What a brief looks for.

    Attributes:
        terms: its keywords and hashtags.
        named: the same and its topics, as TikTok's labels may say them.
        topics: how much each listed topic is the brief's, 0 to 1.
        formats: topics that do not speak against the brief's.
        main: the topic that is most of all, "" where none is known.
        odds: what a term adds to the log-odds, less where it is itself a sign of the brief's topics or generic.
        hints: words that go with its terms, as they stand in captions.
        general: its words that creators of every topic turned out to use.
        usage: how the creators read use words.
        unlisted: all of the terms where the list knows too few of them, and what captions mean is asked for.
    """

    terms: Terms
    named: Terms
    topics: dict[str, float]
    formats: frozenset[str]
    main: str
    odds: dict[str, float]
    hints: dict[str, Hint]
    general: tuple[str, ...]
    usage: Usage
    unlisted: tuple[str, ...]


def seek(brief: Brief, languages: frozenset[str], usage: Usage = NOTHING_READ, spoken: str = "") -> Sought:
    """Prepare a brief; one that names a single language, or whose words are in one, is read in it.

    Args:
        brief: what is looked for.
        languages: that it asks for.
        usage: how the creators read use words.
        spoken: the language whose endings the brief's words may have.
    """
    asked = (*brief.keywords, *brief.hashtags)
    about = specific(asked, usage)
    language = next(iter(languages)) if len(languages) == 1 else brief_language(about)
    weighed = [*((term, usage.worth(_joined(term))) for term in about), *((topic, 2.0) for topic in brief.topics)]
    topics = dict(affinity(weighed, language))
    terms = compile_terms(about, spoken)
    shown = tuple(dict.fromkeys(term.shown for term in terms.joined.values()))
    return Sought(
        terms=terms,
        named=compile_terms((*brief.topics, *about)),
        topics=topics,
        formats=formats(),
        main=max(topics, key=lambda topic: topics[topic]) if topics else "",
        odds={term.joined: _term_odds(term, topics, language, usage) for term in terms.joined.values()},
        hints=_hints(terms, usage),
        general=tuple(term.lstrip("#") for term in asked if usage.worths.get(_joined(term), 1.0) < _GENERAL),
        usage=usage,
        unlisted=shown if asks(asked) else (),
    )


def specific(terms: Iterable[str], usage: Usage) -> tuple[str, ...]:
    """Those of a brief's terms that say something; generic tags don't."""
    return tuple(term for term in terms if usage.worth(_joined(term)) >= _SAYS_LITTLE)


def _joined(term: str) -> str:
    return "".join(words(term))


def _term_odds(term: Term, topics: Mapping[str, float], language: str | None, usage: Usage) -> float:
    shares = said(term.shown, (), language).topics
    listed = any(topics.get(topic, 0.0) >= CUT for topic in shares)
    return usage.worth(term.joined) * (LISTED if listed else UNLISTED)


def _hints(terms: Terms, usage: Usage) -> dict[str, Hint]:
    """Of words that go with several terms the strongest; words on our list speak for themselves."""
    found: dict[str, Hint] = {}
    for term, written_as, share in _spellings(terms) if usage.beside else ():
        for near in usage.beside.get(written_as, ()):
            strength = share * near.strength * usage.worth(near.word)
            known = near.word in terms.vocabulary or near.word in terms.joined or _listed(near.word)
            if not known and (near.word not in found or found[near.word].strength < strength):
                found[near.word] = Hint(near.word, term, near.creators, strength)
    return found


def _spellings(terms: Terms) -> Iterator[tuple[str, str, float]]:
    """Terms and the long words of those of several words, with what each counts as."""
    for together, term in terms.joined.items():
        yield term.shown, together, 1.0
    for term in dict.fromkeys(terms.joined.values()):
        parts = words(term.shown)
        for part in parts if len(parts) > 1 else ():
            if len(part) >= _LONG_PART and not _listed(part):
                yield part, part, _PART


def _listed(word: str) -> bool:
    return bool(said(word, (word,), None).words)
