"""Is this creator about what the brief is about? Judged video by video: captions, hashtags and topic labels."""

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from companion.metrics.endings import DECLINED
from companion.metrics.language_names import can_be_judged, language_code
from companion.metrics.meaning import Meaning, asks
from companion.metrics.niche_reasons import (
    excluded_why,
    general_why,
    meaning_why,
    share_why,
    signs_why,
    unheard_why,
)
from companion.metrics.relevance import Judged, judge, labels
from companion.metrics.sample import Selection
from companion.metrics.seeking import Sought, seek, specific
from companion.metrics.simulation import POINTS, beta_strata, shuffled, spread
from companion.metrics.texts import has_words, text_of
from companion.metrics.topics import languages
from companion.metrics.usage import NOTHING_READ, Usage
from companion.metrics.words import Term, Terms, compile_terms, find, fold, renounced, script
from companion.model import DAY, Brief, CreatorEvidence, Video, Why
from companion.model.evidence import EVIDENCE_VIDEOS

HALF_LIFE_DAYS = 90.0
"""A video counts half as much as one posted 90 days later."""
EXCLUDED_CAP = 20.0
_CHANCE, _AS_VIDEOS = 0.08, 0.5
"""Share of mute videos taken to be about the brief if they are not like the others, and how sure that is.

A mute video's words say nothing of any topic. One creator in a dozen is about a given topic, as in a store of many
topics; as half a video, the share may be nearly anything.
"""
_UNREADABLE = 0.2
"""Of how likely mute videos are like the others, what is left in a language that nobody here knows.

Only the brief's own words are heard there, so that a few of them are all that speaks.
"""


class Niche(msgspec.Struct, frozen=True):
    """The niche part: its score with equally likely values, or why it can't be judged.

    Attributes:
        by_meaning: whether the meaning of captions was asked too.
    """

    value: float | None
    strata: list[float]
    judged: int
    video_ids: tuple[str, ...]
    missing: str | None
    why: tuple[Why, ...]
    by_meaning: bool = False


class _Brief(msgspec.Struct, frozen=True):
    sought: Sought
    exclude: Terms
    languages: frozenset[str]
    scripts: frozenset[str]


@lru_cache(maxsize=64)
def _prepare(brief: Brief, usage: Usage, spoken: str) -> _Brief:
    languages = frozenset(language_code(name) for name in brief.languages)
    return _Brief(
        sought=seek(brief, languages, usage, spoken),
        # What a brief excludes stays excluded, whoever else writes it.
        exclude=compile_terms(specific(brief.exclude, NOTHING_READ), spoken),
        languages=languages,
        scripts=frozenset(script(fold(text)) for text in (*brief.keywords, *brief.hashtags)),
    )


def _declined(videos: Sequence[Video]) -> str:
    """The most frequent language of the videos if words have other endings in it."""
    told = Counter(video.language for video in videos if video.language)
    language = language_code(told.most_common(1)[0][0]) if told else ""
    return language if language in DECLINED else ""


def relevance(video: Video, brief: Brief, usage: Usage = NOTHING_READ) -> float:
    """How likely one video is about a brief, 0 to 1; where its words say nothing, the share of chance.

    Judged by itself: what the creator's other videos say is left out.
    """
    return judge([video], _prepare(brief, usage, _declined((video,))).sought)[0].chance


def by_meaning(brief: Brief) -> bool:
    """Whether a brief is one that the word list doesn't know, so that the meaning of captions is asked too."""
    return asks((*brief.keywords, *brief.hashtags))


def niche(
    evidence: CreatorEvidence,
    selection: Selection,
    brief: Brief,
    usage: Usage = NOTHING_READ,
    meaning: Meaning | None = None,
) -> Niche:
    """Recency-weighted posterior share of relevant videos (beta(1, 1)), x language match, capped if excluded.

    Args:
        evidence: of one creator.
        selection: the videos that count.
        brief: what is looked for.
        usage: how the creators read use words.
        meaning: tells what captions mean, where that can be told.
    """
    by_id = {record.facts.id: record.facts for record in evidence.videos}
    videos = [by_id[video.id] for video in selection.videos]
    prepared = _prepare(brief, usage, _declined(videos))
    worded = [video for video in videos if has_words(video)]
    if not prepared.sought.terms:
        return _cannot("the brief's words are too general to look for: add a keyword that only your niche uses")
    if not worded:
        return _cannot("no caption, hashtag or topic of a usable video was read")
    judged = judge(worded, prepared.sought, meaning)
    if not any(each.relevant for each in judged):
        unread = _unreadable(videos, judged, prepared)
        if unread is not None and _language_match(videos, prepared.languages, 0.0)[0] > 0:
            return _cannot(unread)
    found = _score(evidence, videos, judged, prepared)
    return found if meaning is None else replace(found, by_meaning=bool(prepared.sought.unlisted))


def _unreadable(videos: list[Video], judged: list[Judged], brief: _Brief) -> str | None:
    """Why captions can't be judged that seem to be about something else: nobody here knows their language."""
    told = {language_code(video.language) for video in videos if video.language}
    if any(each.signs for each in judged) and brief.sought.topics:
        return None
    if brief.scripts.isdisjoint(_scripts(judged)):
        return "the captions are in another script than the brief's words: add keywords in that language"
    if told and told.isdisjoint(languages() | brief.languages):
        names = ", ".join(sorted(told))
        return f"captions in {names} can't be judged by topic: add keywords in that language"
    return None


