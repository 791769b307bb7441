"""Captions as words: folding, splitting, and finding a brief's terms in them, in any script."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from companion.metrics.endings import endings
from companion.model import Video

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u0900-\u0dff\u0e00-\u109f\u1780-\u17ff])+")
_TAG = re.compile(r"#([^\W_]{2,60})")
_WHOLE_TAG = re.compile(r"[#＃][^\s#＃]+")
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670\u0640]")
_LETTERS = str.maketrans(
    {"đ": "d", "ø": "o", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ی": "ي", "ک": "ك", "ى": "ي"}
)
_UNSPACED = re.compile("[\u0e00-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_ARABIC = re.compile("[\u0600-\u06ff]+")
ARABIC_PREFIXES = ("وال", "بال", "كال", "فال", "ال", "لل", "و", "ب", "ل")

_DENIED = re.compile(
    r"(?:\b(?:not an?|isn['’]?t an?|never an?|no es una?|n(?:ã|a)o é uma?|pas une?|ikke (?:en|et)|inte (?:en|ett)|"
    r"kein|keine|keinen|geen|non è una?|bukan|to nie|это не|(?:không|khong|ko|k|hông) ph(?:ả|a)i(?: l(?:à|a))?)"
    r"|ليس(?:ت)?)(?: [^\W\d_]+){1,2}|"
    r"\b(?:no|ingen|hoje não tem|hoy no hay) [^\W\d_]+ (?:today|tonight|this week|i dag|i aften)\b",
    re.IGNORECASE,
)
"""A caption that says what it is not ("not a recipe", "no baking today"); "no bake", "sin gluten" deny nothing."""

GENERIC = frozenset(
    (  # noqa: SIM905
        "fyp fypage fypシ foryou foryoupage foryourpage viral viralvideo viraltiktok trending trend "
        "trends tiktok tiktoks parati pourtoi perte neiperte fuerdich voorjou dlaciebie keşfet kesfet "
        "xuhuong xyzbca explore explorepage fy fypdong foru blowthisup goviral tiktokviral video videos "
        "reels shorts capcut duet stitch おすすめ 추천 اكسبلور "
    ).split()
)
"""Tags that carry no topic, until ``usage.py`` has learned from this user's creators which do."""

SHORTEST = 3
"""Letters of the shortest word that is looked for inside a hashtag."""

TAG_WORDS = frozenset(
    (  # noqa: SIM905
        "recipe recipes tips tricks hack hacks lover lovers tok tiktok ideas inspo inspiration life "
        "lifestyle love day time challenge routine tutorial review reviews gram community addict girl "
        "girls mom moms dad family easy daily oftiktok vlog goals check aesthetic setup world lovers "
        "addicts 101 time vibes diaries memes for of the and my "
    ).split()
)
"""Words that people glue to a topic in a hashtag (``#breadlover``, ``#booktok``)."""


def fold(text: str) -> str:
    """One spelling for what readers take as the same: case, width, accents and Arabic vowel marks dropped."""
    if text.isascii():
        return text.lower()
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return unicodedata.normalize("NFKC", plain).translate(_LETTERS)


def words(text: str) -> list[str]:
    """The words of a text, folded."""
    return _WORD.findall(fold(text))


def spoken(text: str) -> list[str]:
    """The words of a text in small letters, their accents kept."""
    return _WORD.findall(text.lower())


def script(folded: str) -> str:
    """The script of most of a folded text's letters, as Unicode names it; kana and Han are one, "" is none."""
    counts: Counter[str] = Counter()
    for letter, times in Counter(folded).items():
        if letter.isalpha():
            counts[_script_of(letter)] += times
    return max(counts, key=lambda name: (counts[name], name), default="")


@lru_cache(maxsize=4096)
def _script_of(letter: str) -> str:
    name = unicodedata.name(letter, "").partition(" ")[0].lower()
    return "cjk" if name in {"hiragana", "katakana", "katakana-hiragana"} else name


def untagged(caption: str) -> str:
    """A caption without its hashtags."""
    return _WHOLE_TAG.sub(" ", caption)


def unspaced(folded: str) -> bool:
    """Whether a folded word is written in a script that puts no spaces between words."""
    return _UNSPACED.search(folded) is not None


