"""Is this creator about what the brief is about? Judged video by video: captions, hashtags and topic labels."""

import math
import re
import unicodedata
from collections import Counter
from functools import lru_cache

import msgspec

from companion.metrics.relevance import (
    Hint,
    Judged,
    Sought,
    has_words,
    judge,
    labels,
    named,
    seek,
    specific,
    text_of,
)
from companion.metrics.sample import Selection
from companion.metrics.simulation import beta_strata
from companion.metrics.topics import languages, name_of
from companion.metrics.usage import NOTHING_READ, Usage
from companion.metrics.words import Term, Terms, compile_terms, find, fold, script
from companion.model import DAY, Brief, CreatorEvidence, Video, Why
from companion.model.evidence import EVIDENCE_VIDEOS

HALF_LIFE_DAYS = 90.0
"""A video counts half as much as one posted 90 days later."""
EXCLUDED_CAP = 20.0
MUTE = 0.5
"""What a video counts whose words say nothing of any topic; it is taken to be like the creator's others."""

CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
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
    sought: Sought
    exclude: Terms
    languages: frozenset[str]
    scripts: frozenset[str]


@lru_cache(maxsize=64)
def _prepare(brief: Brief, usage: Usage) -> _Brief:
    languages = frozenset(_language(name) for name in brief.languages)
    return _Brief(
        sought=seek(brief, languages, usage),
        # What a brief excludes stays excluded, whoever else writes it.
        exclude=compile_terms(specific(brief.exclude, NOTHING_READ)),
        languages=languages,
        scripts=frozenset(script(fold(text)) for text in (*brief.keywords, *brief.hashtags)),
    )


def is_language(name: str) -> bool:
    """Whether a brief's language can be one: a code like en, fil or pt-BR, or a name that the score knows."""
    return CODE.fullmatch(name) is not None or fold(name).strip() in LANGUAGES


@lru_cache(maxsize=512)
def _language(name: str) -> str:
    folded = fold(name).strip()
    return LANGUAGES.get(folded, folded.replace("_", "-").split("-")[0])


def relevance(video: Video, brief: Brief, usage: Usage = NOTHING_READ) -> float:
    """How likely one video is about a brief, 0 to 1; where its words say nothing, the share of chance.

    Judged by itself: what the creator's other videos say is left out.
    """
    return judge([video], _prepare(brief, usage).sought)[0].chance


def niche(evidence: CreatorEvidence, selection: Selection, brief: Brief, usage: Usage = NOTHING_READ) -> Niche:
    """Recency-weighted posterior share of relevant videos (beta(1, 1)), x language match, capped if excluded.

    Args:
        evidence: of one creator.
        selection: the videos that count.
        brief: what is looked for.
        usage: how the creators read use words.
    """
    prepared = _prepare(brief, usage)
    by_id = {record.facts.id: record.facts for record in evidence.videos}
    videos = [by_id[video.id] for video in selection.videos]
    worded = [video for video in videos if has_words(video)]
    if not prepared.sought.terms:
        return _cannot("the brief's words are too general to look for: add a keyword that only your niche uses")
    if not worded:
        return _cannot("no caption, hashtag or topic of a usable video was read")
    judged = judge(worded, prepared.sought)
    if not any(each.relevant for each in judged):
        unread = _unreadable(videos, judged, prepared)
        if unread is not None and _language_match(videos, prepared.languages, 0.0)[0] > 0:
            return _cannot(unread)
    return _score(evidence, videos, judged, prepared)


def _unreadable(videos: list[Video], judged: list[Judged], brief: _Brief) -> str | None:
    """Why captions can't be judged that seem to be about something else: nobody here knows their language."""
    told = {_language(video.language) for video in videos if video.language}
    if any(each.signs for each in judged) and brief.sought.topics:
        return None
    if brief.scripts.isdisjoint(_scripts(judged)):
        return "the captions are in another script than the brief's words: add keywords in that language"
    if told and told.isdisjoint(languages() | brief.languages):
        names = ", ".join(sorted(told))
        return f"captions in {names} can't be judged by topic: add keywords in that language"
    return None


def _score(evidence: CreatorEvidence, videos: list[Video], judged: list[Judged], brief: _Brief) -> Niche:
    weights = _recency([each.video for each in judged])
    usual = _usual(evidence, judged, weights, brief.sought)
    weights = [w * MUTE if each.mute else w for w, each in zip(weights, judged, strict=True)]
    total = math.fsum(weights)
    effective = total**2 / math.fsum(w * w for w in weights) * _knowing(judged)
    hits = math.fsum(w * _counts(each, usual) for w, each in zip(weights, judged, strict=True))
    yes = effective * hits / total
    share = (1 + yes) / (2 + effective)
    match, language_why = _language_match(videos, brief.languages, 100 * share)
    excluded = _excluded(evidence, brief.exclude)
    ceiling = EXCLUDED_CAP if excluded else 100.0
    uncapped = 100 * share * match
    value = min(ceiling, uncapped)
    why = [
        _share_why(judged, 100 * share, brief.sought),
        *language_why,
        *_signs_why(judged, brief.sought),
        *_general_why(brief.sought),
    ]
    if excluded:
        names = ", ".join(sorted({term.shown for terms in excluded.values() for term in terms}))
        says = f"{_count(len(excluded))} what the brief excludes: {names}"
        why.append(Why(says=says, moves=value - uncapped, video_ids=tuple(excluded)))
    return Niche(
        value=value,
        strata=[min(ceiling, 100 * match * draw) for draw in beta_strata(1 + yes, 1 + effective - yes)],
        judged=len(judged),
        video_ids=tuple(each.video.id for each in judged),
        missing=None,
        why=tuple(why),
    )


