import http.client
import json
import ssl
import subprocess
import sys

import pytest

from companion.sample_tiktok.server import chromium_flags, serve
from companion.sample_tiktok.world import DEFAULT_CREATOR, World

NOW = 1_795_356_000


@pytest.fixture(scope="module")
def server():
    with serve(World(1, NOW)) as running:
        yield running


def get(server, path, method="GET"):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    connection = http.client.HTTPSConnection("127.0.0.1", server.port, context=context, timeout=10)
    try:
        connection.request(method, path, headers={"Host": "www.tiktok.com"})
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def test_pages_carry_the_policy_of_a_strict_site(server):
    answer, body = get(server, f"/@{DEFAULT_CREATOR}")
    policy = answer.getheader("content-security-policy")
    nonce = policy.split("'nonce-")[1].split("'")[0]
    for rule in ("default-src 'self'", "connect-src 'self'", "object-src 'none'", "base-uri 'none'"):
        assert rule in policy
    assert policy.endswith("require-trusted-types-for 'script'; trusted-types sample")
    assert f'nonce="{nonce}"'.encode() in body
    assert nonce not in get(server, f"/@{DEFAULT_CREATOR}")[0].getheader("content-security-policy")


def test_lists_are_answered_by_sec_uid_and_cursor(server):
    sec_uid = server.world.creators[DEFAULT_CREATOR].sec_uid
    first = json.loads(get(server, f"/api/post/item_list/?secUid={sec_uid}&cursor=0&count=35&X-Bogus=x")[1])
    second = json.loads(
        get(server, f"/api/post/item_list/?secUid={sec_uid}&cursor={first['cursor']}&X-Bogus=x")[1]
    )
    assert first == server.world.item_list(DEFAULT_CREATOR)
    assert second == server.world.item_list(DEFAULT_CREATOR, first["cursor"])
    assert json.loads(get(server, "/api/post/item_list/?secUid=nobody&X-Bogus=x")[1])["statusCode"] == 10202


def test_unsigned_requests_get_an_empty_body(server):
    answer, body = get(server, f"/api/user/detail/?uniqueId={DEFAULT_CREATOR}")
    assert (answer.status, body) == (200, b"")
    assert json.loads(get(server, f"/api/user/detail/?uniqueId={DEFAULT_CREATOR}&X-Bogus=x")[1])["statusCode"] == 0


@pytest.mark.parametrize("path", ["/sample-static/../server.py", "/sample-static/nothing.js", "/etc/passwd"])
def test_what_is_not_there_is_not_found(server, path):
    assert get(server, path)[0].status == 404


@pytest.mark.parametrize("query", ["cursor=-1", "cursor=abc", "count=99999999999", "cursor=%D9%A1"])
def test_odd_numbers_do_not_break_a_list(server, query):
    sec_uid = server.world.creators[DEFAULT_CREATOR].sec_uid
    answer, body = get(server, f"/api/post/item_list/?secUid={sec_uid}&{query}&X-Bogus=x")
    assert answer.status == 200
    assert len(json.loads(body)["itemList"]) == 35


def test_requests_are_recorded(server):
    get(server, "/@somebody")
    get(server, "/mcs/v1/list", method="POST")
    assert server.requests[-2:] == [("GET", "/@somebody"), ("POST", "/mcs/v1/list")]


def test_a_silent_connection_holds_nobody_up(server):
    import socket

    with socket.create_connection(("127.0.0.1", server.port)):
        assert get(server, "/sample-media/icon.svg")[0].status == 200


def test_two_servers_share_nothing_and_stopping_frees_the_port(server):
    with serve(2) as other:
        port = other.port
        get(other, "/@only.there")
        assert ("GET", "/@only.there") not in server.requests
        assert other.world.seed == 2
    with serve(3, port) as again:
        assert again.port == port


def test_flags_map_tiktok_and_cut_off_the_rest():
    assert chromium_flags(4443) == [
        "--host-resolver-rules=MAP *.tiktok.com 127.0.0.1:4443, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        "--ip-address-space-overrides=127.0.0.1:4443=public",
    ]


def test_the_command_says_how_to_get_there():
    process = subprocess.Popen(
        [sys.executable, "-m", "companion.sample_tiktok", "--seed", "4"], stdout=subprocess.PIPE, text=True
    )
    try:
        said = "".join(process.stdout.readline() for _ in range(3))
    finally:
        process.terminate()
        process.stdout.close()
        process.wait(10)
    assert "--host-resolver-rules=MAP *.tiktok.com" in said
    assert f"https://www.tiktok.com/@{DEFAULT_CREATOR}" in said
