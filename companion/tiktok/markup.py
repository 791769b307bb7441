"""What the readers of rendered pages share: the elements of a page, their words, the tiles of a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from companion.tiktok import captions, pages, scalars, selectors
from companion.tiktok.outcomes import without_data
from companion.tiktok.page_grouping import without_dots

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bs4 import Tag

    from companion.model import Reading
    from companion.tiktok.body import Body

MOST_TAGS = 200_000
"""A rendered grid has about 30 tags for a video; nobody scrolls to 6,000 videos."""
_CREATED_BY = " created by "
_WITH = " with "
_AROUND_NAME = (
    ("created by", "with"), ("créée par", "avec"), ("créé par", "avec"), ("créées par", "avec"),
    ("erstellt von", "mit"), ("creado por", "con"), ("creada por", "con"), ("criado por", "com"),
    ("criada por", "com"), ("creato da", "con"), ("creata da", "con"), ("gemaakt door", "met"),
)  # fmt: skip
"""The words on either side of the nickname, by language."""


def opened(body: Body, reader: str, what: str) -> list[Tag] | Reading:
    """All elements of a body in order, or ``reader``'s outcome: too large for a TikTok ``what``, or broken."""
    if body.text.count("<") > MOST_TAGS:
        return without_data(reader, "too_large", says=f"This page is too large for a TikTok {what}.")
    page = _parsed(body.text)
    if page is None:
        return without_data(reader, "broken")
    without_dots(body.text, page)
    return page


def _parsed(html: str) -> list[Tag] | None:
    from bs4 import BeautifulSoup  # noqa: PLC0415 - costs a third of the start-up; few bodies need it
    from bs4.exceptions import ParserRejectedMarkup  # noqa: PLC0415

    try:
        return elements(BeautifulSoup(pages.markup(html), "html.parser", multi_valued_attributes=None))
    except (ParserRejectedMarkup, RecursionError):
        return None


def elements(root: Tag) -> list[Tag]:
    """All elements in another."""
    return cast("list[Tag]", root.find_all(True))


def words(held: Sequence[Tag], marks: Sequence[selectors.Mark]) -> str | None:
    """The text of the first element with one of the marks."""
    found = selectors.first(held, marks)
    return None if found is None else scalars.text(found.get_text(), 2000)


def own_words(held: Sequence[Tag], marks: Sequence[selectors.Mark]) -> str | None:
    """The text of the first such element without that of the elements in it."""
    found = selectors.first(held, marks)
    return None if found is None else own_text(found)


def own_text(element: Tag) -> str | None:
    """The text of an element without that of the elements in it."""
    return scalars.text("".join(map(str, element.find_all(string=True, recursive=False))), 2000)


def attribute(tag: Tag | None, name: str) -> str:
    """An attribute's value, empty if it isn't there."""
    value = tag.get(name) if tag is not None else None
    return value if isinstance(value, str) else ""


def boxes(page: Sequence[Tag], marks: Sequence[selectors.Mark]) -> Iterator[tuple[Tag, list[Tag]]]:
    """Each tile and what it holds; a tile inside another is part of it."""
    mark = next((each for each in marks if selectors.first(page, (each,))), None)
    inner: set[int] = set()
    for box in page:
        if mark and mark.fits(box) and id(box) not in inner:
            held = elements(box)
            inner.update(id(each) for each in held if mark.fits(each))
            yield box, held


def caption_in(alt: str, name: str | None) -> str | None:
    """The caption in "<caption> created by <nickname> with <music>", which no other text in the tile holds.

    Args:
        alt: the picture's text.
        name: the nickname, without which only the English words are told from those of the caption.
    """
    cuts = (alt.rfind(f" {by} {name} {_with} ") for by, _with in _AROUND_NAME) if name else ()
    cut = max(cuts, default=-1)
    if cut < 0:
        cut = alt.rfind(_CREATED_BY)
        if cut >= 0 and _WITH not in alt[cut:]:
            cut = -1
    if cut < 0 and alt.startswith(_CREATED_BY.lstrip()):
        return ""
    return captions.caption(alt[:cut]) if cut >= 0 else None
