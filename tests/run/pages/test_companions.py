"""A page saved "complete" is one page: its frames belong to it, wherever it is named."""

import os
from pathlib import Path

import pytest

from discourse.parse.page import Page
from discourse.run.pages.bounds import Bounds
from discourse.run.pages.inputs import read_page, read_pages
from discourse.run.pages.kinds import Input, Limits
from discourse.run.pages.outcome import Failure, Skipped
from discourse.run.pages.parsing import parse_paths

STORY = (
    "The ferry to the island will sail on Sundays again from May on, the harbour office said, now"
    " that a second crew has been found and the old engine has been mended."
)
MAIN = (
    "<html><head><title>Sunday ferry</title></head><body><article><h1>Sunday ferry</h1>"
    "<p>{story}</p></article><iframe src='./{folder}/talk.html'></iframe></body></html>"
)
TALK = """<html><body><div id="comments">
<div class="comment" id="comment-1"><span class="author">Ada</span>
<span class="date">1 June 2025 at 9:11 am</span>
<p class="text">At last, Sundays are saved.</p></div>
<div class="comment" id="comment-2"><span class="author">Bo</span>
<span class="date">2 June 2025 at 9:12 am</span>
<p class="text">Who pays the second crew?</p></div>
</div></body></html>"""
TEXTS = ["At last, Sundays are saved.", "Who pays the second crew?"]


def save(folder: Path, ending: str = "_files", talk: bytes = TALK.encode()) -> Path:
    """A page as a browser saves it complete, with an advertisement and a picture."""
    page, beside = folder / "ferry.html", folder / f"ferry{ending}"
    beside.mkdir()
    page.write_text(MAIN.format(story=STORY, folder=beside.name), encoding="utf-8")
    (beside / "talk.html").write_bytes(talk)
    (beside / "ad.htm").write_text("<p>Buy more boats, and buy them from us.</p>", encoding="utf-8")
    (beside / "boat.png").write_bytes(b"\x89PNG")
    return page


def names(found: list[Input]) -> list[str]:
    return [Path(one.name).name for one in found if isinstance(one, Page)]


@pytest.mark.parametrize(
    "ending", ["_files", "-Dateien", "_fichiers", "_archivos", "_bestanden", "_pliki", "-filer"]
)
def test_comments_in_a_frame_saved_beside_a_page_are_the_pages(tmp_path: Path, ending: str) -> None:
    save(tmp_path, ending)
    done = parse_paths([str(tmp_path)])
    (thread,) = done.threads
    assert done.failures == ()
    assert [one.reason for one in done.skipped] == ["part of ferry.html"]
    assert thread.article.paragraphs == (STORY,)
    assert [comment.text for comment in thread.comments] == TEXTS


def test_only_html_files_are_frames_and_they_change_the_digest(tmp_path: Path) -> None:
    page = read_page(save(tmp_path))
    assert [frame.name for frame in page.frames] == ["ad.htm", "talk.html"]
    assert page.digest != Page(page.name, page.data).digest


@pytest.mark.parametrize(
    "paths",
    [
        ["{at}"],
        ["{at}/ferry.html"],
        ["{at}/*"],
        ["{at}/**/*.htm*"],
        ["{at}/*.html", "{at}/*/*.html"],
        ["{at}/ferry.html", "{at}/ferry_files/talk.html", "{at}/ferry_files/ad.htm"],
        ["{at}/ferry_files/ad.htm", "{at}/ferry.html", "{at}/ferry_files"],
    ],
)
def test_frames_are_no_pages_however_they_are_named(tmp_path: Path, paths: list[str]) -> None:
    save(tmp_path)
    found = list(read_pages(path.format(at=tmp_path) for path in paths))
    assert names(found) == ["ferry.html"]
    assert not any(isinstance(one, Failure) for one in found)
    others = [one for one in found if isinstance(one, Skipped)]
    assert all(one.reason == "part of ferry.html" for one in others)


@pytest.mark.parametrize("path", ["talk.html", "", "*.html"])
def test_frames_named_without_their_page_are_read(tmp_path: Path, path: str) -> None:
    save(tmp_path)
    found = list(read_pages([f"{tmp_path}/ferry_files/{path}"]))
    assert "talk.html" in names(found)


def test_a_folder_without_its_page_is_as_any_other(tmp_path: Path) -> None:
    save(tmp_path).unlink()
    assert names(list(read_pages([str(tmp_path)]))) == ["ad.htm", "talk.html"]


def test_a_frame_that_is_no_text_is_told_and_the_page_is_read(tmp_path: Path) -> None:
    page = save(tmp_path, talk=b"%PDF-1.7 nothing to read")
    (thread,) = parse_paths([str(page)]).threads
    assert thread.article.paragraphs == (STORY,)
    assert [problem.message for problem in thread.problems if "frame" in problem.message] == [
        "a frame is not read: talk.html: expected text, found a PDF document"
    ]


def test_a_frame_over_the_limit_is_told_and_the_page_is_read(tmp_path: Path) -> None:
    page = save(tmp_path, talk=b"x" * 3_000)
    (thread,) = parse_paths([str(page)], bounds=Bounds(Limits(2_000))).threads
    assert any("talk.html: expected" in problem.message for problem in thread.problems)


def test_a_page_whose_name_is_nearly_too_long_is_read(tmp_path: Path) -> None:
    page = tmp_path / f"{'f' * 248}.html"
    page.write_text(MAIN.format(story=STORY, folder="f_files"), encoding="utf-8")
    assert read_page(page).frames == ()


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_frame_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    page = save(tmp_path)
    (tmp_path / "ferry_files" / "talk.html").chmod(0)
    (failed,) = parse_paths([str(page)]).failures
    assert "talk.html: expected a readable frame" in failed.message
