"""How far annotators agree beyond chance: Cohen's kappa and Krippendorff's alpha, nominal.

Cohen 1960, A coefficient of agreement for nominal scales. Krippendorff 2011, Computing
Krippendorff's alpha-reliability: from the matrix of coincidences, any number of annotators, any of
whom may have left a unit out. Intervals are percentiles of 1,000 bootstrap rounds in which whole
clusters (articles) are drawn again.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from discourse.aggregate.intervals import Interval

ROUNDS = 1000
MIN_CLUSTERS = 5  # below, the percentiles of so few draws say nothing
MOST_CLUSTERS = 2000  # more are dealt at random into so many

Floats = NDArray[np.float64]
Statistic = Callable[[Floats], Floats]


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient with its 95 % interval; None where it is undefined.

    It is where all labels are one label: then chance alone would agree as well.
    """

    value: float | None
    interval: Interval | None


def cohen_kappa(
    pairs: Sequence[tuple[str, str]], clusters: Sequence[Hashable], seed: int = 0
) -> Coefficient:
    """Of two annotators' labels on the same units."""
    places = _places([label for pair in pairs for label in pair])
    tables = np.zeros((len(pairs), len(places), len(places)))
    for unit, (first, second) in enumerate(pairs):
        tables[unit, places[first], places[second]] = 1
    return _coefficient(tables, clusters, _kappas, seed)


def krippendorff_alpha(
    units: Sequence[Sequence[str]], clusters: Sequence[Hashable], seed: int = 0
) -> Coefficient:
    """Of the labels that each unit got, however many; units with a single label tell nothing."""
    places = _places([label for unit in units for label in unit])
    tables = np.zeros((len(units), len(places), len(places)))
    for place, unit in enumerate(units):
        if len(unit) > 1:
            counts = np.bincount([places[label] for label in unit], minlength=len(places))
            tables[place] = (np.outer(counts, counts) - np.diag(counts)) / (len(unit) - 1)
    return _coefficient(tables, clusters, _alphas, seed)


def _places(labels: Sequence[str]) -> dict[str, int]:
    return {label: place for place, label in enumerate(sorted(set(labels)))}


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


def _coefficient(
    tables: Floats, clusters: Sequence[Hashable], statistic: Statistic, seed: int
) -> Coefficient:
    if not len(tables) or not tables.any():
        return Coefficient(None, None)
    value = float(statistic(tables.sum(axis=0, keepdims=True))[0])
    return Coefficient(
        None if np.isnan(value) else value, _interval(tables, clusters, statistic, seed)
    )


def _interval(
    tables: Floats, clusters: Sequence[Hashable], statistic: Statistic, seed: int
) -> Interval | None:
    rng = np.random.default_rng(seed)
    number = {name: place for place, name in enumerate(dict.fromkeys(clusters))}
    dealt = rng.permutation(len(number)) % MOST_CLUSTERS
    of_unit = dealt[[number[name] for name in clusters]]
    count = int(dealt.max()) + 1
    if count < MIN_CLUSTERS:
        return None
    sums = np.zeros((count, *tables.shape[1:]))
    np.add.at(sums, of_unit, tables)
    weights = rng.multinomial(count, np.full(count, 1 / count), size=ROUNDS).astype(np.float64)
    drawn = statistic(np.tensordot(weights, sums, axes=1))
    known = drawn[~np.isnan(drawn)]
    if not len(known):
        return None
    low, high = np.quantile(known, [0.025, 0.975])
    return Interval(float(low), float(high))
