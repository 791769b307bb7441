"""Servers in processes of their own, as they run for a person, and their client: nobody takes another's time."""

import http.client
import multiprocessing
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec

from companion.web import serve

PAUSE = 0.01
"""Seconds before each request: captures come seconds apart, when what was left of the one before is done."""


class Address(msgspec.Struct, frozen=True):
    """Where a server takes captures, and the headers that it asks for."""

    port: int
    path: str
    headers: dict[str, str]


class Client:
    """One keep-alive connection to a server."""

    def __init__(self, address: Address) -> None:
        """Connect."""
        self._connection = http.client.HTTPConnection(serve.HOST, address.port)
        self._address = address

    def post(self, body: bytes) -> float:
        """Milliseconds from sending the request to having read the whole answer."""
        time.sleep(PAUSE)
        started = time.perf_counter()
        self._connection.request("POST", self._address.path, body, self._address.headers)
        answer = self._connection.getresponse()
        data = answer.read()
        taken = (time.perf_counter() - started) * 1000
        if answer.status != 200:
            raise SystemExit(f"the benchmark was refused: {answer.status} {data[:300]!r}")
        return taken

    def close(self) -> None:
        """Hang up."""
        self._connection.close()


@contextmanager
def served(target: Callable[[Path, Connection], None], place: Path) -> Iterator[Client]:
    """A server in a process of its own, and a client; ``target`` sends its address, then waits for the end."""
    processes = multiprocessing.get_context("spawn")
    ours, theirs = processes.Pipe()
    process = processes.Process(target=target, args=(place, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        client = Client(ours.recv())
    except EOFError:
        raise SystemExit("the benchmark's server did not start") from None
    try:
        yield client
    finally:
        client.close()
        ours.send("stop")
        process.join()


def run_until_told(app: Callable, address: Address, listener: object, parent: Connection) -> None:
    """Serve as ``fitlens start`` does until the parent says that it is over."""
    server = serve.Server(app, listener)
    serve.spare_start_up()
    thread = threading.Thread(target=server.run)
    thread.start()
    parent.send(address)
    parent.recv()
    server.stop()
    thread.join()
