import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from discourse.errors import LabelError, SettingsError
from discourse.labelling.rows import Answer
from discourse.labelling.session import Session, resume
from discourse.run.labels.journal import Journal, journal_path
from discourse.run.labels.picking import pick_from, read_tasks
from discourse.run.labels.session import HELP, HELP_AT_END, KEYS, Desk, Pressed
from discourse.run.labels.source import Kind
from discourse.run.labels.writing import line, write_rows
from tests.labelling.labels_made import a_task, an_entry

TASKS = [a_task(str(number)) for number in range(4)]
PRESSED = [
    an_entry(TASKS[0], "favor", second=1),
    an_entry(TASKS[1], "note", second=2, note="ünclear, 日本"),
    an_entry(TASKS[1], "skip", second=3),
    an_entry(TASKS[2], "back", second=4),
    an_entry(TASKS[1], "against", second=5),
]


def saved(path: Path) -> Session:
    with Journal.resumed(path, TASKS, "ada") as journal:
        return journal.session


def test_a_journal_cut_off_at_any_byte_keeps_every_whole_line(tmp_path: Path) -> None:
    """Whatever a crash left, only the key being saved is lost, and the next one is whole."""
    path, lines = tmp_path / "j.jsonl", [line(entry).encode() for entry in PRESSED]
    whole = b"".join(lines)
    ends = [len(b"".join(lines[:n])) for n in range(1, len(lines) + 1)]
    for length in sorted({*range(0, len(whole), 61), *ends, *(end - 1 for end in ends)}):
        path.write_bytes(whole[:length])
        done = sum(end <= length + 1 for end in ends)
        with Journal.resumed(path, TASKS, "ada") as journal:
            assert journal.session == resume(TASKS, PRESSED[:done], "ada", "x")
            cut = whole[:length].rpartition(b"\n")[2]
            assert bool(journal.dropped) == bool(cut and done == whole[:length].count(b"\n"))
            journal.save(an_entry(TASKS[3], "favor", second=9))
        assert saved(path).answers["id-3"].answer is Answer.FAVOR


def test_a_line_whose_end_alone_was_lost_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    path.write_bytes(line(PRESSED[0]).encode().rstrip())
    with Journal.resumed(path, TASKS, "ada") as journal:
        assert (journal.session.labelled, journal.dropped) == (1, "")
        journal.save(an_entry(TASKS[1], "skip", second=2))
    assert path.read_bytes().count(b"\n") == 2


def test_zeros_that_a_power_cut_left_are_dropped(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    path.write_bytes(line(PRESSED[0]).encode() + b"\0" * 50)
    with Journal.resumed(path, TASKS, "ada") as journal:
        assert journal.session.labelled == 1
        assert journal.dropped


def test_each_key_is_on_disk_before_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    real = os.fsync

    def fsync(file: int) -> None:
        synced.append(os.fstat(file).st_size)
        real(file)

    with Journal.resumed(tmp_path / "j.jsonl", TASKS, "ada") as journal:
        monkeypatch.setattr(os, "fsync", fsync)
        for entry in PRESSED:
            journal.save(entry)
            assert synced[-1] == (tmp_path / "j.jsonl").stat().st_size
    assert len(synced) == len(PRESSED)


def test_writes_that_the_system_cuts_short_are_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda file, data: real(file, bytes(data)[:100]))
    with Journal.resumed(tmp_path / "j.jsonl", TASKS, "ada") as journal:
        journal.save(PRESSED[0])
    assert saved(tmp_path / "j.jsonl").labelled == 1


def test_a_full_disk_is_told_and_loses_nothing_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, real, calls = tmp_path / "j.jsonl", os.write, iter([20])

    def full(file: int, data: bytes) -> int:
        for size in calls:
            return real(file, data[:size])
        raise OSError(28, "No space left on device")

    with Journal.resumed(path, TASKS, "ada") as journal:
        journal.save(PRESSED[0])
        monkeypatch.setattr(os, "write", full)
        with pytest.raises(LabelError, match="expected a writable file, found No space left"):
            journal.save(PRESSED[2])
        monkeypatch.setattr(os, "write", real)
    assert saved(path).labelled == 1


