"""The README's way from pages to a model of one's own, command by command, with a tiny model."""

import json
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from discourse.cli._app import application
from discourse.labelling.rows import Task
from discourse.run import manifest
from discourse.run.labels.picking import read_tasks
from discourse.stance.defaults import Plan
from tests.stance.tiny_bert import save_tiny
from tests.test_cli_label import terminal
from tests.words import page_text

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
SAID = (  # in words that the tiny model knows, and others that make each comment another
    "It is a good idea, say {0} of us in the street of number {1}.",
    "A bad idea! Nobody of {0} asked for it, and {1} wrote so.",
    "Who is to pay for {0} metres, and when is year {1}?",
    "Good. We want it, as {1} neighbours told {0} papers.",
    "Never, bad and {0} times dearer than the ferry of {1}.",
)
KEYS = {"good": "f", "bad": "a"}


def commands() -> list[list[str]]:
    """The block of the README that starts with an analysis and ends with two runs compared."""
    (block,) = re.findall(r"```sh\n(discourse analyze pages/ [^`]*compare-runs[^`]*)```", README)
    return [shlex.split(line, comments=True) for line in block.splitlines() if line.strip()]


def key(task: Task) -> str:
    """What an annotator presses who goes by two words."""
    return next((key for word, key in KEYS.items() if word in task.text.lower()), "n")


def label(words: list[str]) -> None:
    """All the tasks of the file, at a pseudo-terminal."""
    tasks = read_tasks(Path(words[1]))
    with terminal(*words) as screen:
        screen.until("[q]uit")
        screen.press("".join(map(key, tasks)))
        screen.until("all done", seconds=120)
        screen.press("q")
        assert screen.end() == 0


@pytest.fixture
def _at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages to analyse, and a shipped model that is tiny, knows nothing and learns fast."""
    save_tiny(tmp_path / "shipped" / "default")
    monkeypatch.setattr("discourse.stance.classifier.MODELS", tmp_path / "shipped")
    monkeypatch.setattr("discourse.stance.defaults.LEARNING_RATE", 3e-3)
    monkeypatch.setattr("discourse.stance.defaults.plan", lambda _labels: Plan(40, 40, 256, 1000))
    monkeypatch.setenv("DISCOURSE_MODELS", str(tmp_path / "models"))
    monkeypatch.chdir(tmp_path)
    Path("pages").mkdir()
    for page in range(12):
        said = [words.format(page * 7 + 3, page * 31 + 1800) for words in SAID]
        text = page_text(f"Council approves tunnel {page}", said)
        Path("pages", f"{page}.txt").write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("_at_work", "quick_charts")
def test_the_readme_s_walk_through() -> None:
    told = {}
    for _, *words in commands():
        if words[:2] == ["label", "do"]:
            label(words[1:])
            continue
        done = CliRunner().invoke(application(), words)
        assert done.exit_code == 0, f"{words}: {done.output}"
        told[" ".join(words[:2])] = done.output
    assert "mine against default: better" in told["compare default"]
    assert "left out, since outputs/mine/model has learned from them" in told["compare default"]
    assert "in use: mine" in told["models use"]
    before, after = (manifest.read(Path("outputs", name)).model for name in ("before", "after"))
    assert (before.name, after.name) == ("default", "mine")
    drawn = Path("outputs", "after", "charts", "articles", "0", "report.csv")
    assert after.told in drawn.read_text(encoding="utf-8")
    runs = json.loads(next(Path("outputs").glob("compare-runs-*/runs.json")).read_bytes())
    assert runs["targets"][0]["changed"] > 0
