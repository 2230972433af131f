"""What the tests found, in words."""

import pytest

from discourse.aggregate import JudgedThread, Summary, findings, summarise
from discourse.stance.judgement import Judgement, Scores
from discourse.stance.questions import headline
from discourse.thread import Article, Comment, ReplyEvidence, Thread, Votes

LETTERS = {"a": Scores(1, 0, 0), "n": Scores(0, 1, 0), "f": Scores(0, 0, 1)}


def thread(
    stances: str, nets: list[int], *, key: str = "k", replying: bool = False
) -> JudgedThread:
    """A letter a comment; where they reply, every second answers the one before it."""
    article = Article(title="T")
    comments = tuple(
        Comment(
            id=str(n),
            text="x",
            raw="x",
            votes=Votes(net=net),
            parent=str(n - 1) if replying and n % 2 else None,
            reply_evidence=ReplyEvidence.MARKUP if replying and n % 2 else None,
        )
        for n, net in enumerate(nets)
    )
    judgements = tuple(Judgement(str(n), "T", LETTERS[s]) for n, s in enumerate(stances))
    return JudgedThread(key, Thread(article, comments), (headline(article),), judgements)


def said(summary: Summary) -> dict[str, str]:
    return {finding.about: finding.said for finding in findings(summary.overall[0])}


def test_a_clear_effect_is_said_with_its_size_n_and_p() -> None:
    threads = [thread("a" * 6 + "f" * 6, [9] * 6 + [1] * 6, key=str(n)) for n in range(10)]
    votes = said(summarise(threads))["Votes"]
    assert votes.startswith(
        "In 100 % of pairs under one article the comment against has more net votes than the one "
        "in favor (ties count half; 60 against, 60 in favor). More than chance would give (p = 0.0"
    )
    assert "this article alone" not in votes


def test_no_effect_is_said_to_be_none_and_one_article_stands_for_itself() -> None:
    votes = said(summarise([thread("af" * 10, [3, 3, 1, 1, 2] * 4)]))["Votes"]
    assert "No more than chance would give (p = " in votes
    assert votes.endswith("It tells of this article alone.")


def test_the_favored_stance_is_named_first() -> None:
    votes = said(summarise([thread("af" * 10, [1, 5] * 10)]))["Votes"]
    assert votes.startswith("In 100 % of pairs the comment in favor has more net votes than the on")


def test_several_tests_are_said_to_be_adjusted_for() -> None:
    threads = [thread("af" * 10, [1, 5] * 10, key=str(n)) for n in range(3)]
    part = summarise(threads).articles[0].targets[0]
    assert ", adjusted for 3 tests)" in findings(part)[0].said


@pytest.mark.parametrize("stances", ["", "a", "af", "aaaafff"])
def test_of_few_comments_nothing_is_said(stances: str) -> None:
    summary = summarise([thread(stances, list(range(len(stances))))])
    assert findings(summary.overall[0]) == ()


def test_place_and_replies_are_said() -> None:
    found = said(summarise([thread("af" * 15, list(range(60, 0, -2)), replying=True)]))
    assert found["Place on the page"].startswith("Upper comments have more net votes (rank correl")
    assert "listed" not in found["Place on the page"]
    assert found["Replies"].startswith("100 % of 15 replies go between against and in favor; with")
    assert "Quotes" not in found
