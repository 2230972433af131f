"""Files of labels as long as they like: what is held of a row is a few numbers, and no words."""

import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from discourse.run.labels.checking import check_files
from discourse.run.labels.converting import export_labels, import_labels
from discourse.run.labels.source import Kind, Source
from discourse.run.labels.writing import write_rows
from tests.labelling.labels_made import a_task, an_entry

FEW, MANY = 200, 800
LONG = "word " * 400  # 2,000 characters
HELD = 600  # bytes a row at most; a million rows are then 0.6 GB, whatever is written in them


def written(path: Path, kind: Kind, rows: int) -> Path:
    """Labels of two annotators, the second far behind the first."""
    tasks = (a_task(f"{row % (rows * 2 // 3)}", text=f"{row} {LONG}") for row in range(rows))
    labels = ("against", "neutral", "favor")
    who = ["ada" if row < rows * 2 // 3 else "ben" for row in range(rows)]
    write_rows(
        path,
        kind,
        (an_entry(task, labels[row % 3], who[row]) for row, task in enumerate(tasks)),
    )
    return path


def peak(work: Callable[[], object]) -> int:
    """Bytes at most while it works."""
    tracemalloc.start()
    work()
    highest = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return highest


@pytest.fixture
def _held_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is held whatever the rows, smaller than either file: batches, clusters to draw from."""
    monkeypatch.setattr("discourse.aggregate.clusters.MOST", 50)
    for module in ("raw_rows", "writing"):
        monkeypatch.setattr(f"discourse.run.labels.{module}.BATCH", 50)


def grown(tmp_path: Path, kind: Kind, work: Callable[[Path], object]) -> float:
    """How many bytes more are held for every row more of a file."""
    files = [written(tmp_path / f"{rows}.jsonl", kind, rows) for rows in (10, FEW, MANY)]
    _, few, many = (peak(partial(work, file)) for file in files)  # the first one imports
    return (many - few) / (MANY - FEW)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.usefixtures("_held_at_once")
def test_what_an_import_holds_of_a_row(tmp_path: Path, kind: Kind) -> None:
    def work(file: Path) -> None:
        done = import_labels([Source(file, kind)], tmp_path / "out.jsonl")
        assert done.tally.labels == int(file.stem)

    assert grown(tmp_path, kind, work) < HELD


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.usefixtures("_held_at_once")
def test_what_an_export_holds_of_a_row(tmp_path: Path, kind: Kind) -> None:
    def work(file: Path) -> None:
        done = export_labels([file], tmp_path / "out", kind)
        assert done.tally.labels == int(file.stem)

    assert grown(tmp_path, Kind.JSONL, work) < HELD


@pytest.mark.usefixtures("_held_at_once")
def test_what_a_check_holds_of_a_row(tmp_path: Path) -> None:
    def work(file: Path) -> None:
        found, _ = check_files([file], show=2)
        assert (found.labels, len(found.doubtful)) == (int(file.stem), 2)
        assert found.in_doubt > 2

    assert grown(tmp_path, Kind.JSONL, work) < HELD
