"""Creators put into a real store the way the companion does: readings at instants."""

from companion.model import DAY, AdFlags, Counts, Creator, CreatorCounts, Outcome, Reading, Video
from companion.store.interfaces import Store

NOW = 1_795_000_000
"""What the tests' clock shows: 2026-11-18."""


def read_creator(
    store: Store,
    *,
    key: int = 1,
    handle: str = "mira.bakes.slow",
    name: str | None = "Mira Okonkwo",
    language: str | None = "en",
    videos: int = 30,
    usual: int = 48_000,
    caption: str = "Sourdough day {n} #breadtok",
    caption_language: str | None = None,
    hashtags: tuple[str, ...] = ("breadtok",),
    followers: int | None = 184_300,
    seen_at: int = NOW - DAY,
    newest_at: int = NOW - 2 * DAY,
) -> str:
    """Record one profile reading with its videos; gives the creator's id."""
    creator_id = str(7_000_000_000_000_000_000 + key)
    creator = Creator(
        id=creator_id,
        handle=handle,
        name=name,
        language=language,
        verified=False,
        state="ok",
        counts=CreatorCounts(followers=followers, following=212, likes=5_900_000, videos=videos),
        from_profile=True,
    )
    posts = tuple(
        _video(
            creator_id,
            handle,
            n=n,
            usual=usual,
            caption=caption,
            caption_language=caption_language,
            hashtags=hashtags,
            created_at=newest_at - 3 * n * DAY,
            key=key,
        )
        for n in range(videos)
    )
    outcome: Outcome = "read"
    reading = Reading(
        format="item_list", outcome=outcome, says="Read.", creators=(creator,), videos=posts, about=handle
    )
    store.observations.record(reading, seen_at=seen_at, source="api")
    return creator_id


def _video(
    creator_id: str,
    handle: str,
    *,
    n: int,
    usual: int,
    caption: str,
    caption_language: str | None,
    hashtags: tuple[str, ...],
    created_at: int,
    key: int,
) -> Video:
    views = int(usual * (0.4, 1.0, 1.7, 0.8, 2.4)[n % 5]) + n
    counts = Counts(views=views, likes=views // 17, comments=views // 800, shares=views // 250, saves=views // 300)
    return Video(
        id=str(7_100_000_000_000_000_000 + key * 10_000 + 5_000 - n),
        creator_id=creator_id,
        handle=handle,
        created_at=created_at,
        caption=caption.format(n=n),
        language=caption_language,
        hashtags=hashtags,
        pinned=n == 29,
        ad=AdFlags(is_ad=n == 7, authorized=False, shop=False, disclosed=False),
        counts=counts,
    )
