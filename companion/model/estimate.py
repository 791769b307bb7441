"""The one shape of every number that Fitlens shows."""

from typing import Self

import msgspec


class Estimate(msgspec.Struct, frozen=True, kw_only=True):
    """A number with its interval, its basis and its name, or the reason why there is none.

    Attributes:
        value: the estimate, in ``unit``; ``None`` when it can't be computed, and then ``missing`` says why.
        low: lower end of the interval of ``level``.
        high: upper end of the interval of ``level``.
        level: probability content of ``low`` to ``high``: 0.8 for forecasts, 0.9 for everything else. A price's
            range is no probability (its ``method`` says what it is): nobody is told the level of one.
        n: how many videos it rests on.
        unit: ``fraction``, ``views``, ``engagements``, ``posts/week``, ``score``, ``ratio``,
            ``ln`` or a currency.
        method: the formula in words, as shown on hover.
        missing: why there is no value, in a marketer's words.
        intervals: for forecasts, the interval at 0.5, 0.8 and 0.95.
        video_ids: the videos behind it, only where they differ from the sample's.
        says: what the number tells in a few words, to stand beside it, such as "no evidence of change".
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    level: float = 0.9
    n: int = 0
    unit: str
    method: str
    missing: str | None = None
    intervals: dict[str, tuple[float, float]] | None = None
    video_ids: tuple[str, ...] | None = None
    says: str | None = None

    @classmethod
    def absent(cls, missing: str, *, unit: str, method: str, level: float = 0.9, n: int = 0) -> Self:
        """An estimate that can't be made from what was read, with the reason."""
        return cls(unit=unit, method=method, missing=missing, level=level, n=n)

    @property
    def is_price(self) -> bool:
        """Whether it is an amount of money."""
        return is_currency(self.unit)


def is_currency(unit: str) -> bool:
    """Whether a unit is a currency's three letters."""
    return unit.isupper() and len(unit) == 3
