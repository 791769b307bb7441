"""What every view needs and nothing more: the store, the clock and where this companion is reached."""

from collections.abc import Callable
from pathlib import Path

import msgspec
from flask import current_app

from companion.store.interfaces import Store


class Context(msgspec.Struct, frozen=True):
    """One companion's surroundings.

    Attributes:
        now: gives whole Unix seconds.
        port: the one it listens on.
        extension: the folder that a browser loads the extension from.
    """

    store: Store
    now: Callable[[], int]
    port: int
    extension: Path


def context() -> Context:
    """The running app's context, put there by ``create_app``."""
    found: Context = current_app.extensions["fitlens"]
    return found
