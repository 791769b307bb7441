"""A creator who asks questions and is early with sounds, put into a real store beside others who are later."""

import math
import random

from companion.model import (
    DAY,
    CommentPage,
    Counts,
    Creator,
    CreatorCounts,
    Outcome,
    Permissions,
    Reading,
    Sound,
    Video,
)
from companion.service import scoring
from companion.store.interfaces import Store
from tests.support.creators import NOW

SONGS = (("Rain on tin", "Ola Brandt"), ("Slow oven", "The Proofers"), ("Crust", None))
READ: Outcome = "read"


def read_maker(
    store: Store, *, handle: str = "ask.mira", key: int = 41, asks: float = 1.1, videos: int = 60
) -> str:
    """Record a creator whose questions bring exp(asks) times the views; gives the creator's id."""
    draw = random.Random(key)  # noqa: S311 - a seeded creator, no secret
    creator_id = str(7_000_000_000_000_000_000 + key)
    posts = []
    for n in range(60):
        question = n % 2 == 0
        views = round(50_000 * math.exp(draw.gauss(0, 0.6) + asks * question))
        counts = Counts(
            views=views, likes=views // 20, comments=views // 500, shares=views // 300, saves=views // 400
        )
        song, by = SONGS[n % 3]
        posts.append(
            Video(
                id=f"{creator_id[:10]}{key:03}{n:06}",
                creator_id=creator_id,
                handle=handle,
                created_at=NOW - (20 + 3 * n) * DAY,
                caption=("Sweet or salty?" if question else "Slow bread.") + " Save this for later" * (n % 3 > 0),
                hashtags=(),
                mentions=(),
                language="en",
                duration_s=draw.choice((12, 30, 44, 75)),
                sound=Sound(id=f"88{n % 3}" if n % 4 else f"99{n}", title=song, author=by, original=n % 4 == 0),
                photo=n == 5,
                screen_texts=("Wait for it",) if n % 11 == 3 else None,
                duet=False,
                allows=Permissions(comments=True, duet=True, stitch=True),
                counts=counts,
            )
        )
    creator = Creator(
        id=creator_id,
        handle=handle,
        state="ok",
        counts=CreatorCounts(followers=180_000, likes=4_000_000, videos=60),
        from_profile=True,
    )
    reading = Reading(
        format="item_list", outcome=READ, says="Read.", creators=(creator,), videos=tuple(posts), about=handle
    )
    store.observations.record(reading, seen_at=NOW - DAY, source="api")
    page = CommentPage(video_id=posts[0].id, starts=0, ends=20, read=20, liked_by_creator=7)
    commented = Reading(format="comment_list", outcome=READ, says="Read.", comments=page)
    store.observations.record(commented, seen_at=NOW - DAY, source="api")
    return creator_id


RISING = ("glassbread", "oventok", "crumbshot")


def read_trend(store: Store, *, others: int = 8) -> str:
    """Record a creator who began with three hashtags before, while and after all others did; gives the id."""
    keys = []
    for n in range(others + 1):
        early = (30, 24, 18) if n == 0 else (20 + n % 5, 22 + n % 5, 26 + n % 5)
        handle = f"rises.{n}"
        who = Creator(id=str(7_600_000_000_000_000_000 + n), handle=handle, from_profile=True)
        posts = tuple(
            Video(
                id=f"76{n:05}{day:06}",
                creator_id=who.id,
                handle=handle,
                created_at=NOW - (2 * day + 1) * DAY,
                caption="bread",
                hashtags=(
                    "bread",
                    *(tag for tag, first in zip(RISING, early, strict=True) if first - 6 < day <= first),
                ),
                counts=Counts(views=9_000 + 97 * day, likes=500, comments=9, shares=9, saves=9),
            )
            for day in range(80)
        )
        reading = Reading(
            format="item_list", outcome=READ, says="Read.", creators=(who,), videos=posts, about=handle
        )
        keys += store.observations.record(reading, seen_at=NOW - DAY, source="api").creators
    scoring.refresh_all(store, keys, now=NOW)
    return str(7_600_000_000_000_000_000)


def read_followers_of_sounds(store: Store) -> None:
    """Record creators who used the same sounds: all of them the first two, one alone the third."""
    for other in range(6):
        who = Creator(id=str(7_500_000_000_000_000_000 + other), handle=f"later.{other}")
        used = [
            Video(
                id=f"75{other:08}{song:04}",
                creator_id=who.id,
                created_at=NOW - (190 + 10 * other if song else 30 + other) * DAY,
                sound=Sound(id=f"88{song}", title=SONGS[song][0], original=False),
                caption="bread",
            )
            for song in (range(3) if other == 0 else range(2))
        ]
        reading = Reading(format="item_list", outcome=READ, says="Read.", creators=(who,), videos=tuple(used))
        store.observations.record(reading, seen_at=NOW - DAY, source="api")
