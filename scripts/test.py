"""Set up and run everything that CI runs: ``python3 scripts/test.py [pytest arguments]``.

With arguments only pytest runs, with these; without, linters, types, the extension's checks and all tests.
"""

import subprocess
import sys

import environment
import lint


def main():
    """Run every check; the first failure ends the run with its exit code."""
    python = environment.ready_python()
    environment.ready_chromium(python)
    environment.ready_firefox()
    arguments = sys.argv[1:]
    if not arguments and (failed := lint.check(python)):
        return failed
    return subprocess.run([python, "-m", "pytest", *arguments], cwd=environment.ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())
