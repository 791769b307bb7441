"""What a creator does in videos and what those videos got: made when somebody looks, never while capturing."""

import msgspec

from companion.metrics.answering import comments_liked
from companion.metrics.factors import FactorFound, factors
from companion.metrics.sounds import SoundTimings, library_sounds, timings
from companion.metrics.timing import Timing
from companion.metrics.trends import TrendTimings, riding, rising, tag_uses, trends
from companion.model import Estimate, NotFound
from companion.service import creators, learning
from companion.store.interfaces import Store

__all__ = ["Creative", "FactorFound", "Timing", "creative"]


class Creative(msgspec.Struct, frozen=True, kw_only=True):
    """A creator's factors, sounds and trends against other creators observed, and likes on comments."""

    factors: tuple[FactorFound, ...]
    sounds: SoundTimings
    trends: TrendTimings
    comments_liked: Estimate


def creative(store: Store, ref: str) -> Creative:
    """What is told of one creator's videos.

    Raises:
        NotFound: this creator was never read.
    """
    key = creators.resolve(store, ref)
    evidence = store.observations.evidence(key)
    if evidence is None:
        raise NotFound(f"Nothing has been read of {ref[:80]} yet.")
    others = store.observations.first_uses(library_sounds(evidence), but=key)
    tagging = store.observations.others_tag_uses(tuple(tag_uses(evidence)), but=key)
    risen = rising(tagging)
    priors = learning.priors(store)
    return Creative(
        factors=factors(evidence, (riding(risen),), priors.growth if priors else None),
        sounds=timings(evidence, others),
        trends=trends(evidence, tagging, risen),
        comments_liked=comments_liked(evidence),
    )
