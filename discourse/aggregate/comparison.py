"""Do readers vote differently for stances? Votes compared within articles, never across them.

The statistic is van Elteren's (1960, Bulletin of the International Statistical Institute
37:351-361): rank sums within articles, each weighted by 1/(N + 1). Divided by its greatest value
it is the rank-biserial correlation (Cureton 1956, Psychometrika 21:287-290), averaged over
articles. Its p is from turning the contributions of whole articles around, or of whole
conversations where articles are few; `tests/simulations` shows how often that finds what is not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from discourse.aggregate.chance import chance_p, turned_around
from discourse.aggregate.columns import NONE, Columns, Flags
from discourse.aggregate.effects import MIN_SIDE, UNTESTED, Comparison
from discourse.aggregate.marks import STANCES
from discourse.aggregate.ranks import Floats, Places, centred, scores
from discourse.aggregate.votes import Measure
from discourse.aggregate.wording import AS_WORDS
from discourse.stance.judgement import Stance

MIN_TURNED = 8  # units: of fewer than 2^8 ways to turn them, too many are as extreme
PAIRS = (
    (Stance.AGAINST, Stance.FAVOR),
    (Stance.AGAINST, Stance.NEUTRAL),
    (Stance.NEUTRAL, Stance.FAVOR),
)


@dataclass(frozen=True, slots=True)
class Voted:
    """The comments that have a stance and votes."""

    article: Places
    conversation: Places  # a number of its own in all articles
    stance: Places  # in the order of Stance
    votes: Floats
    position: Floats
    posted: Floats  # seconds since 1970; nan where undated
    top: Flags  # whether it answers no other comment

    def kept(self, where: Places) -> "Voted":
        """Those at the places given."""
        return Voted(
            self.article[where],
            self.conversation[where],
            self.stance[where],
            self.votes[where],
            self.position[where],
            self.posted[where],
            self.top[where],
        )


def voted(of: Columns, measure: Measure) -> Voted:
    """The comments of whom both stance and votes are known."""
    votes = of.nets if measure is Measure.NET else of.up
    ahead = np.where(np.isnan(of.offset), 0, of.offset)  # one zone a page, where it is unsaid
    return Voted(
        of.article.astype(np.intp),
        of.root.astype(np.intp),
        of.stance.astype(np.intp),
        votes,
        of.position.astype(np.float64),
        of.posted - 60 * ahead,
        of.parent == NONE,
    ).kept(np.flatnonzero(of.judged & ~np.isnan(votes)))


def compare_all(table: Voted, seed: int = 0, *, tested: bool = True) -> tuple[Comparison, ...]:
    """Every pair of stances, against and in favor first."""
    return tuple(compare(table, first, second, seed, tested=tested) for first, second in PAIRS)


def compare(
    table: Voted, first: Stance, second: Stance, seed: int = 0, *, tested: bool = True
) -> Comparison:
    """The votes of two stances' comments, in the articles that have both."""
    pair = _of_both(table, first, second)
    is_first = (pair.stance == STANCES.index(first)).astype(np.float64)
    n_first, articles = int(is_first.sum()), len(np.unique(pair.article))
    unit = "article" if articles >= MIN_TURNED else "conversation"
    made = Comparison(first, second, n_first, len(is_first) - n_first, articles, unit)
    if not n_first:
        return replace(made, lacks=f"no article shows votes on both {_names(made)}")
    ranked = scores(pair.votes, pair.article)
    observed = float(ranked @ is_first)
    effect = round(observed / _greatest(pair.article, is_first), 12)  # sums leave a trace
    made = replace(made, effect=effect)
    if not tested:
        return replace(made, lacks=UNTESTED)
    contributions = _contributions(pair, ranked * centred(is_first, pair.article), unit)
    if lacks := _too_few(made, len(contributions)):
        return replace(made, lacks=lacks)
    turned = turned_around(contributions, seed)
    p = chance_p(observed, turned)
    return replace(made, p=p, adjusted=p, rounds=len(turned))


def adjust(families: Sequence[Sequence[Comparison]]) -> list[tuple[Comparison, ...]]:
    """Each pair's p adjusted with regard to the same pair elsewhere.

    Benjamini & Hochberg 1995, Journal of the Royal Statistical Society B 57:289-300.
    """
    columns = [_adjusted(column) for column in zip(*families, strict=True)]
    return list(zip(*columns, strict=True))


def _adjusted(column: Sequence[Comparison]) -> list[Comparison]:
    tested = [one.p for one in column if one.p is not None]
    if len(tested) < 2:
        return list(column)
    adjusted = iter(false_discovery(tested))
    return [
        one if one.p is None else replace(one, adjusted=next(adjusted), family=len(tested))
        for one in column
    ]


def false_discovery(ps: Sequence[float]) -> list[float]:
    """Benjamini & Hochberg's step-up procedure as adjusted p-values, in the order given."""
    order = np.argsort(ps)
    stepped = np.asarray(ps)[order] * len(ps) / np.arange(1, len(ps) + 1)
    adjusted = np.empty(len(ps))
    adjusted[order] = np.minimum(1, np.minimum.accumulate(stepped[::-1])[::-1])
    return [float(p) for p in adjusted]


def _of_both(table: Voted, first: Stance, second: Stance) -> Voted:
    """The two stances' comments in articles that have both: no others can be compared."""
    ones, others = (table.stance == STANCES.index(stance) for stance in (first, second))
    size = table.article.max(initial=-1) + 1
    both = np.bincount(table.article[ones], minlength=size) * np.bincount(
        table.article[others], minlength=size
    )
    return table.kept(np.flatnonzero((ones | others) & (both[table.article] > 0)))


def _greatest(article: Places, is_first: Floats) -> float:
    """The statistic if `first` had more votes in every pair."""
    sizes = np.bincount(article).astype(np.float64)
    firsts = np.bincount(article, is_first)
    return float((firsts * (sizes - firsts) / (sizes + 1)).sum())


def _contributions(pair: Voted, parts: Floats, unit: str) -> Floats:
    """What each unit adds to the statistic; units that add nothing say nothing.

    An article's mean is drawn towards a conversation that is a large part of it, so what that one
    adds is too small: divided by the root of the other comments' part, as HC2 does for squares of
    residuals (MacKinnon & White 1985, Journal of Econometrics 29:305-325).
    """
    units, others = _units(pair, unit)
    added: Floats = np.bincount(units, parts)[others > 0] / np.sqrt(others[others > 0])
    return added[np.abs(added) > 1e-12]


def _units(pair: Voted, unit: str) -> tuple[Places, Floats]:
    """The unit of each comment; and the part that others have in the article of each unit."""
    if unit == "article":
        return pair.article, np.ones(pair.article.max() + 1)
    owner = np.zeros(pair.conversation.max() + 1, dtype=np.intp)
    owner[pair.conversation] = pair.article
    sizes = np.bincount(pair.conversation)
    return pair.conversation, 1 - sizes / np.maximum(np.bincount(pair.article)[owner], 1)


def _too_few(made: Comparison, units: int) -> str:
    if not made.enough:
        return f"fewer than {MIN_SIDE} comments each {_names(made)} show votes under one article"
    return f"fewer than {MIN_TURNED} conversations" if units < MIN_TURNED else ""


def _names(made: Comparison) -> str:
    return f"{AS_WORDS[made.first]} and {AS_WORDS[made.second]}"
