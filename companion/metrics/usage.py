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

MOST_CREATORS = 500
"""Of more, every second, third … is learned from: more would only take longer."""
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
_SURE = 12.0
"""Log-likelihood ratio from which they do: p = 0.0005, since many pairs are looked at (Dunning 1993)."""
_STRONGEST = 10.0
"""The lift from which a word that goes with another is as strong a sign as it can be."""
_COMMON = 0.2
"""Share of a language's videos from which a word goes with everything."""
_VOCABULARY, _PAIRS, _BESIDE = 1500, 3000, 12
"""Most words of a language that are paired, pairs that are kept, and words kept beside one."""


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
    for language, each in creators[:: 1 + len(creators) // MOST_CREATORS]:
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
    users: dict[str, dict[str, int]] = {}
    for each in group:
        for word in _habits(each):
            topics = users.setdefault(word, {})
            topics[each.about] = topics.get(each.about, 0) + 1
    for word, topics in users.items():
        topic, most = max(topics.items(), key=lambda item: (item[1], item[0]))
        using, others = sum(topics.values()) - most, len(group) - of_topic[topic]
        if using or most >= FEWEST:
            before = _LISTED_SHARE if word in GENERIC else _USUAL_SHARE
            yield word, (using + WORTH * before) / (others + WORTH)


def _habits(each: Wording) -> list[str]:
    counted = Counter(place for video in each.videos for place in video)
    enough = max(2.0, len(each.videos) / HABIT)
    return [each.words[place] for place, videos in counted.items() if videos >= enough]


def _pairs(groups: Sequence[Sequence[Wording]]) -> dict[str, tuple[Beside, ...]]:
    """Words that meet in one video at more creators than chance would have it, those that surprise most first."""
    strong = sorted(
        (-surprise, pair, creators, strength)
        for group in groups
        for pair, creators, surprise, strength in _surprising(group)
    )
    found: dict[str, list[Beside]] = {}
    for _, (one, other), creators, strength in strong[:_PAIRS]:
        for word, near in ((one, other), (other, one)):
            kept = found.setdefault(word, [])
            if len(kept) < _BESIDE and all(each.word != near for each in kept):
                kept.append(Beside(near, creators, strength))
    return {word: tuple(near) for word, near in sorted(found.items())}


def _surprising(group: Sequence[Wording]) -> Iterator[tuple[tuple[str, str], int, float, float]]:
    """Pairs of words with the creators of one language who use both in a video, the surprise and the strength.

    Chance is what videos that share nothing, or creators who share nothing, would give, whichever is less.
    """
    users = _users(group)
    rates = _rates(group, users)
    videos = sum(len(each.videos) for each in group) / len(group)
    for (one, other), creators in _met(group, sorted(rates)).items():
        by_video = len(group) * -math.expm1(-videos * rates[one] * rates[other])
        chance = min(by_video, users[one] * users[other] / len(group))
        surprise = _surprise(creators, chance)
        if creators >= LIFT * chance and surprise >= _SURE:
            yield (one, other), creators, surprise, _strength(creators, chance)


def _surprise(creators: int, chance: float) -> float:
    """Log-likelihood ratio of a Poisson count against what chance gives."""
    return 2 * (creators * math.log(creators / chance) - (creators - chance))


def _strength(creators: int, chance: float) -> float:
    """Pointwise mutual information, half a creator of chance added, as part of what counts as strongest."""
    return round(min(1.0, max(0.0, math.log(creators / (chance + 0.5)) / math.log(_STRONGEST))), 3)


def _users(group: Sequence[Wording]) -> dict[str, int]:
    """The words that enough creators use, the more frequent ones if they are many, with how many do."""
    counted = Counter(word for each in group for word in each.words if word not in GENERIC)
    enough = sorted((-n, word) for word, n in counted.items() if n >= FEWEST)
    return {word: -n for n, word in enough[:_VOCABULARY]}


def _rates(group: Sequence[Wording], users: Iterable[str]) -> dict[str, float]:
    """Share of videos with each word, every creator counting the same; without words that go with everything."""
    rates = dict.fromkeys(users, 0.0)
    for each in group:
        counted = Counter(place for video in each.videos for place in video)
        for place, videos in counted.items():
            word = each.words[place]
            if word in rates:
                rates[word] += videos / len(each.videos) / len(group)
    return {word: rate for word, rate in rates.items() if rate <= _COMMON}


def _met(group: Sequence[Wording], vocabulary: Sequence[str]) -> dict[tuple[str, str], int]:
    """How many creators use two words in one video; pairs are counted by number, which takes half the time."""
    codes = {word: i for i, word in enumerate(vocabulary)}
    size = len(vocabulary)
    counted: Counter[int] = Counter()
    for each in group:
        known = [codes.get(word, -1) for word in each.words]
        mine: set[int] = set()
        for video in each.videos:
            numbers = sorted({known[place] for place in video} - {-1})
            mine.update([one * size + other for one, other in combinations(numbers, 2)])
        counted.update(mine)
    return {
        (vocabulary[pair // size], vocabulary[pair % size]): creators
        for pair, creators in counted.items()
        if creators >= FEWEST
    }
