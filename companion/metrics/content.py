"""What a creator's videos are about and who is named in them: facts beside the scores, each with its videos."""

import re
from functools import cache, lru_cache

import msgspec

from companion.metrics.language_names import can_be_judged, language_code
from companion.metrics.lexicon import Lexicon, load
from companion.metrics.sponsored import possible_promotions
from companion.metrics.texts import has_words, said_in, text_of
from companion.metrics.topics import Said, name_of, said
from companion.metrics.words import GENERIC, read_text, unspaced, words, written
from companion.model import Brief, Content, CreatorEvidence, Found, Video
from companion.model.evidence import EVIDENCE_VIDEOS

SENSITIVE = {
    "alcohol": "Alcohol",
    "gambling": "Gambling",
    "tobacco": "Tobacco and vapes",
    "drugs": "Drugs",
    "weapons": "Weapons",
    "adult": "Adult content",
    "medical": "Medical claims and treatments",
    "violence": "Violence and self-harm",
    "get_rich": "Get-rich promises",
    "politics": "Politics",
}
_MOST_TOPICS = 6
_SHORTEST_HANDLE = 4
"""Letters of a competitor's name from which a handle that begins with it is taken for its own."""
_POLITICAL = 1.5
"""Politics need more than one word: "vote" alone asks which cake is better."""
DISCLOSING = frozenset(
    (  # noqa: SIM905
        "ad ads advert advertisement sponsored spon sp werbung anzeige publi publicidad publicité pub adv "
        "pubblicità advertentie reklame reklama reklam annonce annons 広告 pr 광고 협찬 quảngcáo quangcao "
        "iklan โฆษณา partner paidpartnership gifted collab kooperation parceria publicidade hợptác hoptac "
        "collaborationcommerciale إعلان реклама 广告"
    ).split()
)
"""Hashtags that disclose and name nobody."""
_NAME = re.compile(
    r"(?:^|(?<=[.!?:\n] ))[A-Z][a-zà-ÿ'-]+(?: (?:& )?[A-Z][a-zà-ÿ'-]+)+|"
    r"(?<=[^\W\d_] )[A-Z][a-zà-ÿ'-]+(?: (?:& )?[A-Z][a-zà-ÿ'-]+)*",
    re.MULTILINE,
)
"""A name, told by its capitals; at the beginning of a sentence two of them."""
_MARKED = re.compile(r"[#＃@]\S+")
_CAPITAL_NOUNS = frozenset(("de", "lb"))
"""Languages that write every noun with a capital."""


@cache
def _sensitive() -> Lexicon:
    return Lexicon(load("sensitive.toml"))


@lru_cache(maxsize=4096)
def sensitive_words(caption: str, hashtags: tuple[str, ...], language: str | None) -> dict[str, tuple[str, ...]]:
    """The words of a caption that touch a sensitive subject, by subject; politics are told by its topic."""
    found: dict[str, list[str]] = {}
    for word in _sensitive().find(caption, hashtags, language):
        for subject in word.weights:
            found.setdefault(subject, []).append(word.shown)
    about = said(caption, hashtags, language)
    if about.topics.get("politics", 0.0) >= _POLITICAL:
        found["politics"] = [word.shown for word in about.words if "politics" in word.weights]
    return {subject: tuple(shown) for subject, shown in found.items()}


def content(evidence: CreatorEvidence, brief: Brief | None) -> Content:
    """All that the words of the videos read say, ads and pinned videos too; nothing of it enters a score."""
    newest = evidence.videos[:EVIDENCE_VIDEOS]
    videos = [record.facts for record in newest if has_words(record.facts)]
    return Content(
        topics=_topics(videos),
        languages=_languages(videos),
        sensitive=_sensitive_in(videos),
        competitors=_competitors(videos, _names(brief.competitors)) if brief else (),
        sponsors=_sponsors(videos),
        promotions=possible_promotions(videos),
    )


def _topics(videos: list[Video]) -> tuple[Found, ...]:
    """Each video's main topic; TikTok's own labels win where they were read."""
    found: dict[str, list[str]] = {}
    for video in videos:
        labelled = [said(label, (), "en") for label in video.topics or ()]
        told = next((each for each in labelled if each.topics), None) or _about(video)
        if told.topics:
            found.setdefault(max(told.topics, key=lambda topic: told.topics[topic]), []).append(video.id)
    ranked = sorted(found, key=lambda topic: -len(found[topic]))[:_MOST_TOPICS]
    return tuple(Found(name=name_of(topic), video_ids=tuple(found[topic])) for topic in ranked)


