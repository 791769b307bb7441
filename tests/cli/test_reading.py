"""import, creators, videos, score: what was saved comes out again, in the shapes of DESIGN sections 4 to 6."""

import json
import os
import re
import zipfile

import msgspec
import pytest

from companion.model import Estimate
from companion.service import wording
from companion.service.importing import OWNERLESS
from companion.store import open_store
from tests.cli.saved import HANDLE, PROFILE_URL, SEEN, VIDEOS, capture, id_of, posted, profile, videos, write
from tests.support.command import USAGE

ESTIMATES = {
    "engagement_rate", "engagement_rate_with_saves", "engagement_rate_by_followers", "comments_per_like",
    "shares_per_view", "saves_per_view", "typical_views", "mean_views", "view_rate", "next_video_views",
    "next_video_engagements", "posts_per_week", "sponsored_share", "sponsored_views", "consistency", "momentum",
    "fair_price",
    "walk_away_price",
}  # fmt: skip
ESTIMATE = {"value", "low", "high", "level", "n", "unit", "method", "missing", "intervals", "video_ids",
            "says"}  # fmt: skip
FORECASTS = {"next_video_views", "next_video_engagements"}
CREATOR = {
    "id", "handle", "name", "followers", "following", "likes", "videos", "verified", "private", "language",
    "region", "state", "seen_at",
}  # fmt: skip
VIDEO = {
    "id", "url", "created_at", "caption", "hashtags", "mentions", "language", "duration_s", "sound", "photo",
    "pinned", "ad", "topics", "place", "duet", "duet_of", "playlist_id", "branded_hashtags", "screen_texts",
    "caption_languages", "search_words", "muted", "ai", "allows", "restrictions",
    "views", "likes", "comments", "shares", "saves", "seen_at", "source",
}  # fmt: skip
REPORT = {"path", "format", "creators", "videos", "observations", "skipped", "outcome", "says"}


@pytest.fixture
def kept(fitlens, tmp_path):
    """A home with one creator: the profile's header and twelve videos."""
    write(tmp_path / "saved" / "list.json", videos())
    write(tmp_path / "saved" / "profile.html", profile())
    fitlens.json("import", tmp_path / "saved", "--seen-at", SEEN)
    return fitlens


def test_the_main_road_as_its_own_process(process, tmp_path):
    path = write(tmp_path / "list.json", videos())
    assert process.does("brief", "set", "Soups", "--keyword", "soup")
    assert "Read." in process.does("import", path, "--seen-at", SEEN)
    assert HANDLE in process.does("creators")
    assert "Lentil soup" in process.does("videos", f"@{HANDLE}")
    assert "Typical views" in process.does("score", HANDLE, "--brief", "soups", "--as-of", "2025-12-01")
    assert HANDLE in process.does("shortlist", "add", HANDLE)
    assert [entry["handle"] for entry in process.json("shortlist")] == [HANDLE]
    assert "2025-11-19" not in process.refuses("score", HANDLE, "--as-of", "2025-11-19")
    assert "@nobody" in process.refuses("score", "nobody")


def test_the_report_of_an_import(fitlens, tmp_path):
    good = write(tmp_path / "list.json", videos())
    bad = write(tmp_path / "cake.html", "<html><title>Cake</title>")
    report = fitlens.json("import", good, bad)
    assert set(report) == {"files", "totals"}
    assert [set(file) for file in report["files"]] == [REPORT, REPORT]
    assert report["files"][0] == {
        "path": str(good), "format": "item_list", "creators": 1, "videos": VIDEOS, "observations": VIDEOS,
        "skipped": [], "outcome": "read", "says": "Read.",
    }  # fmt: skip
    assert report["files"][1]["outcome"] == "not_tiktok"
    assert report["totals"] == {"files": 2, "read": 1, "creators": 1, "videos": VIDEOS, "observations": VIDEOS}


