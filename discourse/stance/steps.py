"""The single steps of a training: the optimizer, its rate, and learning from one batch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from discourse.stance.encoding import Encoded
from discourse.stance.losses import Losses
from discourse.stance.precision import Chosen, fast_bf16
from discourse.stance.recipe import Stage
from discourse.stance.tensors import padded

if TYPE_CHECKING:
    import torch


def optimizer_of(
    model: torch.nn.Module, stage: Stage, weight_decay: float
) -> torch.optim.Optimizer:
    """AdamW; biases and norms do not decay."""
    import torch

    learned = [p for p in model.parameters() if p.requires_grad]
    groups: list[dict[str, Any]] = [
        {"params": [p for p in learned if p.ndim > 1]},
        {"params": [p for p in learned if p.ndim <= 1], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=stage.learning_rate, weight_decay=weight_decay)


def set_rate(optimizer: torch.optim.Optimizer, stage: Stage, step: int, steps: int) -> None:
    """Linear warm-up, then linearly to zero."""
    warm = max(1, round(stage.warmup * steps))
    share = (step + 1) / warm if step < warm else (steps - step) / max(1, steps - warm)
    for group in optimizer.param_groups:
        group["lr"] = stage.learning_rate * share


def learns_in(device: torch.device) -> Chosen:
    """The precision of a training's matrix products.

    A processor that has no bfloat16 emulates it, fifteen times as slowly as it does float32.
    """
    return "bf16" if device.type != "cpu" or fast_bf16() else "fp32"


def learner(
    model: torch.nn.Module, encoded: Encoded, losses: Losses, optimizer: torch.optim.Optimizer
) -> Callable[[Sequence[int]], float]:
    """One step of learning from a batch of rows; gives the loss."""
    import torch

    parameters = [p for p in model.parameters() if p.requires_grad]
    device = parameters[0].device
    bf16 = learns_in(device) == "bf16"
    model.train()

    def learn(batch: Sequence[int]) -> float:
        with torch.autocast(device.type, dtype=torch.bfloat16, enabled=bf16):
            logits = model(**padded(encoded, batch, device)).logits
        loss = losses.of(logits.float(), list(batch))
        loss.backward()  # type: ignore[no-untyped-call]  # torch types it so
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        return float(loss.detach())

    return learn
