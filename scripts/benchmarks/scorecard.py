"""One scorecard with a brief, beside plain statistics of a list of counts.

Peers are aggregates, so a cohort of a thousand creators costs what one of ten does. The floor is what any tool
does with a list: quantiles, median absolute deviation, trimmed mean, engagement rate, Gini coefficient, outliers
and the median's interval, in plain Python with one sort each.
"""

import math
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from companion.metrics import scorecard
from companion.model import (
    DAY,
    AdFlags,
    Brief,
    Counts,
    Creator,
    CreatorCounts,
    CreatorEvidence,
    Observation,
    PriceRange,
    Video,
    VideoRecord,
)

NOW = 1_795_000_000
REPEATS = 300
BRIEF = Brief(
    name="Oven", keywords=("sourdough", "home baking", "bread"), hashtags=("breadtok",), exclude=("raw milk",),
    languages=("en",), cpm=PriceRange(5, 12), margin=0.5, average_order=40, conversion_rate=0.02,
)  # fmt: skip
CAPTIONS = (
    "Sourdough for a tiny oven #breadtok #fyp",
    "My cat met the postman #cats",
    "Crumb shots, week 12 #baking",
)


def run(_folder: Path) -> dict[str, object]:
    """Figures by size: milliseconds of one scorecard and of the floor, medians of runs in turn."""
    figures: dict[str, object] = {"rounds": REPEATS, "bars": "20 at 35 videos, 10 at 500"}
    for videos, values in ((35, 100), (120, 100), (500, 500)):
        evidence = creator(videos)
        counts = [record.latest.counts.views or 0 for record in evidence.videos if record.latest]
        few = (counts * math.ceil(values / videos))[:values]
        ours, floor = paired(
            lambda evidence=evidence: scorecard(evidence, BRIEF, as_of=NOW), lambda few=few: describe(few)
        )
        figures[f"{videos} videos"] = {
            "scorecard ms": round(ours, 3),
            f"floor of {values} values ms": round(floor, 4),
            "ratio": round(ours / floor, 1),
        }
    return figures


def paired(ours: Callable[[], object], floor: Callable[[], object]) -> tuple[float, float]:
    """Median milliseconds of both, measured in turn so that a busy machine slows both."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(REPEATS):
        for call, taken in zip((ours, floor), times, strict=True):
            start = time.perf_counter()
            call()
            taken.append(1e3 * (time.perf_counter() - start))
    return statistics.median(times[0]), statistics.median(times[1])


def describe(values: list[int]) -> tuple[float, ...]:
    """The floor: descriptive statistics in plain Python, each by itself."""
    n = len(values)
    middle = quantile(values, 0.5)
    mad = quantile([abs(value - middle) for value in values], 0.5)
    cut = n // 10
    trimmed = sum(sorted(values)[cut : n - cut]) / (n - 2 * cut)
    engagement = quantile([(value * 0.04 + 3) / (value + 1) for value in values], 0.5)
    gini = sum((2 * i - n + 1) * value for i, value in enumerate(sorted(values))) / (n * sum(values) or 1)
    outliers = sum(abs(value - middle) > 3 * 1.4826 * mad for value in sorted(values))
    half = 0.98 * math.sqrt(n)
    ordered = sorted(values)
    low, high = ordered[max(0, int(n / 2 - half))], ordered[min(n - 1, int(n / 2 + half))]
    spread = [quantile(values, p) for p in (0.05, 0.25, 0.75, 0.95)]
    return (middle, *spread, mad, trimmed, engagement, gini, outliers, low, high)


def quantile(values: list[int] | list[float], p: float) -> float:
    """A quantile, linear between ranks."""
    ordered = sorted(values)
    position = p * (len(ordered) - 1)
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (position - below) * (ordered[above] - ordered[below])


def creator(videos: int) -> CreatorEvidence:
    """A fictional creator with one video every two days."""
    draw = random.Random(videos)  # noqa: S311 - a seeded creator, no secret
    records = []
    for i in range(videos):
        views = round(math.exp(draw.gauss(10.5, 1)))
        counts = Counts(
            views=views, likes=views // 25, comments=views // 2000, shares=views // 700, saves=views // 500
        )
        facts = Video(
            id=str(7_100_000_000_000_000_000 - i),
            created_at=NOW - (3 + 2 * i) * DAY,
            caption=CAPTIONS[i % 3],
            hashtags=("breadtok",) if i % 3 == 0 else ("cats",),
            language="en",
            ad=AdFlags(is_ad=i % 9 == 4, authorized=False),
            counts=counts,
        )
        seen = Observation(NOW, "api", counts)
        records.append(VideoRecord(facts=facts, latest=seen, complete=seen, first_seen_at=NOW))
    header = CreatorCounts(followers=184_000, following=210, likes=5_900_000, videos=max(900, videos))
    return CreatorEvidence(
        creator=Creator(id="7001", handle="oven.tests", counts=header),
        seen_at=NOW,
        videos=tuple(records),
        history=(),
        as_of=NOW,
    )
