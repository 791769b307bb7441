"""What one reader made of one body: the border between TikTok's formats and everything else."""

from typing import Literal

import msgspec

from companion.model.comments import CommentPage
from companion.model.creator import Creator
from companion.model.video import Video

Outcome = Literal[
    "read",
    "empty",
    "not_tiktok",
    "not_found",
    "private",
    "banned",
    "unavailable",
    "region_locked",
    "login_wall",
    "captcha",
    "please_wait",
    "shell_without_data",
    "no_videos",
    "stale_script",
    "broken",
    "too_large",
    "unsupported",
]


class Skipped(msgspec.Struct, frozen=True):
    """Things in a body that were left out, and why ("live room", "no id")."""

    reason: str
    count: int


class Problem(msgspec.Struct, frozen=True):
    """Something that a reader expected and did not find, in words for the overlay and ``doctor``."""

    reader: str
    says: str


class FieldCheck(msgspec.Struct, frozen=True, gc=False):
    """How often a field that this carrier always had was looked for in one body, and not found.

    Attributes:
        field: ``views likes comments shares saves followers captions videos``.
        expected: videos (or profiles) in the body that should have it.
        missing: how many of them lack it.
    """

    field: str
    expected: int
    missing: int

    @property
    def lost(self) -> bool:
        """Most of them lack it; one odd item is no change of TikTok's."""
        return self.missing * 2 > self.expected


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The creators and videos of one body.

    Attributes:
        format: the reader's name (``profile_page``, ``user_detail``, ``item_list``, ``profile_grid`` …).
        outcome: the body's outcome (DESIGN section 6); ``read`` if any creator or video with data was found.
        says: one sentence for the marketer about the outcome.
        checks: what the reader expected, and how often it was missing.
        about: handle of the profile that the body is about, if it is about one.
        comments: figures of the comments under a video, where the body holds those.
        stamped_at: the instant that the body itself carries (an answer's ``extra.now``), for imports.
    """

    format: str
    outcome: Outcome
    says: str
    creators: tuple[Creator, ...] = ()
    videos: tuple[Video, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    problems: tuple[Problem, ...] = ()
    checks: tuple[FieldCheck, ...] = ()
    about: str | None = None
    stamped_at: int | None = None
    comments: CommentPage | None = None
