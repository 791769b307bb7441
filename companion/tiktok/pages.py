"""Whole HTML pages: their embedded scripts, found without building a DOM, and what a page without data is."""

import re
from html import unescape

from companion.model import Outcome

REHYDRATION = "__UNIVERSAL_DATA_FOR_REHYDRATION__"
"""The script of all pages since late 2023."""
MOBILE_DATA = "api-data"
"""The script of mobile video pages since May 2026."""
SIGI = "SIGI_STATE"
"""The script of pages from 2021 to 2023; pages of live rooms have it still."""
NEXT_DATA = "__NEXT_DATA__"
"""The script of pages up to 2021."""

_LONGEST_TAG = 4000
_MENTIONS = 50
"""Places of an id that are looked at; a real page has one to three."""
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S{1,2000})\s*-->")
_SINGLE_FILE = re.compile(r"^ ?url: (\S{1,2000})\s*$", re.MULTILINE)
_LINK = re.compile(r"<link\b[^>]{0,1000}>")
_CANONICAL = re.compile(r"\brel=[\"']?canonical\b")
_HREF = re.compile(r"\bhref=[\"']?([^\"'\s>]{1,2000})")

_UNWANTED = re.compile(r"<(?:script\b|style\b|!--|!|\?)", re.IGNORECASE)
_CLOSED_BY = {
    "<script": re.compile(r"</script[^>]*>", re.IGNORECASE),
    "<style": re.compile(r"</style[^>]*>", re.IGNORECASE),
    "<!--": re.compile("-->"),
    "<!": re.compile(">"),
    "<?": re.compile(">"),
}

_PUZZLE = ("captcha_container", "captcha_verify", "captcha-verify", "secsdk-captcha", "captcha-main-container")
_WAITING = ("_wafchallengeid", 'id="slardar-config"', "Please wait...")
_LOGIN = ('data-e2e="login-modal"', "<title>Log in | TikTok", 'id="loginContainer"')
_TIKTOK = (
    REHYDRATION,
    "tiktokcdn",
    "tiktok.com",
    'id="pumbaa-rule"',
    'id="api-domains"',
    "<title>TikTok",
    "ttwstatic",
)


def script(html: str, script_id: str) -> str | None:
    """The text of the script with this id, whatever the order of its attributes; None if it isn't there.

    A page that breaks off inside the script gives what is left of it.
    """
    place = html.find(script_id)
    for _ in range(_MENTIONS):
        if place < 0:
            break
        start = html.rfind("<", max(0, place - _LONGEST_TAG), place)
        end = html.find(">", place, place + _LONGEST_TAG)
        if start >= 0 and end >= 0 and _opens(html[start : end + 1], script_id):
            close = html.find("</script", end)
            return html[end + 1 :] if close < 0 else html[end + 1 : close]
        place = html.find(script_id, place + len(script_id))
    return None


def assigned(html: str, name: str) -> str | None:
    """The JSON that a script assigns to ``window['name']``, up to the next assignment or the script's end."""
    start = html.find(f"window['{name}']")
    equals = html.find("=", start) if start >= 0 else -1
    if equals < 0:
        return None
    ends = (html.find(mark, equals) for mark in (";window['", "; window['", "</script"))
    end = min((each for each in ends if each >= 0), default=len(html))
    return html[equals + 1 : end].strip().removesuffix(";")


def _opens(tag: str, script_id: str) -> bool:
    named = rf"<script\s(?:[^>]*\s)?id\s*=\s*[\"']?{re.escape(script_id)}[\"']?(?:\s[^>]*)?/?>"
    return re.fullmatch(named, tag, re.IGNORECASE) is not None


def address(html: str) -> str | None:
    """The address that a saved page came from: the browser's own note, else the page's canonical link."""
    for note in (_SAVED_FROM, _SINGLE_FILE):
        found = note.search(html, 0, 4000)
        if found:
            return found[1]
    links = (each[0] for each in _LINK.finditer(html, 0, 200_000))
    canonical = next((link for link in links if _CANONICAL.search(link)), "")
    href = _HREF.search(canonical)
    return unescape(href[1]) if href else None


def markup(html: str) -> str:
    """The page without scripts, styles, comments and a last torn tag.

    Scripts are most of a page's bytes. The rest is what makes Python's HTML parser take quadratic time when a
    hostile page never closes it.
    """
    kept: list[str] = []
    place = 0
    while opening := _UNWANTED.search(html, place):
        kept.append(html[place : opening.start()])
        close = _CLOSED_BY[opening[0].lower()].search(html, opening.end())
        if close is None:
            place = len(html)
            break
        place = close.end()
    kept.append(html[place:])
    whole = "".join(kept)
    return whole[: whole.rfind(">") + 1]


def diagnosis(html: str) -> Outcome:
    """What a page is in which no reader found data."""
    if _has(html, _WAITING):
        return "please_wait"
    if _has(html, _PUZZLE):
        return "captcha"
    if _has(html, _LOGIN):
        return "login_wall"
    return "shell_without_data" if _has(html, _TIKTOK) else "not_tiktok"


def _has(html: str, marks: tuple[str, ...]) -> bool:
    return any(mark in html for mark in marks)
