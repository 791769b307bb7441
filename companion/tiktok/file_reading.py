"""One reading of a file."""

import msgspec

from companion.model import CaptureSource, DatedBy, Reading


class FileReading(msgspec.Struct, frozen=True):
    """One reading of a file.

    Attributes:
        reading: what was read.
        source: where the data comes from.
        seen_at: when TikTok showed it, where the file itself says so (Unix seconds).
        dated_by: what in the file says so: the envelope of a capture, or a stamp of the body, record or page.
    """

    reading: Reading
    source: CaptureSource
    seen_at: int | None = None
    dated_by: DatedBy = "stamp"
