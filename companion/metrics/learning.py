"""Priors and cohorts re-learned from the creators that this user reads, blended with the shipped ones by evidence.

Each creator leaves a `Trace`; `learned` bends the shipped figures toward all traces. What is shipped counts as
`WORTH` creators: two markets differ in their levels nearly as much as two creators of one market do (panels a and
b by 1.2 at the same number of followers, against a spread of 0.9 between creators), so a new market is trusted
soon. With no trace the answer is the shipped priors, unchanged.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from companion.metrics.basis import Basis
from companion.metrics.bending import straightened
from companion.metrics.cadence import Cadence, cadence, log_level
from companion.metrics.cadence_prior import Posted, learned_cadence
from companion.metrics.checks import like_spread
from companion.metrics.engagement import (
    engagements,
    log_like_rates,
    log_rates,
    mix,
    with_saves,
)
from companion.metrics.growth import GrowthPair, learned_growth
from companion.metrics.kin import kin_of, language_in
from companion.metrics.priors import (
    OWN_COHORT,
    Centre,
    Cohort,
    Kin,
    PeerName,
    Priors,
    Rate,
    RateName,
    Spread,
    Views,
    Within,
    shipped,
    views_prior,
)
from companion.metrics.quantiles import t_cdf
from companion.metrics.robust import middle_and_sd
from companion.metrics.shrinkage import posterior
from companion.metrics.texts import wording_of
from companion.metrics.usage import Usage, Wording, learned_usage
from companion.metrics.variances import SampleVariance, log_variances, moments_of
from companion.metrics.views import hearts_per_video
from companion.model import Counts, CreatorCounts

FEWEST = 8
"""Videos that a creator needs to say something about others."""
BLOCK = 30
"""Videos that share one level: a creator read over years is split, for levels drift."""
WORTH = 10.0
PREDICTOR_VARIANCE = 1.5
"""Variance of ln(followers) and of ln(hearts per video) between creators of a panel."""
LEAST_BETWEEN = 0.02
LEAST_SD = 0.05
CALIBRATING = 50
"""Own creators from which on the forecast's levels are calibrated."""
HELD_OUT = 3
"""Newest videos of each creator that calibrate."""
LEVELS = (0.5, 0.8, 0.95)


RATES: tuple[tuple[RateName, Callable[[Counts], int | None]], ...] = (
    ("engagement_rate", engagements),
    ("engagement_rate_with_saves", with_saves),
)


