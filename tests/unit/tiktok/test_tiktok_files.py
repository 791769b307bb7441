"""Saved files."""

import json
from typing import Any

import pytest
from tiktok_payloads import (
    LIST_URL,
    POSTED_AT,
    PROFILE_URL,
    item,
    item_list,
    page,
    rendered,
    scopes,
    tile,
    user_detail,
)

from companion.tiktok import FileReading, read, read_file

TEXT = json.dumps(item_list(item(desc="Suppe für Müller: ñandú")), ensure_ascii=False)


def capture(**changes: Any) -> dict[str, Any]:
    return {
        "schema": 1,
        "source": "api",
        "page_url": PROFILE_URL,
        "request_url": LIST_URL + "0",
        "captured_at": "2026-11-22T13:00:00.000Z",
        "body": TEXT,
        "extension": "0.1.0",
    } | changes


EXPECTED = FileReading(
    read(TEXT, source="api", page_url=PROFILE_URL, request_url=LIST_URL + "0"),
    source="api",
    seen_at=1_795_352_400,
    dated_by="capture",
)


def test_a_capture_is_replayed_with_its_own_provenance() -> None:
    assert read_file(json.dumps(capture()).encode()) == [EXPECTED]
    assert EXPECTED.reading.videos[0].pinned is False


@pytest.mark.parametrize(
    "data",
    [
        json.dumps([capture(), capture()]),
        json.dumps([capture(), capture()], indent=2),
        f"{json.dumps(capture())}\n{json.dumps(capture())}\n",
        f"{json.dumps(capture())}\r\n\r\n{json.dumps(capture(), ensure_ascii=False)}",
    ],
    ids=["list", "indented list", "NDJSON", "NDJSON of Windows"],
)
def test_captures_come_alone_in_lists_and_line_by_line(data: str) -> None:
    assert read_file(data.encode()) == [EXPECTED, EXPECTED]


def test_a_damaged_capture_costs_only_itself() -> None:
    readings = read_file(f'{json.dumps(capture())}\n{{"schema":1,\n{json.dumps(capture())}'.encode())
    assert readings[:2] == [EXPECTED, EXPECTED]
    assert (readings[2].reading.outcome, readings[2].reading.skipped[0].count) == ("broken", 1)


def test_a_capture_without_a_readable_time_falls_back_to_the_answers_own() -> None:
    (reading,) = read_file(json.dumps(capture(captured_at="yesterday")).encode())
    assert reading.seen_at == EXPECTED.reading.stamped_at == 1_758_331_400
    assert reading.dated_by == "stamp"
    (dom,) = read_file(json.dumps(capture(source="dom", body=rendered(), captured_at=None)).encode())
    assert (dom.source, dom.seen_at, dom.reading.format) == ("dom", None, "profile_grid")


def test_a_plain_answer_carries_its_own_time() -> None:
    (reading,) = read_file(TEXT.encode())
    assert (reading.source, reading.seen_at, reading.reading.format) == ("api", 1_758_331_400, "item_list")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_text_is_read_in_the_encodings_that_tools_write(encoding: str) -> None:
    text = json.dumps(
        item_list(item(desc="Suppe für Müller: ñandú", author={"uniqueId": "a"})), ensure_ascii=False
    )
    (reading,) = read_file(text.encode(encoding))
    assert reading.reading.videos[0].caption == "Suppe für Müller: ñandú"


def test_a_broken_byte_in_utf8_costs_one_character() -> None:
    (reading,) = read_file(
        TEXT.encode().replace("ñandú".encode(), "ña\udcffdú".encode("utf-8", "surrogateescape"))
    )
    assert reading.reading.videos[0].caption == "Suppe für Müller: ña\ufffddú"


def test_a_page_saved_as_one_file_is_opened() -> None:
    html = page(scopes(user=user_detail()), body=rendered(tile(POSTED_AT, "13K", "x created by Mira with y")))
    quoted = html.replace("=", "=3D").encode("ascii", "xmlcharrefreplace").decode()
    lines = "=\r\n".join(quoted[start : start + 60] for start in range(0, len(quoted), 60))
    mhtml = (
        "From: <Saved by Blink>\r\n"
        f"Snapshot-Content-Location: {PROFILE_URL}\r\n"
        "Date: Sun, 22 Nov 2026 13:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="--b--"\r\n\r\n'
        "----b--\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        f"{lines}\r\n----b----\r\n"
    )
    script, grid = read_file(mhtml.encode())
    assert (script.reading.outcome, script.reading.about, script.seen_at) == ("read", "mira.cooks", 1_795_352_400)
    assert (grid.reading.videos[0].counts.views, grid.source, grid.seen_at) == (13_000, "dom", 1_795_352_400)


@pytest.mark.parametrize(
    ("data", "outcome"),
    [
        (b"", "empty"),
        (b"\x00\xff\xfe\x80", "not_tiktok"),
        (b"{", "broken"),
        (b"[]", "not_tiktok"),
        (b"[1, 2]", "not_tiktok"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n", "not_tiktok"),
        (b" " * (64 * 1024 * 1024 + 1), "too_large"),
    ],
)
def test_a_file_without_data_has_one_reading_that_says_why(data: bytes, outcome: str) -> None:
    (reading,) = read_file(data)
    assert reading.reading.outcome == outcome
