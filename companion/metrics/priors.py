"""What is known before a creator was read: aggregates fitted on two real panels, shipped as ``priors.json``.

``scripts/fit_priors.py`` makes the file; each figure carries its panel, market, year and number of creators.
``learning.py`` bends them toward the creators that this user reads; ``own`` says how many those are.
"""

import math
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec
from msgspec.structs import replace

from companion.metrics.shrinkage import Prior
from companion.metrics.usage import NOTHING_READ, Usage

RateName = Literal["engagement_rate", "engagement_rate_with_saves"]
PeerName = Literal[
    "view_rate", "consistency", "comments_per_like", "shares_per_view", "saves_per_view", "posts_per_week",
    "likes_per_view",
]  # fmt: skip


OWN_COHORT = 20
"""From so many creators of one size on, a cohort is called the user's own; the panel then counts as ten more."""


class Panel(msgspec.Struct, frozen=True):
    """Where figures come from; ``label`` names the market for a marketer, ``note`` what was special in it."""

    label: str
    year: int
    creators: int
    videos: int
    note: str = ""


class Within(msgspec.Struct, frozen=True):
    """Prior of the variance between one creator's videos; ``skew`` is their skewness, the same for all."""

    variance: float
    df: float
    skew: float = 0.0


class Centre(msgspec.Struct, frozen=True):
    """A line ``intercept + slope * x`` through creators' levels at x = ln(predictor), with the variance around it.

    Attributes:
        bends: where the line changes its slope, as (x, change of slope).
        creators: of the panels.
        own: creators of this user's store that moved it.
    """

    intercept: float
    slope: float
    between: float
    creators: int
    panels: tuple[str, ...]
    bends: tuple[tuple[float, float], ...] = ()
    own: int = 0

    def at(self, x: float) -> float:
        """Expected level."""
        return self.intercept + self.slope * x + sum(change * max(0.0, x - bend) for bend, change in self.bends)


class Views(msgspec.Struct, frozen=True):
    """Priors of ln(views): by hearts per video, by followers, or with neither known."""

    within: Within
    half_life: float
    hearts: Centre
    followers: Centre
    neither: Centre


class Cohort(msgspec.Struct, frozen=True):
    """Creators of one size: normal on the ln scale, with the standard deviation between creators.

    Attributes:
        creators: of the panel.
        own: creators of this user's store among them.
        kin: what else these creators share, as `kin_of` says it; None for all of the size.
        wide: the followers of the panel's creators, where those of this size alone were too few.
        of_size: how many of them are of this size.
    """

    low: int
    high: int | None
    panel: str
    creators: int
    mean: float
    sd: float
    own: int = 0
    kin: str | None = None
    wide: tuple[int, int | None] | None = None
    of_size: int = 0

    def holds(self, followers: float) -> bool:
        """Whether a creator of this size belongs here."""
        return followers >= self.low and (self.high is None or followers < self.high)

    @property
    def is_own(self) -> bool:
        """Whether it rests on this user's creators more than on the panel."""
        return self.own >= OWN_COHORT

    @property
    def size(self) -> int:
        """How many creators it rests on."""
        return self.own if self.is_own else self.creators


class Rate(msgspec.Struct, frozen=True):
    """Prior of a per-video rate by size."""

    within: Within
    cohorts: tuple[Cohort, ...]


class Spread(msgspec.Struct, frozen=True):
    """A normal distribution between creators on the ln scale; ``own`` of them are of this user's store."""

    mean: float
    sd: float
    creators: int
    own: int = 0


class Cadence(msgspec.Struct, frozen=True):
    """Gamma prior of posts per week: ``shape / rate`` is the mean, ``rate`` in weeks; ``own`` as in `Spread`."""

    shape: float
    rate: float
    creators: int
    own: int = 0


class Growth(msgspec.Struct, frozen=True):
    """Growth still to come at age a (days): its median over videos is ``scale * a**-power`` on the ln scale.

    Attributes:
        log_sd: a video's own growth is log-normal around the median: the standard deviation of its logarithm at
            one day.
        log_sd_slope: change of it with ln(age).
        disagreement: how many times faster videos picked for virality grow (the second source); half of it, as a
            logarithm, is how unsure the curve's level is, and own pairs make it surer.
        videos: pairs behind the shipped curve.
        own_videos: pairs of this user's store that moved it.
        own_creators: creators that these are by.
    """

    scale: float
    power: float
    log_sd: float
    log_sd_slope: float
    disagreement: float
    videos: int
    own_videos: int = 0
    own_creators: int = 0


class Kin(msgspec.Struct, frozen=True):
    """Cohorts of creators who share a topic or a language, where enough of them were read; else those of all."""

    rates: dict[RateName, tuple[Cohort, ...]]
    peers: dict[PeerName, tuple[Cohort, ...]]