def _score(evidence: CreatorEvidence, videos: list[Video], judged: list[Judged], brief: _Brief) -> Niche:
    share, strata = _share(evidence, judged, brief.sought)
    match, language_why = _language_match(videos, brief.languages, 100 * share)
    excluded = _excluded(evidence, judged, brief.exclude)
    ceiling = EXCLUDED_CAP if excluded else 100.0
    uncapped = 100 * share * match
    value = min(ceiling, uncapped)
    why = [
        share_why(judged, 100 * share, brief.sought),
        *language_why,
        *signs_why(judged, brief.sought),
        *unheard_why(judged),
        *meaning_why(judged),
        *general_why(brief.sought),
    ]
    if excluded:
        names = (term.shown for terms in excluded.values() for term in terms)
        why.append(excluded_why(tuple(excluded), names, value - uncapped))
    return Niche(
        value=value,
        strata=_scaled(strata, 100 * match, ceiling),
        judged=len(judged),
        video_ids=tuple(each.video.id for each in judged),
        missing=None,
        why=tuple(why),
    )


def _share(evidence: CreatorEvidence, judged: list[Judged], sought: Sought) -> tuple[float, Sequence[float]]:
    """The share of videos about the brief, its mean and equally likely values.

    Of the videos that say something it is a beta posterior. Mute ones are either like these or seldom about the
    brief; which of the two can't be seen, so it is a mixture, wide where most are mute. How likely they are alike
    is a choice, not an estimate: sure of it where most videos speak, by simulation wide enough where few do.
    """
    weights = _recency([each.video for each in judged])
    speaking = [(w, each) for w, each in zip(weights, judged, strict=True) if not each.mute]
    spoken = math.fsum(w for w, _ in speaking)
    effective = spoken**2 / math.fsum(w * w for w, _ in speaking) if speaking else 0.0
    said = math.fsum(w * (1.0 if each.relevant else each.chance) for w, each in speaking)
    yes = effective * said / spoken if speaking else 0.0
    a, b = 1 + yes, 1 + effective - yes
    heard = spoken / math.fsum(weights)
    if heard == 1:
        return a / (a + b), beta_strata(a, b)
    alike = math.sqrt(heard) * (0.5 + yes) / (1 + yes) * _readable(judged)
    about, other = _of_mute(evidence, sought)
    of_mute = about / (about + other)
    mean = a / (a + b)
    mean = alike * mean + (1 - alike) * (heard * mean + (1 - heard) * of_mute)
    like = beta_strata(a, b)
    pairs = shuffled((like, beta_strata(about, other)), 0)
    unlike = sorted(heard * x + (1 - heard) * y for x, y in zip(*pairs, strict=True))
    taken = round(alike * POINTS)
    return mean, sorted((*spread(like, taken), *spread(unlike, POINTS - taken)))


def _readable(judged: list[Judged]) -> float:
    """How much of the mute videos is in languages that can be judged."""
    mute = [each.video for each in judged if each.mute]
    foreign = sum(not can_be_judged(video.language) for video in mute)
    return 1 - (1 - _UNREADABLE) * foreign / len(mute)


def _of_mute(evidence: CreatorEvidence, sought: Sought) -> tuple[float, float]:
    """Beta prior of the share of mute videos that are unlike others; the profile's words count as one video."""
    about, other = _CHANCE * _AS_VIDEOS, (1 - _CHANCE) * _AS_VIDEOS
    bio = evidence.creator.bio
    if bio:
        (profile,) = judge([Video(id="", caption=bio)], sought)
        if not profile.mute:
            return about + profile.chance, other + 1 - profile.chance
    return about, other


def _scaled(strata: Sequence[float], factor: float, ceiling: float) -> list[float]:
    scaled = [factor * draw for draw in strata]
    return scaled if factor <= ceiling else [min(ceiling, draw) for draw in scaled]


def _cannot(missing: str) -> Niche:
    return Niche(None, [], 0, (), missing, ())


def _scripts(judged: list[Judged]) -> set[str]:
    return {script(" ".join(each.text.folded for each in judged))}


def _excluded(evidence: CreatorEvidence, judged: list[Judged], exclude: Terms) -> dict[str, list[Term]]:
    """Videos of any kind, ads too, that are about something the brief excludes and don't only renounce it."""
    if not exclude:
        return {}
    read = {each.video.id: each.text for each in judged}
    found = {}
    for record in evidence.videos[:EVIDENCE_VIDEOS]:
        video = record.facts
        text = read.get(video.id) or text_of(video)
        terms = find(exclude, text, frozenset())
        if terms:
            terms = find(exclude, renounced(exclude, text), frozenset())
        if video.topics:
            terms = terms + labels(video, exclude)
        if terms:
            found[video.id] = terms
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
    right = [video.id for video in told if language_code(video.language or "") in wanted]
    match = len(right) / len(told)
    says = f"{len(right)} of {len(told)} videos are in the brief's language ({names})"
    return match, [Why(says=says, moves=share * (match - 1), video_ids=tuple(right))]
