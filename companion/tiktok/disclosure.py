"""Does a caption disclose an advertisement in words that regulators call sufficient?

The word lists follow the sufficient ("green") words of Gui et al., arXiv 2407.12451, and the regulators' guides of
each market. Words that regulators call insufficient ("collab", "gifted", "#sp") are no disclosure.
"""

import re
import unicodedata
from functools import cache, lru_cache

_GREEN: dict[str, tuple[str, ...]] = {
    "en": ("ad", "advert", "advertisement", "sponsored", "paid partnership", "paid promotion"),
    "de": ("Werbung", "Anzeige", "bezahlte Partnerschaft"),
    "fr": ("publicité", "collaboration commerciale", "partenariat rémunéré"),
    "es": ("publicidad", "publi", "colaboración pagada", "#ad"),
    "it": ("pubblicità", "#adv", "#ad", "sponsorizzato da", "collaborazione a pagamento"),
    "nl": ("reclame", "advertentie", "betaalde samenwerking", "#ad", "#adv"),
    "pt": ("publicidade", "#publi", "parceria paga"),
    "sv": ("reklam", "annons", "betalt samarbete"),
    "da": ("reklame", "annonce"),
    "no": ("annonse", "reklame"),
    "pl": ("reklama", "materiał reklamowy", "współpraca reklamowa"),
    "ja": ("#PR", "#広告", "タイアップ", "提供"),
    "ko": ("#광고", "#협찬", "유료광고 포함"),
    "vi": ("#quảngcáo", "được tài trợ"),  # "quảng cáo" in running text was a joke or a remark, 5 times of 5
    "id": ("#iklan", "kerja sama berbayar"),
    "th": ("#โฆษณา",),
    "tr": ("#reklam", "sponsorlu", "ücretli iş birliği"),
    "ar": ("#إعلان", "إعلان مدفوع", "شراكة مدفوعة"),
    "ru": ("#реклама", "erid", "на правах рекламы"),
    "fi": ("kaupallinen yhteistyö", "#mainos", "maksettu kumppanuus"),
    "zh": ("#广告", "#廣告", "付费合作"),
}
_EVERYWHERE = ("#ad", "#sponsored", "#advertisement", "paid partnership", "paid promotion")
"""Understood in captions of any language …"""
_INSUFFICIENT = {"de": {"#ad"}, "pl": {"#ad"}}
"""… except where the market's regulator or courts say otherwise."""
_UNKNOWN_LANGUAGE = (
    *("#werbung", "#anzeige", "#publi", "#publicidad", "#publicité", "#pubblicità", "#adv", "#advertentie"),
    *("#reklame", "#reklama", "#広告", "#광고", "#협찬", "#quảngcáo", "#iklan", "#โฆษณา"),
    *("#إعلان", "#реклама", "#广告", "#廣告"),
    *(term for terms in _GREEN.values() for term in terms if " " in term),
)
"""Terms that can't be anything else, for captions whose language TikTok could not tell."""
_SAME = {"nb": "no", "nn": "no"}
_NEGATIONS = frozenset(
    (
        *("not", "no", "isnt", "never", "kein", "keine", "nicht", "pas", "aucune", "non", "sin", "niet", "geen"),
        *("nao", "sem", "ikke", "inte", "ej", "nie", "bez", "khong", "bukan", "unpaid", "unbezahlte"),
    )
)
"""Just before a plain word they turn it round: "this is not an ad"."""

_REMARKS = frozenset(
    (
        *("ad", "advert", "advertisement", "werbung", "anzeige", "publicite", "publicidad", "publi", "pubblicita"),
        *("reclame", "advertentie", "publicidade", "reklam", "annons", "reklame", "annonce", "annonse", "reklama"),
    )
)
"""Words that people also use in passing ("ad hoc", "Werbung nervt"): they disclose where they stand as a label."""
_LABEL = (
    r"(?:^|\n|[^\w\s#@]) ?{word}(?: ?(?:$|\n|(?!-\w)[^\w\s])"
    r"| (?:for|with|by|fur|mit|von|pour|avec|para|con|com|per|voor|met|til|med|av|dla)\b)"
    r"|\b(?:contains|is an|its an|enthalt|ist|contient|contiene|contem|bevat|indeholder|innehaller|inneholder|"
    r"zawiera) {word}\b"
)
"""By itself between marks, before the one who pays, or as what the video is said to hold."""
_TOKEN = re.compile(r"#?\w+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_LETTERS = {"đ": "d", "ø": "o", "ł": "l", "＃": "#"}


@lru_cache(maxsize=1024)
def discloses(caption: str, language: str | None) -> bool:
    """Whether the caption carries a sufficient disclosure for its language (whole words, folded)."""
    if not caption:
        return False
    tokens = _tokens(caption)
    starts = _terms((language or "").partition("-")[0].lower())
    if starts.keys().isdisjoint(tokens):
        return False
    remarks = {word for word in _REMARKS.intersection(tokens) if not _is_label(word, caption)}
    return any(
        _stands_at(tokens, place, term)
        for place, token in enumerate(tokens)
        if token not in remarks
        for term in starts.get(token, ())
    )


def _stands_at(tokens: list[str], place: int, term: tuple[str, ...]) -> bool:
    if tuple(tokens[place : place + len(term)]) != term:
        return False
    return term[0].startswith("#") or not _NEGATIONS.intersection(tokens[max(0, place - 2) : place])


def _is_label(word: str, caption: str) -> bool:
    lines = "\n".join(" ".join(line.split()) for line in _unaccented(caption).splitlines())
    if re.search(rf"\b{word}\W{{0,3}}(?:unbezahlt|unpaid|no pagad[ao]|non remuneree?)\b", _folded(lines)):
        return False
    shouted = re.search(rf"(?:^|\n|[^\w\s] ?){word.upper()}\b(?!-)", lines)
    return shouted is not None or re.search(_LABEL.format(word=word), _folded(lines)) is not None


def _tokens(words: str) -> list[str]:
    # "isn't" and "##tag##tag" are one token and two.
    return _TOKEN.findall(_folded(words).replace("'", "").replace("’", ""))


def _folded(words: str) -> str:
    return _unaccented(words.casefold())


def _unaccented(words: str) -> str:
    if not words.isascii():
        words = unicodedata.normalize("NFKD", words)
        for odd in set(_BEYOND_ASCII.findall(words)):
            if odd in _LETTERS or unicodedata.combining(odd):
                words = words.replace(odd, _LETTERS.get(odd, ""))
    return words


@cache
def _terms(language: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The terms that count in a language, by their first token; each counts as one hashtag as well."""
    language = _SAME.get(language, language)
    own = _GREEN.get(language, ()) if language else _UNKNOWN_LANGUAGE
    everywhere = [term for term in _EVERYWHERE if term not in _INSUFFICIENT.get(language, ())]
    starts: dict[str, list[tuple[str, ...]]] = {}
    for term in (*own, *everywhere):
        tokens = tuple(_tokens(term))
        joined = "#" + "".join(tokens).removeprefix("#")
        for each in {tokens, (joined,)}:
            starts.setdefault(each[0], []).append(each)
    return {first: tuple(terms) for first, terms in starts.items()}
