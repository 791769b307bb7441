"""Answers of TikTok's oEmbed service: whose a video is and what its caption says; no counts."""

from companion.tiktok import addresses, words
from companion.tiktok.cells import Record
from companion.tiktok.entries import Entry

NAME = "oembed"


def fits(record: Record) -> bool:
    """It says that TikTok provides it, and has a title."""
    return record.get("provider_name") == "TikTok" and "title" in record


def entry(record: Record) -> Entry:
    """The video with its author, or the author alone."""
    url = record.get("author_url")
    handle = record.get("author_unique_id") or (addresses.handle_of(url) if isinstance(url, str) else None)
    author = words.account(handle=handle, name=record.get("author_name"))
    product = record.get("embed_product_id")
    if not isinstance(product, str) or not product.isdecimal():
        return Entry(left_out="only a name")
    return Entry(item=words.video(video_id=product, caption=record.get("title"), author=author))
