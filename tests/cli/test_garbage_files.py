"""Garbage in every way into ``import``: one sentence, no trace, and what was kept stays as it was."""

import io
import json
import os
import random
import subprocess
import sys
import zipfile
from functools import reduce

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.saved import HANDLE, SEEN, VIDEOS, capture, profile, videos, write
from tests.support.command import InThisProcess, sentence_of

QUICK = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
OUTCOMES = {
    "read", "empty", "not_tiktok", "not_found", "private", "banned", "unavailable", "region_locked", "login_wall",
    "captcha", "please_wait", "shell_without_data", "no_videos", "stale_script", "broken", "too_large",
    "unsupported",
}  # fmt: skip


@pytest.fixture
def kept(fitlens, tmp_path):
    """A home with a creator, an entry and a brief: what must survive."""
    fitlens.json("import", write(tmp_path / "good" / "list.json", videos()), "--seen-at", SEEN)
    fitlens.does("brief", "set", "Soups", "--keyword", "soup")
    fitlens.does("shortlist", "add", HANDLE, "--list", "Autumn")
    return fitlens


GARBAGE = {
    "empty": b"",
    "space": b" \n\t ",
    "a NUL": b"\x00",
    "NULs": b"\x00" * 100_000,
    "binary": random.Random(1).randbytes(100_000),  # noqa: S311
    "every byte": bytes(range(256)) * 10,
    "a byte order mark": b"\xef\xbb\xbf",
    "half of utf-16": b"\xff\xfe{",
    "utf-16 of nothing of ours": '{"a": 1}'.encode("utf-16"),
    "utf-8 of a surrogate": b'{"itemList": [{"id": "\xed\xa0\x80"}]}',
    "a lone surrogate": b'{"itemList": [{"id": "\\ud83d"}]}',
    "a number": b"1e999",
    "a huge number": b"1" * 100_000,
    "NaN": b"NaN",
    "null": b"null",
    "a list of nothing": b"[]",
    "an object of nothing": b"{}",
    "a list of lists": b"[[[[]]]]",
    "deep lists": b"[" * 1_000_000,
    "deep objects": b'{"itemList":' * 200_000,
    "deep inside": b'{"itemList": [' + b"[" * 500_000 + b"]" * 500_000 + b"]}",
    "deep html": b"<div>" * 100_000,
    "items of another kind": b'{"itemList": 7}',
    "items without ids": b'{"itemList": [{}, null, 3, "x", []]}',
    "ids of other kinds": b'{"itemList": [{"id": {}}, {"id": []}, {"id": true}, {"id": -1}, {"id": 1e400}]}',
    "an id beyond 64 bits": b'{"itemList": [{"id": ' + b"9" * 4000 + b"}]}",
    "ten megabytes of text": b"x" * 10_000_000,
    "ten megabytes in a string": b'{"itemList": [{"id": "' + b"9" * 10_000_000 + b'"}]}',
    "ten megabytes of lines": b"{}\n" * 3_000_000,
    "html": b"<!DOCTYPE html><html><head><title>Cakes</title></head><body><h1>Cake</h1></body></html>",
    "another site's data": b'<script id="__NEXT_DATA__" type="application/json">{"props": {"v": [1]}}</script>',
    "an empty script": b'<script id="__UNIVERSAL_DATA_FOR_REHYDRATION__" type="application/json"></script>',
    "a script that never ends": b'<script id="__UNIVERSAL_DATA_FOR_REHYDRATION__" type="application/json">{"__DEF',
    "a script of null": b'<script id="__UNIVERSAL_DATA_FOR_REHYDRATION__" type="application/json">null</script>',
    "mime without an end": b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Ty",
    "mime without html": b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n\nhi\n--x--\n",
    "mime of an odd charset": b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\nDate: never\n"
    b"\n--x\nContent-Type: text/html; charset=klingon\nContent-Transfer-Encoding: base64\n\n####\n--x--\n",
    "a capture of nothing": b'{"schema": 1, "source": "api", "body": ""}',
    "a capture in a capture": json.dumps(
        {"schema": 1, "source": "api", "body": '{"schema": 1, "body": "{}"}'}
    ).encode(),
    "captures without bodies": b'[{"schema": 1, "source": "api", "body": 7}, {"schema": 1}]',
    "a program": b"\x7fELF" + bytes(1000),
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(1000),
    "a gzip": b"\x1f\x8b\x08\x00" + bytes(100),
    "the start of a zip": b"PK\x03\x04" + bytes(100),
    "the end of a zip": b"PK\x05\x06" + bytes(18),
    "sqlite": b"SQLite format 3\x00" + bytes(1000),
}


