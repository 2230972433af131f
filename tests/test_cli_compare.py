"""`discourse compare` from the outside, with two models that know words."""

import csv
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from discourse.cli._app import application
from discourse.errors import ModelError
from discourse.labelling.rows import Entry
from discourse.run.config import model_store
from discourse.run.labels.source import Kind
from discourse.run.labels.writing import write_rows
from discourse.run.models import learned, verdicts
from discourse.stance.judgement import Classifier, Judgement, Question, Scores
from tests.labelling.labels_made import a_task, an_entry
from tests.stance.tiny_bert import save_tiny
from tests.words import WordClassifier

WORDS = {"favor": "good", "against": "bad", "neutral": "so it is"}


class FewWords(WordClassifier):
    """Knows only what is bad."""

    name = "few-words"
    digest = "f" * 64

    def judge(self, questions: Sequence[Question]) -> list[Judgement]:
        said = super().judge(questions)
        return [
            replace(one, scores=Scores(0.2, 0.7, 0.1)) if one.label == "favor" else one
            for one in said
        ]


MODELS: dict[str, Classifier] = {"words": WordClassifier(), "few-words": FewWords()}


@pytest.fixture(autouse=True)
def _two_models(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def load(name: str, *, device: str) -> Classifier:
        assert device == "auto"
        if name not in MODELS:
            raise ModelError(name, "a model directory", "no such directory")
        return MODELS[name]

    monkeypatch.setattr("discourse.run.models.comparing.load_model", load)
    monkeypatch.setenv("DISCOURSE_MODELS", str(tmp_path / "models"))
    monkeypatch.chdir(tmp_path)


def entries(articles: int = 8) -> list[Entry]:
    found = []
    for place in range(articles):
        for number, (label, words) in enumerate(WORDS.items()):
            task = a_task(
                f"{place}-{number}",
                article=f"page-{place}.txt",
                text=f"{words} {place}",
                context="",
                target_name="headline" if number else "tolls",
            )
            found.append(an_entry(task, label))
    return found


@pytest.fixture
def held(tmp_path: Path) -> Path:
    path = tmp_path / "held.csv"
    write_rows(path, Kind.CSV, entries())
    return path


def call(*words: object) -> Result:
    return CliRunner().invoke(application(), ["compare", *map(str, words)])


def test_a_better_model_gives_0_and_its_figures(held: Path, tmp_path: Path) -> None:
    done = call("few-words", "words", "--data", held, "--sets", "none", "-o", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert "words against few-words: better: macro-F1 0.556 to 1.000 (+44.4 points" in done.stdout
    table = [line.split() for line in done.stdout.splitlines()]
    assert ["macro-F1,", "all", "24", "0.556", "1.000", "+44.4", "+44.4", "to", "+44.4"] in table
    assert ["target:", "tolls", "8", "0.000", "1.000", "+100.0", "+100.0", "to", "+100.0"] in table
    assert "right: 0 only the old, 8 only the new (McNemar p 0.008)" in done.stdout
    with (tmp_path / "out" / "changed.csv").open(encoding="utf-8", newline="") as file:
        changed = list(csv.DictReader(file))
    assert len(changed) == 8
    assert {(row["gold"], row["old"], row["new"], row["change"]) for row in changed} == {
        ("favor", "neutral", "favor", "mended")
    }
    assert (changed[0]["set"], changed[0]["article"], changed[0]["text"]) == (
        "held.csv",
        "page-0.txt",
        "good 0",
    )
    told = json.loads((tmp_path / "out" / "comparison.json").read_text(encoding="utf-8"))
    assert (told["verdict"], told["held"]["f1"]["favor"]["change"]) == ("better", 1.0)
    assert (told["old"]["name"], told["new"]["digest"]) == ("few-words", WordClassifier.digest)
    assert (tmp_path / "out" / "differences.png").read_bytes().startswith(b"\x89PNG")
    with (tmp_path / "out" / "differences.csv").open(encoding="utf-8", newline="") as file:
        parts = [(row["part"], row["n"]) for row in csv.DictReader(file)]
    assert parts[:2] == [("held.csv", "24"), ("F1 of against", "24")]


def test_a_worse_model_gives_3_and_json_says_why(held: Path) -> None:
    done = call("words", "few-words", "--data", held, "--sets", "none", "--json", "-q")
    assert (done.exit_code, done.stderr) == (3, "")
    told = json.loads(done.stdout)
    assert told["verdict"] == "worse"
    (made,) = Path("outputs").iterdir()
    assert made.name.startswith("compare-words-few-words-")


def test_what_the_old_model_knew_is_measured_too(held: Path) -> None:
    done = call("few-words", "words", "--data", held)
    assert "on what it knew: reader-comments" in done.stdout
    told = json.loads(call("few-words", "words", "--data", held, "--json").stdout)
    (known,) = told["known"]
    assert (known["name"], known["n"] > 100) == ("reader-comments", True)
    lost = known["macro_f1"]["change"] < -0.01
    assert told["verdict"] == ("better here, but worse on what it knew" if lost else "better")
    unknown = call("few-words", "words", "--data", held, "--sets", "nowhere")
    assert unknown.exit_code == 2
    assert "nowhere: expected one of the sets" in unknown.stderr
    gone = call("few-words", "words", "--data", held, "--sets", "vast")
    assert (gone.exit_code, "vast: expected its files in" in gone.stderr) == (1, True)


def test_bad_rows_are_told_and_the_code_is_the_verdict_s(tmp_path: Path) -> None:
    path = tmp_path / "held.csv"
    write_rows(path, Kind.CSV, entries())
    with path.open("a", encoding="utf-8") as file:
        file.write(",x,,,,,t,,,,,,,,,,,,,favor,,,,\n")
    words = ("few-words", "words", "--data", path, "--sets", "none")
    done = call(*words)
    assert done.exit_code == 0
    assert "held.csv:26, text: expected text, found nothing" in done.stderr
    strict = call(*words, "--strict")
    assert (strict.exit_code, "held.csv:26" in strict.stderr) == (1, True)
    path.write_text("text,target,label\nso,t,pro\n", encoding="utf-8")
    other = call(*words)
    assert other.exit_code == 1
    assert "expected a label (against, neutral, favor, unclear, skip), found 'pro'" in other.stderr


def test_what_makes_an_interval_doubtful_is_told(tmp_path: Path) -> None:
    said = [(f"{n}", "favor", name) for n in range(9) for name in "ab"]
    said += [("x", "unclear", "a"), ("y", "favor", "a"), ("y", "against", "b")]
    few = [an_entry(a_task(n, text=f"good {n}"), label, name) for n, label, name in said]
    write_rows(tmp_path / "few.jsonl", Kind.JSONL, few)
    done = call("few-words", "words", "--data", tmp_path / "few.jsonl", "--sets", "none")
    assert "fewer than 5 articles (1): the intervals draw single comments" in done.stderr
    assert "comments without a stance left out (unclear, skipped, divided): 2" in done.stderr
    lone = [an_entry(a_task(f"{n}", text=f"good {n}", article=""), "favor") for n in range(9)]
    write_rows(tmp_path / "lone.jsonl", Kind.JSONL, lone)
    done = call("few-words", "words", "--data", tmp_path / "lone.jsonl", "--sets", "none")
    assert "no row names its article" in done.stderr


def digests(*texts: str) -> bytes:
    return b"".join(sorted(learned.digest(text) for text in texts))


def test_comments_that_a_model_learned_from_are_left_out(held: Path, tmp_path: Path) -> None:
    for name in ("few-words", "words"):
        (tmp_path / name).mkdir()
    (tmp_path / "words" / learned.LEARNED).write_bytes(digests("GOOD  0", "bad 0", "elsewhere"))
    (tmp_path / "words" / learned.CHOSEN).write_bytes(digests("good 1"))
    words = ("few-words", "words", "--data", held, "--sets", "none")
    done = call(*words)
    assert "left out, since words has learned from them: 2 rows" in done.stderr
    assert "1 rows decided when words stopped learning, so its figures" in done.stderr
    assert "on 22 rows of 8 articles" in done.stdout
    everything = digests(*(entry.task.text for entry in entries()))
    (tmp_path / "few-words" / learned.LEARNED).write_bytes(everything)
    done = call(*words)
    assert done.exit_code == 1
    assert (
        "held.csv: expected labels that neither model has learned from, found none" in done.stderr
    )
    (tmp_path / "few-words" / learned.LEARNED).write_bytes(b"123")
    assert (
        "expected digests of 8 bytes of what a model learned from, found 3" in call(*words).stderr
    )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (
            ("words", "words", "--data", "held.csv"),
            1,
            "expected another model than words, found the same",
        ),
        (("words", "gone", "--data", "held.csv"), 1, "gone: expected a model directory"),
        (("words", "few-words", "--data", "gone.csv"), 1, "gone.csv: expected a readable file"),
        (
            ("words", "few-words", "--data", "empty.csv"),
            1,
            "expected comments labelled with a stance",
        ),
        (("words", "few-words"), 2, "--data"),
        (("words", "few-words", "--data", "held.csv", "--tolerance", "2"), 2, "--tolerance"),
        (("words", "few-words", "--data", "held.csv", "-o", "held.csv"), 1, "expected a folder"),
    ],
)
def test_what_cannot_be_compared_is_told(
    held: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    held.with_name("empty.csv").write_text("text,target,label\n", encoding="utf-8")
    done = call(*words, "--sets", "none")
    assert (done.exit_code, said in done.stderr) == (code, True), done.stderr


def test_the_verdict_is_kept_beside_the_new_model_and_heeded(
    held: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_tiny(tmp_path / "tiny" / "model")
    stored = model_store().add(tmp_path / "tiny" / "model", "mine")
    weak = FewWords()
    monkeypatch.setattr(weak, "digest", stored.digest, raising=False)
    monkeypatch.setitem(MODELS, str(tmp_path / "tiny" / "model"), weak)
    model = WordClassifier()
    monkeypatch.setattr(model, "digest", model_store().find("default").digest, raising=False)
    monkeypatch.setitem(MODELS, "default", model)
    done = call("default", tmp_path / "tiny" / "model", "--data", held, "--sets", "none")
    assert done.exit_code == 3
    for folder in (tmp_path / "tiny" / "model", stored.folder):
        (found,) = verdicts.found_of(folder)
        assert (found.verdict, found.old_digest) == ("worse", model.digest)
    run = CliRunner().invoke
    refused = run(application(), ["models", "use", "mine"])
    assert refused.exit_code == 1
    assert "mine: expected a model that was not found worse (or --force), found few-words" in (
        refused.stderr
    )
    listed = run(application(), ["models", "list"]).stdout
    assert "* default" in listed
    assert "worse (against words)" in listed
    forced = run(application(), ["models", "use", "mine", "--force"])
    assert forced.exit_code == 0
    assert forced.stderr.startswith(f"in use: mine ({stored.digest[:8]})\nforced, though ")
    assert "mine (in use)" in run(application(), ["models", "show"]).stdout
    assert "worse: macro-F1" in run(application(), ["models", "show", "mine"]).stdout
    again = run(application(), ["models", "add", str(tmp_path / "tiny" / "model"), "--name", "b"])
    assert f"b ({stored.digest[:8]}) is in {tmp_path}/models/b" in again.stderr
    assert [one.verdict for one in verdicts.found_of(tmp_path / "models" / "b")] == ["worse"]
    assert run(application(), ["models", "remove", "b"]).stderr == "removed: b\n"
    assert run(application(), ["models", "remove", "mine"]).exit_code == 1
    assert json.loads(run(application(), ["models", "list", "--json"]).stdout)[1]["in_use"]


@pytest.mark.parametrize("command", ["list", "add", "use", "show", "remove"])
def test_every_command_about_models_has_help_and_an_example(command: str) -> None:
    said = CliRunner().invoke(application(), ["models", command, "--help"]).output
    assert f"Example: discourse models {command}" in said
