"""Propositions negated: what "not" is put into, what it is taken out of, and what is let be."""

from pathlib import Path

import pytest

from discourse.stance.corpora import reader_comments, reader_negated
from discourse.stance.corpora._negation import negated, turned
from discourse.stance.corpus import Example, Split
from discourse.stance.judgement import Question, Stance


@pytest.mark.parametrize(
    ("proposition", "opposite"),
    [
        ("The tunnel should be built", "The tunnel should not be built"),
        ("The tunnel should not be built", "The tunnel should be built"),
        ("The islanders are right", "The islanders are not right"),
        ("The minister isn't honest", "The minister is honest"),
        ("He does not lie", "He does lie"),
    ],
)
def test_the_first_verb_is_negated(proposition: str, opposite: str) -> None:
    assert negated(proposition) == opposite


@pytest.mark.parametrize(
    "proposition",
    [
        "Visit the islands",  # no auxiliary
        "Cars that are old should go",  # the first stands in a clause
        "Nobody should be forced",  # would be two negations
        "They should decide not to build",  # another verb is negated
        "They do what they can",  # a main verb
    ],
)
def test_what_is_not_plain_is_let_be(proposition: str) -> None:
    assert negated(proposition) == ""


def test_the_stance_turns_with_the_proposition() -> None:
    asked = Question(target="It should be built", text="Yes, build it")
    given = [Example(asked, stance, Split.DEV, "e1") for stance in Stance]
    found = list(turned(given))
    assert {example.question.target for example in found} == {"It should not be built"}
    assert [example.stance for example in found] == [Stance.FAVOR, Stance.NEUTRAL, Stance.AGAINST]


def test_only_propositions_of_the_reader_comments_are_negated(tmp_path: Path) -> None:
    found = list(reader_negated.CORPUS.read(tmp_path))  # the events that ship
    groups = {example.group for example in reader_comments.CORPUS.read(tmp_path)}
    assert {example.kind for example in found} == {"t1"}
    assert {example.group for example in found} < groups
