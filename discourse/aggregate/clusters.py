"""Whole clusters (articles, conversations) drawn again, round after round.

More than MOST are dealt at random into so many: sums of whole clusters vary as the clusters do, and
the time no longer grows with their square.
"""

import numpy as np
from numpy.typing import NDArray

from discourse.aggregate.intervals import Interval

FEWEST = 5  # below, the percentiles of so few draws say nothing
MOST = 2000

Floats = NDArray[np.float64]
Places = NDArray[np.intp]


def dealt(count: int, rng: np.random.Generator) -> Places:
    """For each of so many clusters the number, below MOST, of the one it is dealt into."""
    return rng.permutation(count) % MOST


def draws(clusters: int, rounds: int, rng: np.random.Generator) -> Floats:
    """Rounds x clusters: how often each was drawn, as floats for their faster products."""
    drawn = rng.multinomial(clusters, np.full(clusters, 1 / clusters), size=rounds)
    return drawn.astype(np.float64)


def middle(drawn: Floats) -> Interval | None:
    """The percentile interval of 95 %; nan is left out, None if all are."""
    known = drawn[~np.isnan(drawn)]
    if not len(known):
        return None
    low, high = np.quantile(known, [0.025, 0.975])
    return Interval(float(low), float(high))
