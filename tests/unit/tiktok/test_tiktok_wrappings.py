"""TikTok's bodies inside something else."""

import gzip
import json
import plistlib

import pytest
from tiktok_other_payloads import recording
from tiktok_payloads import HANDLE, POSTED_AT, PROFILE_URL, item, item_list, page, scopes, user_detail, video_id

from companion.tiktok import read_file

ANSWER = json.dumps(item_list(item()))
SECOND = json.dumps(item_list(item(id=video_id(POSTED_AT - 86_400))))
PAGE = page(scopes(user=user_detail()))
LIST_URL = "https://www.tiktok.com/api/post/item_list/?cursor=0"


def ids(data: str | bytes) -> list[str]:
    found = read_file(data.encode() if isinstance(data, str) else data)
    assert all(each.reading.outcome == "read" for each in found)
    return [video.id for each in found for video in each.reading.videos]


@pytest.mark.parametrize(
    "text",
    [
        f"callback({ANSWER});",
        f"/**/ jQuery_12({ANSWER})",
        f")]}}'\n{ANSWER}",
        f"for(;;);{ANSWER}",
        f"var data = {ANSWER};",
        f"// {LIST_URL}\n{ANSWER}",
        f"HTTP/2 200\r\nreport-to: {{}}\r\ncontent-type: application/json\r\n\r\n{ANSWER}",
        f"{ANSWER}\x00\x00",
        f"{ANSWER};",
        f"<html><head></head><body><pre style='color: red'>{ANSWER.replace('&', '&amp;')}</pre></body>",
        f"<html><body><p>{ANSWER}</p></body></html>",
        json.dumps(ANSWER),
        json.dumps(json.dumps(ANSWER)),
        json.dumps({"statusCode": 200, "headers": {"a": "b"}, "body": ANSWER}, indent=2),
        json.dumps({"data": ANSWER}),
        json.dumps({"log": [{"response": {"text": ANSWER}}]}),
    ],
    ids=lambda text: text[:30],
)
def test_what_tools_put_around_an_answer_is_taken_off(text: str) -> None:
    assert ids(text) == [video_id()]


@pytest.mark.parametrize("between", ["", "\n", "\r\n4e2\r\n", ";"])
def test_answers_in_a_row_are_all_read(between: str) -> None:
    assert ids(f"{ANSWER}{between}{SECOND}") == [video_id(), video_id(POSTED_AT - 86_400)]


def test_bodies_line_by_line_are_all_read() -> None:
    lines = [json.dumps({"url": LIST_URL, "body": body}) for body in (ANSWER, SECOND)]
    assert ids("\n".join(lines)) == [video_id(), video_id(POSTED_AT - 86_400)]


@pytest.mark.parametrize("encoded", [False, True])
def test_a_recording_of_a_browsers_traffic_gives_what_it_carried(encoded: bool) -> None:
    har = recording(
        (PROFILE_URL, PAGE), (LIST_URL, ANSWER), ("https://p16.example/x.js", "var x = 1"), encoded=encoded
    )
    profile, videos = read_file(json.dumps(har).encode())
    assert (profile.reading.about, profile.seen_at) == (HANDLE, 1_795_352_400)
    assert ([video.id for video in videos.reading.videos], videos.source) == ([video_id()], "api")


def test_a_recording_of_another_site_is_not_tiktoks() -> None:
    har = recording(("https://cake.example/", "<html><title>Cake</title></html>"))
    assert [each.reading.outcome for each in read_file(json.dumps(har).encode())] == ["not_tiktok"]
    refused = recording((LIST_URL, '{"statusCode":10101}'))
    assert [each.reading.outcome for each in read_file(json.dumps(refused).encode())] == ["login_wall"]


def test_packed_files_are_opened() -> None:
    assert ids(gzip.compress(ANSWER.encode())) == [video_id()]
    archive = {"WebMainResource": {"WebResourceData": PAGE.encode(), "WebResourceURL": PROFILE_URL}}
    (found,) = read_file(plistlib.dumps(archive, fmt=plistlib.FMT_BINARY))
    assert found.reading.about == HANDLE


@pytest.mark.parametrize(
    ("data", "outcome"),
    [
        (gzip.compress(ANSWER.encode())[:-30], "broken"),
        (gzip.compress(ANSWER.encode())[:12], "broken"),
        (gzip.compress(ANSWER.encode())[:30] + b"\xff" * 30, "broken"),
        (gzip.compress(b" " * (64 * 1024 * 1024 + 1)), "too_large"),
        (b"PK\x03\x04" + b"\x00" * 200, "broken"),
        (b"bplist00 WebMainResource" + b"\x00" * 200, "broken"),
        (f"callback({ANSWER[:-40]}".encode(), "not_tiktok"),
        (ANSWER[:-40].encode(), "broken"),
        (json.dumps({"body": '{"a": 1}'}).encode(), "not_tiktok"),
    ],
)
def test_what_can_not_be_opened_says_so(data: bytes, outcome: str) -> None:
    assert [each.reading.outcome for each in read_file(data)] == [outcome]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32", "utf-32-le"])
def test_wide_letters_are_known_without_a_mark(encoding: str) -> None:
    assert ids(ANSWER.encode(encoding)) == [video_id()]


def test_a_page_says_its_encoding() -> None:
    html = page(scopes(user=user_detail()), head='<meta charset="gb18030">').replace("\\ud83c\\udf72", "番茄汤")
    (found,) = read_file(html.encode("gb18030"))
    assert found.reading.creators[0].name == "Mira 番茄汤 Cooks"


def test_numbers_out_of_a_database_are_numbers() -> None:
    detail = user_detail()
    detail["userInfo"]["statsV2"] = None
    detail["userInfo"]["stats"]["followerCount"] = {"$numberLong": "427700"}
    (found,) = read_file(json.dumps(detail).encode())
    assert found.reading.creators[0].counts.followers == 427_700
