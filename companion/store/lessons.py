"""What is kept of each creator to learn from, and what was learned; observations can give all of it again."""

from companion.store import identity
from companion.store.database import Database
from companion.store.interfaces import Lesson


class LessonTable:
    """Traces and the last lesson in SQLite (``companion.store.interfaces.Lessons``)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep_trace(self, key: int, trace: bytes) -> bool:
        """Keep a creator's trace; whether it differs from the one kept before."""
        with self._database.reading() as connection:
            root = identity.root_of(connection, key)
            kept = connection.execute("select trace from traces where node = ?", (root,)).fetchone()
        if root is None or kept == (trace,):
            return False
        with self._database.noting() as connection:
            connection.execute("insert or replace into traces values (?, ?)", (root, trace))
            connection.execute("update lessons set changed = changed + 1")
        return True

    def traces(self) -> tuple[bytes, ...]:
        """Every creator's trace; those of names that turned out to be another creator's are left out."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "select trace from traces join nodes on nodes.key = traces.node where nodes.owner = nodes.key"
            ).fetchall()
        return tuple(trace for (trace,) in rows)

    def due(self) -> tuple[int, int]:
        """How many traces are kept, and how many changed since the last lesson."""
        with self._database.reading() as connection:
            (kept,) = connection.execute("select count(*) from traces").fetchone()
            (changed,) = connection.execute("select changed from lessons").fetchone()
        return kept, changed

    def keep(self, lesson: Lesson) -> None:
        """Keep what was learned in place of the last lesson."""
        with self._database.noting() as connection:
            connection.execute(
                "update lessons set version = ?, made_at = ?, changed = 0, lesson = ?",
                (lesson.version, lesson.made_at, lesson.body),
            )

    def last(self) -> Lesson:
        """The last lesson; an empty ``version`` and ``body`` before the first."""
        with self._database.reading() as connection:
            row = connection.execute("select version, made_at, lesson from lessons").fetchone()
        return Lesson(*row)
