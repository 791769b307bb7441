"""One reading of a file."""

import msgspec

from companion.model import CaptureSource, Reading


class FileReading(msgspec.Struct, frozen=True):
    """One reading of a file.

    Attributes:
        reading: what was read.
        source: where the data comes from.
        seen_at: when TikTok showed it, where the file itself says so (Unix seconds).
    """

    reading: Reading
    source: CaptureSource
    seen_at: int | None = None
