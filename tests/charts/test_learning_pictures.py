from typing import Any

import pytest
from matplotlib.figure import Figure

from discourse.charts._learning import (
    Measured,
    Share,
    StageCourse,
    learning_picture,
    running_mean,
    training_picture,
)
from tests.charts.test_figures import assert_readable

STAGES = (
    StageCourse("inference", tuple(1.2 - 0.01 * n for n in range(30)), ()),
    StageCourse(
        "own labels",
        (1.0, 0.9, 0.7),
        (
            Measured(0, (("own-labels", 0.4), ("reader-comments", 0.5))),
            Measured(3, (("own-labels", 0.6), ("reader-comments", 0.49))),
        ),
        kept=3,
    ),
)
SHARES = tuple(
    Share(labels, score, score - 0.05, score + 0.05, 0.5 - score / 50)
    for labels, score in ((0, 0.44), (30, 0.45), (60, 0.48), (120, 0.52), (240, 0.55))
)
SENTENCE = "From 120 to 240 labels, macro-F1 on what was held out rose by 3.0 points. " * 2


def lines(figure: Figure, label: str) -> Any:
    (found,) = [line for ax in figure.axes for line in ax.lines if line.get_label() == label]
    return found


def test_stages_follow_one_another_on_the_axis_of_steps() -> None:
    figure = training_picture(STAGES, "Training").figure
    assert list(lines(figure, "own-labels").get_xdata()) == [30, 33]
    assert list(lines(figure, "own-labels").get_ydata()) == [0.4, 0.6]
    assert list(lines(figure, "weights kept").get_xdata()) == [33, 33]


def test_the_table_has_a_row_a_step_and_the_figures_where_they_were_measured() -> None:
    numbers = training_picture(STAGES, "Training").numbers
    assert numbers.columns == ("stage", "step", "loss", "own-labels", "reader-comments")
    assert len(numbers.rows) == 30 + 1 + 3
    assert numbers.rows[-1] == ("own labels", 3, 0.7, 0.6, 0.49)
    assert numbers.rows[30] == ("own labels", 0, None, 0.4, 0.5)


def test_a_training_that_measured_nothing_is_drawn_too() -> None:
    assert training_picture(STAGES[:1], "Training").figure.axes


def test_the_learning_curve_shows_each_share_as_it_is() -> None:
    picture = learning_picture(SHARES, 60, SENTENCE)
    line = lines(picture.figure, "held-out labels of yours")
    assert list(line.get_ydata()) == [one.score for one in SHARES]
    assert picture.numbers.rows[-1][:2] == (240, 0.55)
    (ax,) = picture.figure.axes
    ticks = [label.get_text() for label in ax.get_xticklabels()]
    assert (ticks[0], ticks[-1]) == ("before\n0.440", "240\n0.550")


@pytest.mark.parametrize(
    "figure",
    [training_picture(STAGES, SENTENCE).figure, learning_picture(SHARES, 60, SENTENCE).figure],
    ids=["training", "learning"],
)
def test_no_text_is_cut_or_covers_another(figure: Figure) -> None:
    assert_readable(figure)


def test_a_running_mean_is_of_what_is_there() -> None:
    assert running_mean([1, 2, 3]) == [1, 1.5, 2]
    assert running_mean([1.0] * 50) == [1.0] * 50
