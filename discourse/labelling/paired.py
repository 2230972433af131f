"""Two models' labels on the same rows: differences, with intervals from drawing articles again.

Both models are measured on the very rows of each draw, so that what makes a draw hard for both
cancels out (paired bootstrap: Efron & Tibshirani 1993, An Introduction to the Bootstrap, chapter
8). Whole articles are drawn, since comments of one article resemble each other. McNemar 1947, exact
binomial form, on the rows that only one of the two has right.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from discourse.aggregate.clusters import FEWEST, dealt, draws, middle
from discourse.aggregate.intervals import Interval
from discourse.stance.judgement import Stance

ROUNDS = 2000

Floats = NDArray[np.float64]
_PLACES = {stance: place for place, stance in enumerate(Stance)}


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure of both models; `interval` is the 95 % one of new minus old, if there is one."""

    old: float
    new: float
    interval: Interval | None

    @property
    def change(self) -> float:
        """New minus old."""
        return self.new - self.old


@dataclass(frozen=True, slots=True)
class Paired:
    """Both models on the same rows.

    `f1` has one difference a stance that occurs, named in `stances`. `only_old` and `only_new`
    count the rows that only one of the two has right; `mcnemar` is the two-sided p of such an
    imbalance were both equally often right, with each row taken for independent.
    """

    n: int
    clusters: int
    macro_f1: Difference
    accuracy: Difference
    stances: tuple[Stance, ...]
    f1: tuple[Difference, ...]
    only_old: int
    only_new: int
    mcnemar: float


@dataclass(frozen=True, slots=True)
class Labels:
    """A row's gold label and what the two models say."""

    gold: Stance
    old: Stance
    new: Stance


def pair(rows: Sequence[Labels], clusters: Sequence[Hashable], seed: int = 0) -> Paired:
    """Differences over the rows, `clusters` naming each row's article; raises ValueError if empty.

    There are no intervals for fewer than five clusters.
    """
    if not rows:
        raise ValueError("expected at least one row, found none")
    sums = _tables(rows, clusters, seed)
    whole, drawn = _Figures.of(sums.sum(axis=0, keepdims=True)), _drawn(sums, seed)
    occurring = [place for place in _PLACES.values() if sums[:, 0, place].any()]
    only_old = sum(row.old is row.gold is not row.new for row in rows)
    only_new = sum(row.new is row.gold is not row.old for row in rows)
    return Paired(
        n=len(rows),
        clusters=len(set(clusters)),
        macro_f1=_difference(whole.macro_f1, drawn.macro_f1 if drawn else None),
        accuracy=_difference(whole.accuracy, drawn.accuracy if drawn else None),
        stances=tuple([*Stance][place] for place in occurring),
        f1=tuple(
            _difference(whole.f1[:, :, place], drawn.f1[:, :, place] if drawn else None)
            for place in occurring
        ),
        only_old=only_old,
        only_new=only_new,
        mcnemar=_mcnemar(only_old, only_new),
    )


@dataclass(frozen=True, slots=True)
class _Figures:
    """Of each round (rows) and model (columns); nan where undefined."""

    macro_f1: Floats
    accuracy: Floats
    f1: Floats  # and stance

    @classmethod
    def of(cls, tables: Floats) -> "_Figures":
        """Of tables of rounds x models x gold x predicted."""
        gold, claimed = tables.sum(axis=3), tables.sum(axis=2)
        hits = np.diagonal(tables, axis1=2, axis2=3)
        f1 = np.where(gold > 0, 2 * hits / np.maximum(gold + claimed, 1e-9), np.nan)
        return cls(np.nanmean(f1, axis=2), hits.sum(axis=2) / gold.sum(axis=2), f1)


def _tables(rows: Sequence[Labels], clusters: Sequence[Hashable], seed: int) -> Floats:
    """Counts by cluster, model, gold and predicted label."""
    number = {name: place for place, name in enumerate(dict.fromkeys(clusters))}
    into = dealt(len(number), np.random.default_rng(seed))
    of_row = into[[number[name] for name in clusters]]
    sums = np.zeros((int(into.max()) + 1, 2, len(Stance), len(Stance)))
    for place, row in zip(of_row, rows, strict=True):
        for model, said in enumerate((row.old, row.new)):
            sums[place, model, _PLACES[row.gold], _PLACES[said]] += 1
    return sums


def _drawn(sums: Floats, seed: int) -> _Figures | None:
    if len(sums) < FEWEST:
        return None
    weights = draws(len(sums), ROUNDS, np.random.default_rng(seed))
    return _Figures.of(np.tensordot(weights, sums, axes=1))


def _difference(whole: Floats, drawn: Floats | None) -> Difference:
    """From the figure of both models, and of both in each round."""
    old, new = whole[0]
    interval = None if drawn is None else middle(drawn[:, 1] - drawn[:, 0])
    return Difference(float(old), float(new), interval)


def _mcnemar(only_old: int, only_new: int) -> float:
    from scipy.stats import binomtest  # takes a second

    differing = only_old + only_new
    return float(binomtest(only_old, differing).pvalue) if differing else 1.0
