"""The sample TikTok over TLS on 127.0.0.1; a browser reaches it at its real address by host mapping."""

from __future__ import annotations

import secrets
import ssl
import threading
from importlib.resources import files
from types import TracebackType
from typing import Self

import trustme
from flask import Flask, Response, make_response, request
from werkzeug.exceptions import NotFound
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from . import api, finding, pictures
from .pace import Pace
from .world import DECOY, World

HOST = "127.0.0.1"
SITE = "https://www.tiktok.com"
# How often the server looks whether it should stop, in seconds.
_POLL = 0.02
_STATIC_TYPES = {"js": "text/javascript", "css": "text/css"}


def chromium_flags(port: int) -> list[str]:
    """Give the flags that show the sample at TikTok's real address, and nothing else of the internet.

    The second flag makes the page count as a public one, as the real site is, so that a browser's rules about
    local networks apply to it.
    """
    return [
        f"--host-resolver-rules=MAP *.tiktok.com {HOST}:{port}, MAP * ~NOTFOUND, EXCLUDE {HOST}",
        f"--ip-address-space-overrides={HOST}:{port}=public",
    ]


def _policy(nonce: str, framed_by: str) -> str:
    return (
        f"default-src 'self'; script-src 'nonce-{nonce}'; connect-src 'self'; style-src 'self' 'nonce-{nonce}'; "
        f"object-src 'none'; base-uri 'none'; frame-ancestors {framed_by}; require-trusted-types-for 'script'; "
        "trusted-types sample"
    )


def _page(html: str, nonce: str, framed_by: str = "'none'") -> Response:
    answer = make_response(html)
    answer.headers["Content-Security-Policy"] = _policy(nonce, framed_by)
    answer.set_cookie("msToken", "PLANTED-MSTOKEN-90ab", secure=True, samesite="None")
    answer.set_cookie("sessionid", "PLANTED-SESSION-c0de", secure=True, httponly=True)
    return answer


def _pages(world: World, app: Flask) -> None:
    def language() -> str:
        return request.args.get("lang", "en")

    @app.get("/")
    def home() -> Response:
        nonce = secrets.token_urlsafe(16)
        return _page(world.home_html(nonce, language()), nonce)

    @app.get("/foryou")
    def for_you() -> Response:
        nonce = secrets.token_urlsafe(16)
        first = finding.for_you(world, 4)["itemList"]
        return _page(world.list_html(first, nonce, language()), nonce)

    @app.get("/search")
    @app.get("/search/<tab>")
    @app.get("/tag/<tab>")
    def found(**_: str) -> Response:
        nonce = secrets.token_urlsafe(16)
        return _page(world.list_html(None, nonce, language()), nonce)

    @app.get("/<any(messages, login, signup, upload, tiktokstudio, setting, live, inbox, coin, wallet):kind>")
    @app.get("/<any(shop):kind>/checkout")
    @app.get("/@<kind>/live")
    def of_the_visitor(**_: str) -> Response:
        # It holds and fetches what others' pages hold and fetch: whoever reads here reads where they should not.
        nonce = secrets.token_urlsafe(16)
        return _page(world.profile_html(DECOY, nonce, language()), nonce, framed_by="'self'")

    @app.get("/@<handle>")
    def profile(handle: str) -> Response:
        nonce = secrets.token_urlsafe(16)
        return _page(world.profile_html(handle, nonce, language()), nonce)

    @app.get("/@<handle>/video/<video>")
    @app.get("/@<handle>/photo/<video>")
    def post(handle: str, video: str) -> Response:
        nonce = secrets.token_urlsafe(16)
        return _page(world.video_html(handle, video, nonce, language()), nonce)


def _media(world: World, app: Flask) -> None:
    def svg(text: str) -> Response:
        return Response(text, mimetype="image/svg+xml", headers={"Cache-Control": "max-age=3600"})

    @app.get("/sample-media/cover/<int:hue>/<video>.svg")
    def cover(hue: int, video: str) -> Response:
        return svg(pictures.cover(video, hue))

    @app.get("/sample-media/avatar/<handle>.svg")
    def avatar(handle: str) -> Response:
        return svg(pictures.avatar(handle, *world.looks(handle)))

    @app.get("/sample-media/icon.svg")
    def icon() -> Response:
        return svg(pictures.icon())

    @app.get("/sample-static/<name>")
    def static_file(name: str) -> Response:
        source = files(__package__).joinpath("static", name)
        if not source.is_file():
            raise NotFound
        return Response(source.read_bytes(), mimetype=_STATIC_TYPES[name.rpartition(".")[2]])


class _QuietHandler(WSGIRequestHandler):
    """Keeps a record of requests for tests and prints nothing."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Leave standard error alone: browsers drop connections all the time."""


def create_app(world: World, served: list[tuple[str, str]], pace: Pace) -> Flask:
    """Make the WSGI application.

    Args:
        world: What it shows.
        served: Gets a (method, path) for each request.
        pace: Answers whose address names a pace come at it.
    """
    app = Flask(__name__, static_folder=None)
    app.url_map.strict_slashes = False
    # Creators' names are shown as they are, not as \\u escapes, and keys keep the order they have on TikTok.
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.before_request(lambda: served.append((request.method, request.path)))
    api.install(world, app, pace)
    _pages(world, app)
    _media(world, app)
    return app


def _tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("www.tiktok.com", "tiktok.com", "*.tiktok.com").configure_cert(context)
    return context


def _listen(app: Flask, port: int) -> BaseWSGIServer:
    server = make_server(HOST, port, app, threaded=True, request_handler=_QuietHandler)
    context = _tls()
    # Handshakes belong to each connection's own thread: a browser that connects ahead of need and then says
    # nothing must not hold up the others.
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.ssl_context = context
    return server


class Server:
    """A running sample TikTok.

    Attributes:
        world: What it shows.
        port: Where it listens on 127.0.0.1.
        requests: (method, path) of everything asked so far.
        pace: How answers come whose address names a pace.
    """

    def __init__(self, world: World, port: int = 0) -> None:
        self.world = world
        self.requests: list[tuple[str, str]] = []
        self.pace = Pace()
        self._server = _listen(create_app(world, self.requests, self.pace), port)
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, args=(_POLL,), daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Wait until the server is stopped."""
        self._thread.join()

    def stop(self) -> None:
        """Stop listening; safe to call twice."""
        self.pace.stop()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def serve(world_or_seed: World | int, port: int = 0) -> Server:
    """Start serving a world, or the world of a seed as it is now, in a thread of its own.

    Args:
        world_or_seed: A world, or a seed.
        port: Where to listen; 0 takes a free one.

    Raises:
        OSError: the port is taken.
    """
    world = world_or_seed if isinstance(world_or_seed, World) else World(world_or_seed)
    return Server(world, port)
