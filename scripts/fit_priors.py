"""Fit the shipped priors on a folder of panels; ``accuracy.py`` marks them on creators that were left out.

    python scripts/fit_priors.py PANEL_DIR            # writes companion/metrics/priors.json

Only aggregates leave this script: means, variances and counts, with market and year. Needs numpy and scipy.
"""

import argparse
import csv
import gzip
import json
import math
import sys
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy import optimize, special, stats

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from companion.metrics.maturity import FIRST_HOUR  # noqa: E402

PANELS = {
    "a": ("panel_a_2025.csv.gz", "Vietnam food and lifestyle", 2025, ""),
    "b": ("panel_b_2026.csv.gz", "Denmark politics", 2026, "an election lifted the newest videos there"),
}
PAIRS = "growth_pairs_2026.csv.gz"
MATURE = 14.0
BLOCK = 30
HALF_LIFE = 20.0
EDGES = (0, 1_000, 10_000, 100_000, 500_000, 1_000_000, None)
SMALLEST_COHORT = 8
LARGE_ENOUGH = 15
BENDS = (math.log(10_000), math.log(30_000))
OLDEST_GROWTH = 30.0
SMALLEST_GROWTH = 2e-4
GROWTH_BANDS = (0, 1, 2, 4, 7, 14, 30)

# Growth of videos that were picked for virality: ages at both readings (days) and median factor, METRICS 0.4.
VIRAL_GROWTH = (
    (1.5, 12.4, 2.22), (2.5, 13.5, 1.64), (4.0, 15.0, 1.35), (6.0, 17.7, 1.23),
    (8.5, 19.7, 1.13), (12.0, 23.1, 1.13), (21.0, 34.0, 1.09),
)  # fmt: skip


@dataclass(frozen=True)
class PanelCreator:
    """One creator of a panel, mature videos only, oldest first."""

    panel: str
    label: str
    followers: float
    hearts: float | None
    hearts_per_video: float | None
    columns: dict[str, np.ndarray]

    @property
    def views(self) -> np.ndarray:
        """Natural logarithms of the views."""
        return np.log(self.columns["views"])


def read_panel(folder: Path, name: str) -> list[PanelCreator]:
    """Read one panel's creators that have followers and at least one mature video."""
    rows = defaultdict(list)
    with gzip.open(folder / PANELS[name][0], "rt") as file:
        for row in csv.DictReader(file):
            if row["views"] and float(row["views"]) > 0 and float(row["age_days"]) >= MATURE and row["followers"]:
                rows[row["creator"]].append(row)
    creators = []
    for mine in rows.values():
        first = mine[0]
        if float(first["followers"]) <= 0:
            continue
        hearts, videos = float(first["hearts"] or 0), float(first["videos"] or 0)
        columns = {
            key: np.array([float(row[key]) if row[key] else math.nan for row in mine])
            for key in ("age_days", "views", "likes", "comments", "shares", "saves")
        }
        per_video = hearts / videos if hearts > 0 and videos > 0 else None
        creators.append(
            PanelCreator(name, first["creator"], float(first["followers"]), hearts or None, per_video, columns)
        )
    return creators


