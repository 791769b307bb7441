"""Hand-written captions, hashtags and disclosures: one TOML file for each language, one table for each niche."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec


class Common(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What any creator of a language says: generic hashtags, calls to action, sponsor lines, disclosures."""

    generic: list[str]
    calls: list[str]
    sponsored: list[str]
    disclosed: list[str]


class Bank(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What creators of one niche say in one language."""

    products: list[str]
    tags: list[str]
    captions: list[str]


@cache
def _tables(language: str) -> dict[str, object]:
    text = files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return msgspec.toml.decode(text, type=dict[str, object])


@cache
def common(language: str) -> Common:
    """Give what every creator of a language shares.

    Raises:
        FileNotFoundError: there are no phrases in this language.
    """
    return msgspec.convert(_tables(language)["common"], Common)


@cache
def bank(language: str, niche: str) -> Bank:
    """Give the phrases of a niche.

    Raises:
        FileNotFoundError: there are no phrases in this language.
        KeyError: the language has no such niche.
    """
    return msgspec.convert(_tables(language)[niche], Bank)