def test_what_was_skipped_is_counted_with_its_reason(fitlens, tmp_path):
    answer = json.loads(videos())
    answer["itemList"] += [{"desc": "no id"}, {"desc": "neither"}, 7]
    (file,) = fitlens.json("import", write(tmp_path / "list.json", json.dumps(answer)))["files"]
    assert file["videos"] == VIDEOS
    assert all(set(skipped) == {"reason", "count"} for skipped in file["skipped"])
    assert sum(skipped["count"] for skipped in file["skipped"]) == 3
    assert "2 × no id; 1 × not readable" in fitlens.does("import", tmp_path / "list.json")


def test_counts_just_below_the_next_size_read_as_that_size(fitlens, tmp_path):
    counts = {"playCount": 999_950_000, "diggCount": 999_900, "commentCount": 999_499, "shareCount": 12}
    answer = json.loads(videos(range(1)))
    answer["itemList"][0] |= {"stats": counts, "statsV2": {}}
    fitlens.json("import", write(tmp_path / "list.json", json.dumps(answer)))
    assert {"1B", "1M", "999K", "12"} <= set(fitlens.does("videos", HANDLE).split())


def test_creators_who_stand_beside_a_video_alone_are_counted_once(fitlens, tmp_path):
    links = [f"{PROFILE_URL}/video/{id_of(posted(number))}" for number in range(2)]
    tables = {
        "links.csv": f"Link,Views,Likes\n{links[0]},7,1\n{links[1]},7,1\n",
        "known.json": videos(),
        "nobodys.json": json.dumps([{"id": id_of(posted(30)), "views": 7, "likes": 1, "comments": 2}]),
    }
    report = fitlens.json("import", *(write(tmp_path / name, text) for name, text in tables.items()))
    assert [file["creators"] for file in report["files"]] == [1, 1, 0]
    assert report["totals"]["creators"] == len(fitlens.json("creators")) == 1
    assert [file["skipped"] for file in report["files"]] == [[], [], [{"reason": OWNERLESS, "count": 1}]]


def as_file(tmp_path):
    return [write(tmp_path / "one.json", videos())], b""


def as_folder(tmp_path):
    write(tmp_path / "many" / "deep" / "er" / "one.json", videos())
    write(tmp_path / "many" / ".hidden" / "other.json", "not looked at")
    return [tmp_path / "many"], b""


