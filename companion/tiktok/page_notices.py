"""What a rendered page says in place of its contents: that an account is private, gone or not shown here."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from companion.model import Outcome, Reading
from companion.tiktok import addresses, markup, pages, selectors, shown_texts
from companion.tiktok.outcomes import LIVE_ROOM, account_state, without_data
from companion.tiktok.profiles import troubled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bs4 import Tag

    from companion.tiktok.body import Body
    from companion.tiktok.shown_texts import Notice

_LOOKED_AT = 50
"""Places of such a text that are looked at; a real page has one or two."""


def read(body: Body, reader: str) -> Reading:
    """What a page is in which no reader found data."""
    trouble = pages.diagnosis(body.text)
    if trouble == "shell_without_data" and _is_live_room(body):
        return without_data(reader, trouble, says=LIVE_ROOM)
    if trouble not in ("shell_without_data", "login_wall"):
        return without_data(reader, trouble)
    page = markup.opened(body, reader, "page")
    said: Outcome | None = None if isinstance(page, Reading) else notice(page, body)
    if said is None or (account_state(said) is None and trouble == "login_wall"):
        return without_data(reader, trouble)
    if account_state(said) is None:
        return without_data(reader, said)
    return troubled(reader, said, None, addresses.handle_of(body.page_url))


def _is_live_room(body: Body) -> bool:
    path = addresses.request_path(body.page_url).rstrip("/")
    return path.endswith("/live") or pages.is_live_room(body.text)


def notice(page: Sequence[Tag], body: Body) -> Notice | None:
    """What the page says in the place for such words; a creator's own words never count."""
    known = shown_texts.notices(body.scopes)
    places = islice(_with_text(page, known), _LOOKED_AT)
    return next((outcome for element, outcome in places if _is_of_the_page(element)), None)


def _with_text(page: Sequence[Tag], known: Mapping[str, Notice]) -> Iterator[tuple[Tag, Notice]]:
    for element in page:
        words = markup.own_text(element)
        outcome = known.get(shown_texts.folded(words)) if words else None
        if outcome:
            yield element, outcome


def _is_of_the_page(element: Tag) -> bool:
    around = (element, *element.parents)
    if any(mark.fits(each) for each in around for mark in selectors.OF_PEOPLE):
        return False
    return element.name == "p" or any(mark.fits(each) for each in around for mark in selectors.NOTICE)
