"""Typical views, mean views, view rate, consistency and momentum: all from one posterior of ln(views)."""

import math

from companion.metrics.maturity import curve_rests_on
from companion.metrics.priors import Priors, shipped, views_prior
from companion.metrics.quantiles import gamma_quantile, t_quantile
from companion.metrics.sample import Eligible, Selection, rounding_noise
from companion.metrics.shrinkage import Posterior, posterior
from companion.metrics.variances import digamma, trigamma
from companion.model import Creator, CreatorCounts, Estimate

TYPICAL = "What an ordinary video of this creator gets (half get more, half less)"
MEAN = (
    "What a video brings on average, pulled up by hits: budgets of many posts add up with it, a single post "
    "does not (exp(level + variance / 2), and more as hits reach further up than flops down)."
)
RATE = "Views of an ordinary video for each follower (typical views / followers)"
CONSISTENCY = "How far a typical video lies from the middle one, as a factor; lower is steadier."
MOMENTUM = "Views of the newest 5 videos against the 10 before"
NO_CHANGE, MORE, FEWER = "no evidence of change", "more views than before", "fewer views than before"
WELCH = "(ratio of geometric means, Welch's interval)."

TOO_WIDE = "views swing so far between these videos that no average can be told"
NOT_POSTED = "this account has not posted yet"

NEW, BEFORE = 5, 10


class ViewsLevel:
    """What is known of a creator's views, and on what it rests."""

    def __init__(self, creator: Creator, selection: Selection, priors: Priors | None = None) -> None:
        priors = priors or shipped()
        counts = creator.counts
        prior, self.footing = views_prior(priors, counts.followers, hearts_per_video(counts))
        n = len(selection.videos)
        self.n = n
        self.followers = counts.followers
        self.none_usable = selection.none_usable
        self.missing: str | None = None
        if no_posts(creator, selection):
            self.missing = NOT_POSTED
        elif self.footing.header is None and n < 3:
            read = "no video" if n == 0 else f"only {n} usable video{'s' if n > 1 else ''}"
            self.missing = f"{read} and no follower or heart count was read: scroll the profile to load more"
        self.posterior = posterior(
            [video.log_views for video in selection.videos],
            [video.noise for video in selection.videos],
            prior,
            priors.views.half_life,
        )
        self.priors = priors
        self._young = sum(video.grown for video in selection.videos)

    def next_views(self, share: float) -> tuple[float, float]:
        """Prediction interval of ln(views) of the next ordinary video, calibrated where own creators allow it."""
        return self.posterior.next_value(self.priors.computed_at(share))

    def describe(self, method: str) -> str:
        """The method with its basis: own videos alone, blended with the header, or the header alone."""
        header = f"{self.footing.header}, as {self.footing.peers} had them"
        if self.n == 0:
            return f"{method}. No usable video was read: this rests on the {header}."
        if self.n < 3:
            few = f"{self.n} video{'s' if self.n > 1 else ''}"
            return f"{method}, from {few} blended with the {header}.{self._grown()}"
        share = round(100 * self.posterior.weight)
        peers = f"{100 - share}% peers: {self.footing.peers}" if share < 100 else "no peers"
        return f"{method}, from the videos read ({share}% own videos, {peers}).{self._grown()}"

    def _grown(self) -> str:
        """What brought the young among the videos to 30 days, where there are any."""
        if not self._young:
            return ""
        are = f"{self._young} under 14 days old {'is' if self._young == 1 else 'are'}"
        return f" {are} brought to 30 days by the growth of {curve_rests_on(self.priors.growth)}."


def hearts_per_video(counts: CreatorCounts) -> float | None:
    """Hearts that a profile received for each video of it; None where the header lacks either."""
    if not counts.likes or not counts.videos or counts.likes < 0 or counts.videos < 0:
        return None
    return counts.likes / counts.videos


def no_posts(creator: Creator, selection: Selection) -> bool:
    """Whether the profile says that nothing was posted yet; its header then tells of no views to come."""
    return creator.counts.videos == 0 and selection.read == 0


def typical_views(level: ViewsLevel) -> Estimate:
    """Median views of a typical video, interval of the level."""
    if level.missing:
        return Estimate.absent(level.missing, unit="views", method=f"{TYPICAL}.", n=level.n)
    low, high = level.posterior.level()
    return Estimate(
        value=math.exp(level.posterior.centre),
        low=math.exp(low),
        high=math.exp(high),
        n=level.n,
        unit="views",
        method=level.describe(TYPICAL),
    )


def mean_views(level: ViewsLevel) -> Estimate:
    """Expected views of one video: ``exp(c + s^2/2)``, interval by Cox's method (Zhou and Gao 1997)."""
    if level.missing:
        return Estimate.absent(level.missing, unit="views", method=MEAN, n=level.n)
    if level.posterior.skew * math.sqrt(level.posterior.within) >= 2:
        # A gamma variable so wide has no mean on the scale of views.
        return Estimate.absent(TOO_WIDE, unit="views", method=MEAN, n=level.n)
    centre, scale = mean_level(level.posterior)
    half = t_quantile(0.95, level.posterior.df) * scale
    return Estimate(
        value=math.exp(centre),
        low=math.exp(centre - half),
        high=math.exp(centre + half),
        n=level.n,
        unit="views",
        method=MEAN,
    )


