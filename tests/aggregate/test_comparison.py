"""Votes compared by stance: against scipy, statsmodels and worked cases."""

from importlib import import_module
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from discourse.aggregate.chance import chance_p, shuffles, turned_around
from discourse.aggregate.columns import Columns
from discourse.aggregate.comparison import adjust, compare, compare_all, voted
from discourse.aggregate.effects import Comparison
from discourse.aggregate.marks import Mark
from discourse.aggregate.ranks import codes, midranks
from discourse.aggregate.votes import Measure
from discourse.stance.judgement import Stance
from discourse.thread import Votes
from tests.aggregate.made import columns

AGAINST, NEUTRAL, FAVOR = Stance
Row = tuple[str, Stance, int]
rows = st.lists(
    st.tuples(st.sampled_from("xyz"), st.sampled_from(list(Stance)), st.integers(-4, 4)),
    min_size=1,
    max_size=40,
)


def marks(drawn: list[Row], conversation: str = "") -> Columns:
    """Each comment its own conversation, unless one is named."""
    return columns(
        [
            Mark(article, str(n), n, stance, 0.9, Votes(net=net), conversation or str(n), "")
            for n, (article, stance, net) in enumerate(drawn)
        ]
    )


def compared(drawn: list[Row]) -> Comparison:
    return compare(voted(marks(drawn), Measure.NET), AGAINST, FAVOR)


@settings(max_examples=60)
@given(rows)
def test_ranks_are_those_of_scipy_within_each_article(drawn: list[Row]) -> None:
    article, nets = codes([a for a, _, _ in drawn]), np.array([net for _, _, net in drawn], float)
    found = midranks(nets, article)
    for one in np.unique(article):
        assert found[article == one] == pytest.approx(stats.rankdata(nets[article == one]))


@settings(max_examples=60, deadline=None)
@given(rows)
def test_the_effect_is_a_mean_of_the_articles_rank_biserial_correlations(drawn: list[Row]) -> None:
    """From scipy's U of each article, weighted as van Elteren does."""
    effects, weights = [], []
    for article in "xyz":
        ours, theirs = (
            [net for a, s, net in drawn if (a, s) == (article, stance)]
            for stance in (AGAINST, FAVOR)
        )
        if ours and theirs:
            pairs = len(ours) * len(theirs)
            effects.append(2 * stats.mannwhitneyu(ours, theirs).statistic / pairs - 1)
            weights.append(pairs / (len(ours) + len(theirs) + 1))
    found = compared(drawn)
    if not effects:
        assert found.effect is None
        assert "no article" in found.lacks
    else:
        assert found.effect == pytest.approx(np.average(effects, weights=weights), abs=1e-12)


def test_the_effect_of_a_worked_case() -> None:
    """Of 3 x 2 pairs against has more votes in 5, fewer in 1."""
    nets = {AGAINST: (9, 7, 2), FAVOR: (5, 1)}
    found = compared([("x", stance, net) for stance, some in nets.items() for net in some])
    assert found.effect == pytest.approx(4 / 6)
    assert found.superiority == pytest.approx(5 / 6)
    assert (found.p, found.enough) == (None, False)
    assert "fewer than 5" in found.lacks


def test_p_is_that_of_scipys_turning_of_signs() -> None:
    contributions = np.array([0.9, 0.4, -0.2, 0.7, 0.1, -0.5, 0.8, 0.6, 0.3])
    exact: Any = stats.permutation_test(  # type: ignore[call-overload]  # takes inf
        (contributions,), np.sum, permutation_type="samples", n_resamples=np.inf
    )
    turned = turned_around(contributions, seed=3)
    assert chance_p(float(contributions.sum()), turned) == pytest.approx(exact.pvalue, abs=0.015)
    assert len(turned) == 1999


def test_p_counts_what_was_observed_among_what_chance_gives() -> None:
    assert chance_p(10.0, np.array([-1.0, 0.0, 1.0])) == pytest.approx(1 / 4)
    assert chance_p(0.0, np.zeros(19)) == 1.0


def test_shuffles_stay_within_their_groups_and_are_permutations() -> None:
    groups = codes(list("aaaabbcccc"))
    drawn = np.concatenate(list(shuffles(groups, seed=1)))
    assert (groups[drawn] == groups).all()
    assert (np.sort(drawn, axis=1) == np.arange(10)).all()
    assert len(np.unique(drawn, axis=0)) > 100


def clear(article: str, n: int = 6) -> list[Row]:
    return [(article, AGAINST, 100 + i) for i in range(n)] + [(article, FAVOR, i) for i in range(n)]


def test_a_clear_effect_is_beyond_chance_over_articles_and_within_one() -> None:
    several = compared([row for article in "abcdefghij" for row in clear(article)])
    assert (several.unit, several.articles, several.effect) == ("article", 10, 1.0)
    assert several.beyond_chance
    one = compared(clear("a", 12))
    assert (one.unit, one.effect) == ("conversation", 1.0)
    assert one.beyond_chance


def test_comments_of_few_conversations_are_not_tested() -> None:
    found = compare(voted(marks(clear("a"), "one"), Measure.NET), AGAINST, FAVOR)
    assert (found.effect, found.p, found.lacks) == (1.0, None, "fewer than 8 conversations")


def test_levels_of_articles_are_no_effect_of_stance() -> None:
    """In each article both stances draw alike, but the article with more against draws more."""
    high = [("x", AGAINST, 100 + i % 3) for i in range(30)] + [
        ("x", FAVOR, 100 + i % 3) for i in range(3)
    ]
    low = [("y", AGAINST, i % 3) for i in range(3)] + [("y", FAVOR, i % 3) for i in range(30)]
    assert compared(high + low).effect == pytest.approx(0)


def test_the_same_seed_gives_the_same_p_and_all_pairs_are_compared() -> None:
    table = voted(marks([row for a in "abcdefghi" for row in clear(a)]), Measure.NET)
    assert compare_all(table, 4) == compare_all(table, 4)
    assert [(c.first, c.second) for c in compare_all(table)] == [
        (AGAINST, FAVOR),
        (AGAINST, NEUTRAL),
        (NEUTRAL, FAVOR),
    ]


# Benjamini & Hochberg 1995, section 4.1: at 5 % the first four are rejected
PUBLISHED = (
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
    *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0),
)


def family(ps: list[float | None]) -> list[Comparison]:
    made = adjust([(Comparison(AGAINST, FAVOR, 9, 9, 9, "article", p=p, adjusted=p),) for p in ps])
    return [comparison for (comparison,) in made]


def test_the_published_family_keeps_its_first_four() -> None:
    assert [one.beyond_chance for one in family(list(PUBLISHED))] == [True] * 4 + [False] * 11


@settings(max_examples=40)
@given(st.lists(st.one_of(st.none(), st.floats(0.0005, 1)), min_size=1, max_size=12))
def test_adjusted_ps_are_those_of_statsmodels_and_the_untested_stay_so(
    ps: list[float | None],
) -> None:
    multitest: Any = import_module("statsmodels.stats.multitest")
    tested = [p for p in ps if p is not None]
    found = family(ps)
    assert [one.adjusted is None for one in found] == [p is None for p in ps]
    if tested:
        expected = multitest.multipletests(tested, method="fdr_bh")[1]
        assert [one.adjusted for one in found if one.p is not None] == pytest.approx(expected)
