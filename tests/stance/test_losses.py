import math

import pytest
import torch

from discourse.stance.corpus import Example, Split
from discourse.stance.judgement import Question, Stance
from discourse.stance.losses import Losses, ranking_loss

SAME = torch.tensor([0, 0])
FAVOR_FIRST = torch.tensor([2, 0])  # gold: favor, then against


def test_ranking_asks_the_favored_target_of_a_comment_to_score_higher() -> None:
    apart = torch.tensor([[0.0, 0.0, 3.0], [0.0, 0.0, 0.0]])
    right = ranking_loss(apart, FAVOR_FIRST, SAME)
    wrong = ranking_loss(apart.flip(0), FAVOR_FIRST, SAME)
    assert float(right) == pytest.approx(math.log1p(math.exp(-3)), rel=1e-5)
    assert float(wrong) == pytest.approx(math.log1p(math.exp(3)), rel=1e-5)


@pytest.mark.parametrize(
    ("gold", "comments"), [(FAVOR_FIRST, torch.tensor([0, 1])), (torch.tensor([1, 1]), SAME)]
)
def test_no_pair_costs_nothing(gold: torch.Tensor, comments: torch.Tensor) -> None:
    assert float(ranking_loss(torch.ones(2, 3), gold, comments)) == 0


def test_the_weight_of_ranking_adds_to_the_loss_of_the_labels() -> None:
    examples = [
        Example(Question(target=target, text="the same words"), stance, Split.TRAIN, "group")
        for target, stance in (("one", Stance.FAVOR), ("another", Stance.AGAINST))
    ]
    logits = torch.tensor([[2.0, 0.0, 0.0], [0.0, 0.0, 2.0]])
    plain, ranked = (
        Losses(examples, 0.0, weight, torch.device("cpu")).of(logits, [0, 1]) for weight in (0, 2)
    )
    added = ranking_loss(logits, torch.tensor([2, 0]), SAME)
    assert float(ranked) == pytest.approx(float(plain + 2 * added), rel=1e-5)
