"""Peers as this user has read them: creators leave traces, and from twenty on the priors are learned anew."""

from functools import lru_cache

import msgspec

from companion.metrics import FORMULA_VERSION
from companion.metrics.basis import Basis
from companion.metrics.growth import pairs, young_at_first
from companion.metrics.learning import Trace, learned, trace_of
from companion.metrics.priors import Priors
from companion.metrics.trends import tag_uses
from companion.model import CreatorEvidence
from companion.store.interfaces import Lesson, Store

FEWEST_CREATORS = 20
"""Below this nothing is learned: a handful of creators of one search are no market."""
SHARE_CHANGED = 50
"""Learned anew when one in so many traces has changed."""
MOST_CREATORS = 1000
"""A larger store is learned from by every second, third … creator: it would only take longer."""

_trace = msgspec.json.Decoder(Trace)


def priors(store: Store, as_of: int | None = None) -> Priors | None:
    """The priors learned from this store; None where the shipped ones stand.

    What was learned after ``as_of`` does not exist for it.
    """
    lesson = store.lessons.last()
    if lesson.version != FORMULA_VERSION or (as_of is not None and lesson.made_at > as_of):
        return None
    return _read(lesson.body)


@lru_cache(maxsize=4)
def _read(body: bytes) -> Priors | None:
    return msgspec.json.decode(body, type=Priors) if body else None


def note(store: Store, key: int, evidence: CreatorEvidence) -> None:
    """Keep what a creator leaves to learn from, and to compare others' hashtags with."""
    first = store.observations.views_at(young_at_first(evidence))
    store.observations.keep_tag_uses(key, tag_uses(evidence))
    store.lessons.keep_trace(key, msgspec.json.encode(trace_of(Basis(evidence), pairs(evidence, first))))


def refit_when_due(store: Store, *, now: int) -> bool:
    """Learn from all traces if enough of them changed; whether it was done."""
    kept, changed = store.lessons.due()
    return changed > kept // SHARE_CHANGED and refit(store, now=now)


def refit(store: Store, *, now: int) -> bool:
    """Learn from all traces if there are enough; whether it was done."""
    kept, _ = store.lessons.due()
    if kept < FEWEST_CREATORS:
        return False
    kept_traces = sorted(store.lessons.traces())
    step = 1 + len(kept_traces) // MOST_CREATORS
    fitted = learned([_trace.decode(trace) for trace in kept_traces[::step]])
    body = msgspec.json.encode(fitted) if fitted.own >= FEWEST_CREATORS else b""
    store.lessons.keep(Lesson(FORMULA_VERSION, now, body))
    return True
