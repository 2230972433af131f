"""Early comments are seen longer and draw more votes: how much, and how stances then compare.

Adjusted by the rank analysis of covariance (Quade 1967, JASA 62:1187-1200): within articles, ranks
of votes less what ranks of place foretell are compared in the votes' stead.
"""

from dataclasses import replace

import numpy as np

from discourse.aggregate.comparison import PAIRS, Voted, compare
from discourse.aggregate.effects import MIN_SIDE, Exposure
from discourse.aggregate.ranks import Floats, Places, scores

DATED = 0.9  # of the comments: with fewer dates, the place on the page tells more
SORTED = 0.9  # a correlation as strong is no effect of the place, but its cause
MIN_COMMENTS = 2 * MIN_SIDE


def exposure(table: Voted, seed: int = 0) -> Exposure:
    """How votes go with time or place, and against and in favor compared at equal time or place."""
    by, where, place = _places(table)
    table = table.kept(where)
    found = correlation(place, table.votes, table.article)
    made = Exposure(by, len(place), found, None)
    if found is None or len(place) < MIN_COMMENTS:
        return replace(made, lacks=f"fewer than {MIN_COMMENTS} comments show different votes")
    if by == "position" and _listed_by_votes(table, place):
        return replace(made, lacks="the page seems to list comments by their votes")
    compared = compare(replace(table, votes=residuals(table, place)), *PAIRS[0], seed)
    return replace(made, adjusted=compared, lacks=compared.lacks)


def residuals(table: Voted, place: Floats) -> Floats:
    """The votes' ranks less what the ranks of place foretell, in a line common to all articles."""
    article = table.article
    placed, ranked = scores(place, article), scores(table.votes, article)
    slope = float(placed @ ranked) / float(placed @ placed)
    left: Floats = ranked - slope * placed
    return np.round(left, 9)  # equal ranks stay equal


def correlation(xs: Floats, ys: Floats, article: Places) -> float | None:
    """Spearman's rank correlation within articles, each weighted by n - 1; None where undefined.

    That is one over its variance under independence (Hotelling & Pabst 1936, Annals of
    Mathematical Statistics 7:29-43).
    """
    if not len(xs):
        return None
    x, y = scores(xs, article), scores(ys, article)
    both, one, other = (np.bincount(article, part) for part in (x * y, x * x, y * y))
    spread = np.sqrt(one * other)
    defined = spread > 0
    weights = (np.bincount(article) - 1)[defined]
    if not weights.sum():
        return None
    return float(np.average(both[defined] / spread[defined], weights=weights))


def _places(table: Voted) -> tuple[str, Places, Floats]:
    """Time where most comments are dated and few alike, else position; of which, and what."""
    dated = np.flatnonzero(~np.isnan(table.posted))
    times = np.column_stack([table.article[dated], table.posted[dated]])
    different = len(np.unique(times, axis=0)) if len(dated) else 0
    if len(dated) and len(dated) >= DATED * len(table.posted) and different > len(dated) / 2:
        return "time", dated, table.posted[dated]
    return "position", np.arange(len(table.posted)), table.position


def _listed_by_votes(table: Voted, place: Floats) -> bool:
    """Whether the top-level comments' order is that of their votes."""
    top = np.flatnonzero(table.top)
    found = correlation(place[top], table.votes[top], table.article[top])
    return len(top) >= MIN_SIDE and found is not None and abs(found) >= SORTED
