"""What captions mean, by the word vectors that the user set: loaded once, used only if calibrated.

Beside a model stands what ``scripts/semantic.py`` found for exactly these files. A model without it is not used.
"""

import threading
from pathlib import Path
from typing import Annotated

import msgspec

from companion import metrics
from companion.metrics.meaning import Calibration, Meaning
from companion.model import Brief, Unusable
from companion.service.vectors import ModelFiles, StaticVectors, read_files

HOW_TO_INSTALL = "pipx install --force '.[semantic]'"
CALIBRATION = "fitlens-calibration.json"
_MOST_BYTES = 64 << 10

Auc = Annotated[float, msgspec.Meta(ge=0, le=1)]


class Gain(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How well held-out captions were told apart: AUC, the mean over briefs (1 is perfect, 0.5 is chance).

    Attributes:
        captions: which ones, for which briefs.
        language: of the captions; "" for all languages in which the layer is used.
    """

    captions: str
    language: str
    without: Auc
    with_layer: Auc


class Kept(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The calibration as it stands beside the model.

    Attributes:
        model: SHA-256 of the files that were calibrated (``ModelFiles.sha256``).
        measured: what the layer added; the first is where it is made for, the brief's topic not on the word list.
    """

    model: str
    calibration: Calibration
    measured: Annotated[tuple[Gain, ...], msgspec.Meta(min_length=1, max_length=100)]


class _Model:
    """The model in a folder, loaded once by a thread; who asks waits for it, unless ``beside`` says to go on."""

    def __init__(self, folder: Path, *, beside: bool) -> None:
        self.folder = folder
        self.beside = beside
        self.kept: Kept | None = None
        self.trouble = ""
        self._vectors: StaticVectors | None = None
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def vectors(self, *, wait: bool = False) -> StaticVectors | None:
        """The vectors, or None where they can't be used or are not loaded yet."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._load, daemon=True)
                self._thread.start()
        if wait or not self.beside:
            self._thread.join()
        return self._vectors

    def _load(self) -> None:
        try:
            files = read_files(self.folder)
            self.kept = _calibration_of(self.folder, files)
            self._vectors = StaticVectors(files, self.kept.calibration)
        except Unusable as error:
            self.trouble = error.says
        except ImportError:
            self.trouble = f"what reads it is not installed: {HOW_TO_INSTALL} in Fitlens's folder adds it"
        except Exception as error:  # noqa: BLE001  whatever is wrong with an extra, it costs no scorecard
            self.trouble = f"it can't be loaded ({type(error).__name__})"


def _calibration_of(folder: Path, files: ModelFiles) -> Kept:
    how = f"“python scripts/semantic.py {folder}” in Fitlens's folder measures what it adds"
    if not (folder / CALIBRATION).is_file():
        raise Unusable(f"it is not calibrated: {how}")
    try:
        with (folder / CALIBRATION).open("rb") as file:
            kept = msgspec.json.decode(file.read(_MOST_BYTES), type=Kept)
    except (OSError, msgspec.DecodeError, UnicodeError, RecursionError):
        raise Unusable(f"its calibration can't be read: {how}") from None
    if kept.model != files.sha256:
        raise Unusable(f"it is not the model that was calibrated: {how}")
    return kept


_models: list[_Model] = []
"""The model in use, if there is one."""


def use(folder: Path | None, *, beside: bool = False) -> None:
    """From now on tell meaning by the model in this folder, by none if it is None.

    Args:
        folder: what the user set.
        beside: whether what is asked while the model loads is answered without it, so that nobody waits.
    """
    _models[:] = [] if folder is None else [_Model(folder, beside=beside)]
    if beside:
        for model in _models:
            model.vectors()  # loading begins


def meaning_for(brief: Brief | None) -> Meaning | None:
    """What tells the meaning of captions, if there is a model in order, and the brief is one to ask it for."""
    if not _models or brief is None or not metrics.by_meaning(brief):
        return None
    return _models[0].vectors()


def kept_for(brief: Brief | None) -> Kept | None:
    """The calibration of the model that tells the meaning of captions for a brief, if one does."""
    return None if meaning_for(brief) is None else _models[0].kept


def state() -> tuple[bool, str]:
    """Whether what the user set is in order, and a sentence about it."""
    if not _models:
        return True, "off, and not needed: no model is set (docs/semantic.md says how to add one)"
    model = _models[0]
    if model.vectors(wait=True) is None or model.kept is None:
        return False, f"the model in {model.folder} is not used: {model.trouble}"
    gain, languages = model.kept.measured[0], ", ".join(sorted(model.kept.calibration.languages))
    return True, (
        f"used for briefs that the word list doesn't know, on captions in {languages}; of two test captions, one "
        f"about such a brief, it put the right one first in {100 * gain.with_layer:.0f} of 100 cases, and "
        f"{100 * gain.without:.0f} without it"
    )
