"""Word lists by topic and language, and finding their words in captions of any language and script."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files

import msgspec

from companion.metrics.words import ARABIC_PREFIXES, TAG_WORDS, fold, forms, untagged, words

_INFLECTED = frozenset(("es", "pt", "fr", "de", "it", "nl", "da", "sv", "pl", "tr", "ru", "ar", "hi"))
"""Languages whose words end differently in the plural or in other cases; English forms are made beforehand."""
_COMPOUNDING = frozenset(("de", "nl", "da", "sv"))
_SAME = {"no": "da", "nb": "da", "nn": "da", "ms": "id", "in": "id"}
"""Languages that are read with the list of one written nearly alike."""
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_ALONE = frozenset("猫犬肌髪貓빵")
"""Words of one character that other words rarely contain."""
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه"})
_ARABIC_LETTER = re.compile("[\u0620-\u06ff]")
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u0900-\u0dff\u0e00-\u109f\u1780-\u17ff])+")
_LONGEST = 4
"""Words of the longest phrase."""
_FOREIGN = 5
"""Letters from which a word counts in captions of another language too; written with accents, 3."""
_SHORT = 3
"""Letters from which an English word counts in captions of any language ("eu" is I in Portuguese)."""
_COMPOUND = 9
_NOTHING = ""
"""Stands for the topic of what says nothing: "use code" is no coding, "spill the tea" no drink."""
_EMOJI = 0.3
"""What an emoji says, a word being 1: people put them to anything."""
_TAGS_KEPT = 20_000


class Word(msgspec.Struct, frozen=True):
    """One listed word and what it is a sign of.

    Attributes:
        shown: as it stands in the list.
        weights: for each topic how much the word says, 1 in all; an emoji less; none for what says nothing.
    """

    shown: str
    weights: dict[str, float]


class _Table(msgspec.Struct, frozen=True):
    """All words that count in captions of one language.

    Attributes:
        whole: by how they are written, phrases joined.
        stems: the language's own words without their endings.
        unspaced: words of scripts without spaces by their first character, the longest first.
        glued: words that are looked for inside longer ones, as they are listed ("rifler" is in "tarifler").
        compounding: whether words of this language are glued together.
        tags: what hashtags name, as they are met; creators use the same ones again and again.
    """

    whole: dict[str, Word]
    stems: dict[str, Word]
    unspaced: dict[str, list[tuple[str, Word]]]
    glued: dict[str, Word]
    compounding: bool
    tags: dict[str, tuple[Word, ...]]


class Lexicon:
    """Topics with their words, compiled for each language when a caption in it is first read.

    Args:
        listed: for each topic the words of each language, separated by commas.
        emoji: for each topic its emoji, separated by spaces.
        silent: words and phrases of each language that say nothing of any topic, whatever their parts say.
    """

    def __init__(
        self,
        listed: Mapping[str, Mapping[str, str]],
        emoji: Mapping[str, str] | None = None,
        silent: Mapping[str, str] | None = None,
    ) -> None:
        own = {language for lists in listed.values() for language in lists}
        self.languages = frozenset(own | {other for other, language in _SAME.items() if language in own})
        self._keys: dict[str, dict[str, dict[str, Word]]] = {}
        self._opening: set[str] = set()
        self._listed: set[str] = set()
        for topic, lists in (*listed.items(), (_NOTHING, silent or {})):
            weights = {topic: 1.0} if topic != _NOTHING else {}
            for language, text in lists.items():
                keys = self._keys.setdefault(language, {})
                for shown in text.split(","):
                    self._enter(keys, Word(shown.strip(), weights), topic, language)
        self._tables: dict[str, _Table] = {}
        self._emoji = _emoji(emoji or {})

    def _enter(self, keys: dict[str, dict[str, Word]], word: Word, topic: str, language: str) -> None:
        written = _keys_of(word.shown, language)
        for key in written[:1]:
            keys.setdefault(key, {})[topic] = word
        for key in written[1:]:
            keys.setdefault(key, {}).setdefault(topic, word)
        self._listed.update(written if language != "en" else written[:1])
        if " " in word.shown:
            first = word.shown.partition(" ")[0]
            self._opening.update((_exact(first)[0], words(first)[0]))

    def languages_of(self, terms: Iterable[str]) -> Counter[str]:
        """How many of some terms each language's own list has."""
        keys = ["".join(_exact(term)) for term in terms]
        return Counter(language for language, own in self._keys.items() for key in keys if key in own)

    def find(self, caption: str, hashtags: tuple[str, ...], language: str | None) -> list[Word]:
        """The listed words of a caption and its hashtags, each once.

        Args:
            caption: as written.
            hashtags: without ``#``.
            language: of the caption (ISO 639), where known; then short words of other languages don't count.
        """
        table = self._table(language)
        found: dict[str, Word] = {}
        unread = untagged(caption) if hashtags else caption
        self._read_tokens(table, _exact(unread), found)
        for tag in hashtags:
            named = table.tags.get(tag)
            if named is None:
                named = self._named(table, tag)
                if len(table.tags) < _TAGS_KEPT:
                    table.tags[tag] = named
            for word in named:
                found[word.shown] = word
        if not unread.isascii():
            if _UNSPACED.search(unread):
                _read_unspaced(table, fold(unread), found)
            found |= {each: self._emoji[each] for each in caption if each in self._emoji}
        return list(found.values())

    def _read_tokens(self, table: _Table, tokens: list[str], found: dict[str, Word]) -> None:
        """Words and phrases, the longest first."""
        i = 0
        while i < len(tokens):
            took = 1
            word = None
            if tokens[i] in self._opening:
                for size in range(min(_LONGEST, len(tokens) - i), 1, -1):
                    word = table.whole.get("".join(tokens[i : i + size]))
                    if word is not None:
                        took = size
                        break
            if word is None:
                word = _single(table, tokens[i])
            if word is not None:
                found[word.shown] = word
            i += took

    def _named(self, table: _Table, tag: str) -> tuple[Word, ...]:
        """What a hashtag names: a listed word, one with something glued to it, two words, or a small text."""
        parts = _exact(tag)
        joined = "".join(parts)
        plain = fold(joined)
        for each in dict.fromkeys((joined, plain)):
            word = _single(table, each)
            if word is not None:
                return (word,)
        halves = _halves(table, plain)
        if halves:
            return halves
        found: dict[str, Word] = {}
        if len(parts) > 1:
            self._read_tokens(table, parts, found)
        if _UNSPACED.search(plain):
            _read_unspaced(table, plain, found)
        if not found and (word := _inside(table, plain)) is not None:
            return (word,)
        return tuple(found.values())

    def _table(self, language: str | None) -> _Table:
        code = (language or "").partition("-")[0].lower()
        code = _SAME.get(code, code)
        if code not in self._tables:
            self._tables[code] = self._compile(code if code in self._keys else "")
        return self._tables[code]

    def _compile(self, language: str) -> _Table:
        own = self._keys.get(language, {})
        merged: dict[str, dict[str, Word]] = {}
        for other, keys in self._keys.items():
            if other not in {language, "en"}:
                for key, senses in keys.items():
                    if len(key) >= _FOREIGN or (len(key) >= 3 and not key.isascii()) or _UNSPACED.search(key):
                        merged.setdefault(key, {}).update(senses)
        short = 0 if language in {"", "en"} else _SHORT
        merged |= {key: senses for key, senses in self._keys.get("en", {}).items() if len(key) >= short}
        merged |= own
        whole = {key: _joined(senses) for key, senses in merged.items()}
        unspaced: dict[str, list[tuple[str, Word]]] = {}
        for key in sorted(own if language in {"ja", "zh", "ko", "th"} else merged, key=len, reverse=True):
            if _UNSPACED.match(key):
                unspaced.setdefault(key[0], []).append((key, whole[key]))
        telling = {key: word for key, word in whole.items() if word.weights}
        glued = {key: word for key, word in telling.items() if key in self._listed and len(key) >= _FOREIGN}
        inflected = language in _INFLECTED
        stems = {stem: whole[key] for key in own if key in telling for stem in _stems(key)} if inflected else {}
        return _Table(whole, stems, unspaced, glued, language in _COMPOUNDING, {})


