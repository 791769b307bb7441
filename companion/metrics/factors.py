"""What a creator does in videos, how often, and what videos with it got: each factor told by public facts alone.

How strong a hook is, how long people stay and who watches to the end is not public: no factor claims to know.
"""

import math
from collections.abc import Callable, Sequence
from typing import TypeAlias

import msgspec

from companion.metrics import cues
from companion.metrics.effects import Effect, Outcome, effect, said
from companion.metrics.engagement import VIEWS_ONLY, engagements, log_rate
from companion.metrics.priors import Growth
from companion.metrics.quantiles import wilson_interval
from companion.metrics.sample import Eligible, eligible_post
from companion.model import CreatorEvidence, Estimate, Video, VideoRecord

Has: TypeAlias = Callable[[Video], bool | None]
"""Whether a video has something; None where what was read does not say."""

SHARE = "Of the posts read that show it either way, the share that has it (Wilson interval)."
METHODS: dict[Outcome, str] = {
    "views": (
        "Views of the videos with it against those without, at the same age and of the same time; pulled toward "
        "no effect as far as chance could explain it. Beside it, not because of it: nobody drew lots."
    ),
    "engagement": (
        "Engagement rate of the videos with it against those without, of the same time; pulled toward no effect "
        "as far as chance could explain it. Beside it, not because of it: nobody drew lots."
    ),
}
SILENCE: dict[Outcome, str] = {
    "views": "no evidence that it changes views for this creator",
    "engagement": "no evidence that it changes engagement for this creator",
}


class Factor(msgspec.Struct, frozen=True):
    """One thing that a video has or has not.

    Attributes:
        name: in the API and in docs/metrics.md.
        title: as a marketer calls it.
        says: what it means, in one sentence.
        has: tells it of one video.
        of_posts: photo posts are told and compared too.
    """

    name: str
    title: str
    says: str
    has: Has
    of_posts: bool = False


class WithinCreator(msgspec.Struct, frozen=True, kw_only=True):
    """What videos with a factor got against the same creator's without it.

    Attributes:
        ratio: with its 90 % interval; without a value where they can't be compared.
        found: whether it is more than chance after correction for all that was compared.
        says: the one or the other, as a sentence.
        having: videos with it that were compared.
        lacking: videos without it.
    """

    ratio: Estimate
    found: bool
    says: str
    having: int = 0
    lacking: int = 0


class FactorFound(msgspec.Struct, frozen=True, kw_only=True):
    """One factor of one creator: how often, on which videos, and what they got."""

    name: str
    title: str
    says: str
    share: Estimate
    views: WithinCreator
    engagement: WithinCreator
    video_ids: tuple[str, ...]


def _told_by_tiktok(video: Video) -> bool:
    """Whether TikTok's own account of the video was read, where what it does not name is not there."""
    return video.allows.duet is not None and video.allows.stitch is not None


def _named(video: Video, value: object) -> bool | None:
    return True if value else False if _told_by_tiktok(video) else None


def _length(least: float, most: float) -> Has:
    def has(video: Video) -> bool | None:
        return None if not video.duration_s else least <= video.duration_s <= most

    return has


def _hashtags(least: int, most: int) -> Has:
    def has(video: Video) -> bool | None:
        return None if video.caption is None and not video.hashtags else least <= len(video.hashtags or ()) <= most

    return has


MANY = 10**6

FACTORS: tuple[Factor, ...] = (
    Factor("call_to_action", "Calls to action",
           "Asks viewers to follow, save, share, comment or click, in the caption or on the picture.",
           cues.calls_to_act),
    Factor("question", "Questions", "Asks a question, in the caption or on the picture.", cues.asks),
    Factor("story_cue", "Story cues",
           "Opens with words like “wait for it”, “story time” or “POV”; how strong the hook is can’t be seen.",
           cues.opens_a_story),
    Factor("numbered", "Numbered series", "Is one of several by its own words: “part 2”, “day 12”.",
           cues.numbered),
    Factor("playlist", "In a playlist", "Stands in one of the creator’s playlists.",
           lambda video: _named(video, video.playlist_id)),
    Factor("original_sound", "Original sound",
           "Has a sound made for it, TikTok says, instead of one from the library.",
           lambda video: video.sound.original if video.sound else None),
    Factor("screen_text", "Text on the picture", "Carries words put on it in TikTok’s editor.",
           lambda video: _named(video, video.screen_texts)),
    Factor("auto_captions", "Automatic captions",
           "Has TikTok’s automatic captions, so that it can be followed without sound.",
           lambda video: _named(video, video.caption_languages)),
    Factor("short", "15 seconds or shorter", "Lasts 15 seconds at most.", _length(0, 15)),
    Factor("long", "Over a minute", "Lasts longer than 60 seconds.", _length(61, MANY)),
    Factor("photo", "Photo posts", "Is a photo post instead of a video.",
           lambda video: video.photo, of_posts=True),
    Factor("duet", "Duets", "Is a duet with another video.",
           lambda video: True if video.duet_of else video.duet),
    Factor("mention", "Mentions somebody", "Names another account with @.",
           lambda video: None if video.caption is None and not video.mentions else bool(video.mentions)),
    Factor("no_hashtag", "Without hashtags", "Has no hashtag.", _hashtags(0, 0)),
    Factor("many_hashtags", "5 hashtags or more", "Has five hashtags or more.", _hashtags(5, MANY)),
    Factor("made_by_ai", "Labelled as AI", "The creator or TikTok calls it made by AI.",
           lambda video: video.ai.labelled),
)  # fmt: skip
"""Everything that is looked for, in the order of the page."""


