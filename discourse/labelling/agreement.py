"""How far annotators agree beyond chance: Cohen's kappa and Krippendorff's alpha, nominal.

Cohen 1960, A coefficient of agreement for nominal scales. Krippendorff 2011, Computing
Krippendorff's alpha-reliability: from the matrix of coincidences, any number of annotators, any of
whom may have left a unit out. Intervals are percentiles of 1,000 bootstrap rounds in which whole
clusters (articles) are drawn again. Labels, units and clusters are numbers from 0.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from discourse.aggregate.clusters import FEWEST, dealt, draws, middle
from discourse.aggregate.intervals import Interval

ROUNDS = 1000

Codes = NDArray[np.integer]
Floats = NDArray[np.float64]
Statistic = Callable[[Floats], Floats]


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient with its 95 % interval; None where it is undefined.

    It is where all labels are one label: then chance alone would agree as well.
    """

    value: float | None
    interval: Interval | None


def cohen_kappa(first: Codes, second: Codes, clusters: Codes, seed: int = 0) -> Coefficient:
    """Of two annotators' labels on the same units; `clusters` says in which each unit is."""
    rng = np.random.default_rng(seed)
    cluster, count = _clusters(clusters, rng)
    kinds = 1 + int(max(first.max(initial=0), second.max(initial=0)))
    places = (cluster * kinds + first) * kinds + second
    sums = np.bincount(places, minlength=count * kinds * kinds).astype(np.float64)
    return _coefficient(sums.reshape(count, kinds, kinds), _kappas, rng)


def krippendorff_alpha(units: Codes, labels: Codes, clusters: Codes, seed: int = 0) -> Coefficient:
    """Of labels, and the unit that each is of; units with a single label tell nothing.

    `clusters` says of each unit in which it is.
    """
    rng = np.random.default_rng(seed)
    kinds = 1 + int(labels.max(initial=0))
    counts = np.bincount(units * kinds + labels, minlength=len(clusters) * kinds)
    counts = counts.reshape(-1, kinds)
    several = counts.sum(axis=1) > 1
    counts = counts[several]
    cluster, count = _clusters(clusters[several], rng)
    others = counts.sum(axis=1) - 1
    sums = np.zeros((count, kinds, kinds))
    for one, other in np.ndindex(kinds, kinds):
        pairs = counts[:, one] * (counts[:, other] - (one == other)) / others
        sums[:, one, other] = np.bincount(cluster, pairs, count)
    return _coefficient(sums, _alphas, rng)


def _clusters(clusters: Codes, rng: np.random.Generator) -> tuple[Codes, int]:
    """The cluster that each unit is dealt into, and how many there are."""
    names, place = np.unique(clusters, return_inverse=True)
    into = dealt(len(names), rng)
    return into[place], 1 + int(into.max(initial=-1))


def _kappas(tables: Floats) -> Floats:
    """Of each round's table of pairs."""
    n = tables.sum(axis=(1, 2))
    agreed = np.trace(tables, axis1=1, axis2=2)
    by_chance = (tables.sum(axis=2) * tables.sum(axis=1)).sum(axis=1)
    return _ratio(n * agreed - by_chance, n * n - by_chance)


def _alphas(tables: Floats) -> Floats:
    """Of each round's matrix of coincidences."""
    margins = tables.sum(axis=2)
    n = margins.sum(axis=1)
    agreed = np.trace(tables, axis1=1, axis2=2)
    by_chance = (margins * (margins - 1)).sum(axis=1)
    return _ratio((n - 1) * agreed - by_chance, n * (n - 1) - by_chance)


def _ratio(part: Floats, whole: Floats) -> Floats:
    ratio: Floats = np.full(len(part), np.nan)
    np.divide(part, whole, out=ratio, where=np.abs(whole) > 1e-9)
    return ratio


def _coefficient(sums: Floats, statistic: Statistic, rng: np.random.Generator) -> Coefficient:
    """From the table of each cluster."""
    if not sums.any():
        return Coefficient(None, None)
    value = float(statistic(sums.sum(axis=0, keepdims=True))[0])
    return Coefficient(None if np.isnan(value) else value, _interval(sums, statistic, rng))


def _interval(sums: Floats, statistic: Statistic, rng: np.random.Generator) -> Interval | None:
    if len(sums) < FEWEST:
        return None
    weights = draws(len(sums), ROUNDS, rng)
    return middle(statistic(np.tensordot(weights, sums, axes=1)))
