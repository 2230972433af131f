import io
import json
import os
from pathlib import Path

import pytest

from discourse.parse.page import Page
from discourse.run.pages.inputs import limited, read_pages
from discourse.run.pages.kinds import Input, Limits
from discourse.run.pages.outcome import Failure, Skipped
from discourse.run.pages.parsing import parse_paths


def names(found: list[Input]) -> list[str]:
    return [Path(one.name).name for one in found if isinstance(one, Page)]


def failures(found: list[Input]) -> list[str]:
    return [one.message for one in found if isinstance(one, Failure)]


def fill(folder: Path, *files: str) -> None:
    for name in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def test_folders_are_searched_in_order_without_hidden_files(tmp_path: Path) -> None:
    fill(tmp_path, "b.txt", "a.HTML", "sub/c.md", ".git/d.txt", ".e.txt", "x.png", "README.md")
    found = list(read_pages([str(tmp_path)]))
    assert names(found) == ["a.HTML", "b.txt", "c.md"]
    skipped = {Path(one.page).name: one.reason for one in found if isinstance(one, Skipped)}
    assert skipped == {"x.png": "not a kind of page (.png)", "README.md": "a README"}


def test_a_file_named_outright_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    fill(tmp_path, "page.dump")
    assert names(list(read_pages([str(tmp_path / "page.dump")]))) == ["page.dump"]


def test_globs_are_expanded_and_one_without_match_fails(tmp_path: Path) -> None:
    fill(tmp_path, "a1.txt", "a2.txt", "b.txt", "odd[1].txt")
    found = list(read_pages([f"{tmp_path}/a*.txt", f"{tmp_path}/q*.txt", f"{tmp_path}/odd[1].txt"]))
    assert names(found) == ["a1.txt", "a2.txt", "odd[1].txt"]
    assert failures(found) == [
        f"{tmp_path}/q*.txt: expected a pattern that some file matches, found none"
    ]


def test_the_same_bytes_are_read_once_and_told(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("same", encoding="utf-8")
    found = list(read_pages([str(tmp_path)]))
    assert names(found) == ["a.txt"]
    assert found[1] == Skipped(f"{tmp_path}/b.txt", f"the same bytes as {tmp_path}/a.txt")


def test_a_missing_path_a_broken_link_and_a_device_fail_and_the_rest_goes_on(
    tmp_path: Path,
) -> None:
    fill(tmp_path, "a.txt")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere")
    paths = [str(tmp_path / "gone.txt"), os.devnull, str(tmp_path)]
    found = list(read_pages(paths))
    assert names(found) == ["a.txt"]
    assert failures(found) == [
        f"{tmp_path}/gone.txt: expected a readable file, found No such file or directory",
        f"{os.devnull}: expected a file, found a device or a pipe",
        f"{tmp_path}/broken.txt: expected a readable file, found No such file or directory",
    ]


def test_a_folder_without_pages_fails(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    fill(tmp_path, "pictures/x.png")
    told = failures(list(read_pages([str(tmp_path / "empty"), str(tmp_path / "pictures")])))
    assert "expected a folder with pages" in told[0]
    assert told[0].endswith("found no file")
    assert told[1].endswith("found only other files (x.png ...)")


def test_links_that_lead_back_are_followed_once(tmp_path: Path) -> None:
    fill(tmp_path, "in/a.txt")
    (tmp_path / "in" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self").symlink_to(tmp_path, target_is_directory=True)
    assert names(list(read_pages([str(tmp_path)]))) == ["a.txt"]


def test_a_run_inside_a_folder_is_left_out(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "out/run.json", "out/comments.csv", "out/charts/x.csv")
    found = list(read_pages([str(tmp_path)]))
    assert names(found) == ["a.txt"]
    assert Skipped(f"{tmp_path}/out", "a run of discourse") in found


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes(b"x" * 2_000_001)
    told = failures(list(read_pages([str(tmp_path)], Limits(2_000_000))))
    assert told[0].endswith("big.txt: expected a page of at most 2.0 MB, found 2.0 MB")


@pytest.mark.parametrize(("data", "read"), [(b"a page", True), (b"x" * 11, False)])
def test_standard_input_is_a_page(monkeypatch: pytest.MonkeyPatch, data: bytes, read: bool) -> None:  # noqa: FBT001 - a parameter of the test
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    (found,) = read_pages(["-"], Limits(10))
    assert isinstance(found, Page) is read


def test_the_limit_counts_pages(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "b.txt", "c.txt")
    found = list(limited(read_pages([str(tmp_path / "gone"), str(tmp_path)]), 2))
    assert names(found) == ["a.txt", "b.txt"]
    assert len(failures(found)) == 1


def test_data_files_that_are_no_exports_are_left_out_of_folders_and_fail_when_named(
    tmp_path: Path,
) -> None:
    path = tmp_path / "notes.json"
    path.write_text('{"shopping": ["milk", "bread"]}', encoding="utf-8")
    searched, named = parse_paths([str(tmp_path)]), parse_paths([f"{tmp_path}/./notes.json"])
    assert [one.page for one in searched.skipped] == [str(path)]
    assert searched.failures == ()
    assert "expected an export that some layout knows" in named.failures[0].message
    assert named.skipped == ()


def test_a_file_name_that_is_no_text_is_told_with_escapes(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    Path(path).write_text("A page.", encoding="utf-8")
    found = parse_paths([str(tmp_path)])
    assert [one.page for one in found.pages] == [f"{tmp_path}/caf\\xe9.txt"]
    assert [json.loads(line)["key"] for line in found.lines()] == [f"{tmp_path}/caf\\xe9.txt"]
    assert parse_paths([path]).failures == ()
