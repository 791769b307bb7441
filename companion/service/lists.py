"""The scorecards that lists show, brought up to date for another brief, other peers and new readings.

Lists never compute: they show what was kept. A brief in use that changed, a lesson learned or a reading in passing
leaves kept scorecards behind; whoever serves scores those creators anew beside the requests.
"""

from companion.service import briefs, scoring
from companion.store.interfaces import Store


def due(store: Store, limit: int) -> tuple[int, ...]:
    """The next creators to score anew, those without a fit first; fits for other briefs rank no more."""
    made_with = scoring.made_with(store, briefs.chosen(store, None))
    keys = store.observations.behind(made_with, limit)
    if keys:
        store.observations.forget_fits(but=made_with.brief)
    return keys


def bring_up_to_date(store: Store, key: int, *, now: int) -> None:
    """Score one creator anew for the lists.

    Raises:
        NotFound: nothing was read of this creator.
        Unusable: it can't be kept.
    """
    scoring.score_anew(store, key, briefs.chosen(store, None), now=now)


def fit_for(store: Store) -> str:
    """What a row's scorecard must have been made for, so that its fit is the one for the brief in use."""
    return scoring.made_for(briefs.chosen(store, None))


def without_fit(store: Store) -> int:
    """How many creators have no scorecard for the brief in use yet."""
    return store.observations.without_fit(fit_for(store))
