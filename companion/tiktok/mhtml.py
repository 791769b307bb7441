"""A page that a browser saved as a single file (.mhtml)."""

import email
import email.policy
from email.message import Message
from email.utils import parsedate_to_datetime

import msgspec

from companion.model import InvalidInput
from companion.tiktok import scalars
from companion.tiktok.decoding import as_text


class SavedPage(msgspec.Struct, frozen=True):
    """The page in such a file.

    Attributes:
        html: the page; None if the file holds none.
        url: the address that it came from.
        seen_at: when it was saved (Unix seconds).
    """

    html: str | None
    url: str | None = None
    seen_at: int | None = None

    def page(self) -> str:
        """The page with a browser's note of its address.

        Raises:
            InvalidInput: the file holds none.
        """
        if self.html is None:
            raise InvalidInput("This file holds no page.")
        return f"<!-- saved from url=(0000){self.url} -->{self.html}" if self.url else self.html


def opened(data: bytes) -> SavedPage | None:
    """The page in a file; None if it is no such file."""
    if not _is_mhtml(data):
        return None
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        content = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(content, bytes):
            address = message.get("Snapshot-Content-Location") or part.get("Content-Location")
            return SavedPage(as_text(content), str(address) if address else None, _sent_at(message))
    return SavedPage(None)


def _is_mhtml(data: bytes) -> bool:
    head = data[:4096].lower().replace(b"\r\n", b"\n").lstrip()
    headers, end, _ = head.partition(b"\n\n")
    return bool(end) and b"multipart/related" in headers and b"mime-version:" in headers and head[:1] not in b"<{"


def _sent_at(message: Message) -> int | None:
    try:
        return scalars.instant(int(parsedate_to_datetime(str(message.get("Date"))).timestamp()))
    except (ValueError, OverflowError):
        return None
