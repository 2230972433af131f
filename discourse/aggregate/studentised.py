"""Studentised bootstrap intervals of means over clusters that differ in size.

Votes are skewed: most comments draw few, some very many. Percentiles of the means of few clusters
then miss the long side. Each round's distance from the mean is therefore divided by the round's own
standard error (the bootstrap-t: Efron 1982, The Jackknife, the Bootstrap and Other Resampling
Plans, section 10.10; Hall 1988, Annals of Statistics 16:927-953, on why that helps), which is that
of a ratio estimated from clusters (Cochran 1977, Sampling Techniques, section 6.4).
"""

import numpy as np

from discourse.aggregate.columns import Floats

ENDS = (0.975, 0.025)
LEAST = 1e-9  # a round's standard error as a part of the whole's; below, all its clusters are alike


def studentised(weights: Floats, totals: Floats, sizes: Floats) -> Floats:
    """The 95 % interval's ends of each column's mean, as two rows; nan of columns without a size.

    `weights` says how often each round draws each cluster (rounds, clusters); `totals` and `sizes`
    are what clusters add to the sum and to the count (clusters, columns).
    """
    count = sizes.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):  # no size, or a round without spread
        mean = totals.sum(axis=0) / count
        apart = totals - mean * sizes
        error = np.sqrt(np.square(apart).sum(axis=0)) / count
        size = weights @ sizes
        away = (weights @ apart) / size
        between = weights @ (apart * sizes)
        spread = weights @ np.square(apart) - 2 * away * between
        spread += np.square(away) * (weights @ np.square(sizes))
        errors = np.sqrt(np.maximum(spread, 0)) / size
        distances = np.where(errors > LEAST * error, away / errors, np.nan)
    ends: Floats = mean - _quantiles(distances) * error
    return ends


def _quantiles(distances: Floats) -> Floats:
    """Of each column, where any round has one; else nothing is known to vary, which is 0."""
    known = np.where(np.isnan(distances).all(axis=0), 0.0, distances)
    found: Floats = np.nanquantile(known, ENDS, axis=0)
    return found