def _languages(videos: list[Video]) -> tuple[Found, ...]:
    """TikTok's own guesses; a language whose captions can't be judged by topic says so."""
    found: dict[str, list[str]] = {}
    for video in videos:
        if video.language:
            found.setdefault(language_code(video.language), []).append(video.id)
    return tuple(
        Found(
            name=language,
            video_ids=tuple(found[language]),
            says=None if can_be_judged(language) else "captions in this language can't be judged by topic",
        )
        for language in sorted(found, key=lambda each: (-len(found[each]), each))
    )


def _about(video: Video) -> Said:
    return said_in(video, text_of(video))


def _sensitive_in(videos: list[Video]) -> tuple[Found, ...]:
    ids: dict[str, list[str]] = {}
    shown: dict[str, dict[str, None]] = {}
    for video in videos:
        words = sensitive_words(written(video), video.hashtags or (), video.language)
        for subject, each in words.items():
            ids.setdefault(subject, []).append(video.id)
            shown.setdefault(subject, {}).update(dict.fromkeys(each))
    return tuple(
        Found(name=name, video_ids=tuple(ids[subject]), says=", ".join(list(shown[subject])[:5]))
        for subject, name in SENSITIVE.items()
        if subject in ids
    )


class _Name(msgspec.Struct, frozen=True):
    shown: str
    spaced: str
    joined: str


@lru_cache(maxsize=64)
def _names(competitors: tuple[str, ...]) -> tuple[_Name, ...]:
    """Names as they are looked for: whole and without inflections, unlike a brief's keywords."""
    parts = [(name, words(name)) for name in competitors]
    return tuple(_Name(name.lstrip("@#"), f" {' '.join(each)} ", "".join(each)) for name, each in parts if each)


def _competitors(videos: list[Video], names: tuple[_Name, ...]) -> tuple[Found, ...]:
    """Videos of any kind that name a competitor, in words, as a hashtag or by its handle."""
    found: dict[str, list[str]] = {}
    for video in videos if names else ():
        text = read_text(written(video), video.hashtags or ())
        running = f" {' '.join(text.words)} "
        handles = ["".join(words(handle)) for handle in video.mentions or ()]
        for name in names:
            if (
                name.spaced in running
                or name.joined in text.tags
                or (unspaced(name.joined) and name.joined in text.folded)
                or any(len(name.joined) >= _SHORTEST_HANDLE and each.startswith(name.joined) for each in handles)
            ):
                found.setdefault(name.shown, []).append(video.id)
    return _by_number(found)


def _sponsors(videos: list[Video]) -> tuple[Found, ...]:
    """Who is named in paid posts: handles, and names and hashtags that only paid posts carry."""
    paid = [video for video in videos if video.ad.sponsored]
    if not paid:
        return ()
    usual = {name for video in videos if not video.ad.sponsored for name in _called(video)}
    found: dict[str, list[str]] = {}
    for video in paid:
        names = [name for name in _called(video) if name not in usual]
        for name in dict.fromkeys((*(f"@{handle}" for handle in video.mentions or ()), *names)):
            found.setdefault(name, []).append(video.id)
    return _by_number(found)


def _called(video: Video) -> tuple[str, ...]:
    """Names in a caption and hashtags that stand for no topic."""
    return _names_in(video.caption or "", video.hashtags or (), video.language or "")


@lru_cache(maxsize=1024)
def _names_in(caption: str, hashtags: tuple[str, ...], language: str) -> tuple[str, ...]:
    tags = tuple(f"#{tag}" for tag in hashtags if _may_be_a_brand(tag))
    if language.partition("-")[0] in _CAPITAL_NOUNS:
        return tags
    return (*_NAME.findall(_MARKED.sub(" ", caption)), *tags)


def _may_be_a_brand(tag: str) -> bool:
    return tag not in GENERIC and tag not in DISCLOSING and not said("", (tag,), None).topics


def _by_number(found: dict[str, list[str]]) -> tuple[Found, ...]:
    ranked = sorted(found, key=lambda name: (-len(found[name]), name.casefold()))
    return tuple(Found(name=name, video_ids=tuple(found[name])) for name in ranked)
