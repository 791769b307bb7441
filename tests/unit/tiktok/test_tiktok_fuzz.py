"""Whatever TikTok, a tool or a stranger sends: never an exception, always typed values."""

import copy
import json
import os
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiktok_other_payloads import (
    VIDEO_URL,
    app_user,
    aweme,
    collector_item,
    comment,
    comment_answer,
    embedded_profile,
    flattened,
    fourcat_row,
    homemade_record,
    info_json,
    item_infos,
    next_profile,
    oembed_answer,
    own_creator,
    own_video,
    pyktok_row,
    recording,
    research_answer,
    research_video,
    routed_video,
    scraped_profile,
    script_page,
    search_answer,
    sigi_profile,
    tikwm_video,
    user_info_v2,
    zeeschuimer_line,
)
from tiktok_payloads import (
    HANDLE,
    LIST_URL,
    POSTED_AT,
    PROFILE_URL,
    item,
    item_list,
    marked_item,
    page,
    rendered,
    scopes,
    stats_v2,
    tile,
    user_detail,
    video_id,
)

from companion.model import COUNT_NAMES, CaptureSource, Reading
from companion.model.clock import EARLIEST, LATEST
from companion.tiktok import FileReading, read, read_file
from companion.tiktok.scalars import LARGEST_COUNT

settings.register_profile("quick", max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
settings.register_profile("long", settings.get_profile("quick"), max_examples=3_000)
settings.load_profile("long" if os.environ.get("FITLENS_FUZZ") == "long" else "quick")

ALT = "soup #x created by Mira 🍲 Cooks with y"
SOURCES: list[CaptureSource | None] = ["embedded", "api", "dom", None]


def capture_file() -> dict[str, Any]:
    body = json.dumps(item_list(item()))
    return {
        "schema": 1,
        "source": "api",
        "page_url": PROFILE_URL,
        "captured_at": "2026-11-22T13:00:00Z",
        "body": body,
    }


PAYLOADS: dict[str, Callable[[], dict[str, Any]]] = {
    "profile": lambda: scopes(user=user_detail(), words={"Webapp": {"profile_page_pin": "Pinned"}}),
    "video": lambda: scopes(video={"itemInfo": {"itemStruct": item(authorStatsV2=stats_v2())}, "statusCode": 0}),
    "user_detail": user_detail,
    "item_list": lambda: item_list(
        item(isPinnedItem=True, isECVideo=1, imagePost={"images": []}), item(id=video_id(serial=8))
    ),
    "marks": lambda: item_list(marked_item(itemCommentStatus=2), marked_item(id=video_id(serial=8))),
    "capture": capture_file,
    "feed": lambda: {"__DEFAULT_SCOPE__": {"webapp.updated-items": [item()]}},
    "sigi": sigi_profile,
    "next": next_profile,
    "search": search_answer,
    "people": lambda: {"user_list": [{"user_info": app_user()}], "status_code": 0},
    "comments": lambda: comment_answer(comment(), comment(cid="2", label_list=[{"text": "Liked by creator"}])),
    "app": lambda: {"aweme_list": [aweme()], "status_code": 0},
    "app elsewhere": lambda: {"search_item_list": [{"aweme_info": aweme()}]},
    "zeeschuimer": zeeschuimer_line,
    "collector": lambda: {"collector": [collector_item()]},
    "web items": lambda: {"posts": [item(), item(author=HANDLE, id=int(video_id(serial=9)))]},
    "research": lambda: research_answer(research_video(), research_video(id={"$numberLong": video_id()})),
    "yt-dlp": info_json,
    "own videos": lambda: {"videos": [own_video()]},
    "own creators": lambda: {"creators": [own_creator()]},
    "tikwm": lambda: {"data": {"videos": [tikwm_video()]}},
    "homemade": lambda: [homemade_record()],
    "homemade, by columns": lambda: {name: {"0": value} for name, value in homemade_record().items()},
    "item infos": lambda: {"props": {"pageProps": {"videoData": item_infos(), "userData": scraped_profile()}}},
    "embedded video": lambda: {"source": {"data": {f"/embed/v2/{video_id()}": {"videoData": routed_video()}}}},
    "embedded profile": lambda: {"source": {"data": embedded_profile()}},
    "mobile": lambda: {"SharingVideoModule": {"videoData": {"itemInfo": {"itemStruct": item()}, "statusCode": 0}}},
    "oembed": oembed_answer,
    "recording": lambda: recording((LIST_URL, json.dumps(item_list(item())))),
    "text in text": lambda: {"url": LIST_URL, "body": json.dumps({"data": json.dumps(item_list(item()))})},
    "accounts": lambda: {"a": user_info_v2(), "b": scraped_profile(), "c": app_user()},
}
TABLES: dict[str, Callable[[], dict[str, Any]]] = {
    "4cat": fourcat_row,
    "pyktok": pyktok_row,
    "collector": lambda: flattened(collector_item()),
    "actor": lambda: flattened(collector_item(), "/"),
    "web items": lambda: flattened(item()),
    "marked web items": lambda: flattened(marked_item()),
}

odd = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(min_value=-(10**40), max_value=10**40),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(
        ["", "12", "12.0", "-5", "１２", "1e9", "\ud83d", "\x00", "@", "#" * 50, "9" * 5000, "x" * 100_000]
    ),
    st.just([]),
    st.just({}),
    st.just({"$numberLong": "7"}),
    st.lists(st.one_of(st.none(), st.integers(), st.text(max_size=5)), max_size=3),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=3),
    st.builds(lambda depth: json.loads("[" * depth + "]" * depth), st.sampled_from([5, 400])),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a payload, by its path."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path] * bool(path) + [each for key, part in inner for each in places(part, (*path, key))]


