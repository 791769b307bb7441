"""How an answer comes down the line: for trying readers, which must hold no page up whatever its network does."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from flask import Response

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PIECE = 16 * 1024
# More than any reader takes of one list: 3 MB of spaces, which JSON allows.
_FILLING = b" " * 3_000_000


class Pace:
    """The paces, by name, and what they have done.

    Attributes:
        poured: Bytes given out so far by answers that never end.
    """

    def __init__(self) -> None:
        self.poured = 0
        self._stopping = threading.Event()
        self._ways: dict[str, Callable[[bytes], Iterator[bytes]]] = {
            "pieces": self._in_pieces,
            "stalled": self._stalled,
            "endless": self._endless,
            "torn": self._torn,
            "huge": self._huge,
        }

    def stop(self) -> None:
        """Let go of every answer that waits."""
        self._stopping.set()

    def paced(self, answer: Response, name: str) -> Response:
        """Give the answer at the named pace, or as it is if there is no such pace."""
        way = self._ways.get(name)
        if way is None:
            return answer
        body = answer.get_data()
        paced = Response(way(body), mimetype="application/json")
        if name == "torn":
            paced.content_length = len(body)  # so that the browser knows that something is missing
        return paced

    def _in_pieces(self, body: bytes) -> Iterator[bytes]:
        # A cut every 16 KB and two small ones first, so that letters of several bytes are cut through as well.
        yield body[:3]
        yield body[3:4]
        for start in range(4, len(body), _PIECE - 1):
            yield body[start : start + _PIECE - 1]

    def _stalled(self, body: bytes) -> Iterator[bytes]:
        yield body[: len(body) // 2]
        self._stopping.wait()

    def _endless(self, body: bytes) -> Iterator[bytes]:
        yield body[: len(body) // 2]
        while not self._stopping.is_set():
            yield b" " * _PIECE
            self.poured += _PIECE

    def _torn(self, body: bytes) -> Iterator[bytes]:
        yield body[: len(body) // 2]
        raise ConnectionAbortedError

    def _huge(self, body: bytes) -> Iterator[bytes]:
        yield body + _FILLING