def as_zip(tmp_path):
    with zipfile.ZipFile(tmp_path / "kept.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("folder/one.json", videos())
    return [tmp_path / "kept.zip"], b""


def as_zip_in_a_folder(tmp_path):
    as_zip(tmp_path)
    return [tmp_path], b""


def as_standard_input(_):
    return ["-"], videos().encode()


def as_utf_16(tmp_path):
    return [write(tmp_path / "one.json", videos().encode("utf-16"))], b""


def under_an_odd_name(tmp_path):
    return [write(tmp_path / "vidéo \x1b[31m\n🍲.json", videos())], b""


WAYS = [as_file, as_folder, as_zip, as_zip_in_a_folder, as_standard_input, as_utf_16, under_an_odd_name]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_every_way_in(process, tmp_path, way):
    paths, stdin = way(tmp_path)
    assert "Read." in process.does("import", *paths, stdin=stdin)
    assert len(process.json("videos", HANDLE)) == VIDEOS


@pytest.mark.skipif(os.name == "nt", reason="Windows names are text")
def test_a_name_that_is_no_text_is_still_imported(process, tmp_path):
    path = os.fsencode(tmp_path) + b"/\xff\xfe.json"
    with open(path, "wb") as file:  # noqa: PTH123  a Path holds text
        file.write(videos().encode())
    said = process.run("import", path, "--json")
    assert (said.code, said.json["totals"]["videos"]) == (0, VIDEOS)
    assert process.does("import", path)


def test_nothing_readable_is_exit_code_1_and_says_why(fitlens, tmp_path):
    cake = write(tmp_path / "cake.html", "<html>Cake")
    said = fitlens.run("import", cake, "--json")
    assert (said.code, said.json["totals"]["read"]) == (1, 0)
    assert "not a TikTok page" in fitlens.refuses("import", cake)
    assert "Nothing could be read" in fitlens.refuses("import", cake, write(tmp_path / "empty", ""))
    (tmp_path / "void").mkdir()
    assert fitlens.refuses("import", tmp_path / "void")


def test_a_path_that_is_not_there_is_usage(fitlens, tmp_path):
    assert "does not exist" in fitlens.refuses("import", tmp_path / "nowhere.html", code=USAGE)


def test_the_same_again_adds_nothing(kept, tmp_path):
    before = kept.kept()
    again = kept.json("import", tmp_path / "saved", "--seen-at", SEEN)
    assert (again["totals"]["read"], again["totals"]["observations"]) == (2, 0)
    assert kept.kept() == before


def test_two_halves_in_any_order_give_the_same(fitlens, tmp_path):
    older = write(tmp_path / "a.json", capture(videos(range(4, 12)), "2025-11-20T08:00:00Z"))
    newer = write(tmp_path / "b.json", capture(videos(range(8), more_views=700), "2025-11-21T08:00:00Z"))
    header = write(tmp_path / "c.html", profile())
    answers = []
    for turn, order in enumerate(([older, newer, header], [header, newer, older], [newer, header, older])):
        home = type(fitlens)(tmp_path / f"home {turn}")
        for path in order:
            home.json("import", path, "--seen-at", "2025-11-22")
        answers.append(
            [
                home.json("creators"),
                home.json("videos", HANDLE),
                home.json("score", HANDLE, "--as-of", "2025-12-01"),
            ]
        )
    assert answers[0] == answers[1] == answers[2]
    assert [video["views"] for video in answers[0][1]][:2] == [100_700, 99_400]


def test_seen_at_dates_what_has_no_stamp_and_only_that(fitlens, tmp_path):
    fitlens.json("import", write(tmp_path / "a.json", videos(range(3))), "--seen-at", "2025-11-20T06:07:08Z")
    stamped = write(tmp_path / "b.json", capture(videos(range(3, 6)), "2025-11-01T01:02:03Z"))
    fitlens.json("import", stamped, "--seen-at", "2025-11-20T06:07:08Z")
    seen = [video["seen_at"] for video in fitlens.json("videos", HANDLE)]
    assert seen == ["2025-11-20T06:07:08Z"] * 3 + ["2025-11-01T01:02:03Z"] * 3


def test_without_seen_at_the_file_s_own_time_counts(fitlens, tmp_path):
    path = write(tmp_path / "a.json", videos())
    os.utime(path, (1_763_600_000, 1_763_600_000))
    fitlens.json("import", path)
    assert fitlens.json("videos", HANDLE)[0]["seen_at"] == "2025-11-20T00:53:20Z"


def test_where_each_time_comes_from_is_kept(fitlens, tmp_path):
    bare, stamped = json.loads(videos(range(2))), json.loads(videos(range(2, 3)))
    stamped["extra"] = {"now": (posted(0) + 86_400) * 1000}
    collected = {
        "item_id": id_of(posted(0)),
        "timestamp_collected": (posted(0) + 86_400) * 1000,
        "source_platform": "tiktok.com",
        "data": bare["itemList"][0],
    }
    captured = capture(json.dumps(stamped), "2025-11-20T08:00:00Z")
    unreadable_clock = capture(json.dumps(stamped), "yesterday")
    undated = capture(json.dumps(bare), "yesterday")
    origins = {
        "captured": (captured, "capture", "capture"),
        "stamped": (json.dumps(stamped), "stamp", "stamp"),
        "stamped item": (json.dumps(collected), "stamp", "stamp"),
        "stamped inside": (unreadable_clock, "stamp", "stamp"),
        "undated capture": (undated, "given", "file"),
        "bare": (json.dumps(bare), "given", "file"),
    }
    for name, (text, with_date, without) in origins.items():
        path = write(tmp_path / f"{name}.json", text)
        for origin, date in ((with_date, ["--seen-at", SEEN]), (without, [])):
            home = type(fitlens)(tmp_path / f"{name} {len(date)}")
            home.json("import", path, *date)
            assert dated_by(home) == {origin}, (name, date)


def dated_by(fitlens):
    store = open_store(fitlens.home)
    try:
        key = store.observations.find(HANDLE)
        return {observation.dated_by for _, observation in store.observations.observations_of(key)}
    finally:
        store.close()


@pytest.mark.parametrize(
    "date", ["yesterday", "", "1999-01-01", "2025-13-01", "9999-12-31", "0001-01-01T00:00+23:59"]
)
def test_a_date_that_is_none_is_refused_before_anything_is_read(fitlens, tmp_path, date):
    path = write(tmp_path / "a.json", videos())
    said = fitlens.refuses("import", path, "--seen-at", date)
    assert "2026-11-22" in said or "between 2011 and 2200" in said
    assert not fitlens.home.exists()


def test_the_creators(kept):
    (creator,) = kept.json("creators")
    assert set(creator) == CREATOR
    assert (creator["handle"], creator["followers"], creator["state"]) == (HANDLE, 427_682, "ok")
    assert isinstance(creator["id"], str)
    assert creator["seen_at"] == "2025-11-20T00:00:00Z"
    assert f"@{HANDLE}" in kept.does("creators")


def test_last_seen_comes_first(kept, tmp_path):
    author = {"id": "7099999999999999999", "uniqueId": "late.comer", "nickname": "Late"}
    late = capture(
        videos(range(2), author=author), "2025-11-21T00:00:00Z", page_url="https://www.tiktok.com/@late.comer"
    )
    kept.json("import", write(tmp_path / "late.json", late.replace(id_of(posted(0)), "7550000000000000001")))
    assert [creator["handle"] for creator in kept.json("creators")] == ["late.comer", HANDLE]


def test_nothing_read_yet_is_no_error(fitlens):
    assert fitlens.json("creators") == []
    assert "No creator was read yet" in fitlens.does("creators")


@pytest.mark.parametrize("ref", [HANDLE, f"@{HANDLE}", HANDLE.upper(), "7012345678901234567"])
def test_the_videos(kept, ref):
    found = kept.json("videos", ref)
    assert [video["id"] for video in found] == [id_of(posted(number)) for number in range(VIDEOS)]
    for video in found:
        assert set(video) == VIDEO
        assert set(video["ad"]) == {"is_ad", "authorized", "shop", "disclosed"}
        assert set(video["sound"]) == {"id", "title", "original", "author"}
        assert set(video["ai"]) == {"labelled", "creator", "tiktok", "flagged", "says"}
        assert set(video["allows"]) == {"comments", "duet", "stitch"}
        assert set(video["restrictions"]) == {"mask", "needs_login", "warnings"}
    first = found[0]
    assert first["url"] == f"https://www.tiktok.com/@{HANDLE}/video/{first['id']}"
    assert [first[count] for count in ("views", "likes", "comments", "shares", "saves")] == [
        100_000, 8_000, 90, 30, 900,
    ]  # fmt: skip
    assert (first["source"], first["place"], first["ad"]["is_ad"]) == ("api", "Corner Kitchen, Lyon", False)


def test_an_unknown_count_is_null_in_json_and_a_dash_in_the_table(fitlens, tmp_path):
    answer = json.loads(videos(range(1)))
    for stats in ("stats", "statsV2"):
        del answer["itemList"][0][stats]["collectCount"]
    fitlens.json("import", write(tmp_path / "a.json", json.dumps(answer)))
    assert fitlens.json("videos", HANDLE)[0]["saves"] is None
    assert "–" in fitlens.does("videos", HANDLE)


def assert_estimate(estimate):
    assert set(estimate) == ESTIMATE
    assert (estimate["value"] is None) == (estimate["missing"] is not None)
    if estimate["low"] is not None:
        assert estimate["low"] <= estimate["value"] <= estimate["high"]


def test_the_scorecard(kept):
    kept.does("brief", "set", "Soups", "--keyword", "soup", "--language", "en")
    card = kept.json("score", HANDLE)
    assert set(card) == {
        "creator", "as_of", "formula_version", "sample", "estimates", "peers", "checks", "fit", "reconcile",
        "content",
    }  # fmt: skip
    assert set(card["creator"]) == CREATOR
    assert set(card["sample"]) == {"read", "eligible", "from", "to", "video_ids", "excluded"}
    assert (card["sample"]["read"], card["sample"]["eligible"]) == (VIDEOS, VIDEOS)
    assert set(card["estimates"]) == ESTIMATES
    for name, estimate in card["estimates"].items():
        assert_estimate(estimate)
        assert estimate["level"] == (0.8 if name in FORECASTS else 0.9), name
    assert set(card["estimates"]["next_video_views"]["intervals"]) == {"0.5", "0.8", "0.95"}
    for check in card["checks"]:
        assert set(check) == {"name", "status", "says", "evidence"}
        assert check["status"] in {"pass", "unusual", "not_enough_data"}
    fit = card["fit"]
    assert set(fit) == {"brief", "score", "word", "coverage", "parts"}
    assert fit["brief"] == "Soups"
    assert_estimate(fit["score"])
    assert set(fit["parts"]) == {"niche", "engagement", "authenticity", "quality"}
    for part in fit["parts"].values():
        assert set(part) == {"score", "weight", "why"}
        assert_estimate(part["score"])
        assert all(set(why) == {"says", "moves", "video_ids"} for why in part["why"])
    assert all(set(peer) == {"percentile", "cohort", "n", "source"} for peer in card["peers"].values())
    assert all(set(other) == {"tool", "value", "formula", "source", "why"} for other in card["reconcile"])
    shown = kept.does("score", HANDLE)
    assert f"@{HANDLE}" in shown
    assert fit["word"] in shown


def test_the_scorecard_for_people_says_all_that_the_json_says(kept):
    kept.does("brief", "set", "Soups", "--keyword", "soup", "--language", "en")
    card = kept.json("score", HANDLE)
    shown = kept.does("score", HANDLE)
    assert max(map(len, shown.splitlines())) <= 100
    told = " ".join(shown.split())
    for name, estimate in card["estimates"].items():
        assert wording.estimate_name(name) in told
        first = wording.missing(msgspec.convert(estimate, Estimate)).split()[0] if estimate["missing"] else None
        row = next(line for line in shown.splitlines() if line.startswith(wording.estimate_name(name) + "  "))
        assert row.split()[-1] == (str(estimate["n"]) if estimate["n"] else "none") or first in row
    for check in card["checks"]:
        status = wording.check_status(check["status"])
        mark = {"pass": " ", "unusual": "!", "not_enough_data": "?"}[check["status"]]
        assert re.search(rf"^{re.escape(mark)}  {wording.check_name(check['name'])}  +{status}  ", shown, re.M)
    for why in (why for part in card["fit"]["parts"].values() for why in part["why"]):
        assert wording.signed(why["moves"]) in told
    for peer in card["peers"].values():
        assert peer["cohort"].split("(")[0] in told
    for topic in card["content"]["topics"]:
        assert re.search(rf"Topics +{topic['name']} +{len(topic['video_ids'])}", shown)
    for other in card["reconcile"]:
        assert re.search(rf"^{re.escape(other['tool'])} ", shown, re.M)
    assert "Views of the newest 5 videos against the 10 before" in told


def test_a_part_of_the_scorecard_in_figures_is_what_the_desk_says(kept):
    card = kept.json("score", HANDLE)
    rate = msgspec.convert(card["estimates"]["comments_per_like"], Estimate)
    swing = msgspec.convert(card["estimates"]["consistency"], Estimate)
    shown = kept.does("score", HANDLE)
    assert (wording.value(rate)[-1], wording.value(swing)[0]) == ("%", "×")
    assert re.search(rf"Comments per like +{wording.value(rate)}  ", shown)
    assert re.search(rf"Swing between videos +{wording.value(swing)}  ", shown)


def test_excluded_videos_say_why(fitlens, tmp_path):
    fitlens.json("import", write(tmp_path / "a.json", videos()), "--seen-at", SEEN)
    fitlens.json("import", write(tmp_path / "b.json", videos(range(2, 3), isAd=True)), "--seen-at", SEEN)
    sample = fitlens.json("score", HANDLE)["sample"]
    assert sample["excluded"] == [{"video_id": id_of(posted(2)), "reason": "ad"}]
    assert sample["read"] == sample["eligible"] + 1 == len(sample["video_ids"]) + 1


def test_no_brief_shows_everything_else(kept):
    fit = kept.json("score", HANDLE)["fit"]
    assert (fit["brief"], fit["score"]["value"]) == (None, None)
    assert "brief" in fit["word"]


def test_a_named_brief_beside_the_active_one(kept):
    kept.does("brief", "set", "Soups", "--keyword", "soup")
    kept.does("brief", "set", "Cars", "--keyword", "engine")
    assert kept.json("score", HANDLE)["fit"]["brief"] == "Soups"
    assert kept.json("score", HANDLE, "--brief", "cars")["fit"]["brief"] == "Cars"
    assert "Boats" in kept.refuses("score", HANDLE, "--brief", "Boats")


def test_as_of_is_the_end_of_that_day_and_later_readings_do_not_exist(fitlens, tmp_path):
    for moment, more in (("2025-11-20T23:59:59Z", 0), ("2025-11-21T00:00:00Z", 50_000)):
        body = capture(videos(more_views=more), moment)
        fitlens.json("import", write(tmp_path / "c.json", body))
    alone = type(fitlens)(tmp_path / "alone")
    alone.json("import", write(tmp_path / "d.json", capture(videos(), "2025-11-20T23:59:59Z")))
    for date in ("2025-11-20", "20251120", "2025-11-20T23:59:59Z"):
        card = fitlens.json("score", HANDLE, "--as-of", date)
        assert card["as_of"] == "2025-11-20T23:59:59Z"
        assert card == alone.json("score", HANDLE, "--as-of", date)
    later = fitlens.json("score", HANDLE, "--as-of", "2025-11-21")
    assert later["estimates"]["typical_views"]["value"] > card["estimates"]["typical_views"]["value"] + 30_000
    assert fitlens.refuses("score", HANDLE, "--as-of", "2025-11-19")


@pytest.mark.parametrize("command", [["score"], ["videos"], ["shortlist", "add"], ["shortlist", "remove"]])
@pytest.mark.parametrize("ref", ["@nobody", "1", "", "@", "\x1b[31mred", b"\xff\xfe", "a/b", "x" * 5_000])
def test_an_unknown_creator_is_a_sentence(kept, command, ref):
    assert kept.refuses(*command, ref)


NAMES = ["\x1b]0;owned\x07\x1b[2J", "\x9b31m red", "\u202eabc\u2066", "a\rb\nc\x00d\x7f", "\ud83d half"]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_creator_s_own_words_never_reach_the_terminal_raw(fitlens, tmp_path, name):
    author = {"id": "7012345678901234567", "uniqueId": HANDLE, "nickname": name}
    fitlens.does("import", write(tmp_path / "a.json", videos(author=author, desc=name)), "--seen-at", SEEN)
    for command in (
        ["creators"],
        ["videos", HANDLE],
        ["score", HANDLE],
        ["shortlist", "add", HANDLE],
        ["shortlist"],
    ):
        fitlens.does(*command)
        fitlens.json(*command)


def test_a_creator_known_by_id_alone_is_shown_by_it(fitlens, tmp_path):
    author = {"id": "7012345678901234567", "uniqueId": "no handle\x1b", "nickname": "Nobody"}
    fitlens.does("import", write(tmp_path / "a.json", videos(author=author)), "--seen-at", SEEN)
    fitlens.does("shortlist", "add", "7012345678901234567")
    for command in (["creators"], ["score", "7012345678901234567"], ["shortlist"]):
        shown = fitlens.does(*command)
        assert "None" not in shown
        assert "7012345678901234567" in shown


def test_json_is_utf_8_and_tables_never_fail_whatever_the_console_takes(kept, process):
    narrow = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert process.run("creators", "--json", **narrow).json == kept.json("creators")
    for command in (["creators"], ["score", HANDLE], ["videos", HANDLE], ["score", "@nobody\u20ac"]):
        said = process.run(*command, **narrow)
        assert "Traceback" not in said.err
        assert said.code == (command[-1] != HANDLE and len(command) == 2)