def fit_within(series: list[np.ndarray]) -> dict:
    """Scaled inverse chi-square prior of the variance inside a creator, by the moments of ln(s^2)."""
    logs, weights, trigamma = [], [], []
    for values in series:
        blocks = np.array_split(values, max(1, len(values) // BLOCK))
        for block in blocks:
            if len(block) >= 8:
                half = (len(block) - 1) / 2
                logs.append(math.log(max(block.var(ddof=1), 1e-4)) - special.digamma(half) + math.log(half))
                trigamma.append(special.polygamma(1, half))
                weights.append(1 / len(blocks))
    mean = np.average(logs, weights=weights)
    extra = max(1e-3, np.average((logs - mean) ** 2, weights=weights) - np.average(trigamma, weights=weights))
    half_df = optimize.brentq(lambda x: special.polygamma(1, x) - extra, 0.1, 1e4)
    variance = math.exp(mean + special.digamma(half_df) - math.log(half_df))
    return {"variance": variance, "df": 2 * half_df}


def fit_skew(series: list[np.ndarray]) -> float:
    """Mean skewness inside a creator, taken in blocks so that a drifting level does not pass for it."""
    skews, weights = [], []
    for values in series:
        blocks = [b for b in np.array_split(values, max(1, len(values) // BLOCK)) if len(b) >= 8]
        if blocks:
            skews.append(np.mean([stats.skew(block, bias=False) for block in blocks]))
            weights.append(min(len(values), BLOCK))
    return float(np.average(skews, weights=weights))


def fit_centre(
    creators: list[PanelCreator], predictor, panels: tuple[str, ...], bends: tuple[float, ...] = ()
) -> dict:
    """Line through creators' recent levels, bent at ``bends``, and the variance around it without noise."""
    xs, levels, noise, weights = [], [], [], []
    for creator in creators:
        if len(creator.views) < 8:
            continue
        blocks = np.array_split(creator.views, max(1, len(creator.views) // BLOCK))
        for block in blocks:
            xs.append(predictor(creator))
            levels.append(block.mean())
            noise.append(block.var(ddof=1) / len(block))
            weights.append(1 / len(blocks))
    xs, levels = np.array(xs), np.array(levels)
    root = np.sqrt(weights)
    constant = np.ptp(xs) == 0
    bent = [np.maximum(0, xs - bend) for bend in bends]
    design = np.column_stack([np.ones(len(xs))] if constant else [np.ones(len(xs)), xs, *bent])
    solution = np.linalg.lstsq(design * root[:, None], levels * root, rcond=None)[0]
    n = sum(len(creator.views) >= 8 for creator in creators)
    residual = levels - design @ solution
    between = np.average(residual**2, weights=weights) * n / (n - design.shape[1]) - np.average(
        noise, weights=weights
    )
    return {
        "intercept": solution[0],
        "slope": 0.0 if constant else solution[1],
        "bends": list(zip(bends, solution[2:], strict=True)),
        "between": max(float(between), 0.02),
        "creators": n,
        "panels": panels,
    }


def fit_views(creators: list[PanelCreator]) -> dict:
    """Every prior of ln(views)."""
    names = tuple(sorted({creator.panel for creator in creators}))
    hearted = [creator for creator in creators if creator.hearts_per_video]
    series = [creator.views for creator in creators]
    views = {"within": fit_within(series) | {"skew": fit_skew(series)}, "half_life": HALF_LIFE}
    if hearted:
        views["hearts"] = fit_centre(hearted, lambda c: math.log(c.hearts_per_video), ("a",))
    views["followers"] = fit_centre(
        creators, lambda c: math.log(c.followers), names, BENDS if len(names) > 1 else ()
    )
    views["neither"] = fit_centre(creators, lambda _: 0.0, names)
    return views


def log_rates(creator: PanelCreator, names: tuple[str, ...], below: str = "views") -> np.ndarray:
    """Logarithm of a per-video rate; a video with nothing to count gets half a count, as the engine gives it."""
    above = sum(creator.columns[name] for name in names)
    base = creator.columns[below]
    kept = ~np.isnan(above) & (base > 0)
    above, base = above[kept], base[kept]
    return np.log(np.where(above > 0, above / base, 0.5 / (base + 1)))


def fit_cohorts(
    creators: list[PanelCreator], value, smallest: int = SMALLEST_COHORT, robust: bool = False
) -> list:
    """Normal distribution of ``value(creator) -> (ln value, noise variance)`` for each size.

    Of the two panels the one with more creators of that size is taken; the markets are never mixed in a cohort.
    One of few creators is widened by the neighbouring size that has more.
    """
    sizes = list(pairwise(EDGES))
    found = {
        (panel, size): [
            v for c in creators if c.panel == panel and _holds(size, c) and (v := value(c)) is not None
        ]
        for panel in PANELS
        for size in sizes
    }
    cohorts = []
    for i, (low, high) in enumerate(sizes):
        name = max(PANELS, key=lambda panel: len(found[panel, (low, high)]))
        best, wide = found[name, (low, high)], None
        if len(best) < smallest:
            continue
        if len(best) < LARGE_ENOUGH:
            near = max(sizes[max(0, i - 1) : i] + sizes[i + 1 : i + 2], key=lambda size: len(found[name, size]))
            wide = min((low, high), near)[0], max((low, high), near)[1]
            best = best + found[name, near]
        points, noise = np.array(best).T
        if robust:
            mean, sd = np.median(points), np.subtract(*np.percentile(points, [84.13, 15.87])) / 2
        else:
            mean = points.mean()
            sd = math.sqrt(max(points.var(ddof=1) - noise.mean(), 0.05**2))
        cohort = {"low": low, "high": high, "panel": name, "creators": len(best), "mean": mean, "sd": sd}
        cohorts.append(cohort | ({"wide": wide, "of_size": len(best) - len(found[name, near])} if wide else {}))
    return steady_spreads(cohorts)


def _holds(size: tuple[int, int | None], creator: PanelCreator) -> bool:
    return size[0] <= creator.followers < (size[1] or math.inf)


def steady_spreads(cohorts: list[dict]) -> list[dict]:
    """Pull the spread of each small cohort toward the common one, which counts as ten creators."""
    common = np.mean([cohort["sd"] ** 2 for cohort in cohorts])
    for cohort in cohorts:
        n = cohort["creators"]
        cohort["sd"] = math.sqrt(((n - 1) * cohort["sd"] ** 2 + 10 * common) / (n + 9))
    return cohorts


def fit_rate(creators: list[PanelCreator], names: tuple[str, ...]) -> dict:
    """Prior of the ln of a per-video rate, by size."""
    series = [rates for rates in (log_rates(c, names) for c in creators) if len(rates) >= 8]

    def level(creator: PanelCreator):
        rates = log_rates(creator, names)
        return (rates.mean(), rates.var(ddof=1) / len(rates)) if len(rates) >= 8 else None

    return {"within": fit_within(series), "cohorts": fit_cohorts(creators, level)}


def median_of(names: tuple[str, ...], below: str = "views"):
    """Logarithm of a creator's median ratio; a median of nothing counts as half of one at the median base."""

    def value(creator: PanelCreator):
        above, base = sum(creator.columns[name] for name in names), creator.columns[below]
        kept = ~np.isnan(above) & (base > 0)
        if kept.sum() < 8:
            return None
        ratio = np.median(above[kept] / base[kept])
        return math.log(max(ratio, 0.5 / (np.median(base[kept]) + 1))), 0.0

    return value


def fit_peers(creators: list[PanelCreator]) -> dict:
    """Distributions of creators' own numbers, by size."""

    def view_rate(creator: PanelCreator):
        if len(creator.views) < 8:
            return None
        return creator.views.mean() - math.log(creator.followers), creator.views.var(ddof=1) / len(creator.views)

    def consistency(creator: PanelCreator):
        n = len(creator.views)
        return (math.log(creator.views.std(ddof=1)), 1 / (2 * (n - 1))) if n >= 8 else None

    def cadence(creator: PanelCreator):
        weekly = posts_per_week(creator)
        return (math.log(weekly), 0.0) if weekly else None

    return {
        "view_rate": fit_cohorts(creators, view_rate),
        "consistency": fit_cohorts(creators, consistency),
        "posts_per_week": fit_cohorts(creators, cadence),
        "comments_per_like": fit_cohorts(creators, median_of(("comments",), "likes"), robust=True),
        "shares_per_view": fit_cohorts(creators, median_of(("shares",)), robust=True),
        "saves_per_view": fit_cohorts(creators, median_of(("saves",)), robust=True),
        "likes_per_view": fit_cohorts(creators, median_of(("likes",)), robust=True),
    }


def posts_per_week(creator: PanelCreator) -> float | None:
    """Posts a week from the first mature post to the last, or None below 5 posts."""
    ages = creator.columns["age_days"]
    span = ages.max() - ages.min()
    return float(7 * (len(ages) - 1) / span) if len(ages) >= 5 and span > 7 else None


def fit_spread(values: list[float]) -> dict:
    """Normal distribution between creators on the ln scale, robust to a few odd ones."""
    sd = np.subtract(*np.percentile(values, [84.13, 15.87])) / 2
    return {"mean": float(np.median(values)), "sd": float(sd), "creators": len(values)}


def fit_cadence(creators: list[PanelCreator]) -> dict:
    """Gamma distribution of posts per week between creators, by moments."""
    weekly = np.array([rate for rate in map(posts_per_week, creators) if rate])
    rate = weekly.mean() / weekly.var(ddof=1)
    return {"shape": weekly.mean() * rate, "rate": rate, "creators": len(weekly)}


def fit_growth(folder: Path) -> dict:
    """Growth still to come, log-normal around the median ``scale * age**-power``, by least absolute deviations."""
    with gzip.open(folder / PAIRS, "rt") as file:
        rows = [row for row in csv.DictReader(file) if row["views"] and row["views_later"]]
    rows = [row for row in rows if float(row["views"]) > 0 and float(row["age_days"]) < OLDEST_GROWTH]
    age = np.array([max(float(row["age_days"]), FIRST_HOUR) for row in rows])
    later = age + np.array([float(row["days_between"]) for row in rows])
    grown = np.log([float(row["views_later"]) / float(row["views"]) for row in rows])
    logs = np.log(np.maximum(grown, SMALLEST_GROWTH))

    def median(parameters, start, end):
        scale, power = np.exp(parameters)
        return scale * (start**-power - end**-power)

    fitted = optimize.minimize(
        lambda p: np.abs(logs - np.log(median(p, age, later))).mean(), [math.log(0.6), -1.0], method="Nelder-Mead"
    ).x
    apart = logs - np.log(median(fitted, age, later))
    viral = np.array(VIRAL_GROWTH)
    ratio = np.median(np.log(viral[:, 2]) / median(fitted, viral[:, 0], viral[:, 1]))
    return {
        "scale": math.exp(fitted[0]),
        "power": math.exp(fitted[1]),
        **fit_growth_spread(age, apart),
        "disagreement": ratio,
        "videos": len(rows),
    }


def fit_growth_spread(age: np.ndarray, apart: np.ndarray) -> dict:
    """Line in ln(age) through the spread of ln(growth) in each age band, from its 10 and 90 % quantiles."""
    points = []
    for low, high in pairwise(GROWTH_BANDS):
        inside = (age >= low) & (age < high)
        spread = np.subtract(*np.percentile(apart[inside], [90, 10])) / 2 / 1.2816
        points.append((np.log(age[inside]).mean(), spread, math.sqrt(inside.sum())))
    at, spreads, weights = np.array(points).T
    slope, at_one_day = np.polyfit(at, spreads, 1, w=weights)
    return {"log_sd": at_one_day, "log_sd_slope": slope}


def fit(folder: Path) -> dict:
    """Everything that is shipped."""
    panels = {name: read_panel(folder, name) for name in PANELS}
    creators = [creator for panel in panels.values() for creator in panel]
    ratio_sd = [
        math.log(log_rates(c, ("likes",)).std(ddof=1)) for c in creators if len(log_rates(c, ("likes",))) >= 10
    ]
    return {
        "panels": {
            name: {
                "label": PANELS[name][1],
                "year": PANELS[name][2],
                "note": PANELS[name][3],
                "creators": len(panel),
                "videos": sum(len(c.views) for c in panel),
            }
            for name, panel in panels.items()
        },
        "views": fit_views(creators),
        "rates": {
            "engagement_rate": fit_rate(creators, ("likes", "comments", "shares")),
            "engagement_rate_with_saves": fit_rate(creators, ("likes", "comments", "shares", "saves")),
        },
        "peers": fit_peers(creators),
        "likes_spread": fit_spread(ratio_sd),
        "followers_per_heart": fit_spread([math.log(c.followers / c.hearts) for c in panels["a"] if c.hearts]),
        "cadence": fit_cadence(creators),
        "growth": fit_growth(folder),
    }


def rounded(value):
    """Plain numbers of four digits, in dicts and lists of any depth."""
    if isinstance(value, dict):
        return {key: rounded(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(inner) for inner in value]
    return round(float(value), 4) if isinstance(value, (float, np.floating)) else value


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("panels", type=Path, metavar="PANEL_DIR")
    arguments = parser.parse_args()
    target = ROOT / "companion" / "metrics" / "priors.json"
    target.write_text(json.dumps(rounded(fit(arguments.panels)), indent=1) + "\n", encoding="utf-8")
    print(f"wrote {target.name}")


if __name__ == "__main__":
    main()
