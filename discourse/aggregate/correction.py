"""Stance shares corrected for the model's errors: the constrained adjusted count.

A model that takes every third comment in favor for neutral counts too few in favor. Where q are
the shares it gave and M[i][j] the rate at which it answers j to a comment of stance i, the true
shares p are those on the simplex that minimise |pM - q|^2: the adjusted count of Forman 2008 (Data
Mining and Knowledge Discovery 17:164-206), for several classes and constrained as in Hopkins & King
2010 (American Journal of Political Science 54:229-247) and Bunse 2022 (LQ workshop, ECML PKDD). It
is right where the model errs here as on the examples that gave M, however the stances are mixed.
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from discourse.aggregate.bootstrap import ROUNDS, Drawn, percentiles
from discourse.aggregate.columns import NONE, Columns
from discourse.aggregate.effects import Corrected, Estimate, Matrix
from discourse.aggregate.intervals import Interval
from discourse.aggregate.marks import STANCES
from discourse.stance.judgement import Stance

MIN_COMMENTS = 10
JEFFREYS = 0.5  # added to each count before drawing, so that one never seen is not impossible
SINGULAR = 1e-9

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often a model answered what: rows are true stances, columns answers; may be empty."""

    counts: Matrix = ()
    split: str = ""  # what it was counted on

    def __post_init__(self) -> None:
        sizes = [len(row) for row in self.counts]
        if sizes not in ([], [len(Stance)] * len(Stance)):
            raise ValueError(f"confusion: expected nothing or {len(Stance)} rows of as many counts")
        if any(count < 0 for row in self.counts for count in row):
            raise ValueError(f"confusion: expected counts from 0, found {self.counts}")

    @property
    def lacks(self) -> str:
        """Why nothing can be corrected with it; empty where it can."""
        if not self.counts:
            return Corrected().lacks
        unseen = [stance for stance, row in zip(Stance, self.counts, strict=True) if not sum(row)]
        return f"the model's confusion matrix knows no {unseen[0]} example" if unseen else ""


UNKNOWN = Confusion()


def corrected_shares(of: Columns, drawn: Drawn, confusion: Confusion, seed: int = 0) -> Corrected:
    """The shares of the comments' stances, corrected, with intervals.

    Counted is the likeliest stance of every comment that the model read, as in the matrix: if those
    it is not sure of were left out, the sure ones' errors would have to be known by themselves.

    Each interval is the wider of two, as that of the raw share: comments drawn as if independent,
    and whole units drawn again; in both the matrix is drawn anew for each round.
    """
    read = of.likeliest[of.likeliest != NONE]
    given = np.bincount(read, minlength=len(STANCES)).astype(np.float64)
    few = f"fewer than {MIN_COMMENTS} comments were read" if given.sum() < MIN_COMMENTS else ""
    if lacks := confusion.lacks or few:
        return Corrected(lacks=lacks)
    matrix = np.array(confusion.counts, float)
    (best,) = adjusted_count(given[None] / given.sum(), _rates(matrix)[None])
    rng = np.random.default_rng(seed)
    rates = np.stack([rng.dirichlet(row + JEFFREYS, ROUNDS) for row in matrix], axis=1)
    single = adjusted_count(rng.dirichlet(given + JEFFREYS, ROUNDS), rates)
    ends = [percentiles(single, np.full(len(best), 10**6))]
    if len(drawn.shares):
        clustered = adjusted_count(drawn.shares, rates[: len(drawn.shares)])
        ends.append(percentiles(clustered, np.full(len(best), drawn.units)))
    low, high = np.vstack([best, *ends]).min(axis=0), np.vstack([best, *ends]).max(axis=0)
    shares = tuple(
        Estimate(float(value), Interval(float(one), float(other)))
        for value, one, other in zip(best, low, high, strict=True)
    )
    return Corrected(shares, "", int(matrix.sum()), confusion.split, int(given.sum()))


def adjusted_count(shares: Floats, rates: Floats) -> Floats:
    """For each row of shares and its matrix, the stances' shares that explain it best.

    Solved exactly: where the plain solution leaves the simplex, the best lies on one of its edges.
    """
    inside = _plain_solution(shares, rates)
    feasible = inside.min(axis=1) >= 0
    best = np.where(feasible[:, None], inside, np.nan)
    distance = np.where(feasible, 0.0, np.inf)
    for one, other in combinations(range(len(Stance)), 2):
        on_edge = _on_edge(shares, rates, one, other)
        away = ((np.einsum("ki,kij->kj", on_edge, rates) - shares) ** 2).sum(axis=1)
        nearer = away < distance
        best[nearer], distance[nearer] = on_edge[nearer], away[nearer]
    return best


def _rates(counts: Floats) -> Floats:
    rates: Floats = counts / counts.sum(axis=1, keepdims=True)
    return rates


def _plain_solution(shares: Floats, rates: Floats) -> Floats:
    """What solves pM = q, whether or not it is a share; -1 where no single one does."""
    solvable = np.abs(np.linalg.det(rates)) > SINGULAR
    found = np.full_like(shares, -1.0)
    turned = rates[solvable].transpose(0, 2, 1)
    found[solvable] = np.linalg.solve(turned, shares[solvable][..., None])[..., 0]
    return found


def _on_edge(shares: Floats, rates: Floats, one: int, other: int) -> Floats:
    """The best mix of two stances alone: a projection on a line, held between its ends."""
    line = rates[:, one] - rates[:, other]
    length = np.maximum((line**2).sum(axis=1), SINGULAR)
    part = ((shares - rates[:, other]) * line).sum(axis=1) / length
    found = np.zeros_like(shares)
    found[:, one] = np.clip(part, 0, 1)
    found[:, other] = 1 - found[:, one]
    return found
