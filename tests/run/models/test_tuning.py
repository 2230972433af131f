import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from discourse.errors import LabelError, ModelError, SettingsError
from discourse.run.models.curve import draw_curve, shares
from discourse.run.models.training_log import TrainingLog
from discourse.run.models.tuning import Tuning, located, prepare, tune
from discourse.stance import classifier
from discourse.stance.corpora import _authored
from discourse.stance.corpus import Split
from discourse.stance.defaults import plan
from discourse.stance.recipe import Progress
from tests.stance.tiny_bert import make_model, make_tokenizer, save_tiny
from tests.stance.tiny_corpus import write_reader_comments

SAID = {"favor": "yes a great idea", "against": "never . awful", "neutral": "is it the bridge"}


def write_labels(path: Path, *, articles: int = 12, each: int = 6) -> Path:
    chance = random.Random(1)  # noqa: S311 - no secret
    rows = []
    for article in range(articles):
        for comment in range(each):
            label = chance.choice(list(SAID))
            text = f"{SAID[label]} {'so ' * comment}"
            rows.append({"article": f"page{article}", "target": "it", "text": text, "label": label})
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def tuning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tuning:
    """A model that knows nothing, and labels that are easy to learn; few comments "ship"."""
    write_reader_comments(tmp_path / "data", events=4)
    monkeypatch.setattr(_authored, "SHIPPED", tmp_path / "data" / "reader-comments")
    labels = write_labels(tmp_path / "labels.jsonl")
    return Tuning(save_tiny(tmp_path / "parent" / "model"), (labels,), tmp_path / "out")


def ignore(_: Progress) -> None:
    """Nobody is told."""


def test_labels_and_a_model_give_a_model_that_names_its_parent(tuning: Tuning) -> None:
    prepared = prepare(tuning)
    tuned = tune(prepared, ignore)
    own, earlier = tuned.figures
    held = len(prepared.labels.learnable.of(Split.DEV))
    assert (own.name, own.n) == ("own-labels", held)
    assert earlier.name == "reader-comments"
    assert own.after == pytest.approx(tuned.fitted.evaluations[0].metrics.macro_f1)
    record = json.loads((tuned.fitted.folder / "training.json").read_text(encoding="utf-8"))
    lineage = record["lineage"]
    assert lineage["parent"] == "parent"
    assert lineage["digest"] == classifier.digest(tuning.parent)
    assert lineage["files"][0]["labels"] == lineage["learned"] + lineage["held"] == 72
    card = (tuned.fitted.folder / "README.md").read_text(encoding="utf-8")
    assert "went on from `parent`" in card
    assert lineage["files"][0]["sha256"] in card


def test_a_training_leaves_metrics_and_curves(tuning: Tuning) -> None:
    tune(prepare(tuning), ignore)
    metrics = json.loads((tuning.out / "metrics.json").read_text(encoding="utf-8"))
    (stage,) = metrics["stages"]
    assert stage["measured"][0]["step"] == 0
    assert stage["measured"][-1]["step"] == len(stage["losses"])
    assert [row["set"] for row in metrics["before"]] == ["own-labels", "reader-comments"]
    table = (tuning.out / "training.csv").read_text(encoding="utf-8").splitlines()
    assert table[0] == "stage,step,loss,own-labels,reader-comments"
    assert len(table) == len(stage["losses"]) + 2
    assert (tuning.out / "training.png").read_bytes().startswith(b"\x89PNG")


def test_the_curve_is_over_nested_shares_with_the_same_held_out(tuning: Tuning) -> None:
    prepared = prepare(tuning)
    curve = draw_curve(prepared, tune(prepared, ignore), ignore)
    learned = len(prepared.labels.learnable.of(Split.TRAIN))
    assert [one.labels for one in curve.answers] == [0, *shares(learned), learned]
    rows = curve.picture.with_suffix(".csv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == len(curve.answers) + 1
    assert f"to {learned} labels, macro-F1 on what was held out" in curve.sentence
    steps: list[Progress] = []
    again = prepare(replace(tuning, resume=True))
    assert draw_curve(again, tune(again, ignore), steps.append).answers == curve.answers
    assert steps == []  # what was trained is not trained again


def test_a_parent_with_other_labels_is_refused(tuning: Tuning, tmp_path: Path) -> None:
    folder = tmp_path / "nli"
    make_model(("entailment", "neutral", "contradiction")).save_pretrained(folder)
    make_tokenizer().save_pretrained(folder)
    with pytest.raises(ModelError, match=r"the labels against, neutral, favor .*, found ent"):
        prepare(replace(tuning, parent=folder))


def test_a_parent_that_is_none_is_named(tuning: Tuning, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="nowhere: expected a shipped or stored model"):
        prepare(replace(tuning, parent=tmp_path / "nowhere"))
    assert located("default") == Path("default")
    with pytest.raises(ModelError, match=r"nowhere: .* found no such model or directory"):
        prepare(replace(tuning, parent=Path("nowhere")))
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelError, match=r"empty: .* found one without config\.json"):
        prepare(replace(tuning, parent=tmp_path / "empty"))


