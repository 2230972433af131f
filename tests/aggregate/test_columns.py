"""Comments as columns: what goes in comes out, one by one and joined."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse.aggregate import JudgedThread, Mark, Marks
from discourse.aggregate.columns import Columns
from discourse.aggregate.gathering import KEPT, gather, over_all
from discourse.aggregate.growing import BLOCK, Growing
from discourse.aggregate.names import Names
from discourse.stance.judgement import FOREIGN, UNSURE, Judgement, Scores, Stance
from discourse.stance.questions import headline
from discourse.thread import Article, Comment, Quote, ReplyEvidence, Source, Thread, Votes

TOKYO = timezone(timedelta(hours=9))
SURE, TORN = Scores(0.1, 0.1, 0.8), Scores(0.4, 0.3, 0.3)
COMMENTS = (
    Comment(
        "one", "First  words.", "", votes=Votes(3, 1, 2), posted=datetime(2026, 1, 2, tzinfo=UTC)
    ),
    Comment(
        "två",
        "Second.",
        "",
        parent="one",
        reply_evidence=ReplyEvidence.QUOTE,
        votes=Votes(net=-1),
        posted=datetime(2026, 1, 2, 8, 30, tzinfo=TOKYO),
        quotes=(Quote("First", Source.COMMENT, "one"), Quote("x", Source.ARTICLE)),
    ),
    Comment(
        "3",
        "",
        "",
        parent="två",
        reply_evidence=ReplyEvidence.QUOTE,
        posted=datetime(2026, 1, 2, 9, 15),  # noqa: DTZ001 - pages often tell no zone
    ),
    Comment("4", "Wort.", "", votes=Votes(5, 5)),
)


def judged(key: str = "k") -> JudgedThread:
    article = Article(title="T")
    given = (
        Judgement("one", "T", SURE),
        Judgement("två", "T", TORN, UNSURE),
        Judgement("3", "T", SURE, "no own words"),
        Judgement("4", "T", SURE, f"{FOREIGN} (de)"),
    )
    return JudgedThread(key, Thread(article, COMMENTS), (headline(article),), given)


def marks(key: str = "k") -> Marks:
    thread = judged(key)
    return Marks(gather(thread, thread.targets[0]))


def test_marks_are_the_comments() -> None:
    first, second, third, fourth = marks()
    assert first == Mark(
        *("k", "one", 1, Stance.FAVOR, 0.8, Votes(3, 1, 2), "one", "First words."),
        posted=datetime(2026, 1, 2, tzinfo=UTC),
    )
    assert (second.stance, second.abstained, second.confidence) == (None, UNSURE, 0.4)
    assert (second.conversation, second.answers, second.quotes) == ("one", "one", ("one",))
    assert second.posted == COMMENTS[1].posted
    assert second.posted is not None
    assert second.posted.utcoffset() == timedelta(hours=9)
    assert (third.posted, third.votes, third.conversation) == (COMMENTS[2].posted, Votes(), "one")
    assert (fourth.votes, fourth.net, fourth.controversy) == (Votes(5, 5), 0, 10.0)
    assert fourth.abstained.endswith("(de)")


def test_the_likeliest_stance_is_kept_where_the_model_is_not_sure_and_only_there() -> None:
    likeliest = marks().columns.likeliest.tolist()
    assert likeliest == [2, 0, -1, -1]  # favor, against, nothing read


def test_marks_are_a_sequence() -> None:
    found = marks()
    assert len(found) == 4
    assert found[-1] == found[3]
    assert found[1:3] == (found[1], found[2])
    assert found == list(found)
    assert found == marks()
    assert found != marks("other")
    with pytest.raises(IndexError, match="below 4, found 4"):
        found[4]


def test_articles_joined_keep_their_comments() -> None:
    parts = [marks(key) for key in ("a", "b")]
    joined = Marks(over_all([part.columns for part in parts]))
    assert list(joined) == [mark for part in parts for mark in part]
    assert Marks(over_all([])) == []


def test_over_all_keeps_the_words_of_those_that_stand_out_alone() -> None:
    def one(n: int) -> JudgedThread:
        thread = judged(str(n))
        first = replace(thread.thread.comments[0], votes=Votes(n, 0, n), parent=None)
        made = Thread(thread.thread.article, (first,))
        return replace(thread, thread=made, judgements=thread.judgements[:1])

    threads = [one(n) for n in range(9)]
    found = Marks(over_all([gather(each, each.targets[0]) for each in threads]))
    worded = [mark.votes.up for mark in found if mark.excerpt]
    assert worded == [0, 1, 7, 8]
    assert KEPT == 2


def test_articles_that_come_one_by_one_are_joined_as_all_at_once() -> None:
    keys = [str(n) for n in range(2 * BLOCK + 3)]
    alone = [gather(judged(key), judged(key).targets[0]) for key in keys]
    growing = Growing()
    parts = [growing.add(columns) for columns in alone]
    at_once = over_all(alone)
    assert Marks(growing.whole) == Marks(at_once)
    assert dict(growing.whole.excerpts) == dict(at_once.excerpts)
    assert Marks(Growing().whole) == []
    for part, columns in zip(parts, alone, strict=True):
        assert Marks(part) == Marks(replace(columns, excerpts={}))
        assert np.shares_memory(part.columns.confidence, growing.whole.confidence)


def test_an_article_is_cut_out_once_for_all_its_marks() -> None:
    class Cut:
        """Columns that are made when they are asked for, and how often they were."""

        times = 0

        def __len__(self) -> int:
            return len(COMMENTS)

        @property
        def columns(self) -> Columns:
            self.times += 1
            return marks().columns

    held = Cut()
    assert list(Marks(held)) == list(marks())
    assert Marks(held)[1:] == marks()[1:]
    assert held.times == 2


@given(st.lists(st.text()), st.lists(st.text()))
def test_names_come_back(first: list[str], second: list[str]) -> None:
    packed = Names.joined([Names.of(first), Names.of(second)])
    assert list(packed) == first + second
    assert list(packed[1:3]) == (first + second)[1:3]
    assert [packed[-1 - place] for place in range(len(packed))] == (first + second)[::-1]


def test_a_comment_takes_no_more_than_its_numbers() -> None:
    of = marks().columns
    arrays = (getattr(of, name) for name in of.__slots__)
    assert sum(a.nbytes for a in arrays if isinstance(a, np.ndarray)) < 100 * len(of)
