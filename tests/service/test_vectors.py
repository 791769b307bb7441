"""Word vectors from a folder: what is read, and every hostile file refused in a sentence."""

import json
import os
import struct

import pytest

from companion.metrics.meaning import Calibration
from companion.model import Unusable
from companion.service.vectors import MOST_BYTES, TENSORS, TOKENIZER, StaticVectors, read_files

np = pytest.importorskip("numpy")
pytest.importorskip("tokenizers", reason="the semantic extra is not installed")

from safetensors.numpy import save  # noqa: E402
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors  # noqa: E402

from tests.support import vectors  # noqa: E402

PLAIN = Calibration(even=0, per_cosine=1, languages=frozenset({"en"}))
WORDS = ("[UNK]", "bread", "bee", "honey", "comb")
NUMBERS = np.array([[9, 9, 9], [1, 0, 0], [0, 1, 0], [0, 3, 4], [0, 0, 2]], np.float32)


def load(folder):
    return StaticVectors(read_files(folder), PLAIN)


def made(folder, **tensors):
    return vectors.save(folder, vectors.tokenizer(WORDS), **tensors)


def nearness(folder, text, *words):
    (found,) = load(folder).nearness([text], [(word,) for word in words])
    return found


def test_a_text_is_the_mean_of_its_tokens_and_unknown_ones_say_nothing(tmp_path):
    made(tmp_path, embeddings=NUMBERS)
    assert nearness(tmp_path, "Bee HONEY zzz", "bee", "honey", "bread") == pytest.approx(
        [4 / 32**0.5, (4 * 3 + 4 * 4) / 5 / 32**0.5, 0.0]
    )
    assert load(tmp_path).nearness(["bee"], [("bread", "bee")])[0] == pytest.approx([0.5**0.5])


@pytest.mark.parametrize("kind", (np.float64, np.float16, np.int8))
def test_vectors_of_every_kind_that_is_saved_are_read(tmp_path, kind):
    made(tmp_path, embeddings=NUMBERS.astype(kind))
    assert nearness(tmp_path, "honey", "comb") == pytest.approx([0.8], abs=1e-3)


def test_weights_and_mapping_say_how_much_a_token_counts_and_where_its_vector_is(tmp_path):
    """As model2vec reads them: the row of a token is ``embeddings[mapping[token]] * weights[token]``."""
    made(
        tmp_path,
        embeddings=NUMBERS[[1, 2]],
        mapping=np.array([0, 0, 1, 1, 0]),
        weights=np.array([1, 1, 1, 2, 0], np.float32),
    )
    assert nearness(tmp_path, "bread honey comb", "bread", "bee", "comb") == pytest.approx([0.2**0.5, 0.8**0.5, 0])


