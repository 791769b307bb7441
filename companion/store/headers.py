"""Header counts of a creator: what each second showed, and which one counts as current."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

import msgspec

from companion.model import CreatorCounts, more_exact, rounding_half_width, tells_more, unrounded

HOUR = 3600
NAMES = CreatorCounts.__struct_fields__
EXACT = "exact "
"""Before a count's name: the current one of those that were exact."""


class Header(msgspec.Struct, frozen=True, gc=False):
    """The header counts that one second showed."""

    seen_at: int
    counts: CreatorCounts
    from_profile: bool

    def met(self, other: "Header") -> "Header":
        """Two bodies of one second: field by field the more exact count."""
        pairs = ((getattr(self.counts, name), getattr(other.counts, name)) for name in NAMES)
        counts = CreatorCounts(*(more_exact(one, two) for one, two in pairs))
        return Header(self.seen_at, counts, self.from_profile or other.from_profile)


class Shown(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One count with what ranks it."""

    value: int
    seen_at: int
    from_profile: bool

    def rank(self) -> tuple[int, bool, bool, int, int]:
        """A total order: the newest hour, in it exact counts, of these a profile's, then the newest, the largest.

        An author card shows 1.2M in the very hour in which the profile's data say 1,234,567. Hours are those of
        the clock, which keeps the order total.
        """
        exact = rounding_half_width(self.value) == 0
        return self.seen_at // HOUR, exact, self.from_profile, self.seen_at, self.value


Current: TypeAlias = dict[str, Shown]


def shown(header: Header) -> Current:
    """The known counts of one second, ready to be compared; exact ones also by themselves."""
    found: Current = {}
    for name in NAMES:
        value = getattr(header.counts, name)
        if value is not None:
            found[name] = Shown(value, header.seen_at, header.from_profile)
            if tells_more(value):
                found[EXACT + name] = found[name]
    return found


def current(many: Iterable[Mapping[str, Shown]]) -> Current:
    """Of each count the one that counts as current."""
    best: Current = {}
    for counts in many:
        for name, count in counts.items():
            if name not in best or count.rank() > best[name].rank():
                best[name] = count
    return best


def plain(counts: Mapping[str, Shown]) -> CreatorCounts:
    """The values alone; a rounded one gives way to an exact one that it may stand for."""
    exact = {name: counts[EXACT + name].value if EXACT + name in counts else None for name in NAMES}
    return CreatorCounts(**{name: unrounded(counts[name].value, exact[name]) for name in NAMES if name in counts})
