"""The traps of real Japan Today dumps: what is missing, doubled, empty or run together."""

import pytest

from discourse.parse import Page, Parsed, parse
from discourse.thread import ProblemKind, Thread, Votes

TITLE = "Ferry to stop at night"
FIRST = "The ferry will stop at night from April, the harbour office said on Monday."
SECOND = "Islanders will have to be home by ten, and nobody has asked them about it."
BODY = f"{FIRST}\n\n{SECOND}\n\n"
HEAD = f"Japan Today\nA quay. Image: Quay Press\nnational\n\n{TITLE}\n\n"
OVER = "2 Comments\nLogin to comment\n\n"
OVER3 = "3 Comments\nLogin to comment\n\n"
FOOT = "Login to leave a comment\n\nFacebook users\n\nUser registration"
ONE = "Let it stop.\n\n2 ( +2 / -0 )\n\n"
TWO = "And who will bring the nurse home?\n\n-3 ( +1 / -4 )\n\n"


def _parsed(text: str) -> Parsed:
    (parsed,) = parse(Page("page.txt", text.encode()))
    assert parsed.choice.layout.name == "japan_today_text"
    return parsed


def _thread(text: str) -> Thread:
    return _parsed(text).thread


def _raws(thread: Thread) -> list[str]:
    return [comment.raw for comment in thread.comments]


def _kinds(thread: Thread) -> set[ProblemKind]:
    return {problem.kind for problem in thread.problems}


def _is_whole(thread: Thread) -> None:
    assert thread.article.title == TITLE
    assert thread.article.paragraphs == (FIRST, SECOND)
    assert _raws(thread) == ["Let it stop.", "And who will bring the nurse home?"]


def test_the_plain_case() -> None:
    thread = _thread(f"{HEAD}2 Comments\nBy Ada Brandt\n\n{BODY}{OVER}{ONE}{TWO}{FOOT}")
    _is_whole(thread)
    assert thread.article.byline == ("Ada Brandt",)
    assert thread.problems == ()


def test_no_count_above_the_article() -> None:
    _is_whole(_thread(f"{HEAD}By Ada Brandt\n\n{BODY}{OVER}{ONE}{TWO}{FOOT}"))


def test_no_byline_and_no_count_above() -> None:
    _is_whole(_thread(f"{HEAD}{BODY}{OVER}{ONE}{TWO}{FOOT}"))


def test_a_dateline_and_a_clock_are_not_body() -> None:
    head = f"{HEAD}May 12 06:05 am JST\n2 Comments\nBy Ada Brandt\nTOKYO\n\n"
    _is_whole(_thread(f"{head}{BODY}{OVER}{ONE}{TWO}{FOOT}"))


def test_no_heading_over_the_comments_but_a_copyright_line() -> None:
    text = f"{HEAD}2 Comments\nBy Ada Brandt\n\n{BODY}© Quay Press\n\n{ONE}{TWO}{FOOT}"
    _is_whole(_thread(text))


def test_no_heading_but_promotion_and_a_wide_gap() -> None:
    promotion = "© Quay Press\n\nVideo promotion\n\nAutumn Leaves by Rail\n\n\n"
    text = f"{HEAD}2 Comments\nBy Ada Brandt\n\n{BODY}{promotion}{ONE}{TWO}{FOOT}"
    _is_whole(_thread(text))


def test_the_counts_disagree_with_each_other_and_with_the_thread() -> None:
    text = (
        f"{HEAD}7 Comments\nBy Ada Brandt\n\n{BODY}4 Comments\nLogin to comment\n\n{ONE}{TWO}{FOOT}"
    )
    thread = _thread(text)
    _is_whole(thread)
    assert thread.declared_comments == 4
    assert _kinds(thread) == {ProblemKind.COUNT_MISMATCH}


def test_an_empty_comment_is_kept() -> None:
    text = f"{HEAD}3 Comments\nBy Ada\n\n{BODY}{OVER3}{ONE}1 ( +1 / -0 )\n\n{TWO}{FOOT}"
    thread = _thread(text)
    assert _raws(thread) == ["Let it stop.", "", "And who will bring the nurse home?"]
    assert [(p.kind, p.where) for p in thread.problems] == [(ProblemKind.EMPTY_COMMENT, "2")]


def test_a_last_comment_without_a_tally_is_kept() -> None:
    text = f"{HEAD}2 Comments\nBy Ada\n\n{BODY}{OVER}{ONE}No votes here.\n\n{FOOT}"
    thread = _thread(text)
    assert _raws(thread) == ["Let it stop.", "No votes here."]
    assert not thread.comments[1].votes.shown
    assert _kinds(thread) == {ProblemKind.MISSING_TALLY}


def test_a_tally_missing_in_between_loses_no_words() -> None:
    text = f"{HEAD}3 Comments\nBy Ada\n\n{BODY}{OVER3}{ONE}No votes here.\n\n{TWO}{FOOT}"
    thread = _thread(text)
    assert _raws(thread) == ["Let it stop.", "No votes here.\n\nAnd who will bring the nurse home?"]
    assert _kinds(thread) == {ProblemKind.COUNT_MISMATCH, ProblemKind.MISSING_TALLY}
    assert [p.where for p in thread.problems if p.kind is ProblemKind.MISSING_TALLY] == ["2"]


