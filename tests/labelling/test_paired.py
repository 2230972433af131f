import numpy as np
import pytest
from sklearn.metrics import accuracy_score, f1_score

from discourse.labelling import paired
from discourse.labelling.paired import Labels, pair
from discourse.stance.judgement import Stance

STANCES = list(Stance)


def rows_of(
    rng: np.random.Generator, clusters: int, size: int, right: tuple[float, float]
) -> tuple[list[Labels], list[int]]:
    """Articles that differ in how hard they are, for both models alike."""
    rows, names = [], []
    for cluster in range(clusters):
        harder = rng.uniform(-0.25, 0.25)
        for _ in range(size):
            gold = STANCES[rng.integers(3)]
            old, new = (
                gold if rng.random() < share + harder else STANCES[rng.integers(3)]
                for share in right
            )
            rows.append(Labels(gold, old, new))
            names.append(cluster)
    return rows, names


def test_the_figures_are_those_of_scikit_learn() -> None:
    rows, names = rows_of(np.random.default_rng(3), 12, 9, (0.4, 0.6))
    found = pair(rows, names)
    gold = [row.gold for row in rows]
    for model in ("old", "new"):
        said = [getattr(row, model) for row in rows]
        singly = f1_score(gold, said, labels=STANCES, average=None)
        assert getattr(found.macro_f1, model) == pytest.approx(singly.mean())
        assert getattr(found.accuracy, model) == pytest.approx(accuracy_score(gold, said))
        assert [getattr(one, model) for one in found.f1] == pytest.approx(list(singly))
    assert (found.n, found.clusters, found.stances) == (108, 12, tuple(STANCES))


def test_a_stance_that_never_occurs_is_left_out_as_elsewhere() -> None:
    rows = [Labels(Stance.FAVOR, Stance.FAVOR, Stance.AGAINST)] * 3
    found = pair(rows, [1, 2, 3])
    assert found.stances == (Stance.FAVOR,)
    assert (found.macro_f1.old, found.macro_f1.new) == (1, 0)
    assert found.macro_f1.interval is None  # three articles are too few
    with pytest.raises(ValueError, match="expected at least one row"):
        pair([], [])


def test_mcnemar_counts_the_rows_that_only_one_has_right() -> None:
    right, wrong = Stance.FAVOR, Stance.NEUTRAL
    rows = [Labels(right, right, wrong)] * 2 + [Labels(right, wrong, right)] * 9
    found = pair([*rows, Labels(right, wrong, wrong)], range(12))
    assert (found.only_old, found.only_new) == (2, 9)
    assert found.mcnemar == pytest.approx(2 * (1 + 11 + 55) / 2**11)  # the binomial tail, doubled
    assert pair([Labels(right, wrong, wrong)], [1]).mcnemar == 1


def test_models_that_say_the_same_have_an_interval_of_nothing() -> None:
    rows = [Labels(stance, Stance.FAVOR, Stance.FAVOR) for stance in STANCES * 5]
    interval = pair(rows, range(15)).macro_f1.interval
    assert interval is not None
    assert (interval.low, interval.high) == (0, 0)


def test_whole_articles_are_drawn() -> None:
    """Ten copies of each article's rows say no more than one does."""
    rows, names = rows_of(np.random.default_rng(5), 30, 4, (0.5, 0.6))
    once, copied = pair(rows, names).macro_f1, pair(rows * 10, names * 10).macro_f1
    assert copied.interval == once.interval
    loose = pair(rows * 10, range(1200)).macro_f1.interval
    assert loose is not None
    assert once.interval is not None
    assert loose.high - loose.low < (once.interval.high - once.interval.low) / 2


@pytest.mark.parametrize(
    ("right", "low", "high"), [((0.5, 0.5), 0.01, 0.11), ((0.45, 0.65), 0.8, 1)]
)
def test_zero_is_left_out_rarely_by_chance_and_mostly_where_there_is_a_difference(
    right: tuple[float, float], low: float, high: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paired, "ROUNDS", 300)
    rng = np.random.default_rng(11)
    told = 0
    for seed in range(80):
        interval = pair(*rows_of(rng, 30, 8, right), seed).macro_f1.interval
        assert interval is not None
        told += not interval.low <= 0 <= interval.high
    assert low <= told / 80 <= high


def test_more_articles_than_can_be_drawn_are_dealt_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows, names = rows_of(np.random.default_rng(7), 60, 5, (0.5, 0.6))
    whole = pair(rows, names).macro_f1
    monkeypatch.setattr("discourse.aggregate.clusters.MOST", 20)
    dealt = pair(rows, names).macro_f1
    assert (dealt.old, dealt.new) == (whole.old, whole.new)
    assert dealt.interval is not None
    assert whole.interval is not None
    assert dealt.interval.high - dealt.interval.low == pytest.approx(
        whole.interval.high - whole.interval.low, rel=0.4
    )
