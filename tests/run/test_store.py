import errno
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse.errors import RunError
from discourse.run import manifest
from discourse.run.manifest import Counts, InputRecord, Manifest, ModelRecord, Timings
from discourse.run.store import (
    UNFINISHED,
    RunFolder,
    check_free,
    directory_name,
    slug,
    unused,
    write_atomic,
)

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def done(*files: str) -> Manifest:
    return Manifest(
        started=NOON,
        finished=NOON,
        model=ModelRecord("m", "abc"),
        seed=0,
        inputs=(InputRecord("a.txt", "f00"),),
        counts=Counts(pages=1),
        timings=Timings(),
        files=files,
        versions=manifest.versions(),
    )


def test_a_write_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "f.txt"
    write_atomic(path, b"old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "disk full")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="disk full"):
        write_atomic(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_run_json_comes_last_and_reads_back(tmp_path: Path) -> None:
    folder = RunFolder.begin(tmp_path / "run")
    folder.write("charts/a/b.png", b"x")
    with pytest.raises(RunError, match="unfinished"):
        manifest.read(tmp_path / "run")
    folder.finish(done(*folder.files))
    assert manifest.read(tmp_path / "run") == done("charts/a/b.png")
    assert not (tmp_path / "run" / UNFINISHED).exists()


def test_a_finished_run_is_replaced_only_when_told(tmp_path: Path) -> None:
    folder = RunFolder.begin(tmp_path)
    folder.write("charts/old.png", b"x")
    folder.finish(done(*folder.files))
    (tmp_path / "mine.txt").write_text("keep", encoding="utf-8")
    with pytest.raises(RunError, match="--overwrite"):
        RunFolder.begin(tmp_path)
    RunFolder.begin(tmp_path, overwrite=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == [UNFINISHED, "mine.txt"]


@pytest.mark.parametrize(("resume", "kept"), [(False, []), (True, ["shards/labels/a.json"])])
def test_an_unfinished_run_is_begun_again_without_its_old_files(
    tmp_path: Path,
    resume: bool,  # noqa: FBT001 - a parameter of the test
    kept: list[str],
) -> None:
    earlier = RunFolder.begin(tmp_path)
    for name in ("charts/old.png", "comments.csv", "shards/labels/a.json"):
        earlier.write(name, b"x")
    (tmp_path / "charts" / ".b.png.77.part").write_bytes(b"half")
    with pytest.raises(RunError, match="found an unfinished run"):
        RunFolder.begin(tmp_path)
    RunFolder.begin(tmp_path, overwrite=not resume, resume=resume)
    left = [one.relative_to(tmp_path).as_posix() for one in tmp_path.rglob("*") if one.is_file()]
    assert sorted(left) == [UNFINISHED, *kept]


def test_a_directory_of_other_files_and_a_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("x", encoding="utf-8")
    with pytest.raises(RunError, match="files that are no run's"):
        check_free(tmp_path, overwrite=True)
    with pytest.raises(RunError, match="found a file"):
        check_free(tmp_path / "thesis.tex", overwrite=True)


def test_nothing_is_written_or_removed_outside_the_run(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("x", encoding="utf-8")
    folder = RunFolder.begin(tmp_path / "run")
    with pytest.raises(RunError, match="leaves it"):
        folder.write("../outside.txt", b"y")
    with pytest.raises(RunError, match="leaves it"):
        folder.remove(["../outside.txt"])
    assert outside.read_text(encoding="utf-8") == "x"


@pytest.mark.parametrize("data", [b"{", b'{"schema": 1}', b"\xff"])
def test_a_damaged_manifest_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / manifest.FILE).write_bytes(data)
    with pytest.raises(RunError, match=r"run\.json: expected the manifest"):
        manifest.read(tmp_path)


@given(st.text(max_size=80))
def test_a_slug_is_safe_in_any_file_system(name: str) -> None:
    found = slug(name)
    assert 0 < len(found) <= 40
    assert all(one.isascii() and (one.isalnum() or one == "-") for one in found)


def test_runs_are_named_by_time_name_and_what_decides_them(tmp_path: Path) -> None:
    name = directory_name(NOON, "Harbour: tunnel!", "settings", "model")
    assert name.startswith("20260501T120000Z-harbour-tunnel-")
    assert name != directory_name(NOON, "Harbour: tunnel!", "settings", "other model")
    (tmp_path / name).mkdir()
    assert unused(tmp_path / name).name == f"{name}-2"


def test_a_full_disk_is_told_by_the_name_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    folder = RunFolder.begin(tmp_path / "run")
    monkeypatch.setattr("os.fsync", full)
    told = "comments.csv: expected a file that can be written, found No space left on device"
    with pytest.raises(RunError, match=told):
        folder.write("comments.csv", "a")
    with pytest.raises(RunError, match=r"run\.json: expected a file that can be written"):
        folder.finish(done())
    assert sorted(path.name for path in folder.path.iterdir()) == [UNFINISHED]
