"""Answers of TikTok's oEmbed service: whose a video is and what its caption says; no counts."""

import re
from html import unescape

from companion.tiktok import addresses, words
from companion.tiktok.cells import Record
from companion.tiktok.entries import Entry

NAME = "oembed"
_LONGEST_PLAYER = 20_000
_ID = re.compile(r"\bdata-video-id=[\"']?(\d{6,20})\b")
_CITED = re.compile(r"\bcite=[\"']?([^\"'\s>]{1,2000})")


def fits(record: Record) -> bool:
    """It says that TikTok provides it, and has a title."""
    return record.get("provider_name") == "TikTok" and "title" in record


def entry(record: Record) -> Entry:
    """The video with its author, or the author alone."""
    url = record.get("author_url")
    handle = record.get("author_unique_id") or (addresses.handle_of(url) if isinstance(url, str) else None)
    author = words.account(handle=handle, name=record.get("author_name"))
    video_id = _video_id(record)
    if video_id is None:
        return Entry(left_out="only a name")
    return Entry(item=words.video(video_id=video_id, caption=record.get("title"), author=author))


def _video_id(record: Record) -> str | None:
    """The id, which TikTok's plain form names in the player's markup alone."""
    product, html = record.get("embed_product_id"), record.get("html")
    if isinstance(product, str) and product.isdecimal():
        return product
    player = html[:_LONGEST_PLAYER] if isinstance(html, str) else ""
    named = _ID.search(player)
    cited = None if named else _CITED.search(player)
    return named[1] if named else addresses.video_of(unescape(cited[1])) if cited else None
