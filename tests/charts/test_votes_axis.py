"""The axis of votes: linear where most comments are, logarithmic beyond, with round ticks."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from discourse.charts._chart import Floats
from discourse.charts._votes_axis import ROOM, limits, scale_x, threshold


def tailed(typical: float, most: float, n: int = 100) -> Floats:
    """Most comments up to `typical`, one far above."""
    return np.append(np.linspace(0, typical, n), most)


@pytest.mark.parametrize(
    ("typical", "linear"), [(4, 10), (13, 10), (20, 20), (26, 20), (60, 50), (1_000, 1_000)]
)
def test_the_axis_is_linear_up_to_a_round_number_above_the_upper_quartile(
    typical: float, linear: int
) -> None:
    assert threshold(tailed(typical, 100 * typical)) == linear


def test_an_axis_without_a_tail_is_linear() -> None:
    assert threshold(tailed(1, 39)) == 0
    assert threshold(tailed(100, 300)) == 0
    assert threshold(np.empty(0)) == 0


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(-3_000, 3_000), min_size=4, max_size=40),
    st.integers(-10_000_000, 10_000_000),
)
def test_every_vote_is_on_the_axis_with_a_little_room_and_ticks_are_few(
    votes: list[int], most: int
) -> None:
    shown = np.array([*votes, most], dtype=np.float64)
    ax = Figure().add_subplot()
    scale_x(ax, shown)
    ax.set_xlim(*limits(shown))
    ends = min(0.0, shown.min()), max(0.0, shown.max())
    places = ax.transAxes.inverted().transform(ax.transData.transform([(x, 0) for x in ends]))[:, 0]
    assert 0 < places[0] <= places[1] < 1
    if threshold(shown):
        assert places.tolist() == pytest.approx([ROOM / (1 + 2 * ROOM), 1 - ROOM / (1 + 2 * ROOM)])
        low, high = ax.get_xlim()
        ticks = [tick for tick in ax.get_xticks() if low <= tick <= high]
        assert 0 in ticks
        assert 3 <= len(ticks) <= 20


@pytest.mark.parametrize(("most", "apart"), [(3, 1), (11, 5), (37, 10), (70, 20), (162, 50)])
def test_ticks_of_a_linear_axis_are_round_numbers_apart(most: int, apart: int) -> None:
    shown = np.linspace(0, most, 50)
    ax = Figure().add_subplot()
    scale_x(ax, shown)
    ax.set_xlim(*limits(shown))
    assert set(np.diff(ax.get_xticks())) == {apart}
