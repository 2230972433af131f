"""How good labels are: gold and predicted labels in, figures out; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from discourse.stance.judgement import Judgement, Stance

BINS = 10  # of confidence
POINTS = 20  # of a coverage curve
ROUNDING = 1e-9


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


@dataclass(frozen=True, slots=True)
class Bin:
    """Judgements whose confidence is from `low` to `high`, and how many of them are right.

    `confidence` is their mean confidence; it and `accuracy` are 0 where `n` is.
    """

    low: float
    high: float
    n: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class CoveragePoint:
    """Of the judgements with a confidence of `threshold` or more: their share, and how many hold.

    El-Yaniv and Wiener 2010 (risk and coverage), here with accuracy for 1 less risk.
    """

    coverage: float
    threshold: float
    accuracy: float


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
    gold: Sequence[Stance], judgements: Sequence[Judgement], bins: int = BINS
) -> float:
    """Mean gap between confidence and accuracy over equal-width bins, weighted by bin size."""
    found = reliability(gold, judgements, bins)
    return sum(one.n * abs(one.confidence - one.accuracy) for one in found) / len(gold)


def reliability(
    gold: Sequence[Stance], judgements: Sequence[Judgement], bins: int = BINS
) -> tuple[Bin, ...]:
    """Equal-width bins of confidence from 0 to 1, empty ones too."""
    held: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for stance, judgement in zip(gold, judgements, strict=True):
        place = min(int(judgement.confidence * bins), bins - 1)
        held[place].append((judgement.confidence, judgement.label == stance))
    return tuple(_bin(place / bins, (place + 1) / bins, some) for place, some in enumerate(held))


def _bin(low: float, high: float, held: Sequence[tuple[float, bool]]) -> Bin:
    n = max(1, len(held))
    sure, right = sum(one for one, _ in held) / n, sum(hit for _, hit in held) / n
    return Bin(low, high, len(held), sure, right)


def coverage_curve(
    gold: Sequence[Stance], judgements: Sequence[Judgement], points: int = POINTS
) -> tuple[CoveragePoint, ...]:
    """From the surest judgements alone to all of them, in steps of equal coverage.

    Judgements of one confidence are taken together, so that a point may cover more than its step.
    """
    ranked = sorted(
        ((j.confidence, j.label == stance) for stance, j in zip(gold, judgements, strict=True)),
        reverse=True,
    )
    steps = dict.fromkeys(ceil(step * len(ranked) / points) for step in range(1, points + 1))
    thresholds = dict.fromkeys(ranked[size - 1][0] for size in steps if size)
    return tuple(_point(ranked, threshold) for threshold in thresholds)


def _point(ranked: Sequence[tuple[float, bool]], threshold: float) -> CoveragePoint:
    hits = [hit for confidence, hit in ranked if confidence >= threshold]
    return CoveragePoint(len(hits) / len(ranked), threshold, sum(hits) / len(hits))


def accuracy_at(curve: Sequence[CoveragePoint], coverage: float) -> float:
    """Accuracy of the least share of judgements that is `coverage` or more of all."""
    return next(point.accuracy for point in curve if point.coverage >= coverage - ROUNDING)


def _label(matrix: tuple[tuple[int, ...], ...], place: int, label: Stance) -> LabelMetrics:
    hits = matrix[place][place]
    n = sum(matrix[place])
    claimed = sum(row[place] for row in matrix)
    precision = hits / claimed if claimed else 0.0
    recall = hits / n if n else 0.0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return LabelMetrics(label, precision, recall, f1, n)
