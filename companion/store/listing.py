"""One row per creator with all that a list shows, kept up to date by every reading."""

import sqlite3
from collections.abc import Iterable, Sequence

import msgspec

from companion.model import Creator, CreatorSummary, InvalidInput, Scorecard, iso
from companion.store.facts import facts_bytes, joined, read_claim
from companion.store.headers import Current, current, plain
from companion.store.identity import root_of
from companion.store.interfaces import CreatorPage, CreatorRow

SORTS = ("seen_at", "handle", "followers", "fit", "engagement_rate", "typical_views")

_creator = msgspec.json.Decoder(Creator)
_scorecard = msgspec.json.Decoder(Scorecard)
_current = msgspec.json.Decoder(Current)

ROWS = """select listing.node, listing.seen_at, facts, scorecard
          from listing join nodes on nodes.key = listing.node
          left join scorecards on scorecards.node = listing.node"""


def refresh(connection: sqlite3.Connection, nodes: Iterable[int]) -> None:
    """Bring the rows of the creators that these nodes belong to up to date."""
    touched = set(nodes)
    roots = {root_of(connection, node) for node in touched}
    for node in touched - roots:
        _forget(connection, node)
    for root in roots:
        if root is not None:
            _refresh(connection, root)


def _forget(connection: sqlite3.Connection, node: int) -> None:
    """Drop the row of a node that turned out to be part of another creator."""
    if connection.execute("delete from listing where node = ?", (node,)).rowcount:
        connection.execute("delete from scorecards where node = ?", (node,))
        connection.execute("update totals set total = total - 1 where name = 'creators'")


def _refresh(connection: sqlite3.Connection, root: int) -> None:
    claims = connection.execute(
        "select c.seen_at, claim from nodes join node_claims c on c.node = nodes.key where owner = ?", (root,)
    )
    fields = joined((seen_at, read_claim(claim)) for seen_at, claim in claims)
    nodes = connection.execute("select seen_at, shown from nodes where owner = ?", (root,)).fetchall()
    counts = plain(current(_current.decode(shown) for _, shown in nodes))
    seen_at = max(seen_at for seen_at, _ in nodes)
    facts = facts_bytes(fields | {"counts": counts})
    handle = fields.get("handle")
    search = f"{handle or ''} {fields.get('name') or ''}".casefold()
    known = connection.execute("update listing set seen_at = ?, facts = ? where node = ?", (seen_at, facts, root))
    if known.rowcount:
        # Naming a column writes its index anew, even with the same value, and these seldom change.
        connection.execute(
            """update listing set handle = ?1, search = ?2, followers = ?3
               where node = ?4 and (handle, search, followers) is not (?1, ?2, ?3)""",
            (handle, search, counts.followers, root),
        )
    else:
        connection.execute(
            "insert into listing (seen_at, handle, search, followers, facts, node) values (?, ?, ?, ?, ?, ?)",
            (seen_at, handle, search, counts.followers, facts, root),
        )
        connection.execute("update totals set total = total + 1 where name = 'creators'")


def keep_scorecard(connection: sqlite3.Connection, root: int, scorecard: Scorecard) -> None:
    """Keep a creator's newest scorecard; one made for an earlier moment does not replace it."""
    changed = connection.execute(
        """insert into scorecards values (?, ?, ?) on conflict (node) do update
           set as_of = excluded.as_of, scorecard = excluded.scorecard where excluded.as_of >= as_of""",
        (root, scorecard.as_of, msgspec.json.encode(scorecard)),
    ).rowcount
    if changed:
        values = [_value(scorecard, name) for name in ("engagement_rate", "typical_views")]
        connection.execute(
            "update listing set fit = ?, engagement_rate = ?, typical_views = ? where node = ?",
            (scorecard.fit.score.value, *values, root),
        )


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


def _row(row: tuple[int, int, bytes, bytes | None]) -> CreatorRow:
    key, seen_at, facts, scorecard = row
    return CreatorRow(
        key=key,
        summary=summary(_creator.decode(facts), seen_at),
        scorecard=None if scorecard is None else _scorecard.decode(scorecard),
    )


def summary(creator: Creator, seen_at: int) -> CreatorSummary:
    """A creator as lists show one."""
    return CreatorSummary(
        id=creator.id,
        handle=creator.handle,
        name=creator.name,
        followers=creator.counts.followers,
        following=creator.counts.following,
        likes=creator.counts.likes,
        videos=creator.counts.videos,
        verified=creator.verified,
        private=None if creator.state is None else creator.state == "private",
        language=creator.language,
        region=creator.region,
        state=creator.state or "ok",
        seen_at=iso(seen_at),
    )
