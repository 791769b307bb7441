"""Is a video about a brief? From the brief's own words, and from what all words say about its topic."""

import math
from collections.abc import Iterable

import msgspec

from companion.metrics.lexicon import Word
from companion.metrics.topics import Said, affinity, name_of, said
from companion.metrics.words import SHORTEST, Term, Terms, Text, compile_terms, find, read_text
from companion.model import Brief, Video

CUT = 0.5
"""Chance from which a video counts as being about the brief."""
_SATURATION, _LENGTH = 1.2, 0.3
"""BM25's k1 and b (Robertson and Zaragoza 2009); b is low: one clear term in a long recipe is still the topic."""
_WEIGHT = 0.8

_BASE, _UNLISTED, _LISTED, _SAME_TOPIC, _OTHER_TOPIC = -2.8, 8.0, 1.5, 8.0, -4.5
"""Log-odds of a video by the brief's words and by ln(1 + words of its topic or of others).

Logistic regression on the tuning half of the test's captions, half of all listed words dropped at random, since
real captions hold fewer that we know; a brief's word that has a topic ("bread") counts little by itself, since
others use it for something else.
"""
_LABEL = 1.5
"""TikTok's own label counts as one and a half words."""
_LONG, _WORDY = 40, 0.03
"""Each word beyond 40 is a little sign of something else: one term in a wall of tags is not the topic."""


class Sought(msgspec.Struct, frozen=True):
    """What a brief looks for.

    Attributes:
        terms: its keywords and hashtags.
        named: the same and its topics, as TikTok's labels may say them.
        topics: how much each listed topic is the brief's, 0 to 1.
        main: the topic that is most of all, "" where none is known.
        listed: the terms that are themselves signs of the brief's topics.
    """

    terms: Terms
    named: Terms
    topics: dict[str, float]
    main: str
    listed: frozenset[str]


class Judged(msgspec.Struct, frozen=True):
    """One video, judged; ``mute`` if none of its words says anything about any topic."""

    video: Video
    text: Text
    terms: tuple[Term, ...]
    signs: tuple[Word, ...]
    chance: float
    names: frozenset[str]

    @property
    def relevant(self) -> bool:
        """Whether the video counts as being about the brief."""
        return self.chance >= CUT

    @property
    def mute(self) -> bool:
        """Whether nothing in its words says what it is about."""
        return not (self.terms or self.signs)


def seek(brief: Brief, languages: frozenset[str]) -> Sought:
    """Prepare a brief; one that names a single language is read in it."""
    about = (*brief.keywords, *brief.hashtags)
    language = next(iter(languages)) if len(languages) == 1 else None
    weighed = [*((term, 1.0) for term in about), *((topic, 2.0) for topic in brief.topics)]
    topics = dict(affinity(weighed, language))
    terms = compile_terms(about)
    return Sought(
        terms=terms,
        named=compile_terms((*brief.topics, *about)),
        topics=topics,
        main=max(topics, key=lambda topic: topics[topic]) if topics else "",
        listed=frozenset(
            term.joined
            for term in terms.joined.values()
            if any(topics.get(topic, 0.0) >= CUT for topic in said(term.shown, (), language).topics)
        ),
    )


def has_words(video: Video) -> bool:
    """Whether there is anything to judge a video by."""
    return bool((video.caption and video.caption.strip()) or video.hashtags or video.topics)


def text_of(video: Video) -> Text:
    """A video's caption and hashtags as words."""
    return read_text(video.caption or "", video.hashtags or ())


def labels(video: Video, named: Terms) -> list[Term]:
    """TikTok's own labels that name one of the terms."""
    found = [find(named, read_text(label, ()), frozenset()) for label in video.topics or ()]
    return [term for terms in found for term in terms]


class _Habits(msgspec.Struct, frozen=True):
    """How a creator writes: words written apart, usual length in words, and the most frequent language."""

    apart: frozenset[str]
    length: float
    language: str | None


def judge(videos: list[Video], sought: Sought) -> list[Judged]:
    """Judge one creator's videos: what the others are like says how long and in which language a caption is."""
    texts = [text_of(video) for video in videos]
    apart = frozenset().union(*(frozenset(text.words).difference(text.tags) for text in texts))
    told = [video.language for video in videos if video.language]
    habits = _Habits(
        apart=frozenset(word for word in apart if len(word) >= SHORTEST),
        length=max(1.0, math.fsum(len(text.words) for text in texts) / len(texts)),
        language=max(set(told), key=lambda each: (told.count(each), each)) if told else None,
    )
    return [_one(video, text, sought, habits) for video, text in zip(videos, texts, strict=True)]


def _one(video: Video, text: Text, sought: Sought, habits: _Habits) -> Judged:
    terms = tuple({term.joined: term for term in _terms(video, text, sought, habits.apart)}.values())
    told = said(video.caption or "", video.hashtags or text.tags, video.language or habits.language)
    labelled = [said(label, (), "en") for label in video.topics or ()]
    mine, others = _sides(told, labelled, sought.topics)
    length = 1 - _LENGTH + _LENGTH * len(text.words) / habits.length
    weight = _WEIGHT * (_SATURATION + 1) / (_SATURATION * length + 1)
    listed = sum(term.joined in sought.listed for term in terms)
    others += _WORDY * max(0, len(text.words) - _LONG)
    odds = (
        _BASE
        + weight * (_LISTED * listed + _UNLISTED * (len(terms) - listed))
        + _SAME_TOPIC * math.log1p(mine)
        + _OTHER_TOPIC * math.log1p(others)
    )
    return Judged(
        video=video,
        text=text,
        terms=terms,
        signs=told.words + tuple(word for label in labelled for word in label.words),
        chance=1 / (1 + math.exp(-odds)),
        names=_names(terms, sought),
    )


def _terms(video: Video, text: Text, sought: Sought, apart: frozenset[str]) -> list[Term]:
    return find(sought.terms, text, apart) + labels(video, sought.named)


def _sides(told: Said, labelled: list[Said], topics: dict[str, float]) -> tuple[float, float]:
    """How much speaks for the brief's topics and how much for others; nothing where the brief has no topic."""
    mine = others = 0.0
    if topics:
        for each in (told, *labelled):
            factor = 1.0 if each is told else _LABEL
            for topic, weight in each.topics.items():
                share = topics.get(topic, 0.0)
                mine += factor * share * weight
                others += factor * (1 - share) * weight
    return mine, others


def _names(terms: Iterable[Term], sought: Sought) -> frozenset[str]:
    shown = frozenset(term.shown for term in terms)
    return shown or frozenset((name_of(sought.main),) if sought.main else ())
