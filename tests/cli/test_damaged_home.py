"""A home that is damaged, full or wrongly set: each command says one sentence, and nothing is overwritten."""

import os
import sqlite3
import subprocess
import sys

import pytest

from tests.cli.saved import HANDLE, SEEN, profile, videos, write
from tests.support.command import PATIENCE_S, sentence_of

COMMANDS = {
    "creators": ["creators"],
    "videos": ["videos", HANDLE],
    "score": ["score", HANDLE],
    "shortlist": ["shortlist"],
    "shortlist add": ["shortlist", "add", HANDLE],
    "shortlist remove": ["shortlist", "remove", HANDLE],
    "brief list": ["brief", "list"],
    "brief show": ["brief", "show", "Soups"],
    "brief set": ["brief", "set", "Soups", "--keyword", "broth"],
    "brief use": ["brief", "use", "Soups"],
    "brief remove": ["brief", "remove", "Soups"],
    "clients": ["clients"],
    "clients add": ["clients", "add", "Another"],
    "clients revoke": ["clients", "revoke", "a"],
    "pair": ["pair"],
}
READ_BY = {
    "briefs": ["score", "brief list", "brief show", "brief set", "brief use", "brief remove"],
    "settings": ["score", "brief list"],
    "shortlist": ["shortlist", "shortlist add", "shortlist remove", "score"],
    "clients": ["clients", "clients revoke"],
    "pairing": ["pair"],
}
"""Commands that can't do their work without these documents."""
DAMAGE = {
    "empty": b"",
    "cut": b'{"briefs": {"soups": {"bri',
    "binary": b"\x00\xff" * 50,
    "a list": b"[]",
    "utf-16": '{"briefs": {}}'.encode("utf-16"),
    "deep": b'{"briefs": {"a": {"b": ' + b"[" * 100_000,
    "documents that are none": b'{"briefs": [], "settings": 1, "shortlist": "x", "clients": null, "pairing": 2}',
}
WRONG_INSIDE = {
    "briefs": b'{"briefs": {"soups": {"brief": 7, "changed_at": "never"}}}',
    "settings": b'{"settings": {"active_brief": {"nom": 7}}}',
    "shortlist": b'{"shortlist": {"7012345678901234567": {"stage": {}}}}',
    "clients": b'{"clients": {"a": {"id": 1}}}',
    "pairing": b'{"pairing": {"requests": {"a": 1}}}',
}


@pytest.fixture
def kept(fitlens, tmp_path):
    fitlens.json("import", write(tmp_path / "list.json", videos()), "--seen-at", SEEN)
    fitlens.does("brief", "set", "Soups", "--keyword", "soup")
    fitlens.does("shortlist", "add", HANDLE)
    fitlens.does("clients", "add", "Tests")
    return fitlens


@pytest.mark.parametrize("content", DAMAGE.values(), ids=DAMAGE)
@pytest.mark.parametrize("collection", READ_BY)
def test_damaged_documents_are_named_and_left_untouched(kept, collection, content):
    path = kept.home / "documents" / f"{collection}.json"
    path.write_bytes(content)
    for command in READ_BY[collection]:
        said = kept.refuses(*COMMANDS[command])
        assert str(path) in said
        assert "left untouched" in said
    for command in COMMANDS.values():
        done = kept.run(*command)
        assert done.code == 0 or sentence_of(done.err)
    assert path.read_bytes() == content


@pytest.mark.parametrize("collection", WRONG_INSIDE)
def test_documents_of_another_shape_are_a_sentence_and_a_trace_in_the_log(kept, collection):
    """Valid JSON that Fitlens never wrote: somebody edited it."""
    path = kept.home / "documents" / f"{collection}.json"
    path.write_bytes(WRONG_INSIDE[collection])
    for command in COMMANDS.values():
        done = kept.run(*command)
        assert "Traceback" not in done.err + done.out
        if done.code:
            assert done.err.count("\n") == 1
            assert done.err.startswith("Error: ")
    done = kept.run(*COMMANDS[READ_BY[collection][0]])
    if "inside Fitlens" in done.err:
        assert "Traceback" in (kept.home / "logs" / "companion.log").read_text(encoding="utf-8")


SQLITE_DAMAGE = {
    "text": b"this is not a database" * 300,
    "the head alone": b"SQLite format 3\x00",
    "another's": None,
    "holes": "holes",
}


