"""What is known of a model's answers, to be drawn. No matplotlib here."""

from collections.abc import Sequence
from dataclasses import dataclass

from discourse.stance.metrics import Bin, CoveragePoint


@dataclass(frozen=True, slots=True)
class Trust:
    """What is known of a model's answers to `n` labelled examples, which `examples` names.

    `confusion[i][j]` counts gold stance i answered as j, in the order of Stance. Below
    `min_confidence` the model claims no stance. All of it is empty for a model never calibrated.
    """

    examples: str
    n: int
    bins: Sequence[Bin]
    coverage: Sequence[CoveragePoint]
    confusion: Sequence[Sequence[int]]
    min_confidence: float = 0.0

    @property
    def error(self) -> float:
        """The expected calibration error over the bins."""
        return sum(b.n * abs(b.confidence - b.accuracy) for b in self.bins) / max(1, self.n)
