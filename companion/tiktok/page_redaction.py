"""A page with stand-ins: its data scripts, and of what it renders the elements with their counts."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from companion.model import InvalidInput
from companion.tiktok import pages, scalars, selectors, shown_texts
from companion.tiktok.numerals import shown_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bs4 import Tag

    from companion.tiktok.pseudonyms import Pseudonyms

_COUNTS = (
    *selectors.FOLLOWING, *selectors.FOLLOWERS, *selectors.LIKES, *selectors.TILE_VIEWS, *selectors.VIDEO_LIKES,
    *selectors.VIDEO_COMMENTS, *selectors.VIDEO_SAVES, *selectors.VIDEO_SHARES, *selectors.PERSON_FOLLOWERS,
)  # fmt: skip
_HANDLES = (*selectors.TITLE, *selectors.SUBTITLE, *selectors.PERSON_HANDLE, *selectors.VIDEO_AUTHOR)
_DROPPED = ("script", "style", "meta", "link", "template", "noscript", "iframe", "title", "base", "source", "svg")
_EMPTY = ("img", "br", "hr", "input", "wbr")
_STRUCTURE = ("class", "data-e2e", "role")
_CREATED_BY, _WITH = " created by ", " with "
_LONGEST_COUNT = 13
_DEEPEST = 400


def redacted_page(html: str, scripts: Mapping[str, str], known: Pseudonyms) -> str:
    """A page, or a fragment of one, with these redacted scripts in place of its own.

    Args:
        html: the page.
        scripts: its data scripts by id, already redacted.
        known: the stand-ins.

    Raises:
        InvalidInput: it is no markup.
    """
    from bs4 import BeautifulSoup  # noqa: PLC0415 - costs a third of the start-up; few commands need it
    from bs4.exceptions import ParserRejectedMarkup  # noqa: PLC0415

    try:
        root = BeautifulSoup(pages.markup(html), "html.parser", multi_valued_attributes=None)
    except ParserRejectedMarkup as error:
        raise InvalidInput("This page's markup is too broken for a sample.") from error
    for link in root.find_all(href=True):
        known.learn(str(link["href"]))
    address = pages.address(html)
    head = f'<link rel="canonical" href="{escape(known.url(address))}">' if address else ""
    data = "".join(_script(name, text) for name, text in scripts.items())
    return f"<!DOCTYPE html>{head}{''.join(_inside(root, known, 0))}{data}"


def _script(name: str, text: str) -> str:
    harmless = text.replace("</", "<\\/")
    return f'<script id="{name}" type="application/json">{harmless}</script>'


def _inside(element: Tag, known: Pseudonyms, depth: int) -> Iterator[str]:
    from bs4 import Tag  # noqa: PLC0415
    from bs4.element import NavigableString, PreformattedString  # noqa: PLC0415

    for child in element.children:
        if isinstance(child, Tag):
            if child.name not in _DROPPED and child.name.isalnum() and depth < _DEEPEST:
                yield _opening(child, known)
                if child.name not in _EMPTY:
                    yield from _inside(child, known, depth + 1)
                    yield f"</{child.name}>"
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            yield escape(_words(str(child), element, known))


def _opening(element: Tag, known: Pseudonyms) -> str:
    kept = [(name, str(element[name])) for name in _STRUCTURE if element.has_attr(name)]
    if element.has_attr("href"):
        kept.append(("href", known.url(str(element["href"]))))
    if element.has_attr("alt"):
        kept.append(("alt", _alt(str(element["alt"]), known)))
    return f"<{element.name}{''.join(f' {name}={_quoted(value)}' for name, value in kept)}>"


def _quoted(value: str) -> str:
    return f'"{escape(value)}"'


def _alt(words: str, known: Pseudonyms) -> str:
    caption, created, rest = words.rpartition(_CREATED_BY)
    if not created or _WITH not in rest:
        return known.text(words) if words.strip() else words
    name, _, sound = rest.partition(_WITH)
    return f"{known.text(caption) if caption else ''}{_CREATED_BY}{known.name(name)}{_WITH}{known.name(sound)}"


def _words(words: str, element: Tag, known: Pseudonyms) -> str:
    plain = words.strip()
    if not plain:
        return " " if words else ""
    around = (element, *element.parents)
    if len(plain) <= _LONGEST_COUNT and shown_count(plain) is not None and _carries(around, _COUNTS):
        return plain
    if shown_texts.is_known(plain):
        return plain
    handle = scalars.handle(plain)
    if handle and (handle in known.handles or _carries(around, _HANDLES)):
        return known.handle(plain)
    return known.name(plain) if _carries(around, _HANDLES) else known.text(plain)


def _carries(around: tuple[Tag, ...], marks: tuple[selectors.Mark, ...]) -> bool:
    return any(mark.fits(element) for element in around[:4] for mark in marks)
