"""Reddit comments on news toward six groups of people; stances cut from a scale, favor is rare."""

from collections.abc import Iterator
from pathlib import Path

from discourse.stance.corpus import Corpus, Example, Split, pairs


def _read(folder: Path) -> Iterator[Example]:
    yield from pairs(folder / "stance" / "usvsthem.train.jsonl.gz", Split.TRAIN)
    yield from pairs(folder / "stance" / "usvsthem.dev.jsonl.gz", Split.DEV)
    yield from pairs(folder / "stance" / "usvsthem.test.jsonl.gz", Split.TEST)


CORPUS = Corpus(
    name="usvsthem",
    source="Huguet Cabot et al. 2021 (Us vs. Them)",
    licence="CC BY-NC 4.0",
    read=_read,
)
