"""Do readers answer, and quote, their like or their opponents?

Counted by stance and held against stances shuffled within each article, the replies staying as
they are. Assortativity is that of Newman 2003, Physical Review E 67:026126, equation 2.
"""

from dataclasses import dataclass, replace

import numpy as np

from discourse.aggregate.chance import chance_p, shuffles
from discourse.aggregate.columns import NONE, Columns
from discourse.aggregate.columns import Places as AnyPlaces
from discourse.aggregate.effects import Crossing, Replies
from discourse.aggregate.marks import STANCES
from discourse.aggregate.ranks import Floats, Places
from discourse.stance.judgement import Stance

AGAINST, FAVOR = (STANCES.index(side) for side in (Stance.AGAINST, Stance.FAVOR))
MIN_PAIRS = 10  # fewer are counted, but neither drawn nor tested


@dataclass(frozen=True, slots=True)
class _Links:
    """Who speaks and who is spoken to, as places among the comments with a stance."""

    speakers: Places
    spoken_to: Places


def replies(of: Columns, seed: int = 0) -> Replies:
    """Who answers whom and who quotes whom, of comments with a stance."""
    speaking = np.flatnonzero(of.parent != NONE)
    answers = _links(of, speaking, of.parent[speaking])
    quotes = _links(of, of.quoting, of.quoted)
    return Replies(_crossing(of, answers, "replies", seed), _crossing(of, quotes, "quotes", seed))


def assortativity(counts: Floats) -> float | None:
    """Newman's coefficient of a matrix of counts; None where it is undefined."""
    shares = counts / counts.sum()
    by_chance = float(shares.sum(axis=1) @ shares.sum(axis=0))
    if by_chance > 1 - 1e-12:
        return None
    return float((np.trace(shares) - by_chance) / (1 - by_chance))


def _links(of: Columns, speakers: AnyPlaces, spoken_to: AnyPlaces) -> _Links:
    """Each pair once, of different comments that both have a stance."""
    pairs = np.unique(np.column_stack([speakers, spoken_to]).astype(np.intp), axis=0)
    one, other = pairs[:, 0], pairs[:, 1]
    kept = (one != other) & of.judged[one] & of.judged[other]
    place = np.cumsum(of.judged) - 1  # among those with a stance
    return _Links(place[one[kept]], place[other[kept]])


def _crossing(of: Columns, links: _Links, noun: str, seed: int) -> Crossing:
    stance, article = of.stance[of.judged].astype(np.intp), of.article[of.judged].astype(np.intp)
    counts = np.zeros((len(STANCES), len(STANCES)))
    np.add.at(counts, (stance[links.speakers], stance[links.spoken_to]), 1)
    made = Crossing(tuple(tuple(int(count) for count in row) for row in counts))
    if made.n == 0:
        return replace(made, lacks=f"no {noun} between comments with a stance")
    across = float(counts[AGAINST, FAVOR] + counts[FAVOR, AGAINST]) / made.n
    made = replace(made, across=across, assortativity=assortativity(counts))
    if made.n < MIN_PAIRS:
        return replace(made, lacks=f"fewer than {MIN_PAIRS} {noun} between comments with a stance")
    shuffled = _shuffled(stance, links, article, seed)
    return replace(
        made,
        expected=float(shuffled.mean()),
        p=chance_p(across, shuffled),
        rounds=len(shuffled),
    )


def _shuffled(stance: Places, links: _Links, article: Places, seed: int) -> Floats:
    """The share that joins the two sides in each shuffle of stances within articles."""
    shares: list[Floats] = []
    for places in shuffles(article, seed):
        moved = stance[places]
        joined = moved[:, links.speakers] + moved[:, links.spoken_to] == AGAINST + FAVOR
        opposed = joined & (moved[:, links.speakers] != moved[:, links.spoken_to])
        shares.append(opposed.mean(axis=1))
    return np.concatenate(shares)
