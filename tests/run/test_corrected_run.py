"""What a model knows of its errors goes into the run, so that its report can be drawn again."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from discourse.run import manifest
from discourse.run.analysis import analyze
from discourse.run.config import resolve
from discourse.run.drawing import redraw
from tests.words import WordClassifier

MATRIX = ((80, 15, 5), (20, 70, 10), (10, 20, 70))


@dataclass(frozen=True)
class Known:
    confusion: tuple[tuple[int, ...], ...]
    split: str = "a split"


class Calibrated(WordClassifier):
    calibration = Known(MATRIX)


@pytest.mark.usefixtures("quick_charts")
def test_shares_are_corrected_alike_when_a_run_is_drawn_again(
    page: Callable[..., Path], tmp_path: Path
) -> None:
    said = ["It is a bad plan.", "It is a good plan.", "It is a plan."] * 5
    flags = {"pages": [str(page(comments=said))], "out": str(tmp_path / "run")}
    analyze(resolve(flags, environment={}), classifier=Calibrated())
    run = tmp_path / "run"
    assert manifest.read(run).model.confusion.counts == MATRIX
    first = (run / "summary.json").read_bytes()
    (overall,) = json.loads(first)["overall"]
    assert (overall["corrected"]["examples"], overall["corrected"]["split"]) == (300, "a split")
    assert len(overall["corrected"]["shares"]) == 3
    redraw(run)
    assert (run / "summary.json").read_bytes() == first


@pytest.mark.usefixtures("quick_charts")
def test_a_model_that_knows_nothing_of_its_errors_corrects_nothing(
    page: Callable[..., Path], tmp_path: Path, words: WordClassifier
) -> None:
    flags = {"pages": [str(page())], "out": str(tmp_path / "run")}
    result = analyze(resolve(flags, environment={}), classifier=words)
    assert "no confusion matrix" in result.summary.overall[0].corrected.lacks
