"""Hashtags and mentions of a caption, as TikTok links them."""

import re
import unicodedata
from collections.abc import Iterable

from companion.tiktok import scalars

LONGEST_CAPTION = 20_000
"""Characters kept; TikTok's longest captions (photo posts) have about 4,000."""
LONGEST_TAG = 150

# A hashtag takes letters, marks, digits, emoji and their joiners; spaces and punctuation end it, and so does the
# next "#" ("##tag##tag"). A pattern that starts with one plain character is found three times faster.
_HASHTAG = re.compile(r"#([^\s#@.,;:!?…/\\|&*+=^%$~`'\"‘’“”«»<>()\[\]{}、。，！？「」『』（）【】؟،\-–—]+)")
_MENTION = re.compile(r"(?<![\w.@/])@([A-Za-z0-9_.]{2,24})")


def caption(desc: object) -> str | None:
    """The text under a video; an empty one is known to be empty."""
    return desc[:LONGEST_CAPTION] if isinstance(desc, str) else None


def hashtags(named: Iterable[object], words: str | None) -> tuple[str, ...] | None:
    """Hashtags that TikTok names and those in the caption itself: lower case, each once, in order.

    None where neither is there: a carrier without captions doesn't say that there are no tags.
    """
    tags = [tag for tag in named if isinstance(tag, str)]
    if words is None and not tags:
        return None
    if words and ("#" in words or "＃" in words):
        # "&#39;" is an escaped character, not a tag.
        tags += _HASHTAG.findall(words.replace("＃", "#").replace("&#", "&"))
    found: dict[str, str] = {}
    for tag in dict.fromkeys(tags):
        shown, folded = _folded(tag[:LONGEST_TAG].strip("#＃ \t\r\n"))
        if folded:
            found.setdefault(folded, shown)
    return tuple(found.values())


def _folded(tag: str) -> tuple[str, str]:
    """A tag in lower case, and the form in which two spellings of it are one."""
    tag = tag.lower()
    if tag.isascii():
        return tag, tag
    return unicodedata.normalize("NFC", tag), unicodedata.normalize("NFKC", tag).casefold()


def mentions(named: Iterable[object], words: str | None) -> tuple[str, ...] | None:
    """Handles mentioned. A caption shows display names, so it is asked only where TikTok names no handle.

    None where there is neither a handle nor a caption.
    """
    handles = [handle for each in named if (handle := scalars.handle(each))]
    if words is None and not handles:
        return None
    if not handles and words and "@" in words:
        handles = [each.rstrip(".").lower() for each in _MENTION.findall(words)]
    return tuple(dict.fromkeys(handle for handle in handles if handle))
