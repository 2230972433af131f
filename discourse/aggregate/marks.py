"""Single comments as charts draw them, made from the columns when they are asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Protocol, overload

import numpy as np

from discourse.aggregate.columns import NONE, Columns, Places
from discourse.aggregate.votes import controversy_of, net_of
from discourse.stance.judgement import Stance
from discourse.thread import Votes

STANCES = tuple(Stance)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Mark:
    """One comment; `stance` is None where none is claimed, and `abstained` then says why.

    `conversation` is the id of the top-level comment under which it stands; `answers` and `quotes`
    name other comments of the article. `excerpt` is the beginning of its own words, kept where it
    stands out by its votes, else empty.
    """

    article: str
    comment_id: str
    position: int  # from 1, in page order
    stance: Stance | None
    confidence: float
    votes: Votes
    conversation: str
    excerpt: str
    posted: datetime | None = None
    answers: str | None = None
    quotes: tuple[str, ...] = ()
    abstained: str = ""

    @property
    def net(self) -> int | None:
        """Net votes, where they can be known."""
        return net_of(self.votes)

    @property
    def controversy(self) -> float | None:
        """How much its readers are divided; None where up or down is not shown."""
        return controversy_of(self.votes)


class Held(Protocol):
    """Columns that are made when they are asked for."""

    def __len__(self) -> int: ...

    @property
    def columns(self) -> Columns:
        """The comments as arrays."""
        ...


class Marks(Sequence[Mark]):
    """The comments of columns, one by one; as long as they are, nothing else is held in memory."""

    __slots__ = ("_held", "_order")

    def __init__(self, columns: Columns | Held) -> None:
        self._held = columns
        self._order: Places | None = None

    @property
    def columns(self) -> Columns:
        """The same comments as arrays."""
        return self._held if isinstance(self._held, Columns) else self._held.columns

    def __len__(self) -> int:
        return len(self._held)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash((len(self), self.columns.articles))

    def __iter__(self) -> Iterator[Mark]:
        of = self.columns  # once: to cut them out takes as long as to go through them
        return (self._mark(of, place) for place in range(len(self)))

    @overload
    def __getitem__(self, place: int) -> Mark: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Mark, ...]: ...

    def __getitem__(self, place: int | slice) -> Mark | tuple[Mark, ...]:
        of = self.columns
        if isinstance(place, slice):
            return tuple(self._mark(of, one) for one in range(*place.indices(len(self))))
        if not -len(self) <= place < len(self):
            raise IndexError(f"expected a place below {len(self)}, found {place}")
        return self._mark(of, place % len(self))

    def _mark(self, of: Columns, place: int) -> Mark:
        stance, reason, parent = of.stance[place], of.reason[place], int(of.parent[place])
        return Mark(
            article=of.articles[of.article[place]],
            comment_id=of.ids[place],
            position=int(of.position[place]),
            stance=None if stance == NONE else STANCES[stance],
            confidence=float(of.confidence[place]),
            votes=Votes(_count(of.up[place]), _count(of.down[place]), _count(of.net[place])),
            conversation=of.ids[int(of.root[place])],
            excerpt=of.excerpts.get(place, ""),
            posted=_time(of.posted[place], of.offset[place]),
            answers=None if parent == NONE else of.ids[parent],
            quotes=tuple(of.ids[one] for one in self._quoted_by(of, place)),
            abstained="" if reason == NONE else of.reasons[reason],
        )

    def _quoted_by(self, of: Columns, place: int) -> list[int]:
        if self._order is None:
            self._order = np.argsort(of.quoting, kind="stable")  # of the pairs, by who quotes
        order = self._order
        low, high = (
            np.searchsorted(of.quoting, place, side, sorter=order) for side in ("left", "right")
        )
        return [int(one) for one in of.quoted[order[low:high]]]


def _count(number: float) -> int | None:
    return None if np.isnan(number) else int(number)


def _time(seconds: float, offset: float) -> datetime | None:
    """In the page's own zone; none where it says none."""
    if np.isnan(seconds):
        return None
    clock = _EPOCH + timedelta(seconds=float(seconds))
    if np.isnan(offset):
        return clock.replace(tzinfo=None)
    ahead = timedelta(minutes=float(offset))
    return clock.replace(tzinfo=timezone(ahead))
