"""Static word vectors that the user put into a folder: a vector for each token, and for a text their mean.

Read is what the library model2vec saves: ``tokenizer.json`` cuts a text into tokens, ``model.safetensors`` holds
their vectors (``embeddings``) and, in newer models, how much each token counts (``weights``) and which row is its
vector (``mapping``). Anything else is refused. Only these two files are read, and nothing is ever downloaded.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from companion.metrics.meaning import Calibration, Group
from companion.model import Unusable

if TYPE_CHECKING:
    import numpy as np
    from tokenizers import Tokenizer

TOKENIZER, TENSORS = "tokenizer.json", "model.safetensors"
MOST_BYTES = {TOKENIZER: 64 << 20, TENSORS: 512 << 20}
_DIMENSIONS = range(2, 4_097)
_LARGEST = 1e6
"""Of the numbers in a model: sums of their squares stay finite."""
_CAPTIONS_KEPT = 4_096
"""Vectors of texts kept in memory, 1 KB each where a vector has 256 numbers."""
_LONGEST, _MOST_TOKENS = 4_000, 512
"""Characters and tokens of a text that are read; TikTok's captions have 4,000 characters at most."""


class ModelFiles(msgspec.Struct, frozen=True):
    """A model's two files as they are on disk."""

    tokenizer: bytes
    tensors: bytes

    @property
    def sha256(self) -> str:
        """What tells this model from any other, in hex."""
        digest = hashlib.sha256(len(self.tokenizer).to_bytes(8, "big"))
        digest.update(self.tokenizer)
        digest.update(self.tensors)
        return digest.hexdigest()


def read_files(folder: Path) -> ModelFiles:
    """Read a model's files.

    Raises:
        Unusable: one is missing, too large or can't be read.
    """
    return ModelFiles(_bytes_of(folder, TOKENIZER), _bytes_of(folder, TENSORS))


def _bytes_of(folder: Path, name: str) -> bytes:
    most = MOST_BYTES[name]
    try:
        if not (folder / name).is_file():
            raise Unusable(f"there is no file {name} in it")
        with (folder / name).open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise Unusable(f"{name} can't be read: {error.strerror}") from error
    if len(data) > most:
        raise Unusable(f"{name} is larger than {most >> 20} MB")
    return data


class StaticVectors:
    """Tells how near texts are in meaning (``companion.metrics.meaning.Meaning``).

    Args:
        files: the model.
        calibration: what nearness says with it.

    Raises:
        ImportError: the libraries that read it are not installed.
        Unusable: the model is damaged or of a form that is not read.
    """

    def __init__(self, files: ModelFiles, calibration: Calibration) -> None:
        from safetensors.numpy import load  # noqa: PLC0415  nothing heavy is imported to start
        from tokenizers import Tokenizer  # noqa: PLC0415

        self.calibration = calibration
        with _understood(TOKENIZER):
            self._tokenizer = Tokenizer.from_str(files.tokenizer.decode())
            self._tokenizer.no_padding()
            self._tokenizer.no_truncation()
            tokens = max(self._tokenizer.get_vocab().values(), default=-1) + 1
        with _understood(TENSORS):
            tensors = load(files.tensors)
        self._unknown = _unknown_token(self._tokenizer)
        self._embeddings = _embeddings(tensors)
        self._weights = _for_tokens(tensors, "weights", "f", tokens)
        self._mapping = _for_tokens(tensors, "mapping", "iu", tokens)
        rows = tokens if self._mapping is None else int(self._mapping.max()) + 1
        if not 0 < rows <= len(self._embeddings) or (self._mapping is not None and self._mapping.min() < 0):
            raise Unusable(f"the {len(self._embeddings):,} vectors of {TENSORS} are not those of {TOKENIZER}")
        self._vector = lru_cache(maxsize=_CAPTIONS_KEPT)(self._computed)
        self._group_vectors = lru_cache(maxsize=16)(self._grouped)

    def nearness(self, texts: Sequence[str], groups: Sequence[Group]) -> list[list[float]]:
        """For each text its cosine with the mean of each group, -1 to 1; 0 for a text without a known token."""
        # One text after the other: a product of two matrices would wake threads for next to nothing.
        by_group = self._group_vectors(tuple(groups))
        return [(by_group @ self._vector(text)).tolist() for text in texts]

    def _computed(self, text: str) -> "np.ndarray":
        import numpy as np  # noqa: PLC0415

        # A brief may hold half of a surrogate pair, which no tokenizer takes.
        read = text[:_LONGEST].encode(errors="replace").decode()
        found = self._tokenizer.encode(read, add_special_tokens=False).ids
        ids = [token for token in found if token != self._unknown][:_MOST_TOKENS]
        vectors = self._embeddings[ids if self._mapping is None else self._mapping[ids]].astype(np.float32)
        if self._weights is not None:
            vectors *= self._weights[ids, None]
        return _unit(vectors.sum(axis=0))

    def _grouped(self, groups: tuple[Group, ...]) -> "np.ndarray":
        import numpy as np  # noqa: PLC0415

        none = np.zeros(self._embeddings.shape[1], np.float32)
        return np.stack([_unit(sum(map(self._computed, group), none)) for group in groups])


@contextmanager
def _understood(name: str) -> Iterator[None]:
    """Whatever a library raises at a damaged file is told in a sentence, the panics of compiled code included."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        says = str(error).strip().partition("\n")[0][:200]
        raise Unusable(f"{name} can't be understood ({says or type(error).__name__})") from error


def _unknown_token(tokenizer: "Tokenizer") -> int | None:
    """The token that stands for what the model doesn't know, and says nothing."""
    written = getattr(tokenizer.model, "unk_token", None)
    token: int | None = None if written is None else tokenizer.token_to_id(written)
    return token


def _embeddings(tensors: dict[str, "np.ndarray"]) -> "np.ndarray":
    found = tensors.get("embeddings")
    if found is None:
        raise Unusable(f"{TENSORS} holds no tensor “embeddings”, which is what model2vec saves")
    if found.ndim != 2 or not len(found) or found.shape[1] not in _DIMENSIONS:
        raise Unusable(
            f"“embeddings” in {TENSORS} has the shape {_shape(found)}, which is not a vector for each token"
        )
    return _checked(found, "embeddings", "f", "int8")


def _for_tokens(tensors: dict[str, "np.ndarray"], name: str, kinds: str, tokens: int) -> "np.ndarray | None":
    found = tensors.get(name)
    if found is None:
        return None
    if found.shape != (tokens,) or not tokens:
        raise Unusable(
            f"“{name}” in {TENSORS} has the shape {_shape(found)}, which is not one for each of {tokens:,} tokens"
        )
    return _checked(found, name, kinds)


def _checked(found: "np.ndarray", name: str, kinds: str, *types: str) -> "np.ndarray":
    if found.dtype.kind not in kinds and found.dtype.name not in types:
        raise Unusable(f"“{name}” in {TENSORS} holds {found.dtype.name}, which is not read")
    if not (float(found.min()) >= -_LARGEST and float(found.max()) <= _LARGEST):  # nor is either so with a NaN
        raise Unusable(f"“{name}” in {TENSORS} holds what is no number, or one above a million")
    return found


def _shape(found: "np.ndarray") -> str:
    return " x ".join(f"{size:,}" for size in found.shape) or "of one number"


def _unit(vector: "np.ndarray") -> "np.ndarray":
    size = float((vector @ vector) ** 0.5)
    return vector / size if size else vector
