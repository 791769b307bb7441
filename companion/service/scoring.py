"""A creator's scorecard for a brief, from everything observed of them."""

import hashlib
from collections.abc import Collection
from contextlib import suppress

import msgspec

from companion import metrics
from companion.model import (
    Badge,
    Brief,
    CreatorEvidence,
    NotFound,
    Scorecard,
    ShortlistEntry,
    Unusable,
)
from companion.service import briefs, creators, forecasting, learning, semantic
from companion.service.entries import entry_of
from companion.store.interfaces import CreatorRow, MadeWith, Store


class CreatorLook(msgspec.Struct, frozen=True, kw_only=True):
    """What the overlay and a creator's page show: the scorecard, the decision, a badge per video."""

    scorecard: Scorecard
    shortlisted: ShortlistEntry | None
    badges: dict[str, Badge]


def look(
    store: Store, ref: str, *, brief_name: str | None = None, as_of: int | None = None, now: int
) -> CreatorLook:
    """A creator seen with a brief (the active one if none is named), as of an instant (now if none is given).

    Raises:
        NotFound: the creator was never read, not yet by ``as_of``, or there is no such brief.
    """
    key = creators.resolve(store, ref)
    return look_at(store, key, briefs.chosen(store, brief_name), as_of=as_of, now=now)


def shown(store: Store, ref: str, *, now: int) -> None:
    """Record the forecast about a creator that a person has before their eyes.

    Looking reads alone (``look``); whoever shows a scorecard to a person says so here, in a request that may
    change something. What new readings say is recorded with them.

    Raises:
        NotFound: the creator was never read.
    """
    # The forecast does not depend on a brief. A full disk is no reason not to show it.
    with suppress(Unusable):
        forecasting.note(store, creators.resolve(store, ref), look(store, ref, now=now).scorecard)


def look_at(store: Store, key: int, brief: Brief | None, *, as_of: int | None = None, now: int) -> CreatorLook:
    """Like ``look``, for a creator's store key and a brief at hand."""
    evidence = _evidence(store, key, as_of)
    scorecard, badges = metrics.assess(
        evidence,
        brief,
        as_of=now if as_of is None else as_of,
        priors=learning.priors(store, as_of),
        meaning=semantic.meaning_for(brief),
    )
    return CreatorLook(
        scorecard=scorecard,
        shortlisted=entry_of(store, evidence.creator.id, evidence.creator.handle),
        badges=badges,
    )


def fresh(store: Store, row: CreatorRow, brief: Brief | None, *, now: int) -> Scorecard:
    """A list row's scorecard: the kept one if it was made for this brief as it stands, else a new one."""
    if row.scorecard is not None and row.made_for == made_for(brief):
        return row.scorecard
    return score_anew(store, row.key, brief, now=now)


def remember(store: Store, scorecard: Scorecard, *, now: int) -> None:
    """Keep a creator's new scorecard for the lists, with its forecast, and learn from what was read.

    A scorecard made for another brief than the lists' is made anew.
    """
    creator = scorecard.creator
    key = store.observations.find(creator.id or f"@{creator.handle}")
    if key is None:
        return
    brief = briefs.chosen(store, None)
    if scorecard.fit.brief == (brief and brief.name):
        store.observations.keep_scorecard(key, scorecard, made_with(store, brief))
    else:
        score_anew(store, key, brief, now=now)
    forecasting.note(store, key, scorecard)
    learning.note(store, key, _evidence(store, key, None))
    learning.refit_when_due(store, now=now)


def refresh_all(store: Store, keys: Collection[int], *, now: int) -> None:
    """Score creators anew for the lists, after something was read of them; record and mark their forecasts.

    What they teach about others is learned first and in any case: files give the same scores in any order. Hence
    two rounds, each with one creator in memory.
    """
    for key in keys:
        learning.note(store, key, _evidence(store, key, None))
    learning.refit(store, now=now)
    brief = briefs.chosen(store, None)
    for key in keys:
        forecasting.note(store, key, score_anew(store, key, brief, now=now))
    for _ in forecasting.mark_all(store, now=now):
        pass


def score_anew(store: Store, key: int, brief: Brief | None, *, now: int) -> Scorecard:
    """Score a creator from all that was read, and keep it for the lists."""
    # What is learned meanwhile makes it due again.
    made = made_with(store, brief)
    scorecard = metrics.scorecard(
        _evidence(store, key, None),
        brief,
        as_of=now,
        priors=learning.priors(store),
        meaning=semantic.meaning_for(brief),
    )
    store.observations.keep_scorecard(key, scorecard, made)
    return scorecard


def made_for(brief: Brief | None) -> str:
    """One word for a brief as it stands and what it is judged by, which a list's fit must have been made for."""
    judged_by = (metrics.FORMULA_VERSION, semantic.kept_for(brief))
    said = msgspec.json.encode((*judged_by, brief), order="deterministic")
    return hashlib.sha256(said).hexdigest()[:16]


def made_with(store: Store, brief: Brief | None) -> MadeWith:
    """What a scorecard that is made now is made with."""
    return MadeWith(made_for(brief), store.lessons.last().made_at)


def _evidence(store: Store, key: int, as_of: int | None) -> CreatorEvidence:
    evidence = store.observations.evidence(key, as_of=as_of)
    if evidence is None:
        raise NotFound("Nothing had been read of this creator by then.")
    return evidence
