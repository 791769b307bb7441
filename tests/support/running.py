"""The real companion, in this process: waitress on a free port, on a home of its own."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from companion.config import extension_folder
from companion.store import open_store
from companion.store.interfaces import Store
from companion.web import serve
from companion.web.app import create_app
from companion.web.background import Background
from companion.web.context import Context
from companion.web.upkeep import Upkeep


class Running(NamedTuple):
    """Where it is reached, what it keeps and what it does beside the requests."""

    port: int
    store: Store
    background: Background


@contextmanager
def running_companion(home: Path, *, now: Callable[[], int] = lambda: int(time.time())) -> Iterator[Running]:
    """Serve a home until the block ends; its threads and sockets are gone then."""
    store = open_store(home)
    listener = serve.listen(0)
    port = serve.port_of(listener)
    context = Context(store=store, now=now, port=port, extension=extension_folder())
    server = serve.Server(create_app(context), listener)
    thread = threading.Thread(target=server.run, name="companion")
    thread.start()
    upkeep = Upkeep(store, now)
    upkeep.start()
    try:
        yield Running(port, store, context.background)
    finally:
        server.stop()
        thread.join()
        upkeep.stop()
        context.background.stop()
        store.close()
