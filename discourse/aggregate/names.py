"""Many short texts in one piece of memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Names(Sequence[str]):
    """A sequence of texts: one after the other, and where each ends."""

    data: bytes
    ends: NDArray[np.int64]

    @classmethod
    def of(cls, names: Sequence[str]) -> "Names":
        """The names, packed."""
        encoded = [name.encode("utf-8", "surrogatepass") for name in names]
        return cls(b"".join(encoded), np.cumsum([len(name) for name in encoded], dtype=np.int64))

    @classmethod
    def joined(cls, parts: Sequence["Names"]) -> "Names":
        """All names, one part after the other."""
        starts = np.cumsum([0, *(len(part.data) for part in parts)])
        ends = [part.ends + start for part, start in zip(parts, starts, strict=False)]
        return cls(
            b"".join(part.data for part in parts),
            np.concatenate([np.empty(0, np.int64), *ends]),
        )

    def part(self, start: int, stop: int) -> "Names":
        """Those from one place to before another."""
        first, last = (int(self.ends[place - 1]) if place else 0 for place in (start, stop))
        return Names(self.data[first:last], self.ends[start:stop] - first)

    def __len__(self) -> int:
        return len(self.ends)

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> "Names": ...

    def __getitem__(self, place: int | slice) -> "str | Names":
        if isinstance(place, slice):
            return Names.of([self[one] for one in range(*place.indices(len(self)))])
        if not -len(self) <= place < len(self):
            raise IndexError(f"expected a place below {len(self)}, found {place}")
        place %= len(self)
        start = int(self.ends[place - 1]) if place else 0
        return self.data[start : int(self.ends[place])].decode("utf-8", "surrogatepass")
