"""Devices, and rows of token ids as tensors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from discourse.errors import ModelError
from discourse.stance.encoding import Encoded

if TYPE_CHECKING:
    import torch


def padded(encoded: Encoded, batch: Sequence[int], device: torch.device) -> dict[str, torch.Tensor]:
    """The model's inputs for these rows: tensors of rows x longest row."""
    import torch

    longest = max(len(encoded.ids[row]) for row in batch)
    ids = torch.full((len(batch), longest), encoded.pad, dtype=torch.long)
    segments = torch.zeros_like(ids)
    mask = torch.zeros_like(ids)
    for place, row in enumerate(batch):
        length = len(encoded.ids[row])
        ids[place, :length] = torch.tensor(encoded.ids[row])
        segments[place, :length] = torch.tensor(encoded.segments[row])
        mask[place, :length] = 1
    named = {"input_ids": ids, "token_type_ids": segments, "attention_mask": mask}
    return {name: tensor.to(device) for name, tensor in named.items()}


def device_of(wanted: str) -> torch.device:
    """The device of that name; `auto` takes the first GPU, else the CPU.

    Raises ModelError for a device that is not there.
    """
    import torch

    if wanted != "auto":
        try:
            return torch.empty(0, device=wanted).device
        except (RuntimeError, AssertionError) as error:
            raise ModelError(f"device {wanted}", "a device torch can use", str(error)) from error
    if torch.cuda.is_available():
        return torch.device("cuda:0")
    return torch.device("mps" if torch.backends.mps.is_available() else "cpu")
