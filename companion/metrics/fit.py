"""The fit: a weighted geometric mean of four parts, each taken apart into its reasons."""

import math
from collections.abc import Mapping, Sequence

import msgspec

from companion.metrics.checks import chance_unusual
from companion.metrics.engagement import VIEWS_ONLY, Rate
from companion.metrics.finding import Finding
from companion.metrics.movers import extremes_of_rate
from companion.metrics.niche import Niche
from companion.metrics.peers import Standing
from companion.metrics.quality import quality
from companion.metrics.sample import Selection
from companion.metrics.simulation import POINTS, quantile, shuffled
from companion.model import Brief, Check, Estimate, Fit, Part, Why

FLOOR = 5.0
"""A part is never below 5 inside the mean: one bad part lowers a fit, it does not annul it."""
ENOUGH = 0.5
STEP = 0.75
"""Each unusual check leaves three quarters of the authenticity part."""

SCORE = (
    "Your four parts, combined by their weights so that one weak part pulls the whole down (weighted "
    "geometric mean). A part that can't be computed is left out, and widens the range, for it could be "
    "anything. The range shows how sure we are."
)
NICHE = (
    "How many videos are about the brief, recent ones counting more, and in its languages; a video about "
    "something excluded caps it at 20 (share about the brief x share in its languages)."
)
BY_MEANING = (
    f"{NICHE} The word list has no topic for this brief, so captions were also compared with it by meaning, in "
    "the languages in which that was shown to help."
)
ENGAGEMENT = "How many of 100 peers have a lower engagement rate (percentile)."
AUTHENTICITY = "Starts at 100; each check that is unusual for peers takes a quarter (100 x 0.75 for each)."
QUALITY = "Steady views, saves, shares and frequent posts, each ranked among peers (mean of the ranks)."

NO_BRIEF = "write a brief to see the fit"

Draws = Sequence[float]

UNTOLD: Draws = tuple(100 * (i + 0.5) / POINTS for i in range(POINTS))
"""Equally likely values of a part of which nothing is known."""


class Fitted(msgspec.Struct, frozen=True):
    """The fit beside its equally likely values in order (none where it has no score): what comparing needs."""

    fit: Fit
    draws: Draws


def no_fit() -> Fitted:
    """The fit without a brief."""
    score = Estimate.absent(NO_BRIEF, unit="score", method=SCORE)
    return Fitted(Fit(brief=None, score=score, word="Write a brief to see the fit", coverage=0.0), ())


def fit(
    brief: Brief,
    *,
    niche: Niche,
    standing: Mapping[str, Standing],
    findings: Sequence[Finding],
    checks: Sequence[Check],
    engaged: Rate | None,
    selection: Selection,
    seed: int,
) -> Fitted:
    """Join the four parts for one brief."""
    n = len(selection.videos)
    made = {
        "niche": _niche_part(niche, brief.weights.niche),
        "engagement": _engagement_part(
            standing.get("engagement_rate"), engaged, brief.weights.engagement, selection
        ),
        "authenticity": _authenticity_part(findings, checks, brief.weights.authenticity, n),
        "quality": _quality_part(standing, selection, brief.weights.quality, seed),
    }
    known = {name: part for name, (part, draws) in made.items() if draws and part.weight > 0}
    total = math.fsum(part.weight for part, _ in made.values())
    coverage = math.fsum(part.weight for part in known.values()) / total
    weighed = {name: (part.weight, draws or UNTOLD) for name, (part, draws) in made.items() if part.weight > 0}
    score, draws = _score(known, weighed, n, seed)
    joined = Fit(
        brief=brief.name,
        score=score,
        word=word(score.value, coverage),
        coverage=coverage,
        parts={name: _strongest_first(part) for name, (part, _) in made.items()},
    )
    return Fitted(joined, draws)


def _strongest_first(part: Part) -> Part:
    """The part with the reasons that moved it most first; reasons that moved it alike keep their order."""
    return msgspec.structs.replace(part, why=tuple(sorted(part.why, key=lambda why: -abs(why.moves))))


def word(score: float | None, coverage: float) -> str:
    """The one word beside the score, for the whole number that is shown: 74.5 reads as 75, and is a strong fit."""
    if score is None or coverage < ENOUGH:
        return "Not enough data yet"
    for least, says in ((75, "Strong fit"), (55, "Good fit"), (35, "Partial fit")):
        if math.floor(score + 0.5) >= least:
            return says
    return "Weak fit"


def weighted_mean(scores: Sequence[float], weights: Sequence[float]) -> float:
    """Weighted geometric mean with the floor."""
    logs = math.fsum(w * math.log(max(FLOOR, score)) for w, score in zip(weights, scores, strict=True))
    return math.exp(logs / math.fsum(weights))


