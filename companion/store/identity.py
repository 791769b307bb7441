"""Who is who: nodes, the names that they were seen with, and which node owns a name today.

A node is anchored at TikTok's id, else at secUid, else at the handle alone. A node that has only a name belongs
to the node that was last seen with that name; one whose name nobody stronger was seen with stands for itself.
Readings stay at their node for ever, so a handle that changes hands takes along what was read under the bare
handle and nothing else.
"""

import sqlite3

from companion.store.sightings import folded


def root_of(connection: sqlite3.Connection, node: int) -> int | None:
    """The node that stands for the creator that ``node`` is part of."""
    row = connection.execute("select owner from nodes where key = ?", (node,)).fetchone()
    return None if row is None else row[0]


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


def make_node(connection: sqlite3.Connection, anchor: str) -> int:
    """A new node, owned by whoever has its name."""
    key = connection.execute(
        "insert into nodes (anchor, owner, seen_at, shown) values (?, 0, 0, x'7b7d')", (anchor,)
    ).lastrowid
    assert key is not None  # noqa: S101  # an insert always has one; only the type says otherwise
    connection.execute("update nodes set owner = key where key = ?", (key,))
    settle(connection, anchor)
    return key


def note_name(connection: sqlite3.Connection, node: int, name: str, seen_at: int) -> set[int]:
    """Note that this node was seen with a name; returns the creators that gained or lost a node by it."""
    changed = connection.execute(
        """insert into names (name, node, seen_at) values (?, ?, ?)
           on conflict (name, node) do update set seen_at = excluded.seen_at where excluded.seen_at > seen_at""",
        (name, node, seen_at),
    ).rowcount
    return settle(connection, name) if changed else set()


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
