"""What every view needs and nothing more: the store, the clock and where this companion is reached."""

from collections.abc import Callable
from pathlib import Path

import msgspec
from flask import current_app

from companion.store.interfaces import Store
from companion.web.background import Background


class Context(msgspec.Struct, frozen=True):
    """One companion's surroundings.

    Attributes:
        now: gives whole Unix seconds.
        port: the one it listens on.
        extension: the folder that a browser loads the extension from.
        background: long work beside the requests; whoever serves stops it before the store is closed.
    """

    store: Store
    now: Callable[[], int]
    port: int
    extension: Path
    background: Background = msgspec.field(default_factory=Background)


def context() -> Context:
    """The running app's context, put there by ``create_app``."""
    found: Context = current_app.extensions["fitlens"]
    return found