class Priors(msgspec.Struct, frozen=True):
    """Everything in ``priors.json``.

    Attributes:
        kin: cohorts by what creators share besides their size (`kin_of`), from own creators alone.
        calibration: from own creators, the level at which an interval is computed to hold a nominal one.
        own: creators of this user's store behind it.
        usage: how those use words.
    """

    panels: dict[str, Panel]
    views: Views
    rates: dict[RateName, Rate]
    peers: dict[PeerName, tuple[Cohort, ...]]
    likes_spread: Spread
    followers_per_heart: Spread
    cadence: Cadence
    growth: Growth
    calibration: dict[str, float] = {}
    own: int = 0
    kin: dict[str, Kin] = {}
    usage: Usage = NOTHING_READ

    def computed_at(self, level: float) -> float:
        """The level at which to compute an interval of nominal ``level``."""
        return self.calibration.get(str(level), level)

    def among(self, kin: Iterable[str]) -> "Priors":
        """These priors with the cohorts of the first kin that enough creators were read of."""
        found = next((self.kin[key] for key in kin if key in self.kin), None)
        if found is None:
            return self
        rates = {name: replace(self.rates[name], cohorts=cohorts) for name, cohorts in found.rates.items()}
        return replace(self, rates=rates, peers=found.peers)


@lru_cache(maxsize=1)
def shipped() -> Priors:
    """The shipped priors."""
    return msgspec.json.decode(Path(__file__).with_name("priors.json").read_bytes(), type=Priors)


def cohort_for(cohorts: tuple[Cohort, ...], followers: int | None) -> Cohort:
    """The cohort of a size, or the nearest one; the largest cohort where the size is not known."""
    if followers is None:
        return max(cohorts, key=lambda cohort: cohort.creators + cohort.own)
    for cohort in cohorts:
        if cohort.high is None or followers < cohort.high:
            return cohort
    return cohorts[-1]


@lru_cache(maxsize=256)
def cohort_name(cohort: Cohort, followers: int | None) -> str:
    """The cohort as a marketer reads it, and where its size differs from the creator's, that too."""
    size = _size(cohort.low, cohort.high)
    note = ""
    if cohort.wide is not None and not cohort.is_own:
        note = f"; widened, as only {cohort.of_size} have {size}"
        size = _size(*cohort.wide)
    if followers is None:
        note += "; this creator's own size was not read"
    elif not cohort.holds(followers):
        note += "; no panel closer to this creator's size has this number"
    return f"creators with {size} followers{_shared(cohort)}, {_rests_on(cohort)}{note})"


def _size(low: int, high: int | None) -> str:
    if high is None:
        return f"over {_short(low)}"
    return f"{_short(low)}–{_short(high)}" if low else f"under {_short(high)}"


def _shared(cohort: Cohort) -> str:
    if cohort.kin is None:
        return ""
    kind, _, name = cohort.kin.partition(":")
    return f" who post about {name}" if kind == "topic" else f" who write in “{name}”"


def _rests_on(cohort: Cohort) -> str:
    panel = shipped().panels[cohort.panel]
    if cohort.is_own:
        return f"those you have read ({cohort.own} creators, blended with {panel.label} {panel.year}"
    too_few = f"; the {cohort.own} you have read count too" if cohort.own else ""
    return f"{panel.label} {panel.year} ({cohort.creators} creators{too_few}"


def _short(count: int) -> str:
    if count >= 1_000_000:
        return f"{count / 1_000_000:g}M"
    return f"{count / 1_000:g}k" if count >= 1_000 else str(count)


class Footing(msgspec.Struct, frozen=True):
    """What a prior of views rests on, in words.

    Attributes:
        header: what of the profile it goes by; None where the header says nothing.
        peers: whose figures they are.
    """

    header: str | None
    peers: str


def views_prior(priors: Priors, followers: int | None, per_video: float | None) -> tuple[Prior, Footing]:
    """Prior of ln(views) from a profile's header, and what it rests on.

    Hearts per video centre better than followers, and followers add nothing to them (cross-validated figures in
    ``docs/accuracy.md``). Only panel a has hearts.

    Args:
        priors: what is known of peers.
        followers: of the profile, where read.
        per_video: hearts per video of the profile, where read.
    """
    views = priors.views
    if per_video:
        return _resting(views.hearts, math.log(per_video), views.within, "hearts per video of the profile")
    if followers and followers > 0:
        return _resting(views.followers, math.log(followers), views.within, "number of followers of the profile")
    return _resting(views.neither, 0.0, views.within, None)


def _resting(centre: Centre, x: float, within: Within, header: str | None) -> tuple[Prior, Footing]:
    read = f" and {centre.own} that you have read" if centre.own else ""
    return _prior(centre, x, within), Footing(
        header, f"{centre.creators} creators of {_markets(centre.panels)}{read}"
    )


def _prior(centre: Centre, x: float, within: Within) -> Prior:
    return Prior(centre.at(x), centre.between, within.variance, within.df, within.skew)


@lru_cache(maxsize=8)
def _markets(names: tuple[str, ...]) -> str:
    panels = shipped().panels
    return " and ".join(
        f"{panel.label} {panel.year}{f' ({panel.note})' if panel.note else ''}"
        for panel in map(panels.__getitem__, names)
    )


def rate_prior(priors: Priors, name: RateName, followers: int | None) -> tuple[Prior, Cohort]:
    """Prior of the ln of a per-video rate, and the cohort it comes from."""
    rate = priors.rates[name]
    cohort = cohort_for(rate.cohorts, followers)
    return Prior(cohort.mean, cohort.sd**2, rate.within.variance, rate.within.df), cohort
