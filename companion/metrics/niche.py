"""Is this creator about what the brief is about? Judged video by video: captions, hashtags and topic labels."""

import math
from functools import lru_cache

import msgspec

from companion.metrics.sample import Selection
from companion.metrics.simulation import beta_strata
from companion.metrics.words import Term, Terms, Text, compile_terms, find, fold, read_text, script
from companion.model import DAY, Brief, CreatorEvidence, Video, Why

HALF_LIFE_DAYS = 90.0
"""A video counts half as much as one posted 90 days later."""
EXCLUDED_CAP = 20.0
CUT = 0.5
"""Relevance from which a video counts as being about the brief."""
_SATURATION, _LENGTH = 1.2, 0.3
"""BM25's k1 and b (Robertson and Zaragoza 2009); b is low: one clear term in a long recipe is still the topic."""
_WEIGHT = 0.8

LANGUAGES = {
    "arabic": "ar", "bengali": "bn", "chinese": "zh", "czech": "cs", "danish": "da", "dutch": "nl",
    "english": "en", "filipino": "fil", "finnish": "fi", "french": "fr", "german": "de", "greek": "el",
    "hebrew": "he", "hindi": "hi", "hungarian": "hu", "indonesian": "id", "italian": "it", "japanese":
    "ja", "korean": "ko", "malay": "ms", "norwegian": "no", "persian": "fa", "polish": "pl",
    "portuguese": "pt", "romanian": "ro", "russian": "ru", "spanish": "es", "swedish": "sv", "thai":
    "th", "turkish": "tr", "ukrainian": "uk", "urdu": "ur", "vietnamese": "vi",
}  # fmt: skip


class Niche(msgspec.Struct, frozen=True):
    """The niche part: its score with equally likely values, or why it can't be judged."""

    value: float | None
    strata: list[float]
    judged: int
    video_ids: tuple[str, ...]
    missing: str | None
    why: tuple[Why, ...]


class _Brief(msgspec.Struct, frozen=True):
    about: Terms
    topics: Terms
    exclude: Terms
    languages: frozenset[str]
    scripts: frozenset[str]


@lru_cache(maxsize=64)
def _prepare(brief: Brief) -> _Brief:
    about = (*brief.keywords, *brief.hashtags)
    return _Brief(
        about=compile_terms(about),
        topics=compile_terms((*brief.topics, *about)),
        exclude=compile_terms(brief.exclude),
        languages=frozenset(_language(name) for name in brief.languages),
        scripts=frozenset(script(fold(text)) for text in about),
    )


def _language(name: str) -> str:
    folded = fold(name).strip()
    return LANGUAGES.get(folded, folded.replace("_", "-").split("-")[0])


def niche(evidence: CreatorEvidence, selection: Selection, brief: Brief) -> Niche:
    """Recency-weighted posterior share of relevant videos (beta(1, 1)), x language match, capped if excluded."""
    prepared = _prepare(brief)
    by_id = {record.facts.id: record.facts for record in evidence.videos}
    videos = [by_id[video.id] for video in selection.videos]
    texts = [(video, _text(video)) for video in videos if _has_words(video)]
    if not prepared.about:
        return _cannot("the brief's words are too general to look for: add a keyword that only your niche uses")
    if not texts:
        return _cannot("no caption, hashtag or topic of a usable video was read")
    relevant = _relevant(texts, prepared)
    foreign = not relevant and prepared.scripts.isdisjoint(_scripts(texts))
    if foreign and _language_match(videos, prepared.languages, 0.0)[0] > 0:
        return _cannot("the captions are in another script than the brief's words: add keywords in that language")
    return _score(evidence, videos, texts, relevant, prepared)


def _score(
    evidence: CreatorEvidence,
    videos: list[Video],
    texts: list[tuple[Video, Text]],
    relevant: dict[str, list[Term]],
    brief: _Brief,
) -> Niche:
    weights = _recency([video for video, _ in texts])
    effective = sum(weights) ** 2 / sum(weight * weight for weight in weights)
    hits = sum(weight for weight, (video, _) in zip(weights, texts, strict=True) if video.id in relevant)
    yes = effective * hits / sum(weights)
    share = (1 + yes) / (2 + effective)
    match, language_why = _language_match(videos, brief.languages, 100 * share)
    excluded = _excluded(evidence, brief.exclude)
    ceiling = EXCLUDED_CAP if excluded else 100.0
    uncapped = 100 * share * match
    value = min(ceiling, uncapped)
    why = [*_share_why(texts, relevant, 100 * share), *language_why]
    if excluded:
        names = ", ".join(sorted({term.shown for terms in excluded.values() for term in terms}))
        says = f"{_count(len(excluded))} what the brief excludes: {names}"
        why.append(Why(says=says, moves=value - uncapped, video_ids=tuple(excluded)))
    return Niche(
        value=value,
        strata=[min(ceiling, 100 * match * draw) for draw in beta_strata(1 + yes, 1 + effective - yes)],
        judged=len(texts),
        video_ids=tuple(video.id for video, _ in texts),
        missing=None,
        why=tuple(why),
    )


