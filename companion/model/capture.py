"""What the extension forwards: bytes that TikTok sent to the page, with their provenance."""

from typing import Annotated, Literal

import msgspec

CaptureSource = Literal["embedded", "api", "dom"]

BODY_LIMIT = 2 * 1024 * 1024
"""Bytes of one capture's body that the border takes."""


class Capture(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One capture (contract: DESIGN section 5); everything in it comes from a page and is hostile."""

    schema: Literal[1]
    source: CaptureSource
    page_url: Annotated[str, msgspec.Meta(max_length=4096)]
    captured_at: Annotated[str, msgspec.Meta(max_length=40)]
    body: str
    request_url: Annotated[str, msgspec.Meta(max_length=8192)] | None = None
    extension: Annotated[str, msgspec.Meta(max_length=40)] | None = None
