"""Small SVG pictures in which every number carries its blur: range bars, the fit ring, bars, views over time.

Pure functions from numbers to markup. Positions are percentages, so that a picture is as wide as its place while
its text keeps its size; colours come from the style sheet by class, so that light and dark are one picture.
Text goes through ``Markup.format``, which escapes it.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from math import ceil, floor, isfinite, log10

import msgspec
from markupsafe import Markup

from companion.model import Estimate
from companion.model.clock import DAY


class Scale(msgspec.Struct, frozen=True):
    """An axis that several pictures share; ``log`` needs ends above 0."""

    low: float
    high: float
    log: bool = False

    def place(self, number: float) -> float:
        """Where a number lies, in percent of the axis; what lies outside is drawn at its end."""
        if self.log:
            number = max(number, self.low)
            share = log10(number / self.low) / log10(self.high / self.low)
        else:
            share = (number - self.low) / (self.high - self.low)
        return round(100 * min(1.0, max(0.0, share)), 2)


SCORES = Scale(0, 100)
SHARES = Scale(0, 1)
RATIOS = Scale(0.1, 10, log=True)
EFFECTS = Scale(0.25, 4, log=True)
SPREADS = Scale(0, 2.5)
CADENCE = Scale(0, 21)


def log_scale(numbers: Iterable[float | None]) -> Scale:
    """The shortest log axis from one round number (1, 3, 10, 30 …) to another that holds all these numbers."""
    known = [number for number in numbers if number is not None and number > 0 and isfinite(number)]
    if not known:
        return Scale(100, 1_000_000, log=True)
    low, high = _round_down(min(known)), _round_up(max(known))
    return Scale(low, high if high > low else low * 10, log=True)


def range_bar(estimate: Estimate, scale: Scale) -> Markup:
    """Low, value and high on a shared scale; the numbers stand beside it as text, so it is hidden from readers."""
    return _range(_blur(estimate, scale))


def promise_bar(share: Estimate, promised: float) -> Markup:
    """A share with its interval, and a mark where it was promised to be; hidden from readers like every bar."""
    place = SHARES.place(promised)
    mark = Markup('<line class="promise" x1="{0}%" x2="{0}%" y1="0" y2="16"/>').format(place)
    return _range([*_blur(share, SHARES), mark])


def _blur(estimate: Estimate, scale: Scale) -> list[Markup]:
    inner = [Markup('<rect class="track" y="4" width="100%" height="8" rx="4"/>')]
    if estimate.low is not None and estimate.high is not None:
        start, end = scale.place(estimate.low), scale.place(estimate.high)
        # An interval narrower than the tick would vanish behind it and look like certainty by accident.
        width = max(end - start, 1.5)
        inner.append(
            Markup('<rect class="band" x="{}%" y="4" width="{}%" height="8" rx="4"/>').format(
                min(start, 100 - width), round(width, 2)
            )
        )
    if estimate.value is not None:
        inner.append(
            Markup(
                '<rect class="tick" x="{}%" y="1" width="3" height="14" rx="1.5" transform="translate(-1.5 0)"/>'
            ).format(scale.place(estimate.value))
        )
    return inner


def _range(inner: Sequence[Markup]) -> Markup:
    return Markup('<svg class="range" height="16" aria-hidden="true" focusable="false">{}</svg>').format(
        Markup("").join(inner)
    )


def percentile_mark(percentile: float) -> Markup:
    """Where a creator stands among peers: a tick on the line from the lowest to the highest."""
    return range_bar(Estimate(value=percentile, unit="fraction", method="percentile"), SHARES)


def ring(score: Estimate) -> Markup:
    """The fit as a ring whose pale band is its interval; dashed and empty when there is no score."""
    circle = Markup('<circle class="{}" cx="32" cy="32" r="26" pathLength="100"{}/>')
    arc = Markup(' stroke-dasharray="{} 100" stroke-dashoffset="{}" transform="rotate(-90 32 32)"')
    if score.value is None:
        drawn = circle.format("ring-empty", Markup(' stroke-dasharray="3 3"'))
    else:
        drawn = circle.format("ring-track", "") + circle.format("ring-value", arc.format(round(score.value, 1), 0))
        if score.low is not None and score.high is not None:
            drawn += circle.format(
                "ring-band", arc.format(round(max(score.high - score.low, 1.5), 1), round(-score.low, 1))
            )
        drawn += Markup('<text x="32" y="38" text-anchor="middle">{}</text>').format(floor(score.value + 0.5))
    return Markup('<svg class="ring" viewBox="0 0 64 64" aria-hidden="true" focusable="false">{}</svg>').format(
        drawn
    )


def bars(numbers: Sequence[int | None]) -> Markup:
    """The last videos' views, oldest first, the newest one strong; an unknown count is a mark on the ground."""
    known = [number for number in numbers if number is not None]
    top = max(known, default=0) or 1
    drawn = []
    for place, number in enumerate(numbers):
        height = 2 if number is None else max(2, round(34 * number / top, 1))
        kind = "bar-unknown" if number is None else "bar-newest" if place == len(numbers) - 1 else "bar"
        drawn.append(
            Markup('<rect class="{}" x="{}" y="{}" width="9" height="{}" rx="2"/>').format(
                kind, place * 14, round(34 - height, 1), height
            )
        )
    label = f"Views of the last {len(numbers)} videos, oldest first: " + ", ".join(
        "unknown" if number is None else f"{number:,}" for number in numbers
    )
    return Markup('<svg class="bars" viewBox="0 0 107 34" role="img" aria-label="{}">{}</svg>').format(
        label, Markup("").join(drawn)
    )


