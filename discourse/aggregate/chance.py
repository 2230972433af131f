"""What chance alone would give: shuffles within articles, and contributions turned around.

Comments of one article, and of one conversation, are alike for many reasons, so a test that
shuffles single comments takes any likeness for an effect. Turning the contribution of a whole
unit around (its sign, at random) keeps what its comments have in common: Canay, Romano & Shaikh
2017, Econometrica 85:1013-1030.
"""

from collections.abc import Iterator

import numpy as np

from discourse.aggregate.ranks import Floats, Places

ROUNDS = 1999
FEWEST_ROUNDS = 199
MOST_CELLS = 10_000_000  # things times rounds: beyond, there are fewer rounds
CHUNK_CELLS = 1_000_000  # held at once, so that memory stays flat


def turned_around(contributions: Floats, seed: int) -> Floats:
    """Their sum in each round, every sign drawn anew."""
    rng = np.random.default_rng(seed)
    signs = (rng.integers(0, 2, (rows, len(contributions))) for rows in _steps(len(contributions)))
    return np.concatenate([(2 * drawn - 1) @ contributions for drawn in signs])


def shuffles(groups: Places, seed: int) -> Iterator[Places]:
    """Places after shuffling within groups (which rise), a row a round."""
    rng = np.random.default_rng(seed)
    for rows in _steps(len(groups)):
        yield np.argsort(groups + rng.random((rows, len(groups))), axis=1)


def chance_p(observed: float, by_chance: Floats) -> float:
    """(b + 1) / (m + 1): how often m rounds are as far from the mean of all (two-sided).

    Phipson & Smyth 2010, Statistical Applications in Genetics and Molecular Biology 9:39.
    """
    every = np.concatenate([[observed], by_chance])
    away = np.abs(every - every.mean())
    slack = 1e-9 * max(1.0, float(np.abs(every).max()))  # equal but for rounding
    return float(np.mean(away >= away[0] - slack))


def _steps(size: int) -> Iterator[int]:
    """Rounds held at once: enough in all for a small p, fewer where each takes long."""
    left = int(np.clip(MOST_CELLS // max(size, 1), FEWEST_ROUNDS, ROUNDS))
    step = max(1, CHUNK_CELLS // max(size, 1))
    while left > 0:
        yield min(step, left)
        left -= step