@pytest.mark.parametrize("content", GARBAGE.values(), ids=GARBAGE)
def test_a_file_of_garbage(kept, tmp_path, content):
    before = kept.kept()
    path = write(tmp_path / "garbage.json", content)
    assert kept.refuses("import", path)
    (file,) = kept.run("import", path, "--json").json["files"]
    assert file["outcome"] in OUTCOMES - {"read"}
    assert file["says"].endswith(".")
    assert kept.kept() == before


def test_all_of_it_at_once_beside_something_good(kept, tmp_path):
    for name, content in GARBAGE.items():
        if len(content) < 2_000_000:
            write(tmp_path / "heap" / name, content)
    (tmp_path / "heap" / "folder.json").mkdir()
    (tmp_path / "heap" / "folder.zip").mkdir()
    assert kept.refuses("import", tmp_path / "heap") == "Nothing could be read from these files."
    write(tmp_path / "heap" / "zz.html", profile())
    report = kept.json("import", tmp_path / "heap", "--seen-at", SEEN)
    assert report["totals"]["read"] == 1
    assert report["totals"]["files"] == len([c for c in GARBAGE.values() if len(c) < 2_000_000]) + 1


def test_garbage_on_standard_input(process, kept):
    before = kept.kept()
    for content in (b"", b"\x00\xff", b"[" * 1000):
        assert process.refuses("import", "-", stdin=content)
    assert kept.kept() == before


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell closes it")
def test_standard_input_that_is_not_there(process):
    said = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m companion import - <&-'],
        env=process.environment,
        capture_output=True,
        text=True,
    )
    assert said.returncode == 1
    assert "nothing" in sentence_of(said.stderr)


def test_a_list_cut_anywhere_is_broken_or_less(kept, tmp_path):
    before, whole = kept.kept(), videos().encode()
    for cut in range(0, len(whole) - 1, len(whole) // 25):
        assert kept.refuses("import", write(tmp_path / "cut.json", whole[:cut]))
    assert kept.kept() == before


SCALARS = (
    st.none() | st.booleans() | st.integers() | st.integers(min_value=2**60, max_value=2**70) | st.floats()
    | st.text(max_size=20) | st.sampled_from(["", "-1", "9" * 400, "\ud800", "\x00", "<script>", "1e999"])
)  # fmt: skip
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner)
)


def places_in(value, path=()):
    """The way to every value inside JSON."""
    if path:
        yield path
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield from places_in(inner, (*path, step))


ONE_VIDEO = json.loads(videos(range(1)))
PLACES = list(places_in(ONE_VIDEO))


