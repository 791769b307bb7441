"""Languages as briefs and TikTok name them, and which of them captions can be judged in."""

import re
from functools import lru_cache

from companion.metrics.topics import languages
from companion.metrics.words import fold

CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
LANGUAGES = {
    "arabic": "ar", "bengali": "bn", "chinese": "zh", "czech": "cs", "danish": "da", "dutch": "nl",
    "english": "en", "filipino": "fil", "finnish": "fi", "french": "fr", "german": "de", "greek": "el",
    "hebrew": "he", "hindi": "hi", "hungarian": "hu", "indonesian": "id", "italian": "it", "japanese":
    "ja", "korean": "ko", "malay": "ms", "norwegian": "no", "persian": "fa", "polish": "pl",
    "portuguese": "pt", "romanian": "ro", "russian": "ru", "spanish": "es", "swedish": "sv", "thai":
    "th", "turkish": "tr", "ukrainian": "uk", "urdu": "ur", "vietnamese": "vi",
}  # fmt: skip


def is_language(name: str) -> bool:
    """Whether a brief's language can be one: a code like en, fil or pt-BR, or a name that the score knows."""
    return CODE.fullmatch(name) is not None or fold(name).strip() in LANGUAGES


@lru_cache(maxsize=512)
def language_code(name: str) -> str:
    """The code (ISO 639) of a language named in English or by a code of its own."""
    folded = fold(name).strip()
    return LANGUAGES.get(folded, folded.replace("_", "-").split("-")[0])


def can_be_judged(name: str | None) -> bool:
    """Whether captions in a language can be judged by topic; one that TikTok did not tell may be."""
    return name is None or language_code(name) in languages()
