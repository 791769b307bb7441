"""Endings of a known word in languages that decline it, made from the word: nothing is cut to a false stem.

Light by design: cases and plurals that only change the end. What changes within a word (Finnish "leipä", "leivän";
Czech "pes", "psa") is not followed. Everything is folded: without accents, "й" as "и".
"""

import re
from collections.abc import Iterable

_GREEK = {
    "οσ": "ο ου ε οι ων ουσ",
    "ησ": "η εσ ων",
    "ασ": "α εσ ων αδεσ αδων",
    "εσ": "ε εδεσ εδων η ησ α ασ ων",
    "ου": "ουσ ουδεσ ουδων",
    "ια": "ι ιασ ιεσ ιων ιου",
    "α": "ασ εσ ων ατα ατοσ ατων",
    "η": "ησ εσ ων εισ εων",
    "ι": "ιου ια ιων",
    "ο": "ου α ων",
}
_CYRILLIC = "а я у ю о е є и ы і ь ом ем єм ою ею єю ои еи ім ам ям ами ями ах ях ов ев ів ии".split()  # noqa: SIM905
_WEST_SLAVIC = "a y u e o i ou em om um am ami ach ech ich ow ov".split()  # noqa: SIM905
_ADDED = {
    "fi": "n a t ta ssa sta lla lta lle ksi na ja in en an on un iin ien den han hin",
    "hu": "t at et ot k ak ek ok ban ben bol val vel hoz hez nak nek ra re rol tol ja je s os es as",
    "ro": "a e i ii l le lei lor ul ului ua uri urile",
}
"""By language (ISO 639), added to the word and put for its last vowel."""
_SLAVIC = frozenset(("cs", "sk", "pl", "hr", "sl", "bs"))
DECLINED = frozenset((*_ADDED, *_SLAVIC))
"""Languages in Latin letters whose endings are known; other scripts tell by themselves."""
_HEBREW_BEFORE = ("ה", "ב", "ל", "מ", "ו", "ש", "כ", "וה", "שה", "מה")
_WITHIN = {"ם": "מ", "ן": "נ", "ץ": "צ", "ף": "פ", "ך": "כ"}
"""Hebrew letters that are written otherwise at the end of a word."""
_PERSIAN_AFTER = ("ها", "هاي", "ي")
_SHORTEST, _SHORTEST_STEM = 4, 3


def endings(word: str, language: str) -> set[str]:
    """A folded word with its other endings.

    Args:
        word: one word of a brief.
        language: of who writes, one of ``DECLINED`` or anything else; for words in Latin letters.
    """
    for letters, of_script in _SCRIPTS:
        if letters.fullmatch(word):
            return of_script(word)
    if not word.isalpha() or len(word) < _SHORTEST:
        return set()
    if language in _SLAVIC:
        return _put(word, "aeiouy", _WEST_SLAVIC)
    added = _ADDED.get(language, "").split()
    return {word + each for each in added} | (_put(word, "aeiou", added) if language == "ro" else set())


def _greek(word: str) -> set[str]:
    for size in (2, 1):
        others = _GREEK.get(word[-size:])
        if others is not None and len(word) - size >= 2:
            return {word[:-size] + each for each in others.split()}
    return set()


def _cyrillic(word: str) -> set[str]:
    # "чай" is "чаи" when folded: the one frequent short word.
    if len(word) == _SHORTEST_STEM and word.endswith("аи"):
        return {word[:-1] + each for each in ("ю", "я", "ем", "єм", "е")}
    return _put(word, "аяоеєиыіьую", _CYRILLIC)


def _put(word: str, vowels: str, others: Iterable[str]) -> set[str]:
    """Other endings in place of a last vowel, or added where there is none."""
    stem = word[:-1] if word[-1] in vowels else word
    return {stem + each for each in others} | {stem} if len(stem) >= _SHORTEST_STEM else set()


def _hebrew(word: str) -> set[str]:
    if len(word) < _SHORTEST_STEM:
        return set()
    stem = word[:-1] + _WITHIN.get(word[-1], word[-1])
    whole = {word, stem + "ים", stem + "ות"}
    if word.endswith("ה"):
        whole |= {word[:-1] + "ות", word[:-1] + "ת"}
    return whole | {before + each for each in whole for before in _HEBREW_BEFORE}


def _arabic(word: str) -> set[str]:
    return {word + after for after in _PERSIAN_AFTER} if len(word) >= _SHORTEST_STEM else set()


_SCRIPTS = (
    (re.compile("[\u0370-\u03ff]+"), _greek),
    (re.compile("[\u0400-\u04ff]+"), _cyrillic),
    (re.compile("[\u0590-\u05ff]+"), _hebrew),
    (re.compile("[\u0600-\u06ff]+"), _arabic),
)
