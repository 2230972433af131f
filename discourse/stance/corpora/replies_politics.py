"""Pairs of passages of one presidential campaign's speeches: support, attack or neither."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from discourse.stance.corpora._replies import reply_rows
from discourse.stance.corpus import Corpus, Example, Split

HELD_OUT = "disarmament"  # passages recur within a topic, so a whole one is for dev
_APART = ((" n't", "n't"), (" 's", "'s"), (" ,", ","), (" .", "."), (" ?", "?"), (" !", "!"))


def _read(folder: Path) -> Iterator[Example]:
    for row in reply_rows(folder / "replies" / "polit_attack.all.jsonl.gz"):
        split = Split.DEV if row.target == HELD_OUT else Split.TRAIN
        yield _joined(row.example(split, group=row.target))


def _joined(example: Example) -> Example:
    """Words and signs that a tokenizer parted, together again."""
    text, target = example.question.text, example.question.target
    for apart, together in _APART:
        text, target = text.replace(apart, together), target.replace(apart, together)
    return replace(example, question=replace(example.question, text=text, target=target))


CORPUS = Corpus(
    name="replies-politics",
    source="Menini and Tonelli 2016",
    licence="CC BY 4.0",
    read=_read,
)
