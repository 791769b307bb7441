"""A tiny model of word vectors, made here: words that we list together lie together.

What it adds means nothing: it knows the topics that the word list lacks because it was made of the whole list.
"""

import tomllib
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

ROOT = Path(__file__).resolve().parents[2]
TOPICS = ROOT / "companion" / "metrics" / "topics.toml"
KIN = {
    "bees": "beekeeping bee bees beehive honey hive swarmed pollen queen apiary beesoftiktok smoker varroa drones",
    "chess": "chess checkmate openings pawn queen rook castling endgames grandmaster elo blitz chesstok",
}
UNKNOWN = "[UNK]"


def words():
    """Words by what they lie near to: the shipped topics' in four languages, and two that it doesn't have."""
    listed = tomllib.loads(TOPICS.read_text(encoding="utf-8"))
    del listed["nothing"]
    told = {
        topic: " ".join(lists.get(each, "") for each in ("en", "de", "fr", "es"))
        for topic, lists in listed.items()
    }
    return {name: text.lower().replace(",", " ").split() for name, text in {**told, **KIN}.items()}


def tokenizer(vocabulary):
    """Cuts at spaces and marks; a word that isn't listed is unknown."""
    made = Tokenizer(models.WordLevel({word: n for n, word in enumerate(vocabulary)}, unk_token=UNKNOWN))
    made.normalizer = normalizers.Lowercase()
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    return made


def model():
    """Tokenizer and vectors: of each group a direction drawn at random, and of a word those of its groups."""
    draw = np.random.default_rng(7)
    near = {}
    for group in words().values():
        direction = draw.normal(size=48)
        for word in dict.fromkeys(each for each in group if len(each) > 3):
            near.setdefault(word, []).append(direction)
    vectors = [
        draw.normal(size=48),
        *(np.sum(each, axis=0) + 0.3 * draw.normal(size=48) for each in near.values()),
    ]
    return tokenizer([UNKNOWN, *near]), np.array(vectors, np.float32)


def shuffled(vectors):
    """The same vectors, each for another word."""
    return np.random.default_rng(3).permutation(vectors)


def save(folder, made, **tensors):
    """Write a model as model2vec does."""
    folder.mkdir(parents=True, exist_ok=True)
    made.save(str(folder / "tokenizer.json"))
    save_file(tensors, folder / "model.safetensors")
    return folder


def saved(folder):
    """The whole model in a folder."""
    made, vectors = model()
    return save(folder, made, embeddings=vectors)
