"""Crowd-written arguments for and against 71 propositions; no neutral."""

from collections.abc import Iterator
from pathlib import Path

from discourse.stance.corpus import Corpus, Example, Split, pairs


def _read(folder: Path) -> Iterator[Example]:
    yield from pairs(folder / "stance" / "ibm30k.train.jsonl.gz", Split.TRAIN)
    yield from pairs(folder / "stance" / "ibm30k.val.jsonl.gz", Split.DEV)
    yield from pairs(folder / "stance" / "ibm30k.test.jsonl.gz", Split.TEST)


CORPUS = Corpus(
    name="ibm30k",
    source="Gretz et al. 2020",
    licence="not found",
    read=_read,
)
