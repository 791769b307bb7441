"""A back-test as one SVG picture: is each level held, and does the forecast beat simpler ones?"""

from collections.abc import Sequence

from markupsafe import Markup

from companion.metrics.backtest import Baseline, GrowthMarks, Marks
from companion.metrics.scoring_rules import Clustered
from companion.model.accuracy import RecordMarks

WIDTH, ROW, LEFT, TOP = 900, 26, 290, 64
COVERED = (330, 560)
SCORED = (620, 860)
LEVELS = (("0.5", "c50"), ("0.8", "c80"), ("0.95", "c95"))
BASELINES = (
    ("own_history", "own videos alone"),
    ("last_10_quantiles", "last ten"),
    ("cohort", "size alone"),
    ("textbook_empirical_bayes", "textbook"),
)
STYLE = Markup("""
  svg { font: 13px system-ui, sans-serif; background: #fff; color: #1c1b22; }
  text { fill: currentColor; } .quiet { fill: #63626b; } .head { font-weight: 600; }
  .grid { stroke: #d9d8df; } .zero { stroke: #63626b; } .range { stroke: #1c1b22; stroke-width: 2; }
  .c50 { fill: #9bb8d3; } .c80 { fill: #2f6ea5; } .c95 { fill: #173a5a; } .pit { fill: #2f6ea5; }
  .b0 { stroke: #b4552d; fill: #b4552d; } .b1 { stroke: #8a6d1f; fill: #8a6d1f; }
  .b2 { stroke: #4c7a3d; fill: #4c7a3d; } .b3 { stroke: #6b4fa0; fill: #6b4fa0; }
  @media (prefers-color-scheme: dark) {
    svg { background: #1c1b22; color: #f2f1f6; } .quiet { fill: #a9a8b3; } .grid { stroke: #3a3942; }
    .zero { stroke: #a9a8b3; } .range { stroke: #f2f1f6; } .c50 { fill: #44617c; } .c95 { fill: #b9d4ec; }
  }
""")


def drawn(results: Sequence[Marks | GrowthMarks | RecordMarks]) -> str:
    """The picture as SVG text."""
    marks = [each for each in results if isinstance(each, Marks)]
    growth = [each for each in results if isinstance(each, GrowthMarks)]
    parts, y = [_title()], TOP
    if marks:
        section, y = _marks(marks, y)
        parts.append(section)
    if growth:
        section, y = _growth(growth, y)
        parts.append(section)
    return str(
        Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" '
            'aria-label="{label}"><style>{style}</style>{inner}</svg>\n'
        ).format(w=WIDTH, h=y + 30, label=_said(marks, growth), style=STYLE, inner=Markup("").join(parts))
    )


def _said(marks: Sequence[Marks], growth: Sequence[GrowthMarks]) -> str:
    told = [f"{one.panel}, {one.m} videos: {one.coverage['0.8']:.1%} in the 80 % range" for one in marks]
    told += [f"{one.panel}, {one.age_days} days old: {one.coverage['0.8']:.1%}" for one in growth]
    return "; ".join(told)


def _title() -> Markup:
    return _text(20, 30, "How the forecasts did", "head")


