"""What one check found before it is judged beside the others, and how far a tail reaches."""

import msgspec

Evidence = dict[str, float | int | str | list[str] | None]

SMALLEST_SAMPLE = 10
TAIL_DF = 8.0
"""Degrees of freedom of Student's t under every check: tails heavier than normal, as real creators have them."""


class Finding(msgspec.Struct, frozen=True):
    """One check before Holm: its tail probability (None when there is not enough data) and both sentences."""

    name: str
    p: float | None
    usual: str
    unusual: str = ""
    evidence: Evidence = {}
