"""Labels of several annotators and of the model, held against each other."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from discourse.aggregate.intervals import Proportion
from discourse.labelling.agreement import (
    MIN_CLUSTERS,
    Coefficient,
    cohen_kappa,
    krippendorff_alpha,
)
from discourse.labelling.rows import Answer, Chosen, Entry, Task

ALL_TARGETS = "all targets"


@dataclass(frozen=True, slots=True)
class Unit:
    """One task and everybody's label for it, by annotator."""

    task: Task
    labels: tuple[Entry, ...]

    @property
    def doubt(self) -> float:
        """How likely one of its labels is an error: 0 (all agree) to 2.

        The share of labels that are not the commonest one, plus the margin by which the model
        prefers another stance to the labels given, on average.
        """
        counts = Counter(entry.answer for entry in self.labels)
        split = 1 - max(counts.values()) / len(self.labels)
        return split + sum(map(self._margin, self.labels)) / len(self.labels)

    def _margin(self, entry: Entry) -> float:
        scores = self.task.scores
        if scores is None or not entry.answer.is_stance:
            return 0.0
        return max(scores.values()) - scores[entry.answer.value]


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
    """The whole of what `check` finds; `doubtful` units have the likeliest errors first."""

    labels: int
    annotators: tuple[str, ...]
    by_article: bool  # whether intervals draw whole articles again, not single comments
    targets: tuple[TargetAgreement, ...]
    doubtful: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class _Draws:
    """How the bootstrap draws."""

    seed: int
    by_article: bool

    def clusters(self, units: Iterable[Unit]) -> list[str]:
        return [unit.task.article if self.by_article else unit.task.id for unit in units]


def check(entries: Iterable[Entry], *, seed: int = 0) -> Check:
    """Agreement over all targets and on each, and what to look at again.

    The latest entry of each annotator and task counts; skipped ones do not.
    """
    units = _units(entries)
    draws = _Draws(seed, len({unit.task.article for unit in units}) >= MIN_CLUSTERS)
    targets = dict.fromkeys(_name(unit.task) for unit in units)
    groups = [(ALL_TARGETS, units)] if len(targets) != 1 else []
    groups += [(name, [u for u in units if _name(u.task) == name]) for name in targets]
    return Check(
        labels=sum(len(unit.labels) for unit in units),
        annotators=tuple(_annotators(units)),
        by_article=draws.by_article,
        targets=tuple(_agreement(name, some, draws) for name, some in groups),
        doubtful=tuple(sorted((u for u in units if u.doubt > 0), key=lambda u: -u.doubt)),
    )


def _name(task: Task) -> str:
    return task.target_name or task.target


def _units(entries: Iterable[Entry]) -> list[Unit]:
    latest = {one.key: one for one in entries if one.answer not in (Answer.BACK, Answer.NOTE)}
    by_task: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in latest.values():
        if entry.answer.is_label:
            by_task[entry.task.id, entry.task.target].append(entry)
    return [
        Unit(next((e.task for e in some if e.task.scores), some[0].task), tuple(some))
        for some in by_task.values()
    ]


def _annotators(units: Iterable[Unit]) -> list[str]:
    return sorted({entry.annotator for unit in units for entry in unit.labels})


def _agreement(name: str, units: Sequence[Unit], draws: _Draws) -> TargetAgreement:
    labels = [[entry.answer.value for entry in unit.labels] for unit in units]
    names = _annotators(units)
    pairs = (_pair(units, *two, draws) for two in combinations(names, 2))
    return TargetAgreement(
        target=name,
        units=len(units),
        shared=sum(len(some) > 1 for some in labels),
        alpha=krippendorff_alpha(labels, draws.clusters(units), draws.seed),
        pairs=tuple(pair for pair in pairs if pair.agreed.whole),
        models=tuple(_with_models(units, names, draws)),
    )


def _said(units: Iterable[Unit], annotator: str) -> list[tuple[Unit, Entry]]:
    return [(unit, one) for unit in units for one in unit.labels if one.annotator == annotator]


def _pair(units: Sequence[Unit], first: str, second: str, draws: _Draws) -> Pair:
    shared: list[Unit] = []
    pairs: list[tuple[str, str]] = []
    for unit in units:
        said = {entry.annotator: entry.answer.value for entry in unit.labels}
        if first in said and second in said:
            shared.append(unit)
            pairs.append((said[first], said[second]))
    kappa = cohen_kappa(pairs, draws.clusters(shared), draws.seed)
    return Pair(first, second, _agreed(pairs), kappa)


def _with_models(
    units: Sequence[Unit], annotators: Sequence[str], draws: _Draws
) -> Iterator[WithModel]:
    for model in sorted({unit.task.model for unit in units if unit.task.scores}):
        mine = [unit for unit in units if unit.task.scores and unit.task.model == model]
        for annotator in annotators:
            said = [both for both in _said(mine, annotator) if both[1].answer.is_stance]
            if said:
                yield _with_model(said, annotator, model, draws)


def _with_model(
    said: Sequence[tuple[Unit, Entry]], annotator: str, model: str, draws: _Draws
) -> WithModel:
    pairs = [(entry.answer.value, unit.task.predicted or "") for unit, entry in said]
    honest = [
        pair
        for pair, (unit, entry) in zip(pairs, said, strict=True)
        if unit.task.chosen is Chosen.RANDOM and not entry.suggested
    ]
    kappa = cohen_kappa(pairs, draws.clusters(unit for unit, _ in said), draws.seed)
    return WithModel(annotator, model, _agreed(pairs), kappa, _agreed(honest))


def _agreed(pairs: Sequence[tuple[str, str]]) -> Proportion:
    return Proportion(sum(one == other for one, other in pairs), len(pairs))
