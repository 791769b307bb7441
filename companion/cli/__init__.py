"""The ``fitlens`` command: thin shells around the use cases, one sentence for every error."""

import os
import sys

import click

from companion import __version__
from companion.cli import access, data, decisions, run
from companion.model import FitlensError


class OneSentenceErrors(click.Group):
    """A group whose commands end with one sentence on stderr and exit code 1 instead of a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command and translate what went wrong."""
        try:
            return super().invoke(ctx)
        except FitlensError as error:
            raise click.ClickException(error.says) from error
        except BrokenPipeError:
            # The reader went away (``fitlens creators | head``): nothing is left to say, nor to flush at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(1) from None
        except OSError as error:
            said = error.strerror or str(error)
            raise click.ClickException(f"{error.filename or 'The system'}: {said}.") from error


@click.group(cls=OneSentenceErrors, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="fitlens")
def main() -> None:
    """See how well a TikTok creator fits your brand, on your own machine.

    Everything is kept in one folder (FITLENS_HOME, or your user data folder); nothing leaves this machine.
    """


for command in (*run.COMMANDS, *data.COMMANDS, *decisions.COMMANDS, *access.COMMANDS):
    main.add_command(command)