def mean_level(known: Posterior) -> tuple[float, float]:
    """Logarithm of the expected views of one video, and its standard error by Cox's method (Zhou and Gao 1997).

    ``c + s^2/2 + skew s^3/6 + skew^2 s^4/16``: the first four cumulants of a gamma variable, for hits reach
    further up than flops down. They lift the level and the variance of few videos together, by ``skew s^3`` over
    the degrees of freedom; 2 of these are lost, as the true variance given ``s^2`` leans to the large side.
    """
    lift = known.skew * math.sqrt(known.within)
    per_variance = 1 / 2 + lift / 4 + lift * lift / 8
    of_variance = per_variance * known.within / max(1.0, known.df - 2)
    together = 2 * of_variance * (per_variance * known.within + known.weight * lift)
    above = known.within * (1 / 2 + lift / 6 + lift * lift / 16)
    return known.centre + above, math.sqrt(known.variance + together)


def view_rate(level: ViewsLevel) -> Estimate:
    """Typical views per follower."""
    followers = level.followers
    if level.missing or not followers or followers < 0:
        missing = level.missing or "the number of followers was not read"
        return Estimate.absent(missing, unit="fraction", method=f"{RATE}.", n=level.n)
    known = level.posterior
    centre = known.centre - math.log(followers)
    half = t_quantile(0.95, known.level_df) * math.sqrt(known.variance + rounding_noise(followers))
    return Estimate(
        value=math.exp(centre),
        low=math.exp(centre - half),
        high=math.exp(centre + half),
        n=level.n,
        unit="fraction",
        method=level.describe(RATE),
    )


def consistency(level: ViewsLevel) -> Estimate:
    """Spread of ln(views), shrunk, with its chi-square interval."""
    if level.n < 3:
        return Estimate.absent(
            f"a spread needs at least 3 usable videos, {level.n or 'none'} read", unit="ln", method=CONSISTENCY,
            n=level.n,
        )  # fmt: skip
    low, high = spread_interval(level.posterior)
    spread = math.sqrt(level.posterior.within)
    method = (
        f"A typical video lies within a factor of {math.exp(spread):.1f} of the middle one; lower is steadier "
        "(e to the standard deviation of ln(views))."
    )
    return Estimate(value=spread, low=low, high=high, n=level.n, unit="ln", method=method)


def spread_interval(known: Posterior, level: float = 0.9) -> tuple[float, float]:
    """Interval of the standard deviation between videos."""
    squares = known.df * known.within / 2
    tail = (1 - level) / 2
    return (
        math.sqrt(squares / gamma_quantile(1 - tail, known.df / 2)),
        math.sqrt(squares / gamma_quantile(tail, known.df / 2)),
    )


def log_spread(known: Posterior) -> tuple[float, float]:
    """Mean and standard deviation of ln(standard deviation between videos), for comparison with peers.

    The logarithm of a scaled inverse chi-square variable has digamma and trigamma of half its degrees of freedom
    in its moments.
    """
    half = known.df / 2
    return (math.log(known.within * half) - digamma(half)) / 2, math.sqrt(trigamma(half)) / 2


def momentum(videos: tuple[Eligible, ...]) -> Estimate:
    """Newest 5 against the 10 before: above 1 is growing. No evidence of change is a normal answer."""
    n = len(videos)
    if n < NEW + BEFORE:
        return Estimate.absent(
            f"15 usable videos are needed to see a change, {n or 'none'} read",
            unit="ratio",
            method=f"{MOMENTUM} {WELCH}",
            n=n,
        )
    new = [video.log_views for video in videos[:NEW]]
    before = [video.log_views for video in videos[NEW : NEW + BEFORE]]
    correction = sum(video.noise for video in videos[:NEW]) / NEW**2
    change, error, df = _welch(new, before, correction)
    half = t_quantile(0.95, df) * error
    said = NO_CHANGE if abs(change) <= half else MORE if change > 0 else FEWER
    return Estimate(
        value=math.exp(change),
        low=math.exp(change - half),
        high=math.exp(change + half),
        n=NEW + BEFORE,
        unit="ratio",
        method=f"{MOMENTUM} {WELCH}",
        video_ids=tuple(video.id for video in videos[: NEW + BEFORE]),
        says=said,
    )


def _welch(one: list[float], other: list[float], correction: float) -> tuple[float, float, float]:
    """Difference of means, its standard error and Welch-Satterthwaite degrees of freedom (Welch 1947)."""
    means, errors = [], []
    for values in (one, other):
        mean = math.fsum(values) / len(values)
        means.append(mean)
        errors.append(math.fsum((y - mean) ** 2 for y in values) / (len(values) - 1) / len(values))
    total = errors[0] + errors[1]
    if total == 0:
        return means[0] - means[1], math.sqrt(correction), len(one) + len(other) - 2.0
    df = total**2 / (errors[0] ** 2 / (len(one) - 1) + errors[1] ** 2 / (len(other) - 1))
    return means[0] - means[1], math.sqrt(max(total, correction)), max(df, 2.01)
