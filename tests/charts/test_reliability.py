import pytest

from discourse.charts import Footer
from discourse.charts._reliability import Trust, trust
from discourse.stance.metrics import Bin, CoveragePoint

FOOTER = Footer("a model", "1.0")
BINS = (Bin(0.4, 0.5, 4, 0.45, 0.5), Bin(0.5, 0.6, 0, 0.0, 0.0), Bin(0.8, 0.9, 6, 0.85, 0.75))
CURVE = (CoveragePoint(0.6, 0.8, 0.75), CoveragePoint(1.0, 0.4, 0.65))
MATRIX = ((3, 1, 0), (1, 2, 0), (0, 1, 2))


def known(**changed: float) -> Trust:
    return Trust("dev", 10, BINS, CURVE, MATRIX, **changed)


def test_bars_are_the_accuracies_and_empty_bins_have_none() -> None:
    reliability = trust(known(), FOOTER).figure.axes[0]
    heights = [bar.get_height() for bar in reliability.containers[0]]
    assert heights == [0.5, 0.75]


def test_the_gap_is_told_in_points() -> None:
    assert known().error == pytest.approx((4 * 0.05 + 6 * 0.1) / 10)
    assert "mean gap 8.0 points" in trust(known(), FOOTER).alt


def test_what_is_left_unclear_is_told() -> None:
    alt = trust(known(min_confidence=0.5), FOOTER).alt
    assert "60\N{NARROW NO-BREAK SPACE}% have one, 75\N{NARROW NO-BREAK SPACE}% of" in alt
    assert "no stance is claimed" not in trust(known(), FOOTER).alt


def test_each_row_of_confusion_is_shares_of_itself() -> None:
    texts = {text.get_text() for text in trust(known(), FOOTER).figure.axes[2].texts}
    assert "75\N{NARROW NO-BREAK SPACE}%\n3" in texts
    assert "n 4" in texts


def test_the_numbers_drawn_are_beside() -> None:
    rows = trust(known(), FOOTER).numbers.rows
    assert ("bin", 0.8, 0.9, 6, 0.85, 0.75, "") in rows
    assert ("gold favor", None, None, 2, None, None, "favor") in rows
    assert len(rows) == 3 + 2 + 9


def test_a_model_never_calibrated_says_so() -> None:
    picture = trust(Trust("", 0, (), (), ()), FOOTER)
    assert any("never calibrated" in text.get_text() for text in picture.figure.texts)
    assert picture.numbers.rows == ()
