"""In which precision a model computes: what was asked for, and what this machine does best.

`auto` takes bfloat16 where it was measured to pay (tests/benchmarks/inference.py): on processors
that multiply it in hardware, where labels and macro-F1 stay those of float32 within the stated
tolerance. Everywhere else, on GPUs too until somebody has measured there, it takes float32.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from discourse.errors import ModelError

if TYPE_CHECKING:
    import torch

Precision = Literal["auto", "fp32", "bf16", "int8"]
Chosen = Literal["fp32", "bf16", "int8"]

_BF16_IN_HARDWARE = ("avx512_bf16", "amx_bf16")  # as torch calls what a processor can do


def chosen(wanted: Precision, device: torch.device) -> Chosen:
    """The precision to compute in; raises ModelError for one that the device has not."""
    if wanted == "int8" and device.type != "cpu":
        raise ModelError("precision int8", "the device cpu", str(device))
    if wanted == "auto":
        return "bf16" if device.type == "cpu" and fast_bf16() else "fp32"
    return wanted


def fast_bf16() -> bool:
    """Whether this processor multiplies bfloat16 in hardware, as far as torch can tell."""
    import torch

    tell = getattr(torch.cpu, "get_capabilities", dict)  # an older torch tells nothing
    told: Mapping[str, object] = tell()
    return any(told.get(name, False) for name in _BF16_IN_HARDWARE)
