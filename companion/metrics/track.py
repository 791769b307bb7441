"""The track record: each creator's marks summed, those of all added up, and what they say, with intervals."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from companion.metrics.backtest import FOLLOWERS
from companion.metrics.forecast import LEVELS, SHOWN
from companion.metrics.marking import WINDOWS, said
from companion.metrics.scoring_rules import FEWEST_CLUSTERS, Hits, clustered_share
from companion.model import DAY, Estimate, parse_instant
from companion.model.accuracy import MarkedGroup, RecordMarks
from companion.model.forecast import (
    Awaited,
    CreatorMarks,
    MarkedForecast,
    MarkSums,
    Outcome,
    Summed,
    Tally,
    Verdict,
)

VIDEOS = (0, 1, 5, 10, 30)
"""Where the bands by number of videos begin."""
FEWEST_READ = 10
FEWEST_CREATORS = FEWEST_CLUSTERS
"""Below these a share is not said: one creator's luck would be most of it."""
LEVEL = 0.95
COUNTED = (
    "The interval (19 in 20) knows that forecasts of one creator fail together: Wilson's interval at the "
    "effective number of forecasts."
)
WITHIN = "Forecasts whose video landed in the {level:.0%} range, of all whose video was read in time. " + COUNTED
ABOVE = (
    "Videos that got more than the middle of their forecast, of all that were read in time; half would be even. "
    + COUNTED
)

ABOVE_MIDDLE = len(LEVELS)
"""Where `Summed` has the videos that got more than the middle."""


def creator_marks(marks: Sequence[MarkedForecast], followers: int | None, *, now: int) -> CreatorMarks:
    """One creator's marks, summed."""
    verdicts = [
        _verdict(mark, outcome) for mark in marks for outcome in mark.outcomes if outcome.views is not None
    ]
    misses = [verdict for verdict in verdicts if not verdict.landed]
    return CreatorMarks(
        followers=followers,
        forecasts=len(marks),
        unposted=sum(mark.video_id is None for mark in marks),
        tallies=_tallies(marks),
        awaited=_awaited(marks, now),
        worst=max(misses, key=lambda miss: (miss.days, miss.beyond), default=None),
        newest=max(verdicts, key=lambda verdict: (verdict.seen_at, verdict.days, verdict.made_at), default=None),
    )


def _verdict(mark: MarkedForecast, outcome: Outcome) -> Verdict:
    times = outcome.times or 0.0
    views = times * max(mark.value, 1.0)
    return Verdict(
        days=outcome.days,
        made_at=parse_instant(mark.made_at),
        n=mark.n,
        said=(mark.low, mark.value, mark.high),
        video_id=mark.video_id or "",
        seen_at=parse_instant(outcome.seen_at or mark.made_at),
        views=outcome.views or 0,
        times=round(times, 4),
        beyond=round(max(views / max(mark.high, 1.0), mark.low / max(views, 1.0)), 4),
        landed=bool(outcome.inside and outcome.inside[str(SHOWN)]),
    )


def _tallies(marks: Sequence[MarkedForecast]) -> tuple[Tally, ...]:
    sums: dict[tuple[int, int], list[int]] = {}
    for mark in marks:
        band = max(low for low in VIDEOS if low <= mark.n)
        for outcome in mark.outcomes:
            if outcome.inside is None or outcome.times is None:
                continue
            sums_here = sums.setdefault((outcome.days, band), [0] * 6)
            above, landed = outcome.times > 1, outcome.inside[str(SHOWN)]
            found = (1, *(outcome.inside[str(level)] for level in LEVELS), above and not landed, above)
            for i, count in enumerate(found):
                sums_here[i] += count
    return tuple(
        Tally(days, band, read, (half, eighty, most), higher, above)
        for (days, band), (read, half, eighty, most, higher, above) in sorted(sums.items())
    )


def _awaited(marks: Sequence[MarkedForecast], now: int) -> tuple[Awaited, ...]:
    """Videos whose reading near an age is still to come; one that closed before ``now`` never marks anything."""
    waiting: dict[tuple[int, str, str], int] = {}
    for mark in marks:
        for outcome in mark.outcomes:
            if outcome.views is None and mark.video_id is not None and mark.posted_at is not None:
                video = (outcome.days, mark.video_id, mark.posted_at)
                waiting[video] = waiting.get(video, 0) + 1
    found = []
    for (days, video_id, posted_at), forecasts in waiting.items():
        opens, closes = (parse_instant(posted_at) + round(age * DAY) for age in WINDOWS[days])
        if closes >= now:
            found.append(Awaited(days, video_id, opens, closes, forecasts))
    return tuple(found)


def with_marks(sums: MarkSums, before: CreatorMarks | None, after: CreatorMarks) -> MarkSums:
    """The sums with one creator's marks put in, and those from before taken out."""
    groups = dict(sums.groups)
    forecasts, unposted = sums.forecasts, sums.unposted
    for marks, sign in ((before, -1), (after, 1)):
        if marks is not None:
            forecasts += sign * marks.forecasts
            unposted += sign * marks.unposted
            for name, tallies in _kinds(marks).items():
                groups[name] = _plus(groups.get(name, NOTHING), _summed(tallies), sign)
    return MarkSums(forecasts, unposted, {name: group for name, group in groups.items() if group.creators})