def test_one_session_at_a_time(tmp_path: Path) -> None:
    with (
        Journal.resumed(tmp_path / "j.jsonl", TASKS, "ada"),
        pytest.raises(LabelError, match="found one that another session has open"),
    ):
        saved(tmp_path / "j.jsonl")
    assert saved(tmp_path / "j.jsonl").left == 4


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("{}\n", "j.jsonl:1: expected a 'target', found only "),
        ("no\n", "j.jsonl:1: expected an answer as a line of JSON"),
        (line(TASKS[0]), "j.jsonl:1: expected an answer (is this a file of tasks?), found none"),
        (line(an_entry(TASKS[0], "favor", "ben")), "expected answers of ada, found some of ben"),
    ],
)
def test_a_file_that_is_no_journal_of_these_tasks_is_left_alone(
    tmp_path: Path, data: str, said: str
) -> None:
    (tmp_path / "j.jsonl").write_text(data, encoding="utf-8")
    with pytest.raises(LabelError) as error:
        saved(tmp_path / "j.jsonl")
    assert said in str(error.value)
    assert (tmp_path / "j.jsonl").read_text(encoding="utf-8") == data
    (tmp_path / "j.jsonl").write_text("", encoding="utf-8")
    assert saved(tmp_path / "j.jsonl").left == 4  # it is not held any more


def test_a_folder_is_no_journal(tmp_path: Path) -> None:
    with pytest.raises(LabelError, match="expected a writable file, found Is a directory"):
        saved(tmp_path)


def test_each_annotator_has_a_file_beside_the_tasks() -> None:
    assert journal_path(Path("a/todo.jsonl"), "ada") == Path("a/todo.ada.jsonl")
    assert journal_path(Path("todo.jsonl"), "../Jörg B") == Path("todo.---Jörg-B.jsonl")


def at_desk(journal: Journal, *, suggest: bool = False) -> Desk:
    return Desk(journal, "ada", suggest=suggest, clock=lambda: datetime(2026, 1, 1, tzinfo=UTC))


def test_keys_become_entries(tmp_path: Path) -> None:
    with Journal.resumed(tmp_path / "j.jsonl", TASKS, "ada") as journal:
        desk = at_desk(journal)
        assert [desk.press(key) for key in "xF"] == [Pressed.UNKNOWN, Pressed.SAVED]
        assert desk.last == "last: favor; votes: 3 up, 1 down, 2 net"
        assert desk.press("t") is Pressed.ASK_NOTE
        desk.note("  ")
        desk.note(" odd one ")
        assert [desk.press(key) for key in "uas"] == [Pressed.SAVED] * 3
        assert (desk.sections(), desk.help) == ([], HELP_AT_END)
        assert [desk.press(key) for key in "aq"] == [Pressed.UNKNOWN, Pressed.QUIT]
        assert desk.press("b") is Pressed.SAVED
        assert desk.help == HELP
    session = saved(tmp_path / "j.jsonl")
    answers = [session.answers[task.id] for task in TASKS]
    assert [one.answer.value for one in answers] == ["favor", "unclear", "against", "skip"]
    assert [one.note for one in answers] == ["", "odd one", "", ""]
    assert not any(one.suggested for one in answers)
    assert set(KEYS.values()) == set(Answer)


def test_a_suggestion_is_recorded_where_there_was_one(tmp_path: Path) -> None:
    tasks = [TASKS[0], a_task("x", scores=None)]
    with Journal.resumed(tmp_path / "j.jsonl", tasks, "ada") as journal:
        desk = at_desk(journal, suggest=True)
        assert "MODEL SUGGESTS" in [section.heading for section in desk.sections()]
        desk.press("f")
        assert "MODEL SUGGESTS" not in [section.heading for section in desk.sections()]
        desk.press("f")
        assert [one.suggested for one in journal.session.answers.values()] == [True, False]


def test_tasks_are_read_once_each_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "todo.jsonl"
    write_rows(path, Kind.JSONL, [*TASKS, TASKS[0]])
    assert read_tasks(path) == TASKS
    path.write_text("\n", encoding="utf-8")
    with pytest.raises(LabelError, match="expected tasks, a line of JSON each, found none"):
        read_tasks(path)
    path.write_text("{}\n", encoding="utf-8")
    with pytest.raises(LabelError, match=r"todo\.jsonl:1: expected a 'target'"):
        read_tasks(path)


def test_tasks_that_may_be_half_labelled_are_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "todo.jsonl"
    path.write_text("", encoding="utf-8")
    with pytest.raises(SettingsError, match="expected a new file, found one"):
        pick_from([], 5, path, random_share=0.2, seed=0)
