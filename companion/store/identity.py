"""Who is who: nodes, the names that they were seen with, and which node owns a name today.

A node is anchored at TikTok's id, else at secUid, else at the handle alone. A node that has only a name belongs
to the node that was last seen with that name; one whose name nobody stronger was seen with stands for itself.
Readings stay at their node for ever, so a handle that changes hands takes along what was read under the bare
handle and nothing else.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from companion.store.sightings import folded


def root_of(connection: sqlite3.Connection, node: int) -> int | None:
    """The node that stands for the creator that ``node`` is part of."""
    row = connection.execute("select owner from nodes where key = ?", (node,)).fetchone()
    return None if row is None else row[0]


def roots_of(connection: sqlite3.Connection, nodes: Iterable[int]) -> dict[int, int]:
    """The same for many nodes at once."""
    return dict(
        connection.execute(
            "select nodes.key, owner from json_each(?) wanted join nodes on nodes.key = wanted.value",
            (json.dumps(list(nodes)),),
        ).fetchall()
    )


def nodes_of(connection: sqlite3.Connection, root: int) -> tuple[int, ...]:
    """All nodes of one creator."""
    return tuple(
        key for (key,) in connection.execute("select key from nodes where owner = ? order by key", (root,))
    )


def node_at(connection: sqlite3.Connection, anchor: str) -> int | None:
    """The node with this anchor."""
    row = connection.execute("select key from nodes where anchor = ?", (anchor,)).fetchone()
    return None if row is None else row[0]


def find(connection: sqlite3.Connection, ref: str) -> int | None:
    """The creator with this TikTok id, handle or secUid; after ``@`` it is a handle."""
    ref = ref.strip()
    if not ref.startswith("@") and (node := node_at(connection, f"id:{ref}")) is not None:
        return node
    handle = folded(ref)
    for name in (f"@{handle}" if handle else None, f"sec:{ref}"):
        if name is not None and (owner := _owner_of_name(connection, name)) is not None:
            return owner
    return None


def _owner_of_name(connection: sqlite3.Connection, name: str) -> int | None:
    """The creator who was last seen with this name, else the node that has nothing but it.

    Of two seen in the same second the one with the larger anchor has it, so that order does not matter.
    """
    row = connection.execute(
        """select root.key from names
           join nodes on nodes.key = names.node join nodes root on root.key = nodes.owner
           where names.name = ? order by names.seen_at desc, root.anchor desc limit 1""",
        (name,),
    ).fetchone()
    if row is not None:
        owner: int = row[0]
        return owner
    bare = node_at(connection, name)
    return None if bare is None else root_of(connection, bare)


def noted(
    connection: sqlite3.Connection, names: Mapping[str, Sequence[str]], seen_at: int
) -> tuple[dict[str, tuple[int, bytes]], set[int]]:
    """Note who was seen with which names; ``names`` has the weaker names of each anchor.

    Returns:
        (node, shown counts as kept) by anchor, new nodes included; and the creators that gained or lost a node.
    """
    known = _at(connection, names)
    new = [anchor for anchor in names if anchor not in known]
    if new:
        connection.executemany(
            "insert into nodes (anchor, owner, seen_at, shown) values (?, 0, 0, x'7b7d')",
            [(anchor,) for anchor in new],
        )
        connection.execute("update nodes set owner = key where owner = 0")
        known |= _at(connection, new)
    connection.executemany(
        """insert into names (name, node, seen_at) values (?, ?, ?)
           on conflict (name, node) do update set seen_at = excluded.seen_at where excluded.seen_at > seen_at""",
        [(name, known[anchor][0], seen_at) for anchor, others in names.items() for name in others],
    )
    # Only a node that has nothing but a name can change hands by it.
    weaker = {name for anchor, others in names.items() for name in (anchor, *others) if name[:3] != "id:"}
    bare = _at(connection, weaker) if weaker else {}
    return known, {node for name in sorted(bare) for node in settle(connection, name)}


def _at(connection: sqlite3.Connection, anchors: Iterable[str]) -> dict[str, tuple[int, bytes]]:
    rows = connection.execute(
        "select anchor, nodes.key, shown from json_each(?) wanted join nodes on anchor = wanted.value",
        (json.dumps(list(anchors)),),
    )
    return {anchor: (key, shown) for anchor, key, shown in rows}


def settle(connection: sqlite3.Connection, name: str) -> set[int]:
    """Give the node that has nothing but this name to the name's owner; returns the creators that changed."""
    row = connection.execute("select key, owner from nodes where anchor = ?", (name,)).fetchone()
    if row is None:
        return set()
    node, before = row
    after = _owner_of_name(connection, name)
    if after is None or after == before:
        return set()
    connection.execute("update nodes set owner = ? where key = ?", (after, node))
    changed = {before, after}
    # A handle may have come to its owner through this secUid alone.
    through = connection.execute("select name from names where node = ?", (node,)).fetchall()
    for (weaker,) in through:
        changed |= settle(connection, weaker)
    return changed
