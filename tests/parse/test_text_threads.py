"""Who answers whom in text, and what else stands on the lines about comments."""

import pytest

from discourse.parse import Page, marks, parse
from discourse.parse.comment_lines import is_button
from discourse.parse.stamps import is_name, replied, stamp
from discourse.thread import ReplyEvidence, Thread, Votes

PARAGRAPH = "The ferry will stop at night from April, the harbour office said on Monday morning."
ONE = "Let it stop, then, and let the council members swim home once."
TWO = "And who will bring the nurse home when the clinic closes at eleven?"
THREE = "Nobody asked her, of course."
FOUR = "Eels have slept under that quay for ninety years."


def _thread(*lines: str) -> Thread:
    (parsed,) = parse(Page("page.txt", "\n".join(lines).encode()))
    assert parsed.choice.layout.name == "plain_text"
    return parsed.thread


def _section(*comments: str) -> Thread:
    return _thread("Ferry to stop at night", "", PARAGRAPH, "", "Comments (3)", "", *comments)


def test_votes_and_buttons_on_one_line() -> None:
    comments = _section(
        *("Ada", "3 Mar 2026 11:02", ONE, "45 likes  Reply  Report", ""),
        *("Bo", "3 Mar 2026 11:15", TWO, "3 likes  Reply  Report", ""),
        *("Cy", "3 Mar 2026 11:20", THREE, "Reply | Report", ""),
    ).comments
    assert [comment.text for comment in comments] == [ONE, TWO, THREE]
    assert [comment.votes.up for comment in comments] == [45, 3, None]


def test_a_name_may_end_in_an_initial() -> None:
    comments = _section(
        *("Bo", "3 Mar 2026 11:02", ONE, "", "Anna K.", "3 Mar 2026 11:15", TWO, ""),
        *("Sam Hill Jr.", "3 Mar 2026 11:20", THREE, ""),
    ).comments
    assert [comment.author for comment in comments] == ["Bo", "Anna K.", "Sam Hill Jr."]
    assert [comment.text for comment in comments] == [ONE, TWO, THREE]


@pytest.mark.parametrize(
    "head",
    [
        ("Anna K. replied to Tom_from_Hill", "3 Mar 2026 11:20"),
        ("Anna K. in reply to Tom_from_Hill", "2 hours ago"),
        ("Anna K. → @Tom_from_Hill", "3 Mar 2026 11:20"),
        ("Anna K. replied to Tom_from_Hill • 3 Mar 2026 11:20",),
    ],
)
def test_a_head_may_say_who_is_answered(head: tuple[str, ...]) -> None:
    comments = _section(
        *("Tom_from_Hill", "3 Mar 2026 11:02", ONE, "", "Bo", "3 Mar 2026 11:15", TWO, ""),
        *(*head, THREE, ""),
    ).comments
    assert [comment.author for comment in comments] == ["Tom_from_Hill", "Bo", "Anna K."]
    assert comments[2].addressee == "Tom_from_Hill"
    assert comments[2].parent == comments[0].id
    assert comments[2].text == THREE


@pytest.mark.parametrize("text", ["He replied to me, and I to him.", "Ada replied to", "A" * 300])
def test_what_does_not_say_who_is_answered(text: str) -> None:
    assert replied(text) is None


@pytest.mark.parametrize("margin", ["  ", "    ", "\t", "\u00a0\u00a0"])
def test_indented_comments_answer_those_above(margin: str) -> None:
    heads = {"Ada": 0, "Bo": 1, "Cy": 2, "Di": 1, "Ed": 0}
    said = dict(zip(heads, (ONE, TWO, THREE, FOUR, "Bells."), strict=True))
    lines = [
        f"{margin * level}{line}"
        for name, level in heads.items()
        for line in (f"{name}  4 hours ago", "38 points", said[name], "")
    ]
    comments = _section(*lines).comments
    assert [comment.author for comment in comments] == list(heads)
    assert [comment.text for comment in comments] == list(said.values())
    assert [comment.parent for comment in comments] == [None, "1", "2", "1", None]
    assert comments[1].reply_evidence is ReplyEvidence.MARKUP


def test_numbers_set_flush_right_are_no_replies() -> None:
    said = {"  8. ": ONE, "  9. ": TWO, " 10. ": THREE, "101. ": FOUR}
    lines = [
        line
        for number, text in said.items()
        for line in (f"{number}Ada  4 hours ago", f"     {text}", "")
    ]
    comments = _section(*lines).comments
    assert [comment.text for comment in comments] == list(said.values())
    assert {comment.parent for comment in comments} == {None}


