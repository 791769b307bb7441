"""How the creators whom this user reads use words: which say nothing, and which go together.

Both are counted over creators, never over videos, so that no one can make a word count by repeating it, and each
language by itself, so that "og" is no sign of a Danish brief's topic.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import msgspec

from companion.metrics.words import GENERIC

VIDEOS = 30
"""Newest videos of a creator whose words are counted."""
WORDS = 16
"""Words of a video that are kept, hashtags first."""
LONGEST = 30
"""Letters of a word that is kept: longer ones are sentences of a script without spaces."""
_SHORTEST = 3
HABIT = 10
"""A word is a creator's habit if one video in so many has it, and two at least."""
WORTH = 20.0
"""What was known before counts as so many creators."""
_LISTED_SHARE, _USUAL_SHARE = 0.5, 0.02
"""Share of unrelated creators taken to use a tag before any was read: of one listed as generic, and of others."""
_SPECIFIC = 0.05
"""Up to this share of unrelated creators a word is worth all that it can be."""
_DIFFERS = 0.1
FEWEST = 4
"""Creators who use two words in one video, before one is a sign of the other: the one judged and three others."""
LIFT = 3.0
"""How many times as often as chance the two must meet, at least."""
_SURE = 15.0
"""Log-likelihood ratio from which they do: p = 0.0001, since many pairs are looked at (Dunning 1993)."""
_STRONGEST = 10.0
"""The lift from which a word that goes with another is as strong a sign as it can be."""
_VOCABULARY, _PAIRS, _BESIDE = 3000, 4000, 12
"""Most words that are paired, pairs that are kept, and words kept beside one."""


class Wording(msgspec.Struct, frozen=True, array_like=True):
    """The words of one creator's newest videos.

    Attributes:
        words: each once.
        videos: for each video the places of its words.
        about: what most videos are about, as our own list says; "" where it doesn't know.
    """

    words: tuple[str, ...]
    videos: tuple[tuple[int, ...], ...]
    about: str = ""


class Beside(msgspec.Struct, frozen=True, array_like=True):
    """A word that goes with another: at how many creators, and how strong a sign it is, 0 to 1."""

    word: str
    creators: int
    strength: float


class Usage(msgspec.Struct, frozen=True, eq=False):
    """What is known of how words are used; with nothing read, the shipped list of generic tags.

    Attributes:
        worths: words that are worth another part of a full sign than was known before.
        beside: for each word those that go with it, the strongest first.
    """

    worths: dict[str, float] = {}
    beside: dict[str, tuple[Beside, ...]] = {}

    def worth(self, word: str) -> float:
        """What a word says about a brief, 0 (everyone uses it) to 1."""
        return self.worths.get(word, 0.0 if word in GENERIC else 1.0)


NOTHING_READ = Usage()


def wording(texts: Iterable[tuple[Sequence[str], Sequence[str]]], about: str) -> Wording:
    """What one creator's captions leave to learn from.

    Args:
        texts: for each video its hashtags and its words, folded.
        about: what most of the videos are about.
    """
    places: dict[str, int] = {}
    videos = []
    for tags, words in texts:
        kept = [word for word in dict.fromkeys((*tags, *words)) if _counts(word)][:WORDS]
        videos.append(tuple(places.setdefault(word, len(places)) for word in kept))
    return Wording(tuple(places), tuple(videos), about)


def _counts(word: str) -> bool:
    shortest = _SHORTEST if word.isascii() else 2
    return shortest <= len(word) <= LONGEST and not word.isdigit()


def learned_usage(creators: Sequence[tuple[str, Wording]]) -> Usage:
    """How words are used by creators, each with the language of most of the videos."""
    spoken: dict[str, list[Wording]] = {}
    for language, each in creators:
        spoken.setdefault(language, []).append(each)
    return Usage(worths=_worths(spoken), beside=_pairs(list(spoken.values())))


