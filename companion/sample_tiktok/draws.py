"""Reproducible chance: the same words give the same draws on every machine."""

from __future__ import annotations

import hashlib
import random

_URL_SAFE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def stream(*key: object) -> random.Random:
    """Give the stream of draws that belongs to a key."""
    text = "\x1f".join(map(str, key))
    return random.Random(hashlib.sha256(text.encode()).digest())  # noqa: S311 - sample data, no secret


def digits(length: int, *key: object) -> str:
    """Give an id of decimal digits that does not start with 0."""
    draw = stream("digits", *key)
    return str(draw.randrange(10 ** (length - 1), 10**length))


def url_safe(length: int, *key: object) -> str:
    """Give an id of base64url letters."""
    return "".join(stream("letters", *key).choices(_URL_SAFE, k=length))
