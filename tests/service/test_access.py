"""Pairing, clients, one-time links and sessions, on a real home."""

import hashlib
import hmac
from concurrent.futures import ThreadPoolExecutor

import pytest

from companion.model import InvalidInput, NotFound
from companion.service import access
from companion.store import open_store

NOW = 1_795_000_000
ORIGIN = "chrome-extension://abcdefghijklmnopabcdefghijklmnop"
OTHER = "moz-extension://3f0c1e5a-9d3b-4d0e-8a53-6a1de6b1c001"


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def store(home):
    opened = open_store(home)
    yield opened
    opened.close()


def ask(store, now=NOW, origin=ORIGIN, code="K7PX"):
    return access.ask(store, "Chrome on Windows", code, origin, now)


def kept(home):
    return b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())


def test_the_token_is_handed_over_once_and_only_to_the_origin_that_asked(store):
    request = ask(store)
    assert access.collect(store, request.id, ORIGIN, NOW) is None
    access.allow(store, request.id, NOW)
    with pytest.raises(NotFound):
        access.collect(store, request.id, OTHER, NOW)
    collected = access.collect(store, request.id, ORIGIN, NOW)
    client = access.authenticate(store, collected.token)
    assert (client.id, client.origin, client.name) == (collected.client, ORIGIN, "Chrome on Windows")
    with pytest.raises(NotFound):
        access.collect(store, request.id, ORIGIN, NOW)


def test_two_collectors_at_once_get_one_token(store):
    request = ask(store)
    access.allow(store, request.id, NOW)

    def collect(_):
        try:
            return access.collect(store, request.id, ORIGIN, NOW)
        except NotFound:
            return None

    with ThreadPoolExecutor(8) as pool:
        handed = [collected for collected in pool.map(collect, range(8)) if collected]
    assert len(handed) == len(access.clients(store)) == 1


def test_a_second_process_can_allow(store, home):
    request = ask(store)
    command_line = open_store(home)
    assert [waiting.code for waiting in access.waiting(command_line, NOW)] == ["K7PX"]
    access.allow(command_line, request.id, NOW)
    command_line.close()
    assert access.collect(store, request.id, ORIGIN, NOW) is not None


def test_a_request_lives_two_minutes(store):
    request = ask(store)
    assert access.waiting(store, NOW + 119) == [request]
    assert access.waiting(store, NOW + 120) == []
    with pytest.raises(NotFound):
        access.allow(store, request.id, NOW + 120)
    with pytest.raises(NotFound):
        access.collect(store, request.id, ORIGIN, NOW + 120)


def test_an_allowed_request_that_nobody_collects_expires_too(store):
    request = ask(store)
    access.allow(store, request.id, NOW)
    with pytest.raises(NotFound):
        access.collect(store, request.id, ORIGIN, NOW + 120)
    assert access.clients(store) == []


def test_three_may_wait_and_room_comes_back(store):
    first, *_ = [ask(store, now=NOW + second) for second in range(3)]
    with pytest.raises(access.TooMany):
        ask(store, now=NOW + 3)
    access.refuse(store, first.id, NOW + 3)
    ask(store, now=NOW + 3)
    with pytest.raises(access.TooMany):
        ask(store, now=NOW + 3)
    ask(store, now=NOW + 121)


def test_many_asking_at_once_leave_three(store):
    def try_to_ask(number):
        try:
            return ask(store, code=f"AAA{number}")
        except access.TooMany:
            return None

    with ThreadPoolExecutor(8) as pool:
        granted = [request for request in pool.map(try_to_ask, range(8)) if request]
    assert len(granted) == len(access.waiting(store, NOW)) == 3


def test_a_refused_request_is_gone(store):
    request = ask(store)
    access.refuse(store, request.id, NOW)
    for late in (access.allow, access.refuse):
        with pytest.raises(NotFound):
            late(store, request.id, NOW)
    with pytest.raises(NotFound):
        access.collect(store, request.id, ORIGIN, NOW)


def test_a_yes_can_not_be_taken_for_a_second_yes(store):
    request = ask(store)
    access.allow(store, request.id, NOW)
    assert access.waiting(store, NOW) == []
    with pytest.raises(NotFound):
        access.allow(store, request.id, NOW)


