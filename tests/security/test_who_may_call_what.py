"""DESIGN section 5's table over real HTTP: each row lets its caller in, and one changed header keeps it out.

"Out" is always the same answer: an empty 403 with no header that another program would not send.
"""

import json

import pytest

from tests.support.callers import CHROME, FIREFOX, NOW, STRANGER
from tests.support.raw_http import send

API = "/api/v1/creators"
JSON = ("Content-Type", "application/json")
ASK = json.dumps({"name": "Chrome", "code": "K7PX"}).encode()

PAGE = "/shortlist"
EVERYWHERE = [
    "/",
    "/nowhere",
    PAGE,
    "/static/nothing.css",
    "/favicon.ico",
    API,
    "/api/v1/nowhere",
    "/api/v1",
    "/api/v1/hello",
    "/api/v1/captures",
    "/%2e%2e/etc/passwd",
    "//evil.test/",
    "/creators/%00",
]
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"]


def origin(value):
    return ("Origin", value)


def site(value):
    return ("Sec-Fetch-Site", value)


def bearer(token):
    return ("Authorization", f"Bearer {token}")


def cookie(desk):
    return ("Cookie", desk.cookie())


# Row 1: a paired extension


@pytest.mark.parametrize("where", ["cross-site", "none", "same-origin", None])
@pytest.mark.parametrize("who", [CHROME, FIREFOX])
def test_a_paired_extension_uses_the_api(desk, who, where):
    _, token = desk.pair(who)
    headers = [origin(who), bearer(token), *([site(where)] if where else [])]
    answer = desk.send("GET", API, headers)
    assert (answer.status, answer.json["total"]) == (200, 0)
    assert answer.headers["access-control-allow-origin"] == who
    assert "Origin" in answer.headers["vary"]
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize("path", ["/", PAGE, "/static/nothing.css", "/api/v2/creators", "/api/v1"])
def test_a_paired_extension_gets_nothing_but_the_api(desk, path):
    _, token = desk.pair()
    assert desk.send("GET", path, [origin(CHROME), bearer(token), site("cross-site")]).says_nothing


@pytest.mark.parametrize(
    "sent",
    [
        STRANGER,
        FIREFOX,
        CHROME.upper(),
        CHROME + "/",
        CHROME + ".evil.test",
        f"{CHROME}, {CHROME}",
        "null",
        "",
        "https://www.tiktok.com",
        "http://127.0.0.1",
        "http://localhost:{port}",
        "http://127.0.0.1:{port}",
    ],
)
def test_a_token_is_bound_to_the_exact_origin(desk, sent):
    _, token = desk.pair()
    headers = [origin(sent.format(port=desk.port)), bearer(token), site("cross-site")]
    assert desk.send("GET", API, headers).says_nothing


def test_two_paired_extensions_can_not_swap_tokens(desk):
    desk.pair(CHROME)
    _, token = desk.pair(FIREFOX)
    assert desk.send("GET", API, [origin(CHROME), bearer(token), site("cross-site")]).says_nothing


@pytest.mark.parametrize(
    "scheme", ["Bearer wrong", "Bearer", "Bearer ", "Basic {token}", "{token}", "Bearer {token}x"]
)
def test_an_extension_needs_its_token(desk, scheme):
    _, token = desk.pair()
    headers = [origin(CHROME), ("Authorization", scheme.format(token=token)), site("cross-site")]
    assert desk.send("GET", API, headers).says_nothing


def test_a_token_in_the_address_or_a_cookie_is_no_token(desk):
    _, token = desk.pair()
    assert desk.send("GET", f"{API}?token={token}", [origin(CHROME)]).says_nothing
    assert desk.send("GET", API, [origin(CHROME), ("Cookie", f"fitlens_session={token}")]).says_nothing


def test_a_revoked_extension_is_a_stranger_at_once(desk):
    from companion.service import access

    client, token = desk.pair()
    headers = [origin(CHROME), bearer(token), site("cross-site")]
    assert desk.send("GET", API, headers).status == 200
    access.revoke(desk.store, client)
    assert desk.send("GET", API, headers).says_nothing
    assert desk.send("POST", "/api/v1/hello", [origin(CHROME), JSON], b"{}").says_nothing