def _usual(evidence: CreatorEvidence, judged: list[Judged], weights: list[float], sought: Sought) -> float:
    """What a video is taken for whose words say nothing: the share of the others, the profile's words as one."""
    speaking = [(w, each) for w, each in zip(weights, judged, strict=True) if not each.mute]
    said = math.fsum(w * _counts(each, 0.0) for w, each in speaking)
    bio = evidence.creator.bio
    if bio:
        said += judge([Video(id="", caption=bio)], sought)[0].chance
    return said / (1 + math.fsum(w for w, _ in speaking))


def _counts(each: Judged, usual: float) -> float:
    """What a video adds to the share: one that speaks of the brief all of itself, a doubtful one its chance."""
    if each.mute:
        return usual
    return 1.0 if each.relevant else each.chance


def _knowing(judged: list[Judged]) -> float:
    """Part of the videos that are evidence, those that say nothing counting less."""
    return math.fsum(MUTE if each.mute else 1.0 for each in judged) / len(judged)


def _cannot(missing: str) -> Niche:
    return Niche(None, [], 0, (), missing, ())


def _scripts(judged: list[Judged]) -> set[str]:
    return {script(" ".join(each.text.folded for each in judged))}


def _excluded(evidence: CreatorEvidence, exclude: Terms) -> dict[str, list[Term]]:
    """Videos of any kind, ads too, that are about something the brief excludes."""
    if not exclude:
        return {}
    found = {}
    for record in evidence.videos[:EVIDENCE_VIDEOS]:
        if has_words(record.facts):
            terms = find(exclude, text_of(record.facts), frozenset()) + labels(record.facts, exclude)
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


def _share_why(judged: list[Judged], share: float, sought: Sought) -> Why:
    """The share, against a creator of whom nothing is known (50), and what says so."""
    n = len(judged)
    relevant = [each for each in judged if each.relevant]
    if not relevant:
        says = (
            f"none of {n} videos is about what the brief looks for"
            if n > 1
            else "the one video is about something else"
        )
        return Why(says=says, moves=share - 50, video_ids=tuple(each.video.id for each in judged))
    names = Counter(name for each in relevant for name in named(each, sought))
    strongest = sorted(names, key=lambda name: (-names[name], name))[:3]
    says = f"{len(relevant)} of {n} videos are about {', '.join(strongest)}"
    return Why(says=says, moves=share - 50, video_ids=tuple(each.video.id for each in relevant))


def _signs_why(judged: list[Judged], sought: Sought) -> list[Why]:
    """Videos without a word of the brief, told by other words of its topic or by words that go with it."""
    other = [each for each in judged if each.relevant and not each.terms]
    listed = [each for each in other if any(sought.main in sign.weights for sign in each.signs)]
    hinted = [each for each in other if each.hints]
    why = []
    if listed:
        said = Counter(sign.shown for each in listed for sign in each.signs if sought.main in sign.weights)
        strongest = ", ".join(_quoted(shown) for shown, _ in said.most_common(3))
        of = f"others of {name_of(sought.main)}"
        says = f"{_videos(len(listed))} {_use(listed)} none of your words but {of}: {strongest}"
        why.append(Why(says=says, moves=0.0, video_ids=tuple(each.video.id for each in listed)))
    if hinted:
        met = Counter(hint for each in hinted for hint in each.hints)
        strongest = ", ".join(_met(hint) for hint, _ in met.most_common(3))
        says = f"{_videos(len(hinted))} {_use(hinted)} words that go with yours: {strongest}"
        why.append(Why(says=says, moves=0.0, video_ids=tuple(each.video.id for each in hinted)))
    return why


def _general_why(sought: Sought) -> list[Why]:
    """The brief's words that count little, since creators of any topic use them."""
    if not sought.general:
        return []
    names = ", ".join(_quoted(term) for term in sought.general[:3])
    verb = "says" if len(sought.general) == 1 else "say"
    return [Why(says=f"{names} {verb} little: your creators write that whatever they post about", moves=0.0)]


def _met(hint: Hint) -> str:
    return f"{_quoted(hint.shown)} (goes with {_quoted(hint.term)} at {hint.creators} of your creators)"


def _use(videos: list[Judged]) -> str:
    return "uses" if len(videos) == 1 else "use"


def _quoted(word: str) -> str:
    """A word in quotation marks; one that is written from right to left does not turn them round."""
    quoted = f"“{word}”"
    return f"\u2068{quoted}\u2069" if unicodedata.bidirectional(word[0]) in {"R", "AL"} else quoted


def _videos(n: int) -> str:
    return "1 video" if n == 1 else f"{n} videos"


def _count(n: int) -> str:
    return f"{_videos(n)} {'is' if n == 1 else 'are'} about"
