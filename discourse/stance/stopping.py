"""When a stage has learned enough, and the weights it was best with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Best:
    """The best weights so far by a score; `stale` counts the evaluations since, all no better."""

    score: float = float("-inf")
    stale: int = 0
    weights: dict[str, Any] = field(default_factory=dict)  # tensors by name

    def offer(self, score: float, weights: Mapping[str, Any]) -> None:
        """One evaluation more; weights are copied where the score is better than any before."""
        if score <= self.score:
            self.stale += 1
            return
        self.score, self.stale = score, 0
        self.weights = {name: tensor.detach().clone() for name, tensor in weights.items()}

    def enough(self, patience: int) -> bool:
        """Whether so many evaluations in a row were no better; never with a patience of 0."""
        return 0 < patience <= self.stale
