"""``fitlens backtest``: the JSON of DESIGN section 4, the table, the picture, and files that are no panels."""

import gzip
import json
import math
import random
import re
import time

import msgspec
import pytest

from companion.service import accuracy
from companion.store import open_store
from tests.support.track import track

SCORES = {"coverage", "interval_score_80", "crps", "pinball", "pit_distance"}
BASELINES = {"own_history", "last_10_quantiles", "cohort", "textbook_empirical_bayes"}
COLUMNS = ("creator", "age_days", "followers", "hearts", "videos", "views")


def rows(creators=8, videos=14, seed=1):
    draw = random.Random(seed)  # noqa: S311 - a made panel
    for i in range(creators):
        level = draw.gauss(10.5, 0.7)
        for j in range(videos):
            views = round(math.exp(draw.gauss(level, 0.9)))
            yield (f"c{i}", 400.0 - 5 * j, 50_000, 900_000, 120, views)


def panel(path, found, columns=COLUMNS):
    text = "\n".join([",".join(columns), *(",".join(map(str, row)) for row in found)]) + "\n"
    data = text.encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def test_the_json_has_the_contracts_shape(fitlens, tmp_path):
    found = fitlens.json("backtest", panel(tmp_path / "made.csv.gz", rows()))
    assert [(each["panel"], each["m"]) for each in found] == [("made", 3), ("made", 5), ("made", 10)]
    for each in found:
        assert {"panel", "m", "n", "creators", "baselines", "coverage_interval", "pit", "by_size"} <= set(each)
        assert set(each) >= SCORES
        assert set(each["coverage"]) == {"0.5", "0.8", "0.95"}
        assert set(each["baselines"]) == BASELINES
        assert (each["n"], each["creators"]) == (8 * (14 - each["m"]), 8)
        for other in each["baselines"].values():
            assert set(other) == SCORES | {"ours_minus"}
            gap = other["ours_minus"]["crps"]
            assert gap["value"] == pytest.approx(each["crps"] - other["crps"])
            assert gap["low"] < gap["value"] < gap["high"]


def test_plain_and_zipped_files_and_any_order_of_lines_are_one(fitlens, tmp_path):
    found = list(rows())
    plain = fitlens.json("backtest", panel(tmp_path / "made.csv", found))
    assert fitlens.json("backtest", panel(tmp_path / "made.csv.gz", found)) == plain
    other = tmp_path / "other"
    other.mkdir()
    shuffled = sorted(found, key=lambda row: (row[0], row[1]))
    assert fitlens.json("backtest", panel(other / "made.csv", shuffled)) == plain


def test_young_and_unwatched_videos_are_no_targets(fitlens, tmp_path):
    found = [*rows(creators=6, videos=5), ("c0", 13.9, 50_000, 900_000, 120, 10**7), ("c1", 300, 1, 1, 1, 0)]
    (three,) = fitlens.json("backtest", panel(tmp_path / "made.csv", found))
    assert three["n"] == 6 * 2


def test_refit_uses_the_panels_other_creators(fitlens, tmp_path):
    path = panel(tmp_path / "made.csv", rows())
    shipped, refitted = fitlens.json("backtest", path), fitlens.json("backtest", path, "--refit")
    assert shipped[0]["crps"] != refitted[0]["crps"]
    assert shipped[0]["baselines"]["own_history"]["crps"] == refitted[0]["baselines"]["own_history"]["crps"]
    few = panel(tmp_path / "few.csv", rows(creators=3))
    assert "--refit needs 6" in fitlens.refuses("backtest", few, "--refit")


def test_the_table_names_every_forecaster(fitlens, tmp_path):
    said = fitlens.does("backtest", panel(tmp_path / "made.csv", rows()))
    for words in (
        "textbook empirical Bayes",
        "quantiles of the last ten",
        "Interval score",
        "clustered by creator",
    ):
        assert words in said


def test_the_table_has_quantiles_sizes_and_the_interval_of_the_coverage(fitlens, tmp_path):
    path = panel(tmp_path / "made.csv", rows())
    first = fitlens.json("backtest", path)[0]
    said = " ".join(fitlens.does("backtest", path).split())
    covered = first["coverage_interval"]
    assert f"{covered['value']:.1%} ({covered['low']:.1%} to {covered['high']:.1%})" in said
    assert " ".join(f"{loss:.4f}" for loss in first["pinball"].values()) in said
    assert " ".join(f"{100 * share:.0f}" for share in first["pit"]) in said
    (size,) = first["by_size"]
    assert f"made 3 {size['followers']} {size['n']} of {size['creators']} creators" in said


def test_few_creators_give_no_interval(fitlens, tmp_path):
    few = panel(tmp_path / "few.csv", rows(creators=2))
    first = fitlens.json("backtest", few)[0]
    assert (first["coverage_interval"]["low"], first["baselines"]["cohort"]["ours_minus"]["crps"]["high"]) == (
        None, None,
    )  # fmt: skip
    said = fitlens.does("backtest", few, "--plot", tmp_path / "few.svg")
    assert "(too few creators)" in said
    assert "from fewer than 5 no interval can be told" in said
    assert "<svg" in (tmp_path / "few.svg").read_text(encoding="utf-8")


