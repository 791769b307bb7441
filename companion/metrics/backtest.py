"""The forecast marked against what came: every video predicted from those before it, by us and by simpler means.

Each forecaster sees the creator's header and the last ``m`` mature videos, nothing else. Everything is on
ln(views); lower scores are better; intervals of means know that one creator's forecasts fail together.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec
from msgspec.structs import asdict

from companion.metrics.forecast import LEVELS, later_views
from companion.metrics.forecasters import Forecast, Forecaster, History
from companion.metrics.growth import KEPT, GrowthPair, learned_growth
from companion.metrics.maturity import MATURE_DAYS
from companion.metrics.priors import Growth
from companion.metrics.scoring_rules import (
    Clustered,
    clustered_mean,
    distance_to_uniform,
    interval_score,
    pinball,
)

SIZES_OF_HISTORY = (3, 5, 10, 30)
QUANTILES = (0.1, 0.5, 0.9)
FOLLOWERS = (0, 1_000, 10_000, 100_000, 500_000, 1_000_000)
AGES = (0, 1, 2, 4, 7, 14)
"""Ends of the age bands of young videos, in days (DISTRIBUTIONS)."""
PARTS = 5
"""Of a panel's creators, each forecast by what the others teach."""


class Pair(msgspec.Struct, frozen=True):
    """One young video read twice; ages in days."""

    creator: str
    age_days: float
    days_between: float
    views: int
    later: int


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """Mean marks of one forecaster.

    Attributes:
        coverage: share of outcomes inside the 50, 80 and 95 % intervals.
        interval_score_80: of the 80 % interval.
        crps: continuous ranked probability score.
        pinball: loss of the 10, 50 and 90 % quantiles.
        pit_distance: Kolmogorov-Smirnov distance of the probability integral transforms to uniform.
    """

    coverage: dict[str, float]
    interval_score_80: float
    crps: float
    pinball: dict[str, float]
    pit_distance: float


class Baseline(Scores, frozen=True, kw_only=True):
    """A simpler forecaster; ``ours_minus`` is below 0 where our forecast is better, with its 95 % interval."""

    ours_minus: dict[str, Clustered]


class Size(Scores, frozen=True, kw_only=True):
    """Marks of our forecast for creators of one size."""

    followers: str
    n: int
    creators: int


class Marks(Scores, frozen=True, kw_only=True):
    """Our forecast from the last ``m`` videos (contract: DESIGN section 4, ``fitlens backtest``).

    Attributes:
        coverage_interval: of the 80 % coverage, 95 %, clustered by creator.
        pit: share of the outcomes in each tenth of the forecast distributions; 0.1 each where calibrated.
    """

    panel: str
    m: int
    n: int
    creators: int
    coverage_interval: Clustered
    pit: tuple[float, ...]
    by_size: tuple[Size, ...]
    baselines: dict[str, Baseline]


class GrowthMarks(msgspec.Struct, frozen=True, kw_only=True):
    """Forecasts of young videos' later views, by their age at the first reading."""

    panel: str
    age_days: str
    n: int
    creators: int
    coverage: dict[str, float]
    coverage_interval: Clustered
    interval_score_80: float


class Mark(msgspec.Struct, frozen=True, gc=False):
    """One forecast's marks."""

    inside: tuple[bool, ...]
    interval_score: float
    crps: float
    pinballs: tuple[float, ...]
    pit: float


class Marking:
    """Marks of one panel for one ``m``, creator after creator."""

    def __init__(self, panel: str, m: int) -> None:
        self._panel = panel
        self._m = m
        self._followers: list[int | None] = []
        self._marks: dict[str, list[list[Mark]]] = {}

    def take(self, history: History, by_name: dict[str, Forecaster]) -> None:
        """Forecast and mark every video of one creator that has ``m`` before it."""
        videos, m = history.videos, self._m
        if len(videos) <= m:
            return
        windows = [(videos[i - m : i][::-1], videos[i].log_views) for i in range(m, len(videos))]
        self._followers.append(history.creator.counts.followers)
        for name, forecaster in by_name.items():
            marks = [marked(forecaster(history.creator, known), outcome) for known, outcome in windows]
            self._marks.setdefault(name, []).append(marks)

    def result(self) -> Marks | None:
        """All creators together; None where no creator had enough videos."""
        if not self._marks:
            return None
        mine = self._marks[""]
        pits = [mark.pit for marks in mine for mark in marks]
        return Marks(
            panel=self._panel,
            m=self._m,
            n=len(pits),
            creators=len(mine),
            coverage_interval=clustered_mean([[float(mark.inside[1]) for mark in marks] for marks in mine]),
            pit=tuple(sum(min(9, int(10 * pit)) == tenth for pit in pits) / len(pits) for tenth in range(10)),
            by_size=self._sizes(mine),
            baselines={
                name: Baseline(**asdict(scores_of(marks)), ours_minus=differences(mine, marks))
                for name, marks in self._marks.items()
                if name
            },
            **asdict(scores_of(mine)),
        )

    def _sizes(self, mine: list[list[Mark]]) -> tuple[Size, ...]:
        found = []
        for low, high in zip(FOLLOWERS, (*FOLLOWERS[1:], math.inf), strict=True):
            inside = [
                marks
                for followers, marks in zip(self._followers, mine, strict=True)
                if followers and low <= followers < high
            ]
            if inside:
                found.append(
                    Size(
                        followers=f"{low:,} to {high:,}" if high < math.inf else f"{low:,} and more",
                        n=sum(map(len, inside)),
                        creators=len(inside),
                        **asdict(scores_of(inside)),
                    )
                )
        return tuple(found)


