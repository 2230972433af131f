"""Cluster bootstrap: whole articles or conversations drawn again, never single comments.

Comments of one article (and replies of one conversation) resemble each other, so intervals that
take them for independent are too narrow. Clusters are drawn with replacement (Davison & Hinkley
1997, Bootstrap Methods and their Application, section 3.8); the intervals are expanded percentile
intervals, since plain ones of few clusters are too narrow (Hesterberg 2015, The American
Statistician 69:371-386), those of means widened to hold the studentised ones too.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from discourse.aggregate import clusters
from discourse.aggregate.columns import NONE, Columns, Flags, Floats, Small
from discourse.aggregate.intervals import Interval, wider
from discourse.aggregate.marks import STANCES
from discourse.aggregate.studentised import studentised
from discourse.aggregate.summary import Resampled
from discourse.stance.judgement import Stance

ROUNDS = 1000
MIN_UNITS = clusters.FEWEST
MEANS = 2  # the place of the mean's interval among a stance's
MOST_VALUES = 2000  # different net votes of a stance; more are rounded to so many of their ranks

Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What drawing units again gave: intervals, and in each round the shares of the likeliest.

    `shares` has a column a stance, and no rows where there were too few `units`; it counts the
    comments too for which the model was not sure enough.
    """

    rows: dict[Stance, Resampled]
    shares: Floats
    units: int


@dataclass(frozen=True, slots=True)
class _Sums:
    """What each cluster adds, a column a stance."""

    likeliest: Floats
    n: Floats
    up_shown: Floats
    up: Floats
    both_up: Floats
    both_down: Floats
    net_shown: Floats
    net: Floats

    def all(self) -> tuple[Floats, ...]:
        """In the order of the fields."""
        return (
            *(self.likeliest, self.n, self.up_shown, self.up),
            *(self.both_up, self.both_down, self.net_shown, self.net),
        )


def resample(of: Columns, units: Places, seed: int = 0) -> Drawn:
    """Intervals of each stance's statistics; `units` numbers each comment's cluster.

    Comments without a stance are left out, as everywhere.
    """
    where = of.judged | (of.likeliest != NONE)
    cluster, count = _clusters(units[where], seed)
    if count < MIN_UNITS:
        return Drawn({stance: Resampled() for stance in Stance}, np.empty((0, 3)), count)
    weights = clusters.draws(count, ROUNDS, np.random.default_rng(seed))
    sums = _sums(of, where, cluster, count)
    likeliest = weights @ sums.likeliest
    medians = _medians(of, where, cluster, weights)
    shares = _over(likeliest, likeliest.sum(axis=1, keepdims=True))
    return Drawn(_rows(weights, sums, medians), shares, count)


def percentiles(draws: Floats, units: int | NDArray[np.intp]) -> Floats:
    """The ends of the interval of each column of draws, as two rows; nan among draws is left out.

    Expanded: at the level where a normal interval is as wide as Student's of so many units.
    """
    from scipy.special import ndtr, stdtrit  # takes a while to load

    freedom = np.maximum(np.asarray(units) - 1, 1)
    level = ndtr(stdtrit(freedom, 0.025) * np.sqrt((freedom + 1) / freedom))
    ordered = np.sort(draws, axis=0)  # nan last
    known = np.count_nonzero(~np.isnan(ordered), axis=0)
    return np.vstack([_at(ordered, known, level), _at(ordered, known, 1 - level)])


def _at(ordered: Floats, known: Places, level: Floats) -> Floats:
    """The quantile of each column, of its first `known` numbers."""
    place = np.maximum(known - 1, 0) * level
    lower = place.astype(np.intp)
    upper, columns = np.minimum(lower + 1, np.maximum(known - 1, 0)), np.arange(ordered.shape[1])
    part = place - lower
    found: Floats = (1 - part) * ordered[lower, columns] + part * ordered[upper, columns]
    return found


def _clusters(units: Places, seed: int) -> tuple[Places, int]:
    """The number of each comment's cluster, and how many there are."""
    names, cluster = np.unique(units, return_inverse=True)
    if len(names) <= clusters.MOST:
        return cluster, len(names)
    dealt = clusters.dealt(len(names), np.random.default_rng(seed))
    return dealt[cluster], clusters.MOST


