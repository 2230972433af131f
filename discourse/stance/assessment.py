"""A classifier looked at closely: intervals, parts, reliability, and what it claims.

Intervals are percentile bootstrap intervals over groups (events, debates, articles): comments of
one group are alike, so whole groups are drawn, never single comments.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from discourse.stance.corpus import Example
from discourse.stance.evaluation import Evaluation, figures, flips
from discourse.stance.judgement import Classifier, Judgement, Stance
from discourse.stance.metrics import (
    Bin,
    CoveragePoint,
    Metrics,
    accuracy_at,
    coverage_curve,
    measure,
    reliability,
)

ROUNDS = 1000
MIDDLE = (2.5, 97.5)  # percent
MIN_GROUPS = 5  # fewer say nothing of how groups differ
MOST = 0.8  # of the comments, the surest: what accuracy is also given for
SHORT, LONG = 15, 60  # words

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Intervals:
    """Of a set's figures, over so many groups; None where these are few or there is no figure."""

    groups: int
    macro_f1: Interval | None
    accuracy: Interval | None
    flip: Interval | None


@dataclass(frozen=True, slots=True)
class Part:
    """The examples of one kind: `by` says what was looked at, `value` what it was."""

    by: str
    value: str
    metrics: Metrics
    macro_f1: Interval | None


@dataclass(frozen=True, slots=True)
class Claims:
    """The judgements that claim a stance: what share of all, and how many of them are right."""

    share: float
    accuracy: float | None
    reasons: tuple[tuple[str, int], ...]  # why the others claim none, and how many


@dataclass(frozen=True, slots=True)
class Assessment:
    """All that is known of a classifier on one set.

    `evaluation` counts every judgement, abstained ones by their likeliest label. `surest` is the
    accuracy on the surest 80 % of them.
    """

    evaluation: Evaluation
    intervals: Intervals
    parts: tuple[Part, ...]
    reliability: tuple[Bin, ...]
    coverage: tuple[CoveragePoint, ...]
    surest: float
    claims: Claims


def assess(
    classifier: Classifier, name: str, examples: Sequence[Example], *, seed: int = 0
) -> Assessment:
    """Ask the classifier every question of a set; raises ValueError for an empty set."""
    judgements = classifier.judge([example.question for example in examples])
    gold = [example.stance for example in examples]
    curve = coverage_curve(gold, judgements)
    return Assessment(
        figures(name, examples, judgements),
        intervals(examples, judgements, seed),
        tuple(_parts(examples, judgements, seed)),
        reliability(gold, judgements),
        curve,
        accuracy_at(curve, MOST),
        _claims(gold, judgements),
    )


def intervals(examples: Sequence[Example], judgements: Sequence[Judgement], seed: int) -> Intervals:
    """Intervals of the figures; all are of the same draws of groups."""
    groups = sorted({example.group for example in examples})
    place = {group: number for number, group in enumerate(groups)}
    counts, turned = _by_group(examples, judgements, place)
    if len(groups) < MIN_GROUPS:
        return Intervals(len(groups), None, None, None)
    drawn = _draws(len(groups), seed)
    matrices = np.einsum("rg,gij->rij", drawn, counts)
    hits = np.trace(matrices, axis1=1, axis2=2)
    flip_right, flip_all = (drawn @ turned).T
    flipping = np.count_nonzero(turned[:, 1]) >= MIN_GROUPS
    return Intervals(
        len(groups),
        _interval(_macro_f1(matrices, counts.sum(axis=0))),
        _interval(hits / matrices.sum(axis=(1, 2))),
        _interval(flip_right[flip_all > 0] / flip_all[flip_all > 0]) if flipping else None,
    )


def _by_group(
    examples: Sequence[Example], judgements: Sequence[Judgement], place: dict[str, int]
) -> tuple[Floats, Floats]:
    """Groups x gold x answer counts; groups x (flips that are right, flips)."""
    stances = [*Stance]
    counts = np.zeros((len(place), len(stances), len(stances)))
    for example, judgement in zip(examples, judgements, strict=True):
        row, column = stances.index(example.stance), stances.index(judgement.label)
        counts[place[example.group], row, column] += 1
    turned = np.zeros((len(place), 2))
    for group, right in flips(examples, [judgement.label for judgement in judgements]):
        turned[place[group]] += (right, 1)
    return counts, turned


def _draws(groups: int, seed: int) -> Floats:
    """Rounds x groups: how often each group was drawn."""
    rng = np.random.default_rng(seed)
    return rng.multinomial(groups, [1 / groups] * groups, size=ROUNDS).astype(np.float64)


def _macro_f1(matrices: Floats, whole: Floats) -> Floats:
    """Of each matrix, over the labels that occur in the whole set, as `measure` gives it."""
    hits = np.diagonal(matrices, axis1=1, axis2=2)
    both = matrices.sum(axis=1) + matrices.sum(axis=2)
    f1 = np.divide(2 * hits, both, out=np.zeros_like(hits), where=both > 0)
    found: Floats = f1[:, whole.sum(axis=1) > 0].mean(axis=1)
    return found


def _interval(drawn: Floats) -> Interval | None:
    if not len(drawn):
        return None
    low, high = np.percentile(drawn, MIDDLE)
    return Interval(float(low), float(high))


def _parts(
    examples: Sequence[Example], judgements: Sequence[Judgement], seed: int
) -> Iterator[Part]:
    """What all examples have in common is no part."""
    for by, values in WAYS.items():
        told = [values(example) for example in examples]
        for value in sorted({value for some in told for value in some}):
            at = [place for place, some in enumerate(told) if value in some]
            if len(at) == len(examples):
                continue
            some, said = [examples[place] for place in at], [judgements[place] for place in at]
            metrics = measure([example.stance for example in some], said)
            yield Part(by, value, metrics, intervals(some, said, seed).macro_f1)


def _length(example: Example) -> tuple[str, ...]:
    words = len(example.question.text.split())
    if words <= SHORT:
        return (f"1 to {SHORT} words",)
    return (f"{SHORT + 1} to {LONG} words" if words <= LONG else f"over {LONG} words",)


def _place(example: Example) -> tuple[str, ...]:
    return ("answers a comment" if example.question.context else "answers none",)


def _style(example: Example) -> tuple[str, ...]:
    return example.tags or ("none of these",)


WAYS: dict[str, Callable[[Example], tuple[str, ...]]] = {
    "target": lambda example: (example.kind,) if example.kind else (),
    "length": _length,
    "place": _place,
    "style": _style,
}


def _claims(gold: Sequence[Stance], judgements: Sequence[Judgement]) -> Claims:
    claimed = [
        judgement.label == stance
        for stance, judgement in zip(gold, judgements, strict=True)
        if not judgement.abstained
    ]
    why = [judgement.abstained for judgement in judgements if judgement.abstained]
    reasons = tuple((reason, why.count(reason)) for reason in sorted(set(why)))
    right = sum(claimed) / len(claimed) if claimed else None
    return Claims(len(claimed) / len(gold), right, reasons)