def _score(
    known: Mapping[str, Part], weighed: Mapping[str, tuple[float, Draws]], n: int, seed: int
) -> tuple[Estimate, Draws]:
    """The mean of what is known, and how sure it is: a part that is not known could be anything."""
    if not known:
        return Estimate.absent("none of the parts could be computed yet", unit="score", method=SCORE), ()
    value = weighted_mean(
        [part.score.value or 0.0 for part in known.values()], [part.weight for part in known.values()]
    )
    total = math.fsum(weight for weight, _ in weighed.values())
    logs = [
        [weight / total * math.log(draw if draw > FLOOR else FLOOR) for draw in draws]
        for weight, draws in weighed.values()
    ]
    sums = sorted(map(math.fsum, zip(*shuffled(logs, seed), strict=True)))
    ordered = [math.exp(each) for each in sums]
    return _with_range(value, ordered, n, SCORE), ordered


def _with_range(value: float, ordered: Draws, n: int, method: str, ids: tuple[str, ...] | None = None) -> Estimate:
    """An estimate whose range comes from ordered draws, and always holds its value."""
    return Estimate(
        value=value,
        low=min(value, quantile(ordered, 0.05)),
        high=max(value, quantile(ordered, 0.95)),
        n=n,
        unit="score",
        method=method,
        video_ids=ids,
    )


def _missing(says: str, method: str, weight: float) -> tuple[Part, Draws]:
    return Part(score=Estimate.absent(says, unit="score", method=method), weight=weight), ()


def _niche_part(found: Niche, weight: float) -> tuple[Part, Draws]:
    if found.value is None:
        return _missing(found.missing or "", NICHE, weight)
    method = BY_MEANING if found.by_meaning else NICHE
    score = _with_range(found.value, found.strata, found.judged, method, found.video_ids)
    return Part(score=score, weight=weight, why=found.why), found.strata


def _engagement_part(
    standing: Standing | None, engaged: Rate | None, weight: float, selection: Selection
) -> tuple[Part, Draws]:
    if standing is None or engaged is None:
        missing = VIEWS_ONLY if selection.videos else selection.none_usable
        return _missing(f"no engagement rate: {missing}", ENGAGEMENT, weight)
    value = 100 * standing.percentile
    draws = [100 * percentile for percentile in standing.strata()]
    side = "higher" if value >= 50 else "lower"
    rate = math.exp(standing.level)
    extremes = extremes_of_rate(engaged, standing)
    says = f"an engagement rate of {rate:.1%} is {side} than that of {standing.most}"
    return Part(
        score=_with_range(value, draws, len(selection.videos), ENGAGEMENT),
        weight=weight,
        why=(Why(says=says, moves=value - 50 - math.fsum(each.moves for each in extremes)), *extremes),
    ), draws


def _authenticity_part(
    findings: Sequence[Finding], checks: Sequence[Check], weight: float, n: int
) -> tuple[Part, Draws]:
    tested = [finding for finding in findings if finding.p is not None]
    if not tested:
        return _missing("the checks need at least 10 usable videos", AUTHENTICITY, weight)
    unusual = [check for check in checks if check.status == "unusual"]
    value = 100 * STEP ** len(unusual)
    why = [Why(says=check.says, moves=-100 * STEP**i * (1 - STEP)) for i, check in enumerate(unusual)]
    if not unusual:
        why = [Why(says=f"{len(tested)} checks were made and none is unusual for peers", moves=0.0)]
    draws = _authenticity_draws([chance_unusual(finding.p or 0.0) for finding in tested])
    return Part(score=_with_range(value, draws, n, AUTHENTICITY), weight=weight, why=tuple(why)), draws


def _authenticity_draws(chances: Sequence[float]) -> list[float]:
    """Ordered draws of the part: how many checks are truly unusual follows from the chance of each."""
    counts = [1.0]
    for chance in chances:
        shifted = [0.0, *(chance * each for each in counts)]
        counts = [a + b for a, b in zip([*((1 - chance) * each for each in counts), 0.0], shifted, strict=True)]
    draws: list[float] = []
    reached = 0.0
    for unusual in range(len(counts) - 1, -1, -1):
        reached += counts[unusual]
        upto = POINTS if unusual == 0 else min(POINTS, round(reached * POINTS))
        draws += [100 * STEP**unusual] * (upto - len(draws))
    return draws


def _quality_part(
    standing: Mapping[str, Standing], selection: Selection, weight: float, seed: int
) -> tuple[Part, Draws]:
    found = quality(standing, selection, seed)
    if found is None:
        return _missing("too few videos to compare with peers", QUALITY, weight)
    value, draws, why = found
    return Part(score=_with_range(value, draws, len(selection.videos), QUALITY), weight=weight, why=why), draws
