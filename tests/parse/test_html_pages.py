"""Comments and articles on HTML pages of no known platform."""

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discourse.parse import Page, parse
from discourse.thread import Thread

ARTICLE = tuple(
    " ".join(part.split())
    for part in (
        """The harbour board has put off the closing of the old swing bridge until the autumn,
        because the new one still lacks a licence for lorries of more than twenty tonnes.""",
        """Shopkeepers on the east quay had feared that they would lose the summer trade, and
        thanked the board for what one called the first sensible decision in ten years.""",
    )
)
NAMES = ("Ada", "northquay7", "M. Lindqvist", "Rope Walker", "bridge_fan", "Tomasz")


def _page(comments: str, head: str = "") -> Page:
    body = "".join(f"<p>{part}</p>" for part in ARTICLE)
    source = (
        f"<html><head><title>Swing bridge stays - Quay Courier</title>{head}</head><body>"
        "<div id='nav'><a href='/a'>News</a> <a href='/b'>Harbour</a></div>"
        f"<div class='story'><h1>Swing bridge stays</h1>{body}</div>{comments}"
        "<div id='footer'><p>© 2025 Quay Courier. All rights reserved.</p></div></body></html>"
    )
    return Page("page.html", source.encode())


def _thread(page: Page) -> Thread:
    return parse(page)[0].thread


def _item(number: int, name: str, words: str, inside: str = "") -> str:
    return (
        f"<div class='remark-comment' id='kommentar-{number}'><span class='autor'>{name}</span>"
        f" <span class='datum'>{number % 27 + 1} May 2025 at 10:{number % 60:02}</span>"
        f"<div class='kommentar-text'><p>{escape(words)}</p></div>"
        f"<a href='#kommentar-{number}'>Link</a> <a href='#'>Antworten</a>{inside}</div>"
    )


def test_article_and_comments_are_kept_apart() -> None:
    comments = "".join(
        _item(n, NAMES[n], f"Remark number {n} about the bridge, and what it costs.")
        for n in (1, 2)
    )
    thread = _thread(_page(f"<section id='kommentare'><h2>2 Comments</h2>{comments}</section>"))
    assert thread.article.paragraphs == ARTICLE
    assert thread.article.title == "Swing bridge stays"
    assert [c.author for c in thread.comments] == ["northquay7", "M. Lindqvist"]
    assert thread.comments[0].text == "Remark number 1 about the bridge, and what it costs."
    assert thread.declared_comments == 2


def test_a_nested_comment_answers_the_one_around_it() -> None:
    inner = _item(2, "Ada", "It was cheaper ten years ago, as everybody knows.")
    comments = _item(1, "Tomasz", "The new one cost too much, in my view.", inner)
    first, second = _thread(_page(f"<div id='kommentare'>{comments}</div>")).comments
    assert second.parent == first.id
    assert "ten years ago" not in first.text


def test_replies_in_a_list_after_a_comment_answer_it() -> None:
    def row(number: int, words: str) -> str:
        return (
            f"<li class='comment' id='comment-{number}'><cite>{NAMES[number]}</cite>"
            f" <small>3 May 2025</small><p>{words}</p></li>"
        )

    comments = (
        f"<ol id='comments'>{row(1, 'First of all, thanks for the report.')}"
        f"<ul class='children'>{row(2, 'I can only agree with that, of course.')}</ul>"
        f"{row(3, 'Now for something else entirely, please.')}</ol>"
    )
    found = _thread(_page(comments)).comments
    assert [comment.parent for comment in found] == [None, found[0].id, None]


def test_votes_of_each_comment_are_read() -> None:
    def row(number: int, up: int, down: int) -> str:
        return (
            f"<div class='comment' id='comment-{number}'><b class='author'>{NAMES[number]}</b>"
            f"<time datetime='2025-05-0{number}T10:00:00Z'>today</time>"
            f"<p class='comment-body'>Something worth a vote, number {number}.</p>"
            f"<span class='vote-up'>{up}</span><span class='vote-down'>{down}</span></div>"
        )

    found = _thread(_page(row(1, 12, 3) + row(2, 0, 41))).comments
    assert [(c.votes.up, c.votes.down) for c in found] == [(12, 3), (0, 41)]


def test_signed_paragraphs_under_a_heading_are_comments() -> None:
    remarks = ("I walked over it as a child.", "Lorries ruin it!", "Who asked the fishermen?")
    said = "".join(
        f"<p>{words}</p><p>That is all, from {NAMES[n]}.</p>"
        f"<p class='posted'>Posted by: {NAMES[n]} at May {n}, 2025 01:2{n} PM</p>"
        for n, words in enumerate(remarks, 1)
    )
    found = _thread(_page(f"<div class='talk'><h3>Comments</h3>{said}</div>")).comments
    assert [comment.author for comment in found] == [NAMES[1], NAMES[2], NAMES[3]]
    assert found[1].paragraphs == (
        "Lorries ruin it!",
        "That is all, from M. Lindqvist.",
    )


FURNITURE = {
    "nothing": "",
    "form": """<div id='respond'><h3>Leave a Reply</h3><form id='commentform'>
        <p class='comment-notes'>Your email will not be published.</p>
        <textarea name='comment'></textarea></form></div>""",
    "latest": """<div class='sidebar'><ul id='recentcomments'>
        <li class='recentcomments'>Ada on <a href='/x'>The bridge, 3 May 2025</a></li>
        <li class='recentcomments'>Bo on <a href='/y'>The ferry, 4 May 2025</a></li></ul></div>""",
    "none yet": """<div id='comments'><h2>0 comments</h2>
        <p>Be the first to comment on 3 May 2025.</p></div>""",
    "most": """<div class='most-commented'>
        <p>3 May 2025: 23 comments on the ferry and its new owner</p>
        <p>4 May 2025: 11 comments on the town hall and its clock</p></div>""",
}


@pytest.mark.parametrize("furniture", FURNITURE.values(), ids=FURNITURE)
def test_no_comments_is_a_frequent_answer(furniture: str) -> None:
    thread = _thread(_page(furniture))
    assert thread.comments == ()
    assert thread.article.paragraphs == ARTICLE


def test_metadata_is_taken_from_the_head() -> None:
    head = (
        "<meta property='og:site_name' content='Quay Courier'>"
        "<meta name='author' content='I. Oakes'>"
        "<meta property='article:published_time' content='2025-05-03T09:00:00Z'>"
        "<link rel='canonical' href='https://quay.example/bridge'>"
    )
    article = _thread(_page("", head)).article
    assert (article.site, article.byline) == ("Quay Courier", ("I. Oakes",))
    assert article.published is not None
    assert article.published.isoformat() == "2025-05-03"
    assert article.url == "https://quay.example/bridge"


WORDS = st.lists(
    st.sampled_from(("bridge", "quay", "ferry", "lorry", "council", "paid", "again", "summer")),
    min_size=6,
    max_size=30,
).map(" ".join)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(NAMES), WORDS), min_size=2, max_size=8))
def test_any_thread_comes_back(said: list[tuple[str, str]]) -> None:
    rows = (_item(n, name, f"{n}: {words}") for n, (name, words) in enumerate(said, 1))
    found = _thread(_page(f"<div id='kommentare'>{''.join(rows)}</div>")).comments
    assert [(c.author, c.raw) for c in found] == [
        (name, f"{n}: {words}") for n, (name, words) in enumerate(said, 1)
    ]
