"""What a creator does in videos and what those videos got: made when somebody looks, never while capturing."""

import msgspec

from companion.metrics.answering import comments_liked
from companion.metrics.factors import FactorFound, factors
from companion.metrics.sounds import SoundTiming, SoundTimings, library_sounds, timings
from companion.model import Estimate, NotFound
from companion.service import creators
from companion.store.interfaces import Store

__all__ = ["Creative", "FactorFound", "SoundTiming", "creative"]


class Creative(msgspec.Struct, frozen=True, kw_only=True):
    """A creator's factors, sounds against other creators observed, and likes on comments."""

    factors: tuple[FactorFound, ...]
    sounds: SoundTimings
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
    return Creative(
        factors=factors(evidence),
        sounds=timings(evidence, others),
        comments_liked=comments_liked(evidence),
    )
