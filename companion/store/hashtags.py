"""Who used which hashtag since when: one row per creator and hashtag, of those that the caller hands over."""

import sqlite3
from collections.abc import Mapping, Sequence

from msgspec.structs import astuple

from companion.model.tag_use import TagUse

MOST_CREATORS = 400
"""Creators of one hashtag that are looked at: a hashtag of more is told by these."""


def keep_uses(connection: sqlite3.Connection, node: int, uses: Mapping[str, TagUse]) -> None:
    """Put a creator's uses in place of those kept before."""
    connection.execute("delete from tag_uses where node = ?", (node,))
    connection.executemany(
        "insert into tag_uses values (?, ?, ?, ?, ?, ?)",
        [(tag, node, *astuple(use)) for tag, use in uses.items()],
    )


def uses_of(connection: sqlite3.Connection, node: int) -> dict[str, TagUse]:
    """A creator's uses."""
    rows = connection.execute("select tag, first, uses, since, until from tag_uses where node = ?", (node,))
    return {tag: TagUse(*row) for tag, *row in rows}


def others_uses(
    connection: sqlite3.Connection, tags: Sequence[str], but: int | None
) -> dict[str, tuple[TagUse, ...]]:
    """For each hashtag its use by each creator but one."""
    found = {tag: _others_uses(connection, tag, but) for tag in tags}
    return {tag: others for tag, others in found.items() if others}


def _others_uses(connection: sqlite3.Connection, tag: str, but: int | None) -> tuple[TagUse, ...]:
    rows = connection.execute(
        """select first, uses, since, until from tag_uses join nodes on nodes.key = tag_uses.node
           where tag = ? and nodes.owner = nodes.key and node is not ? order by node limit ?""",
        (tag, but, MOST_CREATORS),
    )
    return tuple(TagUse(*row) for row in rows)