@pytest.mark.parametrize(
    "path", [API, "/api/v1/captures", "/api/v1/hello", "/api/v1/pairing", "/api/v1/pairing/x"]
)
def test_preflights_of_a_paired_extension_are_answered(desk, path):
    desk.pair()
    asks = [
        origin(CHROME),
        site("cross-site"),
        ("Access-Control-Request-Method", "POST"),
        ("Access-Control-Request-Headers", "authorization,content-type"),
    ]
    answer = desk.send("OPTIONS", path, asks)
    assert (answer.status, answer.body) == (204, b"")
    assert answer.headers["access-control-allow-origin"] == CHROME
    assert {"GET", "POST", "PUT", "PATCH", "DELETE"} <= set(
        answer.headers["access-control-allow-methods"].split(", ")
    )
    assert answer.headers["access-control-allow-headers"] == "authorization, content-type"
    assert "access-control-allow-private-network" not in answer.headers


def test_other_preflights_are_not_answered(desk):
    desk.pair(CHROME)
    wants = ("Access-Control-Request-Method", "GET")
    assert desk.send("OPTIONS", API, [origin(STRANGER), wants]).says_nothing
    assert desk.send("OPTIONS", API, [origin("https://www.tiktok.com"), wants]).says_nothing
    assert desk.send("OPTIONS", API, [origin("null"), wants]).says_nothing
    assert desk.send("OPTIONS", API, [wants]).says_nothing
    assert desk.send("OPTIONS", API, [origin(CHROME)]).says_nothing
    assert desk.send("OPTIONS", PAGE, [origin(CHROME), wants]).says_nothing
    assert desk.send("OPTIONS", API, [origin(desk.origin), site("same-origin"), cookie(desk), wants]).says_nothing
    asked_elsewhere = [("Host", "evil.test"), origin(CHROME), wants]
    assert send(desk.port, "OPTIONS", API, asked_elsewhere).says_nothing


# Row 2: an extension, unpaired


@pytest.mark.parametrize("who", [STRANGER, FIREFOX])
def test_an_unpaired_extension_may_ask_to_be_paired(desk, who):
    answer = desk.send("POST", "/api/v1/pairing", [origin(who), JSON, site("cross-site")], ASK)
    assert answer.status == 201
    assert answer.headers["access-control-allow-origin"] == who
    answer = desk.send("GET", f"/api/v1/pairing/{answer.json['id']}", [origin(who), site("cross-site")])
    assert (answer.status, answer.json) == (200, {"status": "waiting"})


@pytest.mark.parametrize(("method", "path"), [("POST", "/api/v1/pairing"), ("GET", "/api/v1/pairing/some-id")])
def test_an_unpaired_extension_may_preflight_pairing(desk, method, path):
    asks = [
        origin(STRANGER),
        ("Access-Control-Request-Method", method),
        ("Access-Control-Request-Headers", "content-type"),
    ]
    answer = desk.send("OPTIONS", path, asks)
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (204, STRANGER)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/v1/pairing"),
        ("PUT", "/api/v1/pairing"),
        ("DELETE", "/api/v1/pairing/some-id"),
        ("POST", "/api/v1/pairing/some-id"),
        ("GET", "/api/v1/pairing/"),
        ("GET", "/api/v1/pairing/a/b"),
        ("GET", "/api/v1/pairing/..%2fcreators"),
        ("GET", "/api/v1/pairings/x"),
        ("GET", API),
        ("POST", "/api/v1/hello"),
        ("POST", "/api/v1/captures"),
        ("POST", "/api/v1/desk"),
        ("GET", "/"),
        ("GET", PAGE),
    ],
)
def test_an_unpaired_extension_may_do_nothing_else(desk, method, path):
    assert desk.send(method, path, [origin(STRANGER), JSON, site("cross-site")], ASK).says_nothing
    wants = ("Access-Control-Request-Method", method)
    if (method, path) != ("POST", "/api/v1/pairing"):
        assert desk.send("OPTIONS", path, [origin(STRANGER), wants]).says_nothing


@pytest.mark.parametrize(
    "who",
    [
        "https://www.tiktok.com",
        "null",
        "http://chrome-extension",
        "chrome-extension://",
        "chrome-extension://a.b",
        "xchrome-extension://abc",
        "safari-web-extension://abc",
        "file://",
        CHROME + " x",
        f"{CHROME}, https://evil.test",
    ],
)
def test_only_extensions_may_ask_to_be_paired(desk, who):
    assert desk.send("POST", "/api/v1/pairing", [origin(who), JSON, site("cross-site")], ASK).says_nothing


