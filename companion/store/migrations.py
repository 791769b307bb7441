"""Named steps that bring a database to today's shape: each in its own transaction, recorded, a copy made first."""

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import msgspec

from companion.model import Unusable
from companion.store.files import make_file, make_folder


class Migration(msgspec.Struct, frozen=True):
    """One step: its name, for ever, and its statements."""

    name: str
    statements: tuple[str, ...]


def applied(connection: sqlite3.Connection) -> list[str]:
    """Names of the steps that this database has behind it, oldest first."""
    if connection.execute("select 1 from sqlite_master where name = 'migrations'").fetchone() is None:
        return []
    return [name for (name,) in connection.execute("select name from migrations order by number")]


def migrate(connection: sqlite3.Connection, path: Path, backups: Path, migrations: Sequence[Migration]) -> None:
    """Apply the steps that are missing. The caller holds the lock that keeps other processes from doing the same.

    Before an existing database is changed, a copy goes to ``backups``.

    Raises:
        Unusable: a newer Fitlens made this database.
        sqlite3.Error: a step failed; the steps before it stay, its own work is undone.
    """
    done = applied(connection)
    names = [migration.name for migration in migrations]
    if done != names[: len(done)]:
        says = f"{path} was made by a newer Fitlens: update Fitlens, or choose another home folder."
        raise Unusable(says, {"path": str(path), "applied": done})
    missing = migrations[len(done) :]
    if done and missing:
        _copy_first(connection, path, backups, missing[0].name)
    for migration in missing:
        _apply(connection, migration)


def _apply(connection: sqlite3.Connection, migration: Migration) -> None:
    connection.execute("begin immediate")
    try:
        connection.execute(
            """create table if not exists migrations (
                 number integer primary key, name text not null unique,
                 applied_at text not null default (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))) strict"""
        )
        for statement in migration.statements:
            connection.execute(statement)
        connection.execute("insert into migrations (name) values (?)", (migration.name,))
        connection.execute("commit")
    except BaseException:
        connection.execute("rollback")
        raise


def _copy_first(connection: sqlite3.Connection, path: Path, backups: Path, step: str) -> None:
    make_folder(backups)
    target = backups / f"{path.stem} before {re.sub('[^a-z0-9]+', '-', step.lower())}{path.suffix}"
    target.unlink(missing_ok=True)
    make_file(target)
    with closing(sqlite3.connect(target)) as copy:
        connection.backup(copy)
