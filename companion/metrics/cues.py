"""Words that ask viewers to do something, that open a story or number a series, in 19 languages (``cues.toml``).

They say what the creator wrote, in the caption or on the picture; nobody outside TikTok knows who stays for it.
"""

import re
from functools import cache, lru_cache

from companion.metrics.lexicon import Lexicon, load
from companion.metrics.words import written
from companion.model import Video

_NUMBERED = re.compile(
    r"(?<![^\W_])(?:part|pt|ep|epi|episode|day|week|vol|chapter|teil|folge|tag|woche|partie|épisode|jour|parte|"
    r"capítulo|cap|episodio|episódio|día|dia|giorno|puntata|deel|aflevering|dag|afsnit|del|avsnitt|część|odcinek|"
    r"dzień|bölüm|gün|часть|серия|день|bagian|hari|phần|tập|ngày|الجزء|اليوم|ตอนที่|วันที่)"
    r"[ .:#]{0,2}\d{1,3}(?!\d|[.,:]\d)|"
    r"\d+日目|第\s?\d+(?:話|回|集|话)|\d+(?:편|화|일차)|第[一二三四五六七八九十]+(?:集|话|回)",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"[?？؟](?=[\s\"'”’»)!?？؟]|$|[^\w/&=#])")
"""A question mark that ends something; inside an address it does not."""


def calls_to_act(video: Video) -> bool | None:
    """Whether it asks viewers to follow, save, share, comment or go somewhere."""
    return _says(video, "call_to_action")


def opens_a_story(video: Video) -> bool | None:
    """Whether it uses a phrase that opens a story or promises an end ("wait for it", "POV", "story time")."""
    return _says(video, "story_cue")


def numbered(video: Video) -> bool | None:
    """Whether it is numbered as one of several ("part 2", "day 12", "第3話")."""
    return _matches(video, _NUMBERED)


def asks(video: Video) -> bool | None:
    """Whether it asks a question, told by the mark."""
    return _matches(video, _QUESTION)


def _written(video: Video) -> str | None:
    """What the creator wrote; None where nothing was read."""
    return None if video.caption is None and not video.screen_texts else written(video)


def _matches(video: Video, pattern: re.Pattern[str]) -> bool | None:
    written = _written(video)
    return None if written is None else pattern.search(written) is not None


@cache
def _lexicon() -> Lexicon:
    return Lexicon(load("cues.toml"))


@lru_cache(maxsize=4096)
def _kinds(written: str, hashtags: tuple[str, ...], language: str | None) -> frozenset[str]:
    return frozenset(kind for word in _lexicon().find(written, hashtags, language) for kind in word.weights)


def _says(video: Video, kind: str) -> bool | None:
    """Whether words of a list are there; None where they are in a language that the list has not."""
    written = _written(video)
    if written is None:
        return None
    if kind in _kinds(written, video.hashtags or (), video.language):
        return True
    language = (video.language or "").partition("-")[0].lower()
    return False if not language or language in _lexicon().languages else None
