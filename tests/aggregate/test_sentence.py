"""The key sentence says what the numbers say, and less where there are few."""

import pytest

from discourse.aggregate import JudgedThread, key_sentence, summarise
from discourse.aggregate.wording import percent
from discourse.stance.judgement import Judgement, Scores
from discourse.stance.questions import headline
from discourse.thread import Article, Comment, Thread, Votes

LETTERS = {"a": Scores(1, 0, 0), "n": Scores(0, 1, 0), "f": Scores(0, 0, 1)}


def sentence(stances: str, votes: list[Votes]) -> str:
    """`stances`: one letter a comment, "-" where the model abstains."""
    article = Article(title="T")
    comments = tuple(
        Comment(id=str(n), text="x", raw="x", votes=vote) for n, vote in enumerate(votes)
    )
    judgements = tuple(
        Judgement(str(n), "T", LETTERS.get(letter, LETTERS["n"]), "" if letter != "-" else "unsure")
        for n, letter in enumerate(stances)
    )
    judged = JudgedThread("k", Thread(article, comments), (headline(article),), judgements)
    return key_sentence(summarise([judged]).articles[0].targets[0])


def test_a_gap_between_spoken_and_voted_is_said() -> None:
    votes = [Votes(10, 0)] * 4 + [Votes(1, 0)] * 8
    assert sentence("aaaaffffnnnn", votes) == "Comments against: 33 %, but 83 % of up-votes."


def test_no_gap_no_but() -> None:
    votes = [Votes(2, 0)] * 12
    assert sentence("aaaaffffnnnn", votes) == (
        "Comments against: 33 %; their share of up-votes: 33 %."
    )


def test_few_comments_are_counted_not_rated() -> None:
    votes = [Votes(9, 0), Votes(1, 0), Votes(0, 0)]
    assert sentence("aff", votes).startswith("1 of 3 comments is against, but drew 9 of 10 up-vo")


def test_comments_without_shown_votes_are_no_base_for_votes() -> None:
    votes = [Votes(3, 0)] * 5 + [Votes(1, 0)] * 5 + [Votes()] * 10
    said = sentence("a" * 5 + "f" * 5 + "f" * 10, votes)
    expected = "Of 10 comments that show votes, 50 % are against, but drew 75 % of up-votes."
    assert said == expected
    few = sentence("aff", [Votes(3, 0), Votes(1, 0), Votes()])
    assert few == "1 of 2 comments that show votes is against, but drew 3 of 4 up-votes."


def test_votes_on_one_comment_are_said() -> None:
    votes = [Votes(90, 0)] + [Votes(1, 0)] * 11
    said = sentence("a" * 6 + "f" * 6, votes)
    assert said.endswith("Of their 95 up-votes, one comment alone drew 90.")


def test_that_most_votes_are_down_is_said() -> None:
    votes = [Votes(2, 5)] * 6 + [Votes(1, 7)] * 6
    said = sentence("a" * 6 + "f" * 6, votes)
    assert said == (
        "Comments against: 50 %, but 67 % of up-votes. Of all votes, 80 % are down-votes."
    )
    even = [Votes(3, 3)] * 12
    assert "down" not in sentence("a" * 6 + "f" * 6, even)


@pytest.mark.parametrize(
    ("stances", "votes", "said"),
    [
        ("", [], "There are no comments."),
        ("-", [Votes()], "No stance could be given to 1 comment."),
        ("f", [Votes(3, 0)], "The one comment with a stance is in favor."),
        ("fa", [Votes()] * 2, "Of 2 comments, 1 against, 0 neutral, 1 in favor. No votes are sho"),
        ("a" * 5 + "f" * 5, [Votes(net=-2)] * 5 + [Votes(net=3)] * 5, "Of 10 comments, 50 % agai"),
    ],
)
def test_what_cannot_be_said_is_not(stances: str, votes: list[Votes], said: str) -> None:
    assert sentence(stances, votes).startswith(said)


def test_net_votes_alone_are_told_by_their_medians() -> None:
    said = sentence("a" * 5 + "f" * 5, [Votes(net=-2)] * 5 + [Votes(net=3)] * 5)
    assert said.endswith("Median net votes: \N{MINUS SIGN}2 against, +3 in favor.")


def test_a_percentage_is_never_rounded_to_all_or_nothing() -> None:
    assert [percent(share) for share in (0, 0.001, 0.5, 0.999, 1)] == [
        "0 %",
        "under 1 %",
        "50 %",
        "over 99 %",
        "100 %",
    ]
