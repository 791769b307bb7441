"""Is a video about a brief? From the brief's own words, and from what all words say about its topic."""

import math
from collections.abc import Mapping

import msgspec

from companion.metrics.lexicon import Word
from companion.metrics.meaning import UNTOLD, Meaning, Near, compared
from companion.metrics.seeking import CUT, LISTED, UNLISTED, Hint, Sought
from companion.metrics.texts import said_in, text_of
from companion.metrics.topics import Said, name_of, said
from companion.metrics.usage import Usage
from companion.metrics.words import Term, Terms, Text, find, forms, read_text, untagged, without, words
from companion.model import Video

_SATURATION, _LENGTH = 1.2, 0.3
"""BM25's k1 and b (Robertson and Zaragoza 2009); b is low: one clear term in a long recipe is still the topic."""
_WEIGHT = 0.8

_BASE, _SAME_TOPIC, _OTHER_TOPIC = -2.8, 8.0, -4.5
"""Log-odds of a video, and by ln(1 + words of the brief's topic or of others).

Logistic regression, with ``LISTED`` and ``UNLISTED``, on the tuning half of the test's captions, half of all
listed words dropped at random, since real captions hold fewer that we know.
"""
_BESIDE, _MOST_BESIDE = 4.2, 2.0
"""Log-odds by ln(1 + strength) of words that go with the brief's at other creators, and the strength that counts.

One of them is a hint, two or three carry a video over the cut, and a whole wall of them is not more than these.
In invented markets such words are never wrong; so much is granted as real ones, which overlap, may bear.
"""
_IN_PASSING = 0.5
"""A brief's word that is but a tag of a caption about something else ("dance practice #recipe") counts half."""
_LABEL = 1.5
"""TikTok's own label counts as one and a half words."""
_LONG, _WORDY = 40, 0.03
"""Each word beyond 40 is a little sign of something else: one term in a wall of tags is not the topic."""


class Judged(msgspec.Struct, frozen=True):
    """One video, judged; ``mute`` if none of its words says anything about any topic.

    Attributes:
        near: the brief's word that its caption is nearest to in meaning, "" where none is near or asked.
    """

    video: Video
    text: Text
    terms: tuple[Term, ...]
    signs: tuple[Word, ...]
    hints: tuple[Hint, ...]
    near: str
    chance: float

    @property
    def relevant(self) -> bool:
        """Whether the video counts as being about the brief."""
        return self.chance >= CUT

    @property
    def mute(self) -> bool:
        """Whether nothing in its words says what it is about."""
        return not (self.terms or self.signs or self.hints or self.near)


def labels(video: Video, named: Terms) -> list[Term]:
    """TikTok's own labels that name one of the terms."""
    if not video.topics:
        return []
    found = [find(named, read_text(label, ()), frozenset()) for label in video.topics]
    return [term for terms in found for term in terms]


class _Habits(msgspec.Struct, frozen=True):
    """How a creator writes: words written apart, usual length in words, and the most frequent language."""

    apart: frozenset[str]
    length: float
    language: str | None


def judge(videos: list[Video], sought: Sought, meaning: Meaning | None = None) -> list[Judged]:
    """Judge one creator's videos: what the others are like says how long and in which language a caption is."""
    texts = [text_of(video) for video in videos]
    told = [video.language for video in videos if video.language]
    habits = _Habits(
        apart=frozenset().union(*[text.apart for text in texts]),
        length=max(1.0, math.fsum(len(text.words) for text in texts) / len(texts)),
        language=max(set(told), key=lambda each: (told.count(each), each)) if told else None,
    )
    nears = _nears(videos, texts, sought, habits, meaning)
    return [_one(video, text, sought, habits, by) for video, text, by in zip(videos, texts, nears, strict=True)]


def _nears(
    videos: list[Video], texts: list[Text], sought: Sought, habits: _Habits, meaning: Meaning | None
) -> list[Near]:
    if meaning is None or not sought.unlisted:
        return [UNTOLD] * len(videos)
    languages = [video.language or habits.language for video in videos]
    captions = list(zip([text.written for text in texts], languages, strict=True))
    return compared(meaning, sought.unlisted, captions)


