"""One creator's use of a hashtag, which is all that others are compared with."""

import msgspec


class TagUse(msgspec.Struct, frozen=True, gc=False):
    """When and how often, in Unix seconds.

    Attributes:
        first: when the hashtag was first used.
        uses: how many posts carry it.
        since: the first post read, with it or without.
        until: the last post read.
    """

    first: int
    uses: int
    since: int
    until: int