def load(name: str) -> dict[str, dict[str, str]]:
    """A word list that ships beside this module."""
    text = files("companion.metrics").joinpath(name).read_bytes()
    return msgspec.toml.decode(text, type=dict[str, dict[str, str]])


def _emoji(listed: Mapping[str, str]) -> dict[str, Word]:
    """Emoji as words that say little."""
    senses: dict[str, list[str]] = {}
    for topic, emoji in listed.items():
        for each in emoji.split():
            senses.setdefault(each, []).append(topic)
    return {each: Word(each, dict.fromkeys(topics, _EMOJI / len(topics))) for each, topics in senses.items()}


def _keys_of(shown: str, language: str) -> list[str]:
    """How a listed word may be written: joined as in a hashtag, with accents and without, in its English forms."""
    exact = "".join(_exact(shown))
    if exact.isascii() and language != "en":
        return [exact]
    if _UNSPACED.match(exact):
        folded = fold(exact)
        long = len(folded) >= (3 if "\u0e00" <= folded[0] <= "\u0eff" else 2)
        return [folded] if long or folded in _ALONE else []
    parts = words(shown)
    if language == "en":
        return [exact, *("".join(parts[:-1]) + last for last in forms(parts[-1]))]
    plain = "".join(parts)
    # Without its marks "chó" (dog) is "cho" (give): short Vietnamese words count only as they are written.
    return [exact, plain] if len(plain) >= (_FOREIGN if language == "vi" else 4) else [exact]