def _worths(spoken: dict[str, list[Wording]]) -> dict[str, float]:
    """What words are worth: the inverse document frequency of BM25 (Robertson and Zaragoza 2009) over creators."""
    shares: dict[str, float] = {}
    everyone = [each for group in spoken.values() for each in group]
    for group in (everyone, *spoken.values()):
        for word, share in _shares(group):
            shares[word] = max(share, shares.get(word, 0.0))
    worths = {word: _idf(share) for word, share in shares.items()}
    return {
        word: round(worth, 3)
        for word, worth in sorted(worths.items())
        if abs(worth - NOTHING_READ.worth(word)) >= _DIFFERS
    }


def _idf(share: float) -> float:
    most = math.log((1 - _SPECIFIC) / _SPECIFIC)
    return min(1.0, max(0.0, math.log((1 - share) / share) / most))


def _shares(group: Sequence[Wording]) -> Iterator[tuple[str, float]]:
    """For each word the share of creators in the habit of it, those of the topic that uses it most left out.

    In a store of cooks everyone writes "recipe"; what everyone else writes too says nothing.
    """
    of_topic = Counter(each.about for each in group)
    users: dict[str, Counter[str]] = {word: Counter() for word in GENERIC}
    for each in group:
        for word in _habits(each):
            users.setdefault(word, Counter())[each.about] += 1
    for word, topics in users.items():
        topic, most = max(topics.items(), key=lambda item: (item[1], item[0]), default=("", 0))
        using, others = topics.total() - most, len(group) - of_topic[topic]
        before = _LISTED_SHARE if word in GENERIC else _USUAL_SHARE
        yield word, (using + WORTH * before) / (others + WORTH)


def _habits(each: Wording) -> list[str]:
    counted = Counter(place for video in each.videos for place in video)
    enough = max(2.0, len(each.videos) / HABIT)
    return [each.words[place] for place, videos in counted.items() if videos >= enough]


def _pairs(groups: Sequence[Sequence[Wording]]) -> dict[str, tuple[Beside, ...]]:
    """Words that meet in one video at more creators than chance would have it."""
    met: Counter[tuple[str, str]] = Counter()
    used = [Counter(word for each in group for word in each.words) for group in groups]
    for group, users in zip(groups, used, strict=True):
        met.update(_met(group, _vocabulary(users, len(group))))
    found: dict[str, list[Beside]] = {}
    strong = []
    for (one, other), creators in met.items():
        if creators >= FEWEST:
            chance = math.fsum(
                users[one] * users[other] / len(group) for users, group in zip(used, groups, strict=True)
            )
            surprise = 2 * (creators * math.log(creators / chance) - (creators - chance))
            if creators >= LIFT * chance and surprise >= _SURE:
                strong.append((surprise, one, other, creators, _strength(creators, chance)))
    for _, one, other, creators, strength in sorted(strong, reverse=True)[:_PAIRS]:
        for word, near in ((one, other), (other, one)):
            kept = found.setdefault(word, [])
            if len(kept) < _BESIDE:
                kept.append(Beside(near, creators, strength))
    return {word: tuple(near) for word, near in sorted(found.items())}


def _strength(creators: int, chance: float) -> float:
    """Pointwise mutual information, one creator of chance added, as part of what counts as strongest."""
    return round(min(1.0, max(0.0, math.log(creators / (chance + 1)) / math.log(_STRONGEST))), 3)


def _vocabulary(users: Counter[str], creators: int) -> frozenset[str]:
    """Words of enough creators and of no more than half of them, the more frequent first."""
    some = ((word, n) for word, n in users.items() if 2 <= n <= max(FEWEST, creators / 2) and word not in GENERIC)
    return frozenset(word for word, _ in sorted(some, key=lambda item: (-item[1], item[0]))[:_VOCABULARY])


def _met(group: Sequence[Wording], vocabulary: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Pairs of words that stand in one video, each once for each creator."""
    for each in group:
        known = [word if word in vocabulary else None for word in each.words]
        mine: set[tuple[str, str]] = set()
        for video in each.videos:
            words = sorted({word for place in video if (word := known[place]) is not None})
            mine.update(combinations(words, 2))
        yield from mine
