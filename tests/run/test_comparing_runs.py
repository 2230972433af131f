import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from discourse.cli._app import application
from discourse.errors import InputError, RunError
from discourse.run.analysis import analyze
from discourse.run.comparing_runs import compare_runs
from discourse.run.config import resolve
from discourse.stance.judgement import Stance
from tests.run.test_relabelling import Contrary
from tests.words import WordClassifier, page_text

pytestmark = pytest.mark.usefixtures("quick_charts")
Analysed = Callable[..., Path]


@pytest.fixture
def analysed(tmp_path: Path) -> Analysed:
    def run(name: str, classifier: WordClassifier, *, pages: range = range(6)) -> Path:
        folder = tmp_path / "pages"
        folder.mkdir(exist_ok=True)
        for earlier in folder.iterdir():
            earlier.unlink()
        for number in pages:
            said = [f"A bad idea, number {number}.", f"It is good for {number} of us.", "So it is."]
            text = page_text(f"Council approves tunnel {number}", said)
            (folder / f"{number}.txt").write_text(text, encoding="utf-8")
        flags = {"pages": [str(folder)], "out": str(tmp_path / name), "workers": 0, "html": False}
        analyze(resolve({**flags, "targets": ["tolls"]}, environment={}), classifier=classifier)
        return tmp_path / name

    return run


def test_labels_shares_and_figures_that_changed(analysed: Analysed, tmp_path: Path) -> None:
    before = analysed("before", WordClassifier())
    after = analysed("after", Contrary(), pages=range(1, 8))
    found = compare_runs(before, after, tmp_path / "out")
    (target,) = found.targets
    assert (target.target, target.comments, target.changed, target.articles) == ("tolls", 15, 10, 5)
    assert (found.only_before, found.only_after) == (3, 6)
    against, neutral, favor = target.shares
    assert (against.before.part, against.after.part, against.change) == (5, 5, 0)
    assert (neutral.change, favor.change) == (0, 0)
    assert (found.before.name, found.after.name) == ("words", "contrary")
    moved = {(one.stance, one.figure): (one.before, one.after) for one in found.moved}
    assert moved[Stance.FAVOR, "median net votes"] == (2, 2)
    assert moved[Stance.FAVOR, "approval"] == (0.75, 0.75)
    with (tmp_path / "out" / "changed.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 10
    assert {(row["before"], row["after"]) for row in rows} == {
        ("against", "favor"),
        ("favor", "against"),
    }
    assert (rows[0]["text"], rows[0]["before_score"], rows[0]["up"]) == (
        "A bad idea, number 1.",
        "0.8",
        "3",
    )
    told = json.loads((tmp_path / "out" / "runs.json").read_text(encoding="utf-8"))
    assert told == json.loads(found.as_json())
    assert told["targets"][0]["table"]["against"]["favor"] == 5


def test_few_articles_have_no_intervals_and_no_stance_is_told(
    analysed: Analysed, tmp_path: Path
) -> None:
    run = str(analysed("run", WordClassifier(), pages=range(2)))
    words = ["compare-runs", run, run, "--out", str(tmp_path / "out")]
    done = CliRunner().invoke(application(), words)
    assert "0 of 6 labels changed, on 2 articles; no intervals with fewer than 5" in done.stdout
    assert "without a stance: 0 before, 0 after" in done.stdout
    told = json.loads((tmp_path / "out" / "runs.json").read_text(encoding="utf-8"))
    assert told["targets"][0]["without_stance"] == {"before": 0, "after": 0}


def test_a_run_is_like_itself(analysed: Analysed, tmp_path: Path) -> None:
    run = analysed("run", WordClassifier())
    found = compare_runs(run, run, tmp_path / "out")
    assert [one.changed for one in found.targets] == [0]
    assert (found.only_before, found.only_after) == (0, 0)
    lines = (tmp_path / "out" / "changed.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1


def test_runs_that_cannot_be_compared_are_told(analysed: Analysed, tmp_path: Path) -> None:
    run = analysed("run", WordClassifier())
    other = analysed("other", WordClassifier(), pages=range(8, 9))
    with pytest.raises(RunError, match=r"other: expected comments that .*run has too, found none"):
        compare_runs(run, other, tmp_path / "out")
    assert not (tmp_path / "out" / "changed.csv").exists()
    with pytest.raises(RunError, match="expected a finished run"):
        compare_runs(run, tmp_path, tmp_path / "out")
    with pytest.raises(InputError, match="expected a folder that can be written"):
        compare_runs(run, run, run / "run.json")
    (other / "summary.json").write_text("{}", encoding="utf-8")
    with pytest.raises(RunError, match=r"summary\.json: expected the summary of a run"):
        compare_runs(other, other, tmp_path / "out")


def test_from_the_command_line(
    analysed: Analysed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    runs = [str(analysed("before", WordClassifier())), str(analysed("after", Contrary()))]
    done = CliRunner().invoke(application(), ["compare-runs", *runs])
    assert done.exit_code == 0
    assert done.stdout.startswith("models: words (")
    assert "12 of 18 labels changed, on 6 articles" in done.stdout
    table = [line.split() for line in done.stdout.splitlines()]
    assert ["favor", "33.3%", "33.3%", "+0.0", "+0.0", "to", "+0.0"] in table
    assert ["tolls,", "favor:", "approval", "75%", "75%"] in table
    assert "written: outputs/compare-runs-after/runs.json" in done.stderr
    again = CliRunner().invoke(application(), ["compare-runs", *runs, "--json", "--quiet"])
    assert (again.exit_code, again.stderr) == (0, "")
    assert json.loads(again.stdout)["targets"][0]["changed"] == 12
    assert (tmp_path / "outputs" / "compare-runs-after-2" / "changed.csv").exists()
