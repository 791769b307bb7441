"""The creators of one reading: looked up and written by a few statements for all of them."""

import sqlite3
from collections.abc import Iterable, Sequence

import msgspec

from companion.model import CreatorCounts
from companion.store import identity
from companion.store.facts import meet
from companion.store.headers import Current, Header, current, shown
from companion.store.sightings import CreatorSighting

_current = msgspec.json.Decoder(Current)
_encode = msgspec.json.encode


def record_creators(
    connection: sqlite3.Connection, sightings: Sequence[CreatorSighting], seen_at: int
) -> tuple[dict[str, int], set[int]]:
    """Write what a reading shows of its creators.

    Returns:
        The node of each anchor, and the nodes that changed.
    """
    known, touched = identity.noted(connection, {each.anchor: each.names for each in sightings}, seen_at)
    nodes = {anchor: key for anchor, (key, _) in known.items()}
    headers = _headers(connection, nodes.values(), seen_at)
    claims = _claims(connection, nodes.values())
    new_claims, new_headers, changed = [], [], []
    for sighting in sightings:
        node, kept = known[sighting.anchor]
        header, claim = Header(seen_at, sighting.counts, sighting.from_profile), sighting.claim
        if node in headers:
            before, number = headers[node]
            claim = meet(next(text for text, known_as in claims[node].items() if known_as == number), claim)
            header = before.met(header)
        number = claims[node].setdefault(claim, len(claims[node]))
        new_claims.append((node, number, seen_at, claim))
        new_headers.append((node, seen_at, header.from_profile, *msgspec.structs.astuple(header.counts), number))
        changed.append((_encode(current((_current.decode(kept), shown(header)))), seen_at, node))
    run = connection.executemany
    run(
        """insert into node_claims values (?, ?, ?, ?)
           on conflict (node, number) do update set seen_at = excluded.seen_at where excluded.seen_at > seen_at""",
        new_claims,
    )
    run("insert or replace into headers values (?, ?, ?, ?, ?, ?, ?, ?)", new_headers)
    run("update nodes set shown = ?, seen_at = max(seen_at, ?) where key = ?", changed)
    return nodes, touched | set(nodes.values())


def _headers(connection: sqlite3.Connection, nodes: Iterable[int], seen_at: int) -> dict[int, tuple[Header, int]]:
    """What other bodies of the same second showed: header and number of its claim by node."""
    rows = connection.execute(
        """select node, from_profile, followers, following, likes, videos, claim
           from json_each(?) wanted join headers on node = wanted.value and seen_at = ?""",
        (_listed(nodes), seen_at),
    )
    return {row[0]: (Header(seen_at, CreatorCounts(*row[2:6]), bool(row[1])), row[6]) for row in rows}


def _claims(connection: sqlite3.Connection, nodes: Iterable[int]) -> dict[int, dict[bytes, int]]:
    """The numbers of the claims kept of each node."""
    claims: dict[int, dict[bytes, int]] = {node: {} for node in nodes}
    for node, number, claim in connection.execute(
        "select node, number, claim from json_each(?) wanted join node_claims on node = wanted.value",
        (_listed(nodes),),
    ):
        claims[node][claim] = number
    return claims


def _listed(nodes: Iterable[int]) -> str:
    return _encode(list(nodes)).decode()