def _marks(marks: Sequence[Marks], y: int) -> tuple[Markup, int]:
    reach = min(0.2, max((0.02, *(1.05 * abs(end) for one in marks for _, ends in _gaps(one) for end in ends))))
    foot = y + 24 + ROW * len(marks)
    parts = [_levels_axis(y, foot), _gap_axis(y, foot, reach)]
    for i, one in enumerate(marks):
        line = y + 24 + ROW * i
        label = f"{one.panel[:22]}, {one.m} videos"
        parts += [
            _text(20, line + 14, label),
            _text(LEFT, line + 14, f"n {one.n:,}", "quiet", anchor="end"),
            _levels(one.coverage, one.coverage_interval, line + 9),
            *(_gap(number, ends, line + 3 + 4 * number, reach) for number, ends in _gaps(one)),
        ]
    parts += [_legend(foot + 22), _pits(marks, foot + 44)]
    return Markup("").join(parts), foot + 44 + 84 * ((len(marks) + 3) // 4) + 64


def _growth(growth: Sequence[GrowthMarks], y: int) -> tuple[Markup, int]:
    foot = y + 24 + ROW * len(growth)
    parts = [_levels_axis(y, foot)]
    for i, one in enumerate(growth):
        line = y + 24 + ROW * i
        parts += [
            _text(20, line + 14, f"{one.panel[:18]}, {one.age_days} days old"),
            _text(LEFT, line + 14, f"n {one.n:,}", "quiet", anchor="end"),
            _levels(one.coverage, one.coverage_interval, line + 9),
        ]
    return Markup("").join(parts), foot + 30


def _levels_axis(y: int, foot: int) -> Markup:
    parts = [_text(COVERED[0], y - 8, "Share inside the 50, 80 and 95 % ranges", "quiet")]
    for level, _ in LEVELS:
        x = _along(COVERED, float(level))
        parts += [
            _line(x, y + 16, x, foot, "grid"),
            _text(x, y + 10, f"{float(level):.0%}", "quiet", anchor="middle"),
        ]
    return Markup("").join(parts)


def _levels(coverage: dict[str, float], eighty: Clustered, y: float) -> Markup:
    parts = []
    if eighty.low is not None and eighty.high is not None:
        parts.append(_line(_along(COVERED, eighty.low), y, _along(COVERED, eighty.high), y, "range"))
    for level, kind in LEVELS:
        parts.append(
            Markup('<circle class="{}" cx="{}" cy="{}" r="5"/>').format(kind, _along(COVERED, coverage[level]), y)
        )
    return Markup("").join(parts)


def _gaps(one: Marks) -> list[tuple[int, tuple[float, float, float]]]:
    """For each baseline, the relative difference of the CRPS with its interval, where that can be told."""
    found = []
    for number, (name, _) in enumerate(BASELINES):
        other: Baseline = one.baselines[name]
        gap = other.ours_minus["crps"]
        if gap.low is None or gap.high is None:
            continue
        found.append((number, (gap.low / other.crps, gap.value / other.crps, gap.high / other.crps)))
    return found


def _gap_axis(y: int, foot: int, reach: float) -> Markup:
    middle = (SCORED[0] + SCORED[1]) / 2
    return Markup("").join(
        [
            _text(SCORED[0], y - 8, "CRPS against simpler forecasts", "quiet"),
            _text(SCORED[0], y + 10, f"{reach:.0%} better or more", "quiet"),
            _text(SCORED[1], y + 10, "worse", "quiet", anchor="end"),
            _line(middle, y + 16, middle, foot, "zero"),
        ]
    )


def _gap(number: int, ends: tuple[float, float, float], y: float, reach: float) -> Markup:
    middle, half = (SCORED[0] + SCORED[1]) / 2, (SCORED[1] - SCORED[0]) / 2
    low, value, high = (middle + half * min(1.0, max(-1.0, end / reach)) for end in ends)
    return Markup("{}{}").format(
        _line(low, y + 2, high, y + 2, f"b{number}"),
        Markup('<circle class="b{}" cx="{}" cy="{}" r="2.5"/>').format(number, round(value, 1), y + 2),
    )


def _legend(y: float) -> Markup:
    parts = [_text(20, y, "Bars: 95 % intervals, clustered by creator", "quiet")]
    for number, (_, label) in enumerate(BASELINES):
        x = COVERED[0] + 125 * number
        parts += [
            Markup('<circle class="b{}" cx="{}" cy="{}" r="4"/>').format(number, x, y - 4),
            _text(x + 9, y, label, "quiet"),
        ]
    return Markup("").join(parts)


def _pits(marks: Sequence[Marks], y: int) -> Markup:
    """Where outcomes fell in the forecast's distribution: ten equal bars where it is calibrated."""
    parts = [_text(20, y + 14, "Outcomes in each tenth of the forecast (flat is right)", "quiet")]
    for i, one in enumerate(marks):
        left, foot = 20 + 215 * (i % 4), y + 84 + 84 * (i // 4)
        for tenth, share in enumerate(one.pit):
            height = round(min(share, 0.25) * 200, 1)
            parts.append(
                Markup('<rect class="pit" x="{}" y="{}" width="15" height="{}"/>').format(
                    left + 17 * tenth, foot - height, height
                )
            )
        level = foot - 20
        parts += [
            _line(left, level, left + 168, level, "zero"),
            _text(left, foot + 14, f"{one.panel[:18]}, {one.m} videos", "quiet"),
        ]
    return Markup("").join(parts)


def _along(axis: tuple[int, int], share: float) -> float:
    """Coverage from 40 % to 100 % along an axis; what is lower stands at its start."""
    return round(axis[0] + (axis[1] - axis[0]) * (min(1.0, max(0.4, share)) - 0.4) / 0.6, 1)


def _text(x: float, y: float, words: str, kind: str = "", *, anchor: str = "start") -> Markup:
    return Markup('<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>').format(kind, x, y, anchor, words)


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    return Markup('<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(
        kind, round(x1, 1), round(y1, 1), round(x2, 1), round(y2, 1)
    )
