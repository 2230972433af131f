"""A disk that becomes full or read-only, whenever: it is told, and nothing is lost."""

import os
from collections.abc import Callable
from errno import ENOSPC, EROFS
from pathlib import Path

import pytest

from discourse.errors import RunError
from discourse.run.analysis import analyze
from discourse.run.config import resolve
from discourse.run.drawing import redraw
from discourse.run.relabelling import relabel
from discourse.run.starting import Start
from tests.run.pages.trees import tree
from tests.run.sharding.faults import Disk, failing
from tests.words import WordClassifier, page_text

pytestmark = pytest.mark.usefixtures("quick_charts")
Run = Callable[[Path], object]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Two shards of a page each."""
    monkeypatch.setattr("discourse.run.sharding.shards.PAGES", 1)
    for name in ("a", "b"):
        text = page_text(f"Council approves tunnel {name}", ["A bad idea.", "It is good."])
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    pages = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]

    def analysed(out: Path) -> object:
        settings = resolve({"pages": pages, "out": str(out), "workers": 0}, environment={})
        return analyze(settings, Start(resume=True), classifier=WordClassifier())

    return analysed


def changes(run: Run, out: Path) -> int:
    """How often a run changes its directory."""
    with failing(Disk(out)) as disk:
        run(out)
    return len(disk.changes)


def fails(run: Run, out: Path, disk: Disk) -> None:
    """The run says what is wrong, unless nothing but the removal of its lock is left to do."""
    with failing(disk):
        try:
            run(out)
        except RunError as told:
            assert os.strerror(disk.error) in str(told), disk.changes[-1]  # noqa: PT017 - or none
        else:
            assert disk.changes[disk.good].startswith("os.remove"), disk.changes[disk.good]


@pytest.mark.parametrize("error", [EROFS, ENOSPC])
def test_wherever_a_disk_fails_the_run_says_so_and_goes_on_when_it_is_mended(
    run: Run, tmp_path: Path, error: int
) -> None:
    number = changes(run, tmp_path / "whole")
    whole = tree(tmp_path / "whole")
    assert number > 40
    for good in range(int(error == ENOSPC), number, 3):  # a third for each: every try costs time
        out = tmp_path / f"{good}"
        disk = Disk(out, good, error)
        fails(run, out, disk)
        run(out)
        assert tree(out) == whole, disk.changes[good]


def test_wherever_a_disk_fails_pictures_can_be_drawn_again(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "run"
    run(out)
    redraw(out, dpi=40)
    whole = tree(out)
    for good in range(0, changes(lambda path: redraw(path, dpi=40), out), 2):
        disk = Disk(out, good)
        fails(lambda path: redraw(path, dpi=40), out, disk)
        redraw(out, dpi=40)
        assert tree(out) == whole, disk.changes[good]


def test_a_run_is_judged_anew_only_where_it_can_be_written(run: Run, tmp_path: Path) -> None:
    run(tmp_path / "run")
    out = tmp_path / "new"
    with failing(Disk(out, 0)), pytest.raises(RunError, match="a writable directory, found Read"):
        relabel(tmp_path / "run", {"out": str(out)}, classifier=WordClassifier())
    assert not out.exists()
