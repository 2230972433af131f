"""The same comments judged twice: which labels changed, and what that does to the shares.

Intervals are percentiles of bootstrap rounds in which whole articles are drawn again, each with
both of its labellings (paired, so that what the articles differ in cancels out).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from discourse.aggregate import clusters
from discourse.aggregate.intervals import Interval, Proportion
from discourse.stance.judgement import Stance

ROUNDS = 2000
NO_STANCE = "unclear"
LABELS = (*(stance.value for stance in Stance), NO_STANCE)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Relabelled:
    """One comment and target in both runs; a label is a stance's name, or `unclear`."""

    target: str
    article: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ShareChange:
    """A stance's share of the comments with a stance; the interval is of after minus before."""

    stance: Stance
    before: Proportion
    after: Proportion
    interval: Interval | None

    @property
    def change(self) -> float | None:
        """After minus before; None where either has no comment with a stance."""
        before, after = self.before.share, self.after.share
        return None if before is None or after is None else after - before


@dataclass(frozen=True, slots=True)
class TargetChanges:
    """What became of the labels toward one target.

    `table[i][j]` counts comments with label i before and j after, in the order of LABELS.
    """

    target: str
    articles: int
    table: tuple[tuple[int, ...], ...]
    shares: tuple[ShareChange, ...]

    @property
    def comments(self) -> int:
        """Comments in both runs."""
        return sum(map(sum, self.table))

    @property
    def changed(self) -> int:
        """Comments whose label is another."""
        return self.comments - sum(row[place] for place, row in enumerate(self.table))

    @property
    def without_stance(self) -> tuple[int, int]:
        """Comments of both runs that have no stance in the first, and in the second."""
        place = LABELS.index(NO_STANCE)
        return sum(self.table[place]), sum(row[place] for row in self.table)


def changes(pairs: Iterable[Relabelled], seed: int = 0) -> tuple[TargetChanges, ...]:
    """The changes toward each target, in the order in which targets are first met."""
    counts: dict[str, dict[str, Floats]] = {}
    places = {label: place for place, label in enumerate(LABELS)}
    for pair in pairs:
        articles = counts.setdefault(pair.target, defaultdict(_table))
        articles[pair.article][places[pair.before], places[pair.after]] += 1
    return tuple(_changes(target, found, seed) for target, found in counts.items())


def _table() -> Floats:
    return np.zeros((len(LABELS), len(LABELS)))


def _changes(target: str, articles: dict[str, Floats], seed: int) -> TargetChanges:
    tables = np.stack(list(articles.values()))
    whole = tables.sum(axis=0)
    drawn = _drawn(tables, seed)
    return TargetChanges(
        target,
        len(articles),
        tuple(tuple(int(count) for count in row) for row in whole),
        tuple(
            ShareChange(
                stance,
                *_shares(whole, place),
                None if drawn is None else clusters.middle(drawn[:, place]),
            )
            for place, stance in enumerate(Stance)
        ),
    )


def _shares(whole: Floats, place: int) -> tuple[Proportion, Proportion]:
    judged = len(Stance)
    before, after = whole.sum(axis=1)[:judged], whole.sum(axis=0)[:judged]
    return (
        Proportion(int(before[place]), int(before.sum())),
        Proportion(int(after[place]), int(after.sum())),
    )


def _drawn(tables: Floats, seed: int) -> Floats | None:
    """Changes of the shares in each round: rounds x stances; nan where nothing has a stance."""
    if len(tables) < clusters.FEWEST:
        return None
    rng = np.random.default_rng(seed)
    dealt = clusters.dealt(len(tables), rng)
    count, judged = int(dealt.max()) + 1, len(Stance)
    sides = np.zeros((count, 2, judged))
    np.add.at(sides[:, 0], dealt, tables.sum(axis=2)[:, :judged])
    np.add.at(sides[:, 1], dealt, tables.sum(axis=1)[:, :judged])
    sums = np.tensordot(clusters.draws(count, ROUNDS, rng), sides, axes=1)
    totals = sums.sum(axis=2, keepdims=True)
    shares = np.divide(sums, totals, out=np.full_like(sums, np.nan), where=totals > 0)
    drawn: Floats = shares[:, 1] - shares[:, 0]
    return drawn
