"""One thing after another, in this process."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

G = TypeVar("G")
T = TypeVar("T")


class Local:
    """Does the work where it is asked for."""

    name = "local"

    def map(self, work: Callable[[G], T], given: Iterable[G]) -> Iterator[T]:
        """What the work makes of each thing given, in order."""
        return map(work, given)


ENGINE = Local()
