"""When a creator posts, and what kind of post each one is: a fixed sequence in absolute time.

Post number k of a creator is the same post whenever one looks, so the same world a week later shows the old posts
with more views, and the new ones.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from .creators import Persona
from .draws import stream
from .numbers import DAY, WEEK

# Public history ends at a quarter's start, so that it does not crawl along with every look.
_QUARTER = 13 * WEEK
# How far a post may stray from its even spacing, in gaps: bursts and pauses, as on real accounts.
_STRAY = 1.4
_PINNED_NUMBER = -1_000_000


@dataclass(frozen=True, slots=True)
class Post:
    """One post: its number in the creator's sequence, its times (Unix seconds) and its kind."""

    number: int
    uploaded: int
    created: int
    id: str
    pinned: bool = False
    photo: bool = False
    viral: bool = False
    shop: bool = False
    mentions_competitor: bool = False
    sponsor_mark: str | None = None


def _every(number: int, period: int, phase: int) -> bool:
    return period > 0 and (number + phase) % period == 0


def _post(persona: Persona, seed: int, number: int, at: float) -> Post:
    draw = stream(persona.handle, seed, "post", number)
    # People post in the afternoon and evening.
    hour = min(23.5, max(6.0, draw.gauss(17, 3)))
    uploaded = int(at // DAY * DAY + hour * 3600) + draw.randrange(60)
    scheduled = draw.random() < 0.04
    created = uploaded + (draw.randrange(3_600, 6 * DAY) if scheduled else min(60, int(draw.expovariate(1 / 8))))
    phase = stream(persona.handle, seed, "phase").randrange(10_000)
    sponsored = _every(number, persona.sponsor_every, phase)
    marks = persona.sponsor_marks
    return Post(
        number=number,
        uploaded=uploaded,
        created=created,
        id=str((uploaded << 32) | draw.getrandbits(32)),
        photo=_every(number, persona.photo_every, phase),
        viral=_every(number, persona.hit_every, phase),
        shop=_every(number, persona.shop_every, phase + 1),
        mentions_competitor=_every(number, persona.mention_every, phase + 4) and not sponsored,
        sponsor_mark=marks[(number + phase) // persona.sponsor_every % len(marks)] if sponsored else None,
    )


def _numbered(persona: Persona, seed: int, start: float, end: int) -> Iterator[Post]:
    gap = WEEK / persona.per_week
    margin = math.ceil(_STRAY) + math.ceil(8 * DAY / gap)
    for number in range(math.floor(start / gap) - margin, math.ceil(end / gap) + margin):
        stray = stream(persona.handle, seed, "stray", number).uniform(-_STRAY, _STRAY)
        yield _post(persona, seed, number, (number + stray) * gap)


def joined(persona: Persona, seed: int) -> int:
    """Give the second at which the account was made."""
    first = int(datetime(persona.since, 1, 1, tzinfo=UTC).timestamp())
    return first + stream(persona.handle, seed, "joined").randrange(40 * DAY)


def posts(persona: Persona, seed: int, now: int) -> list[Post]:
    """Give the public posts at a moment, newest first, without the pinned ones."""
    if not persona.per_week or persona.code:
        return []
    start = first_public(persona, now)
    seen: dict[int, Post] = {}
    for post in _numbered(persona, seed, start, now):
        if start <= post.created <= now:
            # A page's cursor is a time: two posts of one second could hide each other.
            seen.setdefault(post.created, post)
    newest_first = [seen[created] for created in sorted(seen, reverse=True)]
    return newest_first[: persona.keep_newest]


def first_public(persona: Persona, now: int) -> int:
    """Give the second from which on posts are public."""
    if persona.keep_days is not None:
        return now - persona.keep_days * DAY
    if not persona.per_week:
        return now
    span = persona.history / persona.per_week * WEEK
    return int(now // _QUARTER * _QUARTER - span)


def pinned(persona: Persona, seed: int) -> list[Post]:
    """Give the pinned hits, which are years old."""
    draw = stream(persona.handle, seed, "pinned")
    found = []
    for index in range(persona.pinned):
        month = datetime(2023 + index % 2, draw.randrange(1, 13), draw.randrange(1, 28), tzinfo=UTC)
        post = _post(persona, seed, _PINNED_NUMBER + index, month.timestamp())
        found.append(Post(post.number, post.uploaded, post.created, post.id, pinned=True))
    return found


def earlier(persona: Persona, seed: int, now: int) -> int:
    """Give how many posts were made before the public ones: private now, and still counted on the profile."""
    if persona.keep_newest or not persona.per_week:
        return 0
    weeks = (first_public(persona, now) - joined(persona, seed)) / WEEK
    return max(0, round(weeks * persona.per_week))
