"""Which comments are most worth a label.

A share is drawn at random from everything, so that accuracy on it is an honest estimate for all
of it. The rest is chosen one at a time: the strata (article, target, predicted stance) take turns,
and each gives the comment with the highest

    uncertainty x diversity x vote weight

Uncertainty is the entropy of the model's scores; diversity is 1 minus the cosine with the most
similar comment chosen so far (counts of character shingles), and what is nearly the same is never
chosen; the vote weight grows from 1 to 2 with the logarithm of the votes, since a wrong label
on a comment with many votes moves the charts most.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import log1p
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from discourse.labelling.candidates import ballots, uncertainty
from discourse.labelling.rows import Chosen, Task

RANDOM_SHARE = 0.2
SAME = 0.8  # a cosine from which two comments are nearly the same
KEPT_A_PICK = 30  # candidates looked at for each that is wanted, the most promising first
LEAST = 1e-6  # uncertainty of a sure model, so that diversity and votes still count

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Picked:
    """What to label, in random order; how many are random, and how many near-duplicates fell."""

    tasks: tuple[Task, ...]
    pool: int
    random: int
    near_duplicates: int


def pick(
    tasks: Sequence[Task], wanted: int, *, random_share: float = RANDOM_SHARE, seed: int = 0
) -> Picked:
    """At most `wanted` of the tasks, the same for the same seed; raises ValueError for a bad share.

    The random ones are drawn first and whatever they look like, so near-duplicates may be in them.
    """
    if not 0 <= random_share <= 1:
        raise ValueError(f"random_share: expected 0 to 1, found {random_share}")
    rng = Random(seed)  # noqa: S311 - a sample, no secret
    pool = list({task.id: task for task in tasks}.values())
    drawn = rng.sample(pool, min(round(wanted * random_share), len(pool)))
    taken = {task.id for task in drawn}
    rest = [task for task in pool if task.id not in taken]
    telling, near = _telling(drawn, rest, wanted - len(drawn))
    chosen = [replace(task, chosen=Chosen.RANDOM) for task in drawn]
    chosen += [replace(task, chosen=Chosen.TELLING) for task in telling]
    rng.shuffle(chosen)
    marked = tuple(replace(task, pool=len(pool)) for task in chosen)
    return Picked(marked, len(pool), len(drawn), near)


def promise(task: Task, most_ballots: int) -> float:
    """Uncertainty times vote weight; a task that no model judged is as uncertain as can be."""
    unsure = 1.0 if task.scores is None else max(LEAST, uncertainty(task.scores))
    share = log1p(ballots(task.votes)) / log1p(most_ballots) if most_ballots else 0.0
    return unsure * (1 + share)


def _telling(drawn: Sequence[Task], rest: Sequence[Task], wanted: int) -> tuple[list[Task], int]:
    if not rest or wanted <= 0:
        return [], 0
    most = max(ballots(task.votes) for task in rest)
    worth = {task.id: promise(task, most) for task in rest}
    kept = _promising(rest, worth, wanted * KEPT_A_PICK)
    table = _Table(list(drawn), kept, np.array([worth[task.id] for task in kept]))
    return [kept[place] for place in table.choose(wanted)], table.near_duplicates


def _promising(rest: Sequence[Task], worth: dict[str, float], most: int) -> list[Task]:
    """The best of each stratum in turn, up to so many."""
    ranked: dict[tuple[str, ...], list[Task]] = defaultdict(list)
    for task in sorted(rest, key=lambda task: -worth[task.id]):
        ranked[_stratum(task)].append(task)
    lists = list(ranked.values())
    longest = max(map(len, lists))
    in_turn = (one[place] for place in range(longest) for one in lists if place < len(one))
    return [task for task, _ in zip(in_turn, range(most), strict=False)]


def _stratum(task: Task) -> tuple[str, ...]:
    return (task.article, task.target, task.predicted or "")


class _Table:
    """The candidates with what makes each worth choosing; changes as they are chosen."""

    def __init__(self, drawn: list[Task], kept: list[Task], worth: Floats) -> None:
        vectors = _shingles([task.text for task in (*drawn, *kept)])
        targets = np.array([task.target for task in kept], dtype=object)
        self._kept, self._worth, self._targets = kept, worth, targets
        self._vectors = vectors[len(drawn) :]
        self._nearest = np.zeros(len(kept))
        self._open = np.ones(len(kept), dtype=np.bool_)
        self.near_duplicates = 0
        for place, task in enumerate(drawn):
            self._note(vectors[place], task.target)

    def choose(self, wanted: int) -> Iterator[int]:
        """Places of the candidates chosen; strata take turns, the one with the best goes first."""
        strata = self._strata()
        chosen = 0
        while strata:
            left = []
            for stratum in strata:
                if chosen == wanted:
                    return
                place = self._best(stratum)
                if place is not None:
                    chosen += 1
                    left.append(stratum)
                    yield place
            strata = left

    def _strata(self) -> list[NDArray[np.intp]]:
        places: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for place, task in enumerate(self._kept):
            places[_stratum(task)].append(place)
        arrays = [np.array(some, dtype=np.intp) for some in places.values()]
        return sorted(arrays, key=lambda some: -float(self._worth[some].max()))

    def _best(self, stratum: NDArray[np.intp]) -> int | None:
        """Takes the best that is still open and not nearly the same as one chosen."""
        near = stratum[self._open[stratum] & (self._nearest[stratum] >= SAME)]
        self._open[near] = False
        self.near_duplicates += len(near)
        left = stratum[self._open[stratum]]
        if not len(left):
            return None
        place = int(left[np.argmax(self._worth[left] * (1 - self._nearest[left]))])
        self._open[place] = False
        self._note(self._vectors[place], self._kept[place].target)
        return place

    def _note(self, vector: Any, target: str) -> None:
        """Remembers how like the candidates are to one chosen for the same target."""
        cosines = self._vectors @ vector.toarray().ravel()
        alike = np.where(self._targets == target, cosines, 0.0)
        self._nearest = np.maximum(self._nearest, np.minimum(alike, 1.0))


def _shingles(texts: list[str]) -> Any:
    """A sparse row of length 1 for each text; works for languages that part no words."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(3, 4), sublinear_tf=True, use_idf=False, dtype=np.float64
    )
    return vectorizer.fit_transform([f"{text} ..." for text in texts])  # the dots: never empty
