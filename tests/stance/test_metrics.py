import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import confusion_matrix, f1_score

from discourse.stance.judgement import Judgement, Scores, Stance
from discourse.stance.metrics import (
    accuracy_at,
    calibration_error,
    coverage_curve,
    measure,
    reliability,
)

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


def test_reliability_by_hand() -> None:
    said = [sure(Stance.FAVOR, 0.5), sure(Stance.FAVOR, 0.92), sure(Stance.FAVOR, 0.98)]
    found = reliability([Stance.FAVOR, Stance.FAVOR, Stance.AGAINST], said)
    assert [one.n for one in found] == [0, 0, 0, 0, 0, 1, 0, 0, 0, 2]
    last = found[-1]
    assert (last.low, last.high, last.accuracy) == (0.9, 1.0, 0.5)
    assert last.confidence == pytest.approx(0.95)


def test_coverage_goes_from_the_surest_to_all() -> None:
    said = [sure(Stance.FAVOR, confidence) for confidence in (0.9, 0.8, 0.7, 0.6)]
    gold = [Stance.FAVOR, Stance.FAVOR, Stance.AGAINST, Stance.AGAINST]
    curve = coverage_curve(gold, said, points=4)
    assert [point.coverage for point in curve] == [0.25, 0.5, 0.75, 1.0]
    assert [point.accuracy for point in curve] == pytest.approx([1, 1, 2 / 3, 0.5])
    assert [point.threshold for point in curve] == pytest.approx([0.9, 0.8, 0.7, 0.6])
    assert accuracy_at(curve, 0.6) == pytest.approx(2 / 3)


@given(st.lists(st.tuples(stances, stances, st.floats(0.4, 1.0)), min_size=1, max_size=60))
def test_the_whole_of_a_coverage_curve_is_the_accuracy(
    rows: list[tuple[Stance, Stance, float]],
) -> None:
    gold = [g for g, _, _ in rows]
    said = [sure(label, confidence) for _, label, confidence in rows]
    curve = coverage_curve(gold, said)
    assert curve[-1].coverage == 1
    assert curve[-1].accuracy == pytest.approx(measure(gold, said).accuracy)
    assert [p.coverage for p in curve] == sorted({p.coverage for p in curve})
    for point in curve:  # whoever abstains below the threshold answers that share, and so well
        kept = [g == j.label for g, j in zip(gold, said, strict=True)]
        held = [hit for hit, j in zip(kept, said, strict=True) if j.confidence >= point.threshold]
        assert point.coverage == pytest.approx(len(held) / len(rows))
        assert point.accuracy == pytest.approx(sum(held) / len(held))


def test_nothing_to_measure_is_an_error() -> None:
    with pytest.raises(ValueError, match="expected at least one"):
        measure([], [])
