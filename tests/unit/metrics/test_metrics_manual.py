"""docs/metrics.md explains every number by the name that it has on the screens, and all screens have one name."""

import json
import re
from pathlib import Path

import made_creators as making
import pytest

from companion.metrics import scorecard
from companion.metrics.factors import FACTORS
from companion.metrics.trends import riding
from companion.model import Brief
from companion.service import wording

ROOT = Path(__file__).parents[3]
MANUAL = (ROOT / "docs" / "metrics.md").read_text(encoding="utf-8")
MESSAGES = json.loads((ROOT / "extension" / "_locales" / "en" / "messages.json").read_text(encoding="utf-8"))
CARD = scorecard(making.ordinary(), Brief(name="oven", keywords=("sourdough",)), as_of=making.NOW)
ON_THE_DESK = {
    "sounds_early": "Sounds, early or late",
    "trends_early": "Trends, early or late",
    "comments_liked": "Comments the creator liked",
}
ENDS = re.compile(r"[.?!][)\"]?(?=\s)")


def headed():
    """Every key that the manual explains, with its name on the screens."""
    return [
        *((key, wording.estimate_name(key)) for key in CARD.estimates),
        *((check.name, wording.check_name(check.name)) for check in CARD.checks),
        *((key, wording.part(key)) for key in CARD.fit.parts),
        *((factor.name, factor.title) for factor in (*FACTORS, riding({}))),
        *ON_THE_DESK.items(),
    ]


def test_every_number_has_its_section_under_its_own_name():
    assert [key for key, title in headed() if f"### {title} (`{key}`)\n" not in MANUAL] == []


def test_every_section_has_three_sentences_a_formula_and_a_source():
    sections = [text for text in re.split(r"^##+ ", MANUAL, flags=re.M) if re.match(r".*\(`\w+`\)\n", text)]
    assert len(sections) == len({key for key, _ in headed()})
    for section in sections:
        told, rest = section.split("\n", 1)[1].split("Formula:", 1)
        assert len(ENDS.findall(told)) >= 3, section[:60]
        assert "Source:" in rest, section[:60]


def test_no_paper_is_cited_that_readers_lack():
    for page in (ROOT / "docs").glob("*.md"):
        assert not re.search("METRICS|DISTRIBUTIONS", page.read_text(encoding="utf-8")), page.name


@pytest.mark.parametrize(
    ("prefix", "words"),
    [("estimate", wording.ESTIMATE_WORDS), ("part", wording.PART_WORDS), ("check", wording.CHECK_NAMES),
     ("status", wording.CHECK_WORDS)],
)  # fmt: skip
def test_the_panel_has_the_desks_names(prefix, words):
    said = {key: MESSAGES[f"{prefix}_{key}"]["message"] for key in words}
    assert said == words


def test_each_number_of_a_card_has_a_name():
    assert set(CARD.estimates) <= set(wording.ESTIMATE_WORDS)
    assert {check.name for check in CARD.checks} <= set(wording.CHECK_NAMES)
    desk = (ROOT / "companion" / "web" / "templates" / "creator.html").read_text(encoding="utf-8")
    said = [part for title in ON_THE_DESK.values() for part in re.split(r"(?=, early)", title)]
    assert [part for part in said if part not in desk] == []
