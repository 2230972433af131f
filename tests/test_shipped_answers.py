"""The shipped weights answer alike however they are run."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from discourse.run.models.recipes import library
from discourse.stance import classifier
from discourse.stance.calibration import Calibration
from discourse.stance.classifier import MODELS, Options
from discourse.stance.corpus import Split
from discourse.stance.judgement import Judgement, Question
from discourse.stance.precision import Precision

pytestmark = pytest.mark.shipped

DEFAULT = MODELS / "default"
CPU = Options("cpu", min_confidence=0.0)
TOLERANCE = 1e-4  # of a probability, in float32
HALF = 0.01  # of a probability, where a plain pipeline keeps the weights in fp16
PRECISIONS: tuple[Precision, ...] = ("fp32", "bf16")
LOWER = 0.05  # of a probability, in bfloat16


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> list[Question]:
    """Of comments of many lengths, toward all kinds of targets; no longer than a plain pipeline."""
    held = library(tmp_path_factory.mktemp("nothing")).examples("reader-comments", Split.DEV)
    short = [ex.question for ex in held if len(ex.question.text.split()) < 100]
    return [replace(question, context="") for question in short[:: len(short) // 24]]


@pytest.fixture
def threads() -> Iterator[None]:
    """Leaves as many threads as there were."""
    import torch

    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


def judged(questions: Sequence[Question], options: Options, threads: int) -> list[Judgement]:
    import torch

    torch.set_num_threads(threads)
    return classifier.load("default", options).judge(questions)


@pytest.mark.usefixtures("threads")
@pytest.mark.parametrize(("budget", "number"), [(1, 1), (1, 2), (8192, 1)])
def test_threads_and_batches_change_nothing(
    questions: list[Question], budget: int, number: int
) -> None:
    """A budget of one token puts each comment alone; one of 8,192 puts all of them together."""
    plain = judged(questions, replace(CPU, token_budget=8192), 2)
    other = judged(questions, replace(CPU, token_budget=budget), number)
    for one, two in zip(plain, other, strict=True):
        assert one.label is two.label
        assert dict(two.scores) == pytest.approx(dict(one.scores), abs=TOLERANCE)


def test_bf16_changes_no_label_that_is_not_close(questions: list[Question]) -> None:
    """`python -m tests.benchmarks.inference --parity 600` counts the labels that are the same."""
    whole, half = (
        classifier.load("default", replace(CPU, precision=one)).judge(questions)
        for one in PRECISIONS
    )
    for one, two in zip(whole, half, strict=True):
        assert dict(two.scores) == pytest.approx(dict(one.scores), abs=LOWER)
        first, second, _ = sorted(one.scores.values(), reverse=True)
        if first - second > 2 * LOWER:
            assert one.label is two.label


def test_a_gpu_changes_nothing(questions: list[Question]) -> None:
    import torch

    if not torch.cuda.is_available():
        pytest.skip("no GPU here")
    here, there = (
        classifier.load("default", replace(CPU, device=device)).judge(questions)
        for device in ("cpu", "cuda:0")
    )
    for one, two in zip(here, there, strict=True):
        assert one.label is two.label
        assert dict(two.scores) == pytest.approx(dict(one.scores), abs=HALF)


def test_a_plain_pipeline_gives_the_same_labels(questions: list[Question]) -> None:
    from transformers import pipeline

    ours = classifier.load("default", CPU)
    uncalibrated = [
        Calibration().scores(question, row)
        for question, row in zip(questions, ours.logits(questions), strict=True)
    ]
    pipe: Any = pipeline("text-classification", model=str(DEFAULT), device="cpu", top_k=None)
    for question, scores in zip(questions, uncalibrated, strict=True):
        answer = pipe({"text": question.target, "text_pair": question.text})
        theirs = {one["label"]: one["score"] for one in answer}
        assert theirs == pytest.approx(dict(scores), abs=HALF)
        first, second, _ = sorted(scores.values(), reverse=True)
        if first - second > HALF:
            assert max(theirs, key=theirs.__getitem__) == max(scores, key=scores.__getitem__)


def test_the_directory_is_what_the_hub_expects() -> None:
    names = {path.name for path in Path(DEFAULT).iterdir()}
    assert {"config.json", "model.safetensors", "tokenizer.json", "README.md"} <= names
    assert not [name for name in names if name.endswith((".bin", ".pt", ".pkl", ".py"))]
