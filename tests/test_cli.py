import csv
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner, Result

from discourse import __version__
from discourse.cli import _screen
from discourse.cli._app import application
from discourse.records import read_thread_line
from tests.words import WordClassifier, page_text

PageMaker = Callable[..., Path]
HEAVY = ("torch", "transformers", "datasets", "matplotlib")


def call(*words: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(application(), [str(word) for word in words], input=stdin)


def command_names() -> list[str]:
    return sorted(vars(get_command(application()))["commands"])


def modules_of(*words: object) -> tuple[set[str], int]:
    """The heavy modules that a command imports, and its exit code, in a process of its own."""
    code = (
        "import sys, json\n"
        "from discourse.cli import main\n"
        f"sys.argv = ['discourse', *{[str(word) for word in words]!r}]\n"
        "try: main()\n"
        "except SystemExit as stop: code = stop.code or 0\n"
        "print(json.dumps([list(sys.modules), code]))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)  # noqa: S603 - our own words
    modules, status = json.loads(done.stdout.splitlines()[-1])
    return {name for name in HEAVY if name in modules}, status


@pytest.mark.parametrize("name", command_names())
def test_every_command_is_documented_with_an_example(name: str) -> None:
    said = call(name, "--help")
    assert said.exit_code == 0
    assert f"Example: discourse {name}" in said.output or f"| discourse {name}" in said.output
    command = vars(get_command(application()))["commands"][name]
    helpless = [option.name for option in command.params if not getattr(option, "help", "x")]
    assert helpless == []


def test_the_help_names_every_command() -> None:
    said = call("--help").output
    assert all(f"\n  {name} " in said for name in command_names())
    assert "..." not in said.partition("Commands:")[2]  # no command's line is cut


def test_the_version() -> None:
    assert call("--version").output == f"discourse {__version__}\n"


def test_no_command_and_an_unknown_option_are_wrong_usage() -> None:
    assert call().exit_code == 2
    assert call("analyze", "--nonsense").exit_code == 2
    assert call("analyze").exit_code == 2


def test_help_and_parse_import_nothing_heavy(page: PageMaker) -> None:
    assert modules_of("--help") == (set(), 0)
    assert modules_of("analyze", "--help") == (set(), 0)
    assert modules_of("parse", page()) == (set(), 0)
    assert modules_of("parse", page(), "--explain") == (set(), 0)


@pytest.mark.usefixtures("use_words", "quick_charts")
def test_analyze_shows_a_table_and_where_the_files_are(page: PageMaker, tmp_path: Path) -> None:
    done = call("analyze", page(), "--target", "the tunnel", "--out", tmp_path / "run")
    assert done.exit_code == 0
    table = [line.split() for line in done.stdout.splitlines()]
    assert ["stance", "n", "share", "share", "of", "comments"] in table
    assert ["▼", "against", "1", "50", "%", "(9–91)", "███████"] in table  # noqa: RUF001 - ranges have one
    assert ["up", "down", "net", "median", "approval"] in table
    assert ["▼", "against", "3", "1", "+2", "+2", "75", "%", "(30–95)"] in table  # noqa: RUF001 - ranges have one
    assert f"the run is in {tmp_path / 'run'}" in done.stderr
    assert f"report: {tmp_path / 'run'}/charts/articles/0/report.png" in done.stderr


@pytest.mark.usefixtures("use_words", "quick_charts")
def test_analyze_gives_json_and_nothing_else_on_standard_output(
    page: PageMaker, tmp_path: Path
) -> None:
    done = call("analyze", page(), tmp_path / "gone.txt", "--json", "--out", tmp_path / "run")
    told = json.loads(done.stdout)
    assert done.exit_code == 3
    assert told["run"] == str(tmp_path / "run")
    assert [row["n"] for row in told["targets"][0]["stances"]] == [1, 0, 1]
    assert [one["stage"] for one in told["failures"]] == ["read"]
    assert "gone.txt: expected a readable file, found No such file" in done.stderr


@pytest.mark.usefixtures("use_words", "quick_charts")
def test_where_every_page_failed_the_code_is_3_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = call("analyze", tmp_path / "empty.txt", "--out", tmp_path / "run")
    assert done.exit_code == 3
    assert "nothing was written" in done.stderr
    assert not (tmp_path / "run").exists()


@pytest.mark.usefixtures("use_words", "quick_charts")
def test_wrong_settings_are_wrong_usage_and_finished_runs_an_error(
    page: PageMaker, tmp_path: Path
) -> None:
    config = tmp_path / "c.yaml"
    config.write_text("modle: x\n", encoding="utf-8")
    wrong = call("analyze", page(), "--config", config)
    assert (wrong.exit_code, "near: model" in wrong.stderr) == (2, True)
    out = ("--out", tmp_path / "run")
    assert call("analyze", page(), *out).exit_code == 0
    again = call("analyze", page(), *out)
    assert (again.exit_code, "--overwrite" in again.stderr) == (1, True)
    assert call("analyze", page(), *out, "--overwrite").exit_code == 0


def test_a_model_that_is_none_is_an_error(page: PageMaker, tmp_path: Path) -> None:
    done = call("analyze", page(), "--model", tmp_path / "none", "--out", tmp_path / "run")
    assert (done.exit_code, "expected a shipped model" in done.stderr) == (1, True)
    assert not (tmp_path / "run").exists()


def test_an_interrupt_leaves_nothing_and_says_130(
    page: PageMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("discourse.run.analysis.load_classifier", interrupted)
    done = call("analyze", page(), "--out", tmp_path / "run")
    assert done.exit_code == 130
    assert not (tmp_path / "run").exists()


@pytest.mark.usefixtures("use_words")
def test_charts_that_cannot_be_drawn_are_our_error(
    page: PageMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("no ink")

    monkeypatch.setattr("discourse.charts.pictures", broken)
    assert call("analyze", page(), "--out", tmp_path / "run").exit_code == 1


@pytest.mark.usefixtures("use_words", "quick_charts")
def test_a_page_from_standard_input(tmp_path: Path) -> None:
    text = page_text("A headline about the town", ["A bad thing.", "A good thing."])
    done = call("analyze", "-", "--out", tmp_path / "run", stdin=text)
    assert done.exit_code == 0
    assert "2 comments on 1 article\n" in done.stdout


@pytest.mark.usefixtures("quick_charts")
def test_report_draws_again(page: PageMaker, tmp_path: Path, use_words: WordClassifier) -> None:
    call("analyze", page(), "--out", tmp_path / "run", "--detail", "reports")
    judged = len(use_words.windows)
    done = call("report", tmp_path / "run", "--detail", "all", "--verbose")
    assert done.exit_code == 0
    assert "detail.png" in done.stderr
    assert "against" in done.stdout
    assert len(use_words.windows) == judged
    assert call("report", tmp_path).exit_code == 1


@pytest.mark.usefixtures("use_words", "quick_charts")
def test_open_shows_the_first_picture(
    page: PageMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr("typer.launch", shown.append)
    call("analyze", page(), "--out", tmp_path / "run", "--open")
    assert shown == [str(tmp_path / "run" / "charts" / "articles" / "0" / "report.png")]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--device", "gpu"), "device: expected auto, cpu, mps, cuda or cuda:0, found 'gpu'"),
        (
            ("--detail", "some"),
            "detail: expected 'auto', 'corpus', 'reports' or 'all', found 'some'",
        ),
        (("--target", "a", "--target", "a"), "expected each name once"),
        (("--config", "gone.yaml"), "gone.yaml: expected a readable config file"),
    ],
)
def test_wrong_options_are_told(page: PageMaker, words: tuple[str, ...], said: str) -> None:
    done = call("analyze", page(), *words)
    assert (done.exit_code, said in done.stderr) == (2, True)


def test_parse_writes_a_line_a_thread(page: PageMaker, tmp_path: Path) -> None:
    done = call("parse", page("a.txt"), page("b.txt", title="Another"), tmp_path / "gone")
    assert done.exit_code == 3
    records = [read_thread_line(line, where="out") for line in done.stdout.splitlines()]
    assert [Path(one.key).name for one in records] == ["a.txt", "b.txt"]
    assert len(records[0].thread.comments) == 2
    assert "2 pages, 2 threads, 4 comments, 1 failed" in done.stderr


def test_parse_writes_a_whole_file_or_none(page: PageMaker, tmp_path: Path) -> None:
    done = call("parse", page(), "-o", tmp_path / "sub" / "t.jsonl")
    assert (done.exit_code, done.stdout) == (0, "")
    assert (tmp_path / "sub" / "t.jsonl").read_text(encoding="utf-8").count("\n") == 1
    assert call("parse", page(), "-o", tmp_path).exit_code == 2


def test_explain_shows_every_line_with_its_role(page: PageMaker) -> None:
    path = page()
    shown = call("parse", path, "--explain").stdout
    lines = path.read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines, 1):
        if line:
            assert any(
                one.split()[:1] == [str(number)] and one.endswith(line)
                for one in shown.splitlines()
            )
    assert "tally" in shown
    assert "layout: japan_today_text" in shown


def test_explain_tells_quotes_from_own_words(page: PageMaker) -> None:
    first = "The tunnel will flood in every storm that comes across the bay."
    path = page(comments=[first, f"{first}\n\nNot with proper gates it will not, I should say."])
    shown = [
        line.split(maxsplit=1)[1]
        for line in call("parse", path, "--explain").stdout.split("\n")
        if line.endswith(first)
    ]
    assert [line.removesuffix(first).strip() for line in shown] == ["comment 1", "quote 2 of 1"]


def test_explain_as_json(page: PageMaker) -> None:
    told = json.loads(call("parse", page(), "--explain", "--json").stdout)
    assert told["layout"] == "japan_today_text"
    assert told["evidence"]
    roles = {line["role"] for line in told["lines"]}
    assert {"title", "body", "comment", "tally"} <= roles


@pytest.mark.usefixtures("use_words", "quick_charts")
def test_classify_takes_what_parse_and_analyze_wrote(page: PageMaker, tmp_path: Path) -> None:
    call("parse", page(), "-o", tmp_path / "t.jsonl")
    call("analyze", page(), "--out", tmp_path / "run")
    threads = (tmp_path / "t.jsonl").read_text(encoding="utf-8")
    outputs = [
        call("classify", tmp_path / "t.jsonl").stdout,
        call("classify", tmp_path / "run").stdout,
        call("classify", "-", stdin=threads).stdout,
    ]
    rows = [json.loads(line) for line in outputs[0].splitlines()]
    assert [(row["comment_id"], row["label"]) for row in rows] == [("1", "against"), ("2", "favor")]
    assert outputs == [outputs[0]] * 3


@pytest.mark.usefixtures("use_words")
def test_classify_names_the_line_that_is_no_thread(tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_text("\n{}\n", encoding="utf-8")
    done = call("classify", tmp_path / "t.jsonl")
    assert done.exit_code == 1
    assert "t.jsonl:2: expected a record of schema 1" in done.stderr


def test_a_page_cannot_drive_the_terminal(page: PageMaker) -> None:
    evil = "I \x1b]0;owned\x07 am \x1b[31mred\x9b2J \u202eback\u202c."
    path = page(comments=[evil, "fine by me"])
    for words in (("parse", path, "--explain"), ("parse", path)):
        done = call(*words)
        assert done.exit_code == 0
        assert not {"\x1b", "\x07", "\x9b"} & set(done.output)
    assert "\u202e" not in call("parse", path, "--explain").output


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [("a\x1b[1mb\tc\nd", "a[1mb c d"), ("👩\u200d🚒 \u2066x", "👩\u200d🚒 x"), ("日本é", "日本é")],
)
def test_cleaning_keeps_what_scripts_need(text: str, cleaned: str) -> None:
    assert _screen.clean(text) == cleaned


def test_long_lists_are_cut_unless_verbose() -> None:
    lines = [str(number) for number in range(25)]
    assert list(_screen.some(lines, verbose=False))[-1].startswith("... and 15 more")
    assert list(_screen.some(lines, verbose=True)) == lines


def test_parse_reads_no_more_than_a_config_lets_it(tmp_path: Path) -> None:
    path, config = tmp_path / "letters.csv", tmp_path / "limits.yaml"
    path.write_text("Wer;Kommentar\nIda;Na endlich.\nBo;Zu teuer.\n", encoding="utf-8")
    config.write_text("max_comments: 1\ncolumns: {text: Kommentar}\n", encoding="utf-8")
    done = call("parse", path, "--config", config)
    (comment,) = read_thread_line(done.stdout.strip(), where="it").thread.comments
    assert comment.text == "Na endlich."
    assert "more than 1 comments (max_comments); the other 1 are left out" in done.stderr
    config.write_text("max_bytes: 5\n", encoding="utf-8")
    assert call("parse", path, "--config", config).exit_code == 3
    config.write_text("max_byte: 5\n", encoding="utf-8")
    assert call("parse", path, "--config", config).exit_code == 2


def test_columns_of_a_table_may_be_named(tmp_path: Path) -> None:
    path = tmp_path / "letters.csv"
    path.write_text("Wer;Kommentar;Daumen\nIda;Na endlich.;3\n", encoding="utf-8")
    done = call("parse", path, "--column", "text=Kommentar", "--column", "up=Daumen", "--quiet")
    (comment,) = read_thread_line(done.stdout.strip(), where="it").thread.comments
    assert (comment.text, comment.votes.up) == ("Na endlich.", 3)
    missing = call("parse", path, "--column", "text=Comment")
    assert missing.exit_code == 3
    assert f"{path}: expected the column Comment, found Wer, Kommentar, Daumen" in missing.stderr
    assert call("parse", path, "--column", "tekst=Kommentar").exit_code == 2
    assert call("analyze", path, "--column", "Kommentar").exit_code == 2


@pytest.mark.usefixtures("use_words", "quick_charts")
def test_an_analysis_takes_the_columns_named(tmp_path: Path) -> None:
    path = tmp_path / "letters.csv"
    path.write_text("Wer;Kommentar;Daumen\nIda;Na endlich.;3\n", encoding="utf-8")
    words = (
        "--column",
        "text=Kommentar",
        "--column",
        "up=Daumen",
        "--target",
        "tolls",
        "--no-html",
    )
    assert call("analyze", path, *words, "--out", tmp_path / "run").exit_code == 0
    assert "text: Kommentar" in (tmp_path / "run" / "config.yaml").read_text(encoding="utf-8")


def test_golden_writes_what_a_test_reads(page: PageMaker) -> None:
    said = call("parse", page(), "--golden", "--quiet")
    (thread,) = json.loads(said.stdout)
    assert thread["layout"] == "japan_today_text"
    assert thread["comments"][0]["votes"]


def test_a_report_tells_how_well_pages_were_parsed(page: PageMaker, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"")
    said = call("parse", page(), tmp_path / "bad.txt", "--report", "-o", tmp_path / "quality.csv")
    assert said.exit_code == 3
    assert "japan_today_text" in said.stdout
    with (tmp_path / "quality.csv").open(encoding="utf-8") as file:
        good, bad = csv.DictReader(file)
    assert (good["layout"], good["error"]) == ("japan_today_text", "")
    assert int(good["comments"]) > 0
    assert (good["orphans"], good["encoding_trouble"]) == ("0", "False")
    assert (bad["layout"], bad["comments"]) == ("", "")
    assert "empty" in bad["error"]


def test_a_full_disk_on_standard_output_is_told(page: PageMaker) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    words = [sys.executable, "-m", "discourse", "parse", str(page())]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, check=False, text=True)  # noqa: S603 - our own words
    told = "error: standard output: expected room to write, found No space left on device"
    assert done.stderr.startswith(told)
    assert "Traceback" not in done.stderr
    assert done.returncode == 1


def test_classify_tells_threads_that_cannot_be_read(tmp_path: Path) -> None:
    told = call("classify", tmp_path / "gone.jsonl").stderr
    assert told.endswith(
        "gone.jsonl: expected JSON lines of threads, or a run, found No such file or directory\n"
    )
    (tmp_path / "t.jsonl").write_bytes(b"\xff")
    assert call("classify", tmp_path / "t.jsonl").stderr.endswith("found bytes that are no UTF-8\n")
