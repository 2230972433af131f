"""The adjusted count against scipy's optimiser and Forman's formula; the matrix's own checks."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from discourse.aggregate import Confusion
from discourse.aggregate.bootstrap import Drawn, resample
from discourse.aggregate.columns import Columns
from discourse.aggregate.correction import MIN_COMMENTS, adjusted_count, corrected_shares
from discourse.aggregate.marks import Mark
from discourse.stance.judgement import Stance
from discourse.thread import Votes
from tests.aggregate.made import columns

MATRIX = ((80, 15, 5), (20, 70, 10), (10, 20, 70))
parts = st.lists(st.floats(0.01, 1), min_size=3, max_size=3)


def said(*counts: int) -> Columns:
    stances = [stance for stance, n in zip(Stance, counts, strict=True) for _ in range(n)]
    return columns(
        [Mark("a", str(n), n, stance, 0.9, Votes(), str(n), "") for n, stance in enumerate(stances)]
    )


def units(of: Columns) -> Drawn:
    return resample(of, of.root.astype(np.intp))


@settings(max_examples=40, deadline=None)
@given(parts, st.lists(parts, min_size=3, max_size=3))
def test_no_shares_explain_the_answers_better_than_the_adjusted_count(
    shares: list[float], rows: list[list[float]]
) -> None:
    given_shares, rates = np.array(shares) / sum(shares), np.array(rows)
    rates = rates / rates.sum(axis=1, keepdims=True)

    def away(p: np.ndarray) -> float:
        return float(((p @ rates - given_shares) ** 2).sum())

    (found,) = adjusted_count(given_shares[None], rates[None])
    assert found.sum() == pytest.approx(1)
    assert found.min() >= -1e-12
    best: Any = minimize(  # type: ignore[call-overload]  # options its stubs do not know
        away,
        np.full(3, 1 / 3),
        method="SLSQP",
        bounds=[(0, 1)] * 3,
        constraints={"type": "eq", "fun": lambda p: p.sum() - 1},
        options={"ftol": 1e-14, "maxiter": 500},
    )
    assert away(found) <= float(best.fun) + 1e-8


@pytest.mark.parametrize(("rate", "truth"), [(0.46, 0.5), (0.3, 0.3), (0.05, 0.0), (0.95, 1.0)])
def test_two_stances_are_adjusted_as_forman_does(rate: float, truth: float) -> None:
    """(rate - fpr) / (tpr - fpr), clipped: Forman 2008, equation 1; here tpr 0.82, fpr 0.10."""
    rates = np.array([[0.82, 0.18, 0], [0.10, 0.90, 0], [0, 0, 1]])
    (found,) = adjusted_count(np.array([[rate, 1 - rate, 0]]), rates[None])
    assert found[0] == pytest.approx(np.clip((rate - 0.10) / 0.72, 0, 1))
    assert found[0] == pytest.approx(truth, abs=0.03)


def test_a_faultless_model_is_not_corrected() -> None:
    marks = said(20, 30, 50)
    found = corrected_shares(
        marks, units(marks), Confusion(((9000, 0, 0), (0, 9000, 0), (0, 0, 9000)))
    )
    assert [share.value for share in found.shares] == pytest.approx([0.2, 0.3, 0.5])
    assert found.examples == 27000


def test_answers_mixed_as_the_matrix_mixes_them_give_the_shares_back() -> None:
    truth = np.array([0.5, 0.2, 0.3])
    marks = said(*(round(1000 * share) for share in truth @ np.array(MATRIX) / 100))
    found = corrected_shares(marks, units(marks), Confusion(MATRIX))
    for share, true in zip(found.shares, truth, strict=True):
        assert share.value == pytest.approx(true)
        assert share.interval.low < true < share.interval.high


def test_few_examples_in_the_matrix_widen_the_interval() -> None:
    marks = said(300, 300, 400)
    few, many = (
        corrected_shares(
            marks, units(marks), Confusion(tuple(tuple(f * n for n in row) for row in MATRIX))
        )
        for f in (1, 100)
    )
    wide, narrow = (one.shares[0].interval for one in (few, many))
    assert wide.high - wide.low > 1.5 * (narrow.high - narrow.low)


def test_without_what_it_takes_nothing_is_corrected_and_it_is_said_why() -> None:
    marks = said(10, 10, 10)
    assert "stores no confusion matrix" in corrected_shares(marks, units(marks), Confusion()).lacks
    unseen = Confusion(((5, 0, 0), (0, 5, 0), (0, 0, 0)))
    assert "no favor example" in corrected_shares(marks, units(marks), unseen).lacks
    few = said(MIN_COMMENTS - 1, 0, 0)
    assert "fewer than 10 comments" in corrected_shares(few, units(few), Confusion(MATRIX)).lacks


@pytest.mark.parametrize("counts", [((1, 2), (3, 4)), ((1, 2, 3),) * 2, ((1, 2, -3),) * 3])
def test_a_matrix_that_is_none_is_refused(counts: tuple[tuple[int, ...], ...]) -> None:
    with pytest.raises(ValueError, match="confusion: expected"):
        Confusion(counts)