def forms(word: str) -> frozenset[str]:
    """A brief's word with its light inflections; made from the known word, so that nothing is cut to a false stem.

    ``bake`` gives ``bakes``, ``baked``, ``baker``, ``baking``; ``bread`` never gives ``breadth``.
    """
    found = {word}
    if len(word) < 3 or not word.isascii() or not word.isalpha():
        return frozenset(found)
    found |= {word + "s", word + "es"}
    if word.endswith("y") and word[-2] not in "aeiou":
        found.add(word[:-1] + "ies")
    if word.endswith("ies"):
        found.add(word[:-3] + "y")
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        found.add(word[:-1])
    if len(word) >= 4:
        stem = word.removesuffix("e")
        found |= {stem + "ing", stem + "ed", stem + "er", stem + "ers"}
    if len(word) >= 5:
        found |= {word + "n", word + "en", word + "e"}
    if len(word) >= 6 and word.endswith("ing"):
        stem = word[:-3]
        found |= {stem + "e", stem + "es", stem + "ed", stem + "er", stem + "ers"}
        if len(stem) >= 4:
            found |= {stem, stem + "s"}
    return frozenset(found)


class Term(msgspec.Struct, frozen=True):
    """One term of a brief, ready to be looked for.

    Attributes:
        shown: as the marketer wrote it.
        joined: folded and without spaces, as a hashtag would write it.
    """

    shown: str
    joined: str


class Terms(msgspec.Struct, frozen=True):
    """Several terms with the table that finds them word by word.

    Attributes:
        edges: the first and the last letters of all that is in ``joined``, to pass over most texts quickly.
    """

    by_first: dict[str, list[tuple[Term, tuple[frozenset[str], ...]]]]
    joined: dict[str, Term]
    edges: frozenset[str]
    substrings: tuple[Term, ...]
    arabic: bool
    vocabulary: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.joined)


def compile_terms(texts: Iterable[str], language: str = "") -> Terms:
    """Prepare a brief's terms, to be found with the endings that a language has."""
    by_first: dict[str, list[tuple[Term, tuple[frozenset[str], ...]]]] = {}
    joined: dict[str, Term] = {}
    substrings = []
    vocabulary: set[str] = set()
    for text in texts:
        parts = tuple(words(text))
        whole = "".join(parts)
        if not parts:
            continue
        term = Term(text.lstrip("#"), whole)
        if unspaced(whole):
            substrings.append(term)
        inflected = tuple(forms(part) | endings(part, language) for part in parts)
        vocabulary.update(*inflected)
        for first in inflected[0]:
            by_first.setdefault(first, []).append((term, inflected[1:]))
        for last in inflected[-1]:
            together = "".join(parts[:-1]) + last
            joined[together] = term
            if len(parts) > 1:
                by_first.setdefault(together, []).append((term, ()))
    arabic = any(_ARABIC.search(together) for together in joined)
    return Terms(
        by_first=by_first,
        joined=joined,
        edges=_edges(joined),
        substrings=tuple(substrings),
        arabic=arabic,
        vocabulary=frozenset(vocabulary),
    )


def written(video: Video) -> str:
    """What a creator wrote: the caption and the words on the picture."""
    return "\n".join((video.caption or "", *video.screen_texts)) if video.screen_texts else video.caption or ""


class Text(msgspec.Struct, frozen=True):
    """One video's text.

    Attributes:
        written: as it stands.
        folded: in one spelling.
        words: of it and of its hashtags.
        tags: its hashtags, folded.
        edges: their first and last letters.
        apart: words that it writes apart from others, long enough to be looked for inside a hashtag.
    """

    written: str
    folded: str
    words: tuple[str, ...]
    tags: tuple[str, ...]
    edges: frozenset[str]
    apart: frozenset[str]


@lru_cache(maxsize=1024)
def read_text(caption: str, hashtags: tuple[str, ...]) -> Text:
    """Fold and split one video's caption and hashtags; tags that only the caption shows are found there."""
    folded = fold(caption)
    tags = tuple(fold(tag) for tag in hashtags) or tuple(_TAG.findall(folded))
    extra = [word for tag in tags if tag not in folded for word in _WORD.findall(tag)]
    words = (*_WORD.findall(folded), *extra)
    apart = frozenset(word for word in words if len(word) >= SHORTEST).difference(tags)
    return Text(caption, folded, words, tags, _edges(tags), apart)


_RENOUNCED = frozenset(
    (  # noqa: SIM905
        "no not without quit quitting never anti zero stop sans sin sem senza ohne zonder uden utan bez без tanpa "
        "kein keine keinen geen không khong ko ingen inte ikke nie ne bukan"
    ).split()
)
_MORE = frozenset("more any a de d un une una uma mehr".split())  # noqa: SIM905
_RID = frozenset("free frei freie fri fria vrij".split())  # noqa: SIM905


def renounced(terms: Terms, text: Text) -> Text:
    """A text without the terms that it names only as left out ("vape free", "no more vodka", "sin alcohol")."""
    kept = [
        word for i, word in enumerate(text.words) if word not in terms.by_first or not _left_out(terms, text, i)
    ]
    return replace(text, words=tuple(kept))


