"""Creators side by side: their scorecards for one brief, and who is ahead in what."""

import math
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from companion.metrics.compare import Contender, compare, contender
from companion.model import Comparison, InvalidInput, Measure, NotFound, Pair, Scorecard, iso
from companion.service import briefs, creators, learning, semantic
from companion.store.interfaces import Store

FEWEST, MOST = 2, 20

FORMS = {
    "ahead": "{{better}} is ahead of {{other}} in {often} of 100 draws",
    "probably ahead": "{{better}} is probably ahead of {{other}}, in {often} of 100 draws",
    "too close to call": "{{better}} and {{other}} are too close to call ({often} to {rest} of 100 draws)",
}


class SideBySide(msgspec.Struct, frozen=True, kw_only=True):
    """A comparison with the scorecards that it rests on, by the same names and in the order asked for."""

    comparison: Comparison
    cards: dict[str, Scorecard]


def side_by_side(store: Store, refs: Sequence[str], *, brief_name: str | None = None, now: int) -> SideBySide:
    """Compare 2 to 20 creators for a brief (the active one if none is named); one named twice counts once.

    Raises:
        InvalidInput: fewer than two different creators, or more than 20.
        NotFound: one of them was never read, or there is no such brief.
    """
    keys = list(dict.fromkeys(creators.resolve(store, ref) for ref in refs))
    if len(keys) < FEWEST:
        raise InvalidInput("Name at least two different creators to compare.", {"creators": len(keys)})
    if len(keys) > MOST:
        raise InvalidInput(f"At most {MOST} creators can be compared at once.", {"creators": len(keys)})
    brief = briefs.chosen(store, brief_name)
    meaning = semantic.meaning_for(brief)
    found: dict[str, Contender] = {}
    for key in keys:
        evidence = store.observations.evidence(key)
        if evidence is None:
            raise NotFound("Nothing has been read of one of these creators yet.")
        creator = evidence.creator
        name = f"@{creator.handle}" if creator.handle else str(creator.id)
        # A handle can change hands: of two creators last seen under one, the second goes by its id.
        name = name if name not in found else str(creator.id)
        found[name] = contender(name, evidence, brief, as_of=now, priors=learning.priors(store), meaning=meaning)
    comparison = Comparison(
        brief=None if brief is None else brief.name,
        as_of=iso(now),
        creators={name: one.card.creator for name, one in found.items()},
        measures=compare(tuple(found.values())),
    )
    return SideBySide(comparison=comparison, cards={name: one.card for name, one in found.items()})


def sentence_form(pair: Pair) -> str:
    """What is said of a pair, with ``{better}`` and ``{other}`` where the names go."""
    return FORMS[pair.verdict].format(often=of_hundred(pair.chance), rest=of_hundred(1 - pair.chance))


def of_hundred(chance: float) -> str:
    """A chance as draws of 100, rounded toward a half: none reads as more than it is, and none as certain."""
    often = math.floor(100 * chance + 1e-9) if chance >= 0.5 else math.ceil(100 * chance - 1e-9)
    return "over 99" if often >= 100 else "under 1" if often <= 0 else str(often)


def neighbours(measure: Measure) -> list[Pair]:
    """Each creator against the next in the ranking."""
    pairs = {frozenset((pair.better, pair.other)): pair for pair in measure.pairs}
    names = [place.creator for place in measure.places]
    return [pairs[frozenset(two)] for two in pairwise(names)]
