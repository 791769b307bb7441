"""What one reading says of whom: creators and videos under the strongest name that each is given. Pure."""

from collections.abc import Iterator

import msgspec

from companion.model import CaptureSource, Counts, Creator, CreatorCounts, Reading, Video
from companion.store.facts import bounded, creator_claim, meet, read_claim, video_claim
from companion.store.headers import NAMES, Header
from companion.store.tally import met
from companion.store.text import scrubbed


class CreatorSighting(msgspec.Struct, frozen=True, gc=False):
    """One creator in one reading; ``names`` are the weaker names beside ``anchor``."""

    anchor: str
    names: tuple[str, ...]
    counts: CreatorCounts
    from_profile: bool
    claim: bytes


class VideoSighting(msgspec.Struct, frozen=True, gc=False):
    """One video in one reading, with its author's name."""

    id: str
    anchor: str
    counts: Counts
    claim: bytes


class Sightings(msgspec.Struct, frozen=True):
    """A reading, ready to be recorded.

    Attributes:
        named: anchors of the creators that it shows, in its order.
        creators: these, and the authors that only its videos name, each anchor once.
    """

    named: tuple[str, ...]
    creators: tuple[CreatorSighting, ...]
    videos: tuple[VideoSighting, ...]
    about: str | None


def sightings(reading: Reading, source: CaptureSource) -> Sightings:
    """Whom and what a reading shows. Nameless creators, and videos whose author nobody can tell, are left out."""
    try:
        return _sightings(reading, source)
    except UnicodeEncodeError:
        return _sightings(msgspec.convert(scrubbed(msgspec.to_builtins(reading)), Reading), source)


def _sightings(reading: Reading, source: CaptureSource) -> Sightings:
    about = folded(reading.about)
    named = [_folded_creator(creator) for creator in reading.creators]
    videos = [video for video in (_attributed(video, about) for video in reading.videos) if video is not None]
    creators = list(_creator_sightings(named, source))
    authors = list(_creator_sightings(_authors(videos, named), source))
    return Sightings(
        named=tuple(creator.anchor for creator in creators),
        creators=_each_once([*creators, *authors]),
        videos=_video_sightings(videos, source),
        about=about,
    )


def folded(handle: str | None) -> str | None:
    """A handle as it is compared: without ``@`` and case; None if nothing is left."""
    return ((handle or "").strip().lstrip("@").lower()) or None


def anchor_of(creator_id: str | None, sec_uid: str | None, handle: str | None) -> str | None:
    """The strongest of a creator's names, as nodes are called."""
    if creator_id:
        return f"id:{creator_id}"
    if sec_uid:
        return f"sec:{sec_uid}"
    return f"@{handle}" if handle else None


def _folded_creator(creator: Creator) -> Creator:
    return msgspec.structs.replace(
        creator, id=creator.id or None, sec_uid=creator.sec_uid or None, handle=folded(creator.handle)
    )


def _attributed(video: Video, about: str | None) -> Video | None:
    """The video with its author's names folded; one without any belongs to the profile that shows it."""
    creator_id, handle = video.creator_id or None, folded(video.handle)
    if creator_id is None and handle is None:
        handle = about
    if not video.id or (creator_id is None and handle is None):
        return None
    if (creator_id, handle) == (video.creator_id, video.handle):
        return video
    return msgspec.structs.replace(video, creator_id=creator_id, handle=handle)


def _authors(videos: list[Video], named: list[Creator]) -> Iterator[Creator]:
    """One author card for each author that the videos name and the reading's creators don't."""
    known = {(creator.id, creator.handle) for creator in named if creator.id or not creator.sec_uid}
    for creator_id, handle in dict.fromkeys((video.creator_id, video.handle) for video in videos):
        if (creator_id, handle) not in known:
            yield Creator(id=creator_id, handle=handle)


def _creator_sightings(
    creators: Iterator[Creator] | list[Creator], source: CaptureSource
) -> Iterator[CreatorSighting]:
    for creator in creators:
        anchor = anchor_of(creator.id, creator.sec_uid, creator.handle)
        if anchor is None:
            continue
        names = (creator.sec_uid and f"sec:{creator.sec_uid}", creator.handle and f"@{creator.handle}")
        yield CreatorSighting(
            anchor=anchor,
            names=tuple(name for name in names if name and name != anchor),
            counts=CreatorCounts(*(bounded(getattr(creator.counts, name)) for name in NAMES)),
            from_profile=creator.from_profile,
            claim=creator_claim(creator, source),
        )


def _each_once(sightings: list[CreatorSighting]) -> tuple[CreatorSighting, ...]:
    seen: dict[str, CreatorSighting] = {}
    for sighting in sightings:
        twin = seen.get(sighting.anchor)
        seen[sighting.anchor] = sighting if twin is None else _met(twin, sighting)
    return tuple(seen.values())


def _met(one: CreatorSighting, other: CreatorSighting) -> CreatorSighting:
    header = Header(0, one.counts, one.from_profile).met(Header(0, other.counts, other.from_profile))
    return CreatorSighting(
        anchor=one.anchor,
        names=tuple(dict.fromkeys((*one.names, *other.names))),
        counts=header.counts,
        from_profile=header.from_profile,
        claim=meet(one.claim, other.claim),
    )


def _video_sightings(videos: list[Video], source: CaptureSource) -> tuple[VideoSighting, ...]:
    """Each video once: one that a body shows twice (pinned, and in its place) is met with itself."""
    seen: dict[str, VideoSighting] = {}
    for video in videos:
        counts, claim = _bounded_counts(video.counts), video_claim(video, source)
        twin = seen.get(video.id)
        if twin is None:
            anchor = anchor_of(video.creator_id, None, video.handle) or ""
            seen[video.id] = VideoSighting(video.id, anchor, counts, claim)
        else:
            claim = meet(twin.claim, claim)
            fields = read_claim(claim)[-1][1]
            anchor = anchor_of(fields.get("creator_id"), None, fields.get("handle")) or ""
            seen[video.id] = VideoSighting(video.id, anchor, met(twin.counts, counts), claim)
    return tuple(seen.values())


def _bounded_counts(counts: Counts) -> Counts:
    return Counts(*map(bounded, msgspec.structs.astuple(counts)))
