"""Sequence pairs to token ids, and rows of like length to batches; no torch here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from discourse.stance.questions import ModelInput


class Tokenizer(Protocol):
    """What is needed of a fast tokenizer of transformers."""

    @property
    def pad_token_id(self) -> Any:
        """The id that fills a batch up."""
        ...

    def __call__(self, *texts: Any, **options: Any) -> Any:
        """Columns of token ids, segments or offsets."""
        ...


@dataclass(frozen=True, slots=True)
class Encoded:
    """Tokenised pairs, not yet padded."""

    ids: tuple[tuple[int, ...], ...]
    segments: tuple[tuple[int, ...], ...]
    pad: int


def encode(
    tokenizer: Tokenizer,
    inputs: Sequence[ModelInput],
    max_length: int,
    cut: Literal["first", "second"] = "second",
) -> Encoded:
    """Token ids of pairs; only the segment `cut` is truncated to fit `max_length` tokens.

    The other is a target, and leaves the cut one half of the room.
    """
    if not inputs:
        return Encoded((), (), 0)
    first, second = [given.first for given in inputs], [given.second for given in inputs]
    if cut == "second":
        first = _cut(tokenizer, first, max_length // 2)
    else:
        second = _cut(tokenizer, second, max_length // 2)
    rows = tokenizer(
        first,
        second,
        truncation=f"only_{cut}",
        max_length=max_length,
        return_attention_mask=False,
        return_token_type_ids=True,
    )
    pad = tokenizer.pad_token_id
    return Encoded(
        tuple(map(tuple, rows["input_ids"])),
        tuple(map(tuple, rows["token_type_ids"])),
        pad if isinstance(pad, int) else 0,
    )


def _cut(tokenizer: Tokenizer, targets: Sequence[str], tokens: int) -> list[str]:
    """Targets short enough to leave half of the room; most are untouched."""
    short = {t: t if len(t) <= tokens else _head(tokenizer, t, tokens) for t in set(targets)}
    return [short[target] for target in targets]


def _head(tokenizer: Tokenizer, text: str, tokens: int) -> str:
    offsets = tokenizer(
        text, add_special_tokens=False, return_offsets_mapping=True, truncation=False, verbose=False
    )["offset_mapping"]
    return text if len(offsets) <= tokens else text[: offsets[tokens - 1][1]]


def batches(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Rows of like length together, longest first, at most `budget` tokens with padding.

    A row longer than the budget stands alone.
    """
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lambda row: (-lengths[row], row)):
        if batch and (len(batch) + 1) * lengths[batch[0]] > budget:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch
