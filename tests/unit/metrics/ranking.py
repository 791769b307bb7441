"""How well scores rank what is relevant: AUC and nDCG, with two scorers to beat, TF-IDF cosine and chance."""

import math
import random
import re
import tomllib
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
CAPTIONS = tomllib.loads((HERE / "captions.toml").read_text(encoding="utf-8"))
BRIEFS = CAPTIONS.pop("briefs")
LANGUAGES = tuple(CAPTIONS)
MESSY = tomllib.loads((HERE / "messy_captions.toml").read_text(encoding="utf-8"))
MESSY_BRIEFS = MESSY.pop("briefs")
LATER = tomllib.loads((HERE / "later_captions.toml").read_text(encoding="utf-8"))


def captions(half=None, listed=CAPTIONS):
    """Language, topic and text of the captions; half 0 is for tuning, half 1 is held out."""
    return [
        (language, topic, text)
        for language, topics in listed.items()
        for topic, texts in topics.items()
        for place, text in enumerate(texts)
        if half is None or place % 2 == half
    ]


def auc(scored):
    """Chance that a relevant one scores above another, ties counting half (Mann-Whitney); of (score, relevant)."""
    right = [score for score, relevant in scored if relevant]
    wrong = [score for score, relevant in scored if not relevant]
    return sum((r > w) + (r == w) / 2 for r in right for w in wrong) / (len(right) * len(wrong))


def ndcg(scored, k=10):
    """Normalised discounted cumulative gain of the first k (Järvelin and Kekäläinen 2002); ties at their worst."""
    ranked = [relevant for _, relevant in sorted(scored, key=lambda each: (-each[0], each[1]))]
    ideal = sorted(ranked, reverse=True)

    def gain(order):
        return sum(relevant / math.log2(place + 2) for place, relevant in enumerate(order[:k]))

    return gain(ranked) / gain(ideal)


def tfidf_cosine(texts, query):
    """Cosine of each text with a query, words and hashtags weighted by ln(N/df) + 1: the plain textbook one."""
    documents = [Counter(re.findall(r"\w+", text.lower())) for text in texts]
    seen = Counter(word for document in documents for word in document)
    idf = {word: math.log(len(texts) / count) + 1 for word, count in seen.items()}
    asked = {word: n * idf.get(word, 0) for word, n in Counter(re.findall(r"\w+", query.lower())).items()}
    norm = math.hypot(*asked.values()) or 1
    found = []
    for document in documents:
        weights = {word: n * idf[word] for word, n in document.items()}
        size = math.hypot(*weights.values()) or 1
        found.append(sum(weight * asked.get(word, 0) for word, weight in weights.items()) / size / norm)
    return found


def at_random(texts, seed=1):
    draw = random.Random(seed)  # noqa: S311 - a baseline, no secret
    return [draw.random() for _ in texts]
