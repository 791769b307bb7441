"""Counts on rendered pages in languages that write 1234 as "1.234"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from companion.tiktok import selectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bs4 import Tag

_ANY_GROUPED = re.compile(r">\s*[1-9]\d{0,2}\.\d{3}\s*<")
_GROUPED = re.compile(r"\s*[1-9]\d{0,2}\.\d{3}\s*")
_LANGUAGE = re.compile(r"<html[^>]{0,500}?\slang=[\"']?([a-z]{2,3})\b", re.IGNORECASE)
_BY_DOTS = {"de", "es", "it", "pt", "nl", "tr", "id", "vi", "da", "el", "ro", "hr", "sr", "sl"}
"""CLDR 44, symbols of the default numbering systems."""
_WITH_COMMA = re.compile(r"\s*\d+,\d{1,2}\s?[^\W\d]{1,8}\.?\s*")
_WITH_DOT = re.compile(r"\s*\d+\.\d{1,2}\s?[^\W\d]{1,8}\.?\s*")


def without_dots(html: str, page: Sequence[Tag]) -> None:
    """Take the dots out of a page's grouped counts, where its language or another count tells that they are."""
    if not _ANY_GROUPED.search(html):
        return
    counts = [element for element in page if any(mark.fits(element) for mark in selectors.COUNTS)]
    shown = list({id(text): text for element in counts for text in element.find_all(string=True)}.values())
    if any(_WITH_DOT.fullmatch(text) for text in shown):
        return
    language = _LANGUAGE.search(html)
    known = language is not None and language[1].lower() in _BY_DOTS
    if known or any(_WITH_COMMA.fullmatch(text) for text in shown):
        for text in shown:
            if _GROUPED.fullmatch(text):
                text.replace_with(text.replace(".", ""))
