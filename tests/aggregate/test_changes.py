import pytest

from discourse.aggregate.changes import Relabelled, changes
from discourse.stance.judgement import Stance


def pairs(article: str, *labels: str, target: str = "t") -> list[Relabelled]:
    """From `against favor` and the like."""
    return [Relabelled(target, article, *both.split()) for both in labels]


def test_labels_are_counted_before_and_after() -> None:
    said = ("against favor", "against against", "unclear neutral", "favor unclear", "favor favor")
    (found,) = changes(pairs("a", *said))
    assert found.table == ((1, 0, 1, 0), (0, 0, 0, 0), (0, 0, 1, 1), (0, 1, 0, 0))
    assert (found.comments, found.changed, found.articles) == (5, 3, 1)
    shares = {one.stance: (one.before.part, one.after.part) for one in found.shares}
    assert shares == {Stance.AGAINST: (2, 1), Stance.NEUTRAL: (0, 1), Stance.FAVOR: (2, 2)}
    assert {(one.before.whole, one.after.whole) for one in found.shares} == {(4, 4)}
    assert found.shares[0].change == -0.25
    assert found.shares[0].interval is None  # one article


def test_comments_without_a_stance_are_counted_before_and_after() -> None:
    labels = (("unclear", "favor"), ("favor", "unclear"), ("favor", "unclear"))
    (found,) = changes(Relabelled("tolls", "a", *both) for both in labels)
    assert found.without_stance == (1, 2)


def test_each_target_is_apart_in_the_order_met() -> None:
    found = changes([*pairs("a", "favor favor", target="x"), *pairs("a", "favor against")])
    assert [(one.target, one.changed) for one in found] == [("x", 0), ("t", 1)]
    assert changes([]) == ()


def test_where_nothing_has_a_stance_there_is_no_change_to_tell() -> None:
    (found,) = changes(pair for n in range(6) for pair in pairs(f"{n}", "favor unclear"))
    assert [one.change for one in found.shares] == [None] * 3
    assert [one.interval for one in found.shares] == [None] * 3


def test_the_interval_draws_articles_with_both_labellings() -> None:
    same = [pair for n in range(8) for pair in pairs(f"{n}", "favor favor", "against against")]
    (found,) = changes(same)
    assert found.shares[0].interval is not None
    assert (found.shares[0].interval.low, found.shares[0].interval.high) == (0, 0)
    moved = [pair for n in range(8) for pair in pairs(f"{n}", "against favor", "against against")]
    (found,) = changes([*same, *moved[:8], *pairs("8", "neutral against")])
    interval = found.shares[0].interval
    assert interval is not None
    assert interval.low < found.shares[0].change < interval.high  # type: ignore[operator]  # known
    (again,) = changes([*same, *moved[:8], *pairs("8", "neutral against")])
    assert again == found


def test_more_articles_than_can_be_drawn_are_dealt_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("discourse.aggregate.clusters.MOST", 7)
    said = [pairs(f"{n}", "against favor" if n % 3 else "favor against") for n in range(50)]
    (found,) = changes(pair for some in said for pair in some)
    assert (found.articles, found.comments) == (50, 50)
    assert found.shares[0].interval is not None
