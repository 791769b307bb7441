"""Calibrate a model that tells what captions mean, and say what it adds.

    python scripts/semantic.py FOLDER
    python scripts/semantic.py --costs

FOLDER holds the model (docs/semantic.md). How much nearness says, and in which languages, is fitted on the tuning
half of the tests' captions and measured on the other half. Only if that helped, the calibration is written beside
the model, and Fitlens uses it. With ``--costs`` a model of random numbers is timed: that says nothing of what one
adds.

Needs ``pip install -e '.[dev,semantic]'``. Word lists with less in them are copies of the companion on disk, each
asked by a process of its own.
"""

import gc
import json
import math
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import TypeVar

import msgspec
import numpy as np
from scipy.optimize import minimize

ROOT = Path(__file__).resolve().parent.parent
JUDGED_BY = Path(sys.argv[3]) if sys.argv[1:2] == ["--judge"] else ROOT
sys.path[:0] = [str(JUDGED_BY), str(ROOT), str(ROOT / "tests" / "unit" / "metrics")]

import made_creators as making  # noqa: E402
import ranking  # noqa: E402

from companion.metrics import scorecard  # noqa: E402
from companion.metrics.meaning import Calibration, Near, compared  # noqa: E402
from companion.metrics.relevance import judge  # noqa: E402
from companion.metrics.seeking import seek  # noqa: E402
from companion.metrics.texts import text_of  # noqa: E402
from companion.model import Brief, Unusable, Video  # noqa: E402
from companion.service.semantic import CALIBRATION, Gain, Kept  # noqa: E402
from companion.service.vectors import TENSORS, TOKENIZER, ModelFiles, StaticVectors, read_files  # noqa: E402
from companion.tiktok.captions import hashtags  # noqa: E402

UNLISTED = tomllib.loads((ROOT / "tests/unit/metrics/unlisted_captions.toml").read_text(encoding="utf-8"))
NEARNESS = Calibration(even=0.0, per_cosine=1.0, languages=frozenset(ranking.LANGUAGES))
"""Adds the bare cosine, in every language."""
HALVES = 4
"""Word lists of which each another half is dropped."""
ENOUGH_IN_A_LANGUAGE = 0.9
"""What is left of the log-loss of a language's tuning half, at most, where the layer is used."""
MARGIN, HARM = 0.03, 0.01
"""By how much the AUC must rise where the list lacks the topic, and may fall elsewhere."""
OFF, NEVER = "the brief's topic taken off the word list", "eight briefs whose topics it never had"
WHOLE, HALF = "the whole word list", "half of its words dropped"


class One(msgspec.Struct, frozen=True):
    """A caption judged for a brief.

    Attributes:
        half: 0 for tuning, 1 held out.
        relevant: whether it is about the brief.
        says: whether it says a word of the brief.
        chance: of being about the brief, by its words alone.
        nearer: by how much cosine it is nearer to the brief than to any topic; None where meaning is not asked.
    """

    brief: str
    language: str
    half: int
    relevant: bool
    says: bool
    chance: float
    nearer: float | None

    def odds(self, calibration: Calibration | None = None) -> float:
        """Log-odds of being about the brief, with the layer if there is a calibration."""
        clipped = min(max(self.chance, 1e-12), 1 - 1e-12)
        by_words = math.log(clipped / (1 - clipped))
        if calibration is None or self.nearer is None or self.language not in calibration.languages:
            return by_words
        near = Near(calibration.even + calibration.per_cosine * self.nearer, "")
        return by_words + near.odds(self.says)


Caption = tuple[str, str, str, int]
"""Language, topic, text, half."""


def briefs(listed: dict[str, dict[str, list[str]]]) -> dict[str, Brief]:
    """Briefs as the captions' files hold them."""
    return {
        topic: Brief(name=topic, **{name: tuple(words) for name, words in each.items()})
        for topic, each in listed.items()
    }


