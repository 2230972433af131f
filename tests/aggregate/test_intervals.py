"""Wilson intervals against scipy, and the bootstrap against what must hold of it."""

from statistics import median

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.stats import binomtest

from discourse.aggregate.bootstrap import _by_value, _weighted_medians, percentiles, resample
from discourse.aggregate.columns import Columns, Floats
from discourse.aggregate.intervals import wilson
from discourse.aggregate.marks import Mark
from discourse.aggregate.studentised import studentised
from discourse.aggregate.summary import Resampled
from discourse.stance.judgement import Stance
from discourse.thread import Votes
from tests.aggregate.made import columns


@settings(max_examples=100)
@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_is_that_of_scipy(counts: tuple[int, int]) -> None:
    part, whole = counts
    expected = binomtest(part, whole).proportion_ci(0.95, method="wilson")
    found = wilson(part, whole)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=1e-12)


def test_wilson_of_a_published_case() -> None:
    # Newcombe 1998, Statistics in Medicine 17:857-872, table I: 81 of 263
    found = wilson(81, 263)
    assert (found.low, found.high) == pytest.approx((0.2553, 0.3662), abs=5e-5)


@settings(max_examples=100)
@given(
    st.lists(st.tuples(st.integers(-50, 50), st.integers(0, 4)), min_size=1, max_size=12).filter(
        lambda rows: any(weight for _, weight in rows)
    )
)
def test_a_weighted_median_is_the_median_of_the_repeated_numbers(
    rows: list[tuple[int, int]],
) -> None:
    rows = sorted(rows)
    numbers = np.array([number for number, _ in rows], dtype=np.float64)
    weights = np.array([[weight for _, weight in rows]], dtype=np.float64)
    repeated = [number for number, weight in rows for _ in range(weight)]
    assert _weighted_medians(numbers, weights)[0] == median(repeated)


def drawn(per_unit: int, units: int, seed: int = 0) -> dict[Stance, Resampled]:
    """All comments of a unit alike, up and down in turn: as clustered as can be."""
    of = marks(per_unit, units)
    return resample(of, of.root.astype(np.intp), seed).rows


def marks(per_unit: int, units: int) -> Columns:
    made = []
    for unit in range(units):
        stance = Stance.FAVOR if unit % 2 else Stance.AGAINST
        for n in range(per_unit):
            votes = Votes(unit % 3, 1, unit % 3 - 1)
            made.append(Mark("a", f"{unit}-{n}", 1, stance, 0.9, votes, str(unit), ""))
    return columns(made)


def test_few_units_have_no_resampled_interval() -> None:
    assert drawn(10, 4)[Stance.FAVOR].share is None
    assert drawn(0, 0)[Stance.FAVOR].share is None


def test_clusters_widen_the_interval() -> None:
    found = drawn(per_unit=20, units=20)[Stance.FAVOR].share
    assert found is not None
    plain = wilson(200, 400)
    assert found.high - found.low > 3 * (plain.high - plain.low)


def test_the_interval_of_a_share_is_near_the_normal_one() -> None:
    found = drawn(per_unit=1, units=400)[Stance.FAVOR].share
    assert found is not None
    assert (found.low, found.high) == pytest.approx((0.451, 0.549), abs=0.01)


def test_the_same_seed_gives_the_same_interval_and_another_does_not() -> None:
    assert drawn(3, 30, seed=1) == drawn(3, 30, seed=1)
    assert drawn(3, 30, seed=1) != drawn(3, 30, seed=2)


def test_an_absent_stance_has_a_share_of_nothing_and_no_other_interval() -> None:
    neutral = drawn(2, 10)[Stance.NEUTRAL]
    assert neutral.share is not None
    assert (neutral.share.low, neutral.share.high) == (0, 0)
    assert (neutral.approval, neutral.median_net) == (None, None)