class Dot(msgspec.Struct, frozen=True):
    """One video by the instant it was posted; one that is left out of the numbers is drawn hollow."""

    at: int
    views: int
    used: bool
    title: str


class Line(msgspec.Struct, frozen=True):
    """One video's views as they were read, ``(instant, views)``, oldest first."""

    points: tuple[tuple[int, int], ...]
    title: str


HEIGHT = 240
"""Pixels of the large charts' drawing ground."""


def posting_chart(dots: Sequence[Dot], typical: Estimate, following: Estimate) -> Markup:
    """Each video's views by posting day, over the band of typical views and the paler one of the next video."""
    shown = [dot for dot in dots if dot.views > 0]
    if len(shown) < 3:  # one or two dots show nothing that the table doesn't
        return Markup("")
    views = log_scale([dot.views for dot in shown] + [typical.low, typical.high, following.low, following.high])
    time = _time_scale(dot.at for dot in shown)
    drawn = [
        _band(following, views, "band-next"),
        _band(typical, views, "band-typical"),
        _views_axis(views),
        _time_axis(time),
    ]
    drawn += [
        Markup('<circle class="{}" cx="{}%" cy="{}" r="4.5"><title>{}</title></circle>').format(
            "dot" if dot.used else "dot-left-out", time.place(dot.at), _height(dot.views, views), dot.title
        )
        for dot in shown
    ]
    return _large(f"Views of {len(shown)} videos by the day they were posted", drawn)


def growth_chart(lines: Sequence[Line]) -> Markup:
    """Each video's views over the readings of it, one line a video; empty until a day lies between readings."""
    shown = [line for line in lines if len([seen for seen in line.points if seen[1] > 0]) > 1]
    read_at = [at for line in shown for at, _ in line.points]
    if not shown or max(read_at) - min(read_at) < DAY:
        return Markup("")
    views = log_scale(count for line in shown for _, count in line.points)
    time = _time_scale(read_at)
    drawn = [_views_axis(views), _time_axis(time)] + [_path(line, time, views) for line in shown]
    return _large(f"Views of {len(shown)} videos over the times they were read", drawn)


def _path(line: Line, time: Scale, views: Scale) -> Markup:
    places = [(time.place(at), _height(count, views)) for at, count in line.points if count > 0]
    segments = Markup("").join(
        Markup('<line x1="{}%" y1="{}" x2="{}%" y2="{}"/>').format(*start, *end) for start, end in pairwise(places)
    )
    end = Markup('<circle class="dot" cx="{}%" cy="{}" r="3"/>').format(*places[-1])
    return Markup('<g class="growth"><title>{}</title>{}{}</g>').format(line.title, segments, end)


def _large(label: str, drawn: Sequence[Markup]) -> Markup:
    return Markup('<svg class="chart" height="{}" role="img" aria-label="{}">{}</svg>').format(
        HEIGHT + 28, label, Markup("").join(drawn)
    )


def _band(estimate: Estimate, views: Scale, kind: str) -> Markup:
    if estimate.low is None or estimate.high is None:
        return Markup("")
    top, bottom = _height(estimate.high, views), _height(estimate.low, views)
    return Markup('<rect class="{}" width="100%" y="{}" height="{}"/>').format(
        kind, top, round(max(bottom - top, 1.5), 1)
    )


def _views_axis(views: Scale) -> Markup:
    steps = [10**power for power in range(floor(log10(views.low)), ceil(log10(views.high)) + 1)]
    if len(steps) < 4:
        steps = sorted(steps + [3 * step for step in steps])
    return Markup("").join(
        Markup(
            '<line class="grid" x2="100%" y1="{0}" y2="{0}"/><text x="-8" y="{1}" text-anchor="end">{2}</text>'
        ).format(_height(step, views), _height(step, views) + 4, _short(step))
        for step in steps
        if views.low <= step <= views.high
    )


def _time_axis(time: Scale) -> Markup:
    days = (time.high - time.low) / DAY
    # Four labels over fewer days would name one day twice.
    pattern = "%b %Y" if days > 300 else "%d %b" if days > 4 else "%d %b %H:%M"
    drawn = []
    for share, anchor in ((0.0, "start"), (1 / 3, "middle"), (2 / 3, "middle"), (1.0, "end")):
        moment = datetime.fromtimestamp(time.low + share * (time.high - time.low), UTC)
        drawn.append(
            Markup('<text x="{}%" y="{}" text-anchor="{}">{}</text>').format(
                round(100 * share, 1), HEIGHT + 22, anchor, moment.strftime(pattern).lstrip("0")
            )
        )
    return Markup("").join(drawn)


def _time_scale(instants: Iterable[int]) -> Scale:
    known = list(instants)
    margin = max(DAY // 4, (max(known) - min(known)) * 0.015)
    return Scale(min(known) - margin, max(known) + margin)


def _height(views: float, scale: Scale) -> float:
    return round(HEIGHT * (1 - scale.place(views) / 100), 1)


def _short(number: float) -> str:
    for size, letter in ((1e9, "B"), (1e6, "M"), (1e3, "K")):
        if number >= size:
            return f"{number / size:g}{letter}"
    return f"{number:g}"


def _round_down(number: float) -> float:
    power = 10.0 ** floor(log10(number))
    return 3 * power if number >= 3 * power else power


def _round_up(number: float) -> float:
    power = 10.0 ** floor(log10(number))
    return next(step * power for step in (1, 3, 10) if number <= step * power)