def _left_out(terms: Terms, text: Text, i: int) -> bool:
    tokens = text.words
    further, before = ("", "", *tokens[:i])[-2:]
    if before in _RENOUNCED or (before in _MORE and further in _RENOUNCED):
        return True
    ends = [i + 1 + len(rest) for _, rest in terms.by_first[tokens[i]]]
    return any(tokens[end] in _RID for end in ends if end < len(tokens))


def without(text: Text, phrases: Iterable[str]) -> Text:
    """A text as it would be without some phrases, each in its light inflections, apart or as a hashtag."""
    kept, folded, joined = list(text.words), text.folded, set[str]()
    for phrase in phrases:
        parts = words(phrase)
        joined.update("".join(parts[:-1]) + last for last in forms(parts[-1]))
        kept = _cut(kept, [forms(part) for part in parts])
        folded = folded.replace(" ".join(parts), " ")
    kept = [word for word in kept if word not in joined]
    tags = tuple(tag for tag in text.tags if tag not in joined)
    return replace(text, folded=folded, words=tuple(kept), tags=tags, edges=_edges(tags))


def _cut(tokens: list[str], parts: list[frozenset[str]]) -> list[str]:
    kept: list[str] = []
    i = 0
    while i < len(tokens):
        here = tokens[i : i + len(parts)]
        if len(here) == len(parts) and all(word in each for word, each in zip(here, parts, strict=True)):
            i += len(parts)
        else:
            kept.append(tokens[i])
            i += 1
    return kept


def _edges(words: Iterable[str]) -> frozenset[str]:
    return frozenset(edge for word in words for edge in (word[:SHORTEST], word[-SHORTEST:]))


@lru_cache(maxsize=4096)
def affirmed(caption: str, hashtags: tuple[str, ...]) -> Text:
    """Like ``read_text``, without what the caption says that it is not."""
    return read_text(_DENIED.sub(" ", caption), hashtags)


def find(terms: Terms, text: Text, known: frozenset[str]) -> list[Term]:
    """The terms that a text is about, each once.

    Args:
        terms: of the brief.
        text: of one video.
        known: words that this creator writes apart, to split hashtags with.
    """
    mentioned = terms.arabic or not terms.by_first.keys().isdisjoint(text.words)
    if not mentioned and not terms.substrings and terms.edges.isdisjoint(text.edges):
        return []
    found: dict[str, Term] = {}
    for i, token in enumerate(text.words if mentioned else ()):
        if token in terms.by_first:
            for term, rest in terms.by_first[token]:
                if not rest or _follow(text.words, i + 1, rest):
                    found[term.joined] = term
        elif terms.arabic and not token.isascii():
            _add(found, _behind_article(terms, token))
    for tag in text.tags:
        _add(found, _split(terms, tag, known))
    for term in terms.substrings:
        if term.joined in text.folded or any(term.joined in tag for tag in text.tags):
            found[term.joined] = term
    return list(found.values())


def _add(found: dict[str, Term], term: Term | None) -> None:
    if term is not None:
        found[term.joined] = term


def _follow(tokens: tuple[str, ...], start: int, rest: tuple[frozenset[str], ...]) -> bool:
    """Whether a term's other words stand one after the other from a place on."""
    following = tokens[start : start + len(rest)]
    return len(following) == len(rest) and all(word in each for word, each in zip(following, rest, strict=True))


def _behind_article(terms: Terms, token: str) -> Term | None:
    """A term behind an Arabic article or one-letter word, which are written together with it."""
    for prefix in ARABIC_PREFIXES:
        if token.startswith(prefix) and token[len(prefix) :] in terms.joined:
            return terms.joined[token[len(prefix) :]]
    return None


def _split(terms: Terms, tag: str, known: frozenset[str]) -> Term | None:
    """A hashtag of two words, one of them the brief's and the other known to stand alone.

    A tag that the creator also writes as a word of its own is no compound, so ``breadth`` stays whole.
    """
    if tag[:SHORTEST] not in terms.edges and tag[-SHORTEST:] not in terms.edges:
        return None
    if len(tag) < 2 * SHORTEST or tag in known or tag in terms.by_first:
        return None
    for cut in range(SHORTEST, len(tag) - SHORTEST + 1):
        left, right = tag[:cut], tag[cut:]
        for mine, other in ((left, right), (right, left)):
            term = terms.joined.get(mine)
            if term is not None and _stands_alone(other, terms, known):
                return term
    return None


def _stands_alone(word: str, terms: Terms, known: frozenset[str]) -> bool:
    return word in TAG_WORDS or (len(word) >= 4 and (word in known or word in terms.vocabulary))
