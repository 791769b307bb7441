"""The back-test on the command line: how well forecasts did, as a table, as JSON and as a picture."""

from pathlib import Path

import click

from companion.cli import output
from companion.cli.backtest_plot import drawn
from companion.cli.data import JSON_FLAG
from companion.cli.desk import now, opened
from companion.metrics.backtest import GrowthMarks, Marks, Scores
from companion.metrics.scoring_rules import FEWEST_CLUSTERS, Clustered
from companion.model import Estimate, InvalidInput
from companion.model.accuracy import RecordMarks
from companion.service import accuracy, backtesting, forecasting
from companion.service.backtesting import Backtest
from companion.service.panels import Panel, read_panel
from companion.store.interfaces import Store

Result = Marks | GrowthMarks | RecordMarks

NAMES = {
    "own_history": "  the creator's own videos alone",
    "last_10_quantiles": "  quantiles of the last ten",
    "cohort": "  creators of the size alone",
    "textbook_empirical_bayes": "  textbook empirical Bayes",
}

TOO_FEW = "too few creators"
ELECTION = "Denmark politics 2026"
"""The shipped panel that was read six days after one."""


@click.command("backtest")
@click.argument("panels", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--refit", is_flag=True, help="Fit the priors on the panel's other creators.")
@click.option(
    "--plot",
    "picture",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Draw an SVG picture.",
)
@JSON_FLAG
def backtest_command(panels: tuple[Path, ...], refit: bool, picture: Path | None, json_wanted: bool) -> None:
    """Mark the forecasts: on PANELS (CSV files of videos by creator, .gz allowed), or on what you have read.

    Each video that was 14 days old when read is predicted from the 3, 5, 10 and 30 before it, and the forecast is
    set beside simpler ones. Files of videos read twice mark the growth of young videos. Without PANELS the
    forecasts that were recorded when they were shown are marked too.

    Example: fitlens backtest panel.csv.gz --plot accuracy.svg
    """
    if picture is not None and picture.suffix.lower() != ".svg":
        raise InvalidInput(f"--plot draws an SVG picture: name the file {picture.stem[:80]}.svg.")
    results: list[Result] = []
    if panels:
        for path in panels:
            results += _marked(Backtest(panel := read_panel(path), refit=refit), panel)
    else:
        with opened() as store:
            results += _of_home(store, refit)
    if picture is not None and results:
        picture.write_text(drawn(results), encoding="utf-8")
    if json_wanted:
        output.as_json(results)
    else:
        _tell(results)


def _of_home(store: Store, refit: bool) -> list[Result]:
    """What was recorded, and the back-test that the desk shows too; one with other priors is not kept for it."""
    if refit:
        for _ in forecasting.mark_all(store, now=now()):
            pass
        reading = backtesting.Reading(store)
        for _ in reading.run():
            pass
        marks = _marked(Backtest(reading.panel(), refit=True), reading.panel())
    else:
        with output.progress() as progress:
            task = progress.add_task("Marking what you have read", total=None)
            for done in accuracy.check(store, now=now()):
                progress.update(task, completed=done.done, total=done.total)
        marks = []
    found = accuracy.accuracy(store, now=now())
    recorded = [record for record in found.recorded if record.forecasts]
    return [*recorded, *marks, *(found.backtest.results if found.backtest and not refit else ())]


def _marked(run: Backtest, panel: Panel) -> list[Marks | GrowthMarks]:
    with output.progress() as progress:
        total = sum(len(history.videos) for history in panel.histories) or None
        task = progress.add_task(f"Marking {output.plain(panel.name)[:40]}", total=total)
        for done in run.run():
            progress.advance(task, done)
    return run.results()


def _tell(results: list[Result]) -> None:
    if not results:
        click.echo(
            "There is nothing to mark yet: a creator needs four videos that were at least 14 days old when read."
        )
        return
    _tell_recorded([each for each in results if isinstance(each, RecordMarks)])
    _tell_marks([each for each in results if isinstance(each, Marks)])
    _tell_growth([each for each in results if isinstance(each, GrowthMarks)])


def _tell_recorded(records: list[RecordMarks]) -> None:
    if not records:
        return
    output.table(
        ("Shown here, after", "Forecasts", "Marked", "In 50 %", "In 80 %", "In 95 %", "Got more", "Got less"),
        (
            (
                f"{one.days} days",
                f"{one.forecasts:,}",
                f"{one.read:,} of {one.creators:,} creators",
                *(_share(one.shares[level], one.landed[level], one.read) for level in ("0.5", "0.8", "0.95")),
                f"{one.higher:,}",
                f"{one.lower:,}",
            )
            for one in records
        ),
    )
    for one in records:
        click.echo(one.says)


def _share(share: Estimate, landed: int, read: int) -> str:
    if share.value is None or share.low is None or share.high is None:
        return f"{landed:,} of {read:,}"
    return f"{share.value:.1%} ({share.low:.0%} to {share.high:.0%})"


def _tell_marks(marks: list[Marks]) -> None:
    if not marks:
        return
    rows: list[tuple[str, ...]] = []
    for one in marks:
        rows.append(
            (one.panel, str(one.m), f"{one.n:,} of {one.creators} creators", *_held(one, one), *_scored(one), "")
        )
        for name, other in one.baselines.items():
            gap = _ends(other.ours_minus["crps"], "{:+.4f}")
            rows.append((NAMES[name], "", "", *_held(other), *_scored(other), gap))
    output.table(
        (
            "Panel",
            "Videos",
            "Forecasts",
            "In 50 %",
            "In 80 %",
            "In 95 %",
            "Interval score",
            "CRPS",
            "Ours minus this",
        ),
        rows,
    )
    click.echo("Scores are on ln(views), lower is better; differences with 95 % intervals, clustered by creator.")
    click.echo("In brackets behind our 80 %: its own 95 % interval, clustered too.")
    if any(one.creators < FEWEST_CLUSTERS for one in marks):
        click.echo(f"Too few creators: from fewer than {FEWEST_CLUSTERS} no interval can be told.")
    for one in marks:
        if said := _not_as_promised(one):
            click.echo(said)
    _tell_quantiles(marks)
    _tell_sizes(marks)


def _held(scores: Scores, ours: Marks | None = None) -> tuple[str, str, str]:
    """The shares inside the 50, 80 and 95 % ranges, for our forecast with the interval of the second."""
    half, eighty, most = (f"{scores.coverage[level]:.1%}" for level in ("0.5", "0.8", "0.95"))
    return half, eighty if ours is None else _ends(ours.coverage_interval, "{:.1%}"), most


def _scored(scores: Scores) -> tuple[str, str]:
    return f"{scores.interval_score_80:.3f}", f"{scores.crps:.4f}"


def _ends(mean: Clustered, form: str) -> str:
    """A mean with its interval, or why there is none."""
    if mean.low is None or mean.high is None:
        return f"{form.format(mean.value)} ({TOO_FEW})"
    return f"{form.format(mean.value)} ({form.format(mean.low)} to {form.format(mean.high)})"


def _not_as_promised(one: Marks) -> str | None:
    """What to make of a range that surely held more or less often than it promises."""
    covered = one.coverage_interval
    if covered.low is None or covered.high is None or covered.low <= 0.8 <= covered.high:
        return None
    wide = covered.low > 0.8
    often = (
        "more often than promised: ranges are too wide"
        if wide
        else "less often than promised: ranges are too narrow"
    )
    return (
        f"{one.panel}, {one.m} videos: the 80 % range held {often} here. Something that moves all creators of a "
        f"panel at once does that; around an election, as in {ELECTION}, it lifts the newest videos of all."
    )


def _tell_quantiles(marks: list[Marks]) -> None:
    """Whether single quantiles, and all of them together, are where they should be."""
    output.table(
        (
            "Panel",
            "Videos",
            "Pinball 10 %",
            "50 %",
            "90 %",
            "PIT distance",
            "Outcomes in each tenth of the forecast, in %",
        ),
        (
            (
                one.panel,
                str(one.m),
                *(f"{loss:.4f}" for loss in one.pinball.values()),
                f"{one.pit_distance:.3f}",
                " ".join(f"{100 * share:.0f}" for share in one.pit),
            )
            for one in marks
        ),
    )
    click.echo(
        "Pinball: lower is better. PIT: every tenth holds 10 % and the distance is 0 where all levels are right."
    )


def _tell_sizes(marks: list[Marks]) -> None:
    output.table(
        ("Panel", "Videos", "Followers", "Forecasts", "In 50 %", "In 80 %", "In 95 %", "CRPS", "PIT distance"),
        (
            (
                one.panel,
                str(one.m),
                size.followers,
                f"{size.n:,} of {size.creators} creators",
                *_held(size),
                f"{size.crps:.4f}",
                f"{size.pit_distance:.3f}",
            )
            for one in marks
            for size in one.by_size
        ),
    )


def _tell_growth(marks: list[GrowthMarks]) -> None:
    if not marks:
        return
    output.table(
        ("Panel", "Age in days", "Videos", "Creators", "In 50 %", "In 80 %, 95 % interval of that", "In 95 %"),
        (
            (
                one.panel,
                one.age_days,
                f"{one.n:,}",
                str(one.creators),
                f"{one.coverage['0.5']:.1%}",
                _ends(one.coverage_interval, "{:.1%}"),
                f"{one.coverage['0.95']:.1%}",
            )
            for one in marks
        ),
    )


COMMANDS = (backtest_command,)
