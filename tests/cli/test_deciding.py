"""shortlist and brief: what the marketer decided, in the shapes of DESIGN sections 4 and 5."""

import json

import pytest

from companion.web.pages import brief_form
from tests.cli.saved import HANDLE, SEEN, videos, write
from tests.support.command import USAGE

ENTRY = {"creator_id", "handle", "lists", "stage", "tags", "notes", "added_at", "brief"}
BRIEF = {
    "name", "sells", "audience", "keywords", "hashtags", "topics", "languages", "places", "exclude", "competitors",
    "followers", "currency", "budget", "margin", "average_order", "conversion_rate", "cpm", "cpe",
    "surcharge", "deals", "weights",
}  # fmt: skip
WHOLE = {
    "name": "not this one",
    "sells": "Soup kits",
    "audience": "People without time",
    "keywords": ["soup", "lentil"],
    "hashtags": ["#quickrecipes"],
    "topics": ["food"],
    "languages": ["en"],
    "places": ["Lyon"],
    "exclude": ["vape"],
    "competitors": ["Broth Bros"],
    "followers": {"min": 1000, "max": 900_000},
    "currency": "EUR",
    "budget": 5000,
    "margin": 0.4,
    "average_order": 38.5,
    "conversion_rate": 0.02,
    "cpm": {"low": 8, "high": 15},
    "cpe": {"low": 0.05, "high": 0.2},
    "surcharge": {"low": 0.12, "high": 0.3},
    "deals": [{"paid": 450, "views": 38_000, "engagements": 2100}],
    "weights": {"niche": 0.5, "engagement": 0.3, "authenticity": 0.1, "quality": 0.1},
}


@pytest.fixture
def kept(fitlens, tmp_path):
    fitlens.json("import", write(tmp_path / "list.json", videos()), "--seen-at", SEEN)
    return fitlens


def test_add_show_remove_and_add_again(kept):
    assert kept.json("shortlist") == []
    assert "empty" in kept.does("shortlist")
    added = kept.json("shortlist", "add", HANDLE)
    assert set(added) == ENTRY
    assert added | {"added_at": ""} == {
        "creator_id": "7012345678901234567", "handle": HANDLE, "lists": [], "stage": "to_contact", "tags": [],
        "notes": "", "added_at": "", "brief": None,
    }  # fmt: skip
    assert kept.json("shortlist") == [added]
    assert kept.json("shortlist", "add", f"@{HANDLE.upper()}") == added
    assert kept.json("shortlist", "remove", "7012345678901234567") == added
    assert kept.json("shortlist") == []
    assert "not on the shortlist" in kept.refuses("shortlist", "remove", HANDLE)
    assert kept.json("shortlist", "add", HANDLE) == added


def test_lists(kept):
    assert kept.json("shortlist", "add", HANDLE, "--list", "Autumn")["lists"] == ["Autumn"]
    assert kept.json("shortlist", "--list", "Spring 🌱", "add", HANDLE)["lists"] == ["Autumn", "Spring 🌱"]
    assert kept.json("shortlist", "add", HANDLE, "--list", "Autumn")["lists"] == ["Autumn", "Spring 🌱"]
    assert [entry["handle"] for entry in kept.json("shortlist", "--list", "Autumn")] == [HANDLE]
    assert kept.json("shortlist", "--list", "Winter") == []
    assert kept.json("shortlist", "remove", HANDLE, "--list", "Autumn")["lists"] == ["Spring 🌱"]
    assert len(kept.json("shortlist")) == 1
    assert kept.json("shortlist", "--list", "Autumn") == []


@pytest.mark.parametrize("name", ["", "x" * 81])
def test_a_list_that_can_t_be_one_changes_nothing(kept, name):
    assert "list" in kept.refuses("shortlist", "add", HANDLE, "--list", name)
    assert kept.json("shortlist") == []


def test_briefs(kept):
    assert kept.json("brief", "list") == []
    assert "brief set" in kept.does("brief", "list")
    kept.does("brief", "set", "Soups", "--keyword", "soup", "--keyword", "lentil", "--hashtag", "vegan",
              "--exclude", "vape", "--language", "en")  # fmt: skip
    shown = json.loads(kept.does("brief", "show", "soups"))
    assert set(shown) == BRIEF
    assert (shown["keywords"], shown["hashtags"], shown["exclude"]) == (["soup", "lentil"], ["vegan"], ["vape"])
    assert shown["weights"] == {"niche": 0.35, "engagement": 0.3, "authenticity": 0.2, "quality": 0.15}
    kept.does("brief", "set", "Soups", "--hashtag", "soupseason")
    changed = json.loads(kept.does("brief", "show", "Soups"))
    assert changed == shown | {"hashtags": ["soupseason"]}
    assert kept.json("brief", "list") == [changed]


