from collections.abc import Sequence

import numpy as np
import pytest

from discourse.stance.assessment import MIN_GROUPS, assess, intervals
from discourse.stance.corpus import Example, Split
from discourse.stance.judgement import UNSURE, Judgement, Question, Scores, Stance


class Echo:
    """Says what its question's text names, less surely where it says `perhaps`."""

    name = "echo"
    digest = "0"

    def judge(self, questions: Sequence[Question]) -> list[Judgement]:
        return [self._one(question) for question in questions]

    def _one(self, question: Question) -> Judgement:
        unsure = "perhaps" in question.text
        top = 0.5 if unsure else 0.9
        rest = (1 - top) / 2
        shares = {s.value: top if s in question.text else rest for s in Stance}
        return Judgement("", question.target, Scores(**shares), UNSURE if unsure else "")


def example(  # noqa: PLR0913 - all that tells one example from another
    text: str,
    stance: Stance,
    group: str = "a",
    target: str = "t",
    kind: str = "",
    *tags: str,
    context: str = "",
) -> Example:
    question = Question(target=target, text=text, context=context)
    return Example(question, stance, Split.DEV, group, kind, tags)


def many(groups: int, each: int, wrong: int) -> list[Example]:
    """In each group so many, of which the first are labelled otherwise than they say."""
    return [
        example(f"favor {n}", Stance.AGAINST if n < wrong else Stance.FAVOR, f"group {g}")
        for g in range(groups)
        for n in range(each)
    ]


def test_parts_are_told_by_target_length_place_and_style() -> None:
    rows = [
        example("favor", Stance.FAVOR, kind="h"),
        example("favor " + "word " * 30, Stance.AGAINST, "a", "t", "n", "sarcasm"),
        example("against", Stance.AGAINST, "a", "t", "n", context="before"),
    ]
    found = {(part.by, part.value): part.metrics for part in assess(Echo(), "set", rows).parts}
    assert found["target", "n"].n == 2
    assert found["length", "16 to 60 words"].accuracy == 0
    assert found["length", "1 to 15 words"].n == 2
    assert found["place", "answers a comment"].n == 1
    assert found["style", "sarcasm"].accuracy == 0
    assert found["style", "none of these"].accuracy == 1


def test_what_all_have_in_common_is_no_part() -> None:
    found = assess(Echo(), "set", [example("favor", Stance.FAVOR, kind="h")] * 3)
    assert found.parts == ()


def test_claims_leave_out_what_is_unclear_and_say_why() -> None:
    rows = [example("favor", Stance.FAVOR)] * 3 + [example("perhaps favor", Stance.AGAINST)]
    found = assess(Echo(), "set", rows)
    assert (found.claims.share, found.claims.accuracy) == (0.75, 1.0)
    assert found.claims.reasons == ((UNSURE, 1),)
    assert found.evaluation.metrics.accuracy == 0.75  # which counts them all
    assert found.surest == pytest.approx(0.75)  # four in five are more than the three sure ones


def test_an_interval_holds_the_figure_and_narrows_with_groups() -> None:
    chance = np.random.default_rng(1)
    rows = [
        example(f"favor {n}", Stance.FAVOR if chance.random() < 0.7 else Stance.AGAINST, f"{g}")
        for g in range(80)
        for n in range(5)
    ]
    found = [assess(Echo(), "set", rows[: 5 * groups]) for groups in (10, 80)]
    wide, narrow = (one.intervals.accuracy for one in found)
    assert wide is not None
    assert narrow is not None
    assert wide.low < found[0].evaluation.metrics.accuracy < wide.high
    assert narrow.high - narrow.low < wide.high - wide.low
    exact = 1.96 * (0.7 * 0.3 / 400) ** 0.5  # comments are independent here
    assert narrow.high - narrow.low == pytest.approx(2 * exact, rel=0.2)


def test_groups_that_are_all_alike_leave_no_doubt() -> None:
    found = assess(Echo(), "set", many(10, 10, 3)).intervals
    assert found.groups == 10
    assert found.accuracy is not None
    assert found.accuracy.low == pytest.approx(0.7)
    assert found.accuracy.high == pytest.approx(0.7)


def test_macro_f1_of_a_draw_of_everything_is_that_of_the_set() -> None:
    found = assess(Echo(), "set", many(10, 10, 3))
    assert found.intervals.macro_f1 is not None
    assert found.intervals.macro_f1.low == pytest.approx(found.evaluation.metrics.macro_f1)


def test_few_groups_have_no_interval() -> None:
    rows = many(MIN_GROUPS - 1, 5, 1)
    found = intervals(rows, Echo().judge([row.question for row in rows]), seed=0)
    assert (found.groups, found.macro_f1, found.accuracy) == (MIN_GROUPS - 1, None, None)


def test_flips_have_an_interval_of_their_own() -> None:
    rows = []
    for group in range(12):
        rows += [
            example(f"favor {group}", Stance.FAVOR, f"{group}", "one"),
            example(f"favor {group}", Stance.AGAINST, f"{group}", "other"),
        ]
    found = assess(Echo(), "set", rows)
    assert found.evaluation.flip == 0
    assert found.intervals.flip is not None
    assert (found.intervals.flip.low, found.intervals.flip.high) == (0, 0)
    few = [row for number, row in enumerate(rows) if number < 6 or number % 2]
    told = assess(Echo(), "set", few)  # three groups alone have comments with opposed targets
    assert (told.evaluation.flip, told.intervals.groups, told.intervals.flip) == (0, 12, None)