def changed(payload: dict[str, Any], path: tuple[Any, ...], value: Any) -> None:
    """Put ``value`` at a place, or drop what is there; a place that an earlier change removed stays away."""
    *way, last = path
    target: Any = payload
    for key in way:
        if not isinstance(target, dict | list) or (isinstance(target, dict) and key not in target):
            return
        if isinstance(target, list) and (not isinstance(key, int) or key >= len(target)):
            return
        target = target[key]
    if isinstance(target, dict):
        if value is ...:
            target.pop(last, None)
        else:
            target[last] = copy.deepcopy(value)
    elif isinstance(target, list) and isinstance(last, int) and last < len(target):
        target[last] = None if value is ... else copy.deepcopy(value)


@st.composite
def mutants(draw: st.DrawFn, kind: str) -> str:
    payload = PAYLOADS[kind]()
    everywhere = places(payload)
    for _ in range(draw(st.integers(1, 6))):
        changed(payload, draw(st.sampled_from(everywhere)), draw(st.one_of(st.just(...), odd)))
    return json.dumps(payload)


NEVER_EMPTY = ("branded_hashtags", "screen_texts", "caption_languages", "search_words")


def checked(reading: Reading) -> None:
    """Every value has its declared type, is in range, and can be written as UTF-8."""
    packed = msgspec.json.encode(reading)
    assert msgspec.json.decode(packed, type=Reading) == reading
    if reading.outcome == "read":
        assert reading.creators or reading.videos
    for video in reading.videos:
        assert video.id.isdecimal()
        for name in COUNT_NAMES:
            count = getattr(video.counts, name)
            assert count is None or 0 <= count <= LARGEST_COUNT
        assert video.created_at is None or EARLIEST <= video.created_at <= LATEST
        assert video.duration_s is None or video.duration_s > 0
        assert not (video.allows.comments is False and video.counts.comments == 0)
        assert video.duet_of is None or (video.duet and video.duet_of.isdecimal())
        assert () not in [getattr(video, name) for name in NEVER_EMPTY]
    if reading.comments is not None:
        page = reading.comments
        assert page.video_id.isdecimal()
        assert 0 <= page.starts < page.ends
        assert 0 <= (page.liked_by_creator or 0) <= page.read
    for creator in reading.creators:
        assert creator.handle or creator.id
        assert "" not in (creator.name, creator.bio, creator.handle)


def checked_file(readings: list[FileReading]) -> None:
    assert readings
    for each in readings:
        checked(each.reading)
        assert each.source in SOURCES
        assert each.seen_at is None or EARLIEST <= each.seen_at <= LATEST


@pytest.mark.parametrize("kind", PAYLOADS)
@given(data=st.data())
def test_mutated_payloads_are_read_or_refused(kind: str, data: st.DataObject) -> None:
    text = data.draw(mutants(kind))
    source = data.draw(st.sampled_from(SOURCES))
    checked(read(text, source=source, page_url=PROFILE_URL, request_url=LIST_URL + "0"))
    checked(read(page(text.replace("/", "\\u002F"), body=rendered(tile(POSTED_AT, "13K", ALT))), source=source))
    for script in ("SIGI_STATE", "__NEXT_DATA__", "__FRONTITY_CONNECT_STATE__"):
        checked_file(read_file(script_page(script, json.loads(text)).encode()))
    checked_file(read_file(text.encode()))
    checked_file(read_file(f"{text}\n{text}\n".encode()))


@pytest.mark.parametrize("kind", TABLES)
@given(data=st.data())
def test_mutated_tables_are_read_or_refused(kind: str, data: st.DataObject) -> None:
    rows = [TABLES[kind](), TABLES[kind]()]
    for _ in range(data.draw(st.integers(0, 4))):
        changed(rows[data.draw(st.integers(0, 1))], (data.draw(st.sampled_from(sorted(rows[0]))),), data.draw(odd))
    delimiter = data.draw(st.sampled_from(",;\t|"))
    lines = [delimiter.join(rows[0]), *(delimiter.join(_cell(each) for each in row.values()) for row in rows)]
    text = "\n".join(lines)
    checked_file(read_file(text.encode("utf-8", "replace")))
    start = data.draw(st.integers(0, len(text)))
    checked_file(
        read_file((text[:start] + data.draw(st.text(max_size=9)) + text[start:]).encode("utf-8", "replace"))
    )


