"""Ranks within groups: votes of one article are never held against another's."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.intp]


def codes(names: Sequence[str]) -> Places:
    """Equal numbers for equal names, numbered as they come."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], dtype=np.intp)


def midranks(numbers: Floats, groups: Places) -> Floats:
    """Ranks from 1 within each group, equal numbers sharing the mean of theirs."""
    order = np.lexsort((numbers, groups))
    group, number = groups[order], numbers[order]
    changed = (np.diff(group) != 0) | (np.diff(number) != 0)
    firsts = np.flatnonzero(np.concatenate([[True], changed])) if len(order) else order
    lengths = np.diff(firsts, append=len(order))
    rank = np.repeat(firsts + (lengths - 1) / 2, lengths) - np.searchsorted(group, group) + 1
    ranks: Floats = np.empty(len(order))
    ranks[order] = rank
    return ranks


def scores(numbers: Floats, groups: Places) -> Floats:
    """Midranks scaled to lie between -1 and 1, with a sum of zero in each group."""
    sizes = np.bincount(groups)[groups] if len(groups) else groups
    scaled: Floats = 2 * midranks(numbers, groups) / (sizes + 1) - 1
    return scaled


def centred(numbers: Floats, groups: Places) -> Floats:
    """Each number less the mean of its group."""
    means = np.bincount(groups, numbers) / np.maximum(np.bincount(groups), 1)
    less: Floats = numbers - means[groups]
    return less
