"""The forward pass: batches of token ids in, the model's outputs out, on all cores or a GPU.

On a processor each core carries out batches of its own, since threads that share one batch wait
for each other at every layer; which numbers come out then does not depend on how many cores there
are. What a batch holds, and so the last bits of a result, depends on the questions alone.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from discourse.stance.encoding import Encoded
from discourse.stance.precision import Chosen
from discourse.stance.tensors import padded

if TYPE_CHECKING:
    import torch

Rows = list[list[float]]  # one a pair, a column an output of the model

_ON_GPU = 32_768  # tokens of a batch: enough to keep a GPU busy
_ON_CORE = (256, 1024)  # at least and at most: a layer's values fit a core's cache
_SHARES = 16  # a small job is cut into so many batches, for as many cores


class Forward(Protocol):
    """One way to run a model's weights."""

    @property
    def precision(self) -> Chosen:
        """What it computes in."""
        ...

    @property
    def takes_turns(self) -> bool:
        """Whether batches run one after the other; else each core may take one."""
        ...

    def rows(self, encoded: Encoded, batch: Sequence[int]) -> Rows:
        """The outputs for these rows, in their order."""
        ...


class TorchForward:
    """The model as torch runs it, moved to the device and the precision."""

    def __init__(self, model: torch.nn.Module, device: torch.device, precision: Chosen) -> None:
        import torch

        self.precision: Chosen = precision
        self.device = device
        self.takes_turns = device.type != "cpu"
        dtype = torch.bfloat16 if precision == "bf16" else torch.float32
        self._model = model.to(device, dtype).eval()
        if precision == "bf16":
            _keep_head_whole(self._model)
        self._takes = inspect.signature(model.forward).parameters

    def rows(self, encoded: Encoded, batch: Sequence[int]) -> Rows:
        """The outputs for these rows, in their order."""
        import torch

        given = padded(encoded, batch, self.device)
        taken = {name: tensor for name, tensor in given.items() if name in self._takes}
        with torch.inference_mode():
            rows: Rows = self._model(**taken).logits.float().cpu().tolist()
        return rows


def _keep_head_whole(model: torch.nn.Module) -> None:
    """Leaves what follows the encoder in float32: it costs nothing, and labels hang on it.

    In bfloat16 two outputs of 1 and more may only differ by steps of 1/128.
    """
    encoder: Any = getattr(model, "base_model", None)
    heads = [child for child in model.children() if child is not encoder]
    pooler = getattr(encoder, "pooler", None)
    for head in [*heads, *([] if pooler is None else [pooler])]:
        head.float().register_forward_pre_hook(_whole)


def _whole(_: torch.nn.Module, given: tuple[torch.Tensor, ...]) -> tuple[torch.Tensor, ...]:
    return tuple(tensor.float() for tensor in given)


def budget_for(lengths: Sequence[int], device: torch.device) -> int:
    """Tokens of a batch where nobody names them; the same for any number of cores."""
    if device.type != "cpu":
        return _ON_GPU
    least, most = _ON_CORE
    return max(least, min(most, sum(lengths) // _SHARES))


def run(
    rows: Callable[[Sequence[int]], Rows], batches: Sequence[Sequence[int]], *, in_turn: bool
) -> list[Rows]:
    """What `rows` gives for each batch, in their order; on all of torch's threads unless in turn.

    Interrupted, it leaves the batches that no thread has begun.
    """
    import torch

    if in_turn:
        return [rows(batch) for batch in batches]
    cores = max(1, min(torch.get_num_threads(), len(batches)))
    with _one_thread_each():
        pool = ThreadPoolExecutor(cores)
        try:
            return list(pool.map(rows, batches))
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Threads begun inside run torch's operators alone."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