@QUICK
@given(changes=st.dictionaries(st.sampled_from(PLACES), ANYTHING, min_size=1, max_size=4))
def test_any_value_in_any_field_is_read_or_refused(tmp_path_factory, changes):
    """Whatever a page put there: the other creator is untouched, and every command still works."""
    home = InThisProcess(tmp_path_factory.mktemp("fuzz") / "home")
    answer = json.loads(json.dumps(ONE_VIDEO))
    for path, value in changes.items():
        try:
            reduce(lambda at, step: at[step], path[:-1], answer)[path[-1]] = value
        except (KeyError, IndexError, TypeError):
            continue  # another change took the place away
    file = write(home.home.parent / "odd.json", json.dumps(answer).encode())
    said = home.run("import", file, "--json")
    assert said.code in {0, 1}
    assert "inside Fitlens" not in said.err
    for creator in home.json("creators"):
        ref = f"@{creator['handle']}" if creator["handle"] else creator["id"]
        home.json("videos", ref)
        home.json("score", ref)
        home.does("score", ref)
        home.does("videos", ref)


@QUICK
@given(data=st.data())
def test_a_zip_with_any_bytes_changed_is_a_sentence(tmp_path_factory, data):
    home = InThisProcess(tmp_path_factory.mktemp("zips") / "home")
    mutated = bytearray(ZIP)
    for _ in range(data.draw(st.integers(1, 6))):
        mutated[data.draw(st.integers(0, len(ZIP) - 1))] = data.draw(st.integers(0, 255))
    said = home.run("import", write(home.home.parent / "odd.zip", bytes(mutated)))
    assert said.code in {0, 1}
    assert "inside Fitlens" not in said.err


def zipped(*members, kind=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


ZIP = zipped(("a.json", '{"itemList": []}'), ("b.json", '{"itemList": [{}]}'))


def locked():
    """Both headers say that the member needs a password."""
    return ZIP.replace(b"PK\x03\x04\x14\x00\x00\x00", b"PK\x03\x04\x14\x00\x01\x00").replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"
    )


