"""A model's weights in eight bits, run by onnxruntime; needs `pip install "discourse[onnx]"`.

The model is exported once and kept in the user's cache under the digest of its files; weights of
matrix products are rounded column by column, activations batch by batch (dynamic quantisation).
"""

from __future__ import annotations

import logging
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from discourse.errors import ModelError
from discourse.stance.encoding import Encoded
from discourse.stance.forward import Rows
from discourse.stance.precision import Chosen
from discourse.stance.tensors import padded

if TYPE_CHECKING:
    import torch

_NEEDED = ("onnx", "onnxruntime", "onnxscript")  # the last is what torch exports with
_INPUTS = ("input_ids", "attention_mask", "token_type_ids")
_ROWS, _TOKENS = 1 << 16, 1 << 13  # most rows and tokens that an exported model takes


class OnnxForward:
    """A quantised model as onnxruntime runs it, on a thread of the caller's."""

    precision: Chosen = "int8"
    takes_turns = False

    def __init__(self, path: Path, device: torch.device) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # batches run side by side
        options.log_severity_level = 3
        self._device = device
        self._session = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"]
        )
        self._takes = [given.name for given in self._session.get_inputs()]

    def rows(self, encoded: Encoded, batch: Sequence[int]) -> Rows:
        """The outputs for these rows, in their order."""
        given = padded(encoded, batch, self._device)
        taken = {name: given[name].numpy() for name in self._takes}
        rows: Rows = self._session.run(["logits"], taken)[0].tolist()
        return rows


def quantised(
    name: str, digest: str, model: torch.nn.Module, device: torch.device, cache: Path | None = None
) -> OnnxForward:
    """The model in eight bits, exported if the cache does not have it yet.

    Raises ModelError where onnxruntime is not installed, or the model cannot be exported or kept.
    """
    path = (cache or _cache()) / f"{_key(digest)}.onnx"
    try:
        if not path.is_file():
            _export(name, model, path)
    except OSError as error:
        raise ModelError(str(path), "a cache that can be written", str(error)) from error
    return OnnxForward(path, device)


def _cache() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("discourse") / "int8"


def _key(digest: str) -> str:
    """Of the model's files and what makes eight bits of them."""
    try:
        made_by = [f"{name} {version(name)}" for name in (*_NEEDED, "torch", "transformers")]
    except PackageNotFoundError as error:
        expected = 'onnxruntime to be installed (pip install "discourse[onnx]")'
        raise ModelError("precision int8", expected, f"no {error.name}") from error
    return sha256(
        "\n".join([digest, *made_by, Path(__file__).read_text("utf-8")]).encode()
    ).hexdigest()


def _export(name: str, model: torch.nn.Module, path: Path) -> None:
    """Writes the quantised model; a cut off export leaves nothing at its place."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder, _silent():
        whole, rounded = Path(folder) / "whole.onnx", Path(folder) / "rounded.onnx"
        _export_whole(name, model, whole)
        quantize_dynamic(
            whole,
            rounded,
            op_types_to_quantize=["MatMul"],  # embeddings are looked up, not multiplied
            per_channel=True,
            weight_type=QuantType.QInt8,
        )
        rounded.replace(path)


def _export_whole(name: str, model: torch.nn.Module, path: Path) -> None:
    """In float32, for any number of rows and tokens."""
    import inspect

    import torch

    takes = [one for one in _INPUTS if one in inspect.signature(model.forward).parameters]
    example = {one: torch.ones(2, 8, dtype=torch.long) for one in takes}
    places = getattr(model.config, "max_position_embeddings", _TOKENS)
    rows = torch.export.Dim("rows", min=1, max=_ROWS)
    tokens = torch.export.Dim("tokens", min=2, max=min(places, _TOKENS))
    try:
        torch.onnx.export(
            model.eval(),
            kwargs=example,
            f=path,
            output_names=["logits"],
            dynamic_shapes={one: {0: rows, 1: tokens} for one in takes},
            dynamo=True,
            external_data=False,
            verbose=False,
        )
    except (RuntimeError, ValueError, TypeError) as error:
        found = str(error).strip().partition("\n")[0]
        raise ModelError(name, "a model that can be exported to ONNX", found) from error


@contextmanager
def _silent() -> Iterator[None]:
    """Exporters tell a lot that nobody can act on; what fails still raises."""
    before: Any = logging.root.manager.disable
    logging.disable(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
