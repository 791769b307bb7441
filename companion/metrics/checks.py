"""Do the public signals look usual for creators of this size? Evidence and innocent explanations, never a verdict.

Each check gives a tail probability under a shipped distribution of creators; Holm (1979, Scandinavian Journal of
Statistics 6, 65-70) holds the chance of any false alarm on one creator to 5 %. The distributions come from two
markets alone, so the spread between markets (`MARKETS`) and heavy tails (`TAIL_DF`) are added: a creator of a
third market must not look odd for being from there.
"""

import math
from collections.abc import Mapping

from companion.metrics.counts_over_time import falling_counts, follower_jump
from companion.metrics.engagement import log_like_rates, log_like_shares
from companion.metrics.finding import SMALLEST_SAMPLE, TAIL_DF, Finding
from companion.metrics.peers import Standing
from companion.metrics.priors import Cohort, Priors, Spread, cohort_for, cohort_name
from companion.metrics.quantiles import t_cdf
from companion.metrics.sample import Eligible, Selection
from companion.model import Check, CreatorEvidence

FAMILY_LEVEL = 0.05
MARKETS = 0.5
"""Standard deviation of ln(median rate) between the nine data sets of 2023 to 2026 in DISTRIBUTIONS: 0.5."""

ANYWHERE = {"comments_per_like": math.log(0.0108), "views_per_follower": math.log(0.369)}
"""Middles whatever the size (32,602 videos, Vietnam 2025, METRICS 0.3).

Peers of a size come from one market and subject: the small ones are politicians before an election, with five
times the comments and many times the views for each follower. A level between theirs and these is not odd, until
peers are this user's own.
"""
NAMES = (
    "likes_per_view",
    "comments_per_like",
    "views_per_follower",
    "fixed_ratio_likes",
    "falling_counts",
    "follower_jump",
)


def findings(
    evidence: CreatorEvidence,
    selection: Selection,
    standing: Mapping[str, Standing],
    priors: Priors,
) -> tuple[Finding, ...]:
    """Look at every signal.

    Args:
        evidence: of the creator.
        selection: the videos that count.
        standing: the creator's numbers beside their cohorts.
        priors: how peers' signals spread.
    """
    n = len(selection.videos)
    if n < SMALLEST_SAMPLE:
        says = _too_few(selection, evidence.creator.counts.videos)
        return tuple(Finding(name, None, says) for name in NAMES)
    followers = evidence.creator.counts.followers
    return (
        _likes_per_view(selection.videos, standing.get("engagement_rate"), followers, priors),
        _comments_per_like(standing.get("comments_per_like"), followers),
        _views_per_follower(standing.get("view_rate"), followers),
        _fixed_ratio(selection.videos, priors.likes_spread),
        falling_counts(evidence),
        follower_jump(evidence, selection.videos, priors.followers_per_heart),
    )


def _too_few(selection: Selection, posted: int | None) -> str:
    """What is lacking, and what helps: reading more only where the account has more."""
    usable, read = len(selection.videos), selection.read
    if read == 0:
        return "At least 10 usable videos are needed and none was read. Scroll the profile to load them."
    counted = f"{usable}" if usable == read else f"{usable} of the {read}"
    needed = f"At least 10 usable videos are needed; {counted}"
    if posted is not None and read >= posted:
        return f"{needed} that this account has can be used."
    return f"{needed} read so far can be used. Scroll the profile to load more."


def judge(found: tuple[Finding, ...]) -> tuple[Check, ...]:
    """Apply Holm's correction over the checks that could be made."""
    tested = sorted((finding for finding in found if finding.p is not None), key=lambda finding: finding.p or 0.0)
    unusual = set()
    for rank, finding in enumerate(tested):
        if (finding.p or 0.0) * (len(tested) - rank) >= FAMILY_LEVEL:
            break
        unusual.add(finding.name)
    return tuple(
        Check(
            name=finding.name,
            status="not_enough_data" if finding.p is None else "unusual" if finding.name in unusual else "pass",
            says=finding.unusual if finding.name in unusual else finding.usual,
            evidence=finding.evidence,
        )
        for finding in found
    )


def chance_unusual(p: float, prior: float = 0.05) -> float:
    """Probability that a signal is unusual, given its tail probability.

    The calibration of Sellke, Bayarri and Berger (2001, American Statistician 55, 62-71): the Bayes factor for
    "usual" is at least ``-e p ln p``.
    """
    usual = -math.e * p * math.log(p) if 0 < p < 1 / math.e else 0.0 if p <= 0 else 1.0
    return prior / (prior + (1 - prior) * usual)