@pytest.mark.parametrize(
    ("name", "code", "origin"),
    [
        ("", "K7PX", ORIGIN),
        (" Chrome", "K7PX", ORIGIN),
        ("x" * 61, "K7PX", ORIGIN),
        ("Chrome\nAllow me", "K7PX", ORIGIN),
        ("Chrome\x00", "K7PX", ORIGIN),
        ("Chrome\u202eevil", "K7PX", ORIGIN),
        ("Chrome", "k7px", ORIGIN),
        ("Chrome", "K7P", ORIGIN),
        ("Chrome", "K7PXK7PX9", ORIGIN),
        ("Chrome", "K7PX\n", ORIGIN),
        ("Chrome", "K7PX", "https://www.tiktok.com"),
        ("Chrome", "K7PX", "null"),
        ("Chrome", "K7PX", "chrome-extension://*"),
        ("Chrome", "K7PX", ORIGIN + "/"),
    ],
)
def test_odd_requests_are_refused_and_leave_nothing(store, name, code, origin):
    with pytest.raises(InvalidInput):
        access.ask(store, name, code, origin, NOW)
    assert access.waiting(store, NOW) == []


def test_a_revoked_client_is_a_stranger(store):
    client_id, token = access.create_client(store, "Reports", now=NOW)
    assert access.authenticate(store, token).origin is None
    assert access.revoke(store, client_id).name == "Reports"
    assert access.authenticate(store, token) is None
    with pytest.raises(NotFound):
        access.revoke(store, client_id)


@pytest.mark.parametrize("token", ["", "x", "é\x00" * 10_000])
def test_what_is_no_token_authenticates_nobody(store, token):
    access.create_client(store, "Reports", now=NOW)
    assert access.authenticate(store, token) is None


def test_the_hash_that_is_kept_is_no_token(store):
    access.create_client(store, "Reports", now=NOW)
    (client,) = access.clients(store)
    assert access.authenticate(store, client.token_sha256) is None


def test_no_secret_is_on_disk(store, home):
    _, token = access.create_client(store, "Reports", now=NOW)
    ticket = access.new_ticket(store, NOW)
    session = access.redeem(store, ticket, NOW)
    assert b"Reports" in kept(home)
    assert not any(secret.encode() in kept(home) for secret in (token, ticket, session))


def test_the_proof_is_the_hmac_of_the_contract(store):
    _, token = access.create_client(store, "Reports", now=NOW)
    key = hashlib.sha256(token.encode()).digest()
    expected = hmac.new(key, "näch".encode(), hashlib.sha256).hexdigest()
    assert access.proof(access.authenticate(store, token), "näch") == expected


def test_a_ticket_opens_once(store):
    ticket = access.new_ticket(store, NOW)
    session = access.redeem(store, ticket, NOW + 59)
    assert access.session(store, session, NOW + 59)
    assert access.redeem(store, ticket, NOW + 59) is None
    assert not access.session(store, ticket, NOW + 59)


def test_a_ticket_of_a_minute_ago_opens_nothing(store):
    assert access.redeem(store, access.new_ticket(store, NOW), NOW + 60) is None


def test_one_ticket_under_many_hands_makes_one_session(store):
    ticket = access.new_ticket(store, NOW)
    with ThreadPoolExecutor(8) as pool:
        sessions = [token for token in pool.map(lambda _: access.redeem(store, ticket, NOW), range(8)) if token]
    assert len(sessions) == 1


def test_a_session_lives_thirty_days_and_is_swept(store):
    session = access.redeem(store, access.new_ticket(store, NOW), NOW)
    last = NOW + access.SESSION_LIFE - 1
    assert access.session(store, session, last)
    assert not access.session(store, session, last + 1)
    access.redeem(store, access.new_ticket(store, last + 1), last + 1)
    assert len(store.documents.all(access.SESSIONS)) == 1


def test_forgotten_tickets_are_swept(store):
    access.new_ticket(store, NOW)
    access.new_ticket(store, NOW + 60)
    assert len(store.documents.all(access.TICKETS)) == 1
