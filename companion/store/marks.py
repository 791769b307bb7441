"""Marks of forecasts as they were last computed: each reading of a creator makes their marks due again."""

import json
import sqlite3
from collections.abc import Mapping

import msgspec

from companion.model.forecast import Awaited, CreatorMarks, MarkSums
from companion.store.database import Database
from companion.store.interfaces import AddMarks, DueMarks, MarkOrder

COLUMNS: dict[MarkOrder, str] = {"worst": "beyond", "newest": "newest", "most": "read"}

_marks = msgspec.json.Decoder(CreatorMarks)
_sums = msgspec.json.Decoder(MarkSums)


def outdate(connection: sqlite3.Connection, roots: Mapping[int, int]) -> None:
    """What was computed for these creators (``roots`` by node) is not all that is known now.

    Called in the transaction of the reading. Forecasts about a name follow it to its new owner.
    """
    connection.executemany(
        "insert or ignore into marks (node, changes, marked, marks) select ?, 1, 0, x'' from marks where node = ?",
        [(root, node) for node, root in roots.items() if node != root],
    )
    connection.execute(
        "update marks set changes = changes + 1 where node in (select value from json_each(?))",
        (json.dumps([*roots, *roots.values()]),),
    )


def begin(connection: sqlite3.Connection, root: int) -> None:
    """Something was forecast about a creator: from now on there is something to mark."""
    connection.execute(
        """insert into marks (node, changes, marked, marks) values (?, 1, 0, x'')
           on conflict (node) do update set changes = changes + 1""",
        (root,),
    )


class MarkTable:
    """Marks in SQLite (``companion.store.interfaces.Marks``)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, limit: int) -> tuple[DueMarks, ...]:
        """Creators that were read, or forecast anew, since they were marked."""
        with self._database.reading() as connection:
            rows = connection.execute(
                """select node, changes, owner = node from marks indexed by marks_due
                   join nodes on nodes.key = marks.node where changes <> marked order by node limit ?""",
                (limit,),
            ).fetchall()
        return tuple(DueMarks(key, changes, bool(own)) for key, changes, own in rows)

    def count_due(self) -> int:
        """How many creators are due."""
        with self._database.reading() as connection:
            (count,) = connection.execute(
                "select count(*) from marks indexed by marks_due where changes <> marked"
            ).fetchone()
        return int(count)

    def keep(self, due: DueMarks, marks: CreatorMarks, add: AddMarks) -> None:
        """Keep a creator's marks, and the sums with them; where more was read meanwhile they stay due."""
        with self._database.noting() as connection:
            marked, kept = connection.execute(
                "select marked, marks from marks where node = ?", (due.key,)
            ).fetchone()
            if marked >= due.changes:
                return
            (sums,) = connection.execute("select sums from mark_sums").fetchone()
            summed = add(_sums.decode(sums), _marks.decode(kept) if kept else None, marks)
            connection.execute("update mark_sums set sums = ?", (msgspec.json.encode(summed),))
            connection.execute(
                "update marks set marks = ?, marked = ?, beyond = ?, newest = ?, read = ? where node = ?",
                (
                    msgspec.json.encode(marks),
                    due.changes,
                    marks.worst.beyond if marks.worst else None,
                    marks.newest.seen_at if marks.newest else None,
                    sum(tally.read for tally in marks.tallies) or None,
                    due.key,
                ),
            )
            connection.execute("delete from awaited where node = ?", (due.key,))
            connection.executemany(
                "insert into awaited values (?, ?, ?, ?, ?, ?)",
                [(due.key, *msgspec.structs.astuple(wait)) for wait in marks.awaited],
            )

    def sums(self) -> MarkSums:
        """The marks of all creators added up."""
        with self._database.reading() as connection:
            (sums,) = connection.execute("select sums from mark_sums").fetchone()
        return _sums.decode(sums)

    def first(self, order: MarkOrder, limit: int) -> tuple[tuple[int, CreatorMarks], ...]:
        """The first creators in an order, each with their marks; those without such marks are left out."""
        column = COLUMNS[order]
        with self._database.reading() as connection:
            rows = connection.execute(
                f"""select node, marks from marks where {column} is not null
                    order by {column} desc, node desc limit ?""",  # noqa: S608  # our own words alone
                (limit,),
            ).fetchall()
        return tuple((key, _marks.decode(kept)) for key, kept in rows)

    def open(self, now: int, limit: int) -> tuple[tuple[int, Awaited], ...]:
        """Videos whose reading now would mark forecasts, those that close first before the others."""
        with self._database.reading() as connection:
            rows = connection.execute(
                """select node, days, video, opens, closes, forecasts from awaited
                   where closes >= ? and opens <= ? order by closes, node limit ?""",
                (now, now, limit),
            ).fetchall()
        return tuple((key, Awaited(*wait)) for key, *wait in rows)

    def waiting(self, now: int) -> dict[int, int]:
        """By age, how many forecasts have a video that can still be read in time."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "select days, sum(forecasts) from awaited where closes >= ? group by days", (now,)
            ).fetchall()
        return dict(rows)

    def next_opening(self, now: int) -> int | None:
        """When the next video can be read to mark forecasts."""
        with self._database.reading() as connection:
            (opens,) = connection.execute("select min(opens) from awaited where opens > ?", (now,)).fetchone()
        return None if opens is None else int(opens)

    def keep_backtest(self, made_at: int, body: bytes) -> None:
        """Keep a back-test in place of the last one."""
        with self._database.noting() as connection:
            connection.execute("insert or replace into backtests values (1, ?, ?)", (made_at, body))

    def backtest(self) -> bytes | None:
        """The last back-test."""
        with self._database.reading() as connection:
            row = connection.execute("select body from backtests").fetchone()
        return None if row is None else bytes(row[0])
