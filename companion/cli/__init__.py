"""The ``fitlens`` command: thin shells around the use cases, one sentence for every error."""

import io
import logging
import os
import sys
from contextlib import suppress

import click

from companion import __version__, config
from companion.cli import access, backtest, compare, data, decisions, output, run
from companion.model import FitlensError

WENT_WRONG = "Something went wrong inside Fitlens: what it was is in the log, in the folder “logs” of its home."
LOG = logging.getLogger("fitlens.cli")


class OneSentenceErrors(click.Group):
    """A group whose commands end with one sentence on stderr and exit code 1 instead of a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command and translate what went wrong."""
        _forgive_narrow_consoles()
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except FitlensError as error:
            raise click.ClickException(output.plain(error.says)) from error
        except BrokenPipeError:
            # The reader went away (``fitlens creators | head``): nothing is left to say, nor to flush at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(1) from None
        except OSError as error:
            said = error.strerror or str(error)
            raise click.ClickException(output.plain(f"{error.filename or 'The system'}: {said}.")) from error
        except Exception as error:
            _log(error)
            raise click.ClickException(WENT_WRONG) from error


def _forgive_narrow_consoles() -> None:
    """A console that can't show a character shows a question mark; it is no reason to fail."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _log(error: Exception) -> None:
    """Keep the trace of a fault of ours, where that is possible."""
    from companion.web import serve  # noqa: PLC0415  only a fault needs what the server logs with

    with suppress(FitlensError, OSError):
        handler = serve.log_to(config.load().home / "logs")
        LOG.error("A command failed", exc_info=error)
        serve.stop_logging(handler)


@click.group(cls=OneSentenceErrors, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="fitlens")
def main() -> None:
    """See how well a TikTok creator fits your brand, on your own machine.

    Everything is kept in one folder (FITLENS_HOME, or your user data folder); nothing leaves this machine.
    """


for command in (
    *run.COMMANDS,
    *data.COMMANDS,
    *compare.COMMANDS,
    *backtest.COMMANDS,
    *decisions.COMMANDS,
    *access.COMMANDS,
):
    main.add_command(command)
