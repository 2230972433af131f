from pathlib import Path

import pytest

from discourse.stance.defaults import EARLIER, FEWEST_TO_STOP_BY, OWN, plan, recipe_for

SIZES = (1, 50, 100, 300, 1000, 5000, 50_000)


def test_the_more_labels_the_fewer_epochs_and_the_more_steps_between_evaluations() -> None:
    plans = [plan(labels) for labels in SIZES]
    assert [found.epochs for found in plans] == sorted((p.epochs for p in plans), reverse=True)
    assert [found.replay for found in plans] == sorted(p.replay for p in plans)
    assert [found.evaluate_every for found in plans] == sorted(p.evaluate_every for p in plans)
    assert (plan(50).epochs, plan(50_000).epochs) == (7, 2)


def test_the_base_keeps_a_share_of_the_weights_while_labels_are_few() -> None:
    few, more, many = (recipe_for(Path("d"), labels=n, held=9) for n in (300, 1500, 9000))
    assert few.base_share > more.base_share > many.base_share == 0
    assert (plan(1).base_share, plan(80).base_share, plan(240).base_share) == (0.5, 0.5, 0.25)
    assert 0.25 < plan(140).base_share < 0.5


def test_little_is_measured_along_the_way_where_nothing_is_decided_by_it() -> None:
    seen, chosen = (
        recipe_for(Path("d"), labels=800, held=held).evaluate_every
        for held in (FEWEST_TO_STOP_BY - 1, FEWEST_TO_STOP_BY)
    )
    assert seen == 3 * chosen


@pytest.mark.parametrize("labels", SIZES)
def test_a_recipe_repeats_the_labels_and_replays_half_as_much(labels: int) -> None:
    (stage,) = recipe_for(Path("default"), labels=labels, held=10).stages
    own, earlier = stage.mixture
    assert (own.corpus, earlier.corpus) == (OWN, EARLIER)
    assert earlier.repeat == 1
    assert earlier.take == pytest.approx(labels * own.repeat / 2, abs=1)


def test_weights_are_chosen_only_where_enough_is_held_out() -> None:
    few, enough = (
        recipe_for(Path("default"), labels=1000, held=held)
        for held in (FEWEST_TO_STOP_BY - 1, FEWEST_TO_STOP_BY)
    )
    assert few.stages[0].early_stop == 0
    assert enough.stages[0].early_stop > 0


def test_groups_can_be_left_out_of_the_earlier_set_everywhere() -> None:
    recipe = recipe_for(Path("default"), labels=300, held=80, earlier_but=("d5e",))
    mixtures = (recipe.stages[0].mixture, recipe.dev, recipe.calibration)
    earlier = [portion for mixture in mixtures for portion in mixture if portion.corpus == EARLIER]
    assert [portion.without for portion in earlier] == [("d5e",)] * 3


def test_no_labels_are_no_plan() -> None:
    with pytest.raises(ValueError, match="at least one label"):
        plan(0)
