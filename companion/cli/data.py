"""Commands about what TikTok showed: import, creators, videos, score."""

from pathlib import Path

import click

from companion.cli import files, output
from companion.cli.desk import now, opened
from companion.cli.scorecard import tell
from companion.model import CreatorSummary, InvalidInput, end_of_day, parse_instant
from companion.service import creators, scoring
from companion.service.importing import FileReport, Importer, ImportReport
from companion.service.reparsing import Reparser

JSON_FLAG = click.option("--json", "json_wanted", is_flag=True, help="Print JSON instead of a table.")


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, allow_dash=True, path_type=Path))
@click.option("--seen-at", metavar="DATE", help="When files without a date of their own were saved.")
@JSON_FLAG
def import_command(paths: tuple[Path, ...], seen_at: str | None, json_wanted: bool) -> None:
    """Read saved TikTok pages, API answers and captures.

    PATHS are files, folders or zip archives; - reads standard input. Exit code 0 if anything was read, else 1.

    Example: fitlens import ~/Downloads/profile.html --seen-at 2026-11-20
    """
    dated = None if seen_at is None else parse_instant(seen_at)
    if dated is not None and dated > now():
        raise InvalidInput(f"--seen-at {seen_at} lies in the future.")
    with opened() as store:
        importer = Importer(store, seen_at=dated, now=now())
        with output.progress() as progress:
            task = progress.add_task("Reading", total=None)
            for found in files.find(paths):
                if isinstance(found.content, bytes):
                    importer.take(found.path, found.content, modified_at=found.modified_at)
                else:
                    importer.refuse(found.path, found.content)
                progress.advance(task)
        report = importer.finish()
    if json_wanted:
        output.as_json(report)
    else:
        _tell(report)
    if not report.totals.read:
        raise click.ClickException(
            report.files[0].says if len(report.files) == 1 else "Nothing could be read from these files."
        )


@click.command("reparse")
@JSON_FLAG
def reparse_command(json_wanted: bool) -> None:
    """Read the captures of the last 30 days again, after an update that reads more of them.

    Nothing is lost or counted twice: only what was not known before is added.

    Example: fitlens reparse
    """
    with opened() as store:
        reparser = Reparser(store, now=now())
        with output.progress() as progress:
            task = progress.add_task("Reading again", total=None)
            for done in reparser.run():
                progress.update(task, completed=done)
        report = reparser.finish()
    if json_wanted:
        output.as_json(report)
    else:
        output.table(
            ("Captures", "Read", "Creators", "Videos", "New readings"),
            [
                tuple(
                    f"{count:,}"
                    for count in (
                        report.captures,
                        report.read,
                        report.creators,
                        report.videos,
                        report.observations,
                    )
                )
            ],
        )


@click.command("creators")
@JSON_FLAG
def creators_command(json_wanted: bool) -> None:
    """List the creators that were read, last seen first.

    Example: fitlens creators --json
    """
    with opened() as store:
        found: list[CreatorSummary] = []
        while rows := creators.page(store, limit=1000, offset=len(found)).rows:
            found += [row.summary for row in rows]
    if json_wanted:
        output.as_json(found)
    elif not found:
        click.echo("No creator was read yet: open a profile in the browser, or import a saved page.")
    else:
        output.table(
            ("Creator", "Name", "Followers", "State", "Last seen"),
            (
                (output.who(c), c.name or "", output.compact(c.followers), c.state, (c.seen_at or "")[:10])
                for c in found
            ),
        )


@click.command("videos")
@click.argument("handle")
@JSON_FLAG
def videos_command(handle: str, json_wanted: bool) -> None:
    """List a creator's videos, newest first.

    Example: fitlens videos @mira.bakes.slow
    """
    with opened() as store:
        found = creators.videos(store, handle)
    if json_wanted:
        output.as_json(found)
        return
    output.table(
        ("Posted", "Views", "Likes", "Comments", "Shares", "Saves", "Caption"),
        (
            (
                (v.created_at or "")[:10],
                *(output.compact(count) for count in (v.views, v.likes, v.comments, v.shares, v.saves)),
                (v.caption or "")[:60],
            )
            for v in found
        ),
    )


@click.command("score")
@click.argument("handle")
@click.option("--brief", "brief_name", metavar="NAME", help="Score for this brief instead of the active one.")
@click.option("--as-of", metavar="DATE", help="As if nothing after this day (UTC) had been seen.")
@JSON_FLAG
def score_command(handle: str, brief_name: str | None, as_of: str | None, json_wanted: bool) -> None:
    """Show a creator's scorecard: every number with its range, videos and formula, and the reasons of the fit.

    Example: fitlens score @mira.bakes.slow --brief "Crumb & Co."
    """
    until = None if as_of is None else end_of_day(as_of)
    with opened() as store:
        card = scoring.look(store, handle, brief_name=brief_name, as_of=until, now=now()).scorecard
        if until is None:
            scoring.shown(store, handle, now=now())
    if json_wanted:
        output.as_json(card)
        return
    tell(card)


def _tell(report: ImportReport) -> None:
    output.table(
        ("File", "Creators", "Videos", "New readings", "Outcome"),
        (
            (file.path, str(file.creators), str(file.videos), str(file.observations), _outcome(file))
            for file in report.files
        ),
    )


def _outcome(file: FileReport) -> str:
    """What became of a file, and what of it was left out."""
    left_out = "; ".join(f"{each.count} × {each.reason}" for each in file.skipped)
    return f"{file.says} Left out: {left_out}." if left_out else file.says


COMMANDS = (import_command, reparse_command, creators_command, videos_command, score_command)
