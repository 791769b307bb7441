"""The CSV of the shortlist, read back with Python's own reader."""

import csv
import io

import pytest

from companion.model import CreatorSummary, Estimate, Fit, Sample, Scorecard, ShortlistEntry
from companion.service.export import plain, shortlist_csv
from companion.service.shortlist import ShortlistRow


def row(*, name: str = "Mira", notes: str = "", fit: Estimate | None = None) -> ShortlistRow:
    creator = CreatorSummary(id="71", handle="mira.bakes", name=name, followers=184_300, language="en")
    rate = Estimate(value=0.0612, low=0.05, high=0.075, unit="fraction", method="m")
    card = Scorecard(
        creator=creator,
        as_of="2026-11-22T00:00:00Z",
        formula_version="1",
        sample=Sample(read=35, eligible=28),
        estimates={
            "engagement_rate": rate,
            "typical_views": Estimate.absent("only 2 videos", unit="views", method="m"),
        },
        fit=Fit(
            brief="Crumb & Co.",
            score=fit or Estimate(value=82.0, low=76, high=88, unit="score", method="m"),
            word="Strong fit",
            coverage=1.0,
        ),
    )
    entry = ShortlistEntry(
        creator_id="71",
        handle="mira.bakes",
        lists=("Autumn", "Gifts"),
        notes=notes,
        added_at="2026-11-20T00:00:00Z",
    )
    return ShortlistRow(entry=entry, summary=creator, scorecard=card)


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_numbers_come_with_their_intervals_and_what_is_absent_is_empty():
    (line,) = read(shortlist_csv([row()]))
    assert (line["engagement_rate"], line["engagement_rate_low"], line["engagement_rate_high"]) == (
        "0.0612",
        "0.05",
        "0.075",
    )
    assert (line["fit"], line["fit_low"], line["fit_high"], line["fit_word"]) == ("82.0", "76", "88", "Strong fit")
    assert line["typical_views"] == line["next_video_views"] == ""
    assert line["lists"] == "Autumn, Gifts"
    assert line["videos_used"] == "28"


def test_excel_is_told_that_it_is_utf_8_and_notes_keep_their_lines():
    data = shortlist_csv([row(name="مطبخ خبز", notes='said "yes",\nsecond line')])
    assert data.startswith(b"\xef\xbb\xbf")
    (line,) = read(data)
    assert line["name"] == "مطبخ خبز"
    assert line["notes"] == 'said "yes",\nsecond line'


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "\u3000=1",
        "＝1",
        "－1",
        '=HYPERLINK("x")',
        "|x",
        "%0A",
    ],
)
def test_text_of_a_stranger_never_is_a_formula(text):
    (line,) = read(shortlist_csv([row(name=text, notes=text)]))
    assert line["name"] == line["notes"] == "'" + text


@pytest.mark.parametrize("text", ["mira", "3 = 3", "a-b", "مرحبا", "1 + 1"])
def test_plain_text_stays_as_it_is(text):
    assert plain(text) == text


def test_a_lone_surrogate_does_not_lose_the_file():
    (line,) = read(shortlist_csv([row(name="a\ud800b")]))
    assert line["name"] == "a?b"
