"""What inference is measured against: transformers' pipelines, and torch's matrix product."""

from collections.abc import Callable, Sequence
from typing import Any

import torch

from discourse.stance.classifier import folder_of, tokenizer_of
from discourse.stance.encoding import Encoded
from discourse.stance.judgement import Question
from discourse.stance.questions import model_input

__all__ = ["Encoded", "operations", "pipelines", "product", "shape", "threads", "zero_shot"]

SIDE = 2048  # of the square matrices of the ceiling
TIMES = 4
PRODUCT = TIMES * 2 * SIDE**3  # operations of one turn
STANCES = ["against it", "neutral toward it", "in favor of it"]


def threads() -> int:
    """How many of them torch uses."""
    return torch.get_num_threads()


def product(precision: str) -> Callable[[], None]:
    """A large matrix product in a precision, TIMES over."""
    dtype = torch.bfloat16 if precision == "bf16" else torch.float32
    one, other = (torch.randn(SIDE, SIDE).to(dtype) for _ in range(2))

    def work() -> None:
        with torch.inference_mode():
            for _ in range(TIMES):
                torch.mm(one, other)

    work()
    return work


def shape(model: str) -> Any:
    """The sizes of an encoder: `num_hidden_layers`, `hidden_size`, `intermediate_size`."""
    from transformers import AutoConfig

    return AutoConfig.from_pretrained(folder_of(model), local_files_only=True)


def operations(config: Any, length: int) -> int:
    """Floating point operations of matrix products for one pair of `length` tokens.

    A layer multiplies each token by four square matrices and the two of the feed-forward part, and
    attends (scores, then weighted values) with each token to all; two operations a multiplication.
    """
    wide, inner = config.hidden_size, config.intermediate_size
    token = 2 * (4 * wide * wide + 2 * wide * inner) + 4 * length * wide
    return int(config.num_hidden_layers * length * token)


def pipelines(
    model: str, questions: Sequence[Question], max_length: int
) -> dict[str, Callable[[], None]]:
    """The default text-classification pipeline on the same weights, and the same one in float32."""
    from transformers import pipeline

    pairs = [model_input(question) for question in questions]
    inputs = [{"text": pair.first, "text_pair": pair.second} for pair in pairs]
    folder = str(folder_of(model))

    def work(pipe: Any) -> None:
        pipe(inputs, truncation="only_second", max_length=max_length)

    plain = pipeline("text-classification", model=folder, device="cpu")
    whole = pipeline("text-classification", model=folder, device="cpu", dtype=torch.float32)
    return {
        f"pipeline ({_dtype(plain)})": lambda: work(plain),
        "pipeline, told fp32": lambda: work(whole),
    }


def _dtype(pipe: Any) -> str:
    return str(pipe.model.dtype).removeprefix("torch.")


def zero_shot(model: str, questions: Sequence[Question]) -> Callable[[], None]:
    """A zero-shot pipeline at the shape of bart-large-mnli, with our tokenizer, knowing nothing."""
    from transformers import BartConfig, BartForSequenceClassification, pipeline

    tokenizer = tokenizer_of(folder_of(model))
    config = BartConfig(
        id2label={0: "contradiction", 1: "neutral", 2: "entailment"},
        label2id={"contradiction": 0, "neutral": 1, "entailment": 2},
        pad_token_id=tokenizer.pad_token_id,
        eos_token_id=tokenizer.sep_token_id,  # at whose last place it reads the answer
    )
    large = BartForSequenceClassification(config)
    large.train(mode=False)
    pipe: Any = pipeline("zero-shot-classification", model=large, tokenizer=tokenizer, device="cpu")
    texts = [(question.text, question.target) for question in questions]

    def work() -> None:
        for text, target in texts:
            template = f"The writer, on “{target.replace('{', '(')}”, is {{}}."
            pipe(text, candidate_labels=STANCES, hypothesis_template=template)

    return work
