"""`discourse label` from the outside: through CliRunner, and through a pseudo-terminal."""

import csv
import fcntl
import json
import os
import pty
import random
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from discourse.cli._app import application
from discourse.cli._label_screen import _paged
from discourse.cli.label_check import NOBODY_ELSE
from discourse.labelling.rows import Answer, Chosen
from discourse.labelling.session import Session
from discourse.run.labels.journal import Journal
from discourse.run.labels.picking import read_tasks
from discourse.run.labels.source import Kind
from discourse.run.labels.writing import write_rows
from tests.labelling.labels_made import a_task, an_entry

PageMaker = Callable[..., Path]
ROWS, COLUMNS = 24, 80
CLEARED = re.compile("\x1b\\[[0-9;]*[A-Za-z]")


def call(*words: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(application(), ["label", *map(str, words)], input=stdin)


def session_of(todo: Path, annotator: str = "ada") -> Session:
    path = todo.with_name(f"{todo.stem}.{annotator}.jsonl")
    with Journal.resumed(path, read_tasks(todo), annotator) as journal:
        return journal.session


@pytest.fixture
def todo(tmp_path: Path) -> Path:
    path = tmp_path / "todo.jsonl"
    write_rows(path, Kind.JSONL, [a_task(str(number)) for number in range(40)])
    return path


class Terminal:
    """A command on a pseudo-terminal of 80 x 24; what it shows is read as it comes."""

    def __init__(self, *words: object, kind: str = "vt100") -> None:
        self._ours, self._theirs = pty.openpty()
        theirs = self._theirs
        self.resize(ROWS)
        self.before = termios.tcgetattr(theirs)
        code = (  # its controlling terminal is this one, so that Ctrl-C reaches it
            "import fcntl, signal, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0)\n"
            # a job in the background ignores Ctrl-C, and so would what it starts
            "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
            "from discourse.cli import main; main()"
        )
        environment = {**os.environ, "TERM": kind, "NO_COLOR": "1"}
        for name in ("COLUMNS", "LINES"):
            environment.pop(name, None)
        self.process = subprocess.Popen(  # noqa: S603 - our own words
            [sys.executable, "-c", code, "label", *map(str, words)],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment,
            start_new_session=True,
        )
        self.shown = ""

    def resize(self, rows: int) -> None:
        fcntl.ioctl(self._theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, COLUMNS, 0, 0))

    def press(self, keys: str) -> None:
        os.write(self._ours, keys.encode())

    def until(self, text: str, seconds: float = 30) -> str:
        """Waits for the text; what was shown since the screen was last cleared."""
        end = time.monotonic() + seconds
        while text not in self.screen:
            left = end - time.monotonic()
            assert left > 0, f"no {text!r} in {self.shown[-3000:]!r}"
            if select.select([self._ours], [], [], left)[0]:
                self.shown += os.read(self._ours, 65536).decode(errors="replace")
        return self.screen

    @property
    def screen(self) -> str:
        after = self.shown.rpartition("\x1b[2J")[2]
        return CLEARED.sub("", after).replace("\r\n", "\n")

    def restored(self) -> bool:
        return termios.tcgetattr(self._theirs) == self.before

    def end(self) -> int:
        return self.process.wait(60)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._theirs)
        os.close(self._ours)


@contextmanager
def terminal(*words: object, kind: str = "vt100") -> Iterator[Terminal]:
    made = Terminal(*words, kind=kind)
    try:
        yield made
    finally:
        made.close()


@pytest.mark.parametrize("command", ["pick", "do", "check", "import", "export"])
def test_every_command_of_labelling_has_help_and_an_example(command: str) -> None:
    said = call(command, "--help").output
    assert f"Example: discourse label {command}" in said
    assert f"\n  {command} " in call("--help").output


