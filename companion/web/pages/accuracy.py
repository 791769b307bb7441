"""How our forecasts did: every forecast that was shown, marked afterwards, and a back-test over what was read."""

from collections.abc import Sequence

import msgspec
from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from companion.metrics.backtest import Marks
from companion.metrics.scoring_rules import FEWEST_CLUSTERS
from companion.metrics.track import LEVEL
from companion.model import Estimate
from companion.model.accuracy import MarkedGroup, RecordMarks
from companion.service import accuracy
from companion.web.context import context
from companion.web.pages.layout import show

LEVELS = ("0.5", "0.8", "0.95")
BASELINES = (
    ("own_history", "the creator’s own videos alone"),
    ("last_10_quantiles", "the spread of the last ten videos"),
    ("cohort", "what creators of this size get"),
)
CLOSER = (
    "Mean distance of the whole forecast from what came, on the logarithm of the views (continuous ranked "
    "probability score, Gneiting and Raftery 2007), ours against the simpler forecast’s on the same videos; the "
    "interval (19 in 20) knows that forecasts of one creator fail together."
)
COVERED = "Videos that landed in the 80% range, of all that were forecast; interval (19 in 20) as above."


class GroupRow(msgspec.Struct, frozen=True):
    """One kind of forecast at each age; None where none of that kind was marked."""

    name: str
    ages: tuple[MarkedGroup | None, ...]


class Gap(msgspec.Struct, frozen=True):
    """Our forecast against a simpler one: by which share of its error ours is smaller."""

    against: str
    closer: Estimate


class BacktestRow(msgspec.Struct, frozen=True):
    """The back-test from so many videos."""

    marks: Marks
    within: Estimate
    gaps: tuple[Gap, ...]


def add_to(blueprint: Blueprint) -> None:
    """Register this module's routes."""
    blueprint.add_url_rule("/accuracy", view_func=page, endpoint="accuracy")
    blueprint.add_url_rule("/accuracy/check", view_func=check, endpoint="check_accuracy", methods=["POST"])


def page() -> str:
    """How our forecasts did."""
    here = context()
    found = accuracy.accuracy(here.store, now=here.now())
    return show(
        "accuracy.html",
        found=found,
        levels=LEVELS,
        kinds=kinds(found.recorded),
        backtest=found.backtest,
        rows=[backtest_row(marks) for marks in found.backtest.results] if found.backtest else [],
        how_closer=CLOSER,
        how_covered=COVERED,
        progress=here.background.progress,
        failed=here.background.failed,
    )


def check() -> Redirect:
    """Mark what is due and run the back-test anew, beside the requests."""
    here = context()
    now = here.now()
    here.background.start(lambda: accuracy.check(here.store, now=now))
    return redirect(url_for("pages.accuracy"), code=303)


def kinds(recorded: Sequence[RecordMarks]) -> list[tuple[str, list[GroupRow]]]:
    """The tables by kind of forecast; one in which nothing can be said yet is left out."""
    by_kind = {
        "By videos known": [record.by_videos for record in recorded],
        "By size": [record.by_size for record in recorded],
    }
    return [
        (label, side_by_side(ages))
        for label, ages in by_kind.items()
        if any(group.share.value is not None for groups in ages for group in groups)
    ]


def side_by_side(ages: Sequence[Sequence[MarkedGroup]]) -> list[GroupRow]:
    """Groups of the same name at each age, in the order of the age that has most of them."""
    names = dict.fromkeys(group.name for groups in sorted(ages, key=len, reverse=True) for group in groups)
    by_name = [{group.name: group for group in groups} for groups in ages]
    return [GroupRow(name, tuple(groups.get(name) for groups in by_name)) for name in names]


def backtest_row(marks: Marks) -> BacktestRow:
    """One line of the back-test's table."""
    covered = marks.coverage_interval
    low = None if covered.low is None else max(0.0, covered.low)
    high = None if covered.high is None else min(1.0, covered.high)
    within = _share(covered.value, low, high, n=marks.n, method=COVERED)
    return BacktestRow(marks, within, tuple(_gap(marks, name, words) for name, words in BASELINES))


def _gap(marks: Marks, name: str, words: str) -> Gap:
    other = marks.baselines[name]
    gap = other.ours_minus["crps"]
    low = None if gap.high is None else -gap.high / other.crps
    high = None if gap.low is None else min(1.0, -gap.low / other.crps)  # no error is more than all of it smaller
    return Gap(words, _share(-gap.value / other.crps, low, high, n=gap.n, method=CLOSER))


def _share(value: float, low: float | None, high: float | None, *, n: int, method: str) -> Estimate:
    """A mean over forecasts as an estimate; absent where one creator's luck would be most of it."""
    if low is None or high is None:
        missing = f"too few to say: it takes {FEWEST_CLUSTERS} creators"
        return Estimate.absent(missing, unit="fraction", method=method, level=LEVEL, n=n)
    return Estimate(value=value, low=low, high=high, level=LEVEL, n=n, unit="fraction", method=method)
