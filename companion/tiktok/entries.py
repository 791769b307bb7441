"""What one record of another tool's file says, before it is read."""

from typing import Any

import msgspec

from companion.model import CaptureSource, Creator, Video


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One record; all of it but one of ``item``, ``account``, ``video`` and ``creator`` may be absent.

    Attributes:
        item: a video in TikTok's own words.
        account: an account in TikTok's own words (``userInfo``).
        video: a video as we wrote it ourselves.
        creator: a creator as we wrote one ourselves.
        url: the video's address, which keeps the id's digits where the id itself lost some.
        seen_at: when the tool read it.
        source: where the tool got it from, if it says so.
        left_out: why it is none of these.
    """

    item: dict[str, Any] | None = None
    account: dict[str, Any] | None = None
    video: Video | None = None
    creator: Creator | None = None
    url: str | None = None
    seen_at: int | None = None
    source: CaptureSource = "api"
    left_out: str | None = None
