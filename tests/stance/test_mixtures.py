from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse.errors import SettingsError
from discourse.stance.corpus import Corpus, Example, Split
from discourse.stance.judgement import Question, Stance
from discourse.stance.mixtures import draw, hide_context, label_weights, plan, same_comment
from discourse.stance.recipe import Library, Portion


def example(number: int, stance: Stance = Stance.FAVOR, split: Split = Split.TRAIN) -> Example:
    question = Question(target="it", text=f"text {number}", context="what was said")
    return Example(question, stance, split, group=str(number))


TEN = [example(number) for number in range(10)] + [example(99, split=Split.DEV)]
LIBRARY = Library((Corpus("ten", "invented", "none", lambda _: iter(TEN)),), Path())


@given(st.lists(st.integers(1, 50), max_size=300), st.integers(50, 400))
def test_a_plan_holds_every_row_once_within_budget(lengths: list[int], budget: int) -> None:
    planned = plan(lengths, budget, "seed")
    assert sorted(row for batch in planned for row in batch) == list(range(len(lengths)))
    assert all(len(b) * max(lengths[row] for row in b) <= budget for b in planned)


def test_a_plan_follows_its_seed() -> None:
    lengths = list(range(1, 200))
    assert plan(lengths, 500, "one") == plan(lengths, 500, "one")
    assert plan(lengths, 500, "one") != plan(lengths, 500, "two")


def test_a_portion_takes_and_repeats() -> None:
    drawn = draw(LIBRARY, [Portion("ten", take=4, repeat=3)], Split.TRAIN, seed=1)
    assert sorted(Counter(found.group for found in drawn).values()) == [3, 3, 3, 3]
    assert drawn == draw(LIBRARY, [Portion("ten", take=4, repeat=3)], Split.TRAIN, seed=1)


def test_a_draw_keeps_to_its_split() -> None:
    assert [found.group for found in draw(LIBRARY, [Portion("ten")], Split.DEV, 1)] == ["99"]


def test_an_unknown_set_is_an_error() -> None:
    with pytest.raises(SettingsError, match="eleven: expected one of the sets"):
        draw(LIBRARY, [Portion("eleven")], Split.TRAIN, seed=1)


def test_context_is_hidden_for_about_a_share() -> None:
    shown = [found.question.context for found in hide_context(TEN * 50, 0.3, seed=5)]
    assert 0.2 < sum(map(bool, shown)) / len(shown) < 0.4


def test_rare_labels_weigh_more_and_missing_ones_nothing() -> None:
    rows = [example(n, Stance.AGAINST) for n in range(16)] + [example(n) for n in range(4)]
    against, neutral, favor = label_weights(rows)
    assert favor == pytest.approx(2 * against)
    assert neutral == 0
    assert 16 * against + 4 * favor == pytest.approx(20)


def test_a_portion_keeps_or_leaves_out_groups_by_how_they_begin() -> None:
    portion = Portion("reader-comments", only=("d5e", "d1e"), without=("d1e0",))
    kept = [group for group in ("d5e01", "d50e1", "d1e01", "d1e11") if portion.keeps(group)]
    assert kept == ["d5e01", "d1e11"]


def test_rows_of_one_comment_stay_in_one_batch() -> None:
    together = [row // 3 for row in range(60)]
    planned = plan([5 + row % 7 for row in range(60)], 40, "seed", together)
    assert sorted(row for batch in planned for row in batch) == list(range(60))
    homes = {
        number: {n for n, b in enumerate(planned) for r in b if together[r] == number}
        for number in together
    }
    assert all(len(found) == 1 for found in homes.values())
    assert len(planned) > 5


def test_a_comment_is_its_text_within_its_group() -> None:
    found = [example(1), example(2), example(1)]
    assert same_comment(found) == [0, 1, 0]
