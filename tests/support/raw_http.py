"""HTTP as bytes on a socket: headers can be missing, repeated or odd, and nothing is added but what is said."""

import json
import socket
from collections.abc import Iterable
from typing import Any, NamedTuple

Headers = Iterable[tuple[str, str]]


class Answer(NamedTuple):
    """One answer; header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def says_nothing(self) -> bool:
        """Whether it is the uniform refusal: empty, and only such headers as every HTTP answer has."""
        return (
            self.status == 403
            and self.body == b""
            and set(self.headers) <= {"content-length", "date", "connection"}
        )


def exchange(port: int, request: bytes) -> Answer:
    """Send these bytes, read until the other side closes."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(request)
        received = b"".join(iter(lambda: connection.recv(65_536), b""))
    head, _, body = received.partition(b"\r\n\r\n")
    status_line, *lines = head.decode("latin-1").split("\r\n")
    pairs = [line.partition(": ") for line in lines]
    return Answer(int(status_line.split()[1]), {name.lower(): value for name, _, value in pairs}, body)


def send(port: int, method: str, path: str, headers: Headers = (), body: bytes | None = None) -> Answer:
    """Send one request with exactly these headers, a Content-Length if there is a body, and Connection: close."""
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers), "Connection: close"]
    if body is not None:
        lines.append(f"Content-Length: {len(body)}")
    return exchange(port, "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + (body or b""))
