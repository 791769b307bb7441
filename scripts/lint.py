"""Checks of the Python, the JavaScript and the store packages at rest: ``python3 scripts/lint.py``."""

import os
import subprocess
import sys

import environment


def check(python):
    """Run every check; the exit code of the first that fails, else 0."""
    npm = environment.tool("npm")
    # npm finds its own node by name, so the environment's programs come first.
    path = os.pathsep.join((str(npm.parent), os.environ.get("PATH", "")))
    for title, command in (
        ("Python: lint", [python, "-m", "ruff", "check", "."]),
        ("Python: format", [python, "-m", "ruff", "format", "--check", "."]),
        ("Python: types", [python, "-m", "mypy"]),
        ("JavaScript: packages", [npm, "ci", "--no-audit", "--no-fund", "--silent"]),
        ("JavaScript: types, lint, format", [npm, "run", "--silent", "check"]),
        ("JavaScript: unit tests", [npm, "test", "--silent"]),
        ("Extension: store lint", [python, "scripts/lint_packages.py"]),
    ):
        print(f"== {title}", flush=True)
        code = subprocess.run(command, cwd=environment.ROOT, env={**os.environ, "PATH": path}).returncode
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(check(environment.ready_python()))