def _sums(of: Columns, where: Flags, cluster: Places, count: int) -> _Sums:
    up, down, net = of.up[where], of.down[where], of.nets[where]
    both = ~np.isnan(up + down)

    def counted(stance: Small, numbers: Floats) -> Floats:
        known = stance != NONE
        place = (cluster * len(STANCES) + stance)[known]
        added = np.bincount(place, numbers[known], count * len(STANCES)).astype(np.float64)
        return added.reshape(count, len(STANCES))

    def per(numbers: Floats) -> Floats:
        return counted(of.stance[where], numbers)

    return _Sums(
        likeliest=counted(of.likeliest[where], np.ones(len(up))),
        n=per(np.ones(len(up))),
        up_shown=per((~np.isnan(up)).astype(np.float64)),
        up=per(np.nan_to_num(up)),
        both_up=per(np.where(both, up, 0)),
        both_down=per(np.where(both, down, 0)),
        net_shown=per((~np.isnan(net)).astype(np.float64)),
        net=per(np.nan_to_num(net)),
    )


def _medians(of: Columns, where: Flags, cluster: Places, weights: Floats) -> Floats:
    """The median net votes of each stance in each round."""
    nets, stance = of.nets[where], of.stance[where]
    found = np.full((len(weights), len(STANCES)), np.nan)
    for code in range(len(STANCES)):
        mine = (stance == code) & ~np.isnan(nets)
        if mine.any():
            found[:, code] = _weighted_medians(*_by_value(nets[mine], cluster[mine], weights))
    return found


def _by_value(nets: Floats, cluster: Places, weights: Floats) -> tuple[Floats, Floats]:
    """The different numbers in rising order, and how often each stands in each round."""
    values, place = np.unique(nets, return_inverse=True)
    if len(values) > MOST_VALUES:
        ranks = np.linspace(0, len(nets) - 1, MOST_VALUES).astype(np.intp)
        values = np.unique(np.sort(nets)[ranks])
        place = np.searchsorted(values, nets)
    counts = np.zeros((weights.shape[1], len(values)))
    np.add.at(counts, (cluster, place), 1)
    return values, weights @ counts


def _weighted_medians(values: Floats, counts: Floats) -> Floats:
    """The median of each row, where value i (they rise) stands counts[row, i] times."""
    upto = np.cumsum(counts, axis=1)
    size = upto[:, -1:]
    lower = np.argmax(upto >= (size + 1) // 2, axis=1)
    upper = np.argmax(upto >= size // 2 + 1, axis=1)
    return np.where(size[:, 0] > 0, (values[lower] + values[upper]) / 2, np.nan)


def _over(part: Floats, whole: Floats) -> Floats:
    ratio: Floats = np.full(np.broadcast_shapes(part.shape, whole.shape), np.nan)
    np.divide(part, whole, out=ratio, where=whole > 0)
    return ratio


def _rows(weights: Floats, sums: _Sums, medians: Floats) -> dict[Stance, Resampled]:
    _, n, up_shown, up, both_up, both_down, net_shown, net = (weights @ one for one in sums.all())
    voted = _over(up, up.sum(axis=1, keepdims=True))
    spoken = _over(up_shown, up_shown.sum(axis=1, keepdims=True))
    judged = np.full(len(STANCES), np.count_nonzero(sums.n.sum(axis=1)))
    voting = np.count_nonzero(sums.both_up + sums.both_down, axis=0)
    netting = np.count_nonzero(sums.net_shown, axis=0)
    upping = np.full(len(STANCES), np.count_nonzero(sums.up_shown.sum(axis=1)))
    upping[up.sum() == 0] = 0
    intervals = [
        _intervals(percentiles(draws, units), units)
        for draws, units in (
            (_over(n, n.sum(axis=1, keepdims=True)), judged),
            (_over(both_up, both_up + both_down), voting),
            (_over(net, net_shown), netting),
            (medians, netting),
            (voted, upping),
            (voted - spoken, upping),
        )
    ]
    skewed = _intervals(studentised(weights, sums.net, sums.net_shown), netting)
    intervals[MEANS] = list(map(wider, intervals[MEANS], skewed))
    return {
        stance: Resampled(*(column[place] for column in intervals))
        for place, stance in enumerate(STANCES)
    }


def _intervals(ends: Floats, units: Places) -> list[Interval | None]:
    """Of each stance; None of too few units."""
    return [
        None if n < MIN_UNITS or np.isnan(low) else Interval(float(low), float(high))
        for low, high, n in zip(*ends, units, strict=True)
    ]
