"""Commands about who may talk to the companion, and whether everything is in order."""

import shutil
from pathlib import Path

import click

from companion import config
from companion.browser import downloaded_chromium, find_chromium
from companion.cli import output
from companion.cli.data import JSON_FLAG
from companion.cli.desk import now, opened
from companion.model import InvalidInput, NotFound, Unusable, iso
from companion.service import access, doctor, samples, semantic


@click.command("pair")
@click.option("--code", metavar="CODE", help="Allow the waiting browser that shows this code, without asking.")
def pair_command(code: str | None) -> None:
    """Allow a browser that asks to connect, after comparing the code that it shows.

    Example: fitlens pair
    """
    with opened() as store:
        waiting = access.waiting(store, now=now())
        if code:
            matching = [request for request in waiting if request.code == code.strip().upper()]
            if not matching:
                raise NotFound("No browser waits with this code: click Connect in the browser and try again.")
            access.allow(store, matching[0].id, now=now())
            click.echo(f"{output.plain(matching[0].name)} is connected.")
            return
        if not waiting:
            click.echo("No browser is waiting: click Connect in the browser's Fitlens panel first.")
        for request in waiting:
            name = output.plain(request.name)
            if click.confirm(f"{name} shows the code {request.code}. Is it the same in your browser?"):
                access.allow(store, request.id, now=now())
                click.echo(f"{name} is connected.")


@click.group("clients", invoke_without_command=True)
@JSON_FLAG
@click.pass_context
def clients_command(context: click.Context, json_wanted: bool) -> None:
    """List the connected browsers and programs, or disconnect one.

    Example: fitlens clients revoke 3f9a
    """
    if context.invoked_subcommand is not None:
        return
    with opened() as store:
        found = access.clients(store)
    if json_wanted:
        # Without the token's hash: it is the key of the proof by which an extension knows its companion.
        output.as_json(
            [{"id": c.id, "name": c.name, "origin": c.origin, "created_at": iso(c.created_at)} for c in found]
        )
    elif not found:
        click.echo("Nothing is connected.")
    else:
        output.table(
            ("Id", "Name", "Connected", "From"),
            ((c.id, c.name, iso(c.created_at)[:10], c.origin or "a program") for c in found),
        )


@clients_command.command("revoke")
@click.argument("client_id")
def clients_revoke(client_id: str) -> None:
    """Disconnect a browser or program; the start of its id is enough.

    Example: fitlens clients revoke 3f9a
    """
    with opened() as store:
        matching = [client for client in access.clients(store) if client_id and client.id.startswith(client_id)]
        if len(matching) != 1:
            raise NotFound(f"{len(matching)} connections have an id that starts with {client_id[:40]!r}.")
        access.revoke(store, matching[0].id)
    click.echo(f"{output.plain(matching[0].name)} is disconnected.")


@clients_command.command("add")
@click.argument("name")
def clients_add(name: str) -> None:
    """Make a token for a program on this machine; it is shown once.

    Example: fitlens clients add "Weekly report"
    """
    with opened() as store:
        _, token = access.create_client(store, name, now=now())
    click.echo(token)


@click.command("extension")
def extension_command() -> None:
    """Print the folder to load unpacked in Chrome, Edge, Chromium or Firefox.

    Example: fitlens extension
    """
    click.echo(copied_extension(config.load().home))


def _write_sample(context: click.Context, _: click.Parameter, target: Path | None) -> None:
    """Write a sample instead of checking anything."""
    if target is None or context.resilient_parsing:
        return
    with opened() as store:
        sample = samples.newest(store)
    try:
        with target.open("xb") as file:
            file.write(sample)
    except FileExistsError as error:
        raise InvalidInput(f"{target} is there already: name a new file.") from error
    click.echo(f"{target} holds the sample. Look through it before you attach it to an issue.")
    context.exit()


@click.command("doctor")
@click.option(
    "--sample",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    callback=_write_sample,
    is_eager=True,
    expose_value=False,
    help="Write the newest capture that lacks something to FILE, without names, for an issue.",
)
@JSON_FLAG
def doctor_command(json_wanted: bool) -> None:
    """Check the home, the companion, the extension, the browser, and what TikTok changed.

    Example: fitlens doctor
    """
    settings = config.load()
    semantic.use(settings.semantic_model)
    findings = [
        *doctor.examine(settings.home, extension=config.extension_folder()),
        _browser_finding(settings.browser),
    ]
    if json_wanted:
        output.as_json(findings)
    else:
        output.table(("", "What", "Finding"), (("ok" if f.ok else "!!", f.what, f.says) for f in findings))
    if not all(finding.ok for finding in findings):
        raise SystemExit(1)


def _browser_finding(chosen: str | None) -> doctor.Finding:
    try:
        return doctor.Finding("Browser for the demo", True, find_chromium(chosen, downloaded_chromium))
    except Unusable as error:
        return doctor.Finding("Browser for the demo", chosen is None, error.says)


def copied_extension(home: Path) -> Path:
    """A copy of the extension in the home: an upgrade replaces it in place, so the browser finds it again.

    Raises:
        Unusable: the home can't be written.
    """
    source, target, draft = config.extension_folder(), home / "extension", home / "extension.new"
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(source, draft)
        # The browser may have loaded the old copy: it goes when the new one is whole.
        shutil.rmtree(target, ignore_errors=True)
        draft.rename(target)
    except OSError as error:
        reason = error.strerror or "not all of its files can be written"
        raise Unusable(f"The extension can't be copied to {target}: {reason}.") from error
    return target


COMMANDS = (pair_command, clients_command, extension_command, doctor_command)