def test_heads_indented_apart_from_their_texts_are_no_replies() -> None:
    lines = ("Ada  4 hours ago", ONE, "", "      Bo  3 hours ago", TWO, "")
    assert [comment.parent for comment in _section(*lines).comments] == [None, None]


def test_the_points_of_the_page_are_no_title() -> None:
    thread = _thread(
        *("r/harbour", "Posted by u/tallpines 5 hours ago", "Ferry to stop at night in April"),
        *("152 points (88% upvoted)", "2 comments", ""),
        *("u/oak_and_ash  4 hours ago", "38 points", ONE, ""),
        *("u/law-norder  3 hours ago", "-9 points", TWO, ""),
    )
    assert thread.article.title == "Ferry to stop at night in April"
    assert thread.article.paragraphs == ()
    assert [comment.author for comment in thread.comments] == ["oak_and_ash", "law-norder"]
    assert [comment.votes.net for comment in thread.comments] == [38, -9]


@pytest.mark.parametrize("numbers", [(1, 2, 3), (21, 22, 24)])
def test_the_posts_of_a_forum(numbers: tuple[int, ...]) -> None:
    said = (ONE, TWO, THREE)
    posts = [
        line
        for number, name, text in zip(numbers, ("kestrel", "mopedmax", "ines"), said, strict=True)
        for line in (f"#{number} Posted by {name} on 12-02-2026 at 09:1{number % 10}", text, "")
    ]
    thread = _thread("Topic: Should the ferry stop?", "", *posts[:-1], "Rating: +7")
    assert thread.article.title == "Topic: Should the ferry stop?"
    assert [comment.author for comment in thread.comments] == ["kestrel", "mopedmax", "ines"]
    assert [comment.text for comment in thread.comments] == list(said)
    assert thread.comments[2].votes.net == 7


@pytest.mark.parametrize("lead", ["Quote from", "Originally posted by", "Quote:"])
def test_the_words_over_a_quote_are_not_the_posters_own(lead: str) -> None:
    (_, second) = _thread(
        *("Topic: Should the ferry stop?", "", "#1 Posted by kestrel on 12-02-2026 at 09:11"),
        *(f"{ONE} {THREE}", "", "#2 Posted by mopedmax on 12-02-2026 at 09:40"),
        *(f"{lead} kestrel:", f'"{ONE}"', TWO),
    ).comments
    assert second.text == TWO
    assert second.parent == "1"
    assert [quote.comment_id for quote in second.quotes] == ["1"]


@pytest.mark.parametrize("bar", [" | ", " · ", " - "])
def test_a_byline_with_its_date(bar: str) -> None:
    byline = f"By Ada Brandt and Oluf Quist{bar}January 9, 2026"
    article = _thread("Ferry to stop at night", "", byline, "", PARAGRAPH).article
    assert article.title == "Ferry to stop at night"
    assert article.byline == ("Ada Brandt", "Oluf Quist")
    assert str(article.published) == "2026-01-09"
    assert article.paragraphs == (PARAGRAPH,)


@pytest.mark.parametrize(
    ("line", "votes"),
    [
        ("45 likes  Reply  Report", Votes(up=45)),
        ("Reply · Share · 12 points", Votes(net=12)),
        ("👍 14  👎 2 | Reply", Votes(up=14, down=2)),
        ("Rating: -3", Votes(net=-3)),
        ("152 points (88% upvoted)", Votes(net=152)),
    ],
)
def test_votes_beside_other_things(line: str, votes: Votes) -> None:
    assert marks.votes_line(line) == votes


@pytest.mark.parametrize("line", ["Rating: 5", "Reply", "Report 3 likes and a dog", "Share 12"])
def test_what_is_no_vote(line: str) -> None:
    assert marks.votes_line(line) is None


def test_lines_of_buttons() -> None:
    assert is_button("Reply  Share  Report abuse")
    assert not is_button("Reply to the council  Report")


def test_hyphens_and_strokes_within_names_stay() -> None:
    found = stamp("Jean-Luc Tallis - 3 Mar 2026 11:20")
    assert found is not None
    assert found.author == "Jean-Luc Tallis"


@pytest.mark.parametrize("text", ["Anna K.", "Sam Hill Jr.", "Ada"])
def test_names(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize("text", ["About time.", "Really?", "Say:"])
def test_what_is_no_name(text: str) -> None:
    assert not is_name(text)
