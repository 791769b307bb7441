"""The scorecard: every number about one creator at one moment, put together."""

from msgspec.structs import replace

from companion.metrics.basis import Basis
from companion.metrics.cadence import cadence, posts_per_week
from companion.metrics.checks import findings, judge
from companion.metrics.content import content
from companion.metrics.engagement import (
    ENGAGEMENT_RATE,
    by_followers,
    engagements,
    mix,
    rate,
    rate_estimate,
    saves_rate,
)
from companion.metrics.fit import Draws, fit, no_fit
from companion.metrics.forecast import next_video_engagements, next_video_views
from companion.metrics.meaning import Meaning
from companion.metrics.niche import niche
from companion.metrics.peers import standings
from companion.metrics.price import fair_price, walk_away_price
from companion.metrics.priors import Priors
from companion.metrics.reconcile import reconcile
from companion.metrics.simulation import seed_of
from companion.metrics.sponsored import sponsored_share, sponsored_views
from companion.metrics.views import (
    NOT_POSTED,
    consistency,
    mean_views,
    momentum,
    no_posts,
    typical_views,
    view_rate,
)
from companion.model import AccountState, Brief, CreatorEvidence, CreatorSummary, Estimate, Scorecard, iso

FORMULA_VERSION = "7"
"""Changes whenever a formula or the shipped priors change, so that scores of two versions are never compared."""


CLOSED: dict[AccountState, str] = {
    "private": "this account is private: TikTok shows its videos to nobody but its followers",
    "banned": "TikTok has banned or limited this account",
    "not_found": "TikTok knows no such account (any more)",
    "region_locked": "TikTok does not show this account in your country",
    "unavailable": "TikTok did not show this account",
}
"""Why there is nothing to compute, for accounts whose videos nobody can see."""


def scorecard(
    evidence: CreatorEvidence,
    brief: Brief | None,
    *,
    as_of: int,
    priors: Priors | None = None,
    meaning: Meaning | None = None,
) -> Scorecard:
    """Compute everything that is said about a creator.

    Ages and recency are relative to the readings: the same evidence gives the same numbers whatever ``as_of`` is.

    Args:
        evidence: what was observed, none of it later than ``as_of``.
        brief: the brief to fit against, if there is one.
        as_of: the moment of the scorecard, in Unix seconds; appears in the output alone.
        priors: what is known of peers; the shipped ones unless others are given.
        meaning: tells what captions mean, where that can be told.
    """
    return scorecard_on(Basis(evidence, priors, meaning), brief, as_of=as_of)


def scorecard_on(basis: Basis, brief: Brief | None, *, as_of: int) -> Scorecard:
    """Like ``scorecard``, on a basis at hand."""
    return scorecard_and_fit_draws(basis, brief, as_of=as_of)[0]


def scorecard_and_fit_draws(basis: Basis, brief: Brief | None, *, as_of: int) -> tuple[Scorecard, Draws]:
    """The scorecard, and the equally likely values of its fit in order: none where it has no fit."""
    card, draws = _computed(basis, brief, as_of=as_of)
    reason = _nothing_to_read(basis, card)
    return (card, draws) if reason is None else (_explained(card, reason), ())


def _nothing_to_read(basis: Basis, card: Scorecard) -> str | None:
    """Why no video could be read; None where some were, or more reading may help."""
    if card.sample.read:
        return None
    posted = NOT_POSTED if no_posts(basis.evidence.creator, basis.selection) else None
    return CLOSED.get(card.creator.state, posted)


def _explained(card: Scorecard, reason: str) -> Scorecard:
    """The same scorecard without numbers, every check with the same reason.

    What a header alone would give is no forecast of a closed account.
    """

    def say(estimate: Estimate) -> Estimate:
        return Estimate.absent(reason, unit=estimate.unit, method=estimate.method, level=estimate.level)

    parts = {name: replace(part, score=say(part.score)) for name, part in card.fit.parts.items()}
    return replace(
        card,
        estimates={name: say(estimate) for name, estimate in card.estimates.items()},
        checks=tuple(replace(check, says=f"{reason[0].upper()}{reason[1:]}.") for check in card.checks),
        fit=card.fit if card.fit.brief is None else replace(card.fit, score=say(card.fit.score), parts=parts),
    )


def _computed(basis: Basis, brief: Brief | None, *, as_of: int) -> tuple[Scorecard, Draws]:
    evidence, selection, level, priors = basis.evidence, basis.selection, basis.level, basis.priors
    creator = evidence.creator
    followers = creator.counts.followers
    seed = seed_of(creator.id or creator.handle or "")

    engaged = rate(selection, followers, "engagement_rate", engagements, priors)
    rate_of_views = rate_estimate(engaged, selection, ENGAGEMENT_RATE)
    posting = cadence(evidence, priors.cadence)
    mixed = mix(selection)
    mean, upcoming = mean_views(level), next_video_views(level)
    standing = standings(
        followers,
        engaged,
        level,
        posting,
        mixed,
        priors=priors,
    )
    found = findings(evidence, selection, standing, priors)
    checks = judge(found)
    fitted = (
        no_fit()
        if brief is None
        else fit(
            brief,
            niche=niche(evidence, selection, brief, priors.usage, basis.meaning),
            standing=standing,
            findings=found,
            checks=checks,
            engaged=engaged,
            selection=selection,
            seed=seed,
        )
    )
    card = Scorecard(
        creator=CreatorSummary.of(creator, evidence.seen_at),
        as_of=iso(as_of),
        formula_version=FORMULA_VERSION,
        sample=selection.as_sample(),
        estimates={
            "engagement_rate": rate_of_views,
            "engagement_rate_with_saves": saves_rate(selection, followers, priors, rate_of_views),
            "engagement_rate_by_followers": by_followers(selection, followers),
            **{name: part.estimate for name, part in mixed.items()},
            "typical_views": typical_views(level),
            "mean_views": mean,
            "view_rate": view_rate(level),
            "next_video_views": upcoming,
            "next_video_engagements": next_video_engagements(level, engaged, seed),
            "posts_per_week": posts_per_week(posting),
            "sponsored_share": sponsored_share(evidence),
            "sponsored_views": sponsored_views(evidence, selection, priors.growth),
            "consistency": consistency(level),
            "momentum": momentum(selection.videos),
            "fair_price": fair_price(mean, rate_of_views, brief),
            "walk_away_price": walk_away_price(upcoming, brief),
        },
        peers={name: one.rank(followers) for name, one in standing.items()},
        checks=checks,
        fit=fitted.fit,
        reconcile=reconcile(evidence, selection, rate_of_views),
        content=content(evidence, brief),
    )
    return card, fitted.draws