def _exact(text: str) -> list[str]:
    if text.isascii():
        return _WORD.findall(text.lower())
    lowered = unicodedata.normalize("NFC", text.casefold()).replace("\u0307", "")
    return _WORD.findall(fold(lowered).translate(_ARABIC) if _ARABIC_LETTER.search(lowered) else lowered)


def _joined(senses: Mapping[str, Word]) -> Word:
    if _NOTHING in senses:
        return senses[_NOTHING]
    first = next(iter(senses.values()))
    return first if len(senses) == 1 else Word(first.shown, dict.fromkeys(senses, 1 / len(senses)))


def _stems(key: str) -> Iterator[str]:
    if len(key) >= 4:
        yield key
    if len(key) >= 5 and key[-1] in "aeiouyыаяоеиьهي":
        yield key[:-1]
    if len(key) >= 6 and key.endswith(("ar", "er", "ir", "en", "re", "ть", "ać", "mek", "mak")):
        yield key[:-2]


def _single(table: _Table, token: str) -> Word | None:
    word = table.whole.get(token)
    if word is not None or len(token) < 4:
        return word
    if table.stems:
        word = _inflected(table.stems, token)
    if word is None and table.compounding and len(token) >= _COMPOUND:
        word = _inside(table, token)
    return word


def _inflected(stems: Mapping[str, Word], token: str) -> Word | None:
    """A word of the list with another ending; an Arabic one also behind its article."""
    beginnings = [token]
    shortest = 5 if token.isascii() else 4
    if _ARABIC_LETTER.match(token):
        shortest = 3
        beginnings += [token[len(each) :] for each in ARABIC_PREFIXES if token.startswith(each)]
    for beginning in beginnings:
        for cut in range(4):
            stem = beginning[: len(beginning) - cut]
            if len(stem) < shortest or (len(stem) == shortest and cut > 1):
                break
            if stem in stems:
                return stems[stem]
    return None


def _inside(table: _Table, token: str) -> Word | None:
    """A word of the list at the end or the beginning of a compound; the end says what it is."""
    for size in range(len(token) - 1, 4 if table.compounding else 5, -1):
        word = table.glued.get(token[-size:])
        if word is not None:
            return word
    for size in range(len(token) - 1, 5, -1):
        word = table.glued.get(token[:size])
        if word is not None:
            return word
    return None


def _halves(table: _Table, tag: str) -> tuple[Word, ...]:
    """The first way to cut a hashtag into two known words, one of them listed."""
    for cut in range(3, len(tag) - 2):
        left, right = table.whole.get(tag[:cut]), table.whole.get(tag[cut:])
        if (left or tag[:cut] in TAG_WORDS) and (right or tag[cut:] in TAG_WORDS) and (left or right):
            return tuple(word for word in (left, right) if word is not None)
    return ()


def _read_unspaced(table: _Table, text: str, found: dict[str, Word]) -> None:
    """Scripts without spaces: from each place on the longest listed word."""
    i = 0
    while i < len(text):
        for key, word in table.unspaced.get(text[i], ()):
            if text.startswith(key, i):
                found[word.shown] = word
                i += len(key) - 1
                break
        i += 1
