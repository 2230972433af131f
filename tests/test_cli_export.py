import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from discourse.cli._app import application
from discourse.run.export import formats

PageMaker = Callable[..., Path]


def call(*words: object) -> Result:
    return CliRunner().invoke(application(), [str(word) for word in words])


@pytest.fixture
def run(page: PageMaker, tmp_path: Path, use_words: object, quick_charts: object) -> Path:
    assert use_words
    assert quick_charts is None
    assert call("analyze", page(), "--out", tmp_path / "run").exit_code == 0
    return tmp_path / "run"


def test_the_help_names_every_format() -> None:
    said = " ".join(call("export", "--help").output.split())
    assert all(name in said for name in formats())


@pytest.mark.parametrize("name", ["csv", "jsonl", "parquet", "graphml", "gexf"])
def test_a_format_of_one_file_writes_that_file(run: Path, tmp_path: Path, name: str) -> None:
    done = call("export", run, "--format", name, "-o", tmp_path / "new" / "out")
    assert done.exit_code == 0
    assert (tmp_path / "new" / "out").stat().st_size > 0
    assert f"written: {tmp_path / 'new' / 'out'}" in done.stderr


@pytest.mark.parametrize(
    ("name", "files"), [("convokit", 5), ("label-studio", 2)], ids=["convokit", "label-studio"]
)
def test_a_format_of_several_files_writes_a_folder(
    run: Path, tmp_path: Path, name: str, files: int
) -> None:
    assert call("export", run, "-f", name, "-o", tmp_path / "out").exit_code == 0
    assert len(list((tmp_path / "out").iterdir())) == files


def test_no_text_and_pseudonyms_are_kept_out_of_the_file(run: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    options = ("--pseudonymise", "--no-text", "--quiet")
    done = call("export", run, "-f", "csv", "-o", out, *options)
    assert (done.exit_code, done.output) == (0, "")
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["text"], row["raw"]) for row in rows] == [("", ""), ("", "")]
    assert [row["label"] for row in rows] == ["against", "favor"]


def test_one_key_file_gives_the_same_export_twice(run: Path, tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_bytes(b"k" * 16)
    made = []
    for name in ("a", "b"):
        words = ("-f", "jsonl", "--pseudonymise", "--key-file", key, "-o", tmp_path / name)
        assert call("export", run, *words).exit_code == 0
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-f", "xls"), "expected one of convokit, csv, gexf"),
        (("-f", "csv", "--key-file", "key"), "expected --pseudonymise"),
        (("-f", "csv", "--pseudonymise", "--key-file", "gone"), "expected a readable key file"),
        (("-f", "csv", "--pseudonymise", "--key-file", "short"), "16 secret bytes, found 5"),
    ],
)
def test_wrong_options_are_told(
    run: Path,
    tmp_path: Path,
    words: tuple[str, ...],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("short").write_bytes(b"short")
    done = call("export", run, *words, "-o", "out")
    assert (done.exit_code, said in done.stderr) == (2, True)
    assert not Path("out").exists()


def test_only_a_finished_run_and_a_writable_place_will_do(run: Path, tmp_path: Path) -> None:
    assert call("export", tmp_path, "-f", "csv", "-o", tmp_path / "out").exit_code == 1
    assert call("export", run, "-f", "csv", "-o", run).exit_code == 2


def test_report_writes_the_page_and_other_formats(run: Path) -> None:
    words = ("--picture-format", "svg", "--picture-format", "pdf", "--verbose")
    done = call("report", run, *words)
    assert done.exit_code == 0
    assert f"page: {run / 'report.html'}" in done.stderr
    assert "report.svg" in done.stderr
    assert "report.pdf" in done.stderr
    assert call("report", run, "--no-html").exit_code == 0
    assert not (run / "report.html").exists()
    wrong = call("report", run, "--picture-format", "gif")
    assert (wrong.exit_code, "'png', 'svg' or 'pdf'" in wrong.stderr) == (2, True)
