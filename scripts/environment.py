"""Sets up what the scripts need: a virtual environment with the pinned packages, and a browser.

Standard library only: this runs before anything is installed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
CONSTRAINTS = ROOT / "constraints.txt"
STAMP = VENV / "fitlens-set-up"
OLDEST = (3, 11)


def fail(sentence):
    """Stop with one sentence that says what to do."""
    sys.exit(f"Fitlens: {sentence}")


def ready_python():
    """Path of the environment's Python, set up if it isn't yet or if the pinned packages changed."""
    if sys.version_info < OLDEST:
        fail(f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this is {sys.version.split()[0]}.")
    wanted = _fingerprint()
    python = tool("python")
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted and python.exists():
        return python
    print("Setting up (once, about a minute) …", file=sys.stderr, flush=True)
    _make_environment(python)
    everything = f"{ROOT}[dev,semantic]"
    _run([python, "-m", "pip", "install", "--quiet", "--constraint", CONSTRAINTS, "--editable", everything],
         "The packages can't be installed: is there a connection to the package index?")  # fmt: skip
    STAMP.write_text(wanted, encoding="utf-8")
    return python


def tool(name):
    """Path of a program in the environment, on any system."""
    folder = "Scripts" if os.name == "nt" else "bin"
    return VENV / folder / (f"{name}.exe" if os.name == "nt" else name)


def ready_chromium(python):
    """Make sure that a Chromium which loads an unpacked extension is there; installs one where it can."""
    if _finds_chromium(python):
        return
    if chosen := os.environ.get("FITLENS_BROWSER"):
        fail(f"FITLENS_BROWSER is {chosen}: there is no such browser.")
    print("Installing Chromium (once) …", file=sys.stderr, flush=True)
    for installed in (lambda: _by_apt("chromium"), lambda: _by_playwright(python)):
        if installed() and _finds_chromium(python):
            return
    fail(
        "No Chromium was found and none could be installed: install it with your system's package manager "
        "(Debian and Ubuntu: apt install chromium), or set FITLENS_BROWSER to its path."
    )


def ready_firefox():
    """Install a Firefox where it can; where it can't, the tests that need one say so."""
    if shutil.which("firefox-esr") or shutil.which("firefox"):
        return
    print("Installing Firefox (once) …", file=sys.stderr, flush=True)
    _by_apt("firefox-esr")


def _fingerprint():
    parts = [sys.version, str(ROOT), sysconfig.get_platform()]
    parts += [path.read_text(encoding="utf-8") for path in (ROOT / "pyproject.toml", CONSTRAINTS)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _make_environment(python):
    for maker in ("venv", "virtualenv"):
        made = subprocess.run([sys.executable, "-m", maker, "--clear", VENV], capture_output=True, text=True)
        if made.returncode == 0 and python.exists():
            return
    fail(
        "this Python can make no virtual environment: install its venv part "
        f"(Debian and Ubuntu: apt install python{sys.version_info[0]}.{sys.version_info[1]}-venv), "
        "or run “pip install virtualenv”, and try again."
    )


def _finds_chromium(python):
    code = (
        "from companion import browser, config; "
        "browser.find_chromium(config.load().browser, browser.downloaded_chromium)"
    )
    return subprocess.run([python, "-c", code], capture_output=True, cwd=ROOT).returncode == 0


def _by_apt(package):
    apt = shutil.which("apt-get")
    if apt is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([apt, "update"], env=environment, **quiet)
    return subprocess.run([apt, "install", "--yes", package], env=environment, **quiet).returncode == 0


def _by_playwright(python):
    command = [python, "-m", "playwright", "install", "chromium"]
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def _run(command, sentence):
    if subprocess.run(command, cwd=ROOT).returncode != 0:
        fail(sentence)
