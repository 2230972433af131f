"""Proportions with Wilson intervals, and sums of what is shown."""

from dataclasses import dataclass
from math import sqrt

Z95 = 1.959963984540054  # two-sided 95 % point of the standard normal


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Proportion:
    """`part` of `whole`; undefined (None) where the whole is zero."""

    part: int
    whole: int

    @property
    def share(self) -> float | None:
        """Part over whole."""
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> Interval | None:
        """Wilson's 95 % interval."""
        return wilson(self.part, self.whole) if self.whole else None


@dataclass(frozen=True, slots=True)
class Tally:
    """A sum of votes and how many comments show such a vote; of none, nothing is known."""

    total: int
    shown: int


def wilson(part: int, whole: int) -> Interval:
    """The 95 % score interval of a binomial proportion (Wilson 1927, JASA 22:209-212)."""
    share, square = part / whole, Z95 * Z95
    centre = (share + square / (2 * whole)) / (1 + square / whole)
    spread = share * (1 - share) / whole + square / (4 * whole * whole)
    half = Z95 * sqrt(spread) / (1 + square / whole)
    low = 0.0 if part == 0 else max(0.0, centre - half)
    return Interval(low, 1.0 if part == whole else min(1.0, centre + half))


def wider(first: Interval | None, second: Interval | None) -> Interval | None:
    """The interval that holds both, where both are known."""
    if first is None or second is None:
        return first or second
    return Interval(min(first.low, second.low), max(first.high, second.high))