def _kinds(marks: CreatorMarks) -> dict[str, list[Tally]]:
    """One creator's tallies by each kind that they belong to."""
    size = "unknown" if marks.followers is None else max(low for low in FOLLOWERS if low <= marks.followers)
    found: dict[str, list[Tally]] = {}
    for tally in marks.tallies:
        for name in (
            f"{tally.days}",
            f"{tally.days} videos {tally.videos}",
            f"{tally.days} followers {size}",
        ):
            found.setdefault(name, []).append(tally)
    return found


def _summed(tallies: Sequence[Tally]) -> Summed:
    """One creator's tallies as one."""
    read = sum(tally.read for tally in tallies)
    half, eighty, most = (sum(tally.landed[i] for tally in tallies) for i in range(len(LEVELS)))
    landed = (half, eighty, most, sum(tally.above for tally in tallies))
    return Summed(
        creators=1,
        read=read,
        higher=sum(tally.higher for tally in tallies),
        read_squared=read * read,
        landed=landed,
        both=_four(read * count for count in landed),
        squared=_four(count * count for count in landed),
    )


def _plus(one: Summed, other: Summed, sign: int) -> Summed:
    return Summed(
        creators=one.creators + sign * other.creators,
        read=one.read + sign * other.read,
        higher=one.higher + sign * other.higher,
        read_squared=one.read_squared + sign * other.read_squared,
        landed=_four(a + sign * b for a, b in zip(one.landed, other.landed, strict=True)),
        both=_four(a + sign * b for a, b in zip(one.both, other.both, strict=True)),
        squared=_four(a + sign * b for a, b in zip(one.squared, other.squared, strict=True)),
    )


def _four(numbers: Iterable[int]) -> tuple[int, int, int, int]:
    a, b, c, d = numbers
    return a, b, c, d


NOTHING = Summed(0, 0, 0, 0, (0,) * 4, (0,) * 4, (0,) * 4)


def records(sums: MarkSums, waiting: Mapping[int, int]) -> tuple[RecordMarks, ...]:
    """All forecasts marked at each age; ``waiting``: by age, forecasts whose video can still be read in time."""
    return tuple(record_at(days, sums, waiting=waiting.get(days, 0)) for days in WINDOWS)


def record_at(days: int, sums: MarkSums, *, waiting: int) -> RecordMarks:
    """All forecasts marked at one age; ``waiting`` of the seen videos not yet read can still be read in time."""
    all_read = sums.groups.get(f"{days}", NOTHING)
    landed = {str(level): all_read.landed[i] for i, level in enumerate(LEVELS)}
    return RecordMarks(
        days=days,
        forecasts=sums.forecasts,
        read=all_read.read,
        unread=sums.forecasts - all_read.read,
        waiting=sums.unposted + waiting,
        creators=all_read.creators,
        landed=landed,
        coverage={level: count / all_read.read for level, count in landed.items()} if all_read.read else None,
        shares={str(level): share(all_read, i, WITHIN.format(level=level)) for i, level in enumerate(LEVELS)},
        higher=all_read.higher,
        lower=all_read.read - landed[str(SHOWN)] - all_read.higher,
        above_middle=share(all_read, ABOVE_MIDDLE, ABOVE),
        by_videos=_groups(sums, f"{days} videos", VIDEOS_NAMED),
        by_size=_groups(sums, f"{days} followers", FOLLOWERS_NAMED),
        says=said(days, sums.forecasts, landed[str(SHOWN)], sums.forecasts - all_read.read),
    )


def share(summed: Summed, which: int, method: str) -> Estimate:
    """A share of marked forecasts; absent where they are too few to say."""
    n, creators = summed.read, summed.creators
    if n < FEWEST_READ or creators < FEWEST_CREATORS:
        missing = (
            f"too few to say: {n} marked of {creators} creator{'' if creators == 1 else 's'}, it takes "
            f"{FEWEST_READ} of {FEWEST_CREATORS}"
        )
        return Estimate.absent(missing, unit="fraction", method=method, level=LEVEL, n=n)
    hits = Hits(creators, n, summed.landed[which], summed.read_squared, summed.both[which], summed.squared[which])
    found = clustered_share(hits, LEVEL)
    return Estimate(
        value=found.value, low=found.low, high=found.high, level=LEVEL, n=n, unit="fraction", method=method
    )


def _groups(sums: MarkSums, kind: str, names: dict[str, str]) -> tuple[MarkedGroup, ...]:
    shown = LEVELS.index(SHOWN)
    return tuple(
        MarkedGroup(
            name=name,
            read=summed.read,
            creators=summed.creators,
            landed=summed.landed[shown],
            share=share(summed, shown, WITHIN.format(level=SHOWN)),
        )
        for low, name in names.items()
        if (summed := sums.groups.get(f"{kind} {low}")) is not None
    )


def _bands(ends: Sequence[int], below: str, noun: str, step: int) -> dict[str, str]:
    """What each band is called, by where it begins; ``step``: 1 where its last whole number is meant."""
    named = {str(low): f"{low:,} to {high - step:,} {noun}" for low, high in pairwise(ends)}
    return {**named, str(ends[0]): below, str(ends[-1]): f"{ends[-1]:,} {noun} and more"}


VIDEOS_NAMED = _bands(VIDEOS, "no video, the profile alone", "videos", 1)
FOLLOWERS_NAMED = {
    **_bands(FOLLOWERS, f"under {FOLLOWERS[1]:,} followers", "followers", 0),
    "unknown": "followers not shown",
}
