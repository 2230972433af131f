import json
from pathlib import Path

import numpy as np
import pytest

from discourse.errors import ModelError
from discourse.stance.calibration import (
    EVEN,
    SURE_SHARE,
    Calibration,
    calibrate,
    least_confidence,
)
from discourse.stance.corpus import Example, Split
from discourse.stance.judgement import Question, Stance
from discourse.stance.metrics import CoveragePoint
from discourse.stance.temperature import Temperature


def drawn(spread: float, n: int = 4000) -> tuple[list[list[float]], list[int]]:
    """Logits, and labels drawn with just the probabilities that the logits say."""
    chance = np.random.default_rng(3)
    logits = chance.normal(size=(n, 3)) * spread
    shares = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    return logits.tolist(), [int(chance.choice(3, p=row)) for row in shares]


def overconfident(spread: float, by: float = 2.5) -> Calibration:
    logits, labels = drawn(spread)
    examples = [example([*Stance][label]) for label in labels]
    return calibrate([[by * logit for logit in row] for row in logits], examples, "dev")


def example(stance: Stance) -> Example:
    return Example(Question(target="toll", text="why"), stance, Split.DEV, "event")


def test_temperature_undoes_overconfidence() -> None:
    found = overconfident(2).temperature
    assert found.scale == pytest.approx(2.5, rel=0.1)
    assert found.neutral == pytest.approx(1, abs=0.1)


def test_a_calibrated_model_is_right_as_often_as_it_says() -> None:
    found = overconfident(2)
    assert found.n == sum(map(sum, found.confusion)) == sum(one.n for one in found.reliability)
    for one in found.reliability:
        assert one.confidence == pytest.approx(one.accuracy, abs=0.05)


def test_no_stance_is_claimed_that_is_likelier_wrong_than_right() -> None:
    found = overconfident(2)
    assert found.min_confidence == EVEN
    at = next(point for point in found.coverage if point.threshold < EVEN)
    assert at.accuracy > found.coverage[-1].accuracy  # the answers left out are the worst


def test_most_comments_get_a_stance_even_of_a_poor_model() -> None:
    found = overconfident(0.3)
    assert found.min_confidence < EVEN
    answered = max(p.coverage for p in found.coverage if p.threshold >= found.min_confidence)
    assert answered == pytest.approx(SURE_SHARE, abs=0.01)


def test_the_least_confidence_by_hand() -> None:
    curve = [
        CoveragePoint(0.5, 0.7, 0.9),
        CoveragePoint(0.9, 0.45, 0.8),
        CoveragePoint(1, 0.4, 0.7),
    ]
    assert least_confidence(curve) == 0.45
    assert least_confidence([CoveragePoint(1, 0.6, 0.7)]) == EVEN


def test_calibration_comes_back_as_saved(tmp_path: Path) -> None:
    calibration = overconfident(2)
    calibration.save(tmp_path)
    assert Calibration.load(tmp_path) == calibration


def test_a_file_of_one_temperature_without_bins_claims_everything(tmp_path: Path) -> None:
    path = tmp_path / "calibration.json"
    stored = {"temperature": 2.0, "split": "dev", "n": 1, "confusion": [], "labels": [*Stance]}
    path.write_text(json.dumps(stored), encoding="utf-8")
    assert Calibration.load(tmp_path) == Calibration(Temperature(2.0), "dev", 1)


def test_a_model_never_calibrated_is_left_as_it_is(tmp_path: Path) -> None:
    assert Calibration.load(tmp_path) == Calibration()


DAMAGED = json.dumps(
    {"temperature": 0.0, "split": "", "n": 1, "confusion": [], "labels": [*Stance]}
)


@pytest.mark.parametrize(
    "text", ["{", "[]", "{}", '{"labels": ["x"]}', DAMAGED, DAMAGED.replace("0.0", "NaN")]
)
def test_a_damaged_file_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "calibration.json").write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=r"calibration\.json: expected"):
        Calibration.load(tmp_path)


def test_labels_are_stored_by_name(tmp_path: Path) -> None:
    Calibration(Temperature(2.0)).save(tmp_path)
    stored = json.loads((tmp_path / "calibration.json").read_text(encoding="utf-8"))
    assert stored["labels"] == ["against", "neutral", "favor"]
