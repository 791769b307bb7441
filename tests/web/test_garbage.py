"""Garbage at every address of the companion: a 4xx with one sentence, never a 5xx, and nothing kept is lost."""

import json
import random
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companion.web.app import create_app
from companion.web.context import Context
from tests.support.callers import NOW, Desk
from tests.support.command import everything_in
from tests.support.creators import read_creator
from tests.support.running import running_companion

QUICK = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
HANDLE = "mira.bakes.slow"
BRIEF = {
    "name": "Crumb",
    "keywords": ["bread"],
    "followers": {"min": 1},
    "cpm": {"low": 1},
    "weights": {"niche": 1},
}
CAPTURE = {
    "schema": 1,
    "source": "api",
    "page_url": f"https://www.tiktok.com/@{HANDLE}",
    "request_url": "https://www.tiktok.com/api/post/item_list/",
    "captured_at": "2026-11-18T13:00:00.000Z",
    "body": '{"itemList": []}',
    "extension": "0.1.0",
}
ENTRY = {"lists": ["Autumn"], "stage": "contacted", "tags": ["warm"], "notes": "wrote", "brief": "Crumb"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A companion with something to lose."""
    with running_companion(tmp_path_factory.mktemp("garbage") / "home", now=lambda: NOW) as running:
        desk = Desk(running)
        read_creator(desk.store)
        token = desk.pair(None, "Reports")[1]
        assert desk.program(token, "PUT", "/api/v1/briefs/Crumb", BRIEF).status == 200
        assert desk.program(token, "PUT", f"/api/v1/shortlist/@{HANDLE}", ENTRY).status == 200
        yield desk


@pytest.fixture(scope="module")
def token(desk):
    return desk.pair(None, "Garbage")[1]


@pytest.fixture(scope="module")
def cookie(desk):
    return desk.cookie()


@pytest.fixture
def untouched(desk):
    """What was kept before is kept afterwards, unchanged."""
    before = everything_in(desk.store)
    yield
    assert everything_in(desk.store) == before


def addresses():
    """Every address and method of the companion, from its URL map."""
    app = create_app(Context(store=None, now=lambda: NOW, port=1, extension=Path("unused")))  # type: ignore[arg-type]
    for rule in app.url_map.iter_rules():
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            yield method, rule.rule


ADDRESSES = sorted(addresses())
API = [(method, rule) for method, rule in ADDRESSES if rule.startswith("/api/")]
PAGES = [(method, rule) for method, rule in ADDRESSES if not rule.startswith("/api/")]
NAMES = [
    "x",
    "@",
    "\x00",
    "\x1b[31m",
    "..",
    "%",
    "é" * 100,
    "9" * 300,
    "-1",
    "\u202e",
    "' or 1=1 --",
    "{{7*7}}",
    "\n",
    "a b",
]


def filled(rule, value):
    """The address with every variable part replaced."""
    parts = [quote(value, safe="") if part.startswith("<") else part for part in rule.split("/")]
    return "/".join(parts)


def assert_said(answer, *, api=True):
    """A refusal in the one shape, for programs or for people."""
    assert 400 <= answer.status < 500, answer
    assert b"Traceback" not in answer.body
    if api and not answer.says_nothing:
        error = answer.json["error"]
        assert set(error) == {"code", "message", "detail"}
        assert error["message"].endswith(".")
        assert len(error["message"]) < 500


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(("method", "rule"), [a for a in API if "<" in a[1]], ids=" ".join)
def test_names_that_nothing_has(desk, token, method, rule):
    for name in NAMES:
        body = {"PUT": {**BRIEF, "name": name} if "briefs" in rule else {}, "PATCH": {}}.get(method)
        if "briefs" in rule and method == "PUT" and name.isprintable() and len(name) <= 80:
            continue  # a fine name for a brief
        assert_said(desk.program(token, method, filled(rule, name), body))


BODIES = {
    "binary": random.Random(2).randbytes(5_000),  # noqa: S311
    "cut": b'{"name": "Cru',
    "utf-16": json.dumps(BRIEF).encode("utf-16"),
    "a lone surrogate": b'{"name": "\\udc00", "notes": "\\ud800"}',
    "deep": b'{"a":' * 10_000,
    "deep lists": b"[" * 60_000,
    "NaN": b'{"budget": NaN}',
    "a huge number": b'{"budget": ' + b"9" * 60_000 + b"}",
    "the same key twice": b'{"name": "Crumb", "name": "Other", "x": 1}',
    "a string": b'"Crumb"',
    "true": b"true",
    "unknown": b'{"__proto__": {"a": 1}}',
    "html": b"<script>alert(1)</script>",
    "ten megabytes": b'{"notes": "' + b"x" * 10_000_000 + b'"}',
}
WITHOUT_A_BODY = {"POST /api/v1/desk", "POST /api/v1/accuracy/check"}


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_bodies_of_garbage_at_every_writing_address(desk, token, body):
    for method, rule in API:
        if method in {"POST", "PUT", "PATCH"} and f"{method} {rule}" not in WITHOUT_A_BODY:
            assert_said(desk.program(token, method, filled(rule, f"@{HANDLE}"), body))


@pytest.mark.usefixtures("untouched")
def test_a_body_where_none_is_asked_for_is_not_looked_at(desk, token):
    for method, rule in API:
        if method == "GET":
            answer = desk.program(token, method, filled(rule, f"@{HANDLE}"), b"\x00[[[")
            assert answer.status < 500


QUERIES = ["limit=NaN", "limit=1e3", "offset=%00", "brief=%ff%fe", "as_of=yesterday", "as_of=%00", "q=%ed%a0%80",
           "a=b", "as_of=9999-12-31", "as_of=0001-01-01T00:00%2b23:59", "sort[]=x", "&&&===", "%",
           "list=" + "x" * 5_000, "brief=" + "%F0%9F%98%80" * 200]  # fmt: skip


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_queries_of_garbage_at_every_address(desk, token, cookie, query):
    session = [("Sec-Fetch-Site", "none"), ("Cookie", cookie)]
    for method, rule in ADDRESSES:
        if method == "GET":
            path = f"{filled(rule, f'@{HANDLE}')}?{query}"
            answer = (
                desk.program(token, "GET", path) if rule.startswith("/api/") else desk.send("GET", path, session)
            )
            assert answer.status < 500, (path, answer)
            assert b"Traceback" not in answer.body


FORMS = {
    "empty": b"",
    "binary": b"\x00\xff\xfe" * 100,
    "no end": b"a=%",
    "surrogates": b"name=%ed%a0%80&notes=%ed%b0%80&keywords=%ff",
    "elsewhere": b"back=//evil.example/&name=x",
    "an odd place": b"back=http://[&stage=burnt&name=",
    "another odd place": b"back=/%0d%0aX-Evil:+1&stage=%00",
    "long": b"notes=" + b"x" * 20_000,
    "too long": b"notes=" + b"x" * 200_000,
    "many fields": b"&".join(b"k%d=1" % n for n in range(5_000)),
    "json": b'{"stage": "agreed"}',
    "odd numbers": b"name=Z&keywords=a&budget=1e999&cpm_low=NaN&cpm_high=-1&margin=x&weight_niche=-1",
    "control characters": b"name=%1b%5b31m&keywords=%00",
}


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"]
)
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_forms_of_garbage_at_every_page(desk, cookie, form, kind):
    own = [("Origin", desk.origin), ("Sec-Fetch-Site", "same-origin"), ("Cookie", cookie), ("Content-Type", kind)]
    for method, rule in PAGES:
        if method == "POST":
            for name in ("nobody", "\x00", "9" * 300):
                answer = desk.send("POST", filled(rule, name), own, form)
                assert answer.status == 303 or 400 <= answer.status < 500, (rule, name, answer)
                if answer.status == 303:
                    assert answer.headers["location"].startswith("/")
                    assert not answer.headers["location"].startswith("//")
                assert "x-evil" not in answer.headers


@pytest.mark.usefixtures("untouched")
def test_forms_of_garbage_about_a_creator_that_is_there(desk, cookie):
    own = [("Origin", desk.origin), ("Sec-Fetch-Site", "same-origin"), ("Cookie", cookie)]
    typed = [*own, ("Content-Type", "application/x-www-form-urlencoded")]
    for method, rule in PAGES:
        if method == "POST" and "<ref>" in rule and not rule.endswith(("/remove", "/looked", "/shown")):
            for form in (
                b"stage=burnt",
                b"notes=" + b"x" * 10_001,
                b"back=http://[&stage=burnt",
                b"lists=" + b"y" * 81,
            ):
                answer = desk.send("POST", filled(rule, f"@{HANDLE}"), typed, form)
                assert answer.status == 303 or 400 <= answer.status < 500, (rule, form, answer)


ODD = st.none() | st.booleans() | st.integers() | st.integers(2**60, 2**80) | st.floats() | st.text(max_size=12)
ANYTHING = st.recursive(
    ODD, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
)


def encoded(value):
    return json.dumps(value).encode("ascii")  # surrogates as \\ud800, NaN as NaN


@QUICK
@given(
    changes=st.dictionaries(
        st.sampled_from(sorted({*BRIEF, "budget", "currency", "languages"} - {"name"})), ANYTHING, min_size=1
    )
)
def test_a_brief_with_anything_in_any_field(desk, token, changes):
    answer = desk.program(token, "PUT", "/api/v1/briefs/Odd", encoded({**BRIEF, "name": "Odd", **changes}))
    if answer.status == 200:
        assert desk.program(token, "GET", f"/api/v1/creators/@{HANDLE}/look?brief=Odd").status == 200
        desk.program(token, "DELETE", "/api/v1/briefs/Odd")
    else:
        assert_said(answer)
        assert desk.program(token, "GET", "/api/v1/briefs/Odd").status == 404


@QUICK
@given(changes=st.dictionaries(st.sampled_from(sorted(ENTRY)), ANYTHING, min_size=1))
def test_an_entry_with_anything_in_any_field(desk, token, changes):
    before = desk.program(token, "GET", f"/api/v1/shortlist/@{HANDLE}").json
    answer = desk.program(token, "PATCH", f"/api/v1/shortlist/@{HANDLE}", encoded(changes))
    if answer.status == 200:
        assert desk.program(token, "GET", f"/api/v1/shortlist/@{HANDLE}").json == answer.json
        assert desk.program(token, "PATCH", f"/api/v1/shortlist/@{HANDLE}", ENTRY).status == 200
    else:
        assert_said(answer)
        assert desk.program(token, "GET", f"/api/v1/shortlist/@{HANDLE}").json == before


@QUICK
@given(changes=st.dictionaries(st.sampled_from(sorted(CAPTURE)), ANYTHING, min_size=1))
def test_a_capture_with_anything_in_any_field(desk, token, changes):
    before = everything_in(desk.store)
    assert_said(desk.program(token, "POST", "/api/v1/captures", encoded({**CAPTURE, **changes})))
    assert everything_in(desk.store) == before


ITEM = {
    "id": "7100000000000000001",
    "desc": "Sourdough",
    "createTime": 1_700_000_000,
    "author": {"id": "7000000000000000077", "uniqueId": "someone.else", "nickname": "Else"},
    "stats": {"playCount": 5, "diggCount": 4, "commentCount": 3, "shareCount": 2, "collectCount": 1},
    "textExtra": [{"hashtagName": "breadtok", "type": 1}],
    "music": {"id": "1", "title": "x", "original": True},
    "video": {"duration": 9},
    "isAd": False,
    "textLanguage": "en",
}


@QUICK
@given(changes=st.dictionaries(st.sampled_from(sorted(ITEM)), ANYTHING, min_size=1))
def test_tiktok_may_send_anything_in_any_field(desk, token, changes):
    """A creator besides the one that is kept: that one stays as it was, and every page still opens."""
    ours = desk.program(token, "GET", f"/api/v1/creators/@{HANDLE}/videos").json
    body = json.dumps({"itemList": [{**ITEM, **changes}]})
    page = {**CAPTURE, "page_url": "https://www.tiktok.com/@someone.else"}
    answer = desk.program(token, "POST", "/api/v1/captures", encoded({**page, "body": body}))
    if answer.status != 200:
        assert_said(answer)
    if answer.status == 200 and answer.json["creator"]:
        creator = answer.json["creator"]
        ref = creator["id"] or f"@{creator['handle']}"
        assert desk.program(token, "GET", f"/api/v1/creators/{quote(ref)}/videos").status == 200
    assert desk.program(token, "GET", "/api/v1/creators?limit=1000").status == 200
    assert desk.program(token, "GET", f"/api/v1/creators/@{HANDLE}/videos").json == ours


def test_after_all_this_every_page_opens(desk, cookie):
    """Also with what the garbage above left behind."""
    session = [("Sec-Fetch-Site", "none"), ("Cookie", cookie)]
    listed = desk.store.observations.creators(limit=1000).rows
    pages = ["/shortlist", "/creators", "/briefs", "/connection", "/shortlist.csv"]
    pages += [f"/creators/{row.summary.id}" for row in listed if row.summary.id]
    for page in pages:
        answer = desk.send("GET", page, session)
        assert answer.status in {200, 404}, (page, answer)
        assert answer.status == 200 or page.endswith(".csv")
