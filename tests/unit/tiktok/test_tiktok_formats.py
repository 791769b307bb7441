"""The registry and its page."""

from pathlib import Path

from companion.tiktok.formats import FORMATS, formats_page

DOCS = Path(__file__).parents[3] / "docs" / "formats.md"


def test_the_formats_are_documented() -> None:
    assert DOCS.read_text(encoding="utf-8") == formats_page(), (
        "write companion.tiktok.formats.formats_page() there"
    )


def test_each_format_has_its_own_name() -> None:
    assert len({each.name for each in FORMATS}) == len(FORMATS)
