"""Whatever a client with a token sends, it gets one clear sentence and a 4xx, never a 500, and nothing is lost."""

import json

import pytest

from companion.web import serve
from tests.support.raw_http import exchange, send

BRIEF = {"name": "Crumb", "keywords": ["bread"]}
CAPTURE = {
    "schema": 1,
    "source": "api",
    "page_url": "https://www.tiktok.com/@someone",
    "request_url": "https://www.tiktok.com/api/post/item_list/",
    "captured_at": "2026-11-18T13:00:00.000Z",
    "body": "{}",
}
WRITES = [
    ("POST", "/api/v1/hello", {"nonce": "12345678", "client": "x"}),
    ("POST", "/api/v1/captures", CAPTURE),
    ("PUT", "/api/v1/briefs/Crumb", BRIEF),
    ("PUT", "/api/v1/active-brief", {"name": "Crumb"}),
    ("PATCH", "/api/v1/shortlist/@someone", {"stage": "agreed"}),
    ("PUT", "/api/v1/shortlist/@someone", {"stage": "agreed"}),
]
ROUTES = pytest.mark.parametrize(("method", "path", "content"), WRITES, ids=lambda value: str(value)[:30])

NOT_JSON = {
    "nothing": b"",
    "cut short": b'{"name": "Cr',
    "not utf-8": b'{"name": "\xff\xfe"}',
    "utf-8 of a surrogate": b'{"name": "\xed\xa0\x80", "keywords": ["a"]}',
    "half an emoji": b'{"name": "\\ud83d", "keywords": ["a"]}',
    "a byte order mark": b"\xef\xbb\xbf{}",
    "NaN": b'{"name": NaN}',
    "Infinity": b'{"name": -Infinity}',
    "deep": b"[" * 60_000,
    "deep objects": b'{"name":' * 7_000,
    "an array": b"[]",
    "null": b"null",
    "a number": b"1e999",
    "two values": b"{} {}",
    "a NUL": b"\x00",
    "utf-16": '{"name": "x"}'.encode("utf-16"),
    "a form": b"name=Crumb",
}


@pytest.fixture
def token(desk):
    return desk.pair(None, "Reports")[1]


def assert_refused(answer, *statuses):
    assert answer.status in (statuses or (400,)), answer
    error = answer.json["error"]
    assert set(error) == {"code", "message", "detail"}
    assert error["message"].endswith(".")
    assert "Traceback" not in error["message"]
    assert len(error["message"]) < 500


@pytest.mark.parametrize("route", [write[:2] for write in WRITES], ids=" ".join)
@pytest.mark.parametrize("body", NOT_JSON.values(), ids=NOT_JSON)
def test_what_is_no_such_json_is_refused(desk, token, route, body):
    unseen = 404 if route == ("PUT", "/api/v1/shortlist/@someone") and body == b"" else 400
    assert_refused(desk.program(token, *route, body), unseen)


@ROUTES
def test_unknown_fields_are_refused_by_name(desk, token, method, path, content):
    answer = desk.program(token, method, path, {**content, "colour": 1})
    assert_refused(answer)
    assert "colour" in answer.json["error"]["message"]


@ROUTES
def test_only_json_is_taken(desk, token, method, path, content):
    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/jsonp", "multipart/form-data"):
        headers = [("Authorization", f"Bearer {token}"), ("Content-Type", kind)]
        assert_refused(desk.send(method, path, headers, json.dumps(content).encode()), 415)


@ROUTES
def test_too_large_is_said_in_the_error_shape(desk, token, method, path, content):
    size = 7 * 1024 * 1024 if path.endswith("captures") else 65 * 1024
    body = json.dumps(content).encode().ljust(size)
    assert_refused(desk.program(token, method, path, body), 413)


