"""Scores that mean what they say, and when to claim no stance; both are stored with the model.

The scores are cooled by a temperature (see `temperature`). The least confidence at which a stance
is claimed is Chow's (1970) for an abstention that costs half an error: a label must be likelier
right than wrong. Where that would leave too many comments without a stance, it is what the surest
SURE_SHARE reach.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from discourse.errors import ModelError
from discourse.stance.corpus import Example
from discourse.stance.judgement import Judgement, Question, Scores, Stance
from discourse.stance.metrics import Bin, CoveragePoint, confusion, coverage_curve, reliability
from discourse.stance.temperature import Temperature, fit_temperature

FILE = "calibration.json"
EVEN = 0.5  # as likely right as wrong
SURE_SHARE = 0.8  # of comments at least get a stance
PLAIN = Temperature()


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a model knows of its own errors.

    `confusion[i][j]` counts gold label i answered as j on the calibration split, in the order of
    Stance, abstaining nowhere; empty where the model was never calibrated, as are `reliability`
    and `coverage` there. Below `min_confidence` the model claims no stance.
    """

    temperature: Temperature = PLAIN
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

    def scores(self, question: Question, logits: Sequence[float]) -> Scores:
        """The probabilities of a question's raw outputs, which are in the order of Stance."""
        top, cooled = max(logits), self.temperature.of(question, logits)
        shares = [math.exp((logit - top) / cooled) for logit in logits]
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


def calibrate(
    logits: Sequence[Sequence[float]], examples: Sequence[Example], split: str
) -> Calibration:
    """What raw outputs (columns in the order of Stance) on examples that `split` names teach.

    Raises ValueError where there are none.
    """
    if not examples:
        raise ValueError(f"{split}: expected examples to calibrate on, found none")
    gold = [example.stance for example in examples]
    questions = [example.question for example in examples]
    cooled = Calibration(fit_temperature(logits, questions, gold))
    asked = zip(questions, logits, strict=True)
    judgements = [Judgement("", "", cooled.scores(question, row)) for question, row in asked]
    curve = coverage_curve(gold, judgements)
    return Calibration(
        cooled.temperature,
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


def _of_json(stored: dict[str, Any]) -> Calibration:
    """Raises KeyError, TypeError or ValueError for what does not fit."""
    from pydantic import TypeAdapter

    known = {field.name for field in fields(Calibration)}
    needed = {name: stored[name] for name in ("temperature", "split", "n", "confusion")}
    given = needed | {name: value for name, value in stored.items() if name in known}
    if isinstance(given["temperature"], int | float):  # one for all questions
        given["temperature"] = {"scale": given["temperature"]}
    found = TypeAdapter(Calibration).validate_python(given)
    if not (found.temperature.is_possible and 0 <= found.min_confidence <= 1):
        raise ValueError(f"temperature {found.temperature}, least {found.min_confidence}")
    return found
