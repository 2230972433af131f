"""Comments in text of no known layout, in the shapes that text renderers leave them."""

# ruff: noqa: RUF001 - signs and letters of other scripts are what is looked for

import pytest

from discourse.parse import Page, parse
from discourse.thread import Thread, Votes

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


TALLIES = {
    "5 / 1": Votes(up=5, down=1),
    "▲ 5 ▼": Votes(net=5),
    "▲ −5 ▼": Votes(net=-5),
    "12 points": Votes(net=12),
    "1 point": Votes(net=1),
    "12 points (80% upvoted)": Votes(net=12),
    "(Score:5, Insightful)": Votes(net=5),
    "Score: -1": Votes(net=-1),
    "+20": Votes(net=20),
    "−4": Votes(net=-4),
    "+12 / -3": Votes(up=12, down=3),
    "3 likes": Votes(up=3),
    "1 Like": Votes(up=1),
    "1,204 likes": Votes(up=1204),
    "1.2K likes": Votes(up=1200),
    "Likes: 7": Votes(up=7),
    "Like 4 Dislike 1": Votes(up=4, down=1),
    "4 likes, 1 dislikes": Votes(up=4, down=1),
    "👍 4 👎 1": Votes(up=4, down=1),
    "Thumbs up 8 Thumbs down 0": Votes(up=8, down=0),
    "[47 favorites]": Votes(up=47),
    "Recommended by 9": Votes(up=9),
    "304 Recommendations": Votes(up=304),
    "5 people like this": Votes(up=5),
    "45 likes  Reply  Report": Votes(up=45),
    "Gefällt mir 6": Votes(up=6),
    "12 Stimmen": Votes(net=12),
    "7 J’aime": Votes(up=7),
    "8 Me gusta": Votes(up=8),
    "3 Mi piace": Votes(up=3),
    "5 очков": Votes(net=5),
    "Нравится 4 Не нравится 2": Votes(up=4, down=2),
    "いいね 9": Votes(up=9),
    "赞 3 踩 1": Votes(up=3, down=1),
}


@pytest.mark.parametrize("tally", TALLIES)
def test_comments_are_told_apart_by_their_votes(tally: str) -> None:
    thread = _thread(f"Comments\n\n{ONE}\n\n{tally}\n\n{TWO}\n\n{tally}\n\nLeave a comment")
    assert [(comment.text, comment.votes) for comment in thread.comments] == [
        (ONE, TALLIES[tally]),
        (TWO, TALLIES[tally]),
    ]


@pytest.mark.parametrize("tally", TALLIES)
def test_votes_belong_to_the_comment_whose_head_stands_above(tally: str) -> None:
    heads = f"Ada\n3 days ago\n{ONE}\n{tally}\n\nBo\n2 days ago\n{TWO}\n{tally}"
    thread = _thread(f"2 Comments\n\n{heads}\n\nLeave a comment")
    assert [(one.author, one.text, one.votes) for one in thread.comments] == [
        ("Ada", ONE, TALLIES[tally]),
        ("Bo", TWO, TALLIES[tally]),
    ]


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
