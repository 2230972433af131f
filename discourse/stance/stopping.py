"""When a stage has learned enough, and the weights to end with."""

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


def averaged(
    learned: Mapping[str, Any], base: Mapping[str, Any], base_share: float
) -> dict[str, Any]:
    """So much of the base's weights and the rest of those learned; what is no float is as learned.

    WiSE-FT: Wortsman et al. 2022, Robust fine-tuning of zero-shot models.
    """
    return {
        name: tensor.lerp(base[name].to(tensor), base_share)
        if tensor.is_floating_point()
        else tensor
        for name, tensor in learned.items()
    }
