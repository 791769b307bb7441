"""The whole judgement of a creator in one go."""

from companion.metrics.badges import badges_on
from companion.metrics.basis import Basis
from companion.metrics.card import scorecard_on
from companion.metrics.meaning import Meaning
from companion.metrics.priors import Priors
from companion.model import Badge, Brief, CreatorEvidence, Scorecard


def assess(
    evidence: CreatorEvidence,
    brief: Brief | None,
    *,
    as_of: int,
    priors: Priors | None = None,
    meaning: Meaning | None = None,
) -> tuple[Scorecard, dict[str, Badge]]:
    """``scorecard`` and ``badges`` of the same evidence, for little more than the price of the first."""
    basis = Basis(evidence, priors, meaning)
    return scorecard_on(basis, brief, as_of=as_of), badges_on(basis)
