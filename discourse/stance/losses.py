"""What a training minimises: wrong labels, and targets of one comment in the wrong order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from discourse.stance.corpus import Example
from discourse.stance.judgement import Stance
from discourse.stance.mixtures import label_weights, same_comment

if TYPE_CHECKING:
    import torch

PLACES = {stance: place for place, stance in enumerate(Stance)}


class Losses:
    """The loss of any batch of rows of a stage's examples."""

    def __init__(
        self,
        examples: Sequence[Example],
        label_smoothing: float,
        ranking: float,
        device: torch.device,
    ) -> None:
        import torch

        self.gold = torch.tensor([PLACES[example.stance] for example in examples], device=device)
        self.comments = torch.tensor(same_comment(examples), device=device)
        weight = torch.tensor(label_weights(examples), device=device)
        self.labels = torch.nn.CrossEntropyLoss(weight, label_smoothing=label_smoothing)
        self.ranking = ranking

    def of(self, logits: torch.Tensor, rows: list[int]) -> torch.Tensor:
        """The loss of those rows; `logits` is rows x 3, in the order of Stance."""
        gold = self.gold[rows]
        loss: torch.Tensor = self.labels(logits, gold)
        if self.ranking:
            loss = loss + self.ranking * ranking_loss(logits, gold, self.comments[rows])
        return loss


def ranking_loss(logits: torch.Tensor, gold: torch.Tensor, comments: torch.Tensor) -> torch.Tensor:
    """Mean logistic loss over pairs of targets of one comment whose gold stances differ.

    `logits` is rows x 3 in the order of Stance, which is also the order from against to favor;
    the score of a row is favor less against (RankNet, Burges et al. 2005). 0 without such a pair.
    """
    from torch.nn.functional import softplus

    score = logits[:, PLACES[Stance.FAVOR]] - logits[:, PLACES[Stance.AGAINST]]
    same = (comments[:, None] == comments[None, :]).to(logits.device)
    higher = same & (gold[:, None] > gold[None, :])
    losses = softplus(score[None, :] - score[:, None])[higher]
    return losses.mean() if losses.numel() else logits.new_zeros(())
