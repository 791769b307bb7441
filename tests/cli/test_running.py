"""start, pair, clients, extension, doctor: the companion as its own process, and commands beside it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import zipfile
from contextlib import contextmanager

import pytest

from companion.store import instance, open_store
from tests.cli.saved import HANDLE, SEEN, videos, write
from tests.support.command import PATIENCE_S, sentence_of
from tests.support.raw_http import send

CHROME = "chrome-extension://abcdefghijklmnopabcdefghijklmnop"


class Companion:
    """A companion that runs on the home, called as a program or as an extension calls it."""

    def __init__(self, port, token):
        self.port, self.token = port, token

    def call(self, method, path, content=None, headers=None):
        own = [("Authorization", f"Bearer {self.token}")] if headers is None else headers
        body = None if content is None else json.dumps(content).encode()
        typed = [("Content-Type", "application/json")] if body else []
        return send(self.port, method, path, [("Host", f"127.0.0.1:{self.port}"), *own, *typed], body)


def as_in_a_terminal():
    """What runs in the background is started without Ctrl+C, and would hand that on."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def started(fitlens, *flags):
    process = subprocess.Popen(
        [sys.executable, "-m", "companion", "start", "--no-browser", *flags],
        env=fitlens.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=None if os.name == "nt" else as_in_a_terminal,  # noqa: PLW1509 - sets one signal, no more
    )
    try:
        first = process.stdout.readline()
        yield process, first
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE_S)


