"""Which of a creator's videos count as an ordinary one, and why the others don't."""

import math

import msgspec

from companion.metrics.maturity import YOUNGEST_DAYS, growth_ahead
from companion.metrics.priors import Growth
from companion.model import DAY, Counts, CreatorEvidence, Exclusion, Observation, Sample, VideoRecord, iso
from companion.model import rounding_half_width as half_width

NEWEST = 30
"""How many eligible videos a scorecard rests on."""


class Eligible(msgspec.Struct, frozen=True, gc=False):
    """One eligible video.

    Attributes:
        id: of the video.
        posted_at: when it was posted, where known.
        log_views: ln of its views, a young video's brought to 30 days.
        noise: variance that rounding and the correction add to ``log_views``.
        counts: views, likes, comments and shares of one reading, where all were read.
        comments_open: whether viewers may comment, as far as is known.
        grown: whether it was brought to 30 days.
    """

    id: str
    posted_at: int | None
    log_views: float
    noise: float
    counts: Counts | None
    comments_open: bool = True
    grown: bool = False


class Selection(msgspec.Struct, frozen=True):
    """The videos that were read, sorted into eligible and not."""

    videos: tuple[Eligible, ...]
    excluded: tuple[Exclusion, ...]
    read: int

    @property
    def none_usable(self) -> str:
        """Why there is no video to compute with, where there is none."""
        if not self.read:
            return "no video was read"
        unread = sum(exclusion.reason == "no_views" for exclusion in self.excluded)
        if unread:
            return f"{unread} of {self.read} videos have no views, or none that could be read"
        return f"none of the {self.read} videos read can be used: each was left out"

    def as_sample(self) -> Sample:
        """The selection as the scorecard shows it."""
        posted = [video.posted_at for video in self.videos if video.posted_at is not None]
        return Sample(
            read=self.read,
            eligible=len(self.videos),
            from_=iso(min(posted)) if posted else None,
            to=iso(max(posted)) if posted else None,
            video_ids=tuple(video.id for video in self.videos),
            excluded=self.excluded,
        )


def select(evidence: CreatorEvidence, newest: int = NEWEST, growth: Growth | None = None) -> Selection:
    """Take the newest 30 ordinary videos: public views, not sponsored, not pinned, no photo post, a day old.

    Args:
        evidence: of the creator.
        newest: how many at most.
        growth: the curve that brings young ones to 30 days; the shipped one unless another is given.
    """
    kept: list[Eligible] = []
    excluded: list[Exclusion] = []
    for record in evidence.videos:
        video = _eligible(record, growth) if len(kept) < newest else _reason(record) or "older"
        if isinstance(video, str):
            excluded.append(Exclusion(video_id=record.facts.id, reason=video))
        else:
            kept.append(video)
    return Selection(tuple(kept), tuple(excluded), len(evidence.videos))


def age_days(record: VideoRecord, seen: Observation) -> float | None:
    """Age of the video when it was read, in days; None where no date was read."""
    posted = record.facts.created_at
    return None if posted is None else max(0, seen.seen_at - posted) / DAY


def rounding_noise(count: int) -> float:
    """Variance that TikTok's display rounding adds to ln(count): uniform over the half-width."""
    half = half_width(count)
    return (half / count) ** 2 / 3 if half else 0.0


def _eligible(record: VideoRecord, growth: Growth | None) -> Eligible | str:
    return _reason(record) or _measured(record, growth)


def eligible_post(record: VideoRecord, growth: Growth | None = None) -> Eligible | str:
    """One post as the numbers use a video, photo posts too, or the reason why it is left out."""
    return _chosen(record) or _unread(record) or _measured(record, growth)


def ordinary(record: VideoRecord) -> bool:
    """Whether a video is an ordinary one, whatever its views: not sponsored, not pinned, no photo post."""
    return _chosen(record) is None and not record.facts.photo


def _measured(record: VideoRecord, growth: Growth | None) -> Eligible:
    seen = record.latest
    assert seen is not None  # noqa: S101 - _unread answered "no_views" otherwise
    views = seen.counts.views or 1
    age = age_days(record, seen)
    ahead, spread = (0.0, 0.0) if age is None else growth_ahead(age, growth)
    return Eligible(
        id=record.facts.id,
        posted_at=record.facts.created_at,
        log_views=math.log(views) + ahead,
        noise=spread + rounding_noise(views),
        counts=record.complete.counts if record.complete is not None else None,
        comments_open=record.facts.allows.comments is not False,
        grown=ahead > 0,
    )


def _reason(record: VideoRecord) -> str | None:
    """Why a video is left out, the first that holds; None when it is eligible."""
    return _chosen(record) or ("photo" if record.facts.photo else None) or _unread(record)


def _chosen(record: VideoRecord) -> str | None:
    """Why a post's views are not the creator's ordinary ones: paid for, or picked for its success."""
    if record.facts.ad.sponsored:
        return "ad"
    return "pinned" if record.facts.pinned else None


def _unread(record: VideoRecord) -> str | None:
    """Why a post's views say nothing yet."""
    seen = record.latest
    if seen is None or not seen.counts.views or seen.counts.views < 0:
        return "no_views"
    age = age_days(record, seen)
    return "too_young" if age is not None and age < YOUNGEST_DAYS else None
