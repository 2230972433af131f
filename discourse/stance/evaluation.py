"""A classifier against labelled examples: figures for each set and each kind of target."""

from collections.abc import Sequence
from dataclasses import dataclass

from discourse.stance.corpus import Example
from discourse.stance.judgement import Classifier, Judgement, Stance
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
    return figures(name, examples, classifier.judge([example.question for example in examples]))


def figures(name: str, examples: Sequence[Example], judgements: Sequence[Judgement]) -> Evaluation:
    """What judgements of a set's examples are worth; raises ValueError for an empty set."""
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
    found = [right for _, right in flips(examples, predicted)]
    return sum(found) / len(found) if found else None


def flips(examples: Sequence[Example], predicted: Sequence[Stance]) -> list[tuple[str, bool]]:
    """Each comment with opposed targets: its group, and whether all of them are labelled right."""
    right: dict[tuple[str, str], list[bool]] = {}
    stances: dict[tuple[str, str], set[Stance]] = {}
    for example, label in zip(examples, predicted, strict=True):
        if example.stance is not Stance.NEUTRAL:
            key = (example.group, example.question.text)
            right.setdefault(key, []).append(example.stance == label)
            stances.setdefault(key, set()).add(example.stance)
    return [(key[0], all(right[key])) for key, found in stances.items() if len(found) > 1]
