"""One row per creator with all that a list shows, kept up to date by every reading."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import msgspec

from companion.metrics.fit import ENOUGH
from companion.model import Creator, CreatorSummary, Fit, InvalidInput, Scorecard
from companion.store.facts import Claim, Fields, facts_bytes, joined, read_claim
from companion.store.headers import Current, current, plain
from companion.store.identity import root_of
from companion.store.interfaces import CreatorPage, CreatorRow, MadeWith

SORTS = ("seen_at", "handle", "followers", "fit", "engagement_rate", "typical_views")

_creator = msgspec.json.Decoder(Creator)
_scorecard = msgspec.json.Decoder(Scorecard)
_current = msgspec.json.Decoder(Current)

Row: TypeAlias = tuple[int, bytes, str | None, str, int | None, int]
"""When last seen, facts, handle, search text, followers, node."""

ROWS = """select listing.node, listing.seen_at, facts, scorecard, made_for
          from listing join nodes on nodes.key = listing.node
          left join scorecards on scorecards.node = listing.node"""


def refresh(connection: sqlite3.Connection, roots: Mapping[int, int]) -> None:
    """Bring the rows of the creators that these nodes belong to up to date: ``roots`` by node."""
    standing = set(roots.values())
    for node in roots.keys() - standing:
        _forget(connection, node)
    wanted = json.dumps(list(standing))
    facts = _facts(connection, wanted)
    rows = [_row_of(root, facts.get(root, {}), nodes) for root, nodes in _nodes(connection, wanted).items()]
    known = {
        node
        for (node,) in connection.execute(
            "select node from json_each(?) wanted join listing on node = wanted.value", (wanted,)
        )
    }
    _update(connection, [row for row in rows if row[-1] in known])
    outdate(connection, known)
    _insert(connection, [row for row in rows if row[-1] not in known])


def outdate(connection: sqlite3.Connection, nodes: Iterable[int]) -> None:
    """Note that the kept scorecards of these creators were made before the newest reading."""
    connection.executemany(
        "update listing set lesson = null where node = ? and lesson is not null", [(node,) for node in nodes]
    )


def _forget(connection: sqlite3.Connection, node: int) -> None:
    """Drop the row of a node that turned out to be part of another creator."""
    if connection.execute("delete from listing where node = ?", (node,)).rowcount:
        connection.execute("delete from scorecards where node = ?", (node,))
        connection.execute("update totals set total = total - 1 where name = 'creators'")


def _facts(connection: sqlite3.Connection, roots: str) -> dict[int, Fields]:
    """The joined facts of each creator."""
    claims: dict[int, list[tuple[int, Claim]]] = {}
    for root, seen_at, claim in connection.execute(
        """select owner, c.seen_at, claim from json_each(?) wanted
           join nodes on owner = wanted.value join node_claims c on c.node = nodes.key""",
        (roots,),
    ):
        claims.setdefault(root, []).append((seen_at, read_claim(claim)))
    return {root: joined(stamped) for root, stamped in claims.items()}


def _nodes(connection: sqlite3.Connection, roots: str) -> dict[int, list[tuple[int, Current]]]:
    """When each node of each creator was last seen, and with which counts."""
    nodes: dict[int, list[tuple[int, Current]]] = {}
    for root, seen_at, shown in connection.execute(
        "select owner, seen_at, shown from json_each(?) wanted join nodes on owner = wanted.value", (roots,)
    ):
        nodes.setdefault(root, []).append((seen_at, _current.decode(shown)))
    return nodes


def _row_of(root: int, fields: Fields, nodes: list[tuple[int, Current]]) -> Row:
    counts = plain(current(counts for _, counts in nodes))
    handle = fields.get("handle")
    search = f"{handle or ''} {fields.get('name') or ''}".casefold()
    facts = facts_bytes(fields | {"counts": counts})
    return max(seen_at for seen_at, _ in nodes), facts, handle, search, counts.followers, root


def _update(connection: sqlite3.Connection, rows: list[Row]) -> None:
    connection.executemany(
        "update listing set seen_at = ?, facts = ? where node = ?", [(*row[:2], row[-1]) for row in rows]
    )
    # Naming a column writes its index anew, even with the same value, and these seldom change.
    connection.executemany(
        """update listing set handle = ?1, search = ?2, followers = ?3
           where node = ?4 and (handle, search, followers) is not (?1, ?2, ?3)""",
        [row[2:] for row in rows],
    )


def _insert(connection: sqlite3.Connection, rows: list[Row]) -> None:
    connection.executemany(
        "insert into listing (seen_at, facts, handle, search, followers, node) values (?, ?, ?, ?, ?, ?)", rows
    )
    if rows:
        connection.execute("update totals set total = total + ? where name = 'creators'", (len(rows),))


def keep_scorecard(connection: sqlite3.Connection, root: int, scorecard: Scorecard, made_with: MadeWith) -> None:
    """Keep a creator's newest scorecard; of two made with the same things the one for the later moment stays."""
    newer = connection.execute(
        """select 1 from scorecards join listing using (node)
           where node = ? and made_for is ? and lesson is ? and as_of > ?""",
        (root, made_with.brief, made_with.lesson, scorecard.as_of),
    ).fetchone()
    if newer is not None:
        return
    connection.execute(
        "insert or replace into scorecards values (?, ?, ?)",
        (root, scorecard.as_of, msgspec.json.encode(scorecard)),
    )
    values = [_value(scorecard, name) for name in ("engagement_rate", "typical_views")]
    connection.execute(
        """update listing set fit = ?, engagement_rate = ?, typical_views = ?, made_for = ?, lesson = ?
           where node = ?""",
        (_ranked(scorecard.fit), *values, made_with.brief, made_with.lesson, root),
    )


