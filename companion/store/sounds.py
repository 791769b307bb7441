"""Who used a sound first when, over all creators kept."""

import sqlite3
from collections.abc import Sequence

import msgspec

from companion.store.schema import LIBRARY_SOUND


def first_uses(
    connection: sqlite3.Connection, sounds: Sequence[str], but: int | None
) -> dict[str, tuple[int, ...]]:
    """For each sound when each creator but one was first seen to use it, in Unix seconds."""
    rows = connection.execute(
        f"""select wanted.value, min(posted) from json_each(?) wanted
            join videos on {LIBRARY_SOUND} = wanted.value and {LIBRARY_SOUND} is not null
            join nodes on nodes.key = videos.node
            where posted > 0 and owner is not ? group by wanted.value, owner""",  # noqa: S608  # own words alone
        (msgspec.json.encode(list(sounds)).decode(), but),
    )
    found: dict[str, list[int]] = {}
    for sound, posted in rows:
        found.setdefault(sound, []).append(posted)
    return {sound: tuple(times) for sound, times in found.items()}
