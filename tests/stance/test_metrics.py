import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import confusion_matrix, f1_score

from discourse.stance.judgement import Judgement, Scores, Stance
from discourse.stance.metrics import calibration_error, measure

stances = st.sampled_from([*Stance])


def sure(label: Stance, confidence: float = 0.8) -> Judgement:
    rest = (1 - confidence) / 2
    shares = {stance.value: confidence if stance is label else rest for stance in Stance}
    return Judgement("1", "target", Scores(**shares))


@given(st.lists(st.tuples(stances, stances), min_size=1, max_size=60))
def test_figures_agree_with_scikit_learn(pairs: list[tuple[Stance, Stance]]) -> None:
    gold, predicted = [g for g, _ in pairs], [p for _, p in pairs]
    found = measure(gold, [sure(label) for label in predicted])
    occurring = sorted(set(gold))
    expected = f1_score(gold, predicted, labels=occurring, average="macro", zero_division=0)
    assert found.macro_f1 == pytest.approx(expected)
    assert [list(row) for row in found.confusion] == confusion_matrix(
        gold, predicted, labels=[*Stance]
    ).tolist()
    assert found.accuracy == pytest.approx(sum(g == p for g, p in pairs) / len(pairs))


def test_calibration_error_by_hand() -> None:
    gold = [Stance.FAVOR] * 4
    # one bin at .9, three of four right; |.9 - .75| = .15
    said = [sure(Stance.FAVOR, 0.9)] * 3 + [sure(Stance.AGAINST, 0.9)]
    assert calibration_error(gold, said) == pytest.approx(0.15)


def test_nothing_to_measure_is_an_error() -> None:
    with pytest.raises(ValueError, match="expected at least one"):
        measure([], [])
