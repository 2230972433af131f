import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from discourse.cli._app import application
from discourse.errors import LabelError, ModelError, SettingsError
from discourse.run.config import resolve
from discourse.run.models.calibrating import Calibrating, recalibrate
from discourse.stance import classifier
from discourse.stance.calibration import Calibration
from tests.stance.tiny_bert import save_tiny
from tests.stance.tiny_corpus import write_reader_comments

SETTINGS = resolve({"device": "cpu"}, environment={})
SETS = ("reader-comments",)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_tiny(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def model(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "model"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    write_reader_comments(tmp_path / "data", events=7)  # of two dev events one calibrates
    return tmp_path / "data"


def test_what_is_found_is_stored_with_the_model(model: Path, data: Path) -> None:
    before = classifier.digest(model)
    found = recalibrate(Calibrating(model, SETS, data), SETTINGS)
    assert found == Calibration.load(model)
    assert (found.n, found.split) == (12, "reader-comments (dev, calibration)")
    assert classifier.digest(model) != before
    assert classifier.load(str(model)).min_confidence == found.min_confidence


def test_calibrating_twice_gives_the_same(model: Path, data: Path) -> None:
    one, two = (recalibrate(Calibrating(model, SETS, data, "all"), SETTINGS) for _ in range(2))
    assert one == two
    assert one.n == 24


def test_what_does_not_fit_is_told(model: Path, data: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="nowhere: expected a model directory"):
        recalibrate(Calibrating(Path("nowhere"), SETS, data), SETTINGS)
    with pytest.raises(SettingsError, match="nonsense: expected one of the sets"):
        recalibrate(Calibrating(model, ("nonsense",), data), SETTINGS)
    with pytest.raises(SettingsError, match="--part: expected all or calibration or report"):
        recalibrate(Calibrating(model, SETS, data, "some"), SETTINGS)
    write_reader_comments(tmp_path / "six", events=6)  # neither dev event calibrates
    with pytest.raises(LabelError, match="expected groups of the calibration part"):
        recalibrate(Calibrating(model, SETS, tmp_path / "six"), SETTINGS)


def test_the_command_tells_what_it_found(model: Path, data: Path) -> None:
    line = ["calibrate", str(model), "reader-comments", "--data", str(data), "--device", "cpu"]
    shown = CliRunner().invoke(application(), line)
    assert shown.exit_code == 0, shown.output
    assert "least confidence" in shown.output
    assert (model / "calibration.json").is_file()
