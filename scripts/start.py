"""Set Fitlens up on this machine and run it: ``python3 scripts/start.py [--demo …]``.

Without ``--demo`` this is ``fitlens start``; with it, ``fitlens demo``. All other flags go to that command.
"""

import subprocess
import sys

import environment


def main():
    """Set up, then hand over to the ``fitlens`` command with the same exit code."""
    arguments = sys.argv[1:]
    if {"--help", "-h"} & set(arguments):
        print(__doc__, flush=True)
    python = environment.ready_python()
    if "--demo" in arguments:
        arguments.remove("--demo")
        environment.ready_chromium(python)
        command = "demo"
    else:
        command = "start"
    try:
        return subprocess.run([python, "-m", "companion", command, *arguments]).returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
