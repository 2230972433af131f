"""Text pages are read exactly as a careful reader wrote down: `gold.json` beside the pages."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from discourse.parse import Page, Parsed, known_layouts, parse
from discourse.parse.golden import golden
from discourse.parse.layout import Role
from discourse.parse.text_layout import TextLayout
from discourse.thread import Comment, Quote, Source, Thread

ROOT = Path(__file__).parents[2]
OWN = ROOT / "seeds"
SHARED = ROOT.parent / "shared" / "seeds"
TEXT_PAGES = Path(__file__).parent / "text_pages"
Gold = dict[str, Any]


def _gold(folder: Path) -> dict[str, Gold]:
    path = folder / "gold.json"
    found: dict[str, Gold] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


CASES = [
    pytest.param(folder / name, gold, id=f"{folder.parent.name}-{name}")
    for folder in (OWN, SHARED)
    for name, gold in _gold(folder).items()
]


@cache
def _parsed(path: Path) -> Parsed:
    (only,) = parse(Page(path.name, path.read_bytes()))
    return only


def _id(n: int | str | None) -> str | None:
    return None if n is None else str(n)


def _quote(gold: Gold) -> Quote:
    said = _id(gold.get("first_said_by"))
    if gold["of"] in {"article", "elsewhere"}:
        return Quote(gold["text"], Source(gold["of"]), first_said_by=said)
    return Quote(gold["text"], Source.COMMENT, _id(gold["of"]), said)


def _votes(comment: Comment) -> Gold:
    return {"up": comment.votes.up, "down": comment.votes.down, "net": comment.votes.net}


@pytest.mark.parametrize(("path", "gold"), CASES)
def test_the_article_is_read_as_written_down(path: Path, gold: Gold) -> None:
    article = _parsed(path).thread.article
    published = gold.get("published")
    assert article.title == gold["title"]
    assert article.site == gold.get("site")
    assert article.byline == tuple(gold["byline"])
    assert article.published == (date.fromisoformat(published) if published else None)
    assert article.paragraphs[0].startswith(gold["body_first"])
    assert gold["body_last_contains"] in article.paragraphs[-1]


@pytest.mark.parametrize(("path", "gold"), CASES)
def test_the_comments_are_read_as_written_down(path: Path, gold: Gold) -> None:
    thread = _parsed(path).thread
    expected = gold["comments"]
    assert [c.id for c in thread.comments] == [str(g["n"]) for g in expected]
    assert [_votes(c) for c in thread.comments] == [g["votes"] for g in expected]
    assert [list(c.paragraphs) for c in thread.comments] == [g["own"] for g in expected]
    assert [c.addressee for c in thread.comments] == [g["addressee"] for g in expected]
    assert [c.author for c in thread.comments] == [g["author"] for g in expected]
    assert len(thread.comments) == gold["comments_in_page"]
    assert (thread.declared_comments or 0) == gold["declared_comments"]


@pytest.mark.parametrize(("path", "gold"), CASES)
def test_the_quotes_are_read_as_written_down(path: Path, gold: Gold) -> None:
    for comment, expected in zip(_parsed(path).thread.comments, gold["comments"], strict=True):
        wanted = [_quote(quote) for quote in expected["quotes"]]
        assert list(comment.quotes) == wanted, f"comment {comment.id}"


@pytest.mark.parametrize(("path", "gold"), CASES)
def test_the_replies_are_read_as_written_down(path: Path, gold: Gold) -> None:
    for comment, expected in zip(_parsed(path).thread.comments, gold["comments"], strict=True):
        if expected["reply_evidence"] != "unmarked":  # those are for the human eye
            found = (comment.parent, comment.reply_evidence)
            wanted = (_id(expected["reply_to"]), expected["reply_evidence"])
            assert found == wanted, f"comment {comment.id}"


@pytest.mark.parametrize(("path", "gold"), CASES)
def test_the_problems_are_those_written_down(path: Path, gold: Gold) -> None:
    kinds = {problem.kind.value for problem in _parsed(path).thread.problems}
    declared = gold["declared_comments"]
    counted = ["count-mismatch"] if declared != gold["comments_in_page"] else []
    assert kinds == set(gold.get("problems", counted))


FURNITURE = (
    "photo:",
    "image",
    "related:",
    "related article",
    "latest news",
    "original author",
    "original url",
    "contributed reporting",
    "home >",
    "© ",
    "video promotion",
    "login",
    "comments",
    "krea.ai",
)


@pytest.mark.parametrize(("path", "gold"), CASES)
def test_no_furniture_is_taken_for_the_body(path: Path, gold: Gold) -> None:
    paragraphs = _parsed(path).thread.article.paragraphs
    for paragraph in paragraphs:
        assert not paragraph.lower().startswith(FURNITURE)
        assert paragraph != gold["title"]
        assert "](" not in paragraph
    assert len(set(paragraphs)) == len(paragraphs)


@pytest.mark.parametrize(("path", "gold"), CASES)
def test_every_line_has_one_role(path: Path, gold: Gold) -> None:
    lines = _parsed(path).lines
    text = Page(path.name, path.read_bytes()).text
    assert [line.text for line in lines] == text.split("\n")
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    tallies = sum(1 for line in lines if line.role is Role.TALLY)
    assert tallies == sum(1 for g in gold["comments"] if g["votes"]["net"] is not None)


PAGES = sorted(path for path in TEXT_PAGES.glob("*.txt"))


def _plain(threads: list[Thread]) -> Any:
    return json.loads(golden(threads))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_golden_text_page_is_read_as_written_down(path: Path) -> None:
    threads = [parsed.thread for parsed in parse(Page(path.name, path.read_bytes()))]
    expected = path.with_suffix(".expected.json").read_text(encoding="utf-8")
    assert _plain(threads) == json.loads(expected)


def test_every_text_layout_has_a_golden_page() -> None:
    pages = [*PAGES, *(OWN / name for name in _gold(OWN))]
    read = (parse(Page(path.name, path.read_bytes())) for path in pages)
    shown = {parsed.thread.layout for threads in read for parsed in threads}
    needed = {layout.name for layout in known_layouts() if isinstance(layout, TextLayout)}
    assert needed <= shown
