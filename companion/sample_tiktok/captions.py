"""Captions with their hashtags and mentions, from the phrase banks."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from .creators import CAST, Persona
from .draws import stream
from .phrases import bank, common
from .timeline import Post

COMPETITOR = "Flourish"
BRANDS = ("Oat & Anvil", "Larkmill", "Brisko", "Velmora", "Tindrel", "Copper Finch")
_TAG = re.compile(r"#(\S+)|@([a-z0-9_.]+)")


@dataclass(frozen=True, slots=True)
class Marked:
    """A hashtag or a mention in a text; `start` and `end` are UTF-16 offsets, as in `textExtra`."""

    start: int
    end: int
    hashtag: str = ""
    mention: str = ""


@dataclass(frozen=True, slots=True)
class Caption:
    """The caption and the language TikTok finds in it (`un`: it could not tell)."""

    text: str
    language: str

    @property
    def lines(self) -> list[str]:
        """The caption as it is split in `contents`."""
        return self.text.split("\n")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def marked(text: str) -> list[Marked]:
    """Find the hashtags and mentions of a text."""
    found = []
    for match in _TAG.finditer(text):
        start = _units(text[: match.start()])
        end = start + _units(match.group())
        found.append(Marked(start, end, match[1] or "", match[2] or ""))
    return found


def _filled(text: str, persona: Persona, draw: random.Random, niche: str) -> str:
    values = {
        "n": str(draw.randrange(2, 10)),
        "pct": str(draw.choice((68, 70, 72, 75, 78, 80))),
        "day": str(draw.randrange(5, 99)),
        "product": draw.choice(bank(persona.language, niche).products),
        "brand": draw.choice(BRANDS),
    }
    return re.sub(r"\{(\w+)\}", lambda slot: values[slot[1]], text)


def _niche(post: Post, persona: Persona, draw: random.Random) -> str:
    if post.mentions_competitor:
        return "competitor"
    return draw.choices(list(persona.niches), list(persona.niches.values()))[0]


def _opening(post: Post, persona: Persona, draw: random.Random, niche: str) -> str:
    words = common(persona.language)
    if post.sponsor_mark is None:
        phrase = draw.choice(bank(persona.language, niche).captions)
    else:
        phrase = draw.choice(words.sponsored)
        if post.sponsor_mark == "caption":
            phrase = f"{phrase}\n{draw.choice(words.disclosed)}"
    return _filled(phrase, persona, draw, niche)


def _hashtags(persona: Persona, draw: random.Random, niche: str) -> list[str]:
    # Mean 3.8, median 4 on 3,920 videos of 2025; one in six has none.
    if draw.random() < 0.14:
        return []
    own = bank(persona.language, niche).tags
    tags = draw.sample(own, min(len(own), draw.choice((2, 3, 3, 4, 5))))
    if draw.random() < persona.generic_tags:
        tags += draw.sample(common(persona.language).generic, draw.choice((1, 1, 2)))
    return tags


def caption_of(post: Post, persona: Persona, seed: int) -> Caption:
    """Write a post's caption."""
    draw = stream(persona.handle, seed, "caption", post.number)
    niche = _niche(post, persona, draw)
    tags = " ".join(f"#{tag}" for tag in _hashtags(persona, draw, niche))
    kind = draw.random()
    ordinary = post.sponsor_mark is None and not post.mentions_competitor and not post.pinned
    if ordinary and kind < 0.02:
        return Caption("", "un")
    if ordinary and kind < 0.06 and tags:
        return Caption(tags, "un")
    text = _opening(post, persona, draw, niche)
    if kind > 0.93:
        text += f" with @{draw.choice([other.handle for other in CAST if other is not persona])}"
    if kind > 0.72:
        text += "\n" + _filled(draw.choice(common(persona.language).calls), persona, draw, niche)
    return Caption(f"{text} {tags}".strip(), persona.language)
