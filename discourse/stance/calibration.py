"""Scores that mean what they say, and when to claim no stance; both are stored with the model.

Temperature scaling: Guo et al. 2017. The least confidence at which a stance is claimed is Chow's
(1970) for an abstention that costs half an error: a label must be likelier right than wrong. Where
that would leave too many comments without a stance, it is what the surest SURE_SHARE reach.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from discourse.errors import ModelError
from discourse.stance.judgement import Judgement, Scores, Stance
from discourse.stance.metrics import Bin, CoveragePoint, confusion, coverage_curve, reliability

FILE = "calibration.json"
EVEN = 0.5  # as likely right as wrong
SURE_SHARE = 0.8  # of comments at least get a stance


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a model knows of its own errors.

    `confusion[i][j]` counts gold label i answered as j on the calibration split, in the order of
    Stance, abstaining nowhere; empty where the model was never calibrated, as are `reliability`
    and `coverage` there. Below `min_confidence` the model claims no stance.
    """

    temperature: float = 1.0
    split: str = ""  # what it was fitted on
    n: int = 0
    confusion: tuple[tuple[int, ...], ...] = ()
    min_confidence: float = 0.0
    reliability: tuple[Bin, ...] = ()
    coverage: tuple[CoveragePoint, ...] = ()

    @property
    def claimed(self) -> CoveragePoint | None:
        """Of the calibration examples, those for which a stance is claimed; None if not known."""
        held = [point for point in self.coverage if point.threshold >= self.min_confidence]
        return held[-1] if held else None

    def scores(self, logits: Sequence[float]) -> Scores:
        """The probabilities of raw outputs that are in the order of Stance."""
        top = max(logits)
        shares = [math.exp((logit - top) / self.temperature) for logit in logits]
        return Scores(*(share / sum(shares) for share in shares))

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
            return _of_json(stored)
        except (KeyError, TypeError, ValueError) as error:
            raise ModelError(str(path), "temperature, split, n, confusion", repr(error)) from error


def calibrate(logits: Sequence[Sequence[float]], gold: Sequence[Stance], split: str) -> Calibration:
    """What raw outputs (columns in the order of Stance) on examples that `split` names teach.

    Raises ValueError where there are none.
    """
    if not gold:
        raise ValueError(f"{split}: expected examples to calibrate on, found none")
    places = {stance: place for place, stance in enumerate(Stance)}
    temperature = fit_temperature(logits, [places[stance] for stance in gold])
    scaled = Calibration(temperature)
    judgements = [Judgement("", "", scaled.scores(row)) for row in logits]
    curve = coverage_curve(gold, judgements)
    return Calibration(
        temperature,
        split,
        len(gold),
        confusion(gold, [judgement.label for judgement in judgements]),
        least_confidence(curve),
        reliability(gold, judgements),
        curve,
    )


def least_confidence(curve: Sequence[CoveragePoint]) -> float:
    """The rule at the top of this module, on a coverage curve."""
    covering = next(point for point in curve if point.coverage >= SURE_SHARE)
    return min(EVEN, covering.threshold)


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


def _of_json(stored: dict[str, Any]) -> Calibration:
    """Raises KeyError, TypeError or ValueError for what does not fit."""
    from pydantic import TypeAdapter

    known = {field.name for field in fields(Calibration)}
    needed = {name: stored[name] for name in ("temperature", "split", "n", "confusion")}
    given = needed | {name: value for name, value in stored.items() if name in known}
    found = TypeAdapter(Calibration).validate_python(given)
    if found.temperature <= 0 or not 0 <= found.min_confidence <= 1:
        raise ValueError(f"temperature {found.temperature}, least {found.min_confidence}")
    return found