@pytest.mark.usefixtures("use_words", "quick_charts")
def test_pick_do_export_import_check(page: PageMaker, tmp_path: Path) -> None:
    comments = ["A bad idea.", "It is good for the town.", "The ferry was cheaper, was it not?"]
    run, todo = tmp_path / "run", tmp_path / "todo.jsonl"
    CliRunner().invoke(
        application(), ["analyze", str(page(comments=comments)), "-t", "tunnel", "--out", str(run)]
    )
    picked = call("pick", run, "-n", 3, "--random", 0.34, "-o", todo)
    assert picked.exit_code == 0
    assert "3 of 3 comments and targets" in picked.stderr
    assert "1 at random, 2 by uncertainty" in picked.stderr
    tasks = read_tasks(todo)
    assert [task.chosen for task in tasks].count(Chosen.RANDOM) == 1
    assert {task.target for task in tasks} == {"tunnel"}
    assert {task.votes.up for task in tasks} == {3}
    for name, keys in (("ada", "f\na\nu\n"), ("ben", "f\nf\nt\nnot clear\nu\n")):
        done = call("do", todo, "--annotator", name, stdin=keys)
        assert done.exit_code == 0
        assert "3 of 3 labelled" in done.stderr
    assert session_of(todo, "ben").notes == {tasks[2].id: "not clear"}
    journals = [tmp_path / f"todo.{name}.jsonl" for name in ("ada", "ben")]
    table = tmp_path / "labels.csv"
    assert call("export", *journals, "-o", table).exit_code == 0
    with table.open(encoding="utf-8", newline="") as file:
        assert [row["label"] for row in csv.DictReader(file)] == [
            *("favor", "against", "unclear"),
            *("favor", "favor", "unclear"),
        ]
    again = call("import", table, "-o", tmp_path / "labels.jsonl")
    assert (again.exit_code, again.stderr) == (0, "6 labels\n")
    checked = call("check", tmp_path / "labels.jsonl")
    assert checked.exit_code == 0
    assert "ada, ben (kappa)" in checked.stdout
    assert "accuracy of words" in checked.stdout
    as_json = json.loads(call("check", *journals, "--json").stdout)
    assert as_json["targets"][0]["pairs"][0]["agreed"] == {"part": 2, "whole": 3}
    assert as_json["doubtful"][0]["id"] == tasks[1].id


def test_a_check_tells_where_there_is_nothing_to_hold_against(todo: Path, tmp_path: Path) -> None:
    tasks = call("check", todo)
    assert (tasks.exit_code, tasks.stdout) == (1, "")
    assert "todo.jsonl: expected labels, found none" in tasks.stderr
    table = tmp_path / "labels.csv"
    table.write_text("text,target,label\nyes,tolls,favor\nno,tunnel,against\n", encoding="utf-8")
    alone = call("check", table)
    assert (alone.exit_code, alone.stderr) == (0, "2 labels\n")
    assert alone.stdout == f"{NOBODY_ELSE}\n"


def test_pick_does_not_replace_a_file(todo: Path, tmp_path: Path) -> None:
    done = call("pick", tmp_path, "-o", todo)
    assert (done.exit_code, "expected a new file" in done.stderr) == (2, True)
    gone = call("pick", tmp_path, "-o", tmp_path / "new.jsonl")
    assert (gone.exit_code, "expected a finished run" in gone.stderr) == (1, True)


def test_bad_rows_are_told_and_the_code_is_3_or_1_if_strict(tmp_path: Path) -> None:
    rows = "".join(f"a{number},t,?\n" for number in range(15))
    (tmp_path / "l.csv").write_text(f"body,target,label\nyes,t,pro\n{rows}", encoding="utf-8")
    words = ("import", tmp_path / "l.csv", "--column", "text=body", "--label", "pro=favor")
    done = call(*words, "-o", tmp_path / "out.jsonl")
    assert done.exit_code == 3
    assert "l.csv:3: expected a label (against, neutral" in done.stderr
    assert "... and 5 more (--verbose lists them)" in done.stderr
    assert "1 label, 15 bad rows left out" in done.stderr
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 1
    assert call(*words, "-o", tmp_path / "out.jsonl", "--verbose").stderr.count("l.csv:") == 15
    strict = call(*words, "-o", tmp_path / "strict.jsonl", "--strict")
    assert (strict.exit_code, (tmp_path / "strict.jsonl").exists()) == (1, False)
    assert call(*words, "--label", "x", "-o", tmp_path / "o").exit_code == 2


