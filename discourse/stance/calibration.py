"""Scores that mean what they say: temperature scaling (Guo et al. 2017), stored with the model."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from discourse.errors import ModelError
from discourse.stance.judgement import Stance

FILE = "calibration.json"


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a model knows of its own errors.

    `confusion[i][j]` counts gold label i answered as j on the calibration split, in the order of
    Stance; empty where the model was never calibrated.
    """

    temperature: float = 1.0
    split: str = ""  # what it was fitted on
    n: int = 0
    confusion: tuple[tuple[int, ...], ...] = ()

    def save(self, folder: Path) -> None:
        """Write calibration.json into a model directory."""
        text = json.dumps({**asdict(self), "labels": [*Stance]}, indent=2)
        (folder / FILE).write_text(text + "\n", encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Calibration":
        """What a model directory holds, or the neutral calibration where it holds none.

        Raises ModelError for a file that does not fit.
        """
        path = folder / FILE
        if not path.exists():
            return cls()
        try:
            stored = json.loads(path.read_text(encoding="utf-8"))
            if stored["labels"] != [*Stance]:
                raise ModelError(str(path), f"labels {[*Stance]}", str(stored["labels"]))
            matrix = tuple(tuple(int(count) for count in row) for row in stored["confusion"])
            return cls(float(stored["temperature"]), stored["split"], int(stored["n"]), matrix)
        except (KeyError, TypeError, ValueError) as error:
            raise ModelError(str(path), "temperature, split, n, confusion", repr(error)) from error


def fit_temperature(logits: Sequence[Sequence[float]], labels: Sequence[int]) -> float:
    """The temperature that minimises the log loss: rows of logits, and the place of each label."""
    import numpy as np
    from scipy.optimize import minimize_scalar
    from scipy.special import log_softmax

    table, places = np.asarray(logits, dtype=float), np.asarray(labels)

    def loss(log_temperature: float) -> float:
        shares = log_softmax(table / np.exp(log_temperature), axis=1)
        return float(-shares[np.arange(len(places)), places].mean())

    best = minimize_scalar(loss, bounds=(np.log(0.2), np.log(10.0)), method="bounded")
    return float(np.exp(best.x))
