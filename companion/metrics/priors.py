"""What is known before a creator was read: aggregates fitted on two real panels, shipped as ``priors.json``.

``scripts/fit_priors.py`` makes the file; each figure carries its panel, market, year and number of creators.
"""

import math
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from companion.metrics.shrinkage import Prior

RateName = Literal["engagement_rate", "engagement_rate_with_saves"]
PeerName = Literal[
    "view_rate", "consistency", "comments_per_like", "shares_per_view", "saves_per_view", "posts_per_week",
    "likes_per_view",
]  # fmt: skip


class Panel(msgspec.Struct, frozen=True):
    """Where figures come from; ``label`` names the market as shown to a marketer."""

    label: str
    year: int
    creators: int
    videos: int


class Within(msgspec.Struct, frozen=True):
    """Prior of the variance between one creator's videos."""

    variance: float
    df: float


class Centre(msgspec.Struct, frozen=True):
    """A line ``intercept + slope * ln(predictor)`` through creators' levels, with the variance around it."""

    intercept: float
    slope: float
    between: float
    creators: int
    panels: tuple[str, ...]


class Views(msgspec.Struct, frozen=True):
    """Priors of ln(views): by hearts per video, by followers, or with neither known."""

    within: Within
    half_life: float
    hearts: Centre
    followers: Centre
    neither: Centre


class Cohort(msgspec.Struct, frozen=True):
    """Creators of one size: normal on the ln scale, with the standard deviation between creators."""

    low: int
    high: int | None
    panel: str
    creators: int
    mean: float
    sd: float


class Rate(msgspec.Struct, frozen=True):
    """Prior of a per-video rate by size."""

    within: Within
    cohorts: tuple[Cohort, ...]


class Spread(msgspec.Struct, frozen=True):
    """A normal distribution between creators on the ln scale."""

    mean: float
    sd: float
    creators: int


class Cadence(msgspec.Struct, frozen=True):
    """Gamma prior of posts per week: ``shape / rate`` is the mean, ``rate`` in weeks."""

    shape: float
    rate: float
    creators: int


class Growth(msgspec.Struct, frozen=True):
    """Growth still to come at age a (days): ``scale * a**-power`` on the ln scale.

    Attributes:
        spread: standard deviation of a video's own growth, as a multiple of the expected growth.
        floor: smallest standard deviation.
        disagreement: how many times faster videos picked for virality grow (the second source).
        videos: pairs behind the curve.
    """

    scale: float
    power: float
    spread: float
    floor: float
    disagreement: float
    videos: int


class Priors(msgspec.Struct, frozen=True):
    """Everything in ``priors.json``."""

    panels: dict[str, Panel]
    views: Views
    rates: dict[RateName, Rate]
    peers: dict[PeerName, tuple[Cohort, ...]]
    likes_spread: Spread
    followers_per_heart: Spread
    cadence: Cadence
    growth: Growth


@lru_cache(maxsize=1)
def shipped() -> Priors:
    """The shipped priors."""
    return msgspec.json.decode(Path(__file__).with_name("priors.json").read_bytes(), type=Priors)


def cohort_for(cohorts: tuple[Cohort, ...], followers: int | None) -> Cohort:
    """The cohort of a size, or the nearest one; the largest cohort where the size is not known."""
    if followers is None:
        return max(cohorts, key=lambda cohort: cohort.creators)
    for cohort in cohorts:
        if cohort.high is None or followers < cohort.high:
            return cohort
    return cohorts[-1]


@lru_cache(maxsize=256)
def cohort_name(cohort: Cohort, followers: int | None) -> str:
    """The cohort as a marketer reads it, and where its size differs from the creator's, that too."""
    panel = shipped().panels[cohort.panel]
    size = (
        f"over {_short(cohort.low)} followers"
        if cohort.high is None
        else f"{_short(cohort.low)}–{_short(cohort.high)} followers"
        if cohort.low
        else f"under {_short(cohort.high)} followers"
    )
    note = ""
    if followers is None:
        note = "; this creator's own size was not read"
    elif followers < cohort.low or (cohort.high is not None and followers >= cohort.high):
        note = "; no panel closer to this creator's size has this number"
    return f"creators with {size}, {panel.label} {panel.year} ({cohort.creators} creators{note})"


def _short(count: int) -> str:
    if count >= 1_000_000:
        return f"{count / 1_000_000:g}M"
    return f"{count / 1_000:g}k" if count >= 1_000 else str(count)


def views_prior(followers: int | None, hearts: int | None, videos: int | None) -> tuple[Prior, str | None]:
    """Prior of ln(views) from a profile's header, and in words what it rests on (None: the header says nothing).

    Hearts per video centre better than followers, and followers add nothing to them (cross-validated figures in
    ``docs/metrics.md``). Only panel a has hearts.
    """
    views = shipped().views
    if hearts and videos and hearts > 0 and videos > 0:
        centre, x, basis = views.hearts, math.log(hearts / videos), "hearts per video"
    elif followers and followers > 0:
        centre, x, basis = views.followers, math.log(followers), "number of followers"
    else:
        return _prior(views.neither, 0.0), None
    return _prior(
        centre, x
    ), f"{basis} of the profile, as {centre.creators} creators of {_markets(centre.panels)} had them"


def _prior(centre: Centre, x: float) -> Prior:
    within = shipped().views.within
    return Prior(centre.intercept + centre.slope * x, centre.between, within.variance, within.df)


@lru_cache(maxsize=8)
def _markets(names: tuple[str, ...]) -> str:
    panels = shipped().panels
    return " and ".join(f"{panels[name].label} {panels[name].year}" for name in names)


def rate_prior(name: RateName, followers: int | None) -> tuple[Prior, Cohort]:
    """Prior of the ln of a per-video rate, and the cohort it comes from."""
    rate = shipped().rates[name]
    cohort = cohort_for(rate.cohorts, followers)
    return Prior(cohort.mean, cohort.sd**2, rate.within.variance, rate.within.df), cohort