def test_a_name_that_is_none_is_wrong_usage(todo: Path) -> None:
    for name in ("", " ", "a\nb"):
        assert call("do", todo, "--annotator", name, stdin="q\n").exit_code == 2


def test_lines_stand_for_keys_where_there_is_no_terminal(todo: Path) -> None:
    done = call("do", todo, "--annotator", "ada", stdin="favor\n\n?\na\nback\nn\nq\n")
    assert done.exit_code == 0
    assert "no such key: ?" in done.stdout
    assert "  > What a «splendid idea»." in done.stdout
    session = session_of(todo)
    assert [session.answers[f"id-{n}"].answer.value for n in (0, 1)] == ["favor", "neutral"]


def test_words_of_a_page_cannot_drive_the_terminal(tmp_path: Path) -> None:
    evil = "I \x1b]0;owned\x07 am \x1b[31mred\x9b2J \u202eback."
    task = a_task(text=evil, context=evil, headline=evil, model="", target="\x1b[2Jt")
    write_rows(tmp_path / "todo.jsonl", Kind.JSONL, [task])
    shown = call("do", tmp_path / "todo.jsonl", "--annotator", "ada", stdin="q\n").output
    assert "owned" in shown
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown)


def test_label_at_a_terminal(todo: Path) -> None:
    with terminal("do", todo, "--annotator", "ada") as screen:
        first = screen.until("[q]uit")
        assert "0 of 40 labelled" in first
        assert "  > What a «splendid idea»." in first
        assert "3 up" not in first
        assert "MODEL" not in first
        screen.press("f")
        screen.until("1 of 40 labelled")
        screen.until("last: favor; votes: 3 up, 1 down, 2 net")
        screen.press("t")
        screen.until("note (Enter alone: none):")
        screen.press("sarcásm\n")
        screen.until("NOTE")
        screen.until("sarcásm")
        screen.press("\x1b[A\x1b[B")  # arrows mean nothing
        screen.press("x")
        screen.until("no such key: x")
        screen.press("su")
        screen.until("2 of 40 labelled, 1 skipped")
        screen.press("b")
        screen.until("YOU SAID\n  unclear; votes: 3 up, 1 down, 2 net")
        screen.press("q")
        screen.until("saved in")
        assert screen.end() == 0
        assert screen.restored()
    session = session_of(todo)
    answers = [session.answers[f"id-{n}"].answer for n in range(3)]
    assert answers == [Answer.FAVOR, Answer.SKIP, Answer.UNCLEAR]
    assert session.answers["id-1"].note == "sarcásm"
    assert session.place == 2


@pytest.mark.parametrize("kind", ["vt100", "dumb"])
def test_a_long_comment_has_pages_that_fit_80_by_24(tmp_path: Path, kind: str) -> None:
    words = " ".join(f"word{number}" for number in range(500)) + "\n\n" + "x" * 300 + "日本語" * 60
    write_rows(tmp_path / "todo.jsonl", Kind.JSONL, [a_task(text=words), a_task("2")])
    pages = []
    with terminal("do", tmp_path / "todo.jsonl", "--annotator", "ada", kind=kind) as screen:
        for number in range(1, 5):
            pages.append(screen.until(f"page {number} of 4, more"))
            pages[-1] = screen.until("[q]uit") if kind == "vt100" else pages[-1]
            screen.press(" ")
        screen.until("page 1 of 4, more")
        screen.press("fq")
        screen.until("1 of 2 labelled; saved")
        assert screen.end() == 0
        assert ("\x1b" in screen.shown) == (kind == "vt100")
        assert "\x1b[1m" not in screen.shown
        assert "\x1b[3" not in screen.shown
    if kind == "vt100":
        for shown in pages:
            lines = shown.rstrip("\n").split("\n")
            assert len(lines) < ROWS
            assert all(len(line) + len(re.findall("[日本語]", line)) <= COLUMNS for line in lines)
        found = re.findall(r"word\d+", "".join(pages))
        assert len(set(found)) == 500