def _tails(level: float, cohort: Cohort, error: float = 0.0, anywhere: float | None = None) -> float:
    """Two-sided tail probability of a creator's level among all creators."""
    middles = (cohort.mean, cohort.mean if anywhere is None or cohort.is_own else anywhere)
    apart = max(0.0, min(middles) - level, level - max(middles))
    scale = math.sqrt(cohort.sd * cohort.sd + MARKETS * MARKETS + error * error)
    return 2 * t_cdf(-apart / scale, TAIL_DF)


def _likes_per_view(
    videos: tuple[Eligible, ...], engagement: Standing | None, followers: int | None, priors: Priors
) -> Finding:
    """The level of likes per view: the engagement rate's own level times the likes' share of the engagements.

    Two levels that are shrunk apart from each other can give more likes than engagements; these two can't.
    """
    parts = log_like_shares(videos)
    if engagement is None or len(parts) < SMALLEST_SAMPLE:
        return Finding("likes_per_view", None, "Likes were read for fewer than 10 usable videos.")
    cohort = cohort_for(priors.peers["likes_per_view"], followers)
    level = engagement.level + math.fsum(parts) / len(parts)
    share, usual = math.exp(level), math.exp(cohort.mean)
    return Finding(
        "likes_per_view",
        _tails(level, cohort),
        f"{_percent(share)} of views bring a like; {_percent(usual)} is the middle for peers.",
        f"{_percent(share)} of views bring a like, where {_percent(usual)} is the middle for peers. A very "
        "devoted or a very casual audience, paid reach or another niche can do that: look at a few videos.",
        {"value": share, "peers": usual, "cohort": cohort_name(cohort, followers), "videos": len(parts)},
    )


def _percent(share: float) -> str:
    return f"{share:.1%}" if share >= 0.01 else f"{share:.2%}"


def _comments_per_like(standing: Standing | None, followers: int | None) -> Finding:
    if standing is None:
        return Finding("comments_per_like", None, "Comments and likes were not read for enough videos.")
    value, usual = math.exp(standing.level), math.exp(standing.cohort.mean)
    return Finding(
        "comments_per_like",
        _tails(standing.level, standing.cohort, standing.error, ANYWHERE["comments_per_like"]),
        f"{100 * value:.1f} comments per 100 likes; {100 * usual:.1f} is the middle for peers.",
        f"{100 * value:.1f} comments per 100 likes, where {100 * usual:.1f} is the middle for peers. Give-aways "
        "and questions bring many comments, limited or closed comments few: read some of them.",
        {"value": value, "peers": usual, "cohort": cohort_name(standing.cohort, followers)},
    )


def _views_per_follower(standing: Standing | None, followers: int | None) -> Finding:
    if standing is None:
        return Finding("views_per_follower", None, "The number of followers was not read.")
    value, usual = math.exp(standing.level), math.exp(standing.cohort.mean)
    return Finding(
        "views_per_follower",
        _tails(standing.level, standing.cohort, standing.error, ANYWHERE["views_per_follower"]),
        f"A typical video is seen by {value:.2g} times the followers; {usual:.2g} is the middle for peers.",
        f"A typical video is seen by {value:.2g} times the followers, where {usual:.2g} is the middle for peers. "
        "Few views can mean an old audience, one past hit or a pause; many mean that TikTok spreads them widely.",
        {"value": value, "peers": usual, "cohort": cohort_name(standing.cohort, followers)},
    )


def like_spread(videos: tuple[Eligible, ...]) -> tuple[float, int] | None:
    """Logarithm of the standard deviation of ln(likes / views), and of how many videos; None for too few."""
    rates = log_like_rates(videos)
    n = len(rates)
    if n < SMALLEST_SAMPLE:
        return None
    mean = math.fsum(rates) / n
    return math.log(max(1e-6, math.sqrt(math.fsum((rate - mean) ** 2 for rate in rates) / (n - 1)))), n


def _fixed_ratio(videos: tuple[Eligible, ...], peers: Spread) -> Finding:
    """Real audiences like one video more than another; the same share on every video is rare.

    One-sided: the spread of ln(likes / views) against that of other creators, ln-normal with the spread between
    markets (the steadiest set of 2020 has half the spread of 2025's).
    """
    known = like_spread(videos)
    if known is None:
        return Finding("fixed_ratio_likes", None, "Likes were read for fewer than 10 usable videos.")
    spread, n = math.exp(known[0]), known[1]
    scale = math.sqrt(peers.sd**2 + MARKETS**2 + 1 / (2 * (n - 1)))
    p = t_cdf((known[0] - peers.mean) / scale, TAIL_DF)
    return Finding(
        "fixed_ratio_likes",
        p,
        f"The share of likes differs from video to video by about {spread:.0%}, as it does for others.",
        f"Every video has nearly the same share of likes (they differ by {spread:.1%}; {math.exp(peers.mean):.0%} "
        "is usual). A small loyal audience that sees everything can do that: compare a hit with another video.",
        {"spread": spread, "peers": math.exp(peers.mean), "videos": n},
    )