def marked(forecast: Forecast, outcome: float) -> Mark:
    """One forecast's marks."""
    intervals = [forecast.interval(share) for share in LEVELS]
    pit, crps = forecast.against(outcome)
    low, high = intervals[1]
    middle = forecast.interval(0.0)[0]
    return Mark(
        inside=tuple(low <= outcome <= high for low, high in intervals),
        interval_score=interval_score(outcome, low, high, 0.2),
        crps=crps,
        pinballs=tuple(pinball(outcome, q, p) for q, p in zip((low, middle, high), QUANTILES, strict=True)),
        pit=pit,
    )


def scores_of(creators: Sequence[Sequence[Mark]]) -> Scores:
    """Mean marks over all forecasts of these creators."""
    marks = [mark for each in creators for mark in each]
    n = len(marks)
    return Scores(
        coverage={str(share): sum(mark.inside[i] for mark in marks) / n for i, share in enumerate(LEVELS)},
        interval_score_80=math.fsum(mark.interval_score for mark in marks) / n,
        crps=math.fsum(mark.crps for mark in marks) / n,
        pinball={str(p): math.fsum(mark.pinballs[i] for mark in marks) / n for i, p in enumerate(QUANTILES)},
        pit_distance=distance_to_uniform([mark.pit for mark in marks]),
    )


def differences(mine: Sequence[Sequence[Mark]], theirs: Sequence[Sequence[Mark]]) -> dict[str, Clustered]:
    """Our scores minus theirs on the same outcomes."""

    def paired(score: Callable[[Mark], float]) -> Clustered:
        return clustered_mean(
            [
                [score(a) - score(b) for a, b in zip(one, other, strict=True)]
                for one, other in zip(mine, theirs, strict=True)
            ]
        )

    return {
        "interval_score_80": paired(lambda mark: mark.interval_score),
        "crps": paired(lambda mark: mark.crps),
    }


def mark_growth(
    panel: str, pairs: Iterable[Pair], curves: Mapping[str, Growth] | None = None
) -> list[GrowthMarks]:
    """Forecast each young video's later views from its first reading, by age band.

    Args:
        panel: its name.
        pairs: videos read twice.
        curves: the curve for each creator; the shipped one where none is given.
    """
    curves = curves or {}

    bands: dict[int, dict[str, list[tuple[list[bool], float]]]] = {}
    for pair in pairs:
        band = max((i for i, low in enumerate(AGES[:-1]) if pair.age_days >= low), default=0)
        if pair.age_days < AGES[-1]:
            bands.setdefault(band, {}).setdefault(pair.creator, []).append(
                _mark_pair(pair, curves.get(pair.creator))
            )
    return [_growth_marks(panel, f"{AGES[band]}-{AGES[band + 1]}", marks) for band, marks in sorted(bands.items())]


def curves_left_out(pairs: Iterable[Pair], base: Growth) -> dict[str, Growth]:
    """For each creator the growth curve learned, from ``base`` on, from others: four creators in five."""
    mine: dict[str, list[GrowthPair]] = {}
    for pair in pairs:
        kept = mine.setdefault(pair.creator, [])
        if pair.age_days < MATURE_DAYS and len(kept) < KEPT:
            kept.append(GrowthPair(pair.age_days, pair.age_days + pair.days_between, pair.views, pair.later))
    curves = {}
    for part in range(PARTS):
        left_out = sorted(mine)[part::PARTS]
        others = [each for name, each in mine.items() if name not in left_out]
        curves.update(dict.fromkeys(left_out, learned_growth(others, base)))
    return curves


def _mark_pair(pair: Pair, growth: Growth | None) -> tuple[list[bool], float]:
    intervals = later_views(pair.views, pair.age_days, pair.age_days + pair.days_between, growth).intervals or {}
    inside = [low <= pair.later <= high for low, high in (intervals[str(share)] for share in LEVELS)]
    low, high = (math.log(end) for end in intervals[str(LEVELS[1])])
    return inside, interval_score(math.log(pair.later), low, high, 0.2)


def _growth_marks(panel: str, ages: str, creators: dict[str, list[tuple[list[bool], float]]]) -> GrowthMarks:
    marks = [mark for each in creators.values() for mark in each]
    n = len(marks)
    return GrowthMarks(
        panel=panel,
        age_days=ages,
        n=n,
        creators=len(creators),
        coverage={str(share): sum(inside[i] for inside, _ in marks) / n for i, share in enumerate(LEVELS)},
        coverage_interval=clustered_mean([[float(inside[1]) for inside, _ in each] for each in creators.values()]),
        interval_score_80=math.fsum(score for _, score in marks) / n,
    )
