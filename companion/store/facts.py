"""Facts of creators and videos, joined field by field, so that any order of readings gives the same facts.

A *claim* is what one reading says of one thing: known fields alone, by level. A higher level wins, then the newer
reading, then the larger canonical text; a field that a reading does not know says nothing. That is the maximum of
a total order, hence commutative, associative and idempotent.

Two kinds of fields have a level of their own: words that were cut off ("…") or are empty stand below all others,
so that a partial reading never hides a full one; a creator's handle, which can change, stands above all others, so
that the newest reading of any kind knows of a rename.
"""

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any, TypeAlias

import msgspec
from msgspec.structs import replace

from companion.model import AdFlags, AiLabels, CaptureSource, Creator, Permissions, Restrictions, Sound, Video

Fields: TypeAlias = dict[str, Any]
Claim: TypeAlias = tuple[tuple[int, Fields], ...]
"""Known fields by level, lowest level first."""

LARGEST = 2**53
"""Beyond it neither JSON readers nor SQLite keep a whole number whole."""

RANK: dict[CaptureSource, int] = {"dom": 0, "api": 1, "embedded": 1}
CUT_OFF = -1
RENAMEABLE = 9
WORDS = ("caption", "hashtags", "mentions")
ELLIPSES = ("…", "...")
_KINDS: tuple[tuple[str, type[msgspec.Struct]], ...] = (
    ("ad", AdFlags),
    ("sound", Sound),
    ("ai", AiLabels),
    ("allows", Permissions),
    ("restrictions", Restrictions),
)
VIDEO_FIELDS = (
    *(set(Video.__struct_fields__) - {"counts", *dict(_KINDS)}),
    *(f"{part}.{name}" for part, kind in _KINDS for name in kind.__struct_fields__),
)
"""Counts are kept apart; the parts of a video are joined field by field, as ``ad.shop``."""
CREATOR_FIELDS = tuple(set(Creator.__struct_fields__) - {"counts"})

_encode = msgspec.json.Encoder(order="deterministic").encode
_claim = msgspec.json.Decoder(Claim)


def bounded(number: int | None) -> int | None:
    """The number if it can be kept, else None: what lies outside 0 to 2^53 is no count and no time."""
    return number if number is not None and 0 <= number <= LARGEST else None


def _claimed(fields: tuple[str, ...]) -> Callable[[int, Any], bytes]:
    """What makes a claim's bytes of these fields, those without a value left out; dots lead into parts."""
    names = sorted(fields)
    # One struct that leaves out what is not known costs a third of a dict that is filtered and sorted each time.
    shape = msgspec.defstruct(
        "Claimed",
        [(name.replace(".", "_"), Any, False if name == "from_profile" else None) for name in names],
        rename=dict(zip((name.replace(".", "_") for name in names), names, strict=True)),
        omit_defaults=True,
        gc=False,
    )
    values = attrgetter(*names) if len(names) > 1 else lambda thing: (getattr(thing, names[0]),)
    return lambda level, thing: _encode(((level, shape(*values(thing))),))


_video_claimed = _claimed(VIDEO_FIELDS)
_words_claimed = _claimed(WORDS)
_creator_claimed = _claimed(CREATOR_FIELDS)
_handle_claimed = _claimed(("handle",))
_NO_SOUND = Sound()


def video_claim(video: Video, source: CaptureSource) -> bytes:
    """What this reading says of a video, counts apart.

    Raises:
        UnicodeEncodeError: a text holds half an emoji.
    """
    posted, lasts = video.created_at, video.duration_s
    if posted != bounded(posted) or lasts != bounded(lasts):
        video = replace(video, created_at=bounded(posted), duration_s=bounded(lasts))
    if video.sound is None:
        video = replace(video, sound=_NO_SOUND)
    if video.caption is None or (video.caption and not video.caption.endswith(ELLIPSES)):
        return _video_claimed(RANK[source], video)
    cut = tuple(name for name in WORDS if video.caption or not getattr(video, name))
    rest = replace(video, **dict.fromkeys(cut))
    partial = replace(video, **dict.fromkeys(set(WORDS).difference(cut)))
    return _together(_words_claimed(CUT_OFF, partial), _video_claimed(RANK[source], rest))


def creator_claim(creator: Creator, source: CaptureSource) -> bytes:
    """What this reading says of a creator, counts apart; a profile outranks an author card of the same source.

    Raises:
        UnicodeEncodeError: a text holds half an emoji.
    """
    if creator.created_at != bounded(creator.created_at):
        creator = replace(creator, created_at=bounded(creator.created_at))
    level = 2 * RANK[source] + creator.from_profile
    if creator.handle is None:
        return _creator_claimed(level, creator)
    return _together(_creator_claimed(level, replace(creator, handle=None)), _handle_claimed(RENAMEABLE, creator))


def _together(lower: bytes, higher: bytes) -> bytes:
    """Two claims of one reading, of different levels, as one."""
    return lower[:-1] + b"," + higher[1:]


def read_claim(kept: bytes) -> Claim:
    """The claim behind kept bytes."""
    return _claim.decode(kept)


def meet(one: bytes, other: bytes) -> bytes:
    """Two claims of one second as one."""
    both = (*read_claim(one), *read_claim(other))
    levels = sorted({level for level, _ in both})
    return _encode(
        [(level, joined((0, ((0, fields),)) for at, fields in both if at == level)) for level in levels]
    )


def joined(claims: Iterable[tuple[int, Claim]]) -> Fields:
    """The facts behind (time, claim) pairs in any order."""
    claims = tuple(claims)
    if len(claims) == 1 and len(claims[0][1]) == 1:
        return claims[0][1][0][1]
    best: dict[str, tuple[tuple[int, int], Any]] = {}
    for seen_at, claim in claims:
        for level, fields in claim:
            rank = (level, seen_at)
            for name, value in fields.items():
                kept = best.get(name)
                if kept is None or rank > kept[0] or (rank == kept[0] and _larger(value, kept[1])):
                    best[name] = (rank, value)
    return {name: value for name, (_, value) in best.items()}


def _larger(value: Any, kept: Any) -> bool:
    return value != kept and _encode(value) > _encode(kept)


def nested(fields: Fields) -> Fields:
    """Fields in the shape of the model's structs: ``ad.shop`` goes into ``ad``."""
    shaped: Fields = {}
    for name, value in fields.items():
        if "." in name:
            part, _, inner = name.partition(".")
            shaped.setdefault(part, {})[inner] = value
        else:
            shaped[name] = value
    return shaped


def facts_bytes(fields: Fields) -> bytes:
    """Joined facts as they are kept: JSON that decodes as a ``Video`` or a ``Creator``."""
    return _encode(nested(fields))
