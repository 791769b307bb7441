"""Whole HTML pages: their embedded scripts, found without building a DOM, and what a page without data is."""

import re

from companion.model import Outcome

REHYDRATION = "__UNIVERSAL_DATA_FOR_REHYDRATION__"
"""The script of all pages since late 2023."""
MOBILE_DATA = "api-data"
"""The script of mobile video pages since May 2026."""

_LONGEST_TAG = 4000
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S{1,2000})\s*-->")
_SINGLE_FILE = re.compile(r"^ ?url: (\S{1,2000})\s*$", re.MULTILINE)
_CANONICAL = re.compile(r"<link\b[^>]{0,500}\brel=[\"']?canonical\b[^>]{0,2000}>")
_HREF = re.compile(r"\bhref=[\"']?([^\"'\s>]{1,2000})")

_PUZZLE = ("captcha_container", "captcha_verify", "captcha-verify", "secsdk-captcha", "captcha-main-container")
_WAITING = ("_wafchallengeid", 'id="slardar-config"', "Please wait...")
_LOGIN = ('data-e2e="login-modal"', "<title>Log in | TikTok", 'id="loginContainer"')
_OLDER = ('id="SIGI_STATE"', "window['SIGI_STATE']", 'id="__NEXT_DATA__"')
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
    while place >= 0:
        start = html.rfind("<", max(0, place - _LONGEST_TAG), place)
        end = html.find(">", place, place + _LONGEST_TAG)
        if start >= 0 and end >= 0 and _opens(html[start : end + 1], script_id):
            close = html.find("</script", end)
            return html[end + 1 :] if close < 0 else html[end + 1 : close]
        place = html.find(script_id, place + len(script_id))
    return None


def _opens(tag: str, script_id: str) -> bool:
    named = rf"<script\s(?:[^>]*\s)?id\s*=\s*[\"']?{re.escape(script_id)}[\"']?(?:\s[^>]*)?/?>"
    return re.fullmatch(named, tag, re.IGNORECASE) is not None


def address(html: str) -> str | None:
    """The address that a saved page came from: the browser's own note, else the page's canonical link."""
    for note in (_SAVED_FROM, _SINGLE_FILE):
        found = note.search(html, 0, 4000)
        if found:
            return found[1]
    link = _CANONICAL.search(html, 0, 200_000)
    href = _HREF.search(link[0]) if link else None
    return href[1] if href else None


def without_scripts(html: str) -> str:
    """The page without scripts and styles, which are most of its bytes."""
    kept: list[str] = []
    place = 0
    for opening in re.finditer(r"<(script|style)\b", html, re.IGNORECASE):
        if opening.start() < place:
            continue
        kept.append(html[place : opening.start()])
        close = re.compile(rf"</{opening[1]}\s*>", re.IGNORECASE).search(html, opening.end())
        if close is None:
            return "".join(kept)
        place = close.end()
    return "".join((*kept, html[place:]))


def diagnosis(html: str) -> Outcome:
    """What a page is in which no reader found data."""
    if _has(html, _WAITING):
        return "please_wait"
    if _has(html, _PUZZLE):
        return "captcha"
    if _has(html, _LOGIN):
        return "login_wall"
    if _has(html, _OLDER) and REHYDRATION not in html:
        return "unsupported"
    return "shell_without_data" if _has(html, _TIKTOK) else "not_tiktok"


def _has(html: str, marks: tuple[str, ...]) -> bool:
    return any(mark in html for mark in marks)
