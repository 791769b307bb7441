"""A page with more tags than any TikTok page has is refused before it is parsed, by every reader of markup."""

import pytest

from companion.tiktok import read
from companion.tiktok.markup import MOST_TAGS

PROFILE = "https://www.tiktok.com/@mira.bakes.slow"


@pytest.mark.parametrize(
    ("page_url", "mark", "what"),
    [
        (PROFILE, '<div data-e2e="user-post-item"></div>', "profile"),
        (f"{PROFILE}/video/7300000000000000001", '<strong data-e2e="like-count">1</strong>', "video"),
        ("https://www.tiktok.com/search?q=bread", '<div data-e2e="search_top-item"></div>', "page"),
    ],
)
def test_more_tags_than_any_page_has_are_refused(page_url, mark, what):
    reading = read(mark + "<b>" * MOST_TAGS, source="dom", page_url=page_url)
    assert (reading.outcome, reading.says) == ("too_large", f"This page is too large for a TikTok {what}.")
