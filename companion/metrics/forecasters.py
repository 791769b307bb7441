"""Who forecasts the next video in a back-test: the scorecard itself, simpler means, and the textbook.

Each sees a creator's header and the last m mature videos, nothing else, and answers with a distribution of
ln(views).
"""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

import msgspec
from msgspec.structs import replace

from companion.metrics.bending import bent
from companion.metrics.learning import FEWEST, Trace, learned_views
from companion.metrics.priors import Centre, Priors, Views, Within, shipped, views_prior
from companion.metrics.quantiles import t_quantile
from companion.metrics.sample import Eligible, Selection
from companion.metrics.scoring_rules import crps_sample, t_score
from companion.metrics.shrinkage import Posterior, Prior, posterior
from companion.metrics.views import ViewsLevel, hearts_per_video
from companion.model import Creator

ENOUGH_TO_FIT = 5
"""Other creators below which priors are not fitted anew."""


class History(msgspec.Struct, frozen=True):
    """One creator whose forecasts are marked.

    Attributes:
        creator: the header alone.
        videos: mature ordinary videos, oldest first.
    """

    creator: Creator
    videos: tuple[Eligible, ...]


class Forecast(Protocol):
    """A predictive distribution of ln(views)."""

    def interval(self, share: float) -> tuple[float, float]:
        """The central interval that should hold ``share``."""

    def against(self, outcome: float) -> tuple[float, float]:
        """Probability integral transform and CRPS of an outcome."""


class StudentForecast(msgspec.Struct, frozen=True, gc=False):
    """A Student-t distribution, bent to one side where it is."""

    df: float
    centre: float
    scale: float
    bend: float = 0.0

    def interval(self, share: float) -> tuple[float, float]:
        """The central interval that should hold ``share``."""
        t = t_quantile(0.5 + share / 2, self.df)
        low, high = bent((-t, t), self.bend)
        return self.centre + self.scale * low, self.centre + self.scale * high

    def against(self, outcome: float) -> tuple[float, float]:
        """Probability integral transform and CRPS of an outcome."""
        pit, crps = t_score((outcome - self.centre) / self.scale, self.df, self.bend)
        return pit, crps * self.scale


class OurForecast(StudentForecast, frozen=True, gc=False, kw_only=True):
    """The scorecard's own forecast: `ViewsLevel` gives both the distribution and the intervals shown."""

    level: ViewsLevel

    def interval(self, share: float) -> tuple[float, float]:
        """The interval that the scorecard shows."""
        return self.level.next_views(share)


class SampleForecast(msgspec.Struct, frozen=True, gc=False):
    """The outcomes seen, each equally likely."""

    ordered: list[float]

    def interval(self, share: float) -> tuple[float, float]:
        """Between two quantiles, linear between the order statistics."""
        return self._quantile((1 - share) / 2), self._quantile((1 + share) / 2)

    def against(self, outcome: float) -> tuple[float, float]:
        """Probability integral transform (half of a tie) and CRPS of an outcome."""
        below = sum(draw < outcome for draw in self.ordered) + sum(draw == outcome for draw in self.ordered) / 2
        return below / len(self.ordered), crps_sample(outcome, self.ordered)

    def _quantile(self, p: float) -> float:
        place = p * (len(self.ordered) - 1)
        below = min(math.floor(place), len(self.ordered) - 2)
        return self.ordered[below] + (place - below) * (self.ordered[below + 1] - self.ordered[below])


Forecaster = Callable[[Creator, Sequence[Eligible]], Forecast]
"""From a header and the last m videos, newest first."""


def ours(priors: Priors) -> Forecaster:
    """The scorecard's forecast."""

    def forecast(creator: Creator, known: Sequence[Eligible]) -> Forecast:
        level = ViewsLevel(creator, Selection(tuple(known), (), len(known)), priors)
        of = level.posterior
        return OurForecast(of.df, of.centre, of.next_scale, of.bend, level=level)

    return forecast


def own_history(_: Creator, known: Sequence[Eligible]) -> Forecast:
    """The creator's own videos alone: the classical t interval of one more value."""
    n = len(known)
    mean = math.fsum(video.log_views for video in known) / n
    variance = math.fsum((video.log_views - mean) ** 2 for video in known) / (n - 1)
    return StudentForecast(n - 1, mean, math.sqrt(max(variance, 1e-6) * (1 + 1 / n)))


def last_quantiles(_: Creator, known: Sequence[Eligible]) -> Forecast:
    """Quantiles of the last ten videos (of fewer where only fewer are known)."""
    return SampleForecast(sorted(video.log_views for video in known[:10]))


def cohort(priors: Priors) -> Forecaster:
    """What creators with as many followers get, whoever this one is."""

    def forecast(creator: Creator, _: Sequence[Eligible]) -> Forecast:
        prior, _basis = views_prior(priors, creator.counts.followers, None)
        return _student(posterior([], [], prior))

    return forecast


def textbook(prior: Prior) -> Forecaster:
    """Empirical Bayes as in METRICS section 4: one mean for all creators, every video counts the same."""

    def forecast(_: Creator, known: Sequence[Eligible]) -> Forecast:
        return _student(posterior([video.log_views for video in known], [0.0] * len(known), prior))

    return forecast


def _student(known: Posterior) -> Forecast:
    return StudentForecast(known.df, known.centre, known.next_scale, known.bend)


BLANK = Views(
    within=Within(1.0, 10.0),
    half_life=math.inf,
    hearts=Centre(0.0, 0.0, 1.0, 0, ()),
    followers=Centre(0.0, 0.0, 1.0, 0, ()),
    neither=Centre(0.0, 0.0, 1.0, 0, ()),
)
"""Nothing known: what is fitted from here knows only the creators that it is fitted on."""


def forecasters(
    histories: Sequence[History], *, priors: Priors | None = None, refit: bool = False
) -> Iterator[tuple[History, dict[str, Forecaster]]]:
    """For each creator, our forecast (``""``) and the baselines; what is fitted never saw that creator.

    Args:
        histories: the creators of one panel.
        priors: those of our forecast; the shipped ones unless others are given.
        refit: fit ours on the panel's other creators instead.
    """
    priors = priors or shipped()
    traces = [_trace(history) for history in histories]
    for i, history in enumerate(histories):
        others = [trace for j, trace in enumerate(traces) if j != i and len(trace.views) >= FEWEST]
        enough = len(others) >= ENOUGH_TO_FIT
        fitted = learned_views(others, BLANK, worth=0.0) if enough else priors.views
        mine = replace(priors, views=replace(fitted, half_life=priors.views.half_life)) if refit else priors
        flat = Prior(fitted.neither.intercept, fitted.neither.between, fitted.within.variance, fitted.within.df)
        yield (
            history,
            {
                "": ours(mine),
                "own_history": own_history,
                "last_10_quantiles": last_quantiles,
                "cohort": cohort(mine),
                "textbook_empirical_bayes": textbook(flat),
            },
        )


def _trace(history: History) -> Trace:
    counts = history.creator.counts
    return Trace(
        followers=counts.followers if counts.followers and counts.followers > 0 else None,
        per_video=hearts_per_video(counts),
        views=tuple(video.log_views for video in reversed(history.videos)),
    )