def test_words_may_be_cut_into_pieces_and_marks_of_beginning_and_end_are_left_out(tmp_path):
    """As the tokenizers of most such models do (WordPiece, Schuster and Nakajima 2012)."""
    pieces = {"[UNK]": 0, "bread": 1, "bee": 2, "##hive": 3, "[CLS]": 4}
    tokenizer = Tokenizer(models.WordPiece(pieces, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(single="[CLS] $A", special_tokens=[("[CLS]", 4)])
    vectors.save(tmp_path, tokenizer, embeddings=NUMBERS)
    assert nearness(tmp_path, "Béehive! 🐝", "bread", "bee") == pytest.approx([0, 4 / 32**0.5])


def test_padding_and_cutting_that_the_tokenizer_asks_for_are_left_out(tmp_path):
    tokenizer = vectors.tokenizer(WORDS)
    tokenizer.enable_padding(length=16, pad_id=1, pad_token="bread")
    tokenizer.enable_truncation(1)
    vectors.save(tmp_path, tokenizer, embeddings=NUMBERS)
    assert nearness(tmp_path, "bee comb", "bee", "bread") == pytest.approx([0.2**0.5, 0])


@pytest.mark.parametrize("text", ("", "!!!", "\ud800", "zzz", "\x00"))
def test_a_text_without_a_known_token_is_near_nothing(tmp_path, text):
    made(tmp_path, embeddings=NUMBERS)
    assert load(tmp_path).nearness([text], [("bee",), ("bread", "honey"), (text,)]) == [[0.0, 0.0, 0.0]]


def test_a_long_text_is_read_to_a_bound(tmp_path):
    made(tmp_path, embeddings=NUMBERS)
    assert nearness(tmp_path, "bee " * 600 + "bread " * 900_000, "bread") == [0.0]


def spoiled(at, value):
    numbers = NUMBERS.copy()
    numbers[at] = value
    return numbers


REFUSED = {
    "no such tensor": ({"embedding.weight": NUMBERS}, "no tensor “embeddings”"),
    "not a number": ({"embeddings": spoiled((2, 1), np.nan)}, "no number"),
    "without end": ({"embeddings": spoiled((2, 1), -np.inf)}, "no number"),
    "too large": ({"embeddings": spoiled((2, 1), 1e7)}, "above a million"),
    "of one dimension": ({"embeddings": NUMBERS[:, 0].copy()}, "the shape 5, "),
    "of no width": ({"embeddings": NUMBERS[:, :0].copy()}, "the shape 5 x 0, "),
    "too wide": ({"embeddings": np.zeros((5, 4_097), np.float32)}, "the shape 5 x 4,097, "),
    "too few": ({"embeddings": NUMBERS[:4].copy()}, "the 4 vectors of .+ are not those of"),
    "none": ({"embeddings": NUMBERS[:0].copy()}, "the shape 0 x 3, "),
    "whole numbers": ({"embeddings": NUMBERS.astype(np.int64)}, "holds int64"),
    "yes and no": ({"embeddings": NUMBERS > 0}, "holds bool"),
    "weights too few": ({"embeddings": NUMBERS, "weights": np.ones(4, np.float32)}, "not one for each of 5"),
    "weights not numbers": ({"embeddings": NUMBERS, "weights": np.full(5, np.nan, np.float32)}, "no number"),
    "mapping too far": ({"embeddings": NUMBERS, "mapping": np.array([0, 1, 2, 3, 5])}, "are not those of"),
    "mapping backwards": ({"embeddings": NUMBERS, "mapping": np.array([0, 1, 2, 3, -1])}, "are not those of"),
    "mapping by halves": ({"embeddings": NUMBERS, "mapping": np.ones(5, np.float32)}, "holds float32"),
    "mapping in a square": ({"embeddings": NUMBERS, "mapping": np.ones((5, 5), np.int64)}, "the shape 5 x 5"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_tensors_of_another_form_are_refused(tmp_path, what):
    tensors, says = REFUSED[what]
    with pytest.raises(Unusable, match=says):
        load(made(tmp_path, **tensors))


def refuses(folder, name, data):
    """A model of which one file holds this is refused by that file's name."""
    made(folder, embeddings=NUMBERS)
    (folder / name).write_bytes(data)
    with pytest.raises(Unusable, match=name):
        load(folder)


GOOD = save({"embeddings": NUMBERS})
HEAD = {"embeddings": {"dtype": "F32", "shape": [2**40, 2**20], "data_offsets": [0, 60]}}


def headed(head):
    written = json.dumps(head).encode()
    return struct.pack("<Q", len(written)) + written + bytes(60)


@pytest.mark.parametrize(
    "data",
    (
        b"", b"{", GOOD[:-1], GOOD + b"x", GOOD[:40], struct.pack("<Q", 2**63) + b"{}", headed(HEAD),
        headed({"embeddings": {"dtype": "BF16", "shape": [5, 6], "data_offsets": [0, 60]}}), os.urandom(4_000),
    ),
    ids=("empty", "text", "cut", "more", "cut head", "endless head", "more than there is", "bfloat16", "noise"),
)  # fmt: skip
def test_damaged_tensors_are_refused(tmp_path, data):
    refuses(tmp_path, TENSORS, data)


@pytest.mark.parametrize(
    "data",
    (b"", b"\xff\xfe", b"{}", b"[" * 100_000, b'{"model": {"type": "WordLevel", "vocab": {}, "unk_token": "?"}}',
     b'{"model": {"type": "WordLevel", "vocab": {"a": 4294967295}, "unk_token": "a"}}'),
    ids=("empty", "no text", "nothing", "deep", "no word", "far word"),
)  # fmt: skip
def test_a_damaged_tokenizer_is_refused(tmp_path, data):
    refuses(tmp_path, TOKENIZER, data)


@pytest.mark.parametrize("name", (TOKENIZER, TENSORS))
def test_a_file_that_is_too_large_is_not_read(tmp_path, name):
    made(tmp_path, embeddings=NUMBERS)
    with (tmp_path / name).open("r+b") as file:
        file.truncate(MOST_BYTES[name] + 1)
    with pytest.raises(Unusable, match=f"{name} is larger than {MOST_BYTES[name] >> 20} MB"):
        load(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_what_is_no_file_is_not_opened(tmp_path):
    made(tmp_path, embeddings=NUMBERS)
    (tmp_path / TENSORS).unlink()
    os.mkfifo(tmp_path / TENSORS)
    with pytest.raises(Unusable, match=f"there is no file {TENSORS} in it"):
        load(tmp_path)
