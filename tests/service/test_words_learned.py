"""What the store's creators teach about words: learned when they are read, kept on disk, whatever the order."""

import pytest

from companion.model import Brief
from companion.service import briefs, learning, scoring
from companion.store import open_store
from tests.support.creators import NOW, read_creator

BEES = "Varroa again, the zargen are full {n} #imker #zizi"
OTHERS = (
    "Morning workout, gym day {n} #zizi",
    "One week of travel, hotel {n} #zizi",
    "My cat and the vet {n} #zizi",
)
BRIEF = Brief(name="bees", keywords=("imker",), hashtags=("zizi",))


def read(store, numbers):
    keys = []
    for number in numbers:
        caption = BEES if number < 8 else OTHERS[number % 3]
        tags = tuple(word[1:] for word in caption.split() if word.startswith("#"))
        ref = read_creator(store, key=number + 1, handle=f"maker{number}", caption=caption, hashtags=tags)
        keys.append(store.observations.find(ref))
    scoring.refresh_all(store, keys, now=NOW)


def newcomer(store):
    caption = "Varroa in one of my zargen {n}"
    read_creator(store, key=900, handle="newcomer", caption=caption, hashtags=())
    return scoring.look(store, "newcomer", brief_name="bees", now=NOW).scorecard.fit.parts["niche"]


@pytest.mark.parametrize("order", (range(60), range(59, -1, -1)))
def test_signs_that_no_list_has_are_learned_kept_and_named(tmp_path, order):
    with_home = tmp_path / "home"
    store = open_store(with_home)
    briefs.put(store, BRIEF, now=NOW)
    assert newcomer(store).score.value < 10
    read(store, order)
    store.close()
    again = open_store(with_home)
    found = newcomer(again)
    assert found.score.value > 85
    assert "“varroa” (goes with “imker” at 8 of your creators)" in found.why[1].says
    usage = learning.priors(again).usage
    assert usage.worth("zizi") == 0
    assert usage.worth("imker") == 1
    # What was learned since does not exist for an earlier day.
    earlier = scoring.look(again, "newcomer", brief_name="bees", as_of=NOW - 1, now=NOW).scorecard
    assert earlier.fit.parts["niche"].score.value < 10
    again.close()
