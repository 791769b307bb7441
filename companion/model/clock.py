"""Instants: whole Unix seconds inside, ISO 8601 UTC to the second outside. Nothing here reads a clock."""

from datetime import UTC, date, datetime

from companion.model.errors import InvalidInput

DAY = 86_400
WEEK = 7 * DAY

EARLIEST = 1_300_000_000
"""March 2011: no post on the platform or its forerunners is older, so an earlier stamp is an error."""
LATEST = 7_258_118_400
"""The year 2200, beyond which a stamp is certainly in another unit."""


def iso(instant: int) -> str:
    """Write an instant as ``2026-11-22T13:00:00Z``."""
    return datetime.fromtimestamp(instant, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_instant(text: str) -> int:
    """Read an ISO 8601 date or date-time; one without a zone is UTC, a bare date is its first second.

    Raises:
        InvalidInput: the text is no date, or lies outside 2011 to 2200.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        moment = None
    if moment is not None:
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        instant = int(moment.timestamp())
        if EARLIEST <= instant <= LATEST:
            return instant
        raise InvalidInput(f"{text.strip()} can't be right: TikTok's data lies between 2011 and 2200.")
    raise InvalidInput(f"{text!r} is no date that I can read: write it as 2026-11-22 or 2026-11-22T13:00:00Z.")


def end_of_day(text: str) -> int:
    """Read an instant; a bare date means its last second (UTC), which is what ``--as-of`` promises."""
    instant = parse_instant(text)
    try:
        date.fromisoformat(text.strip())
    except ValueError:
        return instant
    return instant + DAY - 1
