"""What one page may cost: beyond it the page is cut, or fails, and the others go on."""

import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from discourse.errors import PageError
from discourse.parse import Page, Parsed
from discourse.parse.layout import Layout
from discourse.parse.limits import ParseLimits
from discourse.run.config import AnalysisSettings
from discourse.run.pages import parsing
from discourse.run.pages.bounds import Bounds
from discourse.run.pages.deadline import deadline
from discourse.run.pages.outcome import Failure
from discourse.run.pages.parsing import ParsedPage, parse_input
from discourse.run.sharding.shard_work import parse_shard
from discourse.run.sharding.shards import PageShard
from discourse.thread import ProblemKind

COMMENTS = "".join(
    f"<div class='comment' id='comment-{n}'>Ada says 3 May 2025 at 10:0{n}<p>Yes, no {n}.</p></div>"
    for n in range(1, 6)
)
STORY = "<h1>Ferry</h1><p>It stops.</p><h2>5 Comments</h2>"
PAGE = Page("a.html", f"<html><body>{STORY}{COMMENTS}</body></html>".encode())


def limit_problems(limits: ParseLimits) -> tuple[list[str], int]:
    found = parse_input(PAGE, bounds=Bounds(page=limits))
    assert isinstance(found, ParsedPage)
    thread = found.parsed[0].thread
    told = [p.message for p in thread.problems if p.kind is ProblemKind.LIMIT]
    return told, len(thread.comments)


def test_a_page_within_its_limits_has_no_problem() -> None:
    assert limit_problems(ParseLimits()) == ([], 5)


def test_comments_beyond_the_limit_are_left_out_and_told() -> None:
    told, kept = limit_problems(ParseLimits(comments=3))
    assert kept == 3
    assert told == ["more than 3 comments (max_comments); the other 2 are left out"]


def test_tags_beyond_the_limit_are_not_read_and_told() -> None:
    told, kept = limit_problems(ParseLimits(tags=20))
    assert kept < 5
    assert told == ["more than 20 tags (max_tags); the rest of the page is not read"]


def test_elements_deeper_than_the_limit_are_not_read_and_told() -> None:
    deep = "<div>" * 40 + "<p>Hidden words far down here.</p>" + "</div>" * 40
    page = Page("deep.html", f"<html><body><p>Words.</p>{deep}</body></html>".encode())
    found = parse_input(page, bounds=Bounds(page=ParseLimits(depth=30)))
    assert isinstance(found, ParsedPage)
    thread = found.parsed[0].thread
    assert "Hidden" not in " ".join(thread.article.paragraphs)
    assert "elements nested more than 30 deep (max_depth); not read" in [
        problem.message for problem in thread.problems
    ]


def test_a_slow_page_fails_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read = parsing.parse  # type: ignore[attr-defined]  # where the job finds it

    def slow(page: Page, extra: Sequence[Layout]) -> tuple[Parsed, ...]:
        if page.name == "slow.html":
            time.sleep(30)
        return read(page, extra)

    monkeypatch.setattr(parsing, "parse", slow)
    failed = parse_input(Page("slow.html", PAGE.data), bounds=Bounds(seconds=0.05))
    assert isinstance(failed, Failure)
    assert "slow.html: expected a page that is read within 0.05 seconds" in failed.message
    assert failed.trace == ""
    assert isinstance(parse_input(PAGE, bounds=Bounds(seconds=30)), ParsedPage)


def test_a_deadline_is_no_exception_that_code_may_swallow() -> None:
    def swallows() -> None:
        while True:
            try:
                time.sleep(30)
            except Exception:  # noqa: BLE001, S112 - what is tested
                continue

    within = pytest.raises(PageError, match=r"within 0.05 seconds \(max_seconds\)")
    with within, deadline("a", 0.05):
        swallows()


def test_a_thread_other_than_the_main_one_has_no_deadline() -> None:
    done: list[bool] = []

    def work() -> None:
        with deadline("a", 0.01):
            time.sleep(0.05)
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


def test_the_settings_reach_the_parser(tmp_path: Path) -> None:
    settings = AnalysisSettings(max_comments=2, outputs=str(tmp_path))
    shard = parse_shard(PageShard((PAGE,), ""), settings)
    assert [entry.comments for entry in shard.entries] == [2]
