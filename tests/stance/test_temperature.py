import math

import numpy as np
import pytest

from discourse.stance.judgement import Question, Stance
from discourse.stance.temperature import Temperature, fit_temperature

SHORT, LONG = Question(target="toll", text="why"), Question(target="a toll " * 8, text="why " * 50)


def drawn(n: int, truth: Temperature) -> tuple[list[list[float]], list[Question], list[Stance]]:
    """Outputs, questions, and labels drawn as the outputs say once cooled by `truth`."""
    chance = np.random.default_rng(3)
    logits = (chance.normal(size=(n, 3)) * 3).tolist()
    questions = [
        Question(target="word " * int(targets), text="word " * int(texts))
        for targets, texts in chance.integers(1, [20, 120], size=(n, 2))
    ]
    gold = []
    for question, row in zip(questions, logits, strict=True):
        shares = np.exp(np.array(row) / truth.of(question, row))
        gold.append([*Stance][int(chance.choice(3, p=shares / shares.sum()))])
    return logits, questions, gold


@pytest.mark.parametrize(
    "found",
    [
        Temperature(scale=0.0),
        Temperature(scale=math.nan),
        Temperature(neutral=math.inf),
        Temperature(target_words=math.nan),
        Temperature(text_words=1e6),
    ],
)
def test_a_temperature_that_cools_no_question_is_not_possible(found: Temperature) -> None:
    assert not found.is_possible
    assert Temperature(0.5, -0.2, 0.3, 2.0).is_possible


def test_a_temperature_by_hand() -> None:
    found = Temperature(2.0, 0.5, 1.0, 0.25)
    asked = Question(target="one two three four", text="five six")
    assert found.of(asked, [3.0, 0.0, 0.0]) == pytest.approx(2 * 2 * 2)
    assert found.of(asked, [0.0, 3.0, 0.0]) == pytest.approx(2 * 2 * 2 * 0.25)
    assert found.of(Question(target="", text=""), [3.0, 0.0, 0.0]) == 2  # no words count as one


def test_the_temperature_that_made_the_labels_is_found() -> None:
    truth = Temperature(0.8, 0.25, 0.15, 0.5)
    found = fit_temperature(*drawn(20_000, truth))
    assert found.target_words == pytest.approx(truth.target_words, abs=0.05)
    assert found.text_words == pytest.approx(truth.text_words, abs=0.05)
    assert found.neutral == pytest.approx(truth.neutral, abs=0.05)
    for asked in (SHORT, LONG):
        row = [1.0, 0.0, 0.0]
        assert found.of(asked, row) == pytest.approx(truth.of(asked, row), rel=0.06)


def test_few_examples_teach_one_temperature_at_most() -> None:
    logits, questions, gold = drawn(6, Temperature(2.5))
    found = fit_temperature(logits, questions, gold)
    assert abs(found.target_words) < 0.5
    assert abs(found.text_words) < 0.5
    assert abs(math.log(found.neutral)) < 0.5


def test_a_temperature_changes_no_label() -> None:
    chance = np.random.default_rng(5)
    found = Temperature(0.7, 0.3, 0.2, 0.5)
    for row in chance.normal(size=(50, 3)):
        for asked in (SHORT, LONG):
            assert np.argmax(row / found.of(asked, row.tolist())) == np.argmax(row)
