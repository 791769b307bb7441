"""A sample of what could not be read, without anybody's name, to attach to an issue."""

import msgspec

from companion.model import Capture, NotFound
from companion.service import reparsing
from companion.store.interfaces import Store
from companion.tiktok.redaction import redacted


def newest(store: Store) -> bytes:
    """The newest kept capture that lacks something, redacted, as a file that ``fitlens import`` reads.

    Raises:
        NotFound: no kept capture lacks anything.
        Unusable: what was kept is damaged.
    """
    last: Capture | None = None
    for capture in store.archive.replay():
        reading = reparsing.read_again(capture)
        if any(check.lost for check in reading.checks) or reading.outcome == "unsupported":
            last = capture
    if last is None:
        raise NotFound("No capture that is still kept lacks anything: there is nothing to send.")
    return redacted(msgspec.json.encode(last))