class Moments(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Number, mean and sample variance of one creator's values on the ln scale."""

    n: int
    mean: float
    variance: float


class Trace(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is kept of one creator to learn from.

    Attributes:
        followers: from the newest header, where known.
        per_video: hearts per video of the profile, where known.
        views: ln(views) of the eligible videos, newest first.
        kin: what the creator shares with others besides size (`kin_of`), the closest first.
        rates: moments of the per-video rates.
        peers: the creator's own numbers that are compared with peers, on the ln scale.
        growth: videos read young and again.
        likes_spread: logarithm of the standard deviation of ln(likes / views).
        per_heart: logarithm of followers per heart of the profile.
        posted: posts counted for the cadence, and in how many weeks.
        wording: the words of the newest videos, where any were read.
    """

    followers: int | None = None
    per_video: float | None = None
    views: tuple[float, ...] = ()
    kin: tuple[str, ...] = ()
    rates: dict[RateName, Moments] = {}
    peers: dict[PeerName, float] = {}
    growth: tuple[GrowthPair, ...] = ()
    likes_spread: float | None = None
    per_heart: float | None = None
    posted: Posted | None = None
    wording: Wording | None = None


def trace_of(basis: Basis, growth: tuple[GrowthPair, ...] = ()) -> Trace:
    """What one creator's evidence leaves to learn from: numbers, and the words of the newest videos.

    Args:
        basis: of the creator, on the shipped priors: what was learned before must not teach itself.
        growth: videos of the creator read young and again.
    """
    counts = basis.evidence.creator.counts
    views = tuple(round(video.log_views, 4) for video in basis.selection.videos)
    rates: dict[RateName, Moments] = {}
    for name, count in RATES:
        values = [value for value, *_ in log_rates(basis.selection, count)]
        if len(values) >= FEWEST:
            rates[name] = _moments(values)
    posting = cadence(basis.evidence)
    steady = like_spread(basis.selection.videos)
    return Trace(
        followers=counts.followers if counts.followers and counts.followers > 0 else None,
        per_video=hearts_per_video(counts),
        views=views,
        kin=kin_of(basis.evidence),
        rates=rates,
        peers=_own_numbers(basis, views, posting) if len(views) >= FEWEST else {},
        growth=growth,
        likes_spread=None if steady is None else steady[0],
        per_heart=_log_per_heart(counts),
        posted=None if posting is None else Posted(posting.posts, round(posting.weeks, 3)),
        wording=wording_of(basis.evidence),
    )


def _log_per_heart(counts: CreatorCounts) -> float | None:
    followers, hearts = counts.followers or 0, counts.likes or 0
    return math.log(followers / hearts) if followers > 0 and hearts > 0 else None


def _own_numbers(basis: Basis, views: Sequence[float], posting: Cadence | None) -> dict[PeerName, float]:
    found: dict[PeerName, float] = {}
    known = _moments(views)
    followers = basis.evidence.creator.counts.followers
    if followers and followers > 0:
        found["view_rate"] = known.mean - math.log(followers)
    if known.variance > 0:
        found["consistency"] = math.log(known.variance) / 2
    if posting is not None:
        found["posts_per_week"] = log_level(posting)[0]
    found |= {name: part.level for name, part in mix(basis.selection).items() if part.level is not None}
    likes = log_like_rates(basis.selection.videos)
    if len(likes) >= FEWEST:
        found["likes_per_view"] = math.fsum(likes) / len(likes)
    return found


def _moments(values: Sequence[float]) -> Moments:
    n = len(values)
    mean = math.fsum(values) / n
    return Moments(n, mean, math.fsum((value - mean) ** 2 for value in values) / (n - 1))


def learned(traces: Sequence[Trace], base: Priors | None = None, *, worth: float = WORTH) -> Priors:
    """Priors bent toward these creators.

    Args:
        traces: of the creators to learn from, in any order.
        base: what is known before; the shipped priors unless others are given.
        worth: how many creators ``base`` counts as.
    """
    base = base or shipped()
    telling = [trace for trace in traces if len(trace.views) >= FEWEST]
    if not telling:
        return base
    bent = replace(
        base,
        usage=_usage(traces),
        views=learned_views(telling, base.views, worth),
        rates={name: _rate(telling, name, rate, worth) for name, rate in base.rates.items()},
        peers={
            name: tuple(_cohort(_peers(telling, name, cohort), cohort, worth) for cohort in cohorts)
            for name, cohorts in base.peers.items()
        },
        growth=learned_growth([trace.growth for trace in traces], base.growth),
        likes_spread=_spread([trace.likes_spread for trace in telling], base.likes_spread, worth),
        followers_per_heart=_spread([trace.per_heart for trace in telling], base.followers_per_heart, worth),
        cadence=learned_cadence([trace.posted for trace in telling if trace.posted], base.cadence),
        own=len(telling),
    )
    return replace(
        bent,
        kin=_all_kin(telling, bent, worth),
        calibration=_calibration(telling, bent) if len(telling) >= CALIBRATING else {},
    )


def _usage(traces: Sequence[Trace]) -> Usage:
    """How the creators use words, each in the language that most of the videos are in."""
    return learned_usage([(language_in(t.kin), t.wording) for t in traces if t.wording is not None])


def _all_kin(traces: Sequence[Trace], priors: Priors, worth: float) -> dict[str, Kin]:
    """Cohorts of each topic and language of which enough creators of one size were read."""
    groups: dict[str, list[Trace]] = {}
    for trace in traces:
        for key in trace.kin:
            groups.setdefault(key, []).append(trace)
    return {key: _kin(key, mine, priors, worth) for key, mine in groups.items() if len(mine) >= OWN_COHORT}


def _kin(key: str, traces: Sequence[Trace], priors: Priors, worth: float) -> Kin:
    def narrowed(values: Sequence[tuple[float, float]], cohort: Cohort) -> Cohort:
        enough = len(values) >= OWN_COHORT
        return replace(_cohort(values, cohort, worth), kin=key) if enough else cohort

    return Kin(
        rates={
            name: tuple(narrowed(_levels(traces, name, cohort), cohort) for cohort in rate.cohorts)
            for name, rate in priors.rates.items()
        },
        peers={
            name: tuple(narrowed(_peers(traces, name, cohort), cohort) for cohort in cohorts)
            for name, cohorts in priors.peers.items()
        },
    )


def learned_views(traces: Sequence[Trace], base: Views, worth: float = WORTH) -> Views:
    """The priors of ln(views) bent toward creators with at least `FEWEST` videos each."""
    blocks = [(trace, block) for trace in traces for block in _blocks(trace.views)]
    samples = [SampleVariance(block.variance, block.n, weight) for _, (block, weight) in blocks]
    return replace(
        base,
        within=replace(_within(samples, base.within, worth), skew=_skew(traces, base.within.skew, worth)),
        hearts=_centre(
            [(math.log(t.per_video), *block) for t, block in blocks if t.per_video], base.hearts, worth
        ),
        followers=_centre(
            [(math.log(t.followers), *block) for t, block in blocks if t.followers], base.followers, worth
        ),
        neither=_centre([(0.0, *block) for _, block in blocks], base.neither, worth),
    )


def _skew(traces: Sequence[Trace], base: float, worth: float) -> float:
    """Mean skewness inside a creator, which one creator's few videos would not tell."""
    skews = [[_skewness(part) for part in _parts(trace.views)] for trace in traces]
    own = math.fsum(math.fsum(each) / len(each) for each in skews)
    return (worth * base + own) / (worth + len(traces))


def _skewness(values: Sequence[float]) -> float:
    """Sample skewness ``G1``, freed of its bias where values are normal (Joanes and Gill 1998)."""
    n, known = len(values), _moments(values)
    if not known.variance:
        return 0.0
    third = math.fsum(((value - known.mean) / math.sqrt(known.variance)) ** 3 for value in values)
    return third * n / ((n - 1) * (n - 2))


def _parts(values: Sequence[float]) -> list[Sequence[float]]:
    """Successive blocks of a creator's values: over years a level drifts."""
    count = max(1, len(values) // BLOCK)
    size, more = divmod(len(values), count)
    starts = [i * size + min(i, more) for i in range(count + 1)]
    return [values[a:b] for a, b in pairwise(starts)]


def _blocks(values: Sequence[float]) -> list[tuple[Moments, float]]:
    """Moments of those blocks, each with its weight; together they weigh 1."""
    parts = _parts(values)
    return [(_moments(part), 1 / len(parts)) for part in parts]


def _within(samples: Sequence[SampleVariance], base: Within, worth: float) -> Within:
    variance, df = log_variances(samples, moments_of(base.variance, base.df), worth).scaled()
    return replace(base, variance=variance, df=df)


def _centre(rows: Sequence[tuple[float, Moments, float]], base: Centre, worth: float) -> Centre:
    """A line bent toward creators' levels: ridge regression of what ``base`` leaves unexplained.

    Args:
        rows: ln(predictor), moments of the levels, weight.
        base: the line before.
        worth: how many creators it counts as.
    """
    n = math.fsum(weight for *_, weight in rows)
    if not n:
        return base
    middle = math.fsum(weight * x for x, _, weight in rows) / n
    left = [(x - middle, block.mean - base.at(x), block, weight) for x, block, weight in rows]
    shift = math.fsum(weight * rest for _, rest, _, weight in left) / (n + worth)
    spread = math.fsum(weight * x * x for x, *_, weight in left)
    tilt = 0.0
    if spread > 0:
        leverage = spread + worth * PREDICTOR_VARIANCE
        tilt = math.fsum(weight * x * rest for x, rest, _, weight in left) / leverage
    apart = math.fsum(weight * (rest - shift - tilt * x) ** 2 for x, rest, _, weight in left)
    noise = math.fsum(weight * block.variance / block.n for *_, block, weight in left)
    fitted = (2 if spread > 0 else 1) * n / (n + worth)
    own = max(LEAST_BETWEEN, apart / max(1.0, n - fitted) - noise / n)
    return replace(
        base,
        intercept=base.intercept + shift - tilt * middle,
        slope=base.slope + tilt,
        between=(worth * base.between + n * own) / (n + worth),
        own=round(n),
    )


def _rate(traces: Sequence[Trace], name: RateName, base: Rate, worth: float) -> Rate:
    known = [trace.rates[name] for trace in traces if name in trace.rates]
    samples = [SampleVariance(moments.variance, moments.n) for moments in known]
    cohorts = tuple(_cohort(_levels(traces, name, cohort), cohort, worth) for cohort in base.cohorts)
    return Rate(_within(samples, base.within, worth), cohorts)


def _levels(traces: Sequence[Trace], name: RateName, cohort: Cohort) -> list[tuple[float, float]]:
    inside = [
        trace.rates[name]
        for trace in traces
        if name in trace.rates and trace.followers and cohort.holds(trace.followers)
    ]
    return [(moments.mean, moments.variance / moments.n) for moments in inside]


def _peers(traces: Sequence[Trace], name: PeerName, cohort: Cohort) -> list[tuple[float, float]]:
    return [
        (trace.peers[name], 0.0)
        for trace in traces
        if name in trace.peers and trace.followers and cohort.holds(trace.followers)
    ]


def _cohort(values: Sequence[tuple[float, float]], base: Cohort, worth: float) -> Cohort:
    """A cohort bent toward own creators of its size, each a value with the variance of its noise."""
    n = len(values)
    if not n:
        return base
    mean, sd = _blended(values, base.mean, base.sd, worth)
    return replace(base, mean=mean, sd=sd, own=n)


def _spread(values: Sequence[float | None], base: Spread, worth: float) -> Spread:
    """A distribution of all sizes bent toward own creators."""
    known = [(value, 0.0) for value in values if value is not None]
    if not known:
        return base
    mean, sd = _blended(known, base.mean, base.sd, worth)
    return replace(base, mean=mean, sd=sd, own=len(known))


def _blended(values: Sequence[tuple[float, float]], mean: float, sd: float, worth: float) -> tuple[float, float]:
    """Middle and spread of own creators blended with those before.

    Median and quantiles tell both: one creator in ten with bought likes moves them little, where a mean and a
    standard deviation would take the fakes for usual.
    """
    n = len(values)
    own, own_sd = middle_and_sd([value for value, _ in values])
    noise = math.fsum(each for _, each in values) / n
    blend = mean + n * (own - mean) / (n + worth)
    apart = max(0.0, own_sd**2 - noise) + (own - blend) ** 2
    variance = (worth * (sd**2 + (mean - blend) ** 2) + n * apart) / (n + worth)
    return blend, max(LEAST_SD, math.sqrt(variance))


def _calibration(traces: Sequence[Trace], priors: Priors) -> dict[str, float]:
    """Split-conformal levels: how wide, in the forecast's own terms, an interval must be to hold a level.

    Each creator's newest videos are forecast from those before them; of the levels at which the outcomes lay, the
    one of rank ``ceil((n + 1) level)`` is what a new forecast needs (Vovk, Gammerman and Shafer 2005).
    """
    reached = sorted(level for trace in traces for level in _reached(trace, priors))
    n = len(reached)
    ranks = {str(level): math.ceil((n + 1) * level) for level in LEVELS}
    return {level: min(reached[rank - 1], 0.999) for level, rank in ranks.items() if rank <= n}


def _reached(trace: Trace, priors: Priors) -> Iterable[float]:
    """For each newest video, the level of the smallest interval around its forecast that holds it."""
    prior, _ = views_prior(priors, trace.followers, trace.per_video)
    for i in range(HELD_OUT):
        before = trace.views[i + 1 :]
        known = posterior(before, [0.0] * len(before), prior, priors.views.half_life)
        t = straightened((trace.views[i] - known.centre) / known.next_scale, known.bend)
        yield abs(2 * t_cdf(t, known.df) - 1)
