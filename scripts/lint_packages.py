"""Lints both store packages with Mozilla's linter: each finding is mended, or named with its reason.

    python scripts/lint_packages.py

Run by ``scripts/lint.py``, which installs the linter first.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from package_extension import ROOT, STAYS, pack_both

LINTER = ROOT / "node_modules" / "addons-linter" / "bin" / "addons-linter"


def findings(package: Path) -> dict[str, str]:
    """What the linter says of a package: errors, warnings and notices by their code."""
    command = ["node", LINTER, "--output", "json", package]
    said = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if not said.stdout:
        sys.exit(said.stderr)
    report = json.loads(said.stdout)
    every = [*report["errors"], *report["warnings"], *report["notices"]]
    return {each["code"]: f"{each.get('file', '')}: {each['message']}" for each in every}


def main() -> int:
    """Lint both; 1 if there is a finding without a reason, or a reason without its finding."""
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        for browser, package in pack_both(Path(folder)).items():
            found = findings(package)
            wrong += [f"{browser}: {code}: {said}" for code, said in found.items() if code not in STAYS[browser]]
            wrong += [
                f"{browser}: {code} no longer comes: drop it" for code in STAYS[browser] if code not in found
            ]
    print("\n".join(wrong), end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
