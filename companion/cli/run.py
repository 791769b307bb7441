"""Commands that run something: the companion, the demo."""

import os
import webbrowser
from contextlib import closing
from pathlib import Path

import click

from companion import config
from companion.cli.access import copied_extension
from companion.cli.desk import now
from companion.model import AlreadyRunning
from companion.service import access, semantic
from companion.store import instance, open_store
from companion.store.interfaces import Store


@click.command("start")
@click.option("--port", type=click.IntRange(1, 65_535), help="Serve on this port instead of 8417 to 8421.")
@click.option("--no-browser", is_flag=True, help="Don't open the desk.")
def start_command(port: int | None, no_browser: bool) -> None:
    """Run the companion and open its desk.

    Example: fitlens start --port 8420
    """
    settings = config.load(port=port, open_browser=False if no_browser else None)
    with closing(open_store(settings.home)) as store:
        running = instance.running(settings.home)
        if running is None:
            try:
                _serve(settings, store)
            except AlreadyRunning:
                running = instance.running(settings.home)
        if running is not None:
            click.echo(f"Fitlens already runs at http://127.0.0.1:{running.port}.")
            _open_desk(settings, store, running.port)


@click.command("demo")
@click.option("--headless", is_flag=True, help="Run without a window.")
@click.option("--once", is_flag=True, help="Print the scorecard as JSON and end, instead of staying open.")
@click.option(
    "--screenshot", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Keep a picture."
)
@click.option("--creator", default="mira.bakes.slow", show_default=True, metavar="HANDLE", help="Whom to look at.")
@click.option("--seed", type=int, default=1, show_default=True, help="Draws other numbers for the same creators.")
def demo_command(headless: bool, once: bool, screenshot: Path | None, creator: str, seed: int) -> None:
    """Show the main job on the sample TikTok, in a temporary home.

    Example: fitlens demo --headless --once --screenshot overlay.png
    """
    from companion.demo import tour  # noqa: PLC0415  the browser's driver takes 0.2 s that only the demo should pay

    settings = config.load()
    tour.run(
        settings,
        inside=settings.home if "FITLENS_HOME" in os.environ else None,
        handle=creator.removeprefix("@").lower(),
        seed=seed,
        headless=headless,
        once=once,
        screenshot=screenshot,
    )


def _serve(settings: config.Settings, store: Store) -> None:
    from companion.web import serve  # noqa: PLC0415  only a command that serves needs Flask
    from companion.web.app import create_app  # noqa: PLC0415
    from companion.web.context import Context  # noqa: PLC0415
    from companion.web.upkeep import Upkeep  # noqa: PLC0415

    port = serve.free_port(settings.port)
    with instance.hold(settings.home, port):
        folder = copied_extension(settings.home)
        click.echo(f"Fitlens runs at http://127.0.0.1:{port} and keeps everything in {settings.home}.")
        click.echo(
            "To load the extension: open chrome://extensions (Edge: edge://extensions), switch on Developer mode, "
            f"click “Load unpacked” and choose {folder}"
        )
        click.echo("Press Ctrl+C to stop.")
        _open_desk(settings, store, port)
        log = serve.log_to(settings.home / "logs")
        semantic.use(settings.semantic_model, beside=True)
        here = Context(store=store, now=now, port=port, extension=folder)
        upkeep = Upkeep(store, now)
        upkeep.start()
        try:
            serve.run(create_app(here), port)
        finally:
            upkeep.stop()
            here.background.stop()
            serve.stop_logging(log)


def _open_desk(settings: config.Settings, store: Store, port: int) -> None:
    """Open the desk by a one-time link, or show the link where no browser is wanted or can be opened."""
    link = f"http://127.0.0.1:{port}/?ticket={access.new_ticket(store, now=now())}"
    if settings.open_browser:
        if webbrowser.open(link):
            return
        click.echo("No browser could be opened (Fitlens works in Chrome, Edge, Chromium and Firefox).")
    click.echo(f"The desk, for a minute (“fitlens start” gives a new link): {link}")


COMMANDS = (start_command, demo_command)