# Row 3: our own pages


@pytest.mark.parametrize("where", ["same-origin", "none"])
def test_our_pages_read_with_the_cookie(desk, where):
    session = cookie(desk)
    assert desk.send("GET", API, [site(where), session]).status == 200
    assert desk.send("GET", API, [site(where), session, origin(desk.origin)]).status == 200
    assert desk.send("GET", "/", [site(where), session]).status == 303
    answer = desk.send("GET", "/static/nothing.css", [site(where), session])
    assert answer.status == 404


def test_our_pages_write_with_both_headers(desk):
    brief = json.dumps({"name": "Crumb", "keywords": ["bread"]}).encode()
    path = "/api/v1/briefs/Crumb"
    session = cookie(desk)
    ours = [JSON, session, site("same-origin"), origin(desk.origin)]
    assert desk.send("PUT", path, ours, brief).status == 200
    for missing in range(1, 4):
        assert desk.send("PUT", path, [h for i, h in enumerate(ours) if i != missing], brief).says_nothing
    for where in ("none", "same-site", "cross-site"):
        assert desk.send("DELETE", path, [session, site(where), origin(desk.origin)]).says_nothing
    assert desk.send("GET", path, [session, site("same-origin")]).status == 200


def test_our_pages_get_no_cors_headers(desk):
    answer = desk.send("GET", API, [site("same-origin"), cookie(desk), origin(desk.origin)])
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    "session",
    ["fitlens_session=", "fitlens_session=wrong", "fitlens_session={token}x", "session={token}", "{token}"],
)
def test_without_the_cookie_our_pages_are_strangers(desk, session):
    token = desk.cookie().partition("=")[2]
    headers = [site("same-origin"), ("Cookie", session.format(token=token))]
    assert desk.send("GET", API, headers).says_nothing
    assert desk.send("GET", PAGE, headers).says_nothing


def test_the_api_does_not_answer_other_sites_though_the_cookie_came_along(desk):
    session = cookie(desk)
    for where in ("cross-site", "same-site", "weird"):
        assert desk.send("GET", API, [site(where), session]).says_nothing
    assert desk.send("GET", API, [session]).says_nothing
    for foreign in ("https://evil.test", "null", "http://127.0.0.1:1", CHROME):
        assert desk.send("GET", API, [site("same-origin"), session, origin(foreign)]).says_nothing


# Row 4: a link from anywhere to a page


@pytest.mark.parametrize("where", ["cross-site", "same-site", "none", None])
def test_a_link_opens_a_page_with_the_cookie(desk, where):
    headers = [cookie(desk), *([site(where)] if where else []), ("Sec-Fetch-Dest", "document")]
    assert desk.send("GET", "/", headers).status == 303


def test_a_link_writes_nothing_and_shows_nothing_inside_other_pages(desk):
    session = cookie(desk)
    for method in ("POST", "PUT", "PATCH", "DELETE", "HEAD"):
        assert desk.send(method, PAGE, [session, site("cross-site")]).says_nothing
    assert desk.send("POST", PAGE, [session, site("cross-site"), origin("null")]).says_nothing
    for inside in ("iframe", "image", "script", "empty", "object"):
        assert desk.send("GET", PAGE, [session, site("same-site"), ("Sec-Fetch-Dest", inside)]).says_nothing
    assert desk.send("GET", "/static/nothing.css", [session, site("cross-site")]).says_nothing
    assert desk.send("GET", PAGE, [site("cross-site")]).says_nothing


# Row 5: a typed address, no cookie


def test_a_typed_address_is_told_how_to_open_the_desk(desk):
    answer = desk.send("GET", "/", [site("none")])
    assert answer.status == 200
    assert "fitlens start" in answer.body.decode()
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", [path for path in EVERYWHERE if path != "/"])
def test_any_other_typed_address_is_told_nothing(desk, path):
    assert desk.send("GET", path, [site("none")]).says_nothing


@pytest.mark.parametrize("where", ["cross-site", "same-site", "same-origin", "", None])
def test_the_way_in_is_shown_to_nobody_else(desk, where):
    assert desk.send("GET", "/", [] if where is None else [site(where)]).says_nothing
    assert desk.send("HEAD", "/", [site("none")]).says_nothing
    assert desk.send("POST", "/", [site("none")]).says_nothing


# Row 6: a program on this machine


