import json
from pathlib import Path

import numpy as np
import pytest

from discourse.errors import ModelError
from discourse.stance.calibration import Calibration, fit_temperature


def test_temperature_undoes_overconfidence() -> None:
    chance = np.random.default_rng(3)
    logits = chance.normal(size=(4000, 3)) * 2
    shares = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    labels = [int(chance.choice(3, p=row)) for row in shares]
    assert fit_temperature((logits * 2.5).tolist(), labels) == pytest.approx(2.5, rel=0.1)


def test_calibration_comes_back_as_saved(tmp_path: Path) -> None:
    calibration = Calibration(1.3, "dev", 6, ((1, 0, 0), (0, 2, 1), (1, 0, 1)))
    calibration.save(tmp_path)
    assert Calibration.load(tmp_path) == calibration


def test_a_model_never_calibrated_is_left_as_it_is(tmp_path: Path) -> None:
    assert Calibration.load(tmp_path) == Calibration()


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"labels": ["x"]}'])
def test_a_damaged_file_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "calibration.json").write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=r"calibration\.json: expected"):
        Calibration.load(tmp_path)


def test_labels_are_stored_by_name(tmp_path: Path) -> None:
    Calibration(2.0).save(tmp_path)
    stored = json.loads((tmp_path / "calibration.json").read_text(encoding="utf-8"))
    assert stored["labels"] == ["against", "neutral", "favor"]
