"""A sample to attach to an issue: nobody is named in it, and it reads to the same counts."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from companion.model import InvalidInput
from companion.sample_tiktok.world import World
from companion.tiktok import read_file
from companion.tiktok.redaction import redacted
from tests.unit.tiktok.tiktok_payloads import (
    HANDLE,
    LIST_URL,
    POSTED_AT,
    PROFILE_URL,
    item,
    item_list,
    page,
    rendered,
    scopes,
    tile,
    user,
    user_detail,
    user_info,
    video_id,
)

ROOT = Path(__file__).resolve().parents[3]
SECRETS = {
    "msToken": "Zq8token-planted-1",
    "sessionid": "f00dfeedsession0001",
    "csrfToken": "csrf-planted-77",
    "wid": "7555555555555555555",
    "odinId": 7_444_444_444_444_444_444,
    "email": "mira.private@example.org",
    "phone": "+49 151 23456789",
    "mobile": 4_915_123_456_789,
    "phoneDigits": "015123456789",
    "ip": "203.0.113.77",
    "geo": 48.137154,
    "cookie": "sid_tt=plantedcookie; tt_chain_token=plantedchain",
    "inner": json.dumps({"deep": {"bearer": "planted-bearer-xyz"}}),
    "avatarLarger": "https://p16.tiktokcdn.example/planted-avatar.jpeg?x-signature=plantedsig",
    "plantedkey@example.org": 1,
    "brandNewField": "Planted Person of Plantown",
}
GONE = [
    "Zq8token-planted-1", "f00dfeedsession0001", "csrf-planted", "7555555555555555555", "7444444444444444444",
    "mira.private", "plantedkey", "23456789", "4915123456789", "015123456789", "203.0.113", "48.137",
    "plantedcookie", "plantedchain", "planted-bearer", "planted-avatar", "plantedsig", "Plantown",
    HANDLE, "Mira", "Soups", "example.org\"", "mira@", "mira.example", "7012345678901234567", "qqqqq", "Lentil",
    "bean.friend", "QuickRecipes", "quickrecipes", "Corner Kitchen", "original sound", video_id(),
]  # fmt: skip
ALT = "Lentil soup #QuickRecipes created by Mira 🍲 Cooks with original sound"


def listed(**changes: Any) -> str:
    return json.dumps(item_list(item(**SECRETS), item(id=video_id(serial=8), **changes), log_pb=SECRETS))


def profile_page() -> str:
    whole = scopes(user=user_detail(userInfo=user_info(user=user(**SECRETS)))) | {"webapp.app-context": SECRETS}
    grid = rendered(tile(POSTED_AT, "120.3K", ALT, badge="Pinned"), tile(POSTED_AT - 9, "1.2M", "?"))
    more = '<meta name="x" content="planted-bearer"><script>var csrf="csrf-planted-77"</script><!-- plantedsig -->'
    return page(whole, head=f'<link rel="canonical" href="{PROFILE_URL}">', body=grid + more)


def sigi_page() -> str:
    old = item(author=HANDLE, authorId="7012345678901234567", nickname="Mira", **SECRETS)
    state = {
        "UserModule": {
            "users": {HANDLE: user(**SECRETS)},
            "stats": {HANDLE: {"followerCount": 7, "heartCount": 9_000, "heart": 9_000, "videoCount": 1}},
        },
        "ItemModule": {video_id(): old},
        "UserPage": {"uniqueId": HANDLE, "statusCode": 0},
    }
    return f'<html><script id="SIGI_STATE" type="application/json">{json.dumps(state)}</script></html>'


def capture(body: str, source: str = "api") -> str:
    return json.dumps(
        {
            "schema": 1,
            "source": source,
            "page_url": f"{PROFILE_URL}?msToken=Zq8token-planted-1",
            "request_url": f"{LIST_URL}0&msToken=Zq8token-planted-1&device_id=7555555555555555555",
            "captured_at": "2026-11-18T09:00:00.000Z",
            "body": body,
            "extension": "0.1.0",
        }
    )


FILES = {
    "answer": listed(),
    "answer without likes": listed(stats={"playCount": 77, "commentCount": 3, "shareCount": 1}, statsV2=...),
    "account": json.dumps(user_detail(userInfo=user_info(user=user(**SECRETS)))),
    "page": profile_page(),
    "page of 2022": sigi_page(),
    "capture": capture(listed()),
    "capture of a grid": capture(rendered(tile(POSTED_AT, "1.2M", ALT)), "dom"),
    "captures": f"{capture(listed())}\n{capture(profile_page(), 'embedded')}\n",
}


def figures(data: bytes) -> list[Any]:
    return [
        (
            found.source,
            found.seen_at,
            found.reading.format,
            found.reading.outcome,
            [each.counts for each in found.reading.creators],
            [(each.counts, each.created_at, each.pinned, each.duration_s) for each in found.reading.videos],
            [(len(each.hashtags or ()), len(each.mentions or ())) for each in found.reading.videos],
            found.reading.checks,
        )
        for found in read_file(data)
    ]


@pytest.mark.parametrize("name", FILES)
def test_no_secret_survives(name: str) -> None:
    sample = redacted(FILES[name].encode()).decode()
    assert [secret for secret in GONE if secret in sample] == []


@pytest.mark.parametrize("name", FILES)
def test_it_reads_to_the_same(name: str) -> None:
    data = FILES[name].encode()
    before = figures(data)
    assert any(each[4] or each[5] for each in before)
    assert figures(redacted(data)) == before


def test_the_same_in_is_the_same_out() -> None:
    first, second = json.loads(redacted(listed().encode()))["itemList"]
    assert first["author"] == second["author"]
    assert first["id"] == first["video"]["id"] != second["id"]
    assert len(first["id"]) == len(video_id())
    assert int(first["id"]) >> 32 == int(video_id()) >> 32
    assert len(first["author"]["id"]) == 19
    assert redacted(listed().encode()) == redacted(listed().encode())
    (grid,) = (found.reading for found in read_file(redacted(profile_page().encode())) if found.source == "dom")
    (script,) = (found.reading for found in read_file(redacted(profile_page().encode())) if found.source != "dom")
    assert script.about == grid.about == grid.videos[0].handle == "creator.1"


@pytest.mark.parametrize("data", [b"", b"id,text\n1,Mira\n", b"{", b"[1", b"\xff\x00", b"3", b"[" * 100_000])
def test_what_is_no_page_or_answer_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidInput):
        redacted(data)


def test_the_script_writes_a_new_file_and_never_over_one(tmp_path: Path) -> None:
    saved, out = tmp_path / "saved.html", tmp_path / "sample.html"
    saved.write_text(profile_page(), encoding="utf-8")

    def run(*arguments: Path) -> subprocess.CompletedProcess[bytes]:
        script = ROOT / "scripts" / "record_fixture.py"
        return subprocess.run([sys.executable, script, *arguments], capture_output=True)

    assert run(saved).stdout == redacted(saved.read_bytes())
    assert run(saved, out).returncode == 0
    assert out.read_bytes() == redacted(saved.read_bytes())
    for wrong in ((saved, out), (tmp_path / "nowhere",)):
        said = run(*wrong)
        assert (said.returncode, b"Traceback" in said.stderr) == (1, False)


def test_the_script_takes_what_is_piped_in_and_a_page_saved_as_a_single_file() -> None:
    head = f"Snapshot-Content-Location: {PROFILE_URL}\r\nMIME-Version: 1.0\r\n"
    kind = 'Content-Type: multipart/related; type="text/html"; boundary="--b--"\r\n\r\n'
    part = "----b--\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    saved = f"{head}{kind}{part}{profile_page()}\r\n----b----\r\n".encode()
    script = ROOT / "scripts" / "record_fixture.py"
    said = subprocess.run([sys.executable, script, "-"], input=saved, capture_output=True)
    assert (said.returncode, said.stdout) == (0, redacted(saved))
    assert figures(said.stdout) == figures(saved)
    assert [secret for secret in GONE if secret in said.stdout.decode()] == []
    with pytest.raises(InvalidInput):
        redacted(f"{head}{kind}----b----\r\n".encode())


def test_nothing_of_the_visitor_and_no_short_id_stays() -> None:
    visitor = {"language": "xq", "region": "ZZ", "user": {"uid": "41"}}
    whole = scopes(user=user_detail(userInfo=user_info(user=user(id="312")))) | {
        "webapp.app-context": visitor,
        "webapp.biz-context": {"vregion": "ZZ"},
    }
    for text in (page(whole), json.dumps({"authorId": 312, "ownerId": "312", "user": {"uid": 312}})):
        sample = redacted(text.encode()).decode()
        assert [left for left in ("app-context", "ZZ", "xq", "312") if left in sample] == []
    assert b'"duetFromId":"0"' in redacted(listed(duetInfo={"duetFromId": "0"}).encode())


def test_tiktoks_own_words_stay() -> None:
    words = {"Webapp": {"Couldn't find this account": "Nuk u gjet", "other": "Mira"}}
    gone = page(scopes(words=words), body='<div data-e2e="user-page"><p class="PTitle">Nuk u gjet</p></div>')
    closed = rendered('<p class="PTitle">This account is private</p>')
    for text in (gone, closed):
        (before,), (after,) = read_file(text.encode()), read_file(redacted(text.encode()))
        assert (after.reading.outcome, after.reading.says) == (before.reading.outcome, before.reading.says)
        assert before.reading.outcome in ("not_found", "private")


@pytest.fixture(scope="module")
def world() -> World:
    return World(seed=3, now=1_795_352_400)


def test_everything_of_the_sample_tiktok_reads_to_the_same_without_its_creators(world: World) -> None:
    for creator in list(world.creators.values())[::4]:
        note = f"<!-- saved from url=(0050)https://www.tiktok.com/@{creator.handle} -->"
        for text in (
            note + world.profile_html(creator.handle),
            json.dumps(world.user_detail(creator.handle)),
            json.dumps(world.item_list(creator.handle)),
        ):
            sample = redacted(text.encode())
            assert figures(sample) == figures(text.encode())
            assert creator.handle not in sample.decode()
            assert str(creator.id) not in sample.decode()