@ROUTES
def test_a_chunked_body_is_measured_too(desk, token, method, path, content):
    body = json.dumps({**content, "pad": "x" * 70_000}).encode()
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: {desk.host}\r\nAuthorization: Bearer {token}\r\n"
        "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    ).encode()
    answer = exchange(desk.port, head + f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n")
    assert_refused(answer, *([400] if path.endswith("captures") else [413]))


def test_the_field_at_fault_is_named(desk, token):
    cases = [
        ({**BRIEF, "weights": {"niche": 2}}, "weights.niche"),
        ({**BRIEF, "hashtags": ["ok", ""]}, "hashtags[1]"),
        ({**BRIEF, "currency": "usd"}, "currency"),
        ({**BRIEF, "budget": "lots"}, "budget"),
    ]
    for brief, field in cases:
        answer = desk.program(token, "PUT", "/api/v1/briefs/Crumb", brief)
        assert_refused(answer)
        assert answer.json["error"]["detail"] == {"field": field}
        assert answer.json["error"]["message"].startswith(field)


@pytest.mark.parametrize(
    "change",
    [
        {"schema": 2},
        {"source": "guess"},
        {"page_url": None},
        {"page_url": "x" * 5000},
        {"captured_at": "yesterday"},
        {"captured_at": "2199-01-01T00:00:00Z"},
        {"body": 1},
    ],
)
def test_odd_captures_are_refused(desk, token, change):
    assert_refused(desk.program(token, "POST", "/api/v1/captures", {**CAPTURE, **change}))


def test_a_capture_with_too_long_a_body_is_refused_by_its_bytes(desk, token):
    at_most = 2 * 1024 * 1024
    for body in ("x" * (at_most + 1), "é" * (at_most // 2 + 1), "\U0001f600" * (at_most // 4 + 1)):
        answer = desk.program(token, "POST", "/api/v1/captures", json.dumps({**CAPTURE, "body": body}).encode())
        assert_refused(answer, 413)


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=1001",
        "limit=-1",
        "limit=ten",
        "limit=99999999999999999999999",
        "offset=-1",
        "offset=99999999999999999999",
        "sort=; drop table creators",
        "sort=Handle",
        "order=up",
        "colour=red",
        "limit=1&limit=2",
        "q=" + "x" * 201,
    ],
)
def test_odd_queries_are_refused(desk, token, query):
    assert_refused(desk.program(token, "GET", f"/api/v1/creators?{query.replace(' ', '%20')}"))


@pytest.mark.parametrize(
    "q", ["%00", "%ff", "%ed%a0%80", "%25", "%", "'%22%20or%201=1--", "%F0%9F%98%80", "*", "_"]
)
def test_odd_searches_find_nothing(desk, token, q):
    answer = desk.program(token, "GET", f"/api/v1/creators?q={q}")
    assert (answer.status, answer.json) == (200, {"total": 0, "creators": []})


@pytest.mark.parametrize(
    "ref", ["%00", "@%00", "@", "%ff", "%ed%a0%80", "..%2f..", "9" * 400, "%F0%9F%98%80", "'--", "-1"]
)
def test_odd_creators_are_not_found(desk, token, ref):
    for path in ("", "/videos", "/scorecard", "/look"):
        assert_refused(desk.program(token, "GET", f"/api/v1/creators/{ref}{path}"), 400, 404)
    for method in ("GET", "PUT", "DELETE"):
        assert_refused(desk.program(token, method, f"/api/v1/shortlist/{ref}"), 400, 404)
    assert_refused(desk.program(token, "GET", f"/api/v1/videos/{ref}/history"), 400, 404)
    assert_refused(desk.program(token, "GET", f"/api/v1/briefs/{ref}"), 400, 404)
    assert_refused(desk.program(token, "DELETE", f"/api/v1/briefs/{ref}"), 400, 404)
    assert_refused(desk.program(token, "PUT", f"/api/v1/briefs/{ref}", BRIEF), 400, 404)


@pytest.mark.parametrize(
    "path",
    ["/api/v1/nowhere", "/api/v1/", "/api/v1/creators/a/b/c", "/api/v1/%00", "/api/v1/%ff", "/api/v1//creators"],
)
def test_unknown_addresses_and_methods_have_the_error_shape(desk, token, path):
    assert_refused(desk.program(token, "GET", path), 404)
    answer = desk.program(token, "DELETE", "/api/v1/creators")
    assert_refused(answer, 405)
    assert "GET" in answer.headers["allow"]


@pytest.mark.parametrize(
    "cookie",
    [
        "\xff\xfe",
        "fitlens_session=\xed\xa0\x80",
        'fitlens_session="\\777"',
        "fitlens_session=" + "x" * 8000,
        "=",
        ";;;",
        "\x01",
    ],
)
def test_odd_cookies_are_no_session(desk, cookie):
    answer = desk.send("GET", "/api/v1/creators", [("Sec-Fetch-Site", "none"), ("Cookie", cookie)])
    assert answer.status in (400, 403)
    assert answer.status == 400 or answer.says_nothing


@pytest.mark.parametrize("secret", ["\xff", "é" * 1000, "x" * 100_000, "Bearer"])
def test_odd_tokens_are_no_token(desk, secret):
    assert desk.send("GET", "/api/v1/creators", [("Authorization", f"Bearer {secret}")]).says_nothing


def test_a_failure_of_ours_is_one_sentence_here_and_a_trace_in_the_log(desk, token, tmp_path):
    handler = serve.log_to(tmp_path / "logs")
    try:
        desk.store.documents.put("briefs", "crumb", {"brief": "not a brief", "changed_at": 0})
        answer = desk.program(token, "GET", "/api/v1/briefs/Crumb?secret=hush")
    finally:
        serve.stop_logging(handler)
    assert_refused(answer, 500)
    assert answer.json["error"]["code"] == "internal"
    log = (tmp_path / "logs" / "companion.log").read_text(encoding="utf-8")
    assert "GET /api/v1/briefs/Crumb failed" in log
    assert "Traceback" in log
    assert "hush" not in log
    assert (tmp_path / "logs" / "companion.log").stat().st_mode & 0o077 == 0


def test_strangers_see_no_failure_of_ours(desk):
    desk.store.documents.put("clients", "broken", {"id": 1})
    assert desk.send("GET", "/api/v1/creators", [("Authorization", "Bearer x")]).says_nothing


def test_half_a_request_holds_nobody_up(desk, token):
    import socket

    with socket.create_connection(("127.0.0.1", desk.port)) as waiting:
        waiting.sendall(b"POST /api/v1/captures HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{")
        assert desk.program(token, "GET", "/api/v1/creators").status == 200


def test_two_requests_on_one_connection_are_judged_apart(desk, token):
    first = f"GET /api/v1/creators HTTP/1.1\r\nHost: {desk.host}\r\nAuthorization: Bearer {token}\r\n\r\n"
    second = f"GET /api/v1/creators HTTP/1.1\r\nHost: {desk.host}\r\nConnection: close\r\n\r\n"
    answer = exchange(desk.port, (first + second).encode())
    assert answer.status == 200
    assert b"HTTP/1.1 403 FORBIDDEN" in answer.body


def test_http_1_0_without_a_host_is_refused(desk, token):
    assert exchange(desk.port, f"GET / HTTP/1.0\r\nAuthorization: Bearer {token}\r\n\r\n".encode()).says_nothing
    whole = [("Host", "evil.test"), ("Authorization", f"Bearer {token}")]
    assert send(desk.port, "GET", f"http://{desk.host}/api/v1/creators", whole).says_nothing


@pytest.mark.parametrize(
    "request_line", ["get / HTTP/1.1", "GET / HTTP/9.9.9", "GET", "\x16\x03\x01\x02", "GET / HTTP/1.1\r\nHost : x"]
)
def test_what_is_not_http_gets_the_uniform_answer(desk, request_line):
    assert exchange(desk.port, f"{request_line}\r\nConnection: close\r\n\r\n".encode("latin-1")).says_nothing


def test_huge_headers_get_the_uniform_answer(desk):
    assert desk.send("GET", "/", [("X-Padding", "x" * 300_000)]).says_nothing


def test_a_body_beyond_every_limit_is_refused_by_its_announcement(desk, token):
    announced = [("Content-Type", "application/json"), ("Content-Length", str(10**9))]
    assert desk.send("POST", "/api/v1/captures", announced).says_nothing
    announced.append(("Authorization", f"Bearer {token}"))
    assert_refused(desk.send("POST", "/api/v1/captures", announced), 413)