ARCHIVES = {
    "empty": zipped(),
    "folders alone": zipped(("a/", "")),
    "garbage": zipped(("a.json", b"\x00\xff")),
    "names that climb out": zipped(("../../up.json", "{}"), ("/etc/x", "{}"), ("\x1b[31m\n", "{}")),
    "locked": locked(),
    "cut": ZIP[: len(ZIP) // 2] + ZIP[-22:],
    "no data where it should be": ZIP.replace(b"PK\x03\x04", b"XXXX"),
    "wrong sums": ZIP[:14] + b"\xff\xff\xff\xff" + ZIP[18:],
    "a method of the future": ZIP.replace(b"\x00\x00\x08\x00", b"\x00\x00\x63\x00"),
    "broken lzma": zipped(("a.json", "x" * 1000), kind=zipfile.ZIP_LZMA)[:60].ljust(60)
    + zipped(("a.json", "x" * 1000), kind=zipfile.ZIP_LZMA)[60:],
}


@pytest.mark.parametrize("content", ARCHIVES.values(), ids=ARCHIVES)
def test_an_archive_of_garbage(kept, tmp_path, content):
    before = kept.kept()
    assert kept.refuses("import", write(tmp_path / "odd.zip", content))
    assert kept.kept() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["good", "home", "odd.zip"]


def test_a_damaged_member_costs_only_itself(kept, tmp_path):
    content = zipped(("a.json", "A" * 500), ("z.html", profile()))
    broken = content.replace(b"PK\x03\x04", b"XXXX", 1)
    report = kept.json("import", write(tmp_path / "half.zip", broken), "--seen-at", SEEN)
    assert [file["outcome"] for file in report["files"]] == ["broken", "read"]
    assert "unpack it" in report["files"][0]["says"]


def test_a_bomb_is_defused(kept, tmp_path, monkeypatch):
    from companion.cli import files

    before = kept.kept()
    bomb = zipped(("bomb.json", bytes(70 * 1024 * 1024)))
    assert len(bomb) < 100_000
    assert "64 MB" in kept.refuses("import", write(tmp_path / "bomb.zip", bomb))
    monkeypatch.setattr(files, "ARCHIVE_LIMIT", 3_000)
    many = write(tmp_path / "many.zip", zipped(*((f"{n}.json", b" " * 1_000) for n in range(9))))
    said = kept.run("import", many, "--json").json["files"]
    assert [file["outcome"] for file in said] == ["empty"] * 3 + ["too_large"]
    monkeypatch.setattr(files, "MEMBER_LIMIT", 2)
    assert kept.run("import", many, "--json").json["files"][-1]["outcome"] == "too_large"
    assert kept.kept() == before


def test_a_file_beyond_64_mb_is_not_read(kept, tmp_path):
    with (tmp_path / "huge.json").open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    assert "64 MB" in kept.refuses("import", tmp_path / "huge.json")


@pytest.mark.skipif(os.name == "nt", reason="POSIX names and links")
def test_links_pipes_and_devices(kept, tmp_path):
    before = kept.kept()
    heap = tmp_path / "heap"
    heap.mkdir()
    (heap / "loop").symlink_to("loop")
    (heap / "around").symlink_to("..")
    (heap / "gone.json").symlink_to("nowhere.json")
    os.mkfifo(heap / "pipe.json")
    assert "Nothing could be read" in kept.refuses("import", heap)
    assert kept.refuses("import", heap / "loop", code=2)
    if os.path.exists("/dev/zero"):  # noqa: PTH110
        assert "64 MB" in kept.refuses("import", "/dev/zero")
        assert kept.refuses("import", "/dev/null")
    assert kept.kept() == before


@pytest.mark.skipif(not os.path.exists("/proc/self/mem"), reason="needs a file that opens and can't be read")  # noqa: PTH110
def test_a_file_that_can_t_be_read_costs_only_itself(kept, tmp_path):
    heap = tmp_path / "heap"
    write(heap / "z.html", profile())
    (heap / "a.json").symlink_to("/proc/self/mem")
    report = kept.json("import", heap, "--seen-at", SEEN)
    assert [file["outcome"] for file in report["files"]] == ["broken", "read"]
    assert "can't be opened" in report["files"][0]["says"]
    assert "can't be opened" in kept.refuses("import", heap / "a.json")


def test_a_file_from_before_all_time(kept, tmp_path):
    path = write(tmp_path / "old.json", videos())
    for stamp in (0, -1, 2**33):
        os.utime(path, (stamp, stamp))
        kept.json("import", path)
        assert len(kept.json("videos", HANDLE)) == VIDEOS
        kept.json("score", HANDLE)
    assert kept.json("creators")[0]["seen_at"] > "2026"


def test_a_capture_from_the_future_is_read_as_of_now(kept, tmp_path):
    kept.json("import", write(tmp_path / "c.json", capture(videos(more_views=9), "2199-01-01T00:00:00Z")))
    assert kept.json("videos", HANDLE)[0]["seen_at"] < "2199"


def test_an_archive_in_an_archive_is_opened(kept, tmp_path, monkeypatch):
    from companion.cli import files

    inner = zipped(("page.html", profile()), ("__MACOSX/._page.html", b"\x00\x05\x16\x07"))
    outer = write(tmp_path / "outer.zip", zipped(("inner.zip", inner), ("page.html", profile())))
    report = kept.json("import", outer, "--seen-at", SEEN)
    read = [(f"{outer}/inner.zip/page.html", "read"), (f"{outer}/page.html", "read")]
    assert [(file["path"], file["outcome"]) for file in report["files"]] == read
    deep = inner
    for _ in range(4):
        deep = zipped(("deeper.zip", deep))
    assert "archive" in kept.refuses("import", write(tmp_path / "deep.zip", deep))
    monkeypatch.setattr(files, "ARCHIVE_LIMIT", 2_000)
    many = zipped(*((f"{n}.json", b" " * 1_000) for n in range(9)))
    several = write(tmp_path / "several.zip", zipped(("a.zip", many), ("b.zip", many)))
    said = [file["outcome"] for file in kept.run("import", several, "--json").json["files"]]
    assert said.count("too_large") == 1
    assert said[-1] == "too_large"
