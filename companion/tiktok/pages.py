"""Whole HTML pages: their embedded scripts, found without building a DOM, and what a page without data is."""

import re
from html import unescape

from companion.model import Outcome
from companion.tiktok import addresses
from companion.tiktok.decoding import end_of_value

REHYDRATION = "__UNIVERSAL_DATA_FOR_REHYDRATION__"
"""The script of all pages since late 2023."""
MOBILE_DATA = "api-data"
"""The script of mobile video pages since May 2026."""
SIGI = "SIGI_STATE"
"""The script of pages from 2021 to 2023; pages of live rooms have it still."""
NEXT_DATA = "__NEXT_DATA__"
"""The script of pages up to 2021."""
SCRIPTS = (REHYDRATION, MOBILE_DATA, SIGI, NEXT_DATA)
"""All scripts that hold data."""

_LONGEST_TAG = 4000
_MENTIONS = 10_000
"""Places of an id that are looked at; a real page has one to three."""
_CANDIDATES = 50
"""How many of these may stand in an attribute."""
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S{1,2000})\s*-->")
_SINGLE_FILE = re.compile(r"^ ?url: (\S{1,2000})\s*$", re.MULTILINE)
_LINK = re.compile(r"<link\b[^>]{0,1000}>")
_CANONICAL = re.compile(r"\brel=[\"']?canonical\b")
_HREF = re.compile(r"\bhref=[\"']?([^\"'\s>]{1,2000})")

_MARKUP = re.compile(r"\s*<(?!<)")
_SCRIPT_END = re.compile("</script", re.IGNORECASE)
_UNWANTED = re.compile(r"<(?:script\b|style\b|!--|!|\?)", re.IGNORECASE)
_CLOSED_BY = {
    "<script": re.compile(r"</script[^>]*>", re.IGNORECASE),
    "<style": re.compile(r"</style[^>]*>", re.IGNORECASE),
    "<!--": re.compile("-->"),
    "<!": re.compile(">"),
    "<?": re.compile(">"),
}

_PUZZLE = ("captcha_container", "captcha_verify", "captcha-verify", "secsdk-captcha", "captcha-main-container")
_WAITING = ("_wafchallengeid", 'id="slardar-config"')
_LOGIN = ('data-e2e="login-modal"', "<title>Log in | TikTok", 'id="loginContainer"')
_REFUSED = ("www&#46;tiktok&#46;com",)
"""How the network in front of TikTok writes the address that it gives no access to."""
_TIKTOK = (
    REHYDRATION,
    SIGI,
    'id="pumbaa-rule"',
    'id="api-domains"',
    'data-e2e="tiktok-logo"',
    'data-e2e="user-page"',
    'data-e2e="user-post-item',
    'data-e2e="user-title',
    'data-e2e="challenge-title"',
    'data-e2e="music-title"',
    "snssdk1233://",
    "tiktok-cookie-banner",
)
"""What only TikTok's own pages hold: others link to it, and show its pictures."""
_TITLE = re.compile(
    r"<title\b[^<>]{0,200}>\s*(TikTok|TikTok [-|] Make Your Day|[^<]{0,300}\| TikTok)\s*</title", re.IGNORECASE
)
_HEAD = 100_000
"""Characters in which a page names itself."""


def is_markup(text: str) -> bool:
    """Whether a text is a page or a fragment of one; an unresolved conflict of two versions is none."""
    return _MARKUP.match(text) is not None


def script(html: str, script_id: str) -> str | None:
    """The text of the script with this id, whatever the order of its attributes; None if it isn't there.

    A page that breaks off inside the script gives what is left of it.
    """
    place = -1
    candidates = 0
    for _ in range(_MENTIONS):
        place = html.find(script_id, place + 1)
        if place < 0 or candidates == _CANDIDATES:
            break
        if not html[max(0, place - 20) : place].rstrip("\"' \n").endswith("="):
            continue  # no attribute: a script that looks for this one
        candidates += 1
        start = html.rfind("<", max(0, place - _LONGEST_TAG), place)
        end = html.find(">", place, place + _LONGEST_TAG)
        if start >= 0 and end >= 0 and _opens(html[start : end + 1], script_id):
            text = _content(html, end + 1)
            if text and not text.isspace():
                return text
    return None


def _content(html: str, start: int) -> str:
    close = _SCRIPT_END.search(html, start)
    return html[start : close.start() if close else None]


def assigned(html: str, name: str) -> str | None:
    """The JSON that a script assigns to ``window['name']``; up to the script's end if it breaks off."""
    found = re.search(rf"window(?:\.{name}\b|\[[\"']{name}[\"']\])\s{{0,20}}=\s{{0,20}}", html)
    if found is None:
        return None
    end = end_of_value(html, found.end())
    return _content(html, found.end()) if end is None else html[found.end() : end]


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
    if _has(html, _REFUSED):
        return "unavailable"
    if not _has(html, _TIKTOK) and not _names_itself(html):
        return "not_tiktok"
    if _has(html, _PUZZLE):
        return "captcha"
    return "login_wall" if _has(html, _LOGIN) else "shell_without_data"


def is_live_room(html: str) -> bool:
    """Whether it is the page of a live room, which has its own state and no videos."""
    state = script(html, SIGI)
    return state is not None and '"LiveRoom"' in state


def _names_itself(html: str) -> bool:
    """Its title or its address say that it is TikTok's, or it is nothing but TikTok's puzzle."""
    if _TITLE.search(html, 0, _HEAD) or addresses.on_tiktok(address(html)):
        return True
    return _has(html, _PUZZLE) and "ttwstatic" in html


def _has(html: str, marks: tuple[str, ...]) -> bool:
    return any(mark in html for mark in marks)