def judged(captions: Sequence[Caption], sought: dict[str, Brief], vectors: StaticVectors) -> Iterator[One]:
    """Each caption for each brief, by itself."""
    for topic, brief in sought.items():
        looked_for = seek(brief, frozenset())
        videos = [
            Video(id="", caption=text, hashtags=hashtags([], text), language=language)
            for language, _, text, _ in captions
        ]
        texts = [(text_of(video).written, video.language) for video in videos]
        terms = looked_for.unlisted
        nearer = [near.adds for near in compared(vectors, terms, texts)] if terms else [None] * len(texts)
        for (language, about, _, half), video, near in zip(captions, videos, nearer, strict=True):
            (by_words,) = judge([video], looked_for)
            yield One(topic, language, half, about == topic, bool(by_words.terms), by_words.chance, near)


def listed_captions() -> list[Caption]:
    """The tests' captions, both halves."""
    return [(*each, half) for half in (0, 1) for each in ranking.captions(half)]


def unlisted_captions() -> list[Caption]:
    """Captions of topics that were never on the list, and the English ones that are held out."""
    own = [("en", topic, text, 1) for topic, texts in UNLISTED["captions"].items() for text in texts]
    return [*own, *((*each, 1) for each in ranking.captions(1) if each[0] == "en")]


Lists = dict[str, dict[str, str]]


