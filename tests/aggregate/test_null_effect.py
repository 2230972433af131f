"""The simulation in its fast setting: loose bounds, since trials are few."""

import numpy as np
import pytest

from discourse.aggregate.chance import chance_p, shuffles
from discourse.aggregate.comparison import voted
from discourse.aggregate.ranks import scores
from discourse.aggregate.votes import Measure
from tests.simulations.null_effect import (
    BY_AGE,
    SETTINGS,
    TRUTHS,
    by_age,
    coverage,
    rejections,
    shipped,
    single_p,
)
from tests.simulations.threads import Clustering, without_effect


def test_without_an_effect_clustered_comments_rarely_fool_our_test_and_often_others() -> None:
    long = rejections(60, SETTINGS["1 article, long conversations"])
    assert long.ours <= 0.15
    assert long.single > long.ours
    assert long.kruskal >= 0.2


def test_an_effect_of_age_is_not_taken_for_one_of_stance() -> None:
    plain, adjusted = by_age(60, next(iter(BY_AGE.values())))
    assert plain >= 0.3
    assert adjusted <= 0.2


@pytest.mark.parametrize("articles", [1, 5, 30])
def test_intervals_of_corrected_shares_hold_the_truth(articles: int) -> None:
    found = coverage(40, articles, TRUTHS[1], shipped())
    assert found.held >= 0.85
    assert found.width < 1


def test_the_naive_test_is_that_of_shuffling_single_comments() -> None:
    table = voted(without_effect(np.random.default_rng(3), Clustering(articles=4)), Measure.NET)
    pair = table.kept(np.flatnonzero(table.stance != 1))
    ranked, first = scores(pair.votes, pair.article), (pair.stance == 0).astype(float)
    drawn = [ranked[places] @ first for places in shuffles(pair.article, 0)]
    shuffled = chance_p(float(ranked @ first), np.concatenate(drawn))
    assert single_p(table) == pytest.approx(shuffled, abs=0.03)