def test_a_brief_from_a_file(kept, tmp_path):
    kept.does(
        "brief", "set", "Kits", "--from", write(tmp_path / "brief.json", json.dumps(WHOLE)), "--language", "fr"
    )
    shown = json.loads(kept.does("brief", "show", "Kits"))
    assert shown == WHOLE | {"name": "Kits", "languages": ["fr"]}
    again = write(tmp_path / "again.json", json.dumps(shown))
    kept.does("brief", "set", "Kits", "--from", again)
    assert json.loads(kept.does("brief", "show", "Kits")) == shown


def test_the_first_brief_is_used_until_another_is_chosen(kept):
    kept.does("brief", "set", "A", "--keyword", "soup")
    kept.does("brief", "set", "B", "--keyword", "cars")
    assert kept.json("score", HANDLE)["fit"]["brief"] == "A"
    kept.does("brief", "use", "b")
    assert kept.json("score", HANDLE)["fit"]["brief"] == "B"
    assert [line.split()[:2] for line in kept.does("brief", "list").splitlines()[1:]] == [
        ["A", "soup"],
        ["*", "B"],
    ]
    kept.does("brief", "remove", "B")
    assert kept.json("score", HANDLE)["fit"]["brief"] is None
    assert [brief["name"] for brief in kept.json("brief", "list")] == ["A"]


UNKNOWN = ["Boats", "", " ", "a/b", "\x1b[31m", "x" * 300, "../briefs", b"\xff\xfe"]


@pytest.mark.parametrize("name", UNKNOWN, ids=range(len(UNKNOWN)))
@pytest.mark.parametrize("command", ["show", "remove", "use"])
def test_an_unknown_brief_is_a_sentence_about_briefs(kept, command, name):
    assert "no brief called" in kept.refuses("brief", command, name)


BAD_NAMES = ["", " ", " x", "x ", "a/b", "x" * 81, "a\nb", "\x1b[31m", "\u202e", b"\xff"]


@pytest.mark.parametrize("name", BAD_NAMES, ids=range(len(BAD_NAMES)))
def test_a_name_that_can_t_be_one_is_refused(kept, name):
    assert kept.refuses("brief", "set", name, "--keyword", "soup")
    assert kept.json("brief", "list") == []


def test_a_brief_needs_a_word(kept):
    assert "keyword or hashtag" in kept.refuses("brief", "set", "A")
    assert "keyword or hashtag" in kept.refuses("brief", "set", "A", "--keyword", "…")
    assert kept.refuses("brief", "set", "A", "--keyword", "")
    assert kept.refuses("brief", "set", "A", "--keyword", "x" * 81)
    assert kept.json("brief", "list") == []


BAD_FILES = {
    "empty": b"",
    "cut": b'{"keywords": ["so',
    "binary": bytes(range(256)),
    "not an object": b"[1]",
    "NaN": b'{"keywords": ["a"], "budget": NaN}',
    "infinite": b'{"keywords": ["a"], "budget": 1e999}',
    "negative": b'{"keywords": ["a"], "budget": -1}',
    "huge int": b'{"keywords": ["a"], "followers": {"min": 1' + b"0" * 5000 + b"}}",
    "deep": b'{"keywords": ' + b"[" * 100_000,
    "wrong type": b'{"keywords": "soup"}',
    "unknown field": b'{"keywords": ["a"], "colour": 1}',
    "upside down": b'{"keywords": ["a"], "cpm": {"low": 9, "high": 1}}',
    "no weight": b'{"keywords": ["a"], "weights": {"niche": 0, "engagement": 0, "authenticity": 0, "quality": 0}}',
    "half an emoji": b'{"keywords": ["a"], "sells": "\\ud83d"}',
    "utf-16": '{"keywords": ["a"]}'.encode("utf-16"),
    "ten megabytes": b'{"keywords": ["a"], "sells": "' + b"x" * 10_000_000 + b'"}',
}


@pytest.mark.parametrize("content", BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_brief_file_keeps_the_brief_as_it_was(kept, tmp_path, content):
    kept.does("brief", "set", "Soups", "--keyword", "soup")
    before = kept.kept()
    assert kept.refuses("brief", "set", "Soups", "--from", write(tmp_path / "b.json", content))
    assert kept.kept() == before


def test_a_brief_file_that_can_t_be_opened(kept, tmp_path):
    assert kept.refuses("brief", "set", "A", "--from", tmp_path, code=USAGE)
    assert kept.refuses("brief", "set", "A", "--from", tmp_path / "nowhere.json", code=USAGE)


def test_a_language_that_is_none_is_refused_as_on_the_desk(fitlens):
    says = brief_form.read({"name": "Kits", "keywords": "kits", "languages": "klingon"})[1].errors["languages"]
    assert says in fitlens.refuses("brief", "set", "Kits", "--keyword", "kits", "--language", "klingon")
    assert fitlens.json("brief", "list") == []
    fitlens.does("brief", "set", "Kits", "--keyword", "kits", "--language", "German", "--language", "pt-BR")
