"""Claims and perspectives of debate sites; no neutral."""

from collections.abc import Iterator
from pathlib import Path

from discourse.stance.corpus import Corpus, Example, Split, pairs


def _read(folder: Path) -> Iterator[Example]:
    yield from pairs(folder / "stance" / "perspectrum.train.jsonl.gz", Split.TRAIN)
    yield from pairs(folder / "stance" / "perspectrum.dev.jsonl.gz", Split.DEV)
    yield from pairs(folder / "stance" / "perspectrum.test.jsonl.gz", Split.TEST)


CORPUS = Corpus(
    name="perspectrum",
    source="Chen et al. 2019",
    licence="CC BY-SA 4.0",
    read=_read,
)