@pytest.mark.parametrize("damage", SQLITE_DAMAGE)
def test_a_damaged_database_is_named_and_left_untouched(kept, damage):
    name = "observations.sqlite3"
    path = kept.home / name
    content = SQLITE_DAMAGE[damage]
    whole = path.read_bytes()
    path.unlink()
    for beside in kept.home.glob(f"{name}-*"):
        beside.unlink()
    if content is None:
        with sqlite3.connect(path) as other:
            other.execute("pragma journal_mode = wal")
            other.execute("create table migrations (number integer, name text)")
            other.execute("insert into migrations values (1, 'from the future')")
        other.close()
    elif content == "holes":
        path.write_bytes(whole[:100] + b"\xaa" * (len(whole) - 100))
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    for command in ("creators", "score", "shortlist add", "brief set"):
        done = kept.run(*COMMANDS[command])
        assert done.code == 1
        assert name in sentence_of(done.err)
    found = kept.run("doctor", "--json")
    assert found.code == 1
    assert name in str([finding for finding in found.json if not finding["ok"]])
    assert path.read_bytes() == before


CONFIGS = {
    "cut": b"port = ",
    "binary": b"\x00\xff\xfe",
    "unknown": b'colour = "red"',
    "another type": b'port = "8417"',
    "no port": b"port = 0",
    "beyond ports": b"port = 70000",
    "huge": b"port = " + b"9" * 5000,
    "deep": b"port = " + b"[" * 100_000,
    "utf-16": "port = 8417".encode("utf-16"),
}


@pytest.mark.parametrize("content", CONFIGS.values(), ids=CONFIGS)
def test_a_config_that_can_t_be_used_is_named(kept, content):
    path = kept.home / "config.toml"
    path.write_bytes(content)
    for command in (["creators"], ["start", "--no-browser"], ["doctor"], ["extension"]):
        assert str(path) in kept.refuses(*command)
    assert path.read_bytes() == content


def test_a_config_that_is_a_folder(kept):
    (kept.home / "config.toml").mkdir()
    assert "config.toml" in kept.refuses("creators")


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "٣", "8417 ", "9" * 5000])
def test_a_port_variable_that_is_none(kept, port):
    assert "FITLENS_PORT" in kept.refuses("start", "--no-browser", FITLENS_PORT=port)


def test_homes_that_are_none(kept, tmp_path):
    for home in ("~nobody-of-this-name/x", str(tmp_path / ("x" * 300)), str(tmp_path / "list.json")):
        assert kept.refuses("creators", FITLENS_HOME=home)


@pytest.mark.skipif(os.name == "nt", reason="needs a limit on the size of files")
def test_a_full_disk_is_a_sentence_and_keeps_what_was_there(kept, tmp_path):
    """No file may grow beyond its first kilobytes: what the system says then is what it says of a full disk."""
    more = write(tmp_path / "more.html", profile())
    long_list = ["brief", "set", "Soups", *(word for n in range(100) for word in ("--keyword", f"{'w' * 70} {n}"))]
    before = kept.kept()
    for command in (
        ["import", str(more)],
        long_list,
        ["shortlist", "--list", "Autumn", "add", HANDLE],
        ["extension"],
    ):
        said = limited(kept, 1_024, *command)
        assert said.returncode == 1, (command, said)
        assert sentence_of(said.stderr)
    assert kept.kept() == before
    kept.does("brief", "set", "Soups", "--keyword", "broth")


def limited(kept, size, *command):
    code = (
        f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size})); "
        "from companion.cli import main; main()"
    )
    return subprocess.run(
        [sys.executable, "-c", code, *command],
        env=kept.environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can become somebody else")
def test_a_home_of_somebody_else_is_a_sentence(kept):
    nobody = "import os; os.setgid(65534); os.setuid(65534); import sys; from companion.cli import main; main()"
    warmed = "from companion.cli import main; from companion.store import open_store; " + nobody
    before = kept.kept()
    for command in (
        ["creators"],
        ["brief", "set", "A", "--keyword", "a"],
        ["extension"],
        ["start", "--no-browser"],
    ):
        said = subprocess.run(
            [sys.executable, "-c", warmed, *command],
            env=kept.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
        )
        assert said.returncode == 1, said
        assert sentence_of(said.stderr)
    assert kept.kept() == before
