"""A classifier against labelled examples: figures for each set and each kind of target."""

from collections.abc import Sequence
from dataclasses import dataclass

from discourse.stance.corpus import Example
from discourse.stance.judgement import Classifier, Stance
from discourse.stance.metrics import Metrics, measure


@dataclass(frozen=True, slots=True)
class KindMetrics:
    """Metrics over the examples of one kind of target."""

    kind: str
    metrics: Metrics


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Metrics over one set, and over each kind of target in it.

    `flip` is the share of comments with both a favored and an opposed target for which every such
    target is labelled right; None where no comment has both.
    """

    name: str
    metrics: Metrics
    kinds: tuple[KindMetrics, ...]
    flip: float | None


def evaluate(classifier: Classifier, name: str, examples: Sequence[Example]) -> Evaluation:
    """Ask the classifier every question of a set; raises ValueError for an empty set."""
    judgements = classifier.judge([example.question for example in examples])
    gold = [example.stance for example in examples]
    kinds = sorted({example.kind for example in examples})
    places = {kind: [i for i, ex in enumerate(examples) if ex.kind == kind] for kind in kinds}
    return Evaluation(
        name,
        measure(gold, judgements),
        tuple(
            KindMetrics(kind, measure([gold[i] for i in at], [judgements[i] for i in at]))
            for kind, at in places.items()
        ),
        flip_score(examples, [judgement.label for judgement in judgements]),
    )


def flip_score(examples: Sequence[Example], predicted: Sequence[Stance]) -> float | None:
    """See Evaluation.flip; a comment is its text within its group."""
    right: dict[tuple[str, str], list[bool]] = {}
    stances: dict[tuple[str, str], set[Stance]] = {}
    for example, label in zip(examples, predicted, strict=True):
        if example.stance is not Stance.NEUTRAL:
            key = (example.group, example.question.text)
            right.setdefault(key, []).append(example.stance == label)
            stances.setdefault(key, set()).add(example.stance)
    flips = [all(right[key]) for key, found in stances.items() if len(found) > 1]
    return sum(flips) / len(flips) if flips else None
