"""What all numbers about one creator rest on: the evidence, the videos selected from it and the level of views."""

from companion.metrics.kin import kin_of
from companion.metrics.meaning import Meaning
from companion.metrics.priors import Priors, shipped
from companion.metrics.sample import select
from companion.metrics.views import ViewsLevel
from companion.model import CreatorEvidence


class Basis:
    """One creator's evidence with its selection and level, worked out once for scorecard and badges.

    Attributes:
        priors: what is known of peers, narrowed to this creator's kin; the shipped ones unless others are given.
        meaning: tells what captions mean, where that can be told.
    """

    def __init__(
        self, evidence: CreatorEvidence, priors: Priors | None = None, meaning: Meaning | None = None
    ) -> None:
        self.evidence = evidence
        self.meaning = meaning
        self.priors = priors or shipped()
        if self.priors.kin:
            self.priors = self.priors.among(kin_of(evidence))
        self.selection = select(evidence, growth=self.priors.growth)
        self.level = ViewsLevel(evidence.creator, self.selection, self.priors)
