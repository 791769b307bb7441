"""Saying in words what is wrong with a value that a typed border refused."""

import re
from collections.abc import Callable

PLACE = re.compile(r" - at `(?:key in )?\$\.?([^`]*)`$")
WORDS = {
    "int": "a whole number",
    "float": "a number",
    "str": "text",
    "bool": "true or false",
    "null": "nothing",
    "array": "a list",
    "object": "an object",
}
LONGEST = 300


def explain(failure: Exception) -> tuple[str | None, str]:
    """The field that is wrong, if one is, and what is wrong with it.

    Turns msgspec's "Expected `array`, got `str` - at `$.keywords`" into ("keywords", "must be a list, not text").
    """
    text = str(failure)[:LONGEST]
    place = PLACE.search(text)
    return (place[1] or None) if place else None, _in_words(PLACE.sub("", text))


def sentence(failure: Exception) -> str:
    """The same as one clause, the field first: "keywords must be a list, not text"."""
    field, says = explain(failure)
    return f"{field} {says}" if field else says


def _in_words(text: str) -> str:
    for pattern, words in SENTENCES:
        if found := re.fullmatch(pattern, text):
            return words(*found.groups())
    return text.replace("`", "").rstrip(".")


def _kind(types: str) -> str:
    return " or ".join(WORDS.get(kind.strip(), kind.strip()) for kind in types.split("|"))


SENTENCES: tuple[tuple[str, Callable[..., str]], ...] = (
    (r"Expected `([^`]+)`, got `([^`]+)`", lambda wanted, got: f"must be {_kind(wanted)}, not {_kind(got)}"),
    (r"Expected `(?:str|array)` of length >= 1", lambda: "must not be empty"),
    (r"Expected `str` of length <= (\d+)", lambda most: f"must hold at most {most} characters"),
    (r"Expected `array` of length <= (\d+)", lambda most: f"must hold at most {most} entries"),
    (r"Expected `(?:int|float)` >= ([\d.e+]+)", lambda least: f"must be at least {float(least):g}"),
    (r"Expected `(?:int|float)` <= ([\d.e+]+)", lambda most: f"must be at most {float(most):g}"),
    (r"Object contains unknown field `([^`]*)`", lambda name: f"the field {name} is not known"),
    (r"Object missing required field `([^`]*)`", lambda name: f"the field {name} is missing"),
)
"""msgspec's sentences, and ours for them."""