def factors(
    evidence: CreatorEvidence, more: Sequence[Factor] = (), growth: Growth | None = None
) -> tuple[FactorFound, ...]:
    """Each factor's share of a creator's posts and what posts with it got; at most the newest 120 are read.

    Args:
        evidence: of the creator.
        more: factors beside `FACTORS`, which only the other creators observed can tell.
        growth: the curve that brings young videos to 30 days; the shipped one unless another is given.
    """
    everything = (*FACTORS, *more)
    posts = [
        (record.facts, post)
        for record in evidence.videos
        if isinstance(post := eligible_post(record, growth), Eligible)
    ]
    videos = [(facts, post) for facts, post in posts if not facts.photo]
    told: list[tuple[Factor, Outcome, Effect | str]] = []
    for factor in everything:
        among = posts if factor.of_posts else videos
        known = [(video, has) for facts, video in among if (has := factor.has(facts)) is not None]
        told += [(factor, "views", _views_effect(known)), (factor, "engagement", _engagement_effect(known))]
    tested = [each for _, _, each in told if isinstance(each, Effect)]
    found = {id(tested[place]) for place in said(tested)}
    within = {(factor.name, outcome): _within(outcome, each, id(each) in found) for factor, outcome, each in told}
    return tuple(
        _found(factor, evidence.videos, within[factor.name, "views"], within[factor.name, "engagement"])
        for factor in everything
    )


def _views_effect(known: Sequence[tuple[Eligible, bool]]) -> Effect | str:
    return effect("views", [video.log_views for video, _ in known], [has for _, has in known])


def _engagement_effect(known: Sequence[tuple[Eligible, bool]]) -> Effect | str:
    rated = [(rate, has) for video, has in known if (rate := _log_rate(video)) is not None]
    if known and not rated:
        return VIEWS_ONLY
    return effect("engagement", [rate for rate, _ in rated], [has for _, has in rated])


def _log_rate(video: Eligible) -> float | None:
    counts = video.counts
    above = engagements(counts) if counts is not None else None
    return None if counts is None or above is None else log_rate(counts, above)


def _within(outcome: Outcome, known: Effect | str, found: bool) -> WithinCreator:
    if isinstance(known, str):
        ratio = Estimate.absent(known, unit="ratio", method=METHODS[outcome])
        return WithinCreator(ratio=ratio, found=False, says=known)
    low, high = known.interval()
    ratio = Estimate(
        value=math.exp(known.centre),
        low=math.exp(low),
        high=math.exp(high),
        n=known.having + known.lacking,
        unit="ratio",
        method=METHODS[outcome],
    )
    return WithinCreator(
        ratio=ratio,
        found=found,
        says=_sentence(outcome, known.centre) if found else SILENCE[outcome],
        having=known.having,
        lacking=known.lacking,
    )


def _sentence(outcome: Outcome, centre: float) -> str:
    if outcome == "views":
        return f"videos with it got {'more' if centre > 0 else 'fewer'} views"
    return f"videos with it engaged {'more' if centre > 0 else 'fewer'} of their viewers"


def _found(
    factor: Factor, records: Sequence[VideoRecord], views: WithinCreator, engagement: WithinCreator
) -> FactorFound:
    told = [(record.facts, has) for record in records if (has := _has(factor, record.facts)) is not None]
    having = tuple(facts.id for facts, has in told if has)
    return FactorFound(
        name=factor.name,
        title=factor.title,
        says=factor.says,
        share=_share(len(having), len(told)),
        views=views,
        engagement=engagement,
        video_ids=having,
    )


def _has(factor: Factor, video: Video) -> bool | None:
    return factor.has(video) if factor.of_posts or not video.photo else None


def _share(having: int, n: int) -> Estimate:
    if not n:
        return Estimate.absent("what was read does not show it", unit="fraction", method=SHARE)
    low, high = wilson_interval(having, n)
    return Estimate(value=having / n, low=low, high=high, n=n, unit="fraction", method=SHARE)