def test_ranges_that_surely_held_too_often_are_told_with_a_reason(fitlens, tmp_path):
    calm = [
        (f"c{i}", 400.0 - 5 * j, 50_000, 900_000, 120, 40_000 + 10 * ((i * 7 + j * 3) % 11))
        for i in range(8)
        for j in range(14)
    ]
    said = fitlens.does("backtest", panel(tmp_path / "calm.csv", calm))
    assert "more often than promised" in said
    assert "an election" in said
    assert "than promised" not in fitlens.does("backtest", panel(tmp_path / "made.csv", rows()))


def test_videos_read_twice_are_marked_by_age(fitlens, tmp_path):
    found = [
        (f"c{i % 9}", age, 7.8, 1_000 + i, round((1_000 + i) * 1.2))
        for i, age in enumerate([0.5, 1.5, 3, 5, 10, 40] * 12)
    ]
    path = panel(tmp_path / "twice.csv", found, ("creator", "age_days", "days_between", "views", "views_later"))
    marks = fitlens.json("backtest", path)
    assert [each["age_days"] for each in marks] == ["0-1", "1-2", "2-4", "4-7", "7-14"]
    assert all(each["n"] == 12 and set(each["coverage"]) == {"0.5", "0.8", "0.95"} for each in marks)
    assert "0-1" in fitlens.does("backtest", path)


def test_the_picture_stands_alone(fitlens, tmp_path):
    picture = tmp_path / "accuracy.svg"
    fitlens.does("backtest", panel(tmp_path / "<b>&.csv", rows()), "--plot", picture)
    text = picture.read_text(encoding="utf-8")
    assert text.startswith("<svg xmlns=")
    assert "&lt;b&gt;&amp;" in text
    assert "<b>" not in text
    assert not re.search(r"(href|src|url\(|@import)", text)
    assert "nan" not in text
    assert "accuracy.svg" in fitlens.refuses("backtest", "--plot", tmp_path / "accuracy.png")


def test_an_empty_home_says_what_is_needed(fitlens):
    assert "four videos" in fitlens.does("backtest")
    assert fitlens.json("backtest") == []


def test_it_tells_what_the_desk_shows(fitlens, tmp_path):
    store = open_store(tmp_path / "home")
    for key in range(1, 7):
        track(store, key=key)
    store.close()
    found = fitlens.json("backtest")
    said = fitlens.does("backtest")
    store = open_store(tmp_path / "home")
    shown = accuracy.accuracy(store, now=int(time.time()))
    store.close()
    assert found == json.loads(msgspec.json.encode([*shown.recorded, *shown.backtest.results]))
    assert [(each["panel"], each.get("days"), each.get("m")) for each in found[:3]] == [
        ("recorded forecasts", 7, None), ("recorded forecasts", 30, None), ("your store", None, 3),
    ]  # fmt: skip
    assert shown.recorded[1].says in said
    assert f"{shown.recorded[1].shares['0.8'].value:.1%}" in said
    assert fitlens.json("backtest", "--refit")[2]["crps"] != found[2]["crps"]


HOSTILE = {
    "empty": (b"", "lacks the columns creator, age_days, views"),
    "other columns": (b"a,b\n1,2\n", "lacks the columns"),
    "no views": (b"creator,age_days\nx,1\n", "lacks the column views"),
    "words": (b"creator,age_days,views\nx,20,many\n", "Line 2 of odd.csv: views is 'many'"),
    "nan": (b"creator,age_days,views\nx,nan,5\n", "age_days is 'nan'"),
    "infinite": (b"creator,age_days,views\nx,20,1e999\n", "views is '1e999'"),
    "negative": (b"creator,age_days,views\nx,20,-7\n", "views is '-7'"),
    "no creator": (b"creator,age_days,views\n,20,7\n", "Line 2 of odd.csv has no creator"),
    "not text": (b"creator,age_days,views\n\xff\xfe,20,7\n", "not text in UTF-8"),
    "half a gzip": (gzip.compress(b"creator,age_days,views\n" + b"x,20,7\n" * 999)[:40], "no whole gzip file"),
    "bad gzip": (b"\x1f\x8bnothing", "no whole gzip file"),
    "one endless line": (b"creator,age_days,views\n" + b"x" * 20_000, "a line of more than"),
    "an open quote": (b'creator,age_days,views\n"x,20,7\n', "not a CSV file"),
    "control characters": (b"creator,age_days,views\nx,20,\x1b[31m\n", "views is"),
    "many fields": (b"creator,age_days,views\nx,20,7,8,9\nx,20,many\n", "Line 3"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_panel_gets_a_sentence(fitlens, tmp_path, name):
    data, expected = HOSTILE[name]
    path = tmp_path / "odd.csv"
    path.write_bytes(data)
    assert expected in fitlens.refuses("backtest", path)


def test_a_panel_of_one_creator_and_equal_views_is_no_fault(fitlens, tmp_path):
    path = panel(tmp_path / "one.csv", [("c", 400 - i, "", "", "", 5_000) for i in range(8)])
    for marks in fitlens.json("backtest", path):
        assert marks["coverage"]["0.8"] == 1.0
        assert math.isfinite(marks["crps"])


def test_it_runs_as_its_own_process(process, tmp_path):
    found = json.loads(process.does("backtest", panel(tmp_path / "made.csv", rows()), "--json"))
    assert found[0]["panel"] == "made"
