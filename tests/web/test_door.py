"""The way in: one-time links, the cookie, the page that says how to open the desk."""

import re

from companion.service import access
from tests.support.callers import CHROME, NOW

TYPED = [("Sec-Fetch-Site", "none")]
OPENED_BY_FIREFOX = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Dest", "document")]
"""What Firefox says of a tab that an extension opens; Chromium calls it typed."""


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


def test_firefox_opens_the_extensions_link_too_and_learns_nothing_once_it_is_spent(desk):
    path = ask_for_link(desk).removeprefix(desk.origin)
    assert desk.send("GET", path, [*OPENED_BY_FIREFOX, ("Origin", CHROME)]).says_nothing
    assert desk.send("GET", path, [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Dest", "iframe")]).says_nothing
    entered = desk.send("GET", path, OPENED_BY_FIREFOX)
    assert (entered.status, entered.headers["location"]) == (303, "/shortlist")
    cookie = ("Cookie", entered.headers["set-cookie"].split("; ")[0])
    assert desk.send("GET", "/shortlist", [*OPENED_BY_FIREFOX, cookie]).status == 200
    assert desk.send("GET", path, OPENED_BY_FIREFOX).says_nothing


def test_an_extension_that_asks_to_be_paired_is_shown_how_to_open_the_desk_in_firefox_too(desk):
    request = access.ask(desk.store, "Firefox", "K7QX", CHROME, NOW)
    answer = desk.send("GET", f"/?asking={request.id}", OPENED_BY_FIREFOX)
    assert answer.status == 200
    assert "fitlens start" in answer.body.decode()
    assert "set-cookie" not in answer.headers
    access.refuse(desk.store, request.id, NOW)
    assert desk.send("GET", f"/?asking={request.id}", OPENED_BY_FIREFOX).says_nothing


def test_an_invitation_leads_nowhere_but_in(desk):
    for query in (f"ticket={access.new_ticket(desk.store, NOW)}", "ticket=", "asking=", "asking=%00"):
        for path in ("/shortlist", "/api/v1/creators", "/static/nothing.css"):
            assert desk.send("GET", f"{path}?{query}", OPENED_BY_FIREFOX).says_nothing
    assert desk.send("GET", "/?asking=%C3%A9", OPENED_BY_FIREFOX).says_nothing
    assert desk.send("GET", "/?ticket=wrong", OPENED_BY_FIREFOX).says_nothing
    expired = f"/?ticket={access.new_ticket(desk.store, NOW - access.TICKET_LIFE)}"
    assert desk.send("GET", expired, OPENED_BY_FIREFOX).says_nothing


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
