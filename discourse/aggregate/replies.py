"""Do readers answer, and quote, their like or their opponents?

Counted by stance and held against stances shuffled within each article, the replies staying as
they are. Assortativity is that of Newman 2003, Physical Review E 67:026126, equation 2.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from discourse.aggregate.chance import chance_p, shuffles
from discourse.aggregate.effects import Crossing, Replies
from discourse.aggregate.ranks import Floats, Places, codes
from discourse.aggregate.summary import Mark
from discourse.stance.judgement import Stance

AGAINST, FAVOR = (list(Stance).index(side) for side in (Stance.AGAINST, Stance.FAVOR))
MIN_PAIRS = 10  # fewer are counted, but neither drawn nor tested


@dataclass(frozen=True, slots=True)
class _Links:
    """Who speaks and who is spoken to, as places among the comments with a stance."""

    speakers: Places
    spoken_to: Places


def replies(marks: Sequence[Mark], seed: int = 0) -> Replies:
    """Who answers whom and who quotes whom, of comments with a stance."""
    judged = [mark for mark in marks if mark.stance is not None]
    answers = _links(judged, lambda mark: (mark.answers,))
    quotes = _links(judged, lambda mark: mark.quotes)
    return Replies(
        _crossing(judged, answers, "replies", seed), _crossing(judged, quotes, "quotes", seed)
    )


def assortativity(counts: Floats) -> float | None:
    """Newman's coefficient of a matrix of counts; None where it is undefined."""
    shares = counts / counts.sum()
    by_chance = float(shares.sum(axis=1) @ shares.sum(axis=0))
    if by_chance > 1 - 1e-12:
        return None
    return float((np.trace(shares) - by_chance) / (1 - by_chance))


def _links(judged: Sequence[Mark], of: Callable[[Mark], Sequence[str | None]]) -> _Links:
    places = {(mark.article, mark.comment_id): place for place, mark in enumerate(judged)}
    found = list(_pairs(judged, places, of))
    return _Links(
        np.array([one for one, _ in found], dtype=np.intp),
        np.array([other for _, other in found], dtype=np.intp),
    )


def _pairs(
    judged: Sequence[Mark],
    places: Mapping[tuple[str, str], int],
    of: Callable[[Mark], Sequence[str | None]],
) -> Iterator[tuple[int, int]]:
    for place, mark in enumerate(judged):
        for name in dict.fromkeys(of(mark)):
            other = place if name is None else places.get((mark.article, name), place)
            if other != place:
                yield place, other


def _crossing(judged: Sequence[Mark], links: _Links, noun: str, seed: int) -> Crossing:
    stances = {stance: code for code, stance in enumerate(Stance)}
    stance = np.array([stances[mark.stance] for mark in judged if mark.stance], dtype=np.intp)
    counts = np.zeros((len(Stance), len(Stance)))
    np.add.at(counts, (stance[links.speakers], stance[links.spoken_to]), 1)
    made = Crossing(tuple(tuple(int(count) for count in row) for row in counts))
    if made.n == 0:
        return replace(made, lacks=f"no {noun} between comments with a stance")
    across = float(counts[AGAINST, FAVOR] + counts[FAVOR, AGAINST]) / made.n
    made = replace(made, across=across, assortativity=assortativity(counts))
    if made.n < MIN_PAIRS:
        return replace(made, lacks=f"fewer than {MIN_PAIRS} {noun} between comments with a stance")
    shuffled = _shuffled(stance, links, codes([mark.article for mark in judged]), seed)
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
