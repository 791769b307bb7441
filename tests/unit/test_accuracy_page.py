"""docs/accuracy.md names the command that makes it, and its figures are figures of the engine that is shipped."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

from companion.metrics.priors import shipped

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")


def tables():
    """Each section's table as rows of dicts; equal headings are numbered."""
    found = {}
    for section in PAGE.split("\n## ")[1:]:
        lines = [line for line in section.splitlines() if line.startswith("|")]
        head, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
        names = [name if name not in head[:i] else f"{name} again" for i, name in enumerate(head)]
        found[section.splitlines()[0]] = [dict(zip(names, row, strict=True)) for row in rows]
    return found


def number(text):
    return float(text.replace(",", ""))


def test_it_names_a_command_that_exists():
    (script,) = set(re.findall(r"`python (scripts/\w+\.py) PANEL_DIR`", PAGE))
    assert (ROOT / script).is_file()
    manual = (ROOT / "docs" / "metrics.md").read_text(encoding="utf-8")
    assert "(accuracy.md)" in manual


def test_it_rests_on_the_panels_that_are_shipped():
    for panel in shipped().panels.values():
        assert f"{panel.label} {panel.year}, {panel.creators} creators, {panel.videos:,} mature videos" in PAGE
    assert f"{shipped().growth.videos:,} videos" in PAGE


def test_its_words_count_what_its_tables_count():
    rows = {(row["panel"], row["m"]): row for row in tables()["Creators that were left out"]}
    counted = re.findall(
        r"^\* panel (\w): (\d+) creators with more than 3 mature videos, ([\d,]+) videos", PAGE, re.M
    )
    assert [panel for panel, *_ in counted] == ["a", "b"]
    for panel, creators, videos in counted:
        assert rows[panel, "3"]["creators"] == creators
        assert number(rows[panel, "3"]["forecasts"]) == number(videos) - 3 * int(creators)


def test_it_says_in_words_where_a_gain_cannot_be_told_from_none():
    names = {"ours minus it": "interval score", "ours minus it again": "CRPS"}
    for row in tables()["Against simpler forecasts"]:
        told = next((line for line in PAGE.splitlines() if line.startswith(f"* against *{row['against']}*:")), "")
        for column, score in names.items():
            _, low, high = map(float, re.findall(r"[-+]?\d+\.\d+", row[column]))
            said = re.search(rf"{score} on panel {row['panel']} at m = {row['m']}\b", told)
            if low * high:  # an end that rounds to 0 may lie on either side
                assert bool(said) == (low < 0 < high), row


def test_left_out_creators_are_held_to_their_levels():
    rows = tables()["Creators that were left out"]
    assert [(row["panel"], row["m"]) for row in rows] == [(p, m) for p in "ab" for m in ("3", "5", "10", "30")]
    for row in rows:
        low, high = map(float, row["95 % interval of that"].split(" to "))
        told = re.search(r"The 80 % range .*", PAGE)[0]
        said = f"panel {row['panel']} at m = {row['m']}" in told
        assert (low <= 0.80 <= high) or (row["panel"] == "b" and said), row
        if row["panel"] == "a":
            assert 0.77 <= float(row["80 %"]) <= 0.83


def test_the_textbook_is_beaten_with_few_videos_and_never_worse():
    rows = [row for row in tables()["Against simpler forecasts"] if row["against"] == "textbook"]
    assert len(rows) == 8
    for row in rows:
        for name in ("ours minus it", "ours minus it again"):
            value, low, high = map(float, re.findall(r"[-+]?\d+\.\d+", row[name]))
            assert low < value < high
            assert value < 0, row


def test_every_figure_parses():
    for rows in tables().values():
        assert rows
        for row in rows:
            for name, cell in row.items():
                if name in {"forecasts", "creators", "videos", "CRPS", "interval score 80 %", "PIT distance"}:
                    assert number(cell) > 0


def test_young_videos_are_held_in_each_age_band():
    rows = tables()["Young videos"]
    assert [row["age in days"] for row in rows] == ["0-1", "1-2", "2-4", "4-7", "7-14"]
    for row in rows:
        low, high = map(float, row["95 % interval of that"].split(" to "))
        assert low <= 0.80 <= high


def test_the_picture_is_whole():
    picture = ET.parse(ROOT / "docs" / "accuracy.svg").getroot()  # noqa: S314 - our own file
    assert picture.get("role") == "img"
    assert "panel a, 3 videos" in picture.get("aria-label")