def _cannot(missing: str) -> Niche:
    return Niche(None, [], 0, (), missing, ())


def _has_words(video: Video) -> bool:
    return bool((video.caption and video.caption.strip()) or video.hashtags or video.topics)


def _text(video: Video) -> Text:
    return read_text(video.caption or "", video.hashtags or ())


def _scripts(texts: list[tuple[Video, Text]]) -> set[str]:
    return {script(" ".join(text.folded for _, text in texts))}


def _relevant(texts: list[tuple[Video, Text]], brief: _Brief) -> dict[str, list[Term]]:
    """Videos about the brief, with the terms that say so, by BM25 over its terms, one weight for all."""
    usual = max(1.0, math.fsum(len(text.words) for _, text in texts) / len(texts))
    apart = frozenset().union(*(frozenset(text.words).difference(text.tags) for _, text in texts))
    known = frozenset(word for word in apart if len(word) >= 3)
    found = {}
    for video, text in texts:
        terms = find(brief.about, text, known)
        labels = _labels(video, brief.topics)
        length = 1 - _LENGTH + _LENGTH * len(text.words) / usual
        score = len(terms) * _WEIGHT * (_SATURATION + 1) / (_SATURATION * length + 1) + len(labels) * _WEIGHT
        if score >= CUT:
            found[video.id] = terms + labels
    return found


def _labels(video: Video, topics: Terms) -> list[Term]:
    """TikTok's own labels that name one of the brief's topics."""
    labels = [find(topics, read_text(label, ()), frozenset()) for label in video.topics or ()]
    return [term for terms in labels for term in terms]


def _excluded(evidence: CreatorEvidence, exclude: Terms) -> dict[str, list[Term]]:
    """Videos of any kind, ads too, that are about something the brief excludes."""
    if not exclude:
        return {}
    found = {}
    for record in evidence.videos:
        if _has_words(record.facts):
            terms = find(exclude, _text(record.facts), frozenset()) + _labels(record.facts, exclude)
            if terms:
                found[record.facts.id] = terms
    return found


def _recency(videos: list[Video]) -> list[float]:
    """Weights relative to the newest of the videos, so that a pause alone changes nothing."""
    dates = [video.created_at for video in videos if video.created_at is not None]
    newest = max(dates, default=0)
    return [
        0.5 ** ((newest - (newest if video.created_at is None else video.created_at)) / DAY / HALF_LIFE_DAYS)
        for video in videos
    ]


def _language_match(videos: list[Video], wanted: frozenset[str], share: float) -> tuple[float, list[Why]]:
    if not wanted:
        return 1.0, []
    told = [video for video in videos if video.language]
    names = ", ".join(sorted(wanted))
    if not told:
        says = f"TikTok did not say which language the captions are in, so {names} could not be judged"
        return 1.0, [Why(says=says, moves=0.0)]
    right = [video.id for video in told if _language(video.language or "") in wanted]
    match = len(right) / len(told)
    says = f"{len(right)} of {len(told)} videos are in the brief's language ({names})"
    return match, [Why(says=says, moves=share * (match - 1), video_ids=tuple(right))]


def _share_why(texts: list[tuple[Video, Text]], relevant: dict[str, list[Term]], share: float) -> list[Why]:
    """The share, against a creator of whom nothing is known (50), and what says so."""
    n = len(texts)
    if not relevant:
        says = (
            f"none of {n} videos is about what the brief looks for"
            if n > 1
            else "the one video is about something else"
        )
        return [Why(says=says, moves=share - 50, video_ids=tuple(video.id for video, _ in texts))]
    counts: dict[str, int] = {}
    for terms in relevant.values():
        for name in {term.shown for term in terms}:
            counts[name] = counts.get(name, 0) + 1
    strongest = sorted(counts, key=lambda name: (-counts[name], name))[:3]
    says = f"{len(relevant)} of {n} videos are about {', '.join(strongest)}"
    return [Why(says=says, moves=share - 50, video_ids=tuple(relevant))]


def _count(n: int) -> str:
    return "1 video is about" if n == 1 else f"{n} videos are about"
