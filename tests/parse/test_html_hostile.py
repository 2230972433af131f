"""HTML made to break a parser: bounded time, and a Problem or a PageError."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discourse.errors import PageError
from discourse.parse import Page, dom, parse
from discourse.thread import ProblemKind

HEAD = "<html><body><h1>A page</h1>"
LIMIT_SECONDS = 60

HOSTILE = {
    "deep": HEAD + "<div>" * 100_000 + "x",
    "deep-quotes": HEAD + "<blockquote><p>" * 50_000 + "x",
    "attributes": HEAD + "<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">x</p>",
    "angles": HEAD + "<" * 1_000_000,
    "open-quotes": HEAD + '<a "' * 200_000,
    "open-comments": HEAD + "<!--" * 200_000,
    "entities": HEAD + "&#xZZ;&#99999999999;&foo;&#0;&#xD800;&amp" * 20_000,
    "one-line": HEAD + "<p>" + "word " * 400_000,
    "comment-names": HEAD + "<div class='comment'>" * 3_000 + "3 May 2025 at 10:00",
    "many-comments": HEAD
    + "".join(
        f"<div class='comment' id='comment-{n}'>Ada says 3 May 2025</div>" for n in range(4_000)
    ),
    "signatures": HEAD + "<h2>Comments</h2>" + "<p>Posted by: A at May 3, 2025</p><p>b</p>" * 4_000,
    "frames": HEAD + "<iframe srcdoc='&lt;p&gt;x'></iframe>" * 5_000,
    "names": HEAD + f"<div class='{'comment-' * 50_000}'>x</div>",
    "list-names": HEAD + f"<div class='{'comment-list-' * 30_000}'>x 3 May 2025</div>" * 3,
    "json": HEAD + "<script type='application/ld+json'>" + '{"@type":"Comment","a":[' * 50_000,
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_page_takes_bounded_time(source: str) -> None:
    begun = time.process_time()
    parsed = parse(Page("hostile.html", source.encode()))
    assert time.process_time() - begun < LIMIT_SECONDS
    assert parsed


@pytest.mark.parametrize(
    "source",
    [
        HOSTILE["deep"],
        HOSTILE["attributes"],
        HEAD + "<p>x</p>" * 700_000,
        HOSTILE["frames"],
    ],
    ids=["deep", "attributes", "siblings", "frames"],
)
def test_what_is_cut_at_a_limit_is_told(source: str) -> None:
    kinds = {problem.kind for problem in dom.parse(source).problems}
    assert kinds == {ProblemKind.LIMIT}


def test_null_bytes_do_not_end_the_page() -> None:
    tree = dom.parse("<html><body><p>one\0two</p><p>three</p>")
    assert dom.paragraphs(tree.root) == ("one\ufffdtwo", "three")


def test_what_follows_a_closed_body_is_read() -> None:
    tree = dom.parse("<html><body><p>one</p></body></html><p>two</p></html>")
    assert dom.paragraphs(tree.root) == ("one", "two")


PIECES = st.sampled_from(
    (
        *("<div class=comment id=comment-1>", "<div>", "</div>", "<p>", "</p>", "<li>", "<ul>"),
        *(
            "<blockquote>",
            "</blockquote>",
            "<br>",
            "<dl><dt>",
            "<dd>",
            "<table><tr><td>",
            "</table>",
        ),
        *("Ada says:", "3 May 2025", "2 Comments", "<h2>", "</h2>", "&amp;", "\0", "<!--", "-->"),
        *("<script type='application/ld+json'>", "{", '"@type": "Comment"', "</script>", "<iframe"),
        *(" srcdoc='<p>x'>", "<time datetime='2025-05-03'>", "<a href='#comment-1'>", "5 points"),
    )
)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=60))
def test_no_mixture_of_pieces_breaks_it(pieces: list[str]) -> None:
    source = "<html><body><p>Some text.</p>" + "".join(pieces)
    try:
        parsed = parse(Page("mixed.html", source.encode("utf-8", "replace")))
    except PageError:  # so many null bytes that it is no text
        return
    assert parsed


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=1, max_size=400))
def test_bytes_after_a_doctype_break_nothing_but_the_page(data: bytes) -> None:
    try:
        parsed = parse(Page("bytes.html", b"<!DOCTYPE html><html><body>" + data))
    except PageError:
        return
    assert parsed
