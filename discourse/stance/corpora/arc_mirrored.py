"""The ARC comments toward the opposite of each proposition."""

from collections.abc import Iterator
from pathlib import Path

from discourse.stance.corpus import Corpus, Example, Split, pairs


def _read(folder: Path) -> Iterator[Example]:
    yield from pairs(folder / "stance" / "arc_mirrored.train.jsonl.gz", Split.TRAIN)
    yield from pairs(folder / "stance" / "arc_mirrored.dev.jsonl.gz", Split.DEV)


CORPUS = Corpus(
    name="arc-mirrored",
    source="Habernal et al. 2018; Hanselowski et al. 2018",
    licence="repositories Apache-2.0; comments belong to their authors",
    read=_read,
)
