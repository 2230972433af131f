import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from discourse.cli._app import application
from discourse.errors import LabelError, ModelError, RunError, SettingsError
from discourse.labelling.comparing import Verdict
from discourse.run.config import model_store, resolve
from discourse.run.models import verdicts
from discourse.run.models.calibrating import Calibrating, recalibrate
from discourse.run.models.model_store import ENTRY, StoredModel
from discourse.run.models.verdicts import Found
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
    found = recalibrate(Calibrating(str(model), SETS, data), SETTINGS)
    assert found == Calibration.load(model)
    assert (found.n, found.split) == (12, "reader-comments (dev, calibration)")
    assert classifier.digest(model) != before
    assert classifier.load(str(model)).min_confidence == found.min_confidence


def test_calibrating_twice_gives_the_same(model: Path, data: Path) -> None:
    one, two = (recalibrate(Calibrating(str(model), SETS, data, "all"), SETTINGS) for _ in range(2))
    assert one == two
    assert one.n == 24


def test_what_does_not_fit_is_told(model: Path, data: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="nowhere: expected a model's name or a model directory"):
        recalibrate(Calibrating("nowhere", SETS, data), SETTINGS)
    with pytest.raises(SettingsError, match="nonsense: expected one of the sets"):
        recalibrate(Calibrating(str(model), ("nonsense",), data), SETTINGS)
    with pytest.raises(SettingsError, match="--part: expected all or calibration or report"):
        recalibrate(Calibrating(str(model), SETS, data, "some"), SETTINGS)
    write_reader_comments(tmp_path / "six", events=6)  # neither dev event calibrates
    with pytest.raises(LabelError, match="expected groups of the calibration part"):
        recalibrate(Calibrating(str(model), SETS, tmp_path / "six"), SETTINGS)


def test_the_command_tells_what_it_found(model: Path, data: Path) -> None:
    line = ["calibrate", str(model), "reader-comments", "--data", str(data), "--device", "cpu"]
    shown = CliRunner().invoke(application(), line)
    assert shown.exit_code == 0, shown.output
    assert "least confidence" in shown.output
    assert (model / "calibration.json").is_file()
    out = model.with_name("copy")
    shown = CliRunner().invoke(application(), [*line, "--out", str(out)])
    assert shown.exit_code == 0, shown.output
    assert f"copy is in {out}" in " ".join(shown.output.split())


@pytest.fixture
def stored(model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StoredModel:
    """The model under the name `mine`, and as `default` a shipped one."""
    monkeypatch.setenv("DISCOURSE_MODELS", str(tmp_path / "models"))
    shutil.copytree(model, tmp_path / "shipped" / "default")
    monkeypatch.setattr(classifier, "MODELS", tmp_path / "shipped")
    verdict = Found(
        old="old",
        old_digest="0",
        new_digest="1",
        verdict=Verdict.WORSE,
        sentence="worse",
        at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    added = model_store().add(model, "mine")
    verdicts.note(added.folder, verdict)
    return added


@pytest.mark.parametrize("name", ["mine", "default"])
def test_a_model_kept_by_name_is_calibrated_as_a_copy(
    name: str, stored: StoredModel, data: Path, tmp_path: Path
) -> None:
    kept = model_store().find(name)
    files = {path.name: path.read_bytes() for path in kept.folder.iterdir()}
    out = tmp_path / "copies" / "one"
    found = recalibrate(Calibrating(name, SETS, data, out=out), SETTINGS)
    assert {path.name: path.read_bytes() for path in kept.folder.iterdir()} == files
    assert classifier.digest(kept.folder) == kept.digest
    assert found == Calibration.load(out) != Calibration.load(kept.folder)
    names = {path.name for path in out.iterdir()}
    assert names == (set(files) - {ENTRY, verdicts.FILE}) | {"calibration.json", "README.md"}
    card = (out / "README.md").read_text(encoding="utf-8")
    assert f"A copy of {name} ({kept.digest[:8]}), calibrated on reader-comments" in card
    assert model_store().use(stored.name) == stored  # the name still stands for what was added
    assert model_store().add(out, "cooler").digest == classifier.digest(out)


def test_a_model_kept_by_name_is_never_changed_in_place(
    stored: StoredModel, data: Path, tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to(stored.folder)
    shipped = classifier.MODELS / "default"
    for model in ("mine", "default", str(stored.folder), str(shipped), str(tmp_path / "link")):
        with pytest.raises(SettingsError, match=r"expected --out DIRECTORY, .* kept by name"):
            recalibrate(Calibrating(model, SETS, data), SETTINGS)
    assert classifier.digest(stored.folder) == stored.digest


def test_a_copy_takes_nobody_s_place(model: Path, data: Path, tmp_path: Path) -> None:
    asked = Calibrating(str(model), SETS, data, out=tmp_path / "data")
    with pytest.raises(SettingsError, match="data: expected a directory that is not there yet"):
        recalibrate(asked, SETTINGS)
    (tmp_path / "file").touch()
    with pytest.raises(RunError, match="one: expected a directory that can be written"):
        recalibrate(replace(asked, out=tmp_path / "file" / "one"), SETTINGS)
