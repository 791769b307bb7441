"""Serving the application on this machine alone: a socket on 127.0.0.1, waitress on it, a log in the home."""

import gc
import logging
import signal
import socket
import sys
import threading
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from waitress import wasyncore  # type: ignore[import-untyped]
from waitress.channel import HTTPChannel  # type: ignore[import-untyped]
from waitress.parser import HTTPRequestParser  # type: ignore[import-untyped]
from waitress.server import create_server  # type: ignore[import-untyped]
from waitress.task import ErrorTask, Task, WSGITask  # type: ignore[import-untyped]
from waitress.utilities import RequestEntityTooLarge  # type: ignore[import-untyped]

from companion.config import PORTS
from companion.model import Unusable

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

HOST = "127.0.0.1"
BODY_LIMIT = 32 * 1024 * 1024
"""Bytes that waitress takes before it hangs up; far above the routes' own limits, so that a client that sends too
much has finished sending, and can read why it was refused. Beyond half a megabyte they go to a temporary file."""
RECEIVE = 256 * 1024
"""Bytes read at once: waitress's own 8 KiB makes a capture take twice as long (measured)."""
THREADS = 4
BACKLOG = 128


def free_port(preferred: int | None = None) -> int:
    """A port that can be served on: the preferred one, else the first free one where the extension looks.

    Raises:
        Unusable: it is, or they all are, taken.
    """
    ports = PORTS if preferred is None else (preferred,)
    for port in ports:
        try:
            with listen(port) as listener:
                return port_of(listener)
        except Unusable:
            continue
    if preferred is not None:
        raise Unusable(f"Port {preferred} is taken by another program: choose another with --port.")
    raise Unusable(f"Ports {PORTS[0]} to {PORTS[-1]} are all taken: choose another with --port.")


def listen(port: int) -> socket.socket:
    """Take a port (0: any) on this machine's loopback alone, and hold it.

    Raises:
        Unusable: it is taken, or may not be used.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    # Windows lets a second program take a port that is in use unless it is held exclusively; elsewhere a port
    # must be had again at once after a restart, while old connections linger.
    if sys.platform == "win32":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise Unusable(f"Port {port} can't be used: {error.strerror}.") from error
    return listener


def port_of(listener: socket.socket) -> int:
    """The port that a socket holds."""
    port: int = listener.getsockname()[1]
    return port


def run(app: "WSGIApplication", port: int) -> None:
    """Serve on a port until Ctrl-C or a polite request to end (SIGTERM).

    Raises:
        Unusable: the port is taken.
    """
    server = Server(app, listen(port))
    signal.signal(signal.SIGTERM, lambda *_: server.stop())
    spare_start_up()
    server.run()


def spare_start_up() -> None:
    """Take what start-up made out of the garbage collector's rounds: it stays, and each round would walk it."""
    gc.collect()
    gc.freeze()


class _Refusal(ErrorTask):  # type: ignore[misc]
    """What is not HTTP gets the uniform answer, not waitress's own words."""

    def execute(self) -> None:
        self.status = "403 FORBIDDEN"
        self.content_length = 0
        self.set_close_on_finish()
        self.write(b"")


class _TooLarge(WSGITask):  # type: ignore[misc]
    """A body that waitress does not take still reaches the app, which knows who sends it and how to say no."""

    def execute(self) -> None:
        self.request.headers.setdefault("CONTENT_LENGTH", str(BODY_LIMIT))  # a chunked one has none
        self.set_close_on_finish()
        super().execute()


class _Channel(HTTPChannel):  # type: ignore[misc]
    @staticmethod
    def error_task_class(channel: HTTPChannel, request: HTTPRequestParser) -> Task:
        kind = _TooLarge if isinstance(request.error, RequestEntityTooLarge) else _Refusal
        return kind(channel, request)


class Server:
    """Waitress on a socket from ``listen``; ``run`` returns after ``stop``, which any thread may call."""

    def __init__(self, app: "WSGIApplication", listener: socket.socket) -> None:
        self._map: dict[int, object] = {}
        self._stopped = False
        # The thread that stops must not wake a loop whose wires are being taken down. Reentrant, since a signal
        # may call ``stop`` in the very thread that takes them down.
        self._wires = threading.RLock()
        self._waitress = create_server(
            app,
            map=self._map,
            sockets=[listener],
            ident=None,
            threads=THREADS,
            recv_bytes=RECEIVE,
            max_request_body_size=BODY_LIMIT,
            expose_tracebacks=False,
            clear_untrusted_proxy_headers=True,
        )
        self._waitress.channel_class = _Channel

    def run(self) -> None:
        """Serve until ``stop`` or Ctrl-C; requests that are being answered are finished first."""
        try:
            while not self._stopped:
                wasyncore.loop(timeout=1, map=self._map, count=1)
        except KeyboardInterrupt:
            pass
        finally:
            self._waitress.task_dispatcher.shutdown()
            with self._wires:
                self._stopped = True
                wasyncore.close_all(self._map)

    def stop(self) -> None:
        """Make ``run`` return."""
        with self._wires:
            if not self._stopped:
                self._stopped = True
                self._waitress.pull_trigger()


def log_to(folder: Path) -> logging.Handler:
    """Write warnings and errors to ``companion.log`` in this folder (0600), at most 3 files of 1 MB."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / "companion.log"
    path.touch(mode=0o600)
    handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=2, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)
    return handler


def stop_logging(handler: logging.Handler) -> None:
    """Undo ``log_to``."""
    logging.getLogger().removeHandler(handler)
    handler.close()
