"""TikTok's "Download your data": the private archive of an account's owner, which is no source about creators."""

import re

from companion.model import Reading
from companion.tiktok.body import Body
from companion.tiktok.outcomes import without_data

NAME = "own_archive"
SAYS = (
    "This is the private data of your own TikTok account (what you watched, liked and wrote): it was left alone."
)
_LOOKED_AT = 1_000_000
_SECTION = re.compile(
    r'"(?:Likes and Favorites|Profile And Settings|Video Browsing History|Watch History|Ads and data|ChatHistory|'
    r"Favorite(?:Video|Effects|Hashtag|Sound)List|ItemFavoriteList|ShareHistoryList|LoginHistoryList|CommentsList)"
    r'"\s{0,5}:'
)
_LINES = re.compile(r"\s{0,200}\w{2,20}: [^\n]{8,40}\r?\n\w{2,20}: https://www\.tiktokv\.com/share/video/\d")


def recognises(body: Body) -> bool:
    """It has the sections of such an archive, or is one of its lists as text."""
    if body.html:
        return False
    return _SECTION.search(body.text, 0, _LOOKED_AT) is not None or _LINES.match(body.text) is not None


def read(body: Body) -> Reading:
    """Read nothing: who watches is nobody's creator, and what they watched is nobody's business."""
    del body
    return without_data(NAME, "unsupported", says=SAYS)