def with_list(folder: Path, change: Callable[[Lists], Lists], topics: Iterable[str]) -> list[One]:
    """The captions judged for these topics' briefs by a copy of the companion whose word list is another."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "companion"
        shutil.copytree(ROOT / "companion", copy, ignore=shutil.ignore_patterns("__pycache__"))
        words = copy / "metrics" / "topics.toml"
        words.write_text(_toml(change(tomllib.loads(words.read_text(encoding="utf-8")))), encoding="utf-8")
        command = [sys.executable, __file__, "--judge", folder.absolute(), place, *topics]
        said = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=place)
    return msgspec.json.decode(said.stdout, type=list[One])


def _toml(lists: Lists) -> str:
    return "".join(
        f"[{topic}]\n"
        + "".join(f"{name} = {json.dumps(text, ensure_ascii=False)}\n" for name, text in each.items())
        for topic, each in lists.items()
    )


def halved(folder: Path, seed: int) -> list[One]:
    """Judged with every other word of the list, drawn at random."""
    draw = Random(seed)  # noqa: S311 - which words are dropped is no secret

    def half(listed: Lists) -> Lists:
        return {
            topic: {
                name: text if name in {"name", "group"} else _half(text.split(","), draw)
                for name, text in lists.items()
            }
            for topic, lists in listed.items()
        }

    return with_list(folder, half, ranking.BRIEFS)


def _half(words: list[str], draw: Random) -> str:
    return ",".join([word for word in words if draw.random() < 0.5] or words[:1])


def taken_off(folder: Path, topic: str) -> list[One]:
    """Judged for one brief, its topic taken off the list."""
    return with_list(folder, lambda listed: {k: v for k, v in listed.items() if k != topic}, [topic])


Drawn = TypeVar("Drawn")


def side_by_side(work: Callable[[Drawn], list[One]], over: Iterable[Drawn]) -> list[One]:
    """Work that waits for processes, two at a time."""
    with ThreadPoolExecutor(2) as workers:
        return [one for ones in workers.map(work, over) for one in ones]


def calibrated(tuning: Sequence[One]) -> Calibration | None:
    """Weights fitted on the captions of those languages in which they help; None where there is no such language.

    A language is taken if weights of its own take a tenth off its log-loss and rank its captions better by the
    margin (the log-loss alone may fall by a shift that says nothing), and if the weights of all those still do.
    """
    by_language = {language: _in(tuning, language) for language in ranking.LANGUAGES}
    own = {language for language, ones in by_language.items() if _helps(fitted(ones, {language}), ones)}
    if not own:
        return None
    together = fitted([one for one in tuning if one.language in own], own)
    kept = {language for language in own if _helps(together, by_language[language])}
    return msgspec.structs.replace(together, languages=frozenset(kept)) if kept else None


def _in(ones: Sequence[One], language: str) -> list[One]:
    return [one for one in ones if one.language == language]


def _helps(calibration: Calibration, ones: Sequence[One]) -> bool:
    surer = log_loss(ones, calibration) <= ENOUGH_IN_A_LANGUAGE * log_loss(ones)
    return surer and auc(ones, calibration) >= auc(ones) + MARGIN


def fitted(ones: Sequence[One], languages: Iterable[str]) -> Calibration:
    """Logistic regression on top of what the words say, with a light ridge: no caption makes it certain."""
    asked = [one for one in ones if one.nearer is not None]
    odds = np.array([one.odds() for one in asked])
    nearer = np.array([one.nearer for one in asked])
    sign = np.array([1.0 if one.relevant else -1.0 for one in asked])
    scale = float(nearer.std()) if asked else 0.0
    if not scale:
        return Calibration(even=0.0, per_cosine=1e-9, languages=frozenset(languages))

    def loss(weights: np.ndarray) -> float:
        at = odds + weights[0] + weights[1] * nearer / scale
        return float(np.logaddexp(0, -sign * at).mean() + 1e-3 * (weights**2).sum())

    even, slope = minimize(loss, [0.0, 0.0]).x
    per_cosine = min(1_000.0, max(1e-9, float(slope) / scale))
    return Calibration(
        even=round(float(even), 3), per_cosine=round(per_cosine, 3) or 1e-9, languages=frozenset(languages)
    )


def log_loss(ones: Sequence[One], calibration: Calibration | None = None) -> float:
    """Mean log-loss of what is said of the captions."""
    odds = [one.odds(calibration) for one in ones]
    return statistics.fmean(
        float(np.logaddexp(0, -each if one.relevant else each)) for each, one in zip(odds, ones, strict=True)
    )


def auc(ones: Sequence[One], calibration: Calibration | None = None) -> float:
    """How well captions are ranked, the mean over briefs; those without a relevant caption left out."""
    found = []
    for brief in dict.fromkeys(one.brief for one in ones):
        mine = [(one.odds(calibration), one.relevant) for one in ones if one.brief == brief]
        if any(relevant for _, relevant in mine):
            found.append(ranking.auc(mine))
    return statistics.fmean(found)


def gains(lists: dict[str, list[One]], calibration: Calibration) -> Iterator[Gain]:
    """What the layer adds to the captions that were held out, with each word list and in each language."""
    for name, ones in lists.items():
        held_out = [one for one in ones if one.half == 1 and one.language in calibration.languages]
        spoken = sorted({one.language for one in held_out})
        for language in ("", *spoken) if len(spoken) > 1 else spoken:
            mine = _in(held_out, language) if language else held_out
            rounded = (round(auc(mine, by), 3) for by in (None, calibration))
            yield Gain(
                captions=name, language=language, **dict(zip(("without", "with_layer"), rounded, strict=True))
            )


def adds(measured: Sequence[Gain]) -> bool:
    """Whether the layer helped by the margin where the list lacks the topic, and did no harm elsewhere."""
    overall: dict[str, Gain] = {}
    for gain in measured:
        overall.setdefault(gain.captions, gain)
    risen = overall[OFF].with_layer >= overall[OFF].without + MARGIN
    return risen and all(gain.with_layer >= gain.without - HARM for gain in overall.values())


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, ["---"] * len(head), *rows))


def calibrate(folder: Path) -> int:
    """Print what the model in a folder adds and keep its calibration, or say that it adds nothing: exit code 1."""
    files = read_files(folder)
    vectors = StaticVectors(files, NEARNESS)
    (folder / CALIBRATION).unlink(missing_ok=True)
    off = side_by_side(lambda topic: taken_off(folder, topic), ranking.BRIEFS)
    calibration = calibrated([one for one in off if one.half == 0])
    if calibration is None:
        print("This model adds nothing in any language of the captions: it stays unused.")
        return 1
    lists = {
        OFF: off,
        NEVER: list(judged(unlisted_captions(), briefs(UNLISTED["briefs"]), vectors)),
        WHOLE: list(judged(listed_captions(), briefs(ranking.BRIEFS), vectors)),
        HALF: side_by_side(lambda seed: halved(folder, seed), range(HALVES)),
    }
    measured = tuple(gains(lists, calibration))
    print(f"Languages in which it helps: {', '.join(sorted(calibration.languages))}. Held-out captions, AUC:\n")
    rows = ((g.captions, g.language or "all", f"{g.without:.3f}", f"{g.with_layer:.3f}") for g in measured)
    print(table(("word list", "captions in", "without", "with the layer"), rows))
    if not adds(measured):
        print(f"\nThat is not {MARGIN} more with {OFF} and nowhere {HARM} less: the model stays unused.")
        return 1
    kept = Kept(model=files.sha256, calibration=calibration, measured=measured)
    (folder / CALIBRATION).write_bytes(msgspec.json.format(msgspec.json.encode(kept, order="sorted"), indent=1))
    print(f"\nCalibrated: Fitlens uses it where semantic_model is {folder.absolute()}.")
    return 0


def random_model(tokens: int, size: int) -> ModelFiles:
    """A model whose vectors are random numbers, so that its answers mean nothing: for its costs alone."""
    from safetensors.numpy import save  # noqa: PLC0415
    from tokenizers import Tokenizer, models, pre_tokenizers  # noqa: PLC0415

    texts = " ".join(text for _, _, text, _ in (*unlisted_captions(), *listed_captions())).lower().split()
    words = [*dict.fromkeys(texts), *(f"word{n}" for n in range(tokens))][: tokens - 1]
    tokenizer = Tokenizer(models.WordLevel({word: n for n, word in enumerate(["?", *words])}, unk_token="?"))  # noqa: S106
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    vectors = np.random.default_rng(1).normal(size=(tokens, size)).astype(np.float32)
    return ModelFiles(tokenizer.to_str().encode(), save({"embeddings": vectors}))


def milliseconds(work: Callable[[], object], times: int) -> float:
    """Median processor time of a call, in milliseconds: the machine may be at other work too."""
    taken = []
    gc.disable()
    for _ in range(times):
        begun = time.process_time()
        work()
        taken.append(1e3 * (time.process_time() - begun))
    gc.enable()
    return statistics.median(taken)


def costs() -> Iterator[tuple[str, str]]:
    """Loading, and the scorecard of 35 videos for a brief on the list and for one that is not."""
    files = random_model(30_000, 256)
    calibration = msgspec.structs.replace(NEARNESS, per_cosine=20.0)
    texts = tuple(text for texts in UNLISTED["captions"].values() for text in texts)[:35]
    creator = making.ordinary(35, captions=texts, language="en")
    yield f"{TENSORS} and {TOKENIZER}", f"{(len(files.tensors) + len(files.tokenizer)) / 1e6:.0f} MB"

    digests: set[str] = set()

    def load() -> StaticVectors:
        digests.add(files.sha256)
        return StaticVectors(files, calibration)

    yield "loading and checking it, once, beside the first scorecards", f"{milliseconds(load, 5):.0f} ms"
    vectors = load()
    chess, baking = briefs(UNLISTED["briefs"])["chess"], briefs(ranking.BRIEFS)["baking"]
    for name, brief in (("a brief on the list", baking), ("one that is not", chess)):
        for told, how in ((None, "without"), (vectors, "with")):
            spent = milliseconds(lambda b=brief, m=told: scorecard(creator, b, as_of=making.NOW, meaning=m), 200)
            yield f"a scorecard of 35 videos, {name}, {how} the layer", f"{spent:.2f} ms"
    unread = iter([load() for _ in range(5)])
    first = milliseconds(lambda: scorecard(creator, chess, as_of=making.NOW, meaning=next(unread)), 5)
    yield "the first such one, its captions and all topics still to be read", f"{first:.1f} ms"


def main() -> int:
    """Calibrate, print costs, or (for this script itself) print captions as another word list judges them."""
    match sys.argv[1:]:
        case ["--judge", folder, _, *topics]:
            sought = {topic: brief for topic, brief in briefs(ranking.BRIEFS).items() if topic in topics}
            vectors = StaticVectors(read_files(Path(folder)), NEARNESS)
            sys.stdout.buffer.write(msgspec.json.encode(list(judged(listed_captions(), sought, vectors))))
        case ["--costs"]:
            print(table(("what", "costs"), costs()))
        case [folder] if not folder.startswith("-"):
            return calibrate(Path(folder))
        case _:
            sys.exit("Give the folder of the model: python scripts/semantic.py FOLDER")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Unusable as error:
        sys.exit(f"The model can't be used: {error.says}.")
    except ImportError:
        sys.exit("Packages are missing: pip install -e '.[dev,semantic]' in Fitlens's folder adds them.")