def test_an_out_that_is_no_folder_is_told(tuning: Tuning, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(SettingsError, match="file: expected a folder to write in: "):
        tune(prepare(replace(tuning, out=tmp_path / "file")), ignore)


def test_no_files_of_labels_are_told(tuning: Tuning) -> None:
    with pytest.raises(SettingsError, match="--data: expected files of labels"):
        prepare(replace(tuning, labels=()))
    with pytest.raises(LabelError, match=r"gone\.jsonl: expected a readable file"):
        prepare(replace(tuning, labels=(Path("gone.jsonl"),)))


def test_a_training_goes_on_only_with_the_labels_it_began_with(tuning: Tuning) -> None:
    tune(prepare(tuning), ignore)
    write_labels(tuning.labels[0], articles=13)
    with pytest.raises(SettingsError, match="labels that the training began with, found others"):
        tune(prepare(replace(tuning, resume=True)), ignore)


def test_a_line_torn_by_a_kill_is_cut_off_before_more_is_written(tmp_path: Path) -> None:
    log = TrainingLog(tmp_path)
    log.step(Progress("one", 1, 2, 0.5, 0))
    with (tmp_path / "steps.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"stage": "one", "st')
    log.mend()
    log.step(Progress("one", 1, 2, 0.4, 0))
    lines = (tmp_path / "steps.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["loss"] for line in lines] == [0.5, 0.4]


def killed_by_force(tuning: Tuning, after: int) -> None:
    """Train in a process of its own, and kill -9 it when so many steps are written."""
    code = (
        "import sys, torch; from pathlib import Path; torch.set_num_threads(1)\n"
        "from discourse.run.models.tuning import *\n"
        "from discourse.stance.corpora import _authored\n"
        "_authored.SHIPPED = Path(sys.argv[4])\n"
        "tuning = Tuning(Path(sys.argv[1]), (Path(sys.argv[2]),), Path(sys.argv[3]))\n"
        "tune(prepare(tuning), lambda _: None)"
    )
    paths = map(str, (tuning.parent, tuning.labels[0], tuning.out, _authored.SHIPPED))
    process = subprocess.Popen([sys.executable, "-c", code, *paths])  # noqa: S603 - our own words
    log = tuning.out / "steps.jsonl"
    while process.poll() is None:
        if log.exists() and log.read_bytes().count(b"\n") >= after:
            os.kill(process.pid, signal.SIGKILL)
        time.sleep(0.001)
    assert process.returncode == -signal.SIGKILL


@pytest.fixture
def one_thread() -> Iterator[None]:
    """As in the process that is killed: sums in another order differ in their last bits."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.mark.usefixtures("one_thread")
def test_a_training_killed_by_force_goes_on_to_the_same_metrics(
    tuning: Tuning, tmp_path: Path
) -> None:
    tuning = replace(tuning, labels=(write_labels(tmp_path / "more.jsonl", articles=60, each=20),))
    whole = tune(prepare(tuning), ignore)
    metrics = json.loads((tuning.out / "metrics.json").read_text(encoding="utf-8"))
    steps = len(metrics["stages"][0]["losses"])
    assert steps > 60
    other = replace(tuning, out=tmp_path / "killed")
    killed_by_force(other, after=55)  # a checkpoint is at 50
    assert not (other.out / "model").exists()
    seen: list[int] = []
    resumed = tune(
        prepare(replace(other, resume=True)), lambda progress: seen.append(progress.step)
    )
    assert seen[0] == 51
    assert resumed.figures == whole.figures
    again = json.loads((other.out / "metrics.json").read_text(encoding="utf-8"))
    assert again["stages"] == metrics["stages"]


@pytest.mark.parametrize("share", [0.0, 0.5])
def test_how_much_of_the_parent_s_weights_is_kept_can_be_said(
    tuning: Tuning, tmp_path: Path, share: float
) -> None:
    by_labels = prepare(tuning)
    learned = by_labels.labels.learnable.of(Split.TRAIN)
    assert by_labels.job(learned, tmp_path).recipe.base_share == plan(len(learned)).base_share > 0
    said = prepare(replace(tuning, base_share=share))
    assert said.job(learned, tmp_path).recipe.base_share == share
