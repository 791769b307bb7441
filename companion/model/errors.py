"""What can go wrong, each with the sentence that a marketer reads.

FitlensError
├── InvalidInput    the caller sent something that can't be used
├── NotFound        there is no such creator, brief, video …
├── TooLarge        more bytes than the border takes
├── Unreadable      TikTok data that no reader understood
├── AlreadyRunning  another companion holds this home
└── Unusable        the machine can't do it: a home that can't be written, no browser …
"""

from collections.abc import Mapping


class FitlensError(Exception):
    """The root; ``says`` is one sentence that tells a person what to do, ``detail`` facts for a program."""

    code = "error"

    def __init__(self, says: str, detail: Mapping[str, object] | None = None) -> None:
        super().__init__(says)
        self.says = says
        self.detail = dict(detail or {})


class InvalidInput(FitlensError):
    """The caller sent something that can't be used."""

    code = "invalid"


class NotFound(FitlensError):
    """What was asked for does not exist."""

    code = "not_found"


class TooLarge(FitlensError):
    """More bytes than the border takes."""

    code = "too_large"


class Unreadable(FitlensError):
    """A capture in which no reader found a creator or a video."""

    code = "unreadable"


class AlreadyRunning(FitlensError):
    """Another companion already serves this home."""

    code = "already_running"


class Unusable(FitlensError):
    """The machine lacks what is needed: a writable home, a browser, a free port."""

    code = "unusable"