def _cell(value: Any) -> str:
    words = value if isinstance(value, str) else json.dumps(value)
    return '"' + words.replace('"', '""') + '"'


@given(data=st.data())
def test_torn_bytes_are_read_or_refused(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(PAYLOADS)))
    whole = bytearray(json.dumps(PAYLOADS[kind](), ensure_ascii=False).encode())
    if data.draw(st.booleans()):
        whole = bytearray(page(whole.decode(), body=rendered(tile(POSTED_AT, "13K", ALT))).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(whole) - 1))
        torn = data.draw(st.binary(max_size=4))
        whole[place : place + data.draw(st.integers(0, 30))] = torn
    checked_file(read_file(bytes(whole)))


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300)), st.text(max_size=60))
def test_noise_is_refused(noise: bytes | str, url: str) -> None:
    for source in SOURCES:
        checked(read(noise, source=source, page_url=url, request_url=url))


CARDS = (
    '<div data-e2e="search_top-item"><a href="/@a/video/7550552480598196231"><img alt="soup created by a with b">'
    '<strong data-e2e="video-views">1.2M</strong></a></div><div data-e2e="search-card-desc">'
    '<h1 data-e2e="search-card-video-caption">soup</h1></div><div data-e2e="search-user-container">'
    '<p data-e2e="search-user-unique-id">a</p>'
    '<strong data-e2e="search-follow-count">7 <b>Followers</b></strong></div>'
    '<strong data-e2e="like-count">12K</strong><div data-e2e="browse-video-desc">soup</div>'
)
MARKUP = (
    *("<", ">", "<div", "</div>", "<!--", "<![", '<div data-e2e="user-post-item">', " href='", "&#x;", "\x00"),
    *('<a href="/@a/video/12345">', "<img alt='", "<script", "</script", "created by "),
)


@given(st.lists(st.sampled_from(MARKUP)))
def test_torn_markup_is_refused(parts: list[str]) -> None:
    torn = "<" + "".join(parts) + rendered(tile(POSTED_AT, "13K", ALT)) + "".join(parts)
    cards = "<" + "".join(parts) + CARDS + "".join(parts)
    for body in (torn, cards):
        checked(read(body, source="dom"))
        checked(read(body, source="dom", page_url=VIDEO_URL))
        checked_file(read_file(body.encode()))


@pytest.mark.parametrize(
    "body",
    [
        json.dumps(item_list(item(desc="x" * 10_000_000))),
        '{"itemList":[' + "[" * 50_000 + "]" * 50_000 + "]}",
        json.dumps(item_list(item())).replace('"Lentil', '"' + "\\ud83d" * 100_000),
        "<script " * 200_000 + "__UNIVERSAL_DATA_FOR_REHYDRATION__" * 1_000,
        rendered() + "<div>" * 20_000,
        rendered('<div data-e2e="user-post-item">' * 20_000),
        rendered() + "<link rel=canonical " * 50_000,
        rendered() + "<!--" * 100_000,
        rendered() + "<a href='" * 100_000,
        rendered() + "</div" * 100_000 + "<![" * 100_000 + ">",
        rendered() + "<script" * 100_000,
        CARDS + '<div data-e2e="challenge-item">' * 20_000,
        "window['SIGI_STATE']=" * 50_000 + "<html>",
        "<html>window['SIGI_STATE']=" + "window['" * 100_000 + '"ItemModule"',
        '{"a":' * 50_000 + "1" + "}" * 50_000,
        "[" + '{"a":[' * 200 + json.dumps(item()) + "]}" * 200 + "]",
        "a.b.c," * 50_000 + "id,stats.playCount\n" + "1," * 50_000 + "7,7",
        ",".join(["id", "stats.playCount", *("a." * 2_000 + "b" for _ in range(20))]) + "\n7,7" + "," * 20,
        'id,stats.playCount,desc\n7,7,"' + "x" * 300_000,
        "id,stats.playCount,desc\n" + "7,7,x\n" * 100_000,
        "{}\n" * 200_000,
    ],
    ids=[
        *(
            "long caption",
            "deep list",
            "many surrogates",
            "open tags",
            "deep page",
            "tiles in tiles",
            "open links",
        ),
        *("open comments", "open quotes", "open ends", "open scripts"),
        *("cards in cards", "many states", "state without end", "deep object", "deep record", "many columns"),
        *("deep columns", "open cell", "many rows", "many empty lines"),
    ],
)
def test_large_and_deep_bodies_end(body: str) -> None:
    checked(read(body))
    checked_file(read_file(body.encode()))