def behind(connection: sqlite3.Connection, made_with: MadeWith, limit: int) -> tuple[int, ...]:
    """Creators whose kept scorecard was made with something else or before the newest reading, last seen first."""
    rows = connection.execute(
        """select node from listing where made_for is not ? or lesson is not ?
           order by made_for is ?, seen_at desc limit ?""",
        (made_with.brief, made_with.lesson, made_with.brief, limit),
    )
    return tuple(node for (node,) in rows)


def forget_fits(connection: sqlite3.Connection, brief: str) -> None:
    """Take the fits for any other brief out of the order of lists."""
    connection.execute("update listing set fit = null where made_for is not ? and fit is not null", (brief,))


def without_fit(connection: sqlite3.Connection, brief: str) -> int:
    """How many creators have no scorecard for this brief yet."""
    (total,) = connection.execute("select total from totals where name = 'creators'").fetchone()
    (made,) = connection.execute("select count(*) from listing where made_for = ?", (brief,)).fetchone()
    return int(total - made)


def _ranked(fit: Fit) -> float | None:
    """What lists are ordered by: a score of too few parts is none yet."""
    return fit.score.value if fit.coverage >= ENOUGH else None


def _value(scorecard: Scorecard, name: str) -> float | None:
    estimate = scorecard.estimates.get(name)
    return None if estimate is None else estimate.value


def page(
    connection: sqlite3.Connection, *, search: str, sort: str, descending: bool, limit: int, offset: int
) -> CreatorPage:
    """A page of creators; those without a value come last either way.

    Raises:
        InvalidInput: no such sort.
    """
    if sort not in SORTS:
        raise InvalidInput(f"Creators can't be sorted by {sort!r}: use one of {', '.join(SORTS)}.")
    wanted = search.strip().lstrip("@").casefold()
    total, condition, values = _searched(connection, wanted)
    order = f"{sort} desc" if descending else f"{sort} asc nulls last"
    rows = connection.execute(
        f"{ROWS} {condition} order by listing.{order}, nodes.anchor limit ? offset ?",  # own words alone
        (*values, max(limit, 0), max(offset, 0)),
    )
    return CreatorPage(total=total, rows=tuple(_row(row) for row in rows))


def _searched(connection: sqlite3.Connection, wanted: str) -> tuple[int, str, tuple[str, ...]]:
    if not wanted:
        (total,) = connection.execute("select total from totals where name = 'creators'").fetchone()
        return total, "", ()
    (total,) = connection.execute("select count(*) from listing where instr(search, ?)", (wanted,)).fetchone()
    return total, "where instr(search, ?)", (wanted,)


def rows(connection: sqlite3.Connection, keys: Sequence[int]) -> tuple[CreatorRow, ...]:
    """These creators in the order asked for; unknown ones are left out."""
    found = (
        connection.execute(f"{ROWS} where listing.node = ?", (root_of(connection, key),)).fetchone()
        for key in keys
    )
    return tuple(_row(row) for row in found if row is not None)


def kept(connection: sqlite3.Connection, root: int) -> tuple[int, Creator] | None:
    """When a creator was last seen, and its merged facts with its current counts."""
    row = connection.execute("select seen_at, facts from listing where node = ?", (root,)).fetchone()
    return None if row is None else (row[0], _creator.decode(row[1]))


def _row(row: tuple[int, int, bytes, bytes | None, str | None]) -> CreatorRow:
    key, seen_at, facts, scorecard, made_for = row
    return CreatorRow(
        key=key,
        summary=CreatorSummary.of(_creator.decode(facts), seen_at),
        scorecard=None if scorecard is None else _scorecard.decode(scorecard),
        made_for=made_for,
    )
