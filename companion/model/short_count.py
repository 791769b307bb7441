"""How a count reads wherever it is short, on the pages and on the command line."""

from decimal import ROUND_HALF_UP, Decimal

_SIZES = ((10**9, "B"), (10**6, "M"), (10**3, "K"))
_WHOLE_BELOW = 999.5


def short_count(number: float) -> str:
    """A count with three digits, rounded half up: ``873``, ``8.94K``, ``184K``, ``1M`` for 999,900."""
    if abs(number) < _WHOLE_BELOW:
        return f"{Decimal(number).quantize(Decimal(1), ROUND_HALF_UP):f}"
    rounded = significant(number, 3)
    size, letter = next((size, letter) for size, letter in _SIZES if abs(rounded) >= size)
    return f"{(rounded / size).normalize():,f}{letter}"


def significant(number: float, digits: int) -> Decimal:
    """A number with so many significant digits, rounded half up."""
    exact = Decimal(number)
    return exact.quantize(Decimal(1).scaleb(exact.adjusted() - digits + 1), ROUND_HALF_UP)
