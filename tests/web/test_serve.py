"""Ports and stopping."""

import socket
import threading

import pytest

from companion.model import Unusable
from companion.web import serve
from tests.support.raw_http import send
from tests.support.running import running_companion


def test_only_this_machine_is_served():
    with serve.listen(0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"


def test_a_taken_port_is_not_taken_again():
    with serve.listen(0) as listener:
        port = serve.port_of(listener)
        with pytest.raises(Unusable, match=str(port)):
            serve.free_port(port)
        with pytest.raises(Unusable):
            serve.listen(port)
    assert serve.free_port(port) == port


def test_the_first_free_port_of_the_known_ones_is_chosen(monkeypatch):
    with serve.listen(0) as taken, serve.listen(0) as free_for_now:
        ports = (serve.port_of(taken), serve.port_of(free_for_now))
        monkeypatch.setattr(serve, "PORTS", ports)
        with pytest.raises(Unusable, match="all taken"):
            serve.free_port()
        free_for_now.close()
        assert serve.free_port() == ports[1]


def test_stopping_ends_threads_and_frees_the_port(tmp_path):
    before = set(threading.enumerate())
    with running_companion(tmp_path / "home") as running:
        kept_alive = socket.create_connection(("127.0.0.1", running.port))
        kept_alive.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert kept_alive.recv(100).startswith(b"HTTP/1.1 403")
    while kept_alive.recv(65_536):
        pass  # the other side closed, or this would wait for ever
    kept_alive.close()
    assert set(threading.enumerate()) <= before
    assert serve.free_port(running.port) == running.port
    with pytest.raises(ConnectionRefusedError):
        send(running.port, "GET", "/")