@contextmanager
def running(fitlens):
    """A companion on a free port, and a program's token for it."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    token = fitlens.does("clients", "add", "Tests").strip()
    with started(fitlens, "--port", str(port)) as (process, first):
        assert f"http://127.0.0.1:{port}" in first, first + process.stdout.read()
        wait_for(port)
        yield Companion(port, token)


def wait_for(port):
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    pytest.fail("the companion never listened")


def test_commands_work_beside_a_running_companion(fitlens, tmp_path):
    saved = write(tmp_path / "list.json", videos())
    with running(fitlens) as companion:
        entry = f"/api/v1/shortlist/@{HANDLE}"
        assert companion.call("PUT", entry).status == 404
        fitlens.json("import", saved, "--seen-at", SEEN)
        assert companion.call("GET", "/api/v1/creators").json["total"] == 1
        added = fitlens.json("shortlist", "add", HANDLE)
        assert companion.call("GET", "/api/v1/shortlist").json == {"total": 1, "entries": [added]}
        changed = companion.call("PATCH", entry, {"notes": "wrote on Monday", "stage": "contacted"}).json
        assert fitlens.json("shortlist") == [changed]
        fitlens.does("shortlist", "remove", HANDLE)
        assert companion.call("GET", "/api/v1/shortlist").json["total"] == 0
        back = companion.call("PUT", entry).json
        assert (fitlens.json("shortlist"), back["notes"]) == ([back], "wrote on Monday")
        companion.call("PUT", "/api/v1/briefs/Soups", {"name": "Soups", "keywords": ["soup"]})
        assert fitlens.json("score", HANDLE)["fit"]["brief"] == "Soups"
        fitlens.does("brief", "set", "Cars", "--keyword", "cars")
        fitlens.does("brief", "use", "Cars")
        assert companion.call("GET", "/api/v1/briefs").json["active"] == "Cars"
        assert "running at" in fitlens.does("doctor")


def test_a_second_start_says_that_it_already_runs(fitlens, process):
    with running(fitlens) as companion:
        assert f"already runs at http://127.0.0.1:{companion.port}" in process.does("start", "--no-browser")
        assert "already runs" in process.does("start", "--no-browser", "--port", "1")
        assert companion.call("GET", "/api/v1/creators").status == 200


def test_a_polite_end_frees_the_home(fitlens):
    with running(fitlens):
        assert instance.running(fitlens.home) is not None
    assert instance.running(fitlens.home) is None
    with running(fitlens) as companion:
        assert companion.call("GET", "/api/v1/creators").status == 200


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is sent otherwise on Windows")
def test_ctrl_c_ends_it_without_a_trace(fitlens):
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with started(fitlens, "--port", str(port)) as (process, _):
        wait_for(port)
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=PATIENCE_S)
        assert process.returncode in (0, 1)
        assert "Traceback" not in said


def test_a_taken_port_is_a_sentence(fitlens, process):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert str(port) in process.refuses("start", "--no-browser", "--port", str(port))
    assert instance.running(fitlens.home) is None


def test_an_unusable_home_is_a_sentence(process, tmp_path):
    write(tmp_path / "file", "in the way")
    for home in (tmp_path / "file", tmp_path / "file" / "deeper", tmp_path / ("x" * 300)):
        for command in (["start", "--no-browser"], ["creators"], ["extension"], ["pair"]):
            said = process.run(*command, FITLENS_HOME=str(home))
            assert said.code == 1
            assert sentence_of(said.err)
    assert (tmp_path / "file").read_text() == "in the way"


def test_the_folder_of_the_extension_can_be_loaded(fitlens):
    from pathlib import Path

    folder = Path(fitlens.does("extension").strip())
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["manifest_version"] == 3
    named = [manifest["background"]["service_worker"], *manifest["icons"].values()]
    named += [file for script in manifest["content_scripts"] for file in script["js"]]
    assert [name for name in named if not (folder / name).is_file()] == []
    (folder / "leftover.js").write_text("old")
    assert fitlens.does("extension").strip() == str(folder)
    assert not (folder / "leftover.js").exists()


def ask(companion, code, origin=CHROME):
    headers = [("Origin", origin), ("Sec-Fetch-Site", "cross-site")]
    answer = companion.call("POST", "/api/v1/pairing", {"name": "Chrome \U0001f600", "code": code}, headers)
    assert answer.status == 201, answer
    return lambda: companion.call("GET", f"/api/v1/pairing/{answer.json['id']}", headers=headers)


def test_pairing_by_command(fitlens):
    with running(fitlens) as companion:
        assert "No browser is waiting" in fitlens.does("pair")
        collect = ask(companion, "K7PX")
        assert collect().json == {"status": "waiting"}
        assert "K7PX" in fitlens.does("pair", stdin=b"n\n")
        assert collect().json == {"status": "waiting"}
        assert "is connected" in fitlens.does("pair", stdin=b"y\n")
        token = collect().json["token"]
        answer = companion.call(
            "GET", "/api/v1/creators", headers=[("Origin", CHROME), ("Authorization", f"Bearer {token}")]
        )
        assert answer.status == 200
        assert collect().status == 404
        (paired,) = [client for client in fitlens.json("clients") if client["origin"] == CHROME]
        assert "disconnected" in fitlens.does("clients", "revoke", paired["id"][:6])
        refused = companion.call(
            "GET", "/api/v1/creators", headers=[("Origin", CHROME), ("Authorization", f"Bearer {token}")]
        )
        assert refused.says_nothing


def test_pairing_by_code(fitlens):
    with running(fitlens) as companion:
        collect = ask(companion, "AB12CD")
        assert "No browser waits" in fitlens.refuses("pair", "--code", "XXXX")
        assert "is connected" in fitlens.does("pair", "--code", "ab12cd")
        assert collect().json["status"] == "allowed"


def test_pair_without_anybody_to_ask_allows_nobody(fitlens):
    with running(fitlens) as companion:
        collect = ask(companion, "K7PX")
        said = fitlens.run("pair", stdin=b"")
        assert (said.code, "Traceback" in said.err) == (1, False)
        assert collect().json == {"status": "waiting"}


def test_clients(fitlens):
    assert fitlens.json("clients") == []
    assert "Nothing is connected" in fitlens.does("clients")
    token = fitlens.does("clients", "add", "Weekly report").strip()
    (client,) = fitlens.json("clients")
    assert set(client) == {"id", "name", "origin", "created_at"}
    assert (client["name"], client["origin"], client["created_at"][-1]) == ("Weekly report", None, "Z")
    assert token not in json.dumps(client)
    assert "Weekly report" in fitlens.does("clients")
    for wrong in ("", "zzz", "\x1b[31m"):
        assert fitlens.refuses("clients", "revoke", wrong)
    for wrong in ("", " ", "x" * 61, "a\nb", b"\xff"):
        assert fitlens.refuses("clients", "add", wrong)
    assert fitlens.json("clients") == [client]
    fitlens.does("clients", "revoke", client["id"])
    assert fitlens.json("clients") == []


def test_two_clients_that_a_beginning_fits_are_both_kept(fitlens):
    store = open_store(fitlens.home)
    for name in ("ab1", "ab2"):
        kept = {"id": name, "name": name, "origin": None, "created_at": 1_795_000_000, "token_sha256": name}
        store.documents.put("clients", name, kept)
    store.close()
    assert "2 connections" in fitlens.refuses("clients", "revoke", "ab")
    assert len(fitlens.json("clients")) == 2


def test_doctor(fitlens, process, tmp_path):
    found = process.json("doctor")
    assert all(set(finding) == {"what", "ok", "says"} for finding in found)
    assert {"Home", "Kept", "Companion", "Extension"} <= {finding["what"] for finding in found}
    write(tmp_path / "file", "in the way")
    broken = process.run("doctor", "--json", FITLENS_HOME=str(tmp_path / "file"))
    assert broken.code == 1
    assert [finding["what"] for finding in broken.json if not finding["ok"]] == ["Home"]
    no_browser = fitlens.run("doctor", "--json", FITLENS_BROWSER=str(tmp_path / "no browser"))
    assert no_browser.code == 1


def test_every_file_is_for_its_owner_alone(fitlens, tmp_path):
    if os.name == "nt":
        pytest.skip("Windows keeps rights otherwise")
    with running(fitlens) as companion:
        fitlens.json("import", write(tmp_path / "list.json", videos()))
        companion.call("PUT", f"/api/v1/shortlist/@{HANDLE}")
        for path in fitlens.home.rglob("*"):
            if "extension" not in path.relative_to(fitlens.home).parts:
                assert path.stat().st_mode & 0o077 == 0, path


def test_a_zip_of_everything_said_by_a_running_companion_s_home_is_not_read_as_captures(fitlens, tmp_path):
    """Somebody imports their own home: nothing is lost, and it says so."""
    fitlens.json("import", write(tmp_path / "list.json", videos()), "--seen-at", SEEN)
    before = fitlens.kept()
    with zipfile.ZipFile(tmp_path / "home.zip", "w") as archive:
        for path in fitlens.home.rglob("*"):
            archive.write(path, path.relative_to(fitlens.home))
    fitlens.refuses("import", tmp_path / "home.zip")
    fitlens.refuses("import", fitlens.home)
    assert fitlens.kept() == before
