"""Zeeschuimer's files (NDJSON): one of TikTok's video objects a line, with when and where it was collected."""

from companion.tiktok import cells, web_item
from companion.tiktok.cells import Record
from companion.tiktok.entries import Entry

NAME = "zeeschuimer"


def fits(record: Record) -> bool:
    """It names the platform and holds an object of it."""
    platform = record.get("source_platform")
    return isinstance(platform, str) and "tiktok" in platform.lower() and isinstance(record.get("data"), dict)


def entry(record: Record) -> Entry:
    """The video with its provenance; comments and other objects are left out."""
    data: Record = record["data"]
    if not web_item.fits(data):
        return Entry(left_out="not a video")
    address = record.get("source_url")
    return Entry(
        item=web_item.entry(data).item,
        seen_at=cells.moment(record.get("timestamp_collected")),
        source="api" if isinstance(address, str) and "/api/" in address else "embedded",
    )
