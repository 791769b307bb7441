"""What all numbers about one creator rest on: the evidence, the videos selected from it and the level of views."""

from companion.metrics.sample import select
from companion.metrics.views import ViewsLevel
from companion.model import CreatorEvidence


class Basis:
    """One creator's evidence with its selection and level, worked out once for scorecard and badges."""

    def __init__(self, evidence: CreatorEvidence) -> None:
        self.evidence = evidence
        self.selection = select(evidence)
        self.level = ViewsLevel(evidence.creator, self.selection)