def _one(video: Video, text: Text, sought: Sought, habits: _Habits, by_meaning: Near) -> Judged:
    told = said_in(video, text, habits.language)
    terms = _terms(video, text, told, sought, habits.apart)
    labelled = [said(label, (), "en") for label in video.topics] if video.topics else []
    mine, others = _sides(told, labelled, sought)
    if terms and not mine:
        mine = _of_own(terms, sought)
    hints = _hinted(text, sought.hints)
    sure = (
        _IN_PASSING
        if terms and mine and others and _tagged_only(text, video.language or habits.language, sought)
        else 1.0
    )
    length = 1 - _LENGTH + _LENGTH * len(text.words) / habits.length
    weight = _WEIGHT * (_SATURATION + 1) / (_SATURATION * length + 1)
    others += _WORDY * max(0, len(text.words) - _LONG)
    odds = (
        _BASE
        + weight * (sure * _of_terms(terms, sought) + _of_hints(hints))
        + _SAME_TOPIC * math.log1p(sure * mine)
        + _OTHER_TOPIC * math.log1p(others)
        + by_meaning.odds(bool(terms))
    )
    return Judged(
        video=video,
        text=text,
        terms=terms,
        signs=sum((label.words for label in labelled), told.words),
        hints=hints,
        near=by_meaning.word,
        chance=1 / (1 + math.exp(-odds)),
    )


def _of_terms(terms: tuple[Term, ...], sought: Sought) -> float:
    return math.fsum([sought.odds.get(term.joined, UNLISTED) for term in terms]) if terms else 0.0


def _tagged_only(text: Text, language: str | None, sought: Sought) -> bool:
    """Whether a text is about something else and names the brief's topic in hashtags alone."""
    if not text.tags:
        return False
    apart = untagged(text.written)
    mine, others = _sides(said(apart, (), language), [], sought)
    return others > 0 and not mine and not find(sought.terms, read_text(apart, ()), frozenset())


def _of_own(terms: tuple[Term, ...], sought: Sought) -> float:
    """What listed words of the brief say of its topic if they stand here with an ending that no list holds."""
    odds = [sought.odds.get(term.joined, UNLISTED) for term in terms]
    return max((each / LISTED for each in odds if each <= LISTED), default=0.0)


def _of_hints(hints: tuple[Hint, ...]) -> float:
    if not hints:
        return 0.0
    return _BESIDE * math.log1p(min(_MOST_BESIDE, math.fsum(hint.strength for hint in hints)))


def _terms(video: Video, text: Text, told: Said, sought: Sought, apart: frozenset[str]) -> tuple[Term, ...]:
    found = find(sought.terms, text, apart)
    if found and told.phrases:
        swallowed = _swallowing(found, told.phrases, sought)
        if swallowed:
            found = find(sought.terms, without(text, swallowed), apart)
    if video.topics:
        found = list({term.joined: term for term in (*found, *labels(video, sought.named))}.values())
    return tuple(found)


def _swallowing(found: list[Term], phrases: tuple[Word, ...], sought: Sought) -> list[str]:
    """Phrases of other topics that hold a word of the brief: of a "coffee table" the coffee says nothing."""
    return [
        phrase.shown
        for phrase in phrases
        if all(sought.topics.get(topic, 0.0) < CUT for topic in phrase.weights)
        and any(_holds(phrase.shown, term.shown) for term in found)
    ]


def _holds(phrase: str, term: str) -> bool:
    """Whether a phrase has a term as a part, or one of its inflections, and is longer."""
    parts, sought = words(phrase), [forms(part) for part in words(term)]
    return len(parts) > len(sought) and any(
        all(word in each for word, each in zip(parts[i:], sought, strict=False))
        for i in range(len(parts) - len(sought) + 1)
    )


def _hinted(text: Text, hints: Mapping[str, Hint]) -> tuple[Hint, ...]:
    if not hints or hints.keys().isdisjoint(text.words):
        return ()
    return tuple(hints[word] for word in dict.fromkeys(text.words) if word in hints)


def _sides(told: Said, labelled: list[Said], sought: Sought) -> tuple[float, float]:
    """How much speaks for the brief's topics and how much for others; nothing where the brief has no topic."""
    mine = others = 0.0
    topics = sought.topics
    if topics:
        for each in (told, *labelled):
            factor = 1.0 if each is told else _LABEL
            for topic, weight in _weighed(each, sought.usage).items():
                share = topics.get(topic, 0.0)
                mine += factor * share * weight
                if topic not in sought.formats:
                    others += factor * (1 - share) * weight
    return mine, others


def _weighed(about: Said, usage: Usage) -> dict[str, float]:
    """What words say for each topic; those that everyone uses say less."""
    if not usage.worths or usage.worths.keys().isdisjoint(about.keys):
        return about.topics
    totals: dict[str, float] = {}
    for word, key in zip(about.words, about.keys, strict=True):
        worth = usage.worth(key)
        for topic, weight in word.weights.items():
            totals[topic] = totals.get(topic, 0.0) + worth * weight
    return totals


def named(judged: Judged, sought: Sought) -> frozenset[str]:
    """What a relevant video is about: the brief's own words in it, its topic, or those that its words go with."""
    shown = frozenset(term.shown for term in judged.terms)
    if shown:
        return shown
    near = (judged.near,) if judged.near else ()
    return frozenset((name_of(sought.main),) if sought.main else (*near, *(hint.term for hint in judged.hints)))
