"""Databases of earlier versions are brought to today's shape, with a copy first."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from companion.model import Unusable
from companion.model.forecast import Forecast
from companion.store import open_store
from companion.store.database import Database
from companion.store.files import shared_lock
from companion.store.interfaces import Lesson
from companion.store.migrations import Migration, applied
from companion.store.schema import FIRST, MARKS, MIGRATIONS
from tests.store.readings import NOON, profile, reading

ONE = Migration("0001 words", ("create table words (word text)", "insert into words values ('kept')"))
TWO = Migration(
    "0002 lengths", ("alter table words add column size integer", "update words set size = length(word)")
)
BROKEN = Migration("0003 broken", ("update words set word = 'spoilt'", "insert into nowhere values (1)"))


@pytest.fixture(autouse=True)
def _home(home: Path) -> None:
    home.mkdir()


def opened(home: Path, migrations: Sequence[Migration]) -> list[tuple[object, ...]]:
    database = Database(home / "test.sqlite3", home / "backups", shared_lock(home), migrations)
    try:
        with database.reading() as connection:
            assert applied(connection) == [migration.name for migration in migrations]
            return connection.execute("select * from words").fetchall()
    finally:
        database.close()


def test_a_new_file_needs_no_copy_and_steps_run_once(home: Path) -> None:
    assert opened(home, (ONE, TWO)) == [("kept", 4)]
    assert opened(home, (ONE, TWO)) == [("kept", 4)]
    assert not (home / "backups").exists()


def test_an_upgrade_copies_first(home: Path) -> None:
    opened(home, (ONE,))
    assert opened(home, (ONE, TWO)) == [("kept", 4)]
    (copy,) = (home / "backups").iterdir()
    assert "0002-lengths" in copy.name
    old = sqlite3.connect(copy)
    assert old.execute("select * from words").fetchall() == [("kept",)]
    old.close()


def test_a_step_that_fails_is_undone_whole(home: Path) -> None:
    opened(home, (ONE,))
    with pytest.raises(Unusable):
        opened(home, (ONE, TWO, BROKEN))
    assert opened(home, (ONE, TWO)) == [("kept", 4)]


def test_a_file_of_a_newer_version_is_left_alone(home: Path) -> None:
    opened(home, (ONE, TWO))
    before = (home / "test.sqlite3").read_bytes()
    with pytest.raises(Unusable, match="newer Fitlens"):
        opened(home, (ONE,))
    assert (home / "test.sqlite3").read_bytes() == before


def test_observations_survive_a_further_step(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(home)
    store.observations.record(reading(profile("1", "ada", 7)), seen_at=NOON, source="api")
    store.close()
    step = Migration("0002 test", ("create table extra (n integer) strict",))
    monkeypatch.setattr("companion.store.observations.MIGRATIONS", (*MIGRATIONS, step))
    store = open_store(home)
    key = store.observations.find("@ada")
    assert key is not None
    assert store.observations.summary(key).followers == 7
    store.close()
    assert [path.name for path in (home / "backups").iterdir()] == ["observations before 0002-test.sqlite3"]


def test_a_home_of_the_first_release_keeps_forecasts_from_now_on(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr("companion.store.observations.MIGRATIONS", (FIRST,))
        earlier.setattr("companion.store.listing.outdate", lambda *_: None)
        earlier.setattr("companion.store.marks.outdate", lambda *_: None)
        store = open_store(home)
        store.observations.record(reading(profile("1", "ada", 7)), seen_at=NOON, source="api")
        store.close()
    store = open_store(home)
    key = store.observations.find("@ada")
    assert key is not None
    said = Forecast(made_at=NOON, formula_version="4", n=9, value=7.0, views={"0.8": (1.0, 9.0)})
    assert (store.forecasts.of(key), store.lessons.last()) == ((), Lesson("", 0, b""))
    store.forecasts.record(key, said)
    assert store.lessons.keep_trace(key, b"{}")
    assert not store.lessons.keep_trace(key, b"{}")
    assert (store.forecasts.last(key), store.forecasts.creators(), store.lessons.due()) == (said, (key,), (1, 1))
    store.close()
    assert (home / "backups" / "observations before 0002-comments.sqlite3").exists()


def test_forecasts_of_an_earlier_release_are_marked_too(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = Forecast(made_at=NOON, formula_version="4", n=9, value=7.0, views={"0.8": (1.0, 9.0)})
    with monkeypatch.context() as earlier:
        earlier.setattr("companion.store.observations.MIGRATIONS", MIGRATIONS[: MIGRATIONS.index(MARKS)])
        for name in ("outdate", "begin"):
            earlier.setattr(f"companion.store.marks.{name}", lambda *_: None)
        earlier.setattr("companion.store.listing.outdate", lambda *_: None)
        store = open_store(home)
        store.observations.record(reading(profile("1", "ada", 7)), seen_at=NOON, source="api")
        key = store.observations.find("@ada")
        assert key is not None
        store.forecasts.record(key, said)
        store.close()
    store = open_store(home)
    assert [due.key for due in store.marks.due(9)] == [key]
    store.close()
