"""What every view needs and nothing more: the store, the clock and where this companion is reached."""

from collections.abc import Callable

import msgspec
from flask import current_app

from companion.store.interfaces import Store


class Context(msgspec.Struct, frozen=True):
    """One companion's surroundings; ``now`` gives whole Unix seconds, ``port`` is the one it listens on."""

    store: Store
    now: Callable[[], int]
    port: int


def context() -> Context:
    """The running app's context, put there by ``create_app``."""
    found: Context = current_app.extensions["fitlens"]
    return found
