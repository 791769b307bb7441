"""Short ways to say what a page showed."""

from typing import Any

from companion.model import Counts, Creator, CreatorCounts, Reading, Video

NOON = 1_780_000_000


def reading(*things: Creator | Video, about: str | None = None) -> Reading:
    return Reading(
        format="test",
        outcome="read",
        says="",
        creators=tuple(thing for thing in things if isinstance(thing, Creator)),
        videos=tuple(thing for thing in things if isinstance(thing, Video)),
        about=about,
    )


def profile(
    creator_id: str | None = None, handle: str | None = None, followers: int | None = None, **more: Any
) -> Creator:
    return Creator(id=creator_id, handle=handle, counts=CreatorCounts(followers), from_profile=True, **more)


def card(
    creator_id: str | None = None, handle: str | None = None, followers: int | None = None, **more: Any
) -> Creator:
    return Creator(id=creator_id, handle=handle, counts=CreatorCounts(followers), **more)


def video(video_id: str, *counts: int | None, **more: Any) -> Video:
    return Video(id=video_id, counts=Counts(*counts), **more)
