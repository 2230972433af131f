"""Who answers whom: counts by hand, Newman's coefficient against networkx and his own example."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discourse.aggregate.effects import Replies
from discourse.aggregate.marks import Mark
from discourse.aggregate.replies import MIN_PAIRS, assortativity
from discourse.aggregate.replies import replies as found_in
from discourse.stance.judgement import Stance
from discourse.thread import Votes
from tests.aggregate.made import columns

AGAINST, NEUTRAL, FAVOR = Stance

# Newman 2003, table I (couples in San Francisco, in thousandths): r = 0.621
COUPLES = ((258, 16, 35, 13), (12, 157, 58, 19), (13, 23, 306, 35), (5, 7, 24, 16))


def replies(marks: list[Mark]) -> Replies:
    return found_in(columns(marks))


def mark(
    name: str,
    stance: Stance | None,
    answers: str | None = None,
    quotes: tuple[str, ...] = (),
    article: str = "a",
) -> Mark:
    return Mark(article, name, 1, stance, 0.9, Votes(), "c", "", None, answers, quotes)


def test_answers_and_quotes_are_counted_by_stance() -> None:
    found = replies(
        [
            mark("1", AGAINST),
            mark("2", FAVOR, answers="1", quotes=("1", "1", "2")),
            mark("3", None, answers="1"),
            mark("4", NEUTRAL, answers="3", quotes=("1", "gone")),
            mark("5", AGAINST, answers="2"),
            mark("1", FAVOR, article="b"),
            mark("2", FAVOR, answers="1", article="b"),
        ]
    )
    assert found.answers.counts == ((0, 0, 1), (0, 0, 0), (1, 0, 1))
    assert found.quotes.counts == ((0, 0, 0), (1, 0, 0), (1, 0, 0))
    assert found.answers.across == pytest.approx(2 / 3)
    assert (found.answers.p, found.answers.n) == (None, 3)
    assert f"fewer than {MIN_PAIRS} replies" in found.answers.lacks
    assert replies([mark("1", AGAINST)]).answers.lacks.startswith("no replies")


def test_assortativity_of_newmans_couples() -> None:
    assert assortativity(np.array(COUPLES, float)) == pytest.approx(0.621, abs=0.003)


@settings(max_examples=40)
@given(st.lists(st.integers(0, 9), min_size=9, max_size=9).filter(any))
def test_assortativity_is_that_of_networkx(cells: list[int]) -> None:
    networkx: Any = pytest.importorskip("networkx")
    graph = networkx.MultiDiGraph()
    for place, count in enumerate(cells):
        for edge in range(count):
            ends = (f"{place}-{edge}-from", f"{place}-{edge}-to")
            for end, stance in zip(ends, divmod(place, 3), strict=True):
                graph.add_node(end, stance=stance)
            graph.add_edge(*ends)
    found = assortativity(np.array(cells, float).reshape(3, 3))
    if found is not None:
        expected = networkx.attribute_assortativity_coefficient(graph, "stance")
        assert found == pytest.approx(expected)


def test_where_all_are_of_one_stance_assortativity_is_undefined() -> None:
    assert assortativity(np.diag([5.0, 0, 0])) is None


def thread(opposed: bool, n: int = 60) -> list[Mark]:  # noqa: FBT001 - the two cases compared
    """Pairs of a comment and its reply, of opposite sides or dealt evenly."""
    made = []
    for i in range(0, n, 2):
        first = AGAINST if i % 4 else FAVOR
        other = FAVOR if first is AGAINST else AGAINST
        second = other if opposed or i % 8 < 4 else first
        made += [mark(f"{i}", first), mark(f"{i + 1}", second, answers=f"{i}")]
    return made


def test_opponents_who_answer_each_other_are_more_than_chance() -> None:
    found = replies(thread(opposed=True)).answers
    assert (found.across, found.assortativity) == (1.0, -1.0)
    assert found.expected == pytest.approx(30 / 59, abs=0.02)  # two of 30 against, 30 in favor
    assert found.beyond_chance


def test_replies_dealt_evenly_are_not() -> None:
    found = replies(thread(opposed=False)).answers
    assert found.p is not None
    assert not found.beyond_chance
