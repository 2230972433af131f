"""Place and votes: rank correlations against scipy, the adjustment against least squares."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from discourse.aggregate.comparison import voted
from discourse.aggregate.effects import Exposure
from discourse.aggregate.exposure import correlation, exposure, residuals
from discourse.aggregate.marks import Mark
from discourse.aggregate.ranks import codes
from discourse.aggregate.votes import Measure
from discourse.stance.judgement import Stance
from discourse.thread import Votes
from tests.aggregate.made import columns as column_of

START = datetime(2025, 5, 11, 8, 0, tzinfo=UTC)
pairs = st.lists(st.tuples(st.integers(-5, 5), st.integers(-5, 5)), min_size=3, max_size=30)


def columns(drawn: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([x for x, _ in drawn], float), np.array([y for _, y in drawn], float)


@settings(max_examples=60, deadline=None)
@given(pairs)
def test_the_correlation_in_one_article_is_spearmans(drawn: list[tuple[int, int]]) -> None:
    xs, ys = columns(drawn)
    found = correlation(xs, ys, np.zeros(len(xs), dtype=np.intp))
    if len(set(xs)) < 2 or len(set(ys)) < 2:
        assert found is None
    else:
        assert found == pytest.approx(stats.spearmanr(xs, ys).statistic)


def test_the_correlation_over_articles_is_their_mean_by_n_less_one() -> None:
    rng = np.random.default_rng(2)
    xs, ys, article = rng.normal(size=30), rng.normal(size=30), codes(["a"] * 20 + ["b"] * 10)
    parts = [stats.spearmanr(xs[article == one], ys[article == one]).statistic for one in (0, 1)]
    assert correlation(xs, ys, article) == pytest.approx((19 * parts[0] + 9 * parts[1]) / 28)


def marks(nets: list[int], *, dated: bool = False, replying: bool = False) -> list[Mark]:
    """Against and in favor in turn; in page order."""
    return [
        Mark(
            *("a", str(n), n + 1, Stance.AGAINST if n % 2 else Stance.FAVOR, 0.9),
            *(Votes(net=net), str(n), ""),
            posted=START - timedelta(hours=n) if dated else None,
            answers="0" if replying and n else None,
        )
        for n, net in enumerate(nets)
    ]


def found(made: list[Mark]) -> Exposure:
    return exposure(voted(column_of(made), Measure.NET))


FALLING = [40, 33, 38, 30, 22, 29, 20, 25, 14, 18, 12, 3, 9, 5, 8, 1, 6, 2, 0, 4]


def test_the_adjustment_takes_out_the_line_of_ranks() -> None:
    table = voted(column_of(marks(FALLING)), Measure.NET)
    place, ranks = np.arange(len(FALLING), dtype=float), stats.rankdata(FALLING)
    line = stats.linregress(place + 1, ranks)
    expected = ranks - (line.intercept + line.slope * (place + 1))
    assert residuals(table, place) * (len(FALLING) + 1) / 2 == pytest.approx(expected, abs=1e-6)


def test_place_is_adjusted_for_where_it_is_no_effect_of_votes() -> None:
    made = found(marks(FALLING, replying=True))
    assert (made.by, made.n) == ("position", 20)
    assert made.correlation == pytest.approx(stats.spearmanr(range(20), FALLING).statistic)
    assert made.adjusted is not None
    assert made.adjusted.effect is not None


def test_a_page_listed_by_votes_is_told_and_not_adjusted() -> None:
    made = found(marks(sorted(FALLING, reverse=True)))
    assert (made.adjusted, made.lacks) == (None, "the page seems to list comments by their votes")


def test_dates_go_before_places_and_are_read_in_any_zone() -> None:
    dated = found(marks(FALLING, dated=True))
    assert dated.by == "time"
    assert dated.correlation == pytest.approx(-(found(marks(FALLING)).correlation or 0))
    assert dated.adjusted is not None


def test_few_comments_or_equal_votes_are_not_adjusted() -> None:
    assert "fewer than 10" in found(marks([3, 1, 2])).lacks
    equal = found(marks([2] * 20))
    assert (equal.correlation, equal.adjusted) == (None, None)
