"""The callers of DESIGN section 5's table, each with the headers that a browser or a program sends."""

import json
from typing import Any

from companion.service import access
from tests.support.raw_http import Answer, Headers, send
from tests.support.running import Running

CHROME = "chrome-extension://abcdefghijklmnopabcdefghijklmnop"
FIREFOX = "moz-extension://3f0c1e5a-9d3b-4d0e-8a53-6a1de6b1c001"
STRANGER = "chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba"
NOW = 1_795_000_000
"""2026-11-18: what the tests' clock shows where a test does not move it."""


class Desk:
    """One running companion and ways to call it."""

    def __init__(self, running: Running) -> None:
        self.port, self.store, self.background = running
        self.host = f"127.0.0.1:{self.port}"
        self.origin = f"http://{self.host}"

    def pair(self, origin: str | None = CHROME, name: str = "Chrome") -> tuple[str, str]:
        """A client and its token."""
        return access.create_client(self.store, name, origin, now=NOW)

    def cookie(self) -> str:
        """A desk session's cookie, as the header says it."""
        token = access.redeem(self.store, access.new_ticket(self.store, NOW), NOW)
        return f"fitlens_session={token}"

    def send(self, method: str, path: str, headers: Headers = (), body: bytes | None = None) -> Answer:
        """Exactly these headers besides the right Host."""
        return send(self.port, method, path, [("Host", self.host), *headers], body)

    def program(self, token: str, method: str, path: str, content: Any = None) -> Answer:
        """A program on this machine, with a bearer token."""
        headers = [("Authorization", f"Bearer {token}")]
        if content is None:
            return self.send(method, path, headers)
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        return self.send(method, path, [*headers, ("Content-Type", "application/json")], body)
