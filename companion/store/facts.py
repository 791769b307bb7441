"""Facts of creators and videos, joined field by field, so that any order of readings gives the same facts.

A *claim* is what one reading says of one thing: known fields alone, by level. A higher level wins, then the newer
reading, then the larger canonical text; a field that a reading does not know says nothing. That is the maximum of
a total order, hence commutative, associative and idempotent.
"""

from collections.abc import Iterable
from typing import Any, TypeAlias

import msgspec
from msgspec.structs import asdict

from companion.model import AdFlags, AiLabels, CaptureSource, Creator, Permissions, Restrictions, Sound, Video

Fields: TypeAlias = dict[str, Any]
Claim: TypeAlias = tuple[tuple[int, Fields], ...]
"""Known fields by level, lowest level first; more than one level only where bodies of one second met."""

LARGEST = 2**53
"""Beyond it neither JSON readers nor SQLite keep a whole number whole."""

RANK: dict[CaptureSource, int] = {"dom": 0, "api": 1, "embedded": 1}
_KINDS: tuple[tuple[str, type[msgspec.Struct]], ...] = (
    ("ad", AdFlags),
    ("sound", Sound),
    ("ai", AiLabels),
    ("allows", Permissions),
    ("restrictions", Restrictions),
)
PARTS = {part: {name: f"{part}.{name}" for name in kind.__struct_fields__} for part, kind in _KINDS}
"""The parts of a video whose fields are joined one by one, as ``ad.shop``."""
VIDEO_FIELDS = frozenset(Video.__struct_fields__) - {"counts", *PARTS}
CREATOR_FIELDS = frozenset(Creator.__struct_fields__) - {"counts", "from_profile"}
WHOLE_NUMBERS = ("created_at", "duration_s")

_encode = msgspec.json.Encoder(order="deterministic").encode
_claim = msgspec.json.Decoder(Claim)


def bounded(number: int | None) -> int | None:
    """The number if it can be kept, else None: what lies outside 0 to 2^53 is no count and no time."""
    return number if number is not None and 0 <= number <= LARGEST else None


def video_claim(video: Video, source: CaptureSource) -> Claim:
    """What this reading says of a video, counts apart."""
    fields = _known(video, VIDEO_FIELDS)
    for part, names in PARTS.items():
        inner = getattr(video, part)
        if inner is not None:
            fields |= {names[name]: value for name, value in asdict(inner).items() if value is not None}
    return ((RANK[source], fields),)


def creator_claim(creator: Creator, source: CaptureSource) -> Claim:
    """What this reading says of a creator, counts apart; a profile outranks an author card of the same source."""
    fields = _known(creator, CREATOR_FIELDS)
    if creator.from_profile:
        fields["from_profile"] = True
    return ((2 * RANK[source] + creator.from_profile, fields),)


def _known(thing: msgspec.Struct, names: frozenset[str]) -> Fields:
    fields = {name: value for name, value in asdict(thing).items() if value is not None and name in names}
    for name in WHOLE_NUMBERS:
        if name in fields and bounded(fields[name]) is None:
            del fields[name]
    return fields


def claim_bytes(claim: Claim) -> bytes:
    """A claim as it is kept: the same claim always gives the same bytes.

    Raises:
        UnicodeEncodeError: a text holds half an emoji.
    """
    return _encode(claim)


def read_claim(kept: bytes) -> Claim:
    """The claim behind kept bytes."""
    return _claim.decode(kept)


def meet(one: Claim, other: Claim) -> Claim:
    """Two claims of one second as one."""
    levels = {level for level, _ in (*one, *other)}
    return tuple(
        (level, joined((0, ((0, fields),)) for at, fields in (*one, *other) if at == level))
        for level in sorted(levels)
    )


def joined(claims: Iterable[tuple[int, Claim]]) -> Fields:
    """The facts behind (time, claim) pairs in any order."""
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
    """Fields in the shape of the model's structs: ``ad.shop`` goes into ``ad``; sorted, so that equal is equal."""
    shaped: Fields = {}
    for name in sorted(fields):
        part, dot, inner = name.partition(".")
        if dot:
            shaped.setdefault(part, {})[inner] = fields[name]
        else:
            shaped[name] = fields[name]
    return shaped


def facts_bytes(fields: Fields) -> bytes:
    """Joined facts as they are kept: JSON that decodes as a ``Video`` or a ``Creator``."""
    return _encode(nested(fields))
