"""Labels of several annotators and of the model, held against each other."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from discourse.aggregate.clusters import FEWEST
from discourse.aggregate.intervals import Proportion
from discourse.labelling.agreement import (
    Codes,
    Coefficient,
    cohen_kappa,
    krippendorff_alpha,
)
from discourse.labelling.ballots import NO_MODEL, STANCE_ANSWERS, BallotBox, Ballots
from discourse.labelling.columns import short
from discourse.labelling.rows import Answer, Entry, Task
from discourse.labelling.settling import Places

ALL_TARGETS = "all targets"

Read = Callable[[], Iterable[Entry]]


@dataclass(frozen=True, slots=True)
class Unit:
    """One task and everybody's label for it; `doubt` as in `Ballots.doubts`."""

    task: Task
    labels: tuple[Entry, ...]
    doubt: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two annotators on the comments that both labelled."""

    first: str
    second: str
    agreed: Proportion
    kappa: Coefficient


@dataclass(frozen=True, slots=True)
class WithModel:
    """An annotator's labels against the model's likeliest stance.

    `on_random` counts only comments drawn at random and labelled without a suggestion: an honest
    estimate of the model's accuracy where `agreed` is none. Unclear ones are in neither.
    """

    annotator: str
    model: str
    agreed: Proportion
    kappa: Coefficient
    on_random: Proportion


@dataclass(frozen=True, slots=True)
class TargetAgreement:
    """Agreement on one target, or over all of them."""

    target: str
    units: int
    shared: int  # labelled by two or more
    alpha: Coefficient
    pairs: tuple[Pair, ...]
    models: tuple[WithModel, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """The whole of what `check` finds.

    `in_doubt` is how many units have a label in doubt; `doubtful` are the first of them, the
    likeliest errors first.
    """

    labels: int
    annotators: tuple[str, ...]
    by_article: bool  # whether intervals draw whole articles again, not single comments
    targets: tuple[TargetAgreement, ...]
    in_doubt: int
    doubtful: tuple[Unit, ...]


def check(read: Read, *, show: int, seed: int = 0) -> Check:
    """Agreement over all targets and on each, and what to look at again: `show` units at most.

    The latest entry of each annotator and task counts; skipped ones do not. Reads twice, so that
    no words are held but those of the units in doubt.
    """
    box = BallotBox()
    for entry in read():
        box.add(entry)
    ballots = box.counted()
    doubts = ballots.doubts()
    doubtful = np.flatnonzero(doubts > 0)
    shown = doubtful[np.argsort(-doubts[doubtful], kind="stable")][:show]
    keys = ballots.tasks["unit"][shown].tolist()
    of_key = dict(zip(keys, doubts[shown].tolist(), strict=True))
    articles = ballots.tasks["article"]
    by_article = len(np.unique(articles)) >= FEWEST
    clusters = articles if by_article else ballots.tasks["comment"]
    return Check(
        labels=len(ballots.rows),
        annotators=tuple(sorted(ballots.annotators[one] for one in _annotators(ballots))),
        by_article=by_article,
        targets=tuple(some.agreement() for some in _groups(ballots, clusters, seed)),
        in_doubt=len(doubtful),
        doubtful=tuple(_units(read(), of_key)) if of_key else (),
    )


def _annotators(ballots: Ballots) -> list[int]:
    """Those with labels that count."""
    found: list[int] = np.unique(ballots.rows["annotator"]).tolist()
    return found


def _units(entries: Iterable[Entry], doubts: dict[int, float]) -> Iterator[Unit]:
    """The units in doubt, in that order, with the labels that count."""
    found: dict[int, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        key = short(entry.task.id, entry.task.target)
        if key in doubts and entry.answer not in (Answer.BACK, Answer.NOTE):
            found[key][entry.annotator] = entry
    for key, doubt in doubts.items():
        labels = tuple(entry for entry in found[key].values() if entry.answer.is_label)
        tasks = [entry.task for entry in labels]
        yield Unit(next((task for task in tasks if task.scores), tasks[0]), labels, doubt)


@dataclass(frozen=True, slots=True)
class _Group:
    """The units of one target, or all, and the rows of their labels; both in rising order."""

    target: str
    ballots: Ballots
    units: Places
    rows: Places
    clusters: Codes  # of every unit there is
    seed: int

    def agreement(self) -> TargetAgreement:
        """Of annotators with each other and with models."""
        unit = np.searchsorted(self.units, self.ballots.unit[self.rows])
        answers = self.ballots.rows["answer"][self.rows]
        by_annotator = list(self._by_annotator())
        pairs = (self._pair(*two) for two in combinations(by_annotator, 2))
        return TargetAgreement(
            target=self.target,
            units=len(self.units),
            shared=int(np.count_nonzero(np.bincount(unit) > 1)),
            alpha=krippendorff_alpha(unit, answers, self.clusters[self.units], self.seed),
            pairs=tuple(pair for pair in pairs if pair.agreed.whole),
            models=tuple(self._with_models(by_annotator)),
        )

    def _by_annotator(self) -> Iterator[tuple[str, Places]]:
        """Each annotator's rows, by name."""
        of_row = self.ballots.rows["annotator"][self.rows]
        names = self.ballots.annotators
        for number in sorted(np.unique(of_row).tolist(), key=names.__getitem__):
            yield names[number], self.rows[of_row == number]

    def _pair(self, one: tuple[str, Places], other: tuple[str, Places]) -> Pair:
        (first, mine), (second, theirs) = one, other
        shared, *places = np.intersect1d(
            self.ballots.unit[mine], self.ballots.unit[theirs], return_indices=True
        )
        answers = self.ballots.rows["answer"]
        labels = answers[mine[places[0]]], answers[theirs[places[1]]]
        kappa = cohen_kappa(*labels, self.clusters[shared], self.seed)
        return Pair(first, second, _agreed(*labels), kappa)

    def _with_models(self, by_annotator: list[tuple[str, Places]]) -> Iterator[WithModel]:
        names, tasks = self.ballots.models, self.ballots.tasks
        models = np.unique(tasks["model"][self.units])
        for model in sorted(models[models != NO_MODEL].tolist(), key=names.__getitem__):
            for annotator, rows in by_annotator:
                said = rows[tasks["model"][self.ballots.unit[rows]] == model]
                said = said[np.isin(self.ballots.rows["answer"][said], STANCE_ANSWERS)]
                if len(said):
                    yield self._with_model(annotator, names[model], said)

    def _with_model(self, annotator: str, model: str, said: Places) -> WithModel:
        units = self.ballots.unit[said]
        tasks, rows = self.ballots.tasks[units], self.ballots.rows[said]
        predicted = np.array(STANCE_ANSWERS)[tasks["scores"].argmax(axis=1)]
        honest = tasks["random"] & ~rows["suggested"]
        kappa = cohen_kappa(rows["answer"], predicted, self.clusters[units], self.seed)
        return WithModel(
            annotator,
            model,
            _agreed(rows["answer"], predicted),
            kappa,
            _agreed(rows["answer"][honest], predicted[honest]),
        )


def _groups(ballots: Ballots, clusters: Codes, seed: int) -> Iterator[_Group]:
    """All units, unless there is one target alone; then those of each target."""
    of_unit = ballots.tasks["target"]
    numbers = np.unique(of_unit)
    if len(numbers) != 1:
        everything = np.arange(len(ballots.told)), np.arange(len(ballots.rows))
        yield _Group(ALL_TARGETS, ballots, *everything, clusters, seed)
    units, rows = _parted(of_unit), _parted(of_unit[ballots.unit])
    for number, mine, theirs in zip(numbers.tolist(), units, rows, strict=True):
        yield _Group(ballots.targets[number], ballots, mine, theirs, clusters, seed)


def _parted(numbers: Codes) -> list[Places]:
    """Where each number stands, number by number."""
    _, starts = np.unique(np.sort(numbers), return_index=True)
    return np.split(np.argsort(numbers, kind="stable"), starts)[1:]


def _agreed(first: Codes, second: Codes) -> Proportion:
    return Proportion(int(np.count_nonzero(first == second)), len(first))
