"""Opening the home that a command works on, and the clock that the shells hand in."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

from companion import config
from companion.service import semantic
from companion.store import open_store
from companion.store.interfaces import Store


def now() -> int:
    """The present instant in whole Unix seconds."""
    return int(time.time())


@contextmanager
def opened() -> Iterator[Store]:
    """The store of the settled home, closed at the end; works beside a running companion.

    Raises:
        InvalidInput: a setting can't be used.
        Unusable: the home can't be written.
    """
    settings = config.load()
    semantic.use(settings.semantic_model)
    with closing(open_store(settings.home)) as store:
        yield store
