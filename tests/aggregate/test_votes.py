"""Balance and controversy against worked numbers; shares and their limits."""

import numpy as np
import pytest

from discourse.aggregate import JudgedThread, TargetSummary, controversy_of, summarise
from discourse.aggregate.votes import balance
from discourse.stance.judgement import UNSURE, Judgement, Scores, Stance
from discourse.stance.questions import headline
from discourse.thread import Article, Comment, Thread, Votes

AGAINST, NEUTRAL, FAVOR = Stance
LETTERS = {"a": Scores(1, 0, 0), "n": Scores(0, 1, 0), "f": Scores(0, 0, 1)}


def summed(stances: str, votes: list[Votes]) -> TargetSummary:
    """A letter a comment, a capital where the model is not sure, "-" where nothing is known."""
    article = Article(title="T")
    comments = tuple(Comment(str(n), "x", "x", votes=vote) for n, vote in enumerate(votes))
    why = {"-": "no own words"} | dict.fromkeys("ANF", UNSURE)
    judgements = tuple(
        Judgement(str(n), "T", LETTERS.get(letter.lower(), LETTERS["n"]), why.get(letter, ""))
        for n, letter in enumerate(stances)
    )
    thread = JudgedThread("k", Thread(article, comments), (headline(article),), judgements)
    return summarise([thread]).overall[0]


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        (Votes(10, 10), 20.0),
        (Votes(100, 50), 150**0.5),
        (Votes(50, 100), 150**0.5),
        (Votes(9, 0), 0.0),
        (Votes(0, 0), 0.0),
        (Votes(9), None),
        (Votes(net=9), None),
    ],
)
def test_controversy_is_all_votes_to_the_power_of_their_balance(
    votes: Votes, expected: float | None
) -> None:
    assert controversy_of(votes) == (None if expected is None else pytest.approx(expected))


def test_balance_is_undefined_without_a_vote() -> None:
    found = balance(np.array([4.0, 0, 0, 3]), np.array([2.0, 5, 0, 3]))
    assert found.tolist()[:2] == [0.5, 0]
    assert np.isnan(found[2])
    assert found[3] == 1


def test_a_stance_has_the_balance_of_its_sums_and_the_median_of_its_comments_controversy() -> None:
    row = summed("aaaa", [Votes(4, 4), Votes(6, 0), Votes(0, 0), Votes(9)]).row(AGAINST)
    assert row.balance == pytest.approx(4 / 10)
    assert row.controversy == pytest.approx((8 + 0) / 2)  # of those that drew a vote
    assert summed("a", [Votes(0, 0)]).row(AGAINST).balance is None
    assert summed("a", [Votes(9)]).row(AGAINST).controversy is None


def test_abstentions_are_told_by_reason_with_their_votes() -> None:
    found = summed("aAAF-", [Votes(1, 0), Votes(5, 2), Votes(3, 1), Votes(), Votes(net=4)])
    unsure, wordless = found.abstentions
    assert (unsure.reason, unsure.n, unsure.votes_missing) == (UNSURE, 3, 1)
    assert (unsure.up.total, unsure.down.total, unsure.net.total) == (8, 3, 5)
    assert (wordless.n, wordless.net.total, wordless.up.shown) == (1, 4, 0)
    assert (found.judged, found.abstained, found.votes_missing) == (1, 4, 1)


def test_shares_of_votes() -> None:
    found = summed("aafn", [Votes(6, 0), Votes(3, 0), Votes(1, 0), Votes(0, 0)])
    assert found.up_share(AGAINST) == pytest.approx(0.9)
    assert found.net_share(FAVOR) == pytest.approx(0.1)
    assert summed("af", [Votes(1, 2), Votes(5, 0)]).net_share(FAVOR) is None  # one is below zero
    assert summed("af", [Votes(0, 0)] * 2).up_share(FAVOR) is None


def test_what_is_spoken_is_held_against_what_is_voted_with_an_interval() -> None:
    """Against speaks as much as favor but draws nine of ten up-votes, everywhere alike."""
    found = summed("af" * 30, [Votes(9, 0), Votes(1, 0)] * 30).row(AGAINST).resampled
    assert found.up_share is not None
    assert found.gap is not None
    assert found.up_share.low < 0.9 < found.up_share.high
    assert 0.3 < found.gap.low < 0.4 < found.gap.high < 0.5


def test_corrected_shares_are_of_all_comments_that_were_read() -> None:
    from discourse.aggregate import Confusion

    article = Article(title="T")
    comments = tuple(Comment(str(n), "x", "x") for n in range(20))
    judgements = tuple(
        Judgement(str(n), "T", Scores(0.8, 0.1, 0.1) if n < 10 else Scores(0.3, 0.3, 0.4), why)
        for n, why in enumerate([""] * 10 + [UNSURE] * 10)
    )
    thread = JudgedThread("k", Thread(article, comments), (headline(article),), judgements)
    faultless = Confusion(((900, 0, 0), (0, 900, 0), (0, 0, 900)))
    found = summarise([thread], confusion=faultless).overall[0]
    assert found.row(AGAINST).share.share == 1
    assert found.corrected.comments == 20
    assert found.corrected.shares[0].value == pytest.approx(0.5)
    assert found.corrected.shares[2].value == pytest.approx(0.5)
