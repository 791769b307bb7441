"""What captions are about, in many languages, and what a brief is about in the same terms."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

import msgspec

from companion.metrics.lexicon import Lexicon, Word, load
from companion.metrics.words import words

_NEIGHBOUR = 0.25
"""What a topic counts that is not the brief's but of the same group (cooking for a brief about baking)."""
_MINOR = 0.25
"""A topic that has less than this part of the brief's main one is a side remark ("family meals")."""
_GENERAL = 0.5


class _Topics(msgspec.Struct, frozen=True):
    names: dict[str, str]
    groups: dict[str, str]
    english: dict[str, tuple[str, ...]]
    lexicon: Lexicon
    formats: frozenset[str]


@cache
def _topics() -> _Topics:
    """The list, read when a brief is first judged."""
    listed = load("topics.toml")
    silent = listed.pop("nothing")
    names = {topic: lists.pop("name") for topic, lists in listed.items()}
    groups = {topic: lists.pop("group") for topic, lists in listed.items()}
    emoji = {topic: lists.pop("emoji", "") for topic, lists in listed.items()}
    english = {topic: tuple(map(str.strip, lists["en"].split(","))) for topic, lists in listed.items()}
    formats = frozenset(topic for topic, group in groups.items() if group == "format")
    return _Topics(names, groups, english, Lexicon(listed, emoji, silent), formats)


def name_of(topic: str) -> str:
    """A topic as people read it."""
    return _topics().names[topic]


def english_words() -> Mapping[str, tuple[str, ...]]:
    """The English list of each topic."""
    return _topics().english


def group_of(topic: str) -> str:
    """The topic that joins this one with its neighbours."""
    return _topics().groups[topic]


def formats() -> frozenset[str]:
    """Topics that say how a video is made ("a day in my life"); they never speak against another topic."""
    return _topics().formats


def languages() -> frozenset[str]:
    """Languages whose captions can be judged by topic."""
    return _topics().lexicon.languages


class Said(msgspec.Struct, frozen=True):
    """What a text is about.

    Attributes:
        words: that say so.
        topics: how much they say for each.
        keys: the words as hashtags write them.
        phrases: listed words made of several, also those that say nothing.
    """

    words: tuple[Word, ...]
    topics: dict[str, float]
    keys: tuple[str, ...]
    phrases: tuple[Word, ...]


@lru_cache(maxsize=4096)
def said(caption: str, hashtags: tuple[str, ...], language: str | None) -> Said:
    """Read what a caption is about."""
    found = _topics().lexicon.find(caption, hashtags, language)
    totals: dict[str, float] = {}
    for word in found:
        for topic, weight in word.weights.items():
            totals[topic] = totals.get(topic, 0.0) + weight
    telling = tuple(word for word in found if word.weights)
    phrases = tuple(word for word in found if " " in word.shown)
    return Said(telling, totals, tuple(_key(word.shown) for word in telling), phrases)


@lru_cache(maxsize=16384)
def _key(shown: str) -> str:
    return "".join(words(shown))


def brief_language(terms: Iterable[str]) -> str | None:
    """The language whose list alone has most of a brief's terms; None where it may be English or is not clear."""
    counted = _topics().lexicon.languages_of(terms)
    ranked = sorted(counted.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] <= counted.get("en", 0) or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def affinity(terms: Iterable[tuple[str, float]], language: str | None) -> Mapping[str, float]:
    """How much each topic is a brief's, 0 to 1.

    Args:
        terms: the brief's own words, each with its weight; a term counts once, however many signs it holds.
        language: of the brief, where it names a single one.
    """
    totals: dict[str, float] = {}
    for term, weight in terms:
        shares = said(term.replace("#", " "), (), language).topics
        for topic, share in shares.items():
            totals[topic] = totals.get(topic, 0.0) + weight * share / sum(shares.values())
    if not totals:
        return {}
    most = max(totals.values())
    return _with_neighbours({topic: total / most for topic, total in totals.items() if total >= _MINOR * most})


def _with_neighbours(own: dict[str, float]) -> dict[str, float]:
    groups = _topics().groups
    nearest: dict[str, float] = {}
    for topic, share in own.items():
        # A topic that bears its group's name ("food") means all of the group.
        reach = 1.0 if topic == groups[topic] and share >= _GENERAL else _NEIGHBOUR * share
        nearest[groups[topic]] = max(nearest.get(groups[topic], 0.0), reach)
    near = {topic: nearest[group] for topic, group in groups.items() if group in nearest}
    return {topic: max(share, own.get(topic, 0.0)) for topic, share in near.items()}
