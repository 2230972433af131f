"""Cluster bootstrap: whole articles or conversations drawn again, never single comments.

Comments of one article (and replies of one conversation) resemble each other, so intervals that
take them for independent are too narrow. Percentile intervals over clusters drawn with
replacement: Davison & Hinkley 1997, Bootstrap Methods and their Application, section 3.8.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from discourse.aggregate.intervals import Interval
from discourse.aggregate.summary import Mark, Resampled, net_of
from discourse.stance.judgement import Stance

ROUNDS = 1000
MIN_UNITS = 5  # below, the percentiles of so few draws say nothing
MOST_CLUSTERS = 2000
CHUNK_CELLS = 2_000_000  # weights held at once, so that memory stays flat

Floats = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class _Stances:
    """What one stance adds to each cluster, and its net votes in rising order."""

    comments: Floats
    up: Floats
    down: Floats
    nets: Floats
    net_clusters: Places


def resample(marks: Sequence[Mark], units: Sequence[str], seed: int = 0) -> dict[Stance, Resampled]:
    """Intervals of each stance's share, approval and median net; `units` names each mark's cluster.

    Comments without a stance are left out, as everywhere.
    """
    cluster_of, clusters = _clusters(units, seed)
    if clusters < MIN_UNITS:
        return {stance: Resampled() for stance in Stance}
    per = {stance: _stances(marks, cluster_of, clusters, stance) for stance in Stance}
    draws: dict[Stance, list[Floats]] = {stance: [] for stance in Stance}
    for weights in _weights(clusters, len(marks), seed):
        judged = weights @ sum(part.comments for part in per.values())
        for stance, part in per.items():
            draws[stance].append(_statistics(weights, part, judged))
    return {stance: _intervals(np.hstack(draws[stance]), per[stance]) for stance in Stance}


def share_draws(marks: Sequence[Mark], units: Sequence[str], seed: int = 0) -> Floats:
    """The shares of the stances in each round, a column a stance; no rows of too few units."""
    cluster_of, clusters = _clusters(units, seed)
    if clusters < MIN_UNITS:
        return np.empty((0, len(Stance)))
    ones = [(mark.stance, cluster) for mark, cluster in zip(marks, cluster_of, strict=True)]
    counts = np.column_stack(
        [_per_cluster([(1, c) for own, c in ones if own is stance], clusters) for stance in Stance]
    )
    drawn = np.vstack([weights @ counts for weights in _weights(clusters, len(marks), seed)])
    shares: Floats = drawn / drawn.sum(axis=1, keepdims=True)
    return shares


def _clusters(units: Sequence[str], seed: int) -> tuple[Places, int]:
    """The number of each mark's cluster, and how many there are.

    More than MOST_CLUSTERS are dealt at random into that many: sums of whole clusters vary as the
    clusters do, and the time no longer grows with their square.
    """
    names, cluster_of = np.unique(np.asarray(units, dtype=np.str_), return_inverse=True)
    if len(names) <= MOST_CLUSTERS:
        return cluster_of, len(names)
    dealt = np.random.default_rng(seed).permutation(len(names)) % MOST_CLUSTERS
    return dealt[cluster_of], MOST_CLUSTERS


def _weights(clusters: int, marks: int, seed: int) -> Iterator[Floats]:
    """How often each cluster is drawn, one row a round; floats, for their faster products."""
    rng = np.random.default_rng(seed)
    step = max(1, CHUNK_CELLS // max(clusters, marks))
    for start in range(0, ROUNDS, step):
        rounds = min(step, ROUNDS - start)
        drawn = rng.multinomial(clusters, np.full(clusters, 1 / clusters), size=rounds)
        yield drawn.astype(np.float64)


def _stances(marks: Sequence[Mark], cluster_of: Places, clusters: int, stance: Stance) -> _Stances:
    mine = [(m.votes, c) for m, c in zip(marks, cluster_of, strict=True) if m.stance is stance]
    both = [(v.up, v.down, c) for v, c in mine if v.up is not None and v.down is not None]
    nets = sorted((net, c) for v, c in mine if (net := net_of(v)) is not None)
    return _Stances(
        comments=_per_cluster([(1, c) for _, c in mine], clusters),
        up=_per_cluster([(up, c) for up, _, c in both], clusters),
        down=_per_cluster([(down, c) for _, down, c in both], clusters),
        nets=np.array([net for net, _ in nets], dtype=np.float64),
        net_clusters=np.array([c for _, c in nets], dtype=np.intp),
    )


def _per_cluster(counts: Sequence[tuple[int, int]], clusters: int) -> Floats:
    sums = np.zeros(clusters)
    for count, cluster in counts:
        sums[cluster] += count
    return sums


def _statistics(weights: Floats, part: _Stances, judged: Floats) -> Floats:
    """Share, approval and median net of each round, as three rows; nan where undefined."""
    up, down = weights @ part.up, weights @ part.down
    return np.vstack(
        [
            _ratio(weights @ part.comments, judged),
            _ratio(up, up + down),
            _weighted_medians(part.nets, weights[:, part.net_clusters]),
        ]
    )


def _ratio(part: Floats, whole: Floats) -> Floats:
    ratio: Floats = np.full(len(part), np.nan)
    np.divide(part, whole, out=ratio, where=whole > 0)
    return ratio


def _weighted_medians(numbers: Floats, weights: Floats) -> Floats:
    """The median of each row, where number i (they rise) stands weights[row, i] times."""
    if not len(numbers):
        return np.full(len(weights), np.nan)
    upto = np.cumsum(weights, axis=1)
    size = upto[:, -1:]
    lower = np.argmax(upto >= (size + 1) // 2, axis=1)
    upper = np.argmax(upto >= size // 2 + 1, axis=1)
    return np.where(size[:, 0] > 0, (numbers[lower] + numbers[upper]) / 2, np.nan)


def _intervals(draws: Floats, part: _Stances) -> Resampled:
    voted = int(np.count_nonzero(part.up + part.down))
    return Resampled(
        share=_percentiles(draws[0]),
        approval=_percentiles(draws[1]) if voted >= MIN_UNITS else None,
        median_net=(
            _percentiles(draws[2]) if len(np.unique(part.net_clusters)) >= MIN_UNITS else None
        ),
    )


def _percentiles(draws: Floats) -> Interval | None:
    if np.isnan(draws).all():
        return None
    low, high = np.nanquantile(draws, [0.025, 0.975])
    return Interval(float(low), float(high))