def test_a_mean_is_resampled_as_scipy_does() -> None:
    rng = np.random.default_rng(4)
    nets = rng.integers(-20, 60, 400)
    of = columns(
        [
            Mark("a", str(n), n, Stance.FAVOR, 0.9, Votes(net=int(net)), str(n), "")
            for n, net in enumerate(nets)
        ]
    )
    found = resample(of, of.root.astype(np.intp)).rows[Stance.FAVOR].mean_net
    expected = stats.bootstrap((nets,), np.mean, method="percentile").confidence_interval
    assert found is not None
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=0.4)


def test_studentised_ends_are_those_of_every_round_made_plainly() -> None:
    rng = np.random.default_rng(7)
    totals, sizes = rng.exponential(9, (8, 2)) - 3, rng.integers(1, 5, (8, 2)).astype(np.float64)
    rounds = rng.integers(0, 8, (500, 8))
    weights = np.array([np.bincount(one, minlength=8) for one in rounds], dtype=np.float64)
    found = studentised(weights, totals, sizes)
    for column in range(2):
        total, size = totals[:, column], sizes[:, column]
        mean, error = _ratio(total, size)
        made = [_ratio(total[one], size[one]) for one in rounds]
        distances = [(other - mean) / width for other, width in made if width > 1e-9]
        high, low = mean - error * np.quantile(distances, [0.025, 0.975])
        assert found[:, column] == pytest.approx([low, high])


def _ratio(total: Floats, size: Floats) -> tuple[float, float]:
    """A ratio and its standard error."""
    mean = total.sum() / size.sum()
    return float(mean), float(np.sqrt(((total - mean * size) ** 2).sum()) / size.sum())


def test_studentised_intervals_reach_further_on_the_long_side() -> None:
    rng = np.random.default_rng(8)
    totals, sizes = rng.lognormal(0, 1, (12, 1)), np.ones((12, 1))
    weights = rng.multinomial(12, np.full(12, 1 / 12), 2000).astype(np.float64)
    (low,), (high,) = studentised(weights, totals, sizes)
    mean = totals.mean()
    assert high - mean > 1.5 * (mean - low) > 0


def test_studentised_ends_of_clusters_all_alike_are_their_mean_and_of_none_unknown() -> None:
    weights = np.array([[2.0, 1, 0], [1, 1, 1]])
    sizes = np.array([[2.0, 0], [1, 0], [3, 0]])
    found = studentised(weights, 4 * sizes, sizes)
    assert found[:, 0].tolist() == [4, 4]
    assert np.isnan(found[:, 1]).all()


@pytest.mark.parametrize("units", [5, 12, 100])
def test_intervals_of_few_units_are_as_wide_as_students(units: int) -> None:
    """Of normal draws whose spread is that of the bootstrap, which divides by n."""
    rng = np.random.default_rng(5)
    draws = rng.normal(0, np.sqrt((units - 1) / units), (200_000, 1))
    low, high = percentiles(draws, np.array([units]))[:, 0]
    expected = stats.t(units - 1).ppf(0.975)
    assert (-low, high) == pytest.approx((expected, expected), rel=0.05)


def test_quantiles_leave_out_what_is_undefined() -> None:
    draws = np.column_stack([np.arange(1001.0), np.where(np.arange(1001) % 2, np.nan, 7.0)])
    low, high = percentiles(draws, np.array([10**6, 10**6]))
    assert (low[0], high[0]) == pytest.approx((25, 975), abs=0.1)
    assert (low[1], high[1]) == (7, 7)


def test_many_different_votes_are_rounded_to_their_ranks() -> None:
    rng = np.random.default_rng(6)
    nets, cluster = rng.normal(0, 1000, 50_000), np.arange(50_000) % 20
    values, counts = _by_value(nets, cluster, np.ones((1, 20)))
    assert len(values) <= 2000
    assert counts.sum() == 50_000
    assert _weighted_medians(values, counts)[0] == pytest.approx(np.median(nets), abs=5)
