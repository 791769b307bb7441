"""Which videos moved a part of the fit most, up and down."""

import math
from operator import attrgetter

from companion.metrics.engagement import Rate
from companion.metrics.peers import Standing
from companion.metrics.quantiles import median, normal_cdf
from companion.metrics.sample import Selection
from companion.model import Why

LEAST = 0.1
"""Points below which no video is named for having moved anything."""
NAMED = 3
"""How many videos are named for a reason that rests on many."""


def extremes_of_rate(known: Rate, standing: Standing) -> tuple[Why, ...]:
    """The videos that lift and lower the rate most, and by how many points of the percentile.

    Leaving a video out moves the mean of n logs by its distance to it over n - 1, and the level by the creator's
    own share of that.
    """
    n = len(known.logs)
    if n < NAMED:
        return ()
    mean = math.fsum(known.logs) / n
    found = []
    for at, says in ((max(known.logs), "lifts it most"), (min(known.logs), "lowers it most")):
        pull = known.posterior.weight * (at - mean) / (n - 1)
        without = normal_cdf((standing.level - pull - standing.cohort.mean) / standing.cohort.sd)
        moves = 100 * (standing.percentile - without)
        video_id = known.video_ids[known.logs.index(at)]
        found.append(
            Why(says=f"the video with a rate of {math.exp(at):.1%} {says}", moves=moves, video_ids=(video_id,))
        )
    return tuple(why for why in found if abs(why.moves) >= LEAST)


def behind(name: str, selection: Selection, better: bool) -> tuple[str, ...]:
    """The videos that moved a number of the quality part most, to its better side or its worse one."""
    if name == "consistency":
        # Steadiness is the work of all videos, swings that of the farthest.
        logs = {video.id: video.log_views for video in selection.videos}
        middle = median(list(logs.values()))
        found = {} if better else {video_id: abs(log - middle) for video_id, log in logs.items()}
    elif name in {"saves_per_view", "shares_per_view"}:
        count = attrgetter(name.removesuffix("_per_view"))
        side = 1 if better else -1
        known = [(video.id, video.counts) for video in selection.videos if video.counts is not None]
        found = {
            video_id: side * above / counts.views
            for video_id, counts in known
            if counts.views and (above := count(counts)) is not None
        }
    else:
        found = {}
    return tuple(sorted(found, key=found.__getitem__, reverse=True)[:NAMED])
