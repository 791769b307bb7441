"""Settings: defaults, then ``config.toml`` in the home, then the environment, then flags; the last one wins."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import msgspec
import platformdirs

from companion.model import InvalidInput, Unusable, unfit

PORTS = range(8417, 8422)
"""Where the extension looks for the companion when it knows no address."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the shells need to know about this machine.

    Attributes:
        home: the folder that holds everything Fitlens keeps.
        port: the port to serve on; None takes the first free one of ``PORTS``.
        open_browser: whether ``fitlens start`` opens the desk.
        browser: path of the Chromium that demo and tests start; None looks for one.
        semantic_model: folder of the word vectors that tell what captions mean; None goes without.
    """

    home: Path
    port: int | None = None
    open_browser: bool = True
    browser: str | None = None
    semantic_model: Path | None = None


class ConfigFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``config.toml``: every setting that may stand in it."""

    port: Annotated[int, msgspec.Meta(ge=1, le=65_535)] | None = None
    open_browser: bool = True
    browser: str | None = None
    semantic_model: str | None = None


def load(
    environment: Mapping[str, str] = os.environ,
    *,
    home: Path | None = None,
    port: int | None = None,
    open_browser: bool | None = None,
) -> Settings:
    """Settle every setting.

    Raises:
        InvalidInput: the file or a variable holds something that can't be used.
        Unusable: the file is there but can't be read.
    """
    if home is None:
        home = _folder("FITLENS_HOME", environment.get("FITLENS_HOME"))
    if home is None:
        home = Path(platformdirs.user_data_dir("fitlens", appauthor=False))
    kept = _read_file(home / "config.toml")
    model = _folder("semantic_model", environment.get("FITLENS_MODEL") or kept.semantic_model)
    chosen_port = port if port is not None else _port(environment.get("FITLENS_PORT"), kept.port)
    return Settings(
        home=home.absolute(),
        port=chosen_port,
        open_browser=kept.open_browser if open_browser is None else open_browser,
        browser=environment.get("FITLENS_BROWSER") or kept.browser,
        semantic_model=None if model is None else home.absolute() / model,
    )


def extension_folder() -> Path:
    """The extension as it came with this installation: inside the wheel, or beside the package in a checkout."""
    package = Path(__file__).resolve().parent
    shipped = package / "extension_files"
    return shipped if shipped.is_dir() else package.parent / "extension"


def _read_file(path: Path) -> ConfigFile:
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), ConfigFile)
    except (FileNotFoundError, NotADirectoryError):
        return ConfigFile()
    except OSError as error:
        raise Unusable(f"The settings in {path} can't be read: {error.strerror}.") from error
    except RecursionError as error:
        raise InvalidInput(f"The settings in {path} can't be used: they are nested too deeply.") from error
    except (ValueError, msgspec.ValidationError) as error:
        raise InvalidInput(f"The settings in {path} can't be used: {unfit.sentence(error)}.") from error


def _folder(setting: str, named: str | None) -> Path | None:
    if not named:
        return None
    try:
        return Path(named).expanduser()
    except RuntimeError as error:  # ~somebody of whom this machine knows no home
        raise InvalidInput(f"{setting} is {named[:200]!r}: there is no such user's folder.") from error


def _port(text: str | None, kept: int | None) -> int | None:
    if not text:
        return kept
    if not (text.isascii() and text.isdigit() and len(text) <= 5 and 1 <= int(text) <= 65_535):
        raise InvalidInput(f"FITLENS_PORT is {text[:20]!r}: give a port from 1 to 65535.")
    return int(text)
