"""Files that other tools and we ourselves wrote: their records, each by the first layout that it fits."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from companion.model import CaptureSource, Creator, Reading, Skipped
from companion.tiktok import (
    account_records,
    addresses,
    aweme,
    collector,
    fourcat,
    homemade,
    item_infos,
    oembed,
    own_export,
    precision,
    pyktok,
    research,
    scalars,
    tables,
    tikwm,
    web_item,
    ytdlp,
    zeeschuimer,
)
from companion.tiktok.cells import Record, part
from companion.tiktok.decoding import decoded, encoded
from companion.tiktok.entries import Entry
from companion.tiktok.file_reading import FileReading
from companion.tiktok.gathering import gathered
from companion.tiktok.items import Items, read_items
from companion.tiktok.outcomes import without_data
from companion.tiktok.people import profile_of
from companion.tiktok.wire import UserInfo

_FEWEST_FIELDS = 2
TWO_WAYS = 'a count that may be thousands or a fraction (such as "5.006")'
LOST_DIGITS = "the id lost its last digits in a spreadsheet or script"


class Layout(msgspec.Struct, frozen=True):
    """One layout of records.

    Attributes:
        name: what ``Reading.format`` says.
        carrier: who writes it, for people.
        gives: what can be read from it, for people.
        fits: whether a record has this layout, by its names alone.
        entry: what a record says; pure, never raises.
    """

    name: str
    carrier: str
    gives: str
    fits: Callable[[Record], bool]
    entry: Callable[[Record], Entry]


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        zeeschuimer.NAME,
        "Zeeschuimer's exports (NDJSON), since 2021",
        "videos with all counts and their authors, each dated by when it was collected",
        zeeschuimer.fits,
        zeeschuimer.entry,
    ),
    Layout(
        own_export.NAME,
        "`fitlens creators --json` and `fitlens videos --json`",
        "creators and videos exactly as they were known, with their own dates",
        own_export.fits,
        own_export.entry,
    ),
    Layout(
        ytdlp.NAME,
        "`.info.json` of yt-dlp and youtube-dl, single or playlists, since 2019",
        "videos with their counts (saves since 2025) and authors; no followers; dated by its `epoch`",
        ytdlp.fits,
        ytdlp.entry,
    ),
    Layout(
        collector.NAME,
        "tiktok-scraper (drawrowfly, 2019 to 2022) and Apify's actors (clockworks, since 2021): JSON or tables "
        "with columns such as `authorMeta.name` or `authorMeta/name`",
        "videos with counts (saves with Apify), pins and ad marks (Apify); authors with followers",
        collector.fits,
        collector.entry,
    ),
    Layout(
        web_item.NAME,
        "TikTok's own video objects wherever they lie: dumps of TikTok-Api, gallery-dl and 4CAT, lists of "
        "answers, flattened tables (`stats.playCount`), 2019 to today",
        "videos with all counts, and their authors",
        web_item.fits,
        web_item.entry,
    ),
    Layout(
        tikwm.NAME,
        "tikwm and the download services built on it (`play_count`, `digg_count`, `title`), since 2021",
        "videos with all counts, and their authors' names; no followers",
        tikwm.fits,
        tikwm.entry,
    ),
    Layout(
        aweme.NAME,
        "Objects of the mobile app (`aweme_id`, `statistics`) from third-party services, 2018 to today",
        "videos with all counts, pins; authors, with followers where the service fills them in",
        aweme.fits,
        aweme.entry,
    ),
    Layout(
        item_infos.NAME,
        "TikTok's web objects of 2018 to 2020 (`itemInfos`, `authorInfos`), in lists and dumps",
        "videos with views, likes, comments and shares; authors, with followers where `authorStats` is there",
        item_infos.fits,
        item_infos.entry,
    ),
    Layout(
        pyktok.NAME,
        "pyktok and traktok (CSV), since 2022",
        "videos with views, likes, comments and shares; authors with followers",
        pyktok.fits,
        pyktok.entry,
    ),
    Layout(
        fourcat.NAME,
        "4CAT's tables of TikTok posts (CSV), since 2021",
        "videos with views, likes, comments and shares, ad marks; authors with followers; no saves",
        fourcat.fits,
        fourcat.entry,
    ),
    Layout(
        research.NAME,
        "TikTok's Research API (`data.videos`), and dumps of it out of MongoDB, since 2023",
        "videos with all counts; authors' handles and countries; accounts that a dump names",
        research.fits,
        research.entry,
    ),
    Layout(
        oembed.NAME,
        "Answers of TikTok's oEmbed service, since 2020",
        "videos with captions and their authors' names; no counts",
        oembed.fits,
        oembed.entry,
    ),
    Layout(
        account_records.NAME,
        "Accounts alone: TikTok-Api's `userInfo` or its inside, the app's `user`, tiktok-scraper's profiles, "
        "tables with `uniqueId` and `followerCount`",
        "creators with their counts",
        account_records.fits,
        account_records.entry,
    ),
    Layout(
        homemade.NAME,
        "Other tables and lists: TikTok Studio's exports, data services, small scripts, in fifteen languages, "
        "known by names such as `Video link`, `Total views`, `Vues`, `再生数`",
        "videos that are named by their address or id, with the counts that are there; authors and accounts",
        homemade.fits,
        homemade.entry,
    ),
)


NAMELESS = (
    "The videos in this table have neither an address nor one of TikTok's ids, so none of them could be kept."
)


def read(text: str) -> list[FileReading]:
    """Read the records of a text, one reading for each layout, time and source; none if it holds none."""
    found = tables.records(text, lambda record: _layout(record) is not None)
    columns = _layout(found.header) if found.header is not None else None
    groups: dict[tuple[str, int | None, CaptureSource], list[Entry]] = {}
    if columns is not None:
        groups[columns.name, None, "api"] = []
    for record in found.found:
        layout = _layout(record) or columns
        if layout is not None:
            entry = layout.entry(record)
            groups.setdefault((layout.name, entry.seen_at, entry.source), []).append(entry)
    readings = [
        FileReading(_reading(name, entries, table=found.header is not None), source, seen_at)
        for (name, seen_at, source), entries in groups.items()
        if entries or len(groups) == 1
    ]
    if not readings and homemade.lacks_names(tables.columns(text) or {}, text):
        return [FileReading(without_data(homemade.NAME, "unsupported", says=NAMELESS), "api")]
    answer = None if readings else research.without_records(text)
    if answer is not None:
        return [FileReading(answer, "api")]
    left_out = (Skipped("not readable", found.damaged), Skipped(TWO_WAYS, found.unsure))
    if readings and (found.damaged or found.unsure):
        last = readings[-1]
        skipped = (*last.reading.skipped, *(each for each in left_out if each.count))
        readings[-1] = msgspec.structs.replace(
            last, reading=msgspec.structs.replace(last.reading, skipped=skipped)
        )
    return readings


def _layout(record: Record) -> Layout | None:
    if len(record) < _FEWEST_FIELDS:
        return None
    return next((each for each in LAYOUTS if each.fits(record)), None)


def _reading(name: str, entries: Sequence[Entry], *, table: bool) -> Reading:
    skipped = Counter(entry.left_out for entry in entries if entry.left_out)
    items = _items([entry for entry in entries if entry.item is not None], skipped, table=table)
    videos = {video.id: video for video in items.videos}
    for entry in entries:
        if entry.video is not None:
            videos.setdefault(entry.video.id, entry.video)
    whole = Items(
        videos=tuple(videos.values()),
        creators=items.creators,
        skipped=items.skipped + tuple(Skipped(reason, count) for reason, count in skipped.items()),
    )
    return gathered(name, whole, accounts=tuple(_accounts(entries, table=table).values()))


def _items(entries: Sequence[Entry], skipped: Counter[str], *, table: bool) -> Items:
    """Read the videos, those without their whole id by their address or not at all."""
    items = [entry.item or {} for entry in entries]
    lost = _rounded([item.get("id") for item in items], table=table)
    authors_lost = _rounded([part(item, "author", "id") for item in items], table=table)
    raws: list[msgspec.Raw] = []
    for entry, item in zip(entries, items, strict=True):
        video_id = _video_id(item.get("id"), entry.url, lost=lost)
        if video_id is None and (lost or precision.cut(item.get("id"))):
            skipped[LOST_DIGITS] += 1
            continue
        raws.append(encoded(_with_ids(item, video_id, entry.url, authors_lost=authors_lost)))
    return read_items(raws, pins_shown=None)


def _rounded(values: Sequence[Any], *, table: bool) -> bool:
    return precision.rounded(values, written=not table and all(isinstance(value, str) for value in values))


def _video_id(value: Any, url: str | None, *, lost: bool) -> str | None:
    exact = None if lost else scalars.identifier(value)
    return exact or addresses.video_of(url)


def _with_ids(
    item: dict[str, Any], video_id: str | None, url: str | None, *, authors_lost: bool
) -> dict[str, Any]:
    author = item.get("author")
    if isinstance(author, dict):
        author = author | ({"id": None} if authors_lost else {})
        if not author.get("uniqueId"):
            author["uniqueId"] = addresses.handle_of(url)
    return item | {"id": video_id, "author": author}


def _accounts(entries: Sequence[Entry], *, table: bool) -> dict[str, Creator]:
    """Each account once, the first that says who it is."""
    infos = [entry.account for entry in entries if entry.account is not None]
    lost = _rounded([part(info, "user", "id") for info in infos], table=table)
    accounts: dict[str, Creator] = {}
    for info in infos:
        user = info.get("user")
        whole = info | {"user": user | {"id": None}} if lost and isinstance(user, dict) else info
        wire = decoded(encoded(whole), UserInfo)
        creator = profile_of(wire) if wire else None
        if creator is not None:
            accounts.setdefault(creator.handle or creator.id or "", creator)
    for entry in entries:
        if entry.creator is not None:
            accounts.setdefault(entry.creator.handle or entry.creator.id or "", entry.creator)
    return accounts
