"""What other tools' published formulas give for the same videos, and why it differs from ours.

Formulas and sources are those that the tools publish (read 2026, METRICS 1.6); none is invented. The last one is a
formula that overlays carry in their open code without explaining it. Where a formula
speaks of means, it is taken as mean over mean, as its page does. Other tools leave no ads out, nor does this.

Why a tool differs is worked out, not written down: one walks from our rate to the tool's by changing one thing at
a time (the pull toward peers, the middle video, the videos taken, the counts, what one divides by), and says the
change that moved the rate most in the direction of the difference.
"""

import math
from collections.abc import Mapping, Sequence
from operator import attrgetter

import msgspec

from companion.metrics.engagement import engagements
from companion.metrics.quantiles import median
from companion.metrics.sample import Selection
from companion.model import COUNT_NAMES, DAY, Counts, CreatorEvidence, Estimate, Reconciled

ALIKE = 0.03
"""Rates that differ by less than 3 % are told as the same."""
DOMINATES = 0.25
"""A video with a quarter of all views decides a rate that adds views up."""
THREE: tuple[str, ...] = ("likes", "comments", "shares")
LEFT_OUT = {"ad": "sponsored", "too_young": "too young", "photo": "photo"}
"""Why we leave a video out, as it reads before "videos"; what is not here reads as it is spelled."""


class Post(msgspec.Struct, frozen=True, gc=False):
    """One post with its counts; ``days`` lie between posting and the newest reading."""

    id: str
    counts: Counts
    days: int | None
    pinned: bool


class Posts:
    """Posts with each count summed once; a sum is None where one post lacks the count."""

    def __init__(self, posts: Sequence[Post]) -> None:
        self.all = posts
        self.counts = [post.counts for post in posts]
        self._sums: dict[str, int | None] = {}

    def sum(self, names: Sequence[str]) -> int | None:
        """These counts of all posts together."""
        total = 0
        for name in names:
            if name not in self._sums:
                values = list(map(_COUNT[name], self.counts))
                self._sums[name] = None if None in values else sum(values)
            one = self._sums[name]
            if one is None:
                return None
            total += one
        return total

    def by_views(self, names: Sequence[str], medians: bool) -> float | None:
        """These counts per view."""
        if medians:
            return self._of_medians()
        above, views = self.sum(names), self.sum(("views",))
        return above / views if above is not None and views else None

    def _of_medians(self) -> float | None:
        sums = list(map(engagements, self.counts))
        known = [total for total in sums if total is not None]
        views = [counts.views or 0 for counts in self.counts]
        return median(known) / median(views) if known and len(known) == len(views) and median(views) else None


_COUNT = {name: attrgetter(name) for name in COUNT_NAMES}


class Tool(msgspec.Struct, frozen=True):
    """One published formula.

    Attributes:
        posts: how many of the newest posts it takes; all where None.
        days: only posts of so many days.
        pinned: whether it takes pinned posts.
        counts: what it counts as engagement.
        followers: whether it divides by followers instead of views.
        medians: whether it divides two medians instead of two means.
    """

    name: str
    formula: str
    source: str
    counts: tuple[str, ...] = THREE
    posts: int | None = None
    days: int | None = None
    pinned: bool = True
    followers: bool = False
    medians: bool = False

    def window(self, read: Sequence[Post]) -> list[Post]:
        """The posts that the tool looks at."""
        kept = list(read) if self.pinned else [post for post in read if not post.pinned]
        if self.days is not None:
            kept = [post for post in kept if post.days is not None and post.days <= self.days]
        return kept[: self.posts]

    def rate(self, posts: Posts, followers: int | None) -> float | None:
        """The tool's rate on these posts; None where a count that it needs was not read."""
        if not self.followers:
            return posts.by_views(self.counts, self.medians)
        above = posts.sum(self.counts)
        return above / len(posts.all) / followers if above is not None and posts.all and followers else None


def reconcile(evidence: CreatorEvidence, selection: Selection, ours: Estimate) -> tuple[Reconciled, ...]:
    """Every tool's rate for this creator, and why it differs from ours."""
    posts = [
        Post(
            record.facts.id,
            record.complete.counts,
            _days_ago(record.facts.created_at, evidence.seen_at),
            bool(record.facts.pinned),
        )
        for record in evidence.videos
        if record.complete is not None and record.complete.counts.views
    ]
    followers = evidence.creator.counts.followers
    walk = _Walk(posts, selection, ours, followers)
    windows = [walk.own]
    found = []
    for tool in TOOLS:
        taken = _summed(tool.window(posts), windows)
        value = tool.rate(taken, followers)
        found.append(
            Reconciled(
                tool=tool.name,
                value=value,
                formula=tool.formula,
                source=tool.source,
                why=None if value is None else walk.why(tool, taken, value),
            )
        )
    return tuple(found)


def _summed(posts: list[Post], windows: list[Posts]) -> Posts:
    """The posts with their sums; most tools look at the same ones."""
    for known in windows:
        if known.all == posts:
            return known
    windows.append(Posts(posts))
    return windows[-1]