@pytest.mark.parametrize("start", ["@Bo", "seahorse", "And the boats sleep in the harbour."])
def test_the_place_where_a_tally_is_missing_is_named(start: str) -> None:
    two = "Nobody sails.\n\nAnd the boats sleep in the harbour.\n\n"
    rest = f"{start}\n\nThen wake them.\n\n-3 ( +1 / -4 )\n\n"
    long = "Yes.\n\nIndeed it is so.\n\n0 ( +0 / -0 )\n\n"
    text = f"{HEAD}4 Comments\nBy Ada\n\n{BODY}4 Comments\n\n{ONE}{two}{rest}{long}{FOOT}"
    problems = [p for p in _thread(text).problems if p.kind is ProblemKind.MISSING_TALLY]
    assert [p.where for p in problems] == ["2"]
    assert f'before "{start}"' in problems[0].message


def test_no_place_is_named_where_several_are_as_likely() -> None:
    long = "Yes.\n\nIndeed it is so.\n\n0 ( +0 / -0 )\n\n"
    text = f"{HEAD}5 Comments\nBy Ada\n\n{BODY}5 Comments\n\n{ONE}{long}{TWO}{long}{FOOT}"
    problems = [p for p in _thread(text).problems if p.kind is ProblemKind.MISSING_TALLY]
    assert [p.where for p in problems] == [""]
    assert "2, 4" in problems[0].message


def test_a_net_that_is_not_up_minus_down_is_kept_as_printed() -> None:
    text = f"{HEAD}1 Comment\nBy Ada\n\n{BODY}Login to comment\n\nHm.\n\n-5 ( +3 / -7 )\n\n{FOOT}"
    thread = _thread(text)
    assert thread.comments[0].votes == Votes(3, 7, -5)
    assert _kinds(thread) == {ProblemKind.NET_MISMATCH}


def test_an_article_without_comments() -> None:
    for heading in ("No comments\nLogin to comment\n\n", "0 Comments\nLogin to comment\n\n", ""):
        thread = _thread(f"{HEAD}By Ada Brandt\n\n{BODY}© Quay Press\n\n{heading}{FOOT}")
        assert thread.article.paragraphs == (FIRST, SECOND)
        assert thread.comments == ()
        assert thread.problems == ()


def test_a_page_of_comments_only() -> None:
    thread = _thread(f"{ONE}{TWO}")
    assert _raws(thread) == ["Let it stop.", "And who will bring the nurse home?"]
    assert _kinds(thread) == {ProblemKind.NO_TITLE, ProblemKind.NO_BODY}


def test_a_count_and_comments_only() -> None:
    thread = _thread(f"{OVER}{ONE}{TWO}{FOOT}")
    assert _raws(thread) == ["Let it stop.", "And who will bring the nurse home?"]
    assert thread.article.title == ""


def test_a_page_without_a_foot() -> None:
    _is_whole(_thread(f"{HEAD}2 Comments\nBy Ada\n\n{BODY}{OVER}{ONE}{TWO}"))


def test_a_comment_may_look_like_a_heading() -> None:
    odd = "No comments\n\nLogin to comment\n\n1 ( +1 / -0 )\n\n"
    text = f"{HEAD}3 Comments\nBy Ada\n\n{BODY}{OVER3}{ONE}{odd}{TWO}{FOOT}"
    thread = _thread(text)
    assert thread.comments[1].raw == "No comments\n\nLogin to comment"
    assert thread.problems == ()


def test_buttons_that_sort_the_comments_are_no_comment() -> None:
    buttons = "Oldest\nLatest\nPopular\n\n"
    _is_whole(_thread(f"{HEAD}2 Comments\nBy Ada\n\n{BODY}{OVER}{buttons}{ONE}{TWO}{FOOT}"))


def test_windows_line_ends_change_nothing() -> None:
    text = f"{HEAD}2 Comments\nBy Ada\n\n{BODY}{OVER}{ONE}{TWO}{FOOT}"
    _is_whole(_thread(text.replace("\n", "\r\n")))


def test_a_very_long_title_above_the_count() -> None:
    title = " ".join(["Ferry to stop at night, says harbour office"] * 8)
    head = f"Japan Today\n\nnational\n\n{title}\n\n2 Comments\nBy Ada Brandt\n\n"
    thread = _thread(f"{head}{BODY}{OVER}{ONE}{TWO}{FOOT}")
    assert thread.article.title == title
    assert thread.article.byline == ("Ada Brandt",)
    assert thread.article.paragraphs == (FIRST, SECOND)


@pytest.mark.parametrize("clock", ["Today 06:00 am JST", "May 12 06:05 pm JST"])
def test_a_clock_with_the_count_on_its_line(clock: str) -> None:
    head = f"{HEAD}{clock}   2 Comments\nBy Ada Brandt\n\n"
    _is_whole(_thread(f"{head}{BODY}{OVER}{ONE}{TWO}{FOOT}"))
    assert _thread(f"{head}{BODY}\n© Quay Press\n\n{ONE}{TWO}").declared_comments == 2


@pytest.mark.parametrize("see", ["", " See in context"])
@pytest.mark.parametrize("again", [False, True])
def test_the_way_back_to_the_article_is_no_comment(see: str, again: bool) -> None:  # noqa: FBT001 # a case
    back = f"Posted in: {TITLE}{see}\n\n"
    comments = f"{back}{ONE}{back if again else ''}{TWO}"
    thread = _thread(f"{HEAD}2 Comments\nBy Ada Brandt\n\n{BODY}{OVER}{comments}{FOOT}")
    _is_whole(thread)
    assert thread.problems == ()
