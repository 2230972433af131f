import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from discourse.cli._app import application
from discourse.errors import LabelError, RunError, SettingsError
from discourse.run.config import AnalysisSettings, resolve
from discourse.run.models import evaluating
from discourse.run.models.evaluating import Evaluating
from tests.stance.tiny_corpus import write_reader_comments
from tests.words import WordClassifier

SETTINGS = resolve({}, environment={})


@pytest.fixture(autouse=True)
def _words(monkeypatch: pytest.MonkeyPatch, words: WordClassifier) -> None:
    monkeypatch.setattr(evaluating, "load_classifier", lambda _settings: words)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    write_reader_comments(tmp_path / "data", events=6)
    return tmp_path / "data"


def write_labels(path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["article", "target", "text", "label"])
        rows.writerow(["a", "the tunnel", "a good idea", "favor"])
        rows.writerow(["b", "the tunnel", "a bad idea", "favor"])
    return path


def test_all_sets_that_are_there_are_measured_where_none_is_named(data: Path) -> None:
    found = evaluating.evaluate(Evaluating(data), SETTINGS)
    names = [one.evaluation.name for one in found.assessments]
    assert names == ["reader-comments", "replies-authored"]
    assert found.model == "words"


def test_a_part_of_the_groups_may_be_asked_for(tmp_path: Path) -> None:
    data = tmp_path / "seven"
    write_reader_comments(data, events=7)  # of its two dev events one is for calibration
    sizes = [
        evaluating.evaluate(Evaluating(data, ("reader-comments",), part=part), SETTINGS)
        .assessments[0]
        .intervals.groups
        for part in ("all", "report", "calibration")
    ]
    assert sizes == [2, 1, 1]
    with pytest.raises(SettingsError, match="--part: expected all or calibration or report"):
        evaluating.evaluate(Evaluating(data, part="some"), SETTINGS)


def test_labels_of_ones_own_are_a_set(data: Path, tmp_path: Path) -> None:
    labels = write_labels(tmp_path / "mine.csv")
    found = evaluating.evaluate(Evaluating(data, labels=(labels,)), SETTINGS)
    (one,) = found.assessments
    assert (one.evaluation.name, one.evaluation.metrics.n) == ("mine", 2)
    assert one.evaluation.metrics.accuracy == 0.5
    assert one.intervals.groups == 2


def test_labels_of_one_name_do_not_take_each_others_place(data: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    labels = (write_labels(tmp_path / "mine.csv"), write_labels(tmp_path / "other" / "mine.csv"))
    with pytest.raises(SettingsError, match=r"other/mine\.csv: expected a name .*, found mine"):
        evaluating.evaluate(Evaluating(data, labels=labels), SETTINGS)
    known = write_labels(tmp_path / "reader-comments.csv")
    with pytest.raises(SettingsError, match="found reader-comments"):
        evaluating.evaluate(Evaluating(data, ("reader-comments",), (known,)), SETTINGS)


def test_figures_and_pictures_are_written(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "figures"
    asked = Evaluating(data, ("reader-comments",), out=out)
    found = evaluating.evaluate(asked, SETTINGS)
    names = {path.name for path in found.files}
    assert names == {"evaluation.json", "reader-comments.png", "reader-comments.csv"}
    assert {path.name for path in out.iterdir()} == names
    stored = json.loads((out / "evaluation.json").read_text(encoding="utf-8"))
    (figures,) = stored["assessments"]
    assert figures["evaluation"]["metrics"]["n"] == 24
    assert {part["by"] for part in figures["parts"]} >= {"target", "style"}


def test_a_folder_that_cannot_be_written_is_told(data: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    asked = Evaluating(data, ("reader-comments",), out=tmp_path / "taken")
    with pytest.raises(RunError, match="taken: expected a folder that can be written"):
        evaluating.evaluate(asked, SETTINGS)


def test_what_is_not_there_is_told(data: Path) -> None:
    with pytest.raises(SettingsError, match="nonsense: expected one of the sets"):
        evaluating.evaluate(Evaluating(data, ("nonsense",)), SETTINGS)
    with pytest.raises(SettingsError, match="--split: expected dev or test, found 'train'"):
        evaluating.evaluate(Evaluating(data, split="train"), SETTINGS)
    with pytest.raises(LabelError, match="vast: expected its files"):
        evaluating.evaluate(Evaluating(data, ("vast",)), SETTINGS)


def test_the_command_shows_parts_and_what_has_no_stance(data: Path, tmp_path: Path) -> None:
    line = ["evaluate", "reader-comments", "--data", str(data), "--out", str(tmp_path / "out")]
    plain = CliRunner().invoke(application(), line)
    assert plain.exit_code == 0, plain.output
    assert "  t1 " in plain.output
    assert "style: quote" not in plain.output
    assert "reader-comments: 100% get a stance" in plain.output
    told = CliRunner().invoke(application(), [*line, "--verbose"])
    assert "  style: quote" in told.output
    assert "as against" in told.output


@pytest.mark.parametrize(
    ("options", "variable", "precision"),
    [([], "", "fp32"), ([], "bf16", "bf16"), (["--precision", "auto"], "bf16", "auto")],
)
def test_the_precision_is_fp32_unless_another_is_named_anywhere(
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    variable: str,
    precision: str,
) -> None:
    asked: list[str] = []

    def load(settings: AnalysisSettings) -> WordClassifier:
        asked.append(settings.precision)
        return WordClassifier()

    monkeypatch.setattr(evaluating, "load_classifier", load)
    monkeypatch.setenv("DISCOURSE_PRECISION", variable)
    line = ["evaluate", "reader-comments", "--data", str(data), *options]
    assert CliRunner().invoke(application(), line).exit_code == 0
    assert asked == [precision]


def test_the_command_gives_json(data: Path) -> None:
    line = ["evaluate", "reader-comments", "--data", str(data), "--json"]
    found = json.loads(CliRunner().invoke(application(), line).stdout)
    assert found["assessments"][0]["intervals"]["groups"] == 2
