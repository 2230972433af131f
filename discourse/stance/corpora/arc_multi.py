"""The ARC comments read again toward four targets each."""

from collections.abc import Iterator
from pathlib import Path

from discourse.stance.corpus import Corpus, Example, Split, pairs


def _read(folder: Path) -> Iterator[Example]:
    yield from pairs(folder / "stance" / "arc_multi.train.jsonl.gz", Split.TRAIN)
    yield from pairs(folder / "stance" / "arc_multi.dev.jsonl.gz", Split.DEV)


CORPUS = Corpus(
    name="arc-multi",
    source="labels written for this project on the texts of ARC",
    licence="labels ours; comments belong to their authors",
    read=_read,
)
