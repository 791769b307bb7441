"""The way in: one-time links, the cookie, the page that says how to open the desk."""

import re

from companion.service import access
from tests.support.callers import CHROME, NOW

TYPED = [("Sec-Fetch-Site", "none")]


def ask_for_link(desk):
    _, token = desk.pair()
    headers = [("Origin", CHROME), ("Sec-Fetch-Site", "cross-site"), ("Authorization", f"Bearer {token}")]
    answer = desk.send("POST", "/api/v1/desk", headers, b"")
    assert answer.status == 200
    return answer.json["url"]


def test_the_extensions_link_opens_the_desk_once(desk):
    url = ask_for_link(desk)
    path = url.removeprefix(desk.origin)
    assert path != url
    entered = desk.send("GET", path, TYPED)
    assert (entered.status, entered.headers["location"]) == (303, "/shortlist")
    name_and_value, *attributes = entered.headers["set-cookie"].split("; ")
    assert set(attributes) >= {"HttpOnly", "SameSite=Lax", "Path=/"}
    assert not [a for a in attributes if a.startswith("Domain")]
    assert desk.send("GET", "/api/v1/creators", [*TYPED, ("Cookie", name_and_value)]).status == 200

    again = desk.send("GET", path, TYPED)
    assert again.status == 200
    assert "was used or has expired" in again.body.decode()
    assert "set-cookie" not in again.headers


def test_a_wrong_or_odd_ticket_opens_nothing(desk):
    for ticket in ("", "wrong", "%00", "%ff%fe", "x" * 5000, "%ed%a0%80"):
        answer = desk.send("GET", f"/?ticket={ticket}", TYPED)
        assert (answer.status, "set-cookie" in answer.headers) == (200, False)


def test_looking_at_a_link_does_not_spend_it(desk):
    path = f"/?ticket={access.new_ticket(desk.store, NOW)}"
    assert desk.send("HEAD", path, TYPED).says_nothing
    assert desk.send("GET", path, [("Sec-Fetch-Site", "cross-site")]).says_nothing
    assert desk.send("GET", path, TYPED).status == 303


def test_with_a_session_the_address_alone_opens_the_desk(desk):
    answer = desk.send("GET", "/", [*TYPED, ("Cookie", desk.cookie())])
    assert (answer.status, answer.headers["location"]) == (303, "/shortlist")


def test_while_a_browser_asks_to_connect_the_desk_opens_where_it_is_answered(desk):
    request = access.ask(desk.store, "Chromium", "K7QX", CHROME, NOW)
    for path in ("/", f"/?ticket={access.new_ticket(desk.store, NOW)}"):
        answer = desk.send("GET", path, [*TYPED, *([("Cookie", desk.cookie())] if path == "/" else [])])
        assert (answer.status, answer.headers["location"]) == (303, "/connection")
    access.allow(desk.store, request.id, NOW)
    answer = desk.send("GET", "/", [*TYPED, ("Cookie", desk.cookie())])
    assert answer.headers["location"] == "/shortlist"


def test_the_plain_page_sends_nobody_in_a_circle(desk):
    page = desk.send("GET", "/", TYPED).body.decode()
    assert "run “fitlens start”" in page
    assert "run “fitlens pair”" in page
    assert "extension" not in page


def test_the_plain_page_needs_nothing_and_allows_nothing(desk):
    answer = desk.send("GET", "/", TYPED)
    page = answer.body.decode()
    assert not re.search(r"(src|href|action|url\()", page)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["cache-control"] == "no-store"


def test_pages_carry_the_strict_headers(desk):
    answer = desk.send("GET", "/nowhere", [*TYPED, ("Cookie", desk.cookie())])
    assert answer.status == 404
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
