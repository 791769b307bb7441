"""Tables and damaged values in other tools' files."""

import json
from typing import Any

import pytest
from tiktok_other_payloads import (
    VIDEO_URL,
    collector_item,
    flattened,
    fourcat_row,
    own_video,
    research_video,
    table,
)
from tiktok_payloads import HANDLE, item, video_id

from companion.model import Reading, Skipped
from companion.tiktok import read_file
from companion.tiktok.exports import LOST_DIGITS


def of(text: str) -> Reading:
    (found,) = read_file(text.encode())
    return found.reading


def ids(count: int) -> list[str]:
    return [video_id(serial=7 + 1_000_003 * number) for number in range(count)]


def javascript(exact: str) -> str:
    """A number as JavaScript prints it: the fewest digits that tell it from its neighbours, then zeros."""
    return repr(float(exact)).partition("e")[0].replace(".", "").ljust(19, "0")


SPOILT = [javascript, lambda exact: str(int(float(exact))), lambda exact: f"{float(exact):.5E}"]


@pytest.mark.parametrize("spoil", SPOILT, ids=["JavaScript", "64-bit float", "spreadsheet"])
def test_an_id_that_lost_its_digits_is_taken_from_the_address_or_left_out(spoil: Any) -> None:
    rows = [
        fourcat_row(id=spoil(each), thread_id=spoil(each), tiktok_url=f"{VIDEO_URL[:-19]}{each}")
        for each in ids(9)
    ]
    assert [video.id for video in of(table(*rows)).videos] == ids(9)
    reading = of(table(*(row | {"tiktok_url": ""} for row in rows)))
    assert (reading.outcome, reading.skipped) == ("no_videos", (Skipped(LOST_DIGITS, 9),))


def test_numbers_in_json_that_lost_their_digits_are_left_out() -> None:
    videos = [research_video(id=int(float(each))) for each in ids(3)]
    assert of(json.dumps(videos)).skipped == (Skipped(LOST_DIGITS, 3),)
    floats = [research_video(id=float(each)) for each in ids(2)]
    assert of(json.dumps(floats)).skipped == (Skipped(LOST_DIGITS, 2),)


def test_one_id_that_ends_so_by_chance_is_kept() -> None:
    odd = video_id()[:-3] + "000"
    reading = of(table(*(fourcat_row(id=each, tiktok_url="") for each in [odd, *ids(5)])))
    assert [video.id for video in reading.videos] == [odd, *ids(5)]
    assert of(json.dumps([item(id=odd)])).videos[0].id == odd


def test_authors_ids_that_lost_their_digits_are_unknown() -> None:
    rows = [fourcat_row(id=each, author_id="7012345678901234000") for each in ids(3)]
    reading = of(table(*rows))
    assert [video.creator_id for video in reading.videos] == [None] * 3
    assert [(creator.id, creator.handle) for creator in reading.creators] == [(None, HANDLE)]


def test_a_row_with_too_few_or_too_many_cells_costs_only_itself() -> None:
    text = table(*(fourcat_row(id=each) for each in ids(2)))
    torn = text + f"{ids(3)[2]},{ids(3)[2]},mira\r\n" + text.splitlines()[1] + ",extra\r\n"
    reading = of(torn)
    assert (len(reading.videos), reading.skipped) == (2, (Skipped("not readable", 2),))


def test_a_table_that_breaks_off_gives_no_wrong_number() -> None:
    text = table(fourcat_row(hashtags="", challenges="", diversification_labels=""))
    for end in range(len(text) - 60, len(text) - 3):
        for video in of(text[:end]).videos:
            assert video.counts.views == 120_300


@pytest.mark.parametrize(
    ("cell", "views"),
    [
        ("120300", 120_300),
        ("120300.0", 120_300),
        ("120,300", 120_300),
        ("120.3K", 120_300),
        ("1.2e+06", 1_200_000),
        ("8300000.000000001", 8_300_000),
        ("12.3456", None),
        ("5.006", None),
        ("-3", None),
        ("", None),
        ("nan", None),
        ("many", None),
    ],
)
def test_counts_in_cells(cell: str, views: int | None) -> None:
    assert of(table(fourcat_row(plays=cell))).videos[0].counts.views == views


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_tables_come_in_the_encodings_that_spreadsheets_write(encoding: str) -> None:
    text = table(fourcat_row(body="Süppchen für Müller", author_full="Mira"), delimiter=";")
    (found,) = read_file(text.encode(encoding))
    assert found.reading.videos[0].caption == "Süppchen für Müller"


def test_a_lone_surrogate_costs_one_character() -> None:
    text = json.dumps([collector_item(text="soup \ud83d #vegan")])
    (video,) = of(text).videos
    assert (video.caption, video.hashtags) == ("soup \ufffd #vegan", ("quickrecipes", "vegan"))
    assert of(json.dumps([own_video(caption="soup \ud83d")])).videos[0].caption == "soup \ufffd"


def test_an_unresolved_conflict_is_broken() -> None:
    text = json.dumps([collector_item(), collector_item()], indent=1).replace(
        '"isAd": false,', '<<<<<<< HEAD\n"isAd": false,\n=======\n"isAd": true,\n>>>>>>> other', 1
    )
    assert of(text).outcome == "broken"


@pytest.mark.parametrize("address", [{"0": "x"}, ["x"], 7, True])
def test_an_address_that_is_no_text_says_nothing(address: Any) -> None:
    assert of(json.dumps([fourcat_row(tiktok_url=address)])).videos[0].id == video_id()


@pytest.mark.parametrize(
    ("cell", "views"), [("12,300", 12_300), ("1e+05", 100_000), ("١٢٣٠٠", 12_300), ("x", None)]
)
def test_counts_in_flattened_tables_of_tiktoks_objects_are_read_as_in_others(cell: str, views: int | None) -> None:
    row = flattened(item(statsV2=...)) | {"stats.playCount": cell, "authorStats.followerCount": cell}
    reading = of(table(row))
    assert (reading.videos[0].counts.views, reading.creators[0].counts.followers) == (views, views)


def test_columns_in_each_others_way_do_no_harm() -> None:
    row = flattened(collector_item()) | {"authorMeta": "x", "authorMeta.name.first": "Mira", "hashtags.x": "y"}
    assert of(table(row)).videos[0].counts.views == 120_300
