"""Commands that run something: the companion, the demo."""

import click

from companion import config
from companion.model import AlreadyRunning
from companion.store import open_store


@click.command("start")
@click.option("--port", type=click.IntRange(1, 65_535), help="Serve on this port instead of 8417 to 8421.")
@click.option("--no-browser", is_flag=True, help="Don't open the desk.")
def start_command(port: int | None, no_browser: bool) -> None:
    """Run the companion and open its desk.

    Example: fitlens start --port 8420
    """
    settings = config.load(port=port, open_browser=False if no_browser else None)
    store = open_store(settings.home)
    try:
        _serve(settings, store)
    except AlreadyRunning as error:
        click.echo(f"Fitlens already runs on this home ({error.says})")
    finally:
        store.close()


COMMANDS = (start_command,)
