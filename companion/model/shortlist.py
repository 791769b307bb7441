"""What the marketer decided about a creator."""

from typing import Literal, get_args

import msgspec

Stage = Literal["to_contact", "contacted", "in_conversation", "agreed", "declined", "do_not_contact"]
STAGES: tuple[Stage, ...] = get_args(Stage)


class ShortlistEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One shortlisted creator (contract: DESIGN section 5)."""

    creator_id: str | None
    handle: str
    lists: tuple[str, ...] = ()
    stage: Stage = "to_contact"
    tags: tuple[str, ...] = ()
    notes: str = ""
    added_at: str
    brief: str | None = None
