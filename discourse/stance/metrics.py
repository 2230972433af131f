"""How good labels are: gold and predicted labels in, figures out; pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from discourse.stance.judgement import Judgement, Stance


@dataclass(frozen=True, slots=True)
class LabelMetrics:
    """Precision, recall and F1 of one label; all 0 where it never occurs."""

    label: Stance
    precision: float
    recall: float
    f1: float
    n: int


@dataclass(frozen=True, slots=True)
class Metrics:
    """Figures over one labelled set.

    `macro_f1` is the plain mean of the F1 of the labels that occur in the gold labels.
    `confusion[i][j]` counts gold label i answered as j, in the order of Stance.
    `ece` is the expected calibration error over ten equal-width bins (Naeini et al. 2015).
    """

    n: int
    macro_f1: float
    accuracy: float
    ece: float
    labels: tuple[LabelMetrics, ...]
    confusion: tuple[tuple[int, ...], ...]


def measure(gold: Sequence[Stance], judgements: Sequence[Judgement]) -> Metrics:
    """Metrics of judgements against gold labels of the same length; raises ValueError if empty."""
    if not gold:
        raise ValueError("expected at least one labelled example, found none")
    predicted = [judgement.label for judgement in judgements]
    matrix = confusion(gold, predicted)
    labels = tuple(_label(matrix, place, label) for place, label in enumerate(Stance))
    occurring = [label.f1 for label in labels if label.n]
    return Metrics(
        n=len(gold),
        macro_f1=sum(occurring) / len(occurring),
        accuracy=sum(map(lambda g, p: g == p, gold, predicted)) / len(gold),
        ece=calibration_error(gold, judgements),
        labels=labels,
        confusion=matrix,
    )


def confusion(gold: Sequence[Stance], predicted: Sequence[Stance]) -> tuple[tuple[int, ...], ...]:
    """Counts by gold (rows) and predicted (columns), in the order of Stance."""
    pairs = list(zip(gold, predicted, strict=True))
    return tuple(tuple(pairs.count((row, column)) for column in Stance) for row in Stance)


def calibration_error(
    gold: Sequence[Stance], judgements: Sequence[Judgement], bins: int = 10
) -> float:
    """Mean gap between confidence and accuracy over equal-width bins, weighted by bin size."""
    sums = [[0.0, 0.0, 0.0] for _ in range(bins)]
    for stance, judgement in zip(gold, judgements, strict=True):
        place = min(int(judgement.confidence * bins), bins - 1)
        sums[place][0] += 1
        sums[place][1] += judgement.confidence
        sums[place][2] += judgement.label == stance
    return sum(abs(sure - right) for _, sure, right in sums) / len(gold)


def _label(matrix: tuple[tuple[int, ...], ...], place: int, label: Stance) -> LabelMetrics:
    hits = matrix[place][place]
    n = sum(matrix[place])
    claimed = sum(row[place] for row in matrix)
    precision = hits / claimed if claimed else 0.0
    recall = hits / n if n else 0.0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return LabelMetrics(label, precision, recall, f1, n)
