"""Fictional creators to score: every count is made here, nothing is read from TikTok."""

import math
import random

from companion.model import (
    DAY,
    AdFlags,
    Counts,
    Creator,
    CreatorCounts,
    CreatorEvidence,
    FollowerReading,
    Observation,
    Video,
    VideoRecord,
    rounding_half_width,
)

NOW = 1_790_000_000
UNPAID = AdFlags(is_ad=False, authorized=False)


def video(
    video_id,
    views,
    *,
    age_days=100.0,
    likes=None,
    comments=None,
    shares=None,
    saves=None,
    caption="",
    hashtags=(),
    mentions=(),
    language=None,
    pinned=None,
    photo=None,
    ad=UNPAID,
    topics=None,
    seen_at=NOW,
):
    counts = Counts(views=views, likes=likes, comments=comments, shares=shares, saves=saves)
    seen = Observation(seen_at, "api", counts)
    facts = Video(
        id=str(video_id),
        created_at=int(seen_at - age_days * DAY),
        caption=caption,
        hashtags=tuple(hashtags),
        mentions=tuple(mentions),
        language=language,
        pinned=pinned,
        photo=photo,
        ad=ad,
        topics=topics,
        counts=counts,
    )
    complete = None if None in (views, likes, comments, shares) else seen
    return VideoRecord(
        facts=facts,
        latest=None if views is None else seen,
        complete=complete,
        first_seen_at=seen_at,
        peak_views=views and views - rounding_half_width(views),
    )


def creator(videos, *, followers=120_000, hearts=None, posts=None, history=(), seen_at=NOW, creator_id="7001"):
    counts = CreatorCounts(followers=followers, following=10, likes=hearts, videos=posts)
    return CreatorEvidence(
        creator=Creator(id=creator_id, handle="maker", counts=counts),
        seen_at=seen_at,
        videos=tuple(videos),
        history=tuple(history),
        as_of=seen_at,
    )


def ordinary(
    n=35, *, seed=1, followers=120_000, level=10.9, spread=1.0, like_rate=0.035, like_spread=0.45, **profile
):
    """A creator as DISTRIBUTIONS describes them, newest first, one video every three days, all mature."""
    draw = random.Random(seed)  # noqa: S311 - a seeded creator, no secret
    captions = profile.pop("captions", ("a day at home",))
    language = profile.pop("language", "en")
    videos = []
    for i in range(n):
        views = shown(math.exp(draw.gauss(level, spread)))
        likes = shown(views * like_rate * math.exp(draw.gauss(0, like_spread)))
        caption = captions[i % len(captions)]
        videos.append(
            video(
                i,
                views,
                age_days=15 + 3 * i,
                likes=likes,
                comments=round(likes * 0.013 * math.exp(draw.gauss(0, 0.6))),
                shares=round(views * 0.0013 * math.exp(draw.gauss(0, 0.8))),
                saves=round(views * 0.0025 * math.exp(draw.gauss(0, 0.5))),
                caption=caption,
                hashtags=[word[1:] for word in caption.split() if word.startswith("#")],
                language=language,
            )
        )
    return creator(videos, followers=followers, **profile)


def shown(count):
    """A count as TikTok rounds it."""
    count = round(count)
    step = 1 if count < 10_000 else 100 if count < 1_000_000 else 100_000
    return round(count / step) * step


def reading(days_ago, followers, likes=None):
    return FollowerReading(NOW - days_ago * DAY, CreatorCounts(followers=followers, likes=likes))


def hits_and_flops(draw, skew):
    """A draw of mean 0, variance 1 and this skewness: gamma, or normal where there is none."""
    if not skew:
        return draw.gauss(0, 1)
    shape = 4 / skew**2
    return (draw.gammavariate(shape, 1) - shape) / math.sqrt(shape)


def expected_views(level, spread, skew):
    """Mean of exp(level + spread x draw); infinite where the spread is too wide for one."""
    if not skew:
        return math.exp(level + spread**2 / 2)
    shape = 4 / skew**2
    root = math.sqrt(shape)
    if spread >= root:
        return math.inf
    return math.exp(level - spread * root - shape * math.log1p(-spread / root))
