"""Text from a page may hold halves of an emoji, which no file takes."""

import re
from typing import Any

LONE_SURROGATES = re.compile("[\ud800-\udfff]")


def scrub(text: str) -> str:
    """The text with each lone surrogate replaced by U+FFFD."""
    return LONE_SURROGATES.sub("\ufffd", text)


def scrubbed(value: Any) -> Any:
    """Plain JSON values with every text scrubbed, keys included."""
    if isinstance(value, str):
        return scrub(value)
    if isinstance(value, dict):
        return {scrubbed(key): scrubbed(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [scrubbed(inner) for inner in value]
    return value
