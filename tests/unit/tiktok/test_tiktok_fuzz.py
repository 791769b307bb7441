"""Whatever TikTok, a tool or a stranger sends: never an exception, always typed values."""

import json
import os
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiktok_payloads import (
    LIST_URL,
    POSTED_AT,
    PROFILE_URL,
    item,
    item_list,
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
settings.register_profile("long", settings.get_profile("quick"), max_examples=10_000)
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
    "capture": capture_file,
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
            target[last] = value
    elif isinstance(target, list) and isinstance(last, int) and last < len(target):
        target[last] = None if value is ... else value


@st.composite
def mutants(draw: st.DrawFn, kind: str) -> str:
    payload = PAYLOADS[kind]()
    everywhere = places(payload)
    for _ in range(draw(st.integers(1, 6))):
        changed(payload, draw(st.sampled_from(everywhere)), draw(st.one_of(st.just(...), odd)))
    return json.dumps(payload)


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
    checked_file(read_file(text.encode()))


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


@given(
    st.lists(
        st.sampled_from(
            ["<", ">", "<div", "</div>", "<!--", "<![", 'data-e2e="user-post-item"', " href='", "&#x;"]
            + ['<a href="/@a/video/12345">', "<img alt='", "\x00", "<script", "</script", "created by "]
        )
    )
)
def test_torn_markup_is_refused(parts: list[str]) -> None:
    torn = "<" + "".join(parts) + rendered(tile(POSTED_AT, "13K", ALT)) + "".join(parts)
    checked(read(torn, source="dom"))
    checked_file(read_file(torn.encode()))


@pytest.mark.parametrize(
    "body",
    [
        json.dumps(item_list(item(desc="x" * 10_000_000))),
        '{"itemList":[' + "[" * 50_000 + "]" * 50_000 + "]}",
        json.dumps(item_list(item())).replace('"Lentil', '"' + "\\ud83d" * 100_000),
        "<script " * 200_000 + "__UNIVERSAL_DATA_FOR_REHYDRATION__" * 1_000,
        rendered() + "<div>" * 20_000,
        rendered() + "<link rel=canonical " * 20_000,
    ],
    ids=["long caption", "deep list", "many surrogates", "open tags", "deep page", "open links"],
)
def test_large_and_deep_bodies_end(body: str) -> None:
    checked(read(body))
    checked_file(read_file(body.encode()))