def test_a_terminal_may_grow_while_a_late_page_is_shown(tmp_path: Path) -> None:
    words = " ".join(f"word{number}" for number in range(500))
    write_rows(tmp_path / "todo.jsonl", Kind.JSONL, [a_task(text=words)])
    with terminal("do", tmp_path / "todo.jsonl", "--annotator", "ada") as screen:
        screen.until("page 1 of 4, more")
        screen.press("   ")
        screen.until("page 4 of 4, more")
        screen.resize(40)
        screen.press("x")
        screen.until("page 2 of 2, more")
        screen.press(" ")
        screen.until("page 1 of 2, more")
        screen.press("q")
        assert screen.end() == 0


def test_ctrl_c_and_the_end_of_input_leave_the_terminal_as_it_was(todo: Path) -> None:
    for number, (key, code) in enumerate((("\x03", 130), ("\x04", 0)), start=1):
        with terminal("do", todo, "--annotator", "ada") as screen:
            screen.until("[q]uit")
            screen.press("f")
            screen.until(f"{number} of 40 labelled")
            screen.press(key)
            assert screen.end() == code
            assert screen.restored()
    assert session_of(todo).labelled == 2


def test_kill_9_at_any_moment_loses_at_most_the_key_being_pressed(todo: Path) -> None:
    rng = random.Random(5)  # noqa: S311 - moments, no secret
    seen = 0
    for _ in range(4):
        with terminal("do", todo, "--annotator", "ada", "--suggest") as screen:
            screen.until(f"{seen} of 40 labelled")
            screen.until("[q]uit")
            for _ in range(rng.randrange(4)):
                screen.press(rng.choice("anfu"))
                seen += 1
                screen.until(f"{seen} of 40 labelled")
            screen.press("f")
            time.sleep(rng.random() * 0.02)
            screen.process.send_signal(signal.SIGKILL)
            assert screen.end() == -signal.SIGKILL
        session = session_of(todo)
        assert session.labelled in (seen, seen + 1)
        assert all(entry.suggested for entry in session.answers.values())
        seen = session.labelled
    assert seen > 3


def test_a_torn_line_is_dropped_and_told(todo: Path, tmp_path: Path) -> None:
    with terminal("do", todo, "--annotator", "ada") as screen:
        screen.until("[q]uit")
        screen.press("f")
        screen.until("1 of 40 labelled")
        screen.press("q")
        screen.end()
    with (tmp_path / "todo.ada.jsonl").open("ab") as file:
        file.write(b'{"schema": 1, "id": "id-1", "te')
    with terminal("do", todo, "--annotator", "ada") as screen:
        assert '1, "id": "id-1", "te' in screen.until("a last line that was cut off is dropped:")
        screen.until("[q]uit")
        screen.press("a")
        screen.until("2 of 40 labelled")
    assert session_of(todo).labelled == 2


def test_two_annotators_of_one_file_are_kept_apart(todo: Path, tmp_path: Path) -> None:
    write_rows(tmp_path / "j.jsonl", Kind.JSONL, [an_entry(a_task("0"), "favor", "ben")])
    done = call("do", todo, "--annotator", "ada", "-o", tmp_path / "j.jsonl", stdin="f\n")
    assert (done.exit_code, "expected answers of ada" in done.stderr) == (1, True)


def test_no_page_of_a_card_ends_with_a_heading() -> None:
    lines = ["STANCE TOWARD", "  tolls", "COMMENT", "  one", "  two", "  three", "NOTE", "  mine"]
    leaves = _paged(lines, 3)
    assert leaves == [lines[:2], lines[2:5], lines[5:]]
    assert _paged(lines, 8) == [lines]