class _Walk:
    """The way from our rate to a tool's, one change at a time."""

    def __init__(self, posts: Sequence[Post], selection: Selection, ours: Estimate, followers: int | None) -> None:
        used = {video.id for video in selection.videos}
        self.own = Posts([post for post in posts if post.id in used])
        self.alone = {medians: self.own.by_views(THREE, medians) for medians in (False, True)}
        self.ours = ours.value
        self.followers = followers
        self.reasons = {left.video_id: left.reason for left in selection.excluded}
        rates = [math.log(above / post.counts.views) for post in self.own.all
                 if post.counts.views and (above := engagements(post.counts))]  # fmt: skip
        self.middle = math.exp(math.fsum(rates) / len(rates)) if rates else None

    def why(self, tool: Tool, taken: Posts, value: float) -> str | None:
        """The sentence; None where there is no rate of ours, or it can't be walked to the tool's."""
        ours, middle = self.ours, self.middle
        alone = self.alone[tool.medians]
        counted = taken.by_views(tool.counts, tool.medians) if tool.followers else value
        wider = counted if tool.counts == THREE else taken.by_views(THREE, tool.medians)
        if not (ours and middle and alone and wider and counted and value):
            return None
        whole = math.log(value / ours)
        if abs(whole) < ALIKE:
            return "about the same as ours"
        steps = (
            (math.log(middle / ours), self._pull),
            (math.log(alone / middle), _uneven),
            (math.log(wider / alone), self._other_videos),
            (math.log(counted / wider), _other_counts),
            (math.log(value / counted), self._per_follower),
        )
        _, says = max(steps, key=lambda step: math.copysign(1, whole) * step[0])
        return says(tool, taken)

    def _pull(self, _tool: Tool, _taken: Posts) -> str:
        return f"ours leans on peers, as it rests on {_videos(len(self.own.all))} alone"

    def _other_videos(self, _tool: Tool, taken: Posts) -> str:
        own = {post.id for post in self.own.all}
        more = [self.reasons[post.id] for post in taken.all if post.id in self.reasons]
        fewer = len(own.difference(post.id for post in taken.all))
        if len(more) >= fewer:
            return f"it also takes {_listed(more)}, which ours leaves out"
        return f"it takes only {len(own) - fewer} of the {_videos(len(own))} that ours rests on"

    def _per_follower(self, _tool: Tool, taken: Posts) -> str:
        seen = (taken.sum(("views",)) or 0) / len(taken.all) / (self.followers or 1)
        return f"it divides by followers, and a video here has {seen:.2g} views for each of them"


def _uneven(tool: Tool, taken: Posts) -> str:
    views = [post.counts.views or 0 for post in taken.all]
    share = max(views) / sum(views)
    if share >= DOMINATES and len(views) > 2 and not tool.medians:
        return f"one video has {share:.0%} of all views and decides a rate that adds them up"
    if tool.medians:
        return "it divides the middle engagements by the middle views, which are those of different videos"
    tenth = max(1, round(len(views) / 10))
    most = sum(sorted(views)[-tenth:]) / sum(views)
    return f"it adds views up, and {_videos(tenth)} of {len(views)} bring {most:.0%} of them"


def _other_counts(tool: Tool, taken: Posts) -> str:
    three = taken.sum(THREE) or 1
    more = [name for name in tool.counts if name not in THREE]
    if more:
        return f"it also counts {_words(more)}, {(taken.sum(more) or 0) / three:.0%} on top"
    less = [name for name in THREE if name not in tool.counts]
    return f"it leaves out {_words(less)}, {(taken.sum(less) or 0) / three:.0%} of the engagements"


def _words(names: Sequence[str]) -> str:
    return " and ".join(names)


def _videos(number: int) -> str:
    return f"{number} video" if number == 1 else f"{number} videos"


def _listed(reasons: Sequence[str]) -> str:
    """Videos by the reason why we leave them out, the most frequent first: ``3 sponsored and 1 pinned videos``."""
    counts: Mapping[str, int] = {reason: reasons.count(reason) for reason in dict.fromkeys(reasons)}
    ordered = sorted(counts, key=lambda reason: (-counts[reason], reason))
    named = [f"{counts[reason]} {LEFT_OUT.get(reason, reason.replace('_', ' '))}" for reason in ordered]
    return f"{_words(named)} video{'' if len(reasons) == 1 else 's'}"


def _days_ago(posted: int | None, seen: int) -> int | None:
    return None if posted is None else (seen - posted) // DAY


TOOLS = (
    Tool("HypeAuditor", "(likes + comments + shares) / views, last 30 posts",
         "help.hypeauditor.com 4089895", posts=30),
    Tool("TikTok One", "(likes + comments + shares) / total views",
         "ads.tiktok.com, about-tiktok-one-campaign-reporting"),
    Tool("Modash, app", "mean likes / mean views, about 2 months",
         "help.modash.io 6542471", ("likes",), days=61),
    Tool("Modash, free calculator", "median engagements / median views, last 30 posts",
         "modash.io/tiktok-engagement-rate-calculator", posts=30, medians=True),
    Tool("infludata", "(likes + comments) / views, mean",
         "faq.infludata.com", ("likes", "comments")),
    Tool("TRIBE", "(likes + comments + shares + saves) / views, 24 posts of 6 months",
         "help.tribegroup.co 4892626", (*THREE, "saves"), posts=24, days=183),
    Tool("Upfluence", "(mean likes + mean comments) / followers, 90 days",
         "help.upfluence.co 6989177", ("likes", "comments"), days=90, followers=True),
    Tool("GRIN", "(likes + comments) / followers",
         "support.grin.co 2403207", ("likes", "comments"), followers=True),
    Tool("CreatorBenchmarks", "(mean likes + comments + shares) / followers, 30 videos, pinned left out",
         "creatorbenchmarks.com/methodology", posts=30, pinned=False, followers=True),
    Tool("ratio of sums", "sum(likes + comments + shares) / sum(views), all read; one viral video dominates",
         "seen in several open-source overlays; there is no page to cite"),
)  # fmt: skip
