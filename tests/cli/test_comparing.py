"""compare: who is ahead, said in a table and as JSON."""

import json

import pytest

from tests.cli.saved import HANDLE, SEEN, videos, write

OTHER = "ned.runs.late"


def of_another(text):
    """The same answer about somebody else, who has other videos about something else."""
    answer = json.loads(text)
    for item in answer["itemList"]:
        item["id"] = str(int(item["id"]) + 7)
        item["author"] |= {"id": "7055555555555555555", "uniqueId": OTHER, "nickname": "Ned", "secUid": "MS4wNed"}
        item["desc"] = "Morning run"
        item["challenges"] = item["textExtra"] = []
        item["stats"]["diggCount"], item["statsV2"]["diggCount"] = 900, "900"
    return json.dumps(answer)


@pytest.fixture
def kept(fitlens, tmp_path):
    fitlens.json("import", write(tmp_path / "list.json", videos()), "--seen-at", SEEN)
    fitlens.json("import", write(tmp_path / "other.json", of_another(videos())), "--seen-at", SEEN)
    fitlens.does("brief", "set", "Runner", "--keyword", "run")
    return fitlens


def test_two_creators_side_by_side(kept):
    found = kept.json("compare", HANDLE, f"@{OTHER}")
    assert set(found) == {"brief", "as_of", "creators", "measures"}
    (pair,) = found["measures"]["engagement_rate"]["pairs"]
    assert (pair["better"], pair["other"], pair["verdict"]) == (f"@{HANDLE}", f"@{OTHER}", "ahead")
    assert found["brief"] == "Runner"
    shown = kept.does("compare", HANDLE, OTHER, "--brief", "runner")
    assert f"@{HANDLE} is ahead of @{OTHER} in over 99 of 100 draws" in shown
    assert "too close to call (50 to 50 of 100 draws)" in shown
    assert f"@{OTHER} is not compared: write a CPM in the brief" in shown


def test_what_can_not_be_compared_is_one_sentence(kept):
    assert "at least two different creators" in kept.refuses("compare", HANDLE)
    assert "at least two different creators" in kept.refuses("compare", HANDLE, HANDLE.upper())
    assert "has not seen @nobody yet" in kept.refuses("compare", HANDLE, "nobody")
    assert "no brief called" in kept.refuses("compare", HANDLE, OTHER, "--brief", "Nope")
