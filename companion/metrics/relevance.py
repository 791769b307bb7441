"""Is a video about a brief? From the brief's own words, and from what all words say about its topic."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from companion.metrics.kin import kin_of, topic_in
from companion.metrics.lexicon import Word
from companion.metrics.meaning import UNTOLD, Meaning, Near, asks, compared
from companion.metrics.topics import Said, affinity, brief_language, formats, group_of, name_of, said
from companion.metrics.usage import NOTHING_READ, VIDEOS, Usage, Wording, wording
from companion.metrics.words import (
    Term,
    Terms,
    Text,
    affirmed,
    compile_terms,
    find,
    forms,
    read_text,
    without,
    words,
    written,
)
from companion.model import Brief, CreatorEvidence, Video

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
_BESIDE, _MOST_BESIDE = 4.2, 2.0
"""Log-odds by ln(1 + strength) of words that go with the brief's at other creators, and the strength that counts.

One of them is a hint, two or three carry a video over the cut, and a whole wall of them is not more than these.
In invented markets such words are never wrong; so much is granted as real ones, which overlap, may bear.
"""
_PART, _LONG_PART = 0.5, 5
"""What goes with a word of a term of several words counts half, and only if the word is not a short one."""
_SAYS_LITTLE, _GENERAL = 0.15, 0.5
"""A brief's word that is worth less is too general to look for, or general enough to say so."""
_IN_PASSING = 0.5
"""A brief's word that is but a tag of a caption about something else ("dance practice #recipe") counts half."""
_TAG = re.compile(r"[#＃][^\s#＃]+")
_LABEL = 1.5
"""TikTok's own label counts as one and a half words."""
_LONG, _WORDY = 40, 0.03
"""Each word beyond 40 is a little sign of something else: one term in a wall of tags is not the topic."""


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
        unlisted=shown if asks((*brief.keywords, *brief.hashtags)) else (),
    )


def specific(terms: Iterable[str], usage: Usage) -> tuple[str, ...]:
    """Those of a brief's terms that say something; generic tags don't."""
    return tuple(term for term in terms if usage.worth(_joined(term)) >= _SAYS_LITTLE)


def _joined(term: str) -> str:
    return "".join(words(term))


def _term_odds(term: Term, topics: Mapping[str, float], language: str | None, usage: Usage) -> float:
    shares = said(term.shown, (), language).topics
    listed = any(topics.get(topic, 0.0) >= CUT for topic in shares)
    return usage.worth(term.joined) * (_LISTED if listed else _UNLISTED)


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


def has_words(video: Video) -> bool:
    """Whether there is anything to judge a video by."""
    return bool((video.caption and video.caption.strip()) or video.hashtags or video.topics or video.screen_texts)


def text_of(video: Video) -> Text:
    """A video's caption, words on the picture and hashtags, as words; without what they say that it is not."""
    return affirmed(written(video), video.hashtags or ())


def said_in(video: Video, text: Text, language: str | None = None) -> Said:
    """What a video's text is about, in the language that TikTok tells or else this one."""
    return said(text.written, video.hashtags or text.tags, video.language or language)


def wording_of(evidence: CreatorEvidence) -> Wording | None:
    """The words of a creator's newest videos, to learn from; None where there are none."""
    videos = [record.facts for record in evidence.videos[:VIDEOS] if has_words(record.facts)]
    if not videos:
        return None
    texts = [text_of(video) for video in videos]
    told = [said_in(video, text) for video, text in zip(videos, texts, strict=True)]
    groups = Counter(group_of(topic) for about in told for topic in _mainly(about))
    about = min(groups, key=lambda group: (-groups[group], group)) if groups else topic_in(kin_of(evidence))
    return wording(((text.tags, text.words) for text in texts), about)


def _mainly(about: Said) -> tuple[str, ...]:
    return (max(about.topics, key=lambda topic: about.topics[topic]),) if about.topics else ()


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
    return math.fsum([sought.odds.get(term.joined, _UNLISTED) for term in terms]) if terms else 0.0


def _tagged_only(text: Text, language: str | None, sought: Sought) -> bool:
    """Whether a text is about something else and names the brief's topic in hashtags alone."""
    if not text.tags:
        return False
    apart = said(_TAG.sub(" ", text.written), (), language)
    mine, others = _sides(apart, [], sought)
    return (
        others > 0 and not mine and not find(sought.terms, read_text(_TAG.sub(" ", text.written), ()), frozenset())
    )


def _of_own(terms: tuple[Term, ...], sought: Sought) -> float:
    """What listed words of the brief say of its topic if they stand here with an ending that no list holds."""
    odds = [sought.odds.get(term.joined, _UNLISTED) for term in terms]
    return max((each / _LISTED for each in odds if each <= _LISTED), default=0.0)


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
