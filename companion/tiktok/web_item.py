"""TikTok's own video objects in other tools' files (TikTok-Api's and gallery-dl's dumps, flattened tables)."""

from typing import Any

from companion.tiktok import cells
from companion.tiktok.cells import Record, part
from companion.tiktok.entries import Entry

NAME = "web_items"
_COUNTS = ("playCount", "diggCount")
_COUNTED = ("stats", "statsV2", "authorStats", "authorStatsV2")
_FLAGS = (
    *("isAd", "adAuthorization", "isPinnedItem", "isECVideo", "IsAigc", "isContentClassified", "itemMute"),
    *("duetEnabled", "stitchEnabled"),
)


def fits(record: Record) -> bool:
    """It has an id with counts, or with a clip and an author, or is a live room in place of a video."""
    if "id" not in record or "authorMeta" in record:
        return False
    stats = record.get("stats") or record.get("statsV2")
    counted = isinstance(stats, dict) and any(name in stats for name in _COUNTS)
    posted = "createTime" in record and "author" in record and "video" in record
    return counted or posted or "liveRoomInfo" in record


def _counted(counts: Record) -> Record:
    """Counts, also as tables and people write them."""
    return {name: cells.counted(value) if isinstance(value, str) else value for name, value in counts.items()}


def entry(record: Record) -> Entry:
    """The video as it is; 4CAT keeps with it when and where it was collected."""
    item: dict[str, Any] = record | {name: cells.yes(record[name]) for name in _FLAGS if name in record}
    item |= {name: _counted(record[name]) for name in _COUNTED if isinstance(record.get(name), dict)}
    collected = part(record, "__import_meta", "timestamp_collected")
    return Entry(item=item, seen_at=cells.moment(collected) or cells.moment(record.get("timestamp_collected")))
