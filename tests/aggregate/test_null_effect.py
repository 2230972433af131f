"""The simulation in its fast setting: loose bounds, since trials are few."""

from tests.simulations.null_effect import SETTINGS, coverage, rejections


def test_without_an_effect_clustered_comments_rarely_fool_our_test_and_often_others() -> None:
    long = rejections(60, SETTINGS["1 article, long conversations"])
    assert long.ours <= 0.15
    assert long.single > long.ours
    assert long.kruskal >= 0.2


def test_intervals_of_corrected_shares_hold_the_truth() -> None:
    assert coverage(60, articles=10, examples=300) >= 0.85
