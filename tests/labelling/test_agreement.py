from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn.metrics import cohen_kappa_score

from discourse.labelling import agreement
from discourse.labelling.agreement import Coefficient, krippendorff_alpha

LABELS = st.sampled_from(["against", "neutral", "favor", "unclear"])
PAIRS = st.lists(st.tuples(LABELS, LABELS), min_size=2, max_size=40)


def units_of(rows: str) -> list[list[str]]:
    """Units of a table with a line an annotator, as papers print them; . is missing."""
    columns = zip(*(line.split() for line in rows.strip().splitlines()), strict=True)
    return [[label for label in column if label != "."] for column in columns]


def codes(labels: Sequence[str]) -> NDArray[np.intp]:
    return np.unique(np.array(labels, dtype=str), return_inverse=True)[1].reshape(-1)


def cohen_kappa(
    pairs: Sequence[tuple[str, str]], clusters: Sequence[int], seed: int = 0
) -> Coefficient:
    both = codes([label for pair in pairs for label in pair])
    return agreement.cohen_kappa(both[::2], both[1::2], np.array(clusters, dtype=int), seed)


def alpha(units: Sequence[Sequence[str]]) -> float | None:
    labels = codes([label for unit in units for label in unit])
    numbers = np.repeat(np.arange(len(units)), [len(unit) for unit in units])
    return krippendorff_alpha(numbers, labels, np.arange(len(units))).value


@given(PAIRS)
@settings(max_examples=60, deadline=None)
def test_kappa_is_that_of_scikit_learn(pairs: list[tuple[str, str]]) -> None:
    found = cohen_kappa(pairs, range(len(pairs))).value
    first, second = zip(*pairs, strict=True)
    if len(set(first) | set(second)) == 1:
        assert found is None
    else:
        assert found == pytest.approx(cohen_kappa_score(first, second))


def test_kappa_of_the_common_textbook_table() -> None:
    counts = {("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}
    pairs = [pair for pair, times in counts.items() for _ in range(times)]
    assert cohen_kappa(pairs, range(50)).value == pytest.approx(0.4)


def test_alpha_of_krippendorff_2011_two_observers_two_values() -> None:
    table = "0 1 0 0 0 0 0 0 1 0\n1 1 1 0 0 1 0 0 0 0"
    assert alpha(units_of(table)) == pytest.approx(0.095, abs=0.0005)


def test_alpha_of_krippendorff_2011_four_observers_with_gaps() -> None:
    table = """
        1 2 3 3 2 1 4 1 2 . . .
        1 2 3 3 2 2 4 1 2 5 . 3
        . 3 3 3 2 3 4 2 2 5 1 .
        1 2 3 3 2 4 4 1 2 5 1 .
    """
    assert alpha(units_of(table)) == pytest.approx(0.743, abs=0.0005)


@given(PAIRS)
@settings(max_examples=30, deadline=None)
def test_alpha_ignores_order_and_single_labels(pairs: list[tuple[str, str]]) -> None:
    units: list[list[str]] = [list(pair) for pair in pairs]
    turned = [unit[::-1] for unit in units]
    assert alpha(turned) == alpha(units)
    assert alpha([*units, ["favor"]]) == pytest.approx(alpha(units))


def test_perfect_agreement_is_1_and_one_label_only_is_undefined() -> None:
    pairs = [("favor", "favor"), ("against", "against")] * 5
    assert cohen_kappa(pairs, range(10)).value == 1
    assert alpha(pairs) == 1
    assert cohen_kappa([("favor", "favor")] * 9, range(9)) == Coefficient(None, None)
    assert alpha([("favor", "favor")] * 9) is None
    assert cohen_kappa([], []) == Coefficient(None, None)
    assert alpha([["favor"], ["against"]]) is None


def test_intervals_hold_the_value_and_need_five_clusters() -> None:
    pairs = [("favor", "favor")] * 30 + [("against", "against")] * 20 + [("favor", "against")] * 10
    found = cohen_kappa(pairs, range(60))
    assert found.value is not None
    assert found.interval is not None
    assert found.interval.low < found.value < found.interval.high
    assert 0.2 < found.interval.high - found.interval.low < 0.6
    assert cohen_kappa(pairs, [number % 4 for number in range(60)]).interval is None
    assert cohen_kappa(pairs, range(60)) == found


def test_articles_that_one_annotator_alone_labelled_are_none_to_draw_alpha_from() -> None:
    shared = ["favor favor", "against against", "favor against", "against favor"] * 3
    units = [unit.split() for unit in shared] + [["favor"]] * 20
    labels = codes([label for unit in units for label in unit])
    numbers = np.repeat(np.arange(len(units)), [len(unit) for unit in units])
    articles = np.array([number % 4 for number in range(12)] + [*range(4, 24)])
    found = krippendorff_alpha(numbers, labels, articles)
    assert found.value is not None
    assert found.interval is None  # both labelled in four articles


def test_whole_articles_are_drawn_so_clustered_errors_widen_the_interval() -> None:
    pairs = [("favor", "favor"), ("against", "against")] * 40 + [("favor", "against")] * 20
    blocks = [number // 10 for number in range(100)]
    wide = cohen_kappa(pairs, blocks).interval
    narrow = cohen_kappa(pairs, range(100)).interval
    assert wide is not None
    assert narrow is not None
    assert wide.high - wide.low > 1.5 * (narrow.high - narrow.low)


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    rng, hits = np.random.default_rng(0), 0
    labels = np.array(["against", "favor"])
    for seed in range(60):
        true = rng.integers(0, 2, 150)
        pairs = [
            (str(a), str(b))
            for a, b in labels[[true ^ (rng.random(150) < 0.1), true ^ (rng.random(150) < 0.1)]].T
        ]
        interval = cohen_kappa(pairs, range(150), seed).interval
        assert interval is not None
        hits += interval.low <= 0.64 <= interval.high  # agreement 0.82, by chance 0.5
    assert 52 <= hits <= 60
