"""`discourse train` from the outside."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from discourse.cli._app import application
from discourse.cli.train import _teller
from discourse.stance.corpora import _authored
from discourse.stance.recipe import Progress
from tests.run.models.test_tuning import write_labels
from tests.stance.tiny_bert import save_tiny
from tests.stance.tiny_corpus import write_reader_comments


def call(*words: object) -> Result:
    return CliRunner().invoke(application(), ["train", *map(str, words)])


@pytest.fixture
def parent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_reader_comments(tmp_path / "data", events=4)
    monkeypatch.setattr(_authored, "SHIPPED", tmp_path / "data" / "reader-comments")
    return save_tiny(tmp_path / "parent")


def test_labels_in_model_out_with_a_curve(parent: Path, tmp_path: Path) -> None:
    labels = write_labels(tmp_path / "labels.jsonl")
    with labels.open("a", encoding="utf-8") as file:
        file.write('{"text": "no target", "label": "favor"}\n')
    out = tmp_path / "out"
    done = call("--from", parent, "--data", labels, "--out", out, "--curve", "--json")
    assert done.exit_code == 3, done.stderr  # a row was left out
    assert "labels.jsonl:73: expected a 'target'" in done.stderr
    assert "labels to learn from" in done.stderr
    assert "own-labels: macro-F1" in done.stderr
    assert "macro-F1 on what was held out" in done.stderr
    assert [found["name"] for found in json.loads(done.stdout)] == ["own-labels", "reader-comments"]
    assert (out / "model" / "model.safetensors").exists()
    assert (out / "learning-curve.png").exists()


def test_labels_of_one_article_are_warned_of(parent: Path, tmp_path: Path) -> None:
    labels = write_labels(tmp_path / "labels.jsonl", articles=1, each=30)
    done = call("--from", parent, "--data", labels, "--out", tmp_path / "out", "--quiet")
    assert done.exit_code == 0, done.stderr
    assert "warning: labels of one article alone" in done.stderr


def test_other_labels_are_refused_with_a_way_to_map_them(parent: Path, tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text("article,target,text,label\na,it,good,1\nb,it,bad,-1\n", encoding="utf-8")
    done = call("--from", parent, "--data", path, "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert "--label THEIRS=OURS" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "expected a recipe or --from MODEL"),
        (("recipe.yaml", "--from", "default"), "expected a recipe or --from MODEL"),
        (("--from", "default"), "--data: expected files of labels"),
        (("recipe.yaml", "--data", "a", "--data", "b"), "--data: expected one folder"),
        (("recipe.yaml", "--curve"), "--curve: only with --from"),
    ],
)
def test_wrong_usage_is_told(words: tuple[str, ...], told: str) -> None:
    done = call(*words)
    assert done.exit_code == 2
    assert told in done.stderr


def test_slow_steps_are_told_of_once_a_minute(capsys: pytest.CaptureFixture[str]) -> None:
    now = 0.0
    tell = _teller(quiet=False, clock=lambda: now)
    for step in range(1, 13):
        now += 25
        tell(Progress("own labels", step, 200, 0.5, 120))
    steps = re.findall(r"step (\d+) of 200", capsys.readouterr().err)
    assert steps == ["3", "6", "9", "12"]