def test_a_program_uses_the_api_with_a_token(desk):
    _, token = desk.pair(None, "Reports")
    assert desk.program(token, "GET", API).status == 200
    assert desk.program(token, "PUT", "/api/v1/briefs/A", {"name": "A", "keywords": ["bread"]}).status == 200


def test_a_program_may_borrow_an_extensions_token(desk):
    """The row asks for a token alone: a program could send any Origin, and no browser leaves both headers out."""
    _, token = desk.pair(CHROME)
    assert desk.program(token, "GET", API).status == 200


def test_a_program_without_a_token_or_outside_the_api_gets_nothing(desk):
    _, token = desk.pair(None, "Reports")
    assert desk.send("GET", API).says_nothing
    assert desk.program("wrong", "GET", API).says_nothing
    for path in ("/", PAGE, "/static/nothing.css"):
        assert desk.program(token, "GET", path).says_nothing


@pytest.mark.parametrize(
    "extra", [site("none"), site("cross-site"), site("same-origin"), origin("null"), origin(CHROME)]
)
def test_a_program_does_not_look_like_a_browser(desk, extra):
    _, token = desk.pair(None, "Reports")
    assert desk.send("GET", API, [bearer(token), extra]).says_nothing


# Everything else


@pytest.mark.parametrize("path", EVERYWHERE)
def test_strangers_learn_nothing_from_any_method_at_any_address(desk, path):
    for method in METHODS:
        answer = desk.send(method, path)
        assert answer.says_nothing, (method, answer)
        answer = desk.send(method, path, [origin("https://evil.test"), site("cross-site")])
        assert answer.says_nothing, (method, answer)


@pytest.mark.parametrize(
    "host",
    [
        "localhost:{port}",
        "evil.test:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1:{port}.evil.test",
        "127.0.0.1:{port}, 127.0.0.1:{port}",
        "127.0.0.2:{port}",
        "[::1]:{port}",
        "0.0.0.0:{port}",
        "127.1:{port}",
        "2130706433:{port}",
        "127.0.0.1:0{port}",
        "user@127.0.0.1:{port}",
        "127.0.0.1:{port}/",
        "",
    ],
)
def test_another_host_is_refused_whatever_else_is_right(desk, host):
    _, token = desk.pair(None, "Reports")
    named = ("Host", host.format(port=desk.port))
    assert send(desk.port, "GET", API, [named, bearer(token)]).says_nothing
    assert send(desk.port, "GET", "/", [named, site("none")]).says_nothing
    assert send(desk.port, "GET", "/", [named, site("none"), cookie(desk)]).says_nothing


def test_host_and_origin_must_come_once(desk):
    _, token = desk.pair()
    right = ("Host", desk.host)
    assert send(desk.port, "GET", API, [bearer(token)]).says_nothing
    assert send(desk.port, "GET", API, [right, right, bearer(token)]).says_nothing
    assert send(desk.port, "GET", API, [right, ("Host", "evil.test"), bearer(token)]).says_nothing
    assert desk.send("GET", API, [origin(CHROME), origin(CHROME), bearer(token)]).says_nothing
    assert desk.send("GET", API, [origin(CHROME), origin("https://evil.test"), bearer(token)]).says_nothing


def test_forwarding_headers_change_nothing(desk):
    _, token = desk.pair(None, "Reports")
    pretend = [("X-Forwarded-Host", desk.host), ("Forwarded", f"host={desk.host}")]
    assert send(desk.port, "GET", API, [("Host", "evil.test"), bearer(token), *pretend]).says_nothing
    override = ("X-HTTP-Method-Override", "GET")
    assert desk.send("POST", "/", [site("none"), override]).says_nothing


def test_the_answer_names_no_server(desk):
    _, token = desk.pair(None, "Reports")
    for answer in (desk.send("GET", "/"), desk.send("GET", "/", [site("none")]), desk.program(token, "GET", API)):
        assert "server" not in answer.headers


def test_a_session_ends(tmp_path):
    from companion.service import access
    from tests.support.callers import Desk
    from tests.support.running import running_companion

    clock = [NOW]
    with running_companion(tmp_path / "home", now=lambda: clock[0]) as running:
        desk = Desk(running)
        session = cookie(desk)
        assert desk.send("GET", API, [site("none"), session]).status == 200
        clock[0] += access.SESSION_LIFE
        assert desk.send("GET", API, [site("none"), session]).says_nothing
