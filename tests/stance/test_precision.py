from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
import torch

from discourse.errors import ModelError
from discourse.stance import classifier, precision
from discourse.stance.classifier import Options
from discourse.stance.forward import Rows, TorchForward, budget_for, run
from discourse.stance.judgement import Question
from discourse.stance.precision import Precision, chosen

CPU, GPU = torch.device("cpu"), torch.device("cuda:0")
TINY = Options(device="cpu", max_length=32)
QUESTIONS = [
    Question(
        target="the tunnel", text="awful idea . " * times + "we want it", comment_id=str(times)
    )
    for times in range(8)
]


def capable(monkeypatch: pytest.MonkeyPatch, **told: bool) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: told, raising=False)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"avx512_bf16": True}, "bf16"),
        ({"amx_bf16": True, "avx512_bf16": False}, "bf16"),
        ({"avx512_bf16": False, "avx2": True}, "fp32"),
        ({}, "fp32"),
    ],
)
def test_auto_is_bf16_where_the_processor_multiplies_it(
    monkeypatch: pytest.MonkeyPatch, told: dict[str, bool], expected: str
) -> None:
    capable(monkeypatch, **told)
    assert chosen("auto", CPU) == expected


def test_auto_is_fp32_where_torch_cannot_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(torch.cpu, "get_capabilities", raising=False)
    assert chosen("auto", CPU) == "fp32"


def test_auto_is_fp32_on_a_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    capable(monkeypatch, avx512_bf16=True)
    assert chosen("auto", GPU) == "fp32"


@pytest.mark.parametrize("wanted", ["fp32", "bf16", "int8"])
def test_what_is_named_is_taken(wanted: Precision) -> None:
    assert chosen(wanted, CPU) == wanted


def test_int8_is_for_processors() -> None:
    with pytest.raises(ModelError, match="precision int8: expected the device cpu, found cuda:0"):
        chosen("int8", GPU)


def test_settings_and_models_know_the_same_precisions() -> None:
    from discourse.run.config import AnalysisSettings

    annotation = AnalysisSettings.model_fields["precision"].annotation
    assert get_args(annotation) == get_args(precision.Precision)


def test_bf16_scores_are_near_those_of_fp32_and_told_apart(tiny_model: Path) -> None:
    whole = classifier.load(str(tiny_model), TINY)
    half = classifier.load(str(tiny_model), replace(TINY, precision="bf16"))
    assert (whole.precision, half.precision) == ("fp32", "bf16")
    assert whole.digest != half.digest
    pairs = list(zip(whole.judge(QUESTIONS), half.judge(QUESTIONS), strict=True))
    for one, two in pairs:
        assert dict(two.scores) == pytest.approx(dict(one.scores), abs=0.1)  # 8 bits of mantissa
    assert any(one.scores != two.scores for one, two in pairs)


def test_what_follows_the_encoder_stays_in_full_precision(tiny_model: Path) -> None:
    half = classifier.load(str(tiny_model), replace(TINY, precision="bf16"))
    assert isinstance(half._forward, TorchForward)
    kinds = {name: one.dtype for name, one in half._forward._model.named_parameters()}
    whole = {name for name, kind in kinds.items() if kind == torch.float32}
    assert whole == {name for name in kinds if name.startswith(("classifier.", "bert.pooler."))}
    steps = {score * 128 for row in half.logits(QUESTIONS) for score in row}
    assert any(step % 1 for step in steps)  # finer than bfloat16 has them from 1 on


def test_full_precision_keeps_the_digest_of_the_files(tiny_model: Path) -> None:
    assert classifier.load(str(tiny_model), TINY).digest == classifier.digest(tiny_model)


@pytest.mark.parametrize(
    ("tokens", "expected"), [([3] * 10, 256), ([10] * 1000, 625), ([200] * 1000, 1024)]
)
def test_small_jobs_are_cut_for_several_cores(tokens: list[int], expected: int) -> None:
    assert budget_for(tokens, CPU) == expected
    assert budget_for(tokens, GPU) > 10_000


@pytest.mark.parametrize("in_turn", [True, False])
def test_answers_are_in_the_order_of_the_batches(in_turn: bool) -> None:  # noqa: FBT001 - a case
    def rows(batch: Sequence[int]) -> Rows:
        return [[float(place)] for place in batch]

    parts = [[5, 6], [1], [2, 3, 4]]
    assert run(rows, parts, in_turn=in_turn) == [rows(part) for part in parts]
    assert run(rows, [], in_turn=in_turn) == []


def test_an_error_in_one_batch_ends_the_rest() -> None:
    begun: list[int] = []

    def rows(batch: Sequence[int]) -> Rows:
        begun.extend(batch)
        raise ArithmeticError(f"batch {batch[0]}")

    threads = torch.get_num_threads()
    with pytest.raises(ArithmeticError, match="batch 0"):
        run(rows, [[place] for place in range(1000)], in_turn=False)
    assert len(begun) < 1000
    assert torch.get_num_threads() == threads
