"""A way to the companion that keeps what was sent, and can hold answers to captures back until they are late."""

import contextlib
import http.client
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import msgspec

OWN = {"connection", "date", "server", "transfer-encoding"}
"""Headers that belong to one connection, not to the answer."""


class Exchange(msgspec.Struct):
    """One request and, as soon as it is given, its answer's status."""

    path: str
    headers: str
    body: bytes
    status: int | None = None


class Gate(ThreadingHTTPServer):
    """Hands everything on. The answers to the first captures that come are kept until they are let go."""

    daemon_threads = True

    def __init__(self, companion_port: int) -> None:
        super().__init__(("127.0.0.1", 0), Passage)
        self.companion_port = companion_port
        self.kept: list[bytes] = []
        self.exchanges: list[Exchange] = []
        self._left = 0
        self._lock = threading.Lock()
        self._open = threading.Event()

    def holds(self, count: int) -> None:
        """Keep the answers to the next so many captures."""
        self._left = count

    def lets_go(self) -> None:
        """Give the kept answers, and keep none from now on."""
        self._left = 0
        self._open.set()

    def takes(self, path: str) -> bool:
        """Whether the answer to this request is one to keep; other requests come meanwhile."""
        with self._lock:
            taken = self._left > 0 and path.startswith("/api/v1/captures")
            self._left -= taken
        return taken

    def keeps(self, body: bytes) -> None:
        """Keep an answer until the answers are let go."""
        self.kept.append(body)
        self._open.wait()


class Passage(BaseHTTPRequestHandler):
    """One request to the companion, and its answer."""

    server: Gate
    protocol_version = "HTTP/1.1"

    def hand_on(self) -> None:
        taken = self.command == "POST" and self.server.takes(self.path)
        there = http.client.HTTPConnection("127.0.0.1", self.server.companion_port)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in OWN}
        headers["Host"] = f"127.0.0.1:{self.server.companion_port}"
        asked = self.rfile.read(int(self.headers["Content-Length"] or 0))
        exchange = Exchange(self.path, str(self.headers), asked)
        self.server.exchanges.append(exchange)
        there.request(self.command, self.path, asked, headers)
        answer = there.getresponse()
        body = answer.read()
        there.close()
        if taken:
            self.server.keeps(body)
        with contextlib.suppress(ConnectionError):  # who waited has gone
            self.send_response_only(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in OWN:
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
        exchange.status = answer.status

    do_GET = do_POST = do_PUT = do_DELETE = do_OPTIONS = hand_on  # noqa: N815  the names that http.server calls

    def log_message(self, *words: object) -> None:
        """Nothing is printed."""


@contextlib.contextmanager
def gate_to(companion_port: int) -> Iterator[Gate]:
    """A gate that stands until the block ends."""
    gate = Gate(companion_port)
    thread = threading.Thread(target=gate.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield gate
    finally:
        gate.lets_go()
        gate.shutdown()
        thread.join()
        gate.server_close()
