"""The back-test on the command line: how well forecasts did, as a table, as JSON and as a picture."""

from pathlib import Path

import click

from companion.cli import output
from companion.cli.backtest_plot import drawn
from companion.cli.data import JSON_FLAG
from companion.cli.desk import now, opened
from companion.metrics.backtest import GrowthMarks, Marks
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
        shares = [f"{one.coverage[level]:.1%}" for level in ("0.5", "0.8", "0.95")]
        told = (
            f"{one.n:,} of {one.creators} creators",
            *shares,
            f"{one.interval_score_80:.3f}",
            f"{one.crps:.4f}",
        )
        rows.append((one.panel, str(one.m), *told, ""))
        for name, other in one.baselines.items():
            shares = [f"{other.coverage[level]:.1%}" for level in ("0.5", "0.8", "0.95")]
            gap = other.ours_minus["crps"]
            better = f"{gap.value:+.4f} ({gap.low:+.4f} to {gap.high:+.4f})"
            rows.append(
                (NAMES[name], "", "", *shares, f"{other.interval_score_80:.3f}", f"{other.crps:.4f}", better)
            )
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


def _tell_growth(marks: list[GrowthMarks]) -> None:
    if not marks:
        return
    output.table(
        ("Panel", "Age in days", "Videos", "Creators", "In 50 %", "In 80 %", "95 % interval of that", "In 95 %"),
        (
            (
                one.panel,
                one.age_days,
                f"{one.n:,}",
                str(one.creators),
                f"{one.coverage['0.5']:.1%}",
                f"{one.coverage['0.8']:.1%}",
                f"{one.coverage_interval.low:.1%} to {one.coverage_interval.high:.1%}",
                f"{one.coverage['0.95']:.1%}",
            )
            for one in marks
        ),
    )


COMMANDS = (backtest_command,)
