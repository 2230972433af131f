"""Many articles' comments, joined as they come: a small array costs more than what it holds."""

from dataclasses import dataclass

from discourse.aggregate.columns import Columns, part
from discourse.aggregate.gathering import over_all

BLOCK = 64  # articles held one by one until they are joined


class Growing:
    """The comments of many articles toward one target."""

    __slots__ = ("_articles", "_blocks", "_comments", "_loose")

    def __init__(self) -> None:
        self._blocks: list[Columns] = []
        self._loose: list[Columns] = []
        self._articles = self._comments = 0

    def add(self, one: Columns) -> "Part":
        """One article more; it is to be found in what comes back."""
        found = Part(self, self._articles, self._comments, self._comments + len(one))
        self._articles, self._comments = self._articles + 1, found.stop
        self._loose.append(one)
        if len(self._loose) == BLOCK:
            self._blocks.append(over_all(self._loose))
            self._loose.clear()
        return found

    @property
    def whole(self) -> Columns:
        """All of them; of their words those that stand out among them all."""
        if self._loose or len(self._blocks) != 1:
            self._blocks = [over_all([*self._blocks, *self._loose])]
            self._loose.clear()
        return self._blocks[0]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One article's comments among those of many, cut out when they are asked for."""

    among: Growing
    article: int
    start: int
    stop: int

    def __len__(self) -> int:
        return self.stop - self.start

    @property
    def columns(self) -> Columns:
        """They alone, without their words."""
        return part(self.among.whole, self.article, self.start, self.stop)
