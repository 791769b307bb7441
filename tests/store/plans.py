"""How SQLite answers a question: by which index, or by looking at every row."""

import sqlite3
from collections.abc import Callable
from pathlib import Path


def plan_of(home: Path, ask: Callable[[sqlite3.Connection], object]) -> str:
    """The query plan of the first statement that a question asks of a home's observations."""
    connection = sqlite3.connect(home / "observations.sqlite3")
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    ask(connection)
    connection.set_trace_callback(None)
    plan = " ".join(row[3] for row in connection.execute(f"explain query plan {asked[0]}"))
    connection.close()
    return plan
