"""Comments in text of no known layout, in the shapes that text renderers leave them."""

import pytest

from discourse.parse import Page, parse
from discourse.thread import Thread

ARTICLE = """Ferry to stop at night

The ferry will stop at night from April, the harbour office said on Monday morning.

Islanders will have to be home by ten, and nobody has asked them about it so far.
"""
ONE = "Let it stop, then, and let the council members swim home once."
TWO = "And who will bring the nurse home when the clinic closes at eleven?"


def _thread(comments: str) -> Thread:
    (parsed,) = parse(Page("page.txt", f"{ARTICLE}\n{comments}".encode()))
    assert parsed.choice.layout.name == "plain_text"
    assert len(parsed.thread.article.paragraphs) == 2
    return parsed.thread


AT_ONE = "May 1, 2025 at 9:14 am"
AT_TWO = "May 2, 2025 at 7:02 pm"
SHAPES = {
    "says above": ["2 Comments", "Ada says:", AT_ONE, ONE, "Reply", "Bo says:", AT_TWO, TWO],
    "name and date above": ["2 responses to “Ferry”", f"Ada {AT_ONE}", ONE, f"Bo {AT_TWO}", TWO],
    "numbered heads": ["{ 2 comments… add one }", f"1 Ada {AT_ONE}", ONE, f"2 Bo {AT_TWO}", TWO],
    "below": ["Comments", ONE, f"Posted by: Ada | {AT_ONE}", TWO, f"Posted by: Bo | {AT_TWO}"],
    "name over date": ["2 Comments", "Ada", "3 days ago", ONE, "Bo", "2 days ago", TWO],
    "names alone": ["2 Comments", "Ada", ONE, "Bo", TWO],
    "sound off": ["soundoff (2 Responses)", "  1. Ada", ONE, AT_ONE, "  2. Bo", TWO, AT_TWO],
    "addresses": ["http://a.example/a Ada", ONE, "http://b.example Bo", TWO],
    "said on": [f"On {AT_ONE}, Ada said...", ONE, "Reply", f"On {AT_TWO}, Bo said...", TWO],
    "scores": [
        *("Re: Eels (Score: 5, Funny)", "by Ada (5327) writes:", ONE),
        *("Re: Eels (Score: 2)", "by Bo (81) writes:", TWO),
    ],
    "bullets by name": ["COMMENTS", "  • Ada", f"    {ONE}", "  • Bo", f"    {TWO}"],
}


@pytest.mark.parametrize("name", SHAPES)
def test_comments_are_cut_and_named(name: str) -> None:
    comments = _thread("\n\n".join([*SHAPES[name], "Leave a Reply", "Name (required)"])).comments
    assert [comment.text for comment in comments] == [ONE, TWO]
    assert [comment.author for comment in comments] == ["Ada", "Bo"]


def test_numbered_comments_without_names() -> None:
    comments = _thread(f"2 comments:\n\n  1. {ONE}\n\n  2. {TWO}\n\nPost a Comment").comments
    assert [comment.text for comment in comments] == [ONE, TWO]


def test_numbers_within_a_comment_stay() -> None:
    one = "It stopped in 2012. And again in 2019 (see 3) - nobody wept."
    comments = _thread(f"1 comment\n\nAda says:\n\n{one}\n\nLeave a Reply").comments
    assert [comment.text for comment in comments] == [one]


@pytest.mark.parametrize(
    ("votes", "up", "down", "net"),
    [
        ("5 / 1", 5, 1, None),
        ("▲ 5 ▼", None, None, 5),
        ("12 points", None, None, 12),
        ("Like 4 Dislike 1", 4, 1, None),
    ],
)
def test_comments_are_told_apart_by_their_votes(
    votes: str, up: int | None, down: int | None, net: int | None
) -> None:
    thread = _thread(f"Comments\n\n{ONE}\n\n{votes}\n\n{TWO}\n\n{votes}\n\nLeave a comment")
    assert [comment.text for comment in thread.comments] == [ONE, TWO]
    for comment in thread.comments:
        assert (comment.votes.up, comment.votes.down, comment.votes.net) == (up, down, net)


@pytest.mark.parametrize(
    "rest",
    [
        "Comments\n\nLeave a comment\n\nName (required)",
        "No comments yet",
        "0 comments\n\nRead more\n\nBo on Eels\nMay 2, 2025",
        "Recent comments\n\nAda on Eels\n\nBo on Bells",
        "Related: Eels return to the bay",
    ],
)
def test_no_comments_are_found_where_there_are_none(rest: str) -> None:
    (parsed,) = parse(Page("page.txt", f"{ARTICLE}\n{rest}".encode()))
    assert parsed.thread.comments == ()
